//===- Log.h - what a kernel saw of its locks -------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The output of a running kernel's own lock checkers and profilers, as orders
// and uses of locks by the names that the kernel prints:
//
//   lock order reversal:
//    1st 0xfffff80001a2 foo (foo, sleep mutex) @ /usr/src/sys/dev/foo.c:120
//    2nd 0xfffff80003b4 bar (bar, sleep mutex) @ /usr/src/sys/dev/bar.c:88
//
//     an order: foo, taken at dev/foo.c:120, before bar; and the kernel has
//     seen the other order as well
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

/// A lock as a kernel names it. What is not said is empty.
struct LoggedLock {
  std::string
      Name; ///< `foo softc`, `&sc->lock#2`; empty: known by address only
  std::string File; ///< where it was taken
  unsigned Line = 0;
  std::vector<std::string> Functions; ///< that took it, innermost first
};

/// Second was taken while First was held.
struct LoggedOrder {
  LoggedLock First, Second;
  unsigned Line = 0;     ///< of the log
  bool Both = false;     ///< the kernel has seen the opposite order too
  bool Reported = false; ///< part of a report of the kernel that this is wrong
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
