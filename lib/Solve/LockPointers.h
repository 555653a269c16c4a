//===- LockPointers.h - fields that point at locks --------------*- C++ -*-===//
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
// Where all of these addresses are of locks of one class, so are the locks that
// are taken through the field:
//
//   ses->lockp = &port->lock;       ses::lockp is always some port::lock
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_LOCKPOINTERS_H
#define LOCKTIDY_SOLVE_LOCKPOINTERS_H

#include "Solve/LockClass.h"
#include "Solve/Program.h"
#include "llvm/ADT/BitVector.h"
#include <map>
#include <set>

namespace locktidy {

struct LockPointers {
  llvm::BitVector NeverNull; ///< by FieldId
  /// The class of the locks at which a field points, by FieldId.
  std::map<uint32_t, LockClass> Classes;
  std::set<LockClass> Stored; ///< locks of which an address is kept somewhere

  /// \p C, or the class of the locks at which the field of it points.
  LockClass resolve(LockClass C) const;
};

LockPointers findLockPointers(const Program &P);

} // namespace locktidy

#endif
