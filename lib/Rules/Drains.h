//===- Drains.h - waits for handlers that cannot end ------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A drain waits for a handler that may be running, and the handler waits for a
// lock that is held there:
//
//   callout_reset(&sc->co, hz, foo_tick, sc);   foo_tick takes arg->mtx
//   mtx_lock(&sc->mtx); callout_drain(&sc->co);
//
// Which handlers a drain is for is told by the class of its handle. Shared by
// drain-under-lock and sleep-under-lock, which leaves these sleeps to it.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_DRAINS_H
#define LOCKTIDY_RULES_DRAINS_H

#include "Rules/Describe.h"
#include <map>

namespace locktidy {

/// A drain under a lock that the handler takes.
struct Drain {
  const SolvedFunction *Function = nullptr;
  const Observation *Seen = nullptr;
  const HeldLock *Lock = nullptr;
  const Root *From = nullptr;
  const SolvedFunction *Handler = nullptr;
  const Observation *Takes = nullptr; ///< of the handler
  Marks May = 0;
};

class Drains {
public:
  explicit Drains(const SolvedProgram &P);

  /// One for each place that drains and lock, in the order of the functions.
  const std::vector<Drain> &all() const { return Found; }
  /// The sleep \p O under \p L is that of such a drain, surely.
  bool cover(const SolvedFunction &F, const Observation &O,
             const HeldLock &L) const;

private:
  void add(const SolvedFunction &F, const Observation &O, const HeldLock &L);

  const SolvedProgram &P;
  Describer D;
  std::map<LockClass, std::vector<const Root *>> ByHandle;
  std::vector<Drain> Found;
};

} // namespace locktidy

#endif
