//===- Assertions.cpp - assertions that are compiled away -----------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Without its debugging options a kernel defines its assertions as nothing:
//
//   #define mtx_assert(m, what)   (void)0        #define ASSERT(EX)  ((void)0)
//   mtx_assert(&sc->mtx, MA_OWNED);              ASSERT(MUTEX_HELD(&sp->lock));
//
// What they say is still the contract of the function. It is in no syntax tree,
// only in the tokens that the preprocessor dropped (MacroUse::Words), which are
// read here: locks as `&`, `*`, members and elements of variables, and in a
// condition only questions about locks that `&&` joins. Anything else is no
// event, as if the assertion were not there.
//
//===----------------------------------------------------------------------===//
#include "Lower/FunctionLowering.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/Preprocessor.h"

using namespace locktidy;
using namespace clang;
using llvm::ArrayRef;
using llvm::StringRef;

/// How many macros in each other's bodies are replaced, and tokens in all.
static constexpr unsigned MaxExpansions = 8;
static constexpr size_t MaxTokens = 512;

using Tokens = llvm::SmallVector<Token, 16>;

namespace {

/// An operand read from tokens: an lvalue has an address, which is its value
/// too when it is an array.
struct Term {
  ExprId Address, Value;
  QualType Type;
};

class TokenReader {
public:
  TokenReader(Unit &U, ExprBuilder &E,
              llvm::function_ref<ExprId(StringRef, QualType &)> Variable)
      : U(U), E(E), Variable(Variable) {}

  /// The tokens with the macros replaced that no model names.
  Tokens expanded(ArrayRef<Token> In, unsigned Depth = 0) const;
  /// All of \p In as an operand; nothing when it is anything else.
  std::optional<Term> operand(ArrayRef<Token> In);

private:
  std::optional<Term> prefix();
  std::optional<Term> postfix();
  std::optional<Term> primary();
  std::optional<Term> member(Term Base, bool Arrow);
  std::optional<Term> element(Term Base);
  bool accept(tok::TokenKind K) {
    bool Is = !Rest.empty() && Rest.front().is(K);
    if (Is)
      Rest = Rest.drop_front();
    return Is;
  }
  Term at(ExprId Address, QualType T) const {
    return {Address, T->isArrayType() ? Address : E.load(Address), T};
  }

  Unit &U;
  ExprBuilder &E;
  llvm::function_ref<ExprId(StringRef, QualType &)> Variable;
  ArrayRef<Token> Rest;
};

} // namespace

/// The arguments of `(a, b)...`, and what follows; nothing when it is none.
static std::optional<llvm::SmallVector<ArrayRef<Token>, 4>>
arguments(ArrayRef<Token> &In) {
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

/// The variable that \p Name means at the place that has been lowered so far.
ExprId FunctionLowering::variableNamed(StringRef Name, QualType &Type) {
  const VarDecl *Found = nullptr;
  for (const auto &[V, Slot] : Variables)
    if (V->getIdentifier() && V->getName() == Name &&
        (!Found || Found->getLocation().getRawEncoding() <
                       V->getLocation().getRawEncoding()))
      Found = V;
  if (!Found)
    for (const NamedDecl *D :
         U.Ctx.getTranslationUnitDecl()->lookup(&U.Ctx.Idents.get(Name)))
      if (const auto *V = dyn_cast<VarDecl>(D))
        Found = V;
  if (!Found)
    return ExprId();
  Type = Found->getType();
  return addressOfVariable(*Found);
}

/// The effects of \p What with the arguments \p Args, as tokens. \p Truth:
/// what is asked must be so.
void FunctionLowering::assertTokens(const Entry &What, StringRef Name,
                                    ArrayRef<ArrayRef<Token>> Args, bool Truth,
                                    SourceLocation Loc) {
  auto Variable = [&](StringRef Id, QualType &T) {
    return variableNamed(Id, T);
  };
  TokenReader Reader(U, E, Variable);
  PrimitiveCall Call{What, Name, Loc, {}, {}, false};
  for (ArrayRef<Token> Arg : Args) {
    Tokens Whole = Reader.expanded(Arg);
    Actual A;
    if (auto T = Reader.operand(Whole)) {
      A.Address = T->Address;
      A.Value = T->Value;
    } else if (Whole.size() == 1 && Whole[0].isAnyIdentifier()) {
      A.Word = Whole[0].getIdentifierInfo()->getName();
    }
    Call.Args.push_back(A);
  }
  for (Event Ev : EffectBuilder(U, E, Call).events()) {
    if (!Ev.Lock || E[Ev.Lock].Kind == ExprKind::Unknown)
      continue;
    bool Held = Ev.Effect == EffectKind::AssertHeld;
    if (Ev.Effect == EffectKind::Query)
      Held = (Ev.Succeeds != Success::Zero) == Truth;
    else if (!Truth || (!Held && Ev.Effect != EffectKind::AssertNotHeld))
      continue;
    Ev.Effect = Held ? EffectKind::AssertHeld : EffectKind::AssertNotHeld;
    Ev.Succeeds = Success::Always;
    append(std::move(Ev));
  }
}

/// `question(lock)`, `!question(lock)`, `question(lock) != 0`, and these joined
/// by `&&`.
void FunctionLowering::assertCondition(ArrayRef<Token> In, SourceLocation Loc) {
  unsigned Depth = 0;
  for (size_t I = 0; I != In.size(); ++I) {
    Depth += In[I].is(tok::l_paren);
    Depth -= Depth && In[I].is(tok::r_paren);
    if (Depth == 0 && In[I].isOneOf(tok::pipepipe, tok::question))
      return;
    if (Depth == 0 && In[I].is(tok::ampamp)) {
      assertCondition(In.take_front(I), Loc);
      return assertCondition(In.drop_front(I + 1), Loc);
    }
  }
  bool Truth = true;
  while (!In.empty() && In.front().is(tok::exclaim)) {
    Truth = !Truth;
    In = In.drop_front();
  }
  ArrayRef<Token> After = In;
  if (auto Inside = arguments(After); Inside && After.empty()) {
    if (Truth && Inside->size() == 1)
      assertCondition(Inside->front(), Loc);
    return;
  }
  if (In.empty() || !In.front().isAnyIdentifier())
    return;
  StringRef Name = In.front().getIdentifierInfo()->getName();
  const Entry *What = U.Kernel.find(Name);
  After = In.drop_front();
  auto Args = arguments(After);
  if (!What || !Args)
    return;
  if (!After.empty()) {
    bool Zero =
        After.size() == 2 && After[1].is(tok::numeric_constant) &&
        StringRef(After[1].getLiteralData(), After[1].getLength()) == "0";
    if (!Zero || !After[0].isOneOf(tok::equalequal, tok::exclaimequal))
      return;
    Truth ^= After[0].is(tok::equalequal);
  }
  assertTokens(*What, Name, *Args, Truth, Loc);
}

void FunctionLowering::dropped(const MacroUse &Use, SourceLocation Loc) {
  const Entry *What = U.Kernel.find(Use.Name);
  if (!What || !isAssertion(*What))
    return;
  llvm::SmallVector<ArrayRef<Token>, 4> Args(Use.Words.begin(),
                                             Use.Words.end());
  if (!What->Asserts)
    return assertTokens(*What, Use.Name, Args, /*Truth=*/true, Loc);
  auto Variable = [](StringRef, QualType &) { return ExprId(); };
  if (!Args.empty())
    assertCondition(TokenReader(U, E, Variable).expanded(Args.front()), Loc);
}

/// `;` behind a macro that expands to nothing.
void FunctionLowering::emptyStatement(const NullStmt &S) {
  if (const MacroUse *Use = U.Macros.takeBefore(S.getSemiLoc()))
    dropped(*Use, S.getSemiLoc());
}
