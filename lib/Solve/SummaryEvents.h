//===- SummaryEvents.h - what callers see happen in a function --*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From observations to the events of a summary: sleeps, allocations and the
// locks taken, with the caller's locks that are dropped at that moment.
//
//   foo_wait(sc): msleep(sc, &sc->mtx, ...)    event wait, sc->mtx dropped
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_SUMMARYEVENTS_H
#define LOCKTIDY_SOLVE_SUMMARYEVENTS_H

#include "Solve/Solved.h"

namespace locktidy {

/// Fills Summary::Events of \p F from its observations.
void summarizeEvents(const SolvedProgram &P, SolvedFunction &F);

} // namespace locktidy

#endif
