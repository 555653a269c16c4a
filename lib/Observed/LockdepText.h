//===- LockdepText.h - the lines by which lockdep says things ---*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For Lockdep.cpp: what begins a report, what ends it, and what stands before a
// lock, with what it means. A report of which no rule knows is here, too, so
// that it can be said.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_OBSERVED_LOCKDEPTEXT_H
#define LOCKTIDY_OBSERVED_LOCKDEPTEXT_H

#include "Observed/Phrases.h"

namespace locktidy {

/// First lines of reports; before 4.15 they are in brackets, `[ INFO: ... ]`.
inline constexpr Phrase ReportHeaders[] = {
    {"possible circular locking dependency detected", Fault::None, ""},
    {"possible recursive locking detected", Fault::None, ""},
    {"inconsistent lock state", Fault::IrqUnsafe, "inconsistent lock state"},
    {"possible irq lock inversion dependency detected", Fault::IrqUnsafe,
     "possible irq lock inversion dependency"},
    {"HARDIRQ%*-unsafe lock order detected", Fault::IrqUnsafe,
     "HARDIRQ-safe -> HARDIRQ-unsafe lock order"},
    {"SOFTIRQ%*-unsafe lock order detected", Fault::IrqUnsafe,
     "SOFTIRQ-safe -> SOFTIRQ-unsafe lock order"},
    {"hard-unsafe lock order detected", Fault::IrqUnsafe,
     "hard-safe -> hard-unsafe lock order"},
    {"soft-unsafe lock order detected", Fault::IrqUnsafe,
     "soft-safe -> soft-unsafe lock order"},
    {"RECLAIM_FS%*-unsafe lock order detected", Fault::None,
     "RECLAIM_FS-safe -> RECLAIM_FS-unsafe lock order"},
    {"Nested lock was not taken", Fault::NotHeld, "nested lock was not taken"},
    {"bad unlock balance detected", Fault::NotHeld, "bad unlock balance"},
    {"bad contention detected", Fault::None, "bad contention"},
    {"held lock freed!", Fault::Lifetime, "held lock freed"},
    {"lock held when returning to user space!", Fault::LeftHeld,
     "lock held when returning to user space"},
    {"lock held at task exit time!", Fault::LeftHeld,
     "lock held at task exit time"},
    {"still has locks held!", Fault::LeftHeld, "still has locks held"},
    {"sleeping function called from invalid context", Fault::Sleeps,
     "sleeping function called from invalid context"},
    {"scheduling while atomic", Fault::Sleeps, "scheduling while atomic"},
    {"Invalid wait context", Fault::Sleeps, "invalid wait context"},
    {"BUG: spinlock recursion", Fault::Recursive, "spinlock recursion"},
    {"BUG: spinlock cpu recursion", Fault::Recursive, "spinlock recursion"},
    {"BUG: rwlock recursion", Fault::Recursive, "rwlock recursion"},
    {"BUG: rwlock cpu recursion", Fault::Recursive, "rwlock recursion"},
    {"BUG: spinlock already unlocked", Fault::NotHeld,
     "spinlock already unlocked"},
    {"BUG: spinlock wrong owner", Fault::NotHeld, "spinlock wrong owner"},
    {"BUG: spinlock wrong CPU", Fault::NotHeld, "spinlock wrong CPU"},
    {"BUG: spinlock bad magic", Fault::Lifetime, "spinlock bad magic"},
    {"BUG: rwlock bad magic", Fault::Lifetime, "rwlock bad magic"},
    {"BUG: spinlock lockup suspected", Fault::None,
     "spinlock lockup suspected"},
    {"chain_key collision", Fault::None, "chain_key collision"},
    {"suspicious RCU usage", Fault::None, "suspicious RCU usage"},
};

/// What follows is not of the report.
inline constexpr llvm::StringRef ReportEnds[] = {"---[ end trace", "</TASK>",
                                                 "BUG: ", "INFO: task",
                                                 "general protection fault"};

/// The same, but a report in which it stands may go on behind it: at the begin
/// of a line, or with what tells that it is the kernel's.
inline constexpr llvm::StringRef ReportBreak = "WARNING: ";
inline constexpr llvm::StringRef KernelBreak = "WARNING: CPU: ";
/// The ends of what has broken in.
inline constexpr llvm::StringRef BreakEnds[] = {"---[ end trace", "</TASK>"};

/// What the lock on the line below a prompt is to the report.
enum class Role : uint8_t {
  None,     ///< the end of what came before
  Wanted,   ///< is being acquired
  Held,     ///< was held meanwhile
  Changed,  ///< has become unsafe, or safe, by what is done now
  After,    ///< was taken with Changed held, perhaps through others
  Before,   ///< was held when Changed was taken, perhaps through others
  Wrong,    ///< the fault is about it
  Nested,   ///< only its name: should have been held, which is the fault
  Chain,    ///< #n to #0
  Outwards, ///< a list, each taken with the next one held
  Inwards,  ///< a list, each held when the next one was taken
};

struct Prompt {
  llvm::StringRef Text; ///< to the end of the line, when it ends in `:` or `!`
  Role Next;
};

inline constexpr Prompt Prompts[] = {
    {"is trying to acquire lock:", Role::Wanted},
    {"is trying to acquire:", Role::Wanted},
    {"already holding lock:", Role::Held},
    {"already holding:", Role::Held},
    {"just changed the state of lock:", Role::Changed},
    {"-unsafe lock in the past:", Role::After},
    {"-safe lock in the past:", Role::Before},
    {"] takes:", Role::Wrong},
    {"with a lock still held there!", Role::Wrong},
    {"but this task is not holding:", Role::Nested},
    {"-safe lock and the holding lock:", Role::Inwards},
    {"the dependencies between the lock to be acquired", Role::Outwards},
    {"the shortest dependencies between 2nd lock and 1st lock:",
     Role::Outwards},
    {"to a HARDIRQ-irq-unsafe lock:", Role::Wrong},
    {"to a SOFTIRQ-irq-unsafe lock:", Role::Wrong},
    {"to a hard-irq-unsafe lock:", Role::Wrong},
    {"to a soft-irq-unsafe lock:", Role::Wrong},
    {"stack backtrace:", Role::None},
    {"Call Trace:", Role::None},
    {"other info that might help us debug this:", Role::None},
};

/// Whether \p Line says it.
bool isSaid(const Prompt &P, llvm::StringRef Line);

/// `ffff8880 (&sc->lock){+.+.}-{3:3}, at: foo_ioctl+0x12/0x80 [foo]`.
std::optional<LoggedLock> lockOf(llvm::StringRef Line);

} // namespace locktidy

#endif
