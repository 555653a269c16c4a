//===- Sarif.h - findings as SARIF 2.1.0 ------------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One run of the tool as one SARIF log, for code scanning services and editors.
// A finding is a result; its paths are one codeFlow with a threadFlow for each,
// so that viewers show both threads of a deadlock side by side. Suppressed
// findings are in it, marked; files that failed are notifications.
//
// Places below the root are relative to `%SRCROOT%`, so that a log made on one
// machine means something on another.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_REPORT_SARIF_H
#define LOCKTIDY_REPORT_SARIF_H

#include "Rules/Finding.h"
#include "Rules/Rule.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <string>
#include <vector>

namespace locktidy {

/// A file that was not analysed, or not wholly.
struct FailedFile {
  std::string File;
  std::string Message;
  bool Partial = false; ///< analysed as far as it parses: a warning
};

struct SarifLog {
  std::string DocsUri; ///< of the folder with a page `<rule>.md` per
                       ///< rule, ending in `/`; empty: none
  std::string Root;    ///< absolute path of the repository
  llvm::ArrayRef<const Rule *> Rules; ///< all that ran
  llvm::ArrayRef<Finding> Findings;
  std::vector<bool> Suppressed; ///< for each finding; empty: none is
  std::vector<FailedFile> Failed;
  bool Successful = true; ///< the analysis itself came to its end
};

void printSarif(llvm::raw_ostream &OS, const SarifLog &Log);

/// Replaces \p File as a whole or not at all; `-` is standard output.
llvm::Error writeSarif(llvm::StringRef File, const SarifLog &Log);

} // namespace locktidy

#endif
