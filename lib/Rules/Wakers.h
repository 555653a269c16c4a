//===- Wakers.h - who ends a wait -------------------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A mutex that may be held across a sleep does harm there when whoever is to
// end the sleep has to take it first:
//
//   mutex_enter(&t->request);              mutex_enter(&t->state);
//   mutex_enter(&t->state);                cv_broadcast(&t->cv);
//   while (t->running)                     mutex_exit(&t->state);
//     cv_wait(&t->cv, &t->state);
//
// Here the waker takes `state`, never `request`, which only lets one request
// in at a time. Channels and locks are compared by class.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_WAKERS_H
#define LOCKTIDY_RULES_WAKERS_H

#include "Solve/Solved.h"
#include <map>
#include <optional>
#include <set>

namespace locktidy {

class Wakers {
public:
  explicit Wakers(const SolvedProgram &P) : P(P) {}

  /// Whether a function that wakes \p Wait, or one that calls such a function,
  /// takes or holds a lock of class \p Lock; nothing when no waker is seen.
  /// \p From, where the lock is held, does not count.
  std::optional<bool> take(LockClass Lock, const Site &Wait,
                           const SolvedFunction &From);

  /// A function that surely holds a lock of class \p Lock where it wakes \p
  /// Wait; null when none is seen. \p From, which waits, does not count.
  const SolvedFunction *holder(LockClass Lock, const Site &Wait,
                               const SolvedFunction &From);

  /// The functions that wake \p Wait, in the order of the program.
  std::vector<const SolvedFunction *> of(const Site &Wait);

private:
  void find();
  bool touches(const SolvedFunction &F, LockClass Lock);

  const SolvedProgram &P;
  bool Found = false;
  std::map<LockClass, std::set<const SolvedFunction *>> ByChannel;
  std::map<const SolvedFunction *, std::set<const SolvedFunction *>> Callers;
  std::map<const SolvedFunction *, std::set<LockClass>> Touched;
};

} // namespace locktidy

#endif
