//===- Summarize.h - from exits to a summary --------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_SUMMARIZE_H
#define LOCKTIDY_SOLVE_SUMMARIZE_H

#include "Solve/Solved.h"

namespace locktidy {

/// Makes the summary of a simulated function from its exits and observations.
/// Sum.Modified is left as it is.
void summarize(const SolvedProgram &P, SolvedFunction &F);

/// Zero, positive, negative or undecided: callers tell results apart by this.
int resultClass(const Range &R);

} // namespace locktidy

#endif
