//===- Sleeping.h - sleeps and what they are under --------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Shared by the rules about sleeping: sleep-under-lock and
// sleeping-alloc-under-lock differ in which events they look at, not in how
// they decide or report.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_SLEEPING_H
#define LOCKTIDY_RULES_SLEEPING_H

#include "Rules/Describe.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace locktidy {

class Phases;

/// An event under a lock that its kind does not allow.
struct UnderLock {
  const SolvedFunction *Function = nullptr;
  const Observation *Seen = nullptr;
  const HeldLock *Lock = nullptr;
  Severity Level = Severity::Error;
  Marks May = 0;
};

/// How bad the event is under a lock of that kind; nothing: it is legal.
using JudgeLock = llvm::function_ref<std::optional<Severity>(
    const SolvedFunction &, const Observation &, const HeldLock &)>;

/// All events under locks, one for each function and place where the lock was
/// taken: the first event tells the defect. Sorted by place. \p Known: what
/// runs alone, where the rule has found that already.
std::vector<UnderLock> findUnderLock(const SolvedProgram &P, JudgeLock Judge,
                                     const Phases *Known = nullptr);

/// Whether a message gives what the kernel says of a sleep under the lock.
enum class Reason : uint8_t { None, OfSleep };

/// Writes the finding: \p Verb is "sleeps in" or "allocates memory in".
Finding describeUnderLock(const Describer &D, llvm::StringRef Rule,
                          const UnderLock &U, llvm::StringRef Verb,
                          const SolvedProgram &P, Reason Why = Reason::OfSleep);

} // namespace locktidy

#endif
