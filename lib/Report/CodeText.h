//===- CodeText.h - the text of C sources, for edits ------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Enough of C's lexical structure to find a place in a source without Clang:
// what does not count becomes blanks, so that every character keeps its offset.
//
//   blanked("int a; /* ; */ char b = ';';", Comments | Literals)
//           "int a;         char b = ' ';"
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_REPORT_CODETEXT_H
#define LOCKTIDY_REPORT_CODETEXT_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace locktidy {

/// Parts of a source that may not count.
enum CodePart : unsigned {
  Comments = 1,
  Literals = 2,   ///< what is between the quotes
  Directives = 4, ///< lines of the preprocessor
};

/// \p Text with those parts blanked out, ends of lines apart.
std::string blanked(llvm::StringRef Text, unsigned Parts);

/// The name of the directive that \p Line is, and what follows; empty when it
/// is none. \p Line: without comments.
std::pair<llvm::StringRef, llvm::StringRef> directive(llvm::StringRef Line);

/// What is included, with its quotes or brackets, and where. \p Code: without
/// comments.
std::vector<std::pair<size_t, llvm::StringRef>>
includesOf(llvm::StringRef Code);

/// The first offset in \p Code from \p From on that \p IsEnd takes, of those in
/// no brackets which open there; a closing bracket before it ends the search,
/// but for `)`.
size_t findOutside(llvm::StringRef Code, size_t From,
                   llvm::function_ref<bool(size_t)> IsEnd);

/// The same for one of the characters \p Ends.
size_t findOutside(llvm::StringRef Code, size_t From, llvm::StringRef Ends);

/// Of letters, digits and `_`.
bool isWord(char C);

/// Whether \p Name is at \p At of \p Text, as a word or several.
bool isAt(llvm::StringRef Text, size_t At, llvm::StringRef Name);
/// Whether it is anywhere.
bool mentions(llvm::StringRef Text, llvm::StringRef Name);

/// The offsets of the parentheses of the parameters, when the declarator of
/// \p Function is at \p Name.
std::optional<std::pair<size_t, size_t>>
parameters(llvm::StringRef Code, size_t Name, llvm::StringRef Function);

/// Where a line can be inserted for what comes at \p Before: behind the
/// includes (or the include guard) that apply there, else before the first
/// code. \p Code: without comments and literals.
size_t behindIncludes(llvm::StringRef Code, size_t Before);

} // namespace locktidy

#endif
