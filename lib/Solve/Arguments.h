//===- Arguments.h - what every call passes ---------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All calls of a static function are seen. Where each passes a number for a
// parameter, the parameter is one of these numbers:
//
//   static int submit(struct softc *sc, gfp_t flags);
//   submit(sc, GFP_ATOMIC); ... submit(sc, GFP_ATOMIC);
//
// so nothing in submit() waits for memory. Found without paths; a parameter
// that the caller hands on as it got it is what its own callers pass. Not for
// functions of headers, which files outside of the program call too, nor for
// those whose address goes anywhere.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_ARGUMENTS_H
#define LOCKTIDY_SOLVE_ARGUMENTS_H

#include "Solve/Range.h"
#include "Solve/ResultUse.h"
#include <map>

namespace locktidy {

/// By parameter; one that may be anything is missing.
using PassedNumbers = std::map<uint32_t, Range>;

/// By index in Program::All.Graphs. \p Uses: of findResultUses().
std::vector<PassedNumbers>
findPassedNumbers(const Program &P, const std::vector<ResultUse> &Uses);

} // namespace locktidy

#endif
