//===- Preparation.h - headers that a tree's programs make ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs the commands of a profile's `prepare`, once for a tree and its version,
// with their output in the user's cache, and only when the tree is trusted:
//
//   prepareTree("/src/linux", "6.1.192", Profile, {Trusted: true})
//     "~/.cache/locktidy/trees/linux-6.1.192-0123456789abcdef"
//   ... without trust, the first time: an error that says what is missing
//   ... of a tree that was built in place: "/src/linux" itself
//
// Invariant: the directory is there only when all commands succeeded. They work
// in a directory of another name, which is renamed at the end, so that neither
// Ctrl-C nor a full disk leaves half of it behind; and under a lock, so that of
// two runs at a time one waits for the other.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_PROJECT_PREPARATION_H
#define LOCKTIDY_PROJECT_PREPARATION_H

#include "Project/TreeProfile.h"
#include <functional>

namespace locktidy {

struct PrepareOptions {
  bool Trusted = false; ///< --trust; the user's file (Trust.h) may say so too
  /// Told what takes long, in one line.
  std::function<void(llvm::StringRef)> Say = [](llvm::StringRef) {};
};

/// The directory with the output of the commands; empty when the profile has
/// none.
llvm::Expected<std::string> prepareTree(llvm::StringRef Root,
                                        llvm::StringRef Version,
                                        const TreeProfile &Profile,
                                        const PrepareOptions &Options);

} // namespace locktidy

#endif
