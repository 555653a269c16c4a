//===- Prototypes.h - the kinds of locks in prototypes ----------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An attribute of a function without a body names a lock, and not its kind. It
// is the one that the program's primitives give to the lock's class: by what
// initialises it, else by what takes and releases it, where these agree.
//
//   void foo_take(struct foo *fp) ACQUIRE(&fp->m);     a mutex, since
//   mtx_lock(&fp->m);
//
// Input: a linked program; output: the same, with kinds at those events.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_PROTOTYPES_H
#define LOCKTIDY_SOLVE_PROTOTYPES_H

#include "Solve/Program.h"

namespace locktidy {

void settlePrototypes(Program &P);

} // namespace locktidy

#endif
