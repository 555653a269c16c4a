//===- LockPointers.h - fields that always point at a lock ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A framework keeps a pointer to the lock of the driver that it serves, and
// asks whether there is one. Where each driver of the program gives one, it is
// there, and what the framework does without a lock cannot happen under a
// driver's.
//
//   s->mtx = mtx;                   alloc(&sc->mtx) here, alloc(&Giant) there
//   if (s->mtx == NULL) sleep();    never
//
// Such a field is stored to, each store puts an address there (of a lock, a
// parameter that is given one by each call, or another such field), and a lock
// operation or a call takes its value.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_LOCKPOINTERS_H
#define LOCKTIDY_SOLVE_LOCKPOINTERS_H

#include "Solve/Program.h"
#include "llvm/ADT/BitVector.h"

namespace locktidy {

/// By FieldId.
llvm::BitVector findLockPointers(const Program &P);

} // namespace locktidy

#endif
