//===- NewLocks.h - locks that nobody else knows yet ------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function that has just initialised a lock holds nobody up with it: other
// threads and handlers come to know the object when it is made known, by the
// registration of a handler at the latest.
//
//   mutex_init(&sp->lock, ...);
//   mutex_enter(&sp->lock);
//   sp->buf = kmem_alloc(n, KM_SLEEP);     nobody waits meanwhile
//   ddi_add_intr(..., foo_intr, sp);
//   sp->more = kmem_alloc(n, KM_SLEEP);    foo_intr() may
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_NEWLOCKS_H
#define LOCKTIDY_RULES_NEWLOCKS_H

#include "Solve/Solved.h"
#include "llvm/ADT/BitVector.h"

namespace locktidy {

class NewLocks {
public:
  explicit NewLocks(const SolvedProgram &P);

  /// On all ways to \p At the function has initialised \p Lock, and registered
  /// no handler since, itself or in what it calls.
  bool contain(const SolvedFunction &F, EventRef At, ExprId Lock) const;

private:
  bool registers(const FunctionGraph &G, const Event &E) const;

  llvm::BitVector Registering; ///< functions, by FunctionId, with their callees
};

} // namespace locktidy

#endif
