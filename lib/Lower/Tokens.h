//===- Tokens.h - operands that only the preprocessor saw -------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What an assertion that is compiled away says, or a note, is in no syntax
// tree, only in the tokens of a macro's argument. Of these, an operand is read:
// `&`,
// `*`, members and elements of variables, and numbers.
//
//   &sc->tx[i].mtx    tokens
//   Field(Index(Field(Load(Local sc), tx), Load(Local i)), mtx)    its value
//
// Anything else is nothing, as if it were not there.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_LOWER_TOKENS_H
#define LOCKTIDY_LOWER_TOKENS_H

#include "Lower/Unit.h"
#include "clang/AST/Type.h"
#include "clang/Lex/Token.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>

namespace locktidy {

using Tokens = llvm::SmallVector<clang::Token, 16>;

/// An operand read from tokens: an lvalue has an address, which is its value
/// too when it is an array.
struct Term {
  ExprId Address, Value;
  clang::QualType Type;
};

class TokenReader {
public:
  TokenReader(
      Unit &U, ExprBuilder &E,
      llvm::function_ref<ExprId(llvm::StringRef, clang::QualType &)> Variable)
      : U(U), E(E), Variable(Variable) {}

  /// The tokens with the macros replaced that no model names.
  Tokens expanded(llvm::ArrayRef<clang::Token> In, unsigned Depth = 0) const;
  /// All of \p In as an operand; nothing when it is anything else.
  std::optional<Term> operand(llvm::ArrayRef<clang::Token> In);

private:
  std::optional<Term> prefix();
  std::optional<Term> postfix();
  std::optional<Term> primary();
  std::optional<Term> member(Term Base, bool Arrow);
  std::optional<Term> element(Term Base);
  bool accept(clang::tok::TokenKind K) {
    bool Is = !Rest.empty() && Rest.front().is(K);
    if (Is)
      Rest = Rest.drop_front();
    return Is;
  }
  Term at(ExprId Address, clang::QualType T) const {
    return {Address, T->isArrayType() ? Address : E.load(Address), T};
  }

  Unit &U;
  ExprBuilder &E;
  llvm::function_ref<ExprId(llvm::StringRef, clang::QualType &)> Variable;
  llvm::ArrayRef<clang::Token> Rest;
};

/// The arguments of `(a, b)...`, and what follows; nothing when it is none.
std::optional<llvm::SmallVector<llvm::ArrayRef<clang::Token>, 4>>
arguments(llvm::ArrayRef<clang::Token> &In);

} // namespace locktidy

#endif
