//===- NeverGivenUp.h - locks that nobody can give up -----------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function that returns with a lock on every way out takes it for its callers,
// which is no slip. Unless nobody is there to give it up: each function that
// releases a lock of the class has taken that lock itself.
//
//   static struct item *item_alloc(struct disk *d)
//   {
//     lockmgr(&d->lock, LK_EXCLUSIVE);     the only other user of the lock:
//     TAILQ_INSERT_TAIL(&d->items, i, link); lockmgr(&d->lock, LK_EXCLUSIVE);
//     return (i);                            ...
//   }                                        lockmgr(&d->lock, LK_RELEASE);
//
// Only of functions of which all callers are seen, none of which releases a lock
// of the class at all, and of locks of which no pointer tells somebody else.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_NEVERGIVENUP_H
#define LOCKTIDY_RULES_NEVERGIVENUP_H

#include "Solve/Solved.h"
#include <set>

namespace locktidy {

class NeverGivenUp {
public:
  explicit NeverGivenUp(const SolvedProgram &P);

  /// The first way out of \p F with such a lock, and its index in Exit::Held;
  /// null when there is none.
  std::pair<const Exit *, uint32_t> find(const SolvedFunction &F) const;

  /// Whether code that is perhaps no part of the program can name locks of
  /// class \p C, and so give one up.
  bool isNamedElsewhere(LockClass C) const;

private:
  bool isHandedOut(LockClass C) const;
  bool isReleasedByCaller(FunctionId To, LockClass C) const;

  const SolvedProgram &P;
  std::set<LockClass> Released;  ///< by somebody
  std::set<LockClass> ForOthers; ///< by who has not taken the lock itself
};

} // namespace locktidy

#endif
