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

  /// The ways out of \p F without a lock that it is declared to take.
  void judge(const Describer &D, const SolvedFunction &F,
             std::vector<Finding> &Out) const;

  /// The declarations that nothing in their functions makes true.
  void judgeStale(const Describer &D, std::vector<Finding> &Out) const;

private:
  bool mayDo(const SolvedFunction &F, const Contract &C, LockClass Lock) const;
  bool isAllSeen(const SolvedFunction &F, LockClass Lock) const;

  const SolvedProgram &P;
  std::map<std::pair<FunctionId, LockClass>, const Contract *> Declared;
};

} // namespace locktidy

#endif
