//===- Lines.h - the lines of a kernel's log --------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For the readers of the formats: lines without what syslog, the console or a
// terminal put before and behind them.
//
//   Mar 21 02:47:49 box kernel: [   12.5] lock order reversal:
//                                         lock order reversal:
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_OBSERVED_LINES_H
#define LOCKTIDY_OBSERVED_LINES_H

#include "Observed/Log.h"
#include "llvm/ADT/Twine.h"
#include <optional>

namespace locktidy {

class Lines {
public:
  Lines(llvm::StringRef File, llvm::StringRef Text) : File(File), Rest(Text) {}

  /// Goes to the next line; false at the end.
  bool next();
  llvm::StringRef line() const { return Current; } ///< without blanks around
  unsigned number() const { return Number; }
  /// `FILE:LINE: error: ...` about line \p At.
  llvm::Error error(unsigned At, const llvm::Twine &Text) const;

private:
  llvm::StringRef File, Rest, Current;
  unsigned Number = 0;
};

/// The function of a line of a stack: `#3 0xffff at foo_read+0x31`,
/// `foo_read+0x31/0x90 [foo]`, `[<ffff>] foo_read+0x31/0x90`; and what scripts
/// make of them: `foo_read (drivers/foo.c:12) foo`, and for what the compiler
/// has copied there `foo_get drivers/foo.c:12 [inline]`.
std::optional<llvm::StringRef> stackFunction(llvm::StringRef Line);

/// The place behind ` @ `, else the last `FILE:LINE`, of \p Text.
LoggedPlace placeIn(llvm::StringRef Text);

/// Takes function and place of a line of a stack; false when it is none.
bool addFrame(llvm::StringRef Line, LoggedFault &To);

/// `foo_lock+0x12` without the offset, and without a module's name before it.
llvm::StringRef symbolOf(llvm::StringRef Text);

// The formats. Each adds what it finds to a log; Format is set by the first.
llvm::Error readWitness(Lines &L, LockLog &Out);
llvm::Error readLockdep(Lines &L, LockLog &Out);
llvm::Error readLockdebug(Lines &L, LockLog &Out);
llvm::Error readLockClasses(Lines &L, LockLog &Out); ///< /proc/lockdep
llvm::Error readLockChains(Lines &L, LockLog &Out);  ///< /proc/lockdep_chains
llvm::Error readLockStat(Lines &L, LockLog &Out);    ///< /proc/lock_stat
llvm::Error readLockstat(Lines &L, LockLog &Out);    ///< lockstat(8)

// Whether a line of \p Text begins one of their reports.
bool hasWitnessFault(llvm::StringRef Text);
bool hasLockdepReport(llvm::StringRef Text);
bool hasLockdebugReport(llvm::StringRef Text);

} // namespace locktidy

#endif
