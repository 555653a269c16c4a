//===- NeverCalls.h - calls of which it is declared: never ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `disallow f g` (Program::NeverCalls) is about whatever way f may come to g:
//
//   g();                        gone from the graph
//   sc->done(sc);               gone from what the pointer may call (Targets.h)
//   p = g; p();                 gone where p turns out to be g (Calls.cpp)
//   walk(g);                    `disallow walk g`: gone from walk's copy for g
//
// so that a copy of f never calls g either.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_NEVERCALLS_H
#define LOCKTIDY_SOLVE_NEVERCALLS_H

#include "Solve/Program.h"

namespace locktidy {

/// What \p Original never calls, \p Copy does not either.
void copyNeverCalls(Program &P, FunctionId Original, FunctionId Copy);

/// Takes the direct calls that \p G never makes out of it; of their results
/// nothing is known.
void dropNeverCalls(const Program &P, FunctionGraph &G);

} // namespace locktidy

#endif
