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
// Of a static function in a table of the driver's own the calls through that
// are seen. What none of them passes is possible, but no must fact.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_ARGUMENTS_H
#define LOCKTIDY_SOLVE_ARGUMENTS_H

#include "Solve/Range.h"
#include "Solve/Guard.h"
#include "Solve/ResultUse.h"
#include "Solve/Targets.h"
#include <map>

namespace locktidy {

/// By parameter; one that may be anything is missing.
using PassedNumbers = std::map<uint32_t, Range>;

/// By index in Program::All.Graphs. \p Uses: of findResultUses().
std::vector<PassedNumbers>
findPassedNumbers(const Program &P, const std::vector<ResultUse> &Uses);

/// The same by the calls that are seen, also through pointers, where there are
/// any; more than one number, and not of handlers.
std::vector<PassedNumbers> findSeenNumbers(const Program &P,
                                           const Targets &Pointers,
                                           const std::vector<ResultUse> &Uses);

/// Whether \p Why asks of a parameter what none of \p Seen fulfils.
bool isNeverSeen(const FunctionGraph &G, const PassedNumbers &Seen,
                 const Guard &Why);

} // namespace locktidy

#endif
