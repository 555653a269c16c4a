//===- Constants.h - names in a model's conditions --------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A model says `arg2 & M_NOWAIT`; what M_NOWAIT is in this unit, its macros and
// enumerators say, never a number copied from one version of a kernel:
//
//   #define M_NOWAIT  _BIT(0)      enum { LCK_WAIT, LCK_NOWAIT };
//   #define _BIT(n)   (1 << (n))
//
//   resolve("M_NOWAIT") == 1       resolve("LCK_NOWAIT") == 1
//
// Macros are evaluated from their tokens, as they stand at the end of the unit.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_LOWER_CONSTANTS_H
#define LOCKTIDY_LOWER_CONSTANTS_H

#include "llvm/ADT/APSInt.h"
#include "llvm/ADT/StringMap.h"
#include <optional>

namespace clang {
class ASTContext;
class Preprocessor;
} // namespace clang

namespace locktidy {

/// \p V as the 64 bits of a lock graph's constants.
inline int64_t wrapped(const llvm::APSInt &V) {
  return V.extOrTrunc(64).getSExtValue();
}

class Constants {
public:
  /// \p PP may be null: then there are no macros.
  Constants(clang::ASTContext &Ctx, clang::Preprocessor *PP)
      : Ctx(Ctx), PP(PP) {}

  /// The value of \p Name, nothing when the unit does not define it or its
  /// definition is not an integer constant.
  std::optional<int64_t> resolve(llvm::StringRef Name);

private:
  std::optional<int64_t> enumerator(llvm::StringRef Name) const;

  clang::ASTContext &Ctx;
  clang::Preprocessor *PP;
  llvm::StringMap<std::optional<int64_t>> Known;
};

} // namespace locktidy

#endif
