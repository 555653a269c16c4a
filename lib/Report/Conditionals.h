//===- Conditionals.h - the branches of #if in a source ---------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which parts of a source are compiled together, without its macros: what is
// seen of one place (it was analysed) tells of others.
//
//   #ifdef A
//   int a;        // compiled: so is c, b is not
//   #else
//   int b;
//   #endif
//   int c;
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_REPORT_CONDITIONALS_H
#define LOCKTIDY_REPORT_CONDITIONALS_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <utility>
#include <vector>

namespace locktidy {

class Conditionals {
public:
  /// \p Code: a source without comments and literals.
  explicit Conditionals(llvm::StringRef Code);

  /// Notes that what is at \p At was compiled.
  void setCompiled(size_t At);
  /// Whether that follows from what was noted.
  bool isCompiled(size_t At) const { return Branches[branchAt(At)].Compiled; }

  /// Whether what is at \p A is compiled in each compilation that has what is
  /// at \p B.
  bool covers(size_t A, size_t B) const;

  /// Whether each compilation has \p At, the include guard apart.
  bool isUnconditional(size_t At) const;

  /// Where the line of the innermost `#if` begins that \p At is in; 0: none.
  size_t opening(size_t At) const { return Branches[branchAt(At)].If; }

  /// Blanks out in \p Text all branches of each `#if` but one, so that braces
  /// in what remains match: the first that is compiled, else the first that
  /// can be in C.
  void blankOthers(std::string &Text) const;

private:
  struct Branch {
    size_t If = 0; ///< where its `#if` is
    unsigned Outer = 0;
    bool Never = false, Compiled = false, Guard = false;
  };
  unsigned branchAt(size_t At) const;

  std::vector<Branch> Branches; ///< the first: outside of all; others behind
                                ///< those that they are in
  std::vector<std::pair<size_t, unsigned>> Starts; ///< of branches, in order
};

} // namespace locktidy

#endif
