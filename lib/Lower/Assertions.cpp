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
// read here: locks as Tokens.h has them, and in a condition only questions
// about locks that `&&` joins. Anything else is no event, as if the assertion
// were not there.
//
//===----------------------------------------------------------------------===//
#include "Lower/FunctionLowering.h"
#include "Lower/Tokens.h"

using namespace locktidy;
using namespace clang;
using llvm::ArrayRef;
using llvm::StringRef;

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
