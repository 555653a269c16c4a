//===- Fixes.h - applying the fixes of findings -----------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings in, the new text of the files that they mend out:
//
//   if (sc->busy)              while (sc->busy)
//     cv_wait(&sc->cv, ...);     cv_wait(&sc->cv, ...);
//
// All edits of a finding are made or none. Where two findings would edit the
// same text differently the first one, in their order, wins and the other is
// refused with the reason; what is refused can be had by another run. Nothing
// is written here.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_REPORT_FIXES_H
#define LOCKTIDY_REPORT_FIXES_H

#include "Report/Sources.h"
#include "Rules/Finding.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <string>
#include <vector>

namespace locktidy {

/// Length characters at Offset of a file become Text.
struct TextEdit {
  size_t Offset = 0, Length = 0;
  std::string Text;
  auto operator<=>(const TextEdit &) const = default;
};

struct RefusedFix {
  Location Where; ///< of the finding
  std::string Reason;
};

struct FixPlan {
  std::map<std::string, std::vector<TextEdit>> Edits; ///< by file, in order
  std::vector<RefusedFix> Refused;
  size_t Fixed = 0; ///< findings
};

/// What to edit for those of \p Findings that are not \p Suppressed, in the
/// files of \p Editable only.
FixPlan planFixes(llvm::ArrayRef<Finding> Findings,
                  const std::vector<bool> &Suppressed,
                  const llvm::StringSet<> &Editable, Sources &Lines);

/// \p Text with the edits made.
std::string edited(llvm::StringRef Text, llvm::ArrayRef<TextEdit> Edits);

/// The edits as `diff -u` shows them, for `patch -p1`; \p Name is the file's in
/// the heading.
void printDiff(llvm::raw_ostream &OS, llvm::StringRef Name,
               llvm::StringRef Text, llvm::ArrayRef<TextEdit> Edits);

} // namespace locktidy

#endif
