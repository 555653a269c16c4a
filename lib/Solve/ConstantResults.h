//===- ConstantResults.h - functions that always return the same *- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function that has nothing to do with locks is not solved, and its result
// would be any. That of many is 0, whatever the caller does about an error:
//
//   int foo_init_rings(struct softc *sc) { ...; return (0); }
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_CONSTANTRESULTS_H
#define LOCKTIDY_SOLVE_CONSTANTRESULTS_H

#include "Solve/Program.h"
#include "llvm/ADT/ArrayRef.h"

namespace locktidy {

/// What each function returns on all ways out, if that is one number: written
/// there, in a variable that nothing else is stored to, or the result of another
/// such function. Not of one that several files define (of a weak one lowering
/// says that the result is unknown). By index in Program::All.Graphs.
std::vector<std::optional<int64_t>> findConstantResults(const Program &P);

/// Adds to \p G what the functions that it calls by name always return.
void addConstantResults(FunctionGraph &G, const Program &P,
                        llvm::ArrayRef<std::optional<int64_t>> Results);

} // namespace locktidy

#endif
