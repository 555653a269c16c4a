//===- Contexts.h - who calls a function, and where ---------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A handler named at a registration call is a root: the kernel calls it in the
// context that the model gives (an interrupt filter, a callout). The context
// travels down direct calls, with the constants passed, so that
// `foo_wait(sc, 0)` in a handler does not reach `if (cansleep) tsleep(...)`.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_CONTEXTS_H
#define LOCKTIDY_SOLVE_CONTEXTS_H

#include "Solve/Solved.h"

namespace locktidy {

/// Fills Roots and Reached. A function is entered once per context and known
/// arguments, by the shortest way.
void findContexts(SolvedProgram &P);

/// False when \p When cannot hold with the parameters' values \p Args.
bool possible(const FunctionGraph &G, const Guard &When, const ConstantArgs &Args);

} // namespace locktidy

#endif
