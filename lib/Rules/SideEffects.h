//===- SideEffects.h - what a function is declared to leave -----*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where ways out of a function disagree on a lock, an author may have said
// which of them is right:
//
//   _NOTE(MUTEX_ACQUIRED_AS_SIDE_EFFECT(&fp->lock))
//   mutex_enter(&fp->lock);
//   if (fp->dead) {
//           mutex_exit(&fp->lock);
//           return;                       the slip is here
//   }
//   return;
//
// Of a function that tries, the result says which ways out have the lock:
//
//   int t(struct s *p) __attribute__((try_acquire_capability(1, &p->m)))
//   {
//           if (!mtx_trylock(&p->m))
//                   return (EBUSY);       not 0, and without it
//           return (1);
//
// A function that never does what is declared has a note that is out of date.
// That is told of those of which all is seen that could do it. For lock-leak.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_SIDEEFFECTS_H
#define LOCKTIDY_RULES_SIDEEFFECTS_H

#include "Rules/Describe.h"
#include <map>

namespace locktidy {

class SideEffects {
public:
  explicit SideEffects(const SolvedProgram &P);

  /// What declares how \p F leaves locks of the class of \p Lock: that it
  /// takes or that it releases one; null when nothing does.
  const Contract *of(const SolvedFunction &F, ExprId Lock) const;

  /// Whether it is declared that the result of \p F says whether such a lock
  /// is held; judge() tells what else is wrong.
  bool isTry(const SolvedFunction &F, ExprId Lock) const;

  /// The ways out of \p F without a lock that it is declared to take, and
  /// those of a try with which the result says otherwise.
  void judge(const Describer &D, const SolvedFunction &F,
             std::vector<Finding> &Out) const;

  /// The declarations that nothing in their functions makes true.
  void judgeStale(const Describer &D, std::vector<Finding> &Out) const;

private:
  void judgeTaken(const Describer &D, const SolvedFunction &F,
                  std::vector<Finding> &Out) const;
  /// A lock that a contract names, in the pool of what is declared.
  struct Named {
    const Contract *By;
    ExprId Lock;
  };
  void judgeTry(const Describer &D, const SolvedFunction &F, const Named &Of,
                LockClass Lock, std::vector<Finding> &Out) const;
  bool mayDo(const SolvedFunction &F, const Contract &C, LockClass Lock) const;
  bool isAllSeen(const SolvedFunction &F, LockClass Lock) const;

  const SolvedProgram &P;
  std::map<std::pair<FunctionId, LockClass>, const Contract *> Declared;
  std::multimap<std::pair<FunctionId, LockClass>, Named> Tries;
};

} // namespace locktidy

#endif
