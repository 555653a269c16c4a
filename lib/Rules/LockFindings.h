//===- LockFindings.h - locks left held, or released unheld -----*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What lock-leak and unlock-not-held report of locks, and semaphore-misuse of
// semaphores that are used as locks.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_LOCKFINDINGS_H
#define LOCKTIDY_RULES_LOCKFINDINGS_H

#include "Rules/Finding.h"
#include "Solve/Solved.h"

namespace locktidy {

/// Whether locks of a kind that counts are meant (LockKind::Counting).
enum class CountedLocks : uint8_t { No, Only };

/// Ways out, and rounds of a loop, that keep a lock which others release.
void findLeaks(const SolvedProgram &P, CountedLocks Counted,
               std::vector<Finding> &Out);

/// What needs or releases a lock where it is not held.
void findUnheld(const SolvedProgram &P, CountedLocks Counted,
                std::vector<Finding> &Out);

} // namespace locktidy

#endif
