//===- Escapes.h - local variables that others may keep ---------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The address of a local variable that is only passed to calls is theirs while
// they last, and nobody else finds what lies there. It escapes when it is
// stored, returned, or given to a handler, or when all of the variable is
// copied.
//
//   struct walk w;
//   foo_walk(&w);                 no
//   sc->request = &w;             yes
//   *sc->kept = w;                yes
//   kthread_run(foo, &w);         yes
//
// That what is called stores it is not seen.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_ESCAPES_H
#define LOCKTIDY_SOLVE_ESCAPES_H

#include "Graph/LockGraph.h"
#include "llvm/ADT/BitVector.h"

namespace locktidy {

/// By local of \p G, which is not sliced: whether it escapes.
llvm::BitVector findEscaped(const FunctionGraph &G);

} // namespace locktidy

#endif
