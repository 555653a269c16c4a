//===- AskedLocks.h - locks that callers may hold ---------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function that asks whether its caller holds a lock, and goes on either way,
// is seen to do things under that lock. Whether anybody holds it is for callers
// to tell:
//
//   add(l)      if (!mutex_owned(&l->list)) { mutex_enter(&l->list); own = 1; }
//               ... mutex_enter(&l->map);      under l->list, if a caller has
//               it
//   other(l)    mutex_enter(&l->list); add(l);           one that has
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_ASKEDLOCKS_H
#define LOCKTIDY_SOLVE_ASKEDLOCKS_H

#include "Solve/Solved.h"
#include <set>
#include <tuple>

namespace locktidy {

/// What a callee needs, by which \p L is known to be held since the function's
/// entry; none when that is known otherwise.
const EntryCondition *neededBy(const SolvedProgram &P, const HeldLock &L);

class AskedLocks {
public:
  explicit AskedLocks(const SolvedProgram &P);

  /// \p L, under which the \p I-th function is seen to do \p O, is one of which
  /// it, or what it calls, asked whether its caller has it, and no function
  /// that takes such a lock, or says that its caller has, is seen to come to
  /// \p O with it.
  bool isUnheld(uint32_t I, const Observation &O, const HeldLock &L) const;

private:
  /// A primitive, and the class of a lock that is held there.
  using Place = std::tuple<FunctionId, EventRef, LockClass>;
  Place placeOf(const SolvedFunction &F, const Observation &O,
                ExprId Lock) const;
  bool isAsked(const SolvedFunction &F, const HeldLock &L) const;

  const SolvedProgram &P;
  std::set<Place> Held; ///< by a caller that took the lock, or must have it
};

} // namespace locktidy

#endif
