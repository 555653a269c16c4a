//===- Print.h - what the solver found, as text -----------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `locktidy graph --solved` and the tests show: a solved program in, one
// line per fact out. Details follow their line behind semicolons and are left
// out when there is nothing to say; the place comes last.
//
//   solved foo_wait(sc, intr) in foo.c:
//     observe assert-held mtx_assert sc->mtx (mtx) @3
//     observe wait msleep sc->mtx (mtx); dropped sc->mtx; if intr != 0 @5
//     exit returns 0; entry sc->mtx held; held sc->mtx (entry) @6
//     case returns 0; entry sc->mtx held
//     event wait msleep; class struct softc::mtx; dropped sc->mtx; if intr != 0
//     @5
//     calls sc->done: foo_done, foo_abort, or others @6
//
// Terms are over values at entry. `?1`, `?2` are values that events made, in
// the order of their appearance, `?1'` the last but one that its event made in
// a loop; `result` is what the function returns.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_PRINT_H
#define LOCKTIDY_SOLVE_PRINT_H

#include "Solve/Solved.h"
#include "llvm/Support/raw_ostream.h"

namespace locktidy {

/// Prints the functions called \p FunctionFilter, or, when that is empty, all
/// that matter to locking, the handlers found, the lock classes and their
/// order.
void printSolved(llvm::raw_ostream &OS, const SolvedProgram &P,
                 llvm::StringRef FunctionFilter = "");

/// `parallel`, as a model says it.
llvm::StringRef concurrencyName(Concurrency Runs);

} // namespace locktidy

#endif
