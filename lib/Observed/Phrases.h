//===- Phrases.h - what kernels say of one lock -----------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The messages of kernels as tables. A row is the text of a message, in which
// `%n` is the name of the lock and `%*` anything, and what it means:
//
//   {"lock (%*) %n not locked", Fault::NotHeld, "lock not locked"}
//
//   panic: lock (sleep mutex) foo not locked @ /usr/src/sys/dev/foo.c:140
//     foo, at /usr/src/sys/dev/foo.c:140
//
// What stands before the message, and a place behind it, need not be said.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_OBSERVED_PHRASES_H
#define LOCKTIDY_OBSERVED_PHRASES_H

#include "Observed/Log.h"
#include "llvm/ADT/ArrayRef.h"
#include <optional>

namespace locktidy {

struct Phrase {
  llvm::StringRef Text;
  Fault Kind;
  llvm::StringRef What; ///< for people
};

struct Said {
  const Phrase *By;
  std::string Name; ///< of the lock; empty: not said
  LoggedPlace Place;
};

/// The first of \p Table that \p Line says, in upper or lower case.
std::optional<Said> findPhrase(llvm::StringRef Line,
                               llvm::ArrayRef<Phrase> Table);

/// Some line of \p Text says one of \p Table.
bool saysOne(llvm::StringRef Text, llvm::ArrayRef<Phrase> Table);

} // namespace locktidy

#endif
