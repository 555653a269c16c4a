//===- SourceText.h - a C source as edits look at it ------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The text of a source, what of it counts, and what it includes, each worked
// out once a file. Offsets are the same in all of them.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_REPORT_SOURCETEXT_H
#define LOCKTIDY_REPORT_SOURCETEXT_H

#include "Report/Conditionals.h"
#include "Report/Sources.h"
#include "llvm/ADT/StringMap.h"
#include <map>
#include <optional>

namespace locktidy {

class SourceText {
public:
  explicit SourceText(llvm::StringRef Text);

  llvm::StringRef Text;
  std::string Plain; ///< without comments and literals
  Conditionals Branches;
  /// What is included, as written, and where.
  std::vector<std::pair<size_t, std::string>> Includes;

  /// Plain without directives and other branches than the compiled ones, which
  /// are to be noted before.
  llvm::StringRef code();

  /// Where \p Name is first outside of all brackets in code(), up to the first
  /// bracket that closes too many.
  std::optional<size_t> outermost(llvm::StringRef Name);

private:
  std::optional<std::string> Code;
  std::optional<llvm::StringMap<size_t>> Outermost;
};

/// The sources by path.
class SourceTexts {
public:
  explicit SourceTexts(Sources &Lines) : Lines(Lines) {}

  /// Null when it cannot be read.
  SourceText *get(llvm::StringRef File);

  enum class Search : uint8_t {
    Exact, ///< beside the file that includes it, where C looks first
    Path,  ///< or with the path that is written, in any folder
  };
  /// Whether all compilations that have what is at \p Before of \p File surely
  /// have included \p Header, also through others.
  bool includes(llvm::StringRef File, size_t Before, llvm::StringRef Header,
                Search How);

private:
  Sources &Lines;
  std::map<std::string, SourceText, std::less<>> Known;
};

} // namespace locktidy

#endif
