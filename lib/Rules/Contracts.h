//===- Contracts.h - locks that a function may mean to return ---*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A way out with a lock, where others have none, is a slip when the function
// pairs its locks. Six things say that it may mean it, or know what the path
// does not show; nearly all such leaks were found to be none:
//
//   it releases such a lock nowhere, and     if (e != NULL)
//   another function does that has not         rw_enter(&e->lock, RW_READER);
//   taken it                                 return (e ? e->object : NULL);
//   every way from the lock to this return   if (is_console(port)) lock(sem);
//   asks, and the same question is asked     ...
//   by those without it                      if (is_console(port)) unlock(sem);
//   the release is all that a question       if (list->node == n)
//   for its object decides                     unlock(n);
//   the lock came out of a callee that       object = lookup(id);
//   returns the same both with it and        if (object == NULL)
//   without: only it can tell                  return (EINVAL);
//   a callee gives it up, or does not, and   return (unmount(mp));
//   returns the same: that is told there
//   another object's goes out by the same    if (spare) destroy(spare);
//   return, where this one does not          return (found);
//
// A loop may mean to keep what a round takes, where a loop of another function
// gives up such locks, one after the other:
//
//   for (b = list; b; b = b->next)           for (b = list; b; b = b->next)
//     lock(&b->lock);                          unlock(&b->lock);
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_CONTRACTS_H
#define LOCKTIDY_RULES_CONTRACTS_H

#include "Solve/Solved.h"
#include <set>

namespace locktidy {

class Contracts {
public:
  explicit Contracts(const SolvedProgram &P);

  /// Why \p F may return at \p Leak with \p L on purpose.
  Marks marks(const SolvedFunction &F, const Exit &Leak,
              const HeldLock &L) const;
  /// Why a loop of \p F may begin its next round with \p L on purpose.
  Marks marksOfRound(const SolvedFunction &F, const HeldLock &L) const;

private:
  void findWalks(const SolvedFunction &F);

  const SolvedProgram &P;
  std::set<LockClass> Returned; ///< by functions that did not take the lock
  std::set<LockClass> Walked;   ///< the same, in a loop
};

} // namespace locktidy

#endif
