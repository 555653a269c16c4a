//===- Specialize.h - one copy of a function per argument -------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function that calls what it is passed does to locks what each caller says.
// Where a call passes a known function to a parameter that the callee calls, or
// passes on to be called, the callee is copied with that function in place of
// the parameter, and the call goes to the copy: it is then as exact as a direct
// call. One copy serves all calls that pass the same functions.
//
//   static void walk(struct q *q, void (*cb)(struct q *)) { ... cb(q); ... }
//   walk(q, foo_tick);           walk#1(q, cb): ... foo_tick(q); ...
//
// The same is done for numbers where a parameter decides what a primitive does
// to a lock, directly or passed on: the wrapper of one that goes by its flags.
//
//   int vn_lock(vp, flags) { return lockmgr(&vp->lock, flags); }
//   vn_lock(vp, LK_SHARED);      vn_lock#1(vp, flags): acquire vp->lock, shared
//
// A copy has the name of its original. A static function of which all calls go
// to copies is left without a body. Input: a linked program; output: the same,
// with graphs and functions added at the end, whatever the order of its units.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_SPECIALIZE_H
#define LOCKTIDY_SOLVE_SPECIALIZE_H

#include "Solve/Program.h"

namespace locktidy {

/// Copies made of one function at most; further arguments stay unknown.
inline constexpr unsigned MaxCopies = 8;

void specialize(Program &P);

} // namespace locktidy

#endif
