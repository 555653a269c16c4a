//===- Summary.h - what a function does to its caller -----------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A summary is a few cases, each a guard over what the caller passes, the locks
// it must (not) hold, the class of the result, and the change of locks:
//
//   int foo_lock(struct softc *sc, int wait)
//   {                                     case 1: wait != 0; sc->mtx not held
//     if (wait) mtx_lock(&sc->mtx);         -> returns 0, acquired sc->mtx
//     else if (!mtx_trylock(&sc->mtx))    case 2: wait == 0 -> returns 35
//       return EWOULDBLOCK;               case 3: wait == 0; sc->mtx not held
//     return 0;                             -> returns 0, acquired sc->mtx
//   }
//
// and the events inside that concern callers: where it may sleep, allocate,
// acquire; each with the guard under which it does and the caller's locks that
// are released at that moment. Terms are expressions of the callee's own pool,
// over its parameters; a caller instantiates them with its arguments.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_SUMMARY_H
#define LOCKTIDY_SOLVE_SUMMARY_H

#include "Solve/LockClass.h"
#include "Solve/State.h"
#include "llvm/ADT/STLExtras.h"
#include <vector>

namespace locktidy {

struct SummaryCase {
  Guard When;
  std::vector<EntryCondition> Entry;   ///< Released ones are not held at exit
  std::vector<HeldLock> Acquired;      ///< held at exit and not at entry
  llvm::SmallVector<FreeLock, 1> Free; ///< surely not held at exit
  /// Locks of the caller that are left alone by a condition of memory, where
  /// otherwise the same return gives them up.
  std::vector<ExprId> Spared;
  Range Returns;
  ExprId ReturnValue; ///< term, none when not expressible
  /// Out-parameters. At most one value is none: a new one, for which callers
  /// have no other name, and by which they know a lock held at exit.
  std::vector<std::pair<ExprId, ExprId>> Written;
  Marks May = 0;
};

/// Something inside a function, or its callees, that concerns callers.
struct SummaryEvent {
  EffectKind Effect = EffectKind::MaySleep;
  StringId Name; ///< the primitive
  StringId Kind; ///< of the lock, for Acquire and Init
  LockMode Mode = LockMode::Exclusive;
  bool Recursive = false; ///< the acquire may recurse
  IrqLevel Masked = IrqLevel::Thread; ///< of an Acquire, as in Observation
  ExprId Lock;            ///< none when it has no name outside
  ExprId Handler;         ///< Register: a parameter; Drain: the handle
  LockClass Class;
  /// Acquire of a lock, or under a lock, whose class callers may know and the
  /// function does not: the locks that are taken inside and held by then.
  std::vector<HeldLock> Within;
  std::vector<ExprId> Dropped; ///< caller's locks released at that moment
  /// Of those that have no name outside: their classes, sorted.
  std::vector<LockClass> DroppedClasses;
  std::vector<ExprId> EntryHeld; ///< caller's locks that it asserts to be held
  std::vector<ExprId> EntryFree; ///< locks found, or asserted, not to be held
  Guard When;
  Marks May = 0;
  Origin From;
  FunctionId Inside; ///< function of the primitive, behind Depth calls
  EventRef Site;     ///< the primitive in it
  unsigned Depth = 0;
};

/// Adds \p C to sorted classes.
inline void addClass(std::vector<LockClass> &To, LockClass C) {
  auto At = llvm::lower_bound(To, C);
  if (At == To.end() || *At != C)
    To.insert(At, C);
}

struct Summary {
  bool Known = false;             ///< false while its cycle is first solved
  std::vector<SummaryCase> Cases; ///< none when it never returns
  std::vector<SummaryEvent> Events;
  /// What it hands to functions that may, for all that is known, release a lock
  /// in it: those called through pointers, and some without a body.
  std::vector<std::pair<ExprId, Marks>> Handed;
  /// Locks by callers' names that it may initialise; a few of them.
  std::vector<ExprId> Made;
  /// Parameters that anything above mentions: for the others it does not matter
  /// what callers pass. Parameters beyond 63 always count.
  uint64_t Parameters = ~uint64_t(0);
  bool DropsEntryLocks = false;   ///< a caller's lock is released on the way
  std::vector<uint32_t> Modified; ///< fields written, also by callees; sorted
};

} // namespace locktidy

#endif
