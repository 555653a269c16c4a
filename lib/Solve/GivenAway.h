//===- GivenAway.h - memory that a call may write ---------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is stored to an object is taken to be there until something is seen to
// write it: a call alone changes nothing. Where that would make a branch idle,
// since all ways to it have stored constants which give one answer, and a call
// on the way may write the object, its author knows that it does:
//
//   sc->busaddr = 0;
//   bus_dmamap_load(tag, map, mem, size, callback, sc, 0);
//   if (sc->busaddr == 0) ...
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_GIVENAWAY_H
#define LOCKTIDY_SOLVE_GIVENAWAY_H

#include "Graph/LockGraph.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace locktidy {

/// Whether the call may write the field or global at an address, an expression
/// of the caller.
using MayWrite = llvm::function_ref<bool(const Event &Call, ExprId Address)>;

/// Adds to \p G an unknown value for the memory that such a branch reads,
/// behind each call on the way to it that may write it.
void addGivenAway(FunctionGraph &G, MayWrite Writes);

} // namespace locktidy

#endif
