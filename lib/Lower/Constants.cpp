//===- Constants.cpp - names in a model's conditions ----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Lower/Constants.h"
#include "Graph/Fold.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;
using clang::Token;
namespace tok = clang::tok;

namespace {

using Tokens = llvm::SmallVector<Token, 16>;

/// Expands the macros in a token sequence, as far as constants need it: no
/// pasting, no stringising.
class Expander {
public:
  explicit Expander(clang::Preprocessor &PP) : PP(PP) {}

  /// False when the sequence cannot be expanded or grows too long.
  bool expand(llvm::ArrayRef<Token> In, Tokens &Out);

private:
  bool expandMacro(const clang::MacroInfo &M, llvm::ArrayRef<Token> In,
                   size_t &Next, Tokens &Out);
  static bool splitArguments(llvm::ArrayRef<Token> In, size_t &Next,
                             llvm::SmallVectorImpl<Tokens> &Args);

  clang::Preprocessor &PP;
  llvm::SmallVector<const clang::MacroInfo *, 8> Active;
};

bool Expander::expand(llvm::ArrayRef<Token> In, Tokens &Out) {
  for (size_t I = 0; I != In.size();) {
    const Token &T = In[I++];
    const clang::IdentifierInfo *Id = T.getIdentifierInfo();
    const clang::MacroInfo *M = Id ? PP.getMacroInfo(Id) : nullptr;
    if (!M || llvm::is_contained(Active, M)) {
      Out.push_back(T);
      continue;
    }
    if (!expandMacro(*M, In, I, Out) || Out.size() > 1000)
      return false;
  }
  return true;
}

bool Expander::expandMacro(const clang::MacroInfo &M, llvm::ArrayRef<Token> In,
                           size_t &Next, Tokens &Out) {
  Tokens Body;
  if (M.isFunctionLike()) {
    llvm::SmallVector<Tokens, 4> Args;
    if (M.isVariadic() || !splitArguments(In, Next, Args))
      return false;
    for (const Token &T : M.tokens()) {
      if (T.isOneOf(tok::hash, tok::hashhash))
        return false;
      const clang::IdentifierInfo *Id = T.getIdentifierInfo();
      int Param = Id ? M.getParameterNum(Id) : -1;
      if (Param < 0)
        Body.push_back(T);
      else if (static_cast<size_t>(Param) < Args.size())
        Body.append(Args[Param]);
    }
  } else {
    Body.append(M.tokens_begin(), M.tokens_end());
  }
  Active.push_back(&M);
  bool Done = Active.size() < 32 && expand(Body, Out);
  Active.pop_back();
  return Done;
}

bool Expander::splitArguments(llvm::ArrayRef<Token> In, size_t &Next,
                              llvm::SmallVectorImpl<Tokens> &Args) {
  if (Next == In.size() || In[Next].isNot(tok::l_paren))
    return false;
  unsigned Depth = 1;
  Args.emplace_back();
  for (++Next; Next != In.size(); ++Next) {
    const Token &T = In[Next];
    Depth += T.is(tok::l_paren);
    Depth -= T.is(tok::r_paren);
    if (Depth == 0) {
      ++Next;
      return true;
    }
    if (Depth == 1 && T.is(tok::comma))
      Args.emplace_back();
    else
      Args.back().push_back(T);
  }
  return false;
}

/// Evaluates a constant expression by precedence climbing.
class Evaluator {
public:
  using NameValue = llvm::function_ref<std::optional<int64_t>(llvm::StringRef)>;
  Evaluator(llvm::ArrayRef<Token> In, clang::Preprocessor &PP, NameValue Value)
      : In(In), PP(PP), Value(Value) {}

  std::optional<int64_t> evaluate() {
    std::optional<int64_t> V = binary(0);
    return Next == In.size() ? V : std::nullopt;
  }

private:
  tok::TokenKind peek(size_t Ahead = 0) const {
    return Next + Ahead < In.size() ? In[Next + Ahead].getKind() : tok::eof;
  }
  std::optional<int64_t> binary(int Least);
  std::optional<int64_t> unary();
  std::optional<int64_t> number(const Token &T);
  bool skipCast();

  llvm::ArrayRef<Token> In;
  clang::Preprocessor &PP;
  NameValue Value;
  size_t Next = 0;
};

struct OperatorRow {
  tok::TokenKind Token;
  int Precedence;
  ExprKind Kind;
};
constexpr OperatorRow Operators[] = {
    {tok::pipe, 1, ExprKind::Or},
    {tok::caret, 2, ExprKind::Xor},
    {tok::amp, 3, ExprKind::And},
    {tok::lessless, 4, ExprKind::Shl},
    {tok::greatergreater, 4, ExprKind::Shr},
    {tok::plus, 5, ExprKind::Add},
    {tok::minus, 5, ExprKind::Sub},
    {tok::star, 6, ExprKind::Mul},
    {tok::slash, 6, ExprKind::Div},
    {tok::percent, 6, ExprKind::Rem},
};

std::optional<int64_t> Evaluator::binary(int Least) {
  std::optional<int64_t> A = unary();
  while (A) {
    const OperatorRow *Row = llvm::find_if(
        Operators, [&](const OperatorRow &R) { return R.Token == peek(); });
    if (Row == std::end(Operators) || Row->Precedence <= Least)
      break;
    ++Next;
    std::optional<int64_t> B = binary(Row->Precedence);
    A = B ? foldBinary(Row->Kind, *A, *B) : std::nullopt;
  }
  return A;
}

std::optional<int64_t> Evaluator::unary() {
  tok::TokenKind Kind = peek();
  if (Kind == tok::eof)
    return std::nullopt;
  if (Kind == tok::l_paren && skipCast())
    return unary();
  const Token &T = In[Next++];
  std::optional<int64_t> V;
  switch (Kind) {
  case tok::l_paren:
    V = binary(0);
    if (peek() != tok::r_paren)
      return std::nullopt;
    ++Next;
    return V;
  case tok::minus:
    V = unary();
    return V ? std::optional(foldUnary(ExprKind::Neg, *V)) : V;
  case tok::tilde:
    V = unary();
    return V ? std::optional(foldUnary(ExprKind::BitNot, *V)) : V;
  case tok::plus:
    return unary();
  case tok::numeric_constant:
    return number(T);
  case tok::identifier:
    return Value(T.getIdentifierInfo()->getName());
  default:
    return std::nullopt;
  }
}

/// `(type)`, `(type *)` or `(type (*)(...))` before an operand: skipped, the
/// value is kept.
bool Evaluator::skipCast() {
  size_t I = 1;
  bool Known = true;
  for (; Next + I < In.size() && In[Next + I].getIdentifierInfo(); ++I)
    Known &= In[Next + I].is(tok::identifier) &&
             Value(In[Next + I].getIdentifierInfo()->getName()).has_value();
  size_t Words = I - 1;
  for (; peek(I) == tok::star; ++I)
    ;
  // A pointer to a function: `(int (*)(caddr_t))`.
  if (Words != 0 && peek(I) == tok::l_paren && peek(I + 1) == tok::star &&
      peek(I + 2) == tok::r_paren && peek(I + 3) == tok::l_paren) {
    unsigned Depth = 1;
    for (I += 4; Depth != 0 && Next + I < In.size(); ++I)
      Depth += peek(I) == tok::l_paren ? 1 : peek(I) == tok::r_paren ? -1 : 0;
    Known = false;
  }
  if (Words == 0 || Known || peek(I) != tok::r_paren)
    return false;
  Next += I + 1;
  return true;
}

std::optional<int64_t> Evaluator::number(const Token &T) {
  bool Invalid = false;
  std::string Text = PP.getSpelling(T, &Invalid);
  llvm::StringRef Digits = llvm::StringRef(Text).rtrim("uUlL");
  uint64_t V = 0;
  if (Invalid || Digits.getAsInteger(0, V))
    return std::nullopt;
  return static_cast<int64_t>(V);
}

} // namespace

std::optional<int64_t> Constants::enumerator(llvm::StringRef Name) const {
  auto Found = Ctx.getTranslationUnitDecl()->lookup(&Ctx.Idents.get(Name));
  for (const clang::NamedDecl *D : Found)
    if (const auto *E = llvm::dyn_cast<clang::EnumConstantDecl>(D))
      return wrapped(E->getInitVal());
  return std::nullopt;
}

std::optional<int64_t> Constants::resolve(llvm::StringRef Name) {
  auto [It, New] = Known.try_emplace(Name, std::nullopt);
  if (!New)
    return It->second;
  std::optional<int64_t> V;
  const clang::MacroInfo *M =
      PP ? PP->getMacroInfo(PP->getIdentifierInfo(Name)) : nullptr;
  if (M && M->isObjectLike()) {
    Tokens Text;
    if (Expander(*PP).expand(M->tokens(), Text))
      V = Evaluator(Text, *PP, [this](llvm::StringRef N) {
            return enumerator(N);
          }).evaluate();
  } else if (!M) {
    V = enumerator(Name);
  }
  return Known[Name] = V;
}
