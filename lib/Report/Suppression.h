//===- Suppression.h - NOLINT comments --------------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings in, those that their authors have suppressed out, by the comments
// and rules of clang-tidy, so that tool and plugin agree on each of them:
//
//   tsleep(sc, ...);  /* NOLINT(locktidy-sleep-under-lock): only at attach */
//   // NOLINTNEXTLINE(locktidy-*)
//   // NOLINTBEGIN(locktidy-lock-leak) ... // NOLINTEND(locktidy-lock-leak)
//
// The list holds globs, `*` being the only special character; without a list
// all rules are meant, with an empty one none. A BEGIN ends at the END with the
// same list, nested ones in reverse order. As in clang-tidy the text is not
// lexed: the word counts outside of comments too.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_REPORT_SUPPRESSION_H
#define LOCKTIDY_REPORT_SUPPRESSION_H

#include "Report/Sources.h"
#include "Rules/Finding.h"
#include "llvm/ADT/ArrayRef.h"
#include <string>
#include <vector>

namespace locktidy {

/// A NOLINTBEGIN or NOLINTEND without its partner: it suppresses nothing.
struct UnmatchedNoLint {
  Location Where;
  std::string Message;
};

struct Suppressions {
  std::vector<bool> Suppressed;           ///< for each finding, in their order
  std::vector<UnmatchedNoLint> Unmatched; ///< of the files of the findings
};

Suppressions findSuppressions(llvm::ArrayRef<Finding> Findings, Sources &Lines);

} // namespace locktidy

#endif
