//===- Sides.h - ways out that disagree on a caller's lock ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function that is entered with a lock may keep it or give it up; when it
// does either, with one result and nothing else that tells its callers, the
// ways out on one side are slips:
//
//   mutex_exit(&p->lock);              keeps: `return (0)` at the end
//   error = wait(p);                   gives: `return (error)`, the slip, since
//   if (error) return (error);                another way takes it back
//   mutex_enter(&p->lock);
//   return (0);
//
// A slip is told once, here; callers see the function as it is meant to be.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_SIDES_H
#define LOCKTIDY_SOLVE_SIDES_H

#include "Solve/Solved.h"
#include <map>

namespace locktidy {

/// The ways out that keep a lock of the caller, and those that give it up.
struct Sides {
  std::map<Position, const Exit *> Keep, Give;
  HeldLock Lock;
  /// Some way out dropped the lock and took it again: it is to be kept.
  bool Retaken = false;
  /// Most callers give the lock up after the call: it is to be kept.
  bool GivenAfter = false;
  /// The ways out that report success do one of the two only.
  enum { Undecided, Keeps, Gives } Success = Undecided;

  /// Those that fail are the slip, or do what callers do again, else those that
  /// are fewer. Of two, the last way out is the one that most take.
  bool keepIsSlip() const {
    if (Retaken || GivenAfter)
      return false;
    if (Success != Undecided)
      return Success == Gives;
    if (Keep.size() == Give.size())
      return !(Give.rbegin()->first < Keep.rbegin()->first);
    return Keep.size() < Give.size();
  }
};

/// By lock. The exits are those of \p F.
std::map<ExprId, Sides> findSides(const SolvedProgram &P,
                                  const SolvedFunction &F);

} // namespace locktidy

#endif
