//===- Text.h - findings as compilers print them ----------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings in, text out, in the form of GCC and Clang, which editors, reviewdog
// and CodeChecker read as it is:
//
//   usb/ohci.c:42:9: error: sleeps in 'tsleep' while holding mutex 'sc->sc_mtx'
//   [locktidy-sleep-under-lock]
//      42 |         tsleep(sc, PZERO, "ohci", 0);
//         |         ^
//   usb/ohci.c:40:9: note: mutex 'sc->sc_mtx' acquired here
//   ...
//
// (the first two lines are one). Notes are the steps of the path in the order
// of execution; where there are several paths, each begins with a note that
// says which it is. What the finding assumes comes last.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_REPORT_TEXT_H
#define LOCKTIDY_REPORT_TEXT_H

#include "Report/Sources.h"
#include "Rules/Finding.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/raw_ostream.h"
#include <string>

namespace locktidy {

struct TextOptions {
  bool Colour = false;
  bool Snippets = true;  ///< quote the source line of each place, with a caret
  std::string Directory; ///< paths below it are printed relative to it
};

void printFinding(llvm::raw_ostream &OS, const Finding &F, Sources &Lines,
                  const TextOptions &Options);

/// What an analysis covered and came to.
struct Counts {
  uint64_t Files = 0;   ///< asked for: analysed, failed and skipped ones
  uint64_t Failed = 0;  ///< not analysed: they could not be read or parsed
  uint64_t Skipped = 0; ///< not analysed: excluded, or not C
  uint64_t Partial = 0; ///< analysed as far as they parse; they count as failed
                        ///< for the exit status, and as analysed here
  uint64_t LockOperations = 0;
  uint64_t Findings = 0; ///< printed ones
  uint64_t Suppressed = 0;
  uint64_t BelowLevel = 0; ///< not shown, for their level
};

/// The closing line: `analysed 214 of 220 files, 3 failed, 3 skipped;
/// 9 822 lock operations; 3 findings`. Counts of zero that would only lengthen
/// it are left out.
std::string summaryLine(const Counts &C);

/// The name of a severity in messages: `error`, `warning`, `advice`.
llvm::StringRef severityName(Severity S);

} // namespace locktidy

#endif
