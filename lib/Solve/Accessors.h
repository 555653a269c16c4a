//===- Accessors.h - calls that only name a value ---------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function that does nothing but return what its arguments lead to is another
// name for that, in whatever file it is. Input: a linked program; output: the
// same, with calls of such functions replaced by a store of what they return.
//
//   struct mtx *path_mtx(struct path *p) { return &p->dev->mtx; }
//   mtx_lock(path_mtx(p));            t = call path_mtx(p); acquire t
//                                     store t = &p->dev->mtx; acquire t
//
// Otherwise each call would give a lock of its own, which nobody can release:
// the call itself does nothing to locking and would be dropped.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_ACCESSORS_H
#define LOCKTIDY_SOLVE_ACCESSORS_H

#include "Solve/Program.h"

namespace locktidy {

void resolveAccessors(Program &P);

} // namespace locktidy

#endif
