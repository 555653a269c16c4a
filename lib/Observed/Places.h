//===- Places.h - places of logs and of findings ----------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Trees lie elsewhere where kernels are built, and many of their files have one
// name: how much of two paths agrees, and which finding is about which lock
// class when files have locks of one name.
//
//   /usr/src/sys/dev/foo/core.c    dev/foo/core.c    3 names agree
//   kernel/sched/core.c            dev/foo/core.c    1: another file
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_OBSERVED_PLACES_H
#define LOCKTIDY_OBSERVED_PLACES_H

#include "Rules/Finding.h"
#include "Solve/Solved.h"
#include "llvm/ADT/StringMap.h"

namespace locktidy {

/// How many names at the ends of the paths \p A and \p B agree.
size_t commonEnd(llvm::StringRef A, llvm::StringRef B);

/// One of \p A and \p B says no folder that could agree.
bool isBareName(llvm::StringRef A, llvm::StringRef B);

/// Which classes findings are about, which have them by name.
class FindingClasses {
public:
  explicit FindingClasses(const SolvedProgram &P);

  /// \p F is about \p C. Of static locks, and fields of a file's own records,
  /// that share a name, it is about those of the files that it leads through.
  bool isAbout(const Finding &F, LockClass C) const;

private:
  const SolvedProgram &P;
  llvm::StringMap<unsigned> Sharing; ///< how many have the name
};

} // namespace locktidy

#endif
