//===- Alternatives.h - locks of which an object uses one ----- -*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A framework may leave to each of its objects which of two locks they use:
//
//   if (s->nonatomic)              a function that returns with the one or the
//     mutex_lock(&s->mutex);       other held, as a setting says
//   else
//     spin_lock(&s->lock);
//
// That a thread takes the mutex of one object while it holds the spinlock of
// another one then rests on the two having different settings, and that a
// handler takes the mutex on its object being one that uses it.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_ALTERNATIVES_H
#define LOCKTIDY_RULES_ALTERNATIVES_H

#include "Solve/Solved.h"
#include <set>

namespace locktidy {

class Alternatives {
public:
  explicit Alternatives(const SolvedProgram &P);

  /// Whether \p O takes a lock of one object to which the held lock \p L of
  /// another is the alternative.
  bool takesOther(const SolvedFunction &F, const Observation &O,
                  const HeldLock &L) const;
  /// The classes of which objects may use one instead of \p C.
  std::set<LockClass> of(LockClass C) const;

private:
  std::set<std::pair<LockClass, LockClass>> Pairs; ///< both ways
};

} // namespace locktidy

#endif
