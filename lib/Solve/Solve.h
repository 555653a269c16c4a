//===- Solve.h - solving a program ------------------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_SOLVE_H
#define LOCKTIDY_SOLVE_SOLVE_H

#include "Solve/Solved.h"

namespace locktidy {

/// Simulates every function that matters, callees first, and propagates
/// contexts from the handlers found. Deterministic; errors do not exist here.
/// Where \p ShouldStop says so, the rest is left out, which callees come
/// before.
SolvedProgram
solve(Program P, llvm::function_ref<bool()> ShouldStop = [] { return false; });

} // namespace locktidy

#endif
