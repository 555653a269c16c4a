//===- Contexts.h - what the kernel calls, and where ------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A handler named at a registration call, or put into a record that the model
// has a table of, is a root: the kernel calls it in the context that the model
// gives (an interrupt filter, a callout, an entry point). What can
// happen in a root is in its observations, through all calls and with the
// guards that each call satisfies, so that `foo_wait(sc, 0)` in a handler does
// not reach `if (cansleep) tsleep(...)`: a context needs no walk of its own.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_CONTEXTS_H
#define LOCKTIDY_SOLVE_CONTEXTS_H

#include "Solve/Solved.h"

namespace locktidy {

/// The handlers that the program registers, in the order of the functions that
/// do it, then those of tables in the order of their files and places.
std::vector<Root> findRoots(const SolvedProgram &P);

} // namespace locktidy

#endif
