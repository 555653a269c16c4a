//===- Log.h - what a kernel saw of its locks -------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The output of a running kernel's own lock checkers and profilers, as orders,
// faults and uses of locks by the names that the kernel prints:
//
//   lock order reversal:
//    1st 0xfffff80001a2 foo (foo, sleep mutex) @ /usr/src/sys/dev/foo.c:120
//    2nd 0xfffff80003b4 bar (bar, sleep mutex) @ /usr/src/sys/dev/bar.c:88
//
//     an order: foo, taken at dev/foo.c:120, before bar; and the kernel has
//     seen the other order as well
//
//   panic: lock (sleep mutex) foo not locked @ /usr/src/sys/dev/foo.c:140
//
//     a fault: somebody released foo, at dev/foo.c:140, who did not hold it
//
// Nothing here knows the program. The format is recognised by what the text
// holds, lines of other programs between are skipped, and what begins like a
// report and is not whole is an error with its line.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_OBSERVED_LOG_H
#define LOCKTIDY_OBSERVED_LOG_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <cstdint>
#include <string>
#include <vector>

namespace locktidy {

struct LoggedPlace {
  std::string File; ///< empty: not known
  unsigned Line = 0;
  std::string Function; ///< of the line of a stack; else empty
  auto operator<=>(const LoggedPlace &) const = default;
};

/// A lock as a kernel names it. What is not said is empty.
struct LoggedLock {
  std::string
      Name;       ///< `foo softc`, `&sc->lock#2`; empty: known by address only
  LoggedPlace At; ///< where it was taken, or what is said of it was done
  std::vector<std::string> Functions; ///< that took it, innermost first
  bool Cut = false;                   ///< Name may be only the beginning of it
  std::string Type;       ///< its other name, which locks of its sort share
  std::string MadeIn;     ///< function that initialised it
  std::string ReleasedIn; ///< function that last released it
};

/// Second was taken while First was held.
struct LoggedOrder {
  LoggedLock First, Second;
  unsigned Line = 0;     ///< of the log
  bool Both = false;     ///< the kernel has seen the opposite order too
  bool Reported = false; ///< part of a report of the kernel that this is wrong
  bool Direct = true;    ///< else locks between may have led from one to other
};

/// What a kernel says is wrong with a lock, other than its order.
enum class Fault : uint8_t {
  None,      ///< a report that says nothing about the locks of a driver
  IrqUnsafe, ///< held with the interrupts on whose handlers take it
  Recursive, ///< taken, or found held, by who holds it
  NotHeld,   ///< released or relied on by who does not hold it, or not so
  WrongMode, ///< changed to the mode that it is in, or without being held
  Lifetime,  ///< used unmade or destroyed, made twice, destroyed while held
  LeftHeld,  ///< held when its holder leaves the kernel or ends
  Sleeps,    ///< held where its holder sleeps, or might
  SleepsInHandler ///< waited for in an interrupt handler that must not sleep
};

struct LoggedFault {
  Fault Kind = Fault::None;
  std::string What; ///< in the kernel's words: `inconsistent lock state`
  unsigned Line = 0;
  std::vector<LoggedLock> Locks; ///< one of them; none: the kernel does not say
  std::vector<LoggedPlace> Places;    ///< where it happened, and the callers
  std::vector<std::string> Functions; ///< of its stacks
};

/// How long locks were waited for or held.
struct LoggedUse {
  LoggedLock Lock;
  unsigned Line = 0;
  bool Held = false; ///< else waited for
  uint64_t Events = 0;
  uint64_t Nanoseconds = 0; ///< of all of them
};

struct LockLog {
  std::string File;
  llvm::StringRef Format; ///< for people: `witness`
  std::vector<LoggedOrder> Orders;
  std::vector<LoggedFault> Faults;
  std::vector<LoggedUse> Uses;
};

/// \p Text, read from \p File. Errors begin with `FILE:LINE: error:`.
llvm::Expected<LockLog> parseLog(llvm::StringRef File, llvm::StringRef Text);

/// The file \p File; `-` is standard input.
llvm::Expected<LockLog> readLog(llvm::StringRef File);

/// All of them, or what is wrong with each that cannot be read.
llvm::Expected<std::vector<LockLog>>
readLogs(const std::vector<std::string> &Files);

} // namespace locktidy

#endif
