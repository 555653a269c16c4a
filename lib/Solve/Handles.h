//===- Handles.h - where the handles of handlers are kept -------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A registration may return its handle, which another function gives back to
// wait for the handler. Input: a linked program; output: the same, with the
// result of such a call replaced by the place in memory where it is kept.
//
//   sc->tid = timeout(foo_tick, sc, hz);    handle is sc->tid, not a temporary
//   untimeout(sc->tid);
//
// Must come before graphs are sliced: the store alone decides nothing there.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_HANDLES_H
#define LOCKTIDY_SOLVE_HANDLES_H

#include "Solve/LockClass.h"
#include "Solve/Program.h"

namespace locktidy {

void placeHandles(Program &P);

/// Where the handle \p Term lies, or is kept: softc::co of `&sc->co`, of
/// `sc->co` and of `sc->co[i]`.
LockClass placeOf(const FunctionGraph &G, ExprId Term);

} // namespace locktidy

#endif
