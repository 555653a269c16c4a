//===- Inverses.h - functions that undo each other --------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Of two functions one only takes the locks of a class, the other only gives
// them up. Where both decide by the same memory, they agree: who calls the one
// and then the other need not look at it.
//
//   int acquire(struct bus *b) {           void release(struct bus *b) {
//     if (cold || b->poll)                   if (cold || b->poll)
//       return (0);                            return;
//     return (rw_enter(&b->lk, INTR));       rw_exit(&b->lk);
//   }                                      }
//
// both decide by: cold, struct bus::poll
//
// A program is read once, before it is solved: locks in callees do not count.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_INVERSES_H
#define LOCKTIDY_SOLVE_INVERSES_H

#include "Solve/Program.h"
#include <set>

namespace locktidy {

/// Fields and globals: ExprKind::Field or Global, and the symbol.
using MemoryNames = std::set<std::pair<ExprKind, uint32_t>>;

/// Whether \p Term is a condition on memory of \p Memory alone.
bool isDecidedBy(const FunctionGraph &G, ExprId Term,
                 const MemoryNames &Memory);

/// For each graph of \p P, the memory by which both it and an inverse decide.
std::vector<MemoryNames> findInverses(const Program &P);

} // namespace locktidy

#endif
