//===- Tokens.cpp - operands that only the preprocessor saw ---------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Lower/Tokens.h"
#include "Lower/Effects.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/Preprocessor.h"

using namespace locktidy;
using namespace clang;
using llvm::ArrayRef;
using llvm::StringRef;

/// How many macros in each other's bodies are replaced, and tokens in all.
static constexpr unsigned MaxExpansions = 8;
static constexpr size_t MaxTokens = 512;

std::optional<llvm::SmallVector<ArrayRef<Token>, 4>>
locktidy::arguments(ArrayRef<Token> &In) {
  if (In.empty() || In.front().isNot(tok::l_paren))
    return std::nullopt;
  llvm::SmallVector<ArrayRef<Token>, 4> Args;
  unsigned Depth = 0;
  size_t Begin = 1;
  for (size_t I = 0; I != In.size(); ++I) {
    bool Opens = In[I].isOneOf(tok::l_paren, tok::l_square);
    bool Closes = In[I].isOneOf(tok::r_paren, tok::r_square);
    Depth += Opens;
    Depth -= Closes;
    if (Depth > 1 || (Depth == 1 && In[I].isNot(tok::comma)))
      continue;
    Args.push_back(In.slice(Begin, I - Begin));
    Begin = I + 1;
    if (Depth == 0) {
      In = In.drop_front(Begin);
      return Args;
    }
  }
  return std::nullopt;
}

Tokens TokenReader::expanded(ArrayRef<Token> In, unsigned Depth) const {
  Tokens Out;
  while (!In.empty() && Out.size() < MaxTokens) {
    Token T = In.front();
    In = In.drop_front();
    IdentifierInfo *Id = T.isAnyIdentifier() ? T.getIdentifierInfo() : nullptr;
    const MacroInfo *M =
        Id && U.PP && Id->hasMacroDefinition() && !U.Kernel.find(Id->getName())
            ? U.PP->getMacroInfo(Id)
            : nullptr;
    ArrayRef<Token> After = In;
    std::optional<llvm::SmallVector<ArrayRef<Token>, 4>> Args;
    if (M && M->isFunctionLike())
      Args = arguments(After);
    bool Replace =
        M && Depth < MaxExpansions && !M->isVariadic() &&
        (M->isObjectLike() || (Args && Args->size() >= M->getNumParams()));
    if (!Replace) {
      Out.push_back(T);
      continue;
    }
    In = After;
    Tokens Body;
    for (const Token &Part : M->tokens()) {
      int Number = Part.isAnyIdentifier() && M->isFunctionLike()
                       ? M->getParameterNum(Part.getIdentifierInfo())
                       : -1;
      if (Number < 0)
        Body.push_back(Part);
      else
        Body.append((*Args)[Number].begin(), (*Args)[Number].end());
    }
    Out.append(expanded(Body, Depth + 1));
  }
  return Out;
}

std::optional<Term> TokenReader::operand(ArrayRef<Token> In) {
  Rest = In;
  std::optional<Term> Found = prefix();
  return Rest.empty() ? Found : std::nullopt;
}

std::optional<Term> TokenReader::prefix() {
  if (accept(tok::amp)) {
    auto Of = prefix();
    if (!Of || !Of->Address)
      return std::nullopt;
    return Term{ExprId(), Of->Address, U.Ctx.getPointerType(Of->Type)};
  }
  if (accept(tok::star)) {
    auto Of = prefix();
    if (!Of || !Of->Type->isPointerType())
      return std::nullopt;
    return at(Of->Value, Of->Type->getPointeeType());
  }
  return postfix();
}

std::optional<Term> TokenReader::postfix() {
  std::optional<Term> Found = primary();
  while (Found) {
    if (accept(tok::arrow))
      Found = member(*Found, true);
    else if (accept(tok::period))
      Found = member(*Found, false);
    else if (accept(tok::l_square))
      Found = element(*Found);
    else
      break;
  }
  return Found;
}

std::optional<Term> TokenReader::primary() {
  if (accept(tok::l_paren)) {
    auto Inside = prefix();
    return accept(tok::r_paren) ? Inside : std::nullopt;
  }
  if (Rest.empty())
    return std::nullopt;
  Token T = Rest.front();
  Rest = Rest.drop_front();
  if (T.is(tok::numeric_constant)) {
    int64_t Number = 0;
    StringRef Digits(T.getLiteralData(), T.getLength());
    if (Digits.getAsInteger(0, Number))
      return std::nullopt;
    return Term{ExprId(), E.constant(Number), U.Ctx.IntTy};
  }
  if (!T.isAnyIdentifier())
    return std::nullopt;
  QualType Type;
  StringRef Name = T.getIdentifierInfo()->getName();
  if (ExprId Address = Variable(Name, Type))
    return at(Address, Type);
  if (auto Known = U.Names.resolve(Name))
    return Term{ExprId(), E.constant(*Known), U.Ctx.IntTy};
  return std::nullopt;
}

std::optional<Term> TokenReader::member(Term Base, bool Arrow) {
  if (Rest.empty() || !Rest.front().isAnyIdentifier())
    return std::nullopt;
  StringRef Name = Rest.front().getIdentifierInfo()->getName();
  Rest = Rest.drop_front();
  QualType Record = Base.Type;
  if (Arrow)
    Record =
        Base.Type->isPointerType() ? Base.Type->getPointeeType() : QualType();
  ExprId In = Arrow ? Base.Value : Base.Address;
  const FieldDecl *F = Record.isNull() || !In
                           ? nullptr
                           : findField(Record->getAsRecordDecl(), Name);
  if (!F)
    return std::nullopt;
  return at(E.field(In, U.field(*F)), F->getType());
}

std::optional<Term> TokenReader::element(Term Base) {
  auto I = prefix();
  if (!I || !accept(tok::r_square))
    return std::nullopt;
  QualType Of;
  if (const auto *A = U.Ctx.getAsArrayType(Base.Type))
    Of = A->getElementType();
  else if (Base.Type->isPointerType())
    Of = Base.Type->getPointeeType();
  else
    return std::nullopt;
  return at(E.index(Base.Value, I->Value), Of);
}
