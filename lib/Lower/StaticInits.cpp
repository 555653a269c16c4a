//===- StaticInits.cpp - what static initialisers do ----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Lower/StaticInits.h"
#include "Lower/Effects.h"
#include "clang/AST/Expr.h"

using namespace locktidy;
using namespace clang;

namespace {

class StaticLowering {
public:
  explicit StaticLowering(Unit &U) : U(U), E(U.Statics) {}

  void initialise(ExprId Object, const clang::Expr &Init);

private:
  void apply(const MacroMatch &Found, ExprId Object, const clang::Expr &Init);
  void record(std::vector<Event> Inits);
  ExprId value(const clang::Expr *X);
  ExprId address(const clang::Expr *X);

  Unit &U;
  ExprBuilder &E;
};

} // namespace

/// The value of a constant expression, none when the graph cannot express it.
ExprId StaticLowering::value(const clang::Expr *X) {
  if (X->isValueDependent())
    return ExprId();
  if (X->isNullPointerConstant(U.Ctx, clang::Expr::NPC_NeverValueDependent))
    return E.constant(0);
  clang::Expr::EvalResult Constant;
  if (X->getType()->isIntegralOrEnumerationType() &&
      X->EvaluateAsInt(Constant, U.Ctx))
    return E.constant(wrapped(Constant.Val.getInt()));
  X = X->IgnoreParenCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(X))
    if (const auto *F = dyn_cast<FunctionDecl>(Ref->getDecl()))
      return E.function(U.function(*F));
  if (const auto *Of = dyn_cast<UnaryOperator>(X))
    return Of->getOpcode() == UO_AddrOf ? address(Of->getSubExpr()) : ExprId();
  return X->getType()->isArrayType() ? address(X) : ExprId();
}

ExprId StaticLowering::address(const clang::Expr *X) {
  X = X->IgnoreParenCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(X)) {
    const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
    return V && V->hasGlobalStorage() ? E.global(U.global(*V)) : ExprId();
  }
  if (const auto *M = dyn_cast<MemberExpr>(X)) {
    const auto *F = dyn_cast<FieldDecl>(M->getMemberDecl());
    ExprId Base = M->isArrow() ? value(M->getBase()) : address(M->getBase());
    return F && Base ? E.field(Base, U.field(*F)) : ExprId();
  }
  if (const auto *A = dyn_cast<ArraySubscriptExpr>(X)) {
    ExprId Base = value(A->getBase()), I = value(A->getIdx());
    return Base && I ? E.index(Base, I) : ExprId();
  }
  return ExprId();
}

void StaticLowering::apply(const MacroMatch &Found, ExprId Object,
                           const clang::Expr &Init) {
  const Stmt *Piece = &Init;
  PrimitiveCall Call{*Found.What, Found.Use->Name, Init.getBeginLoc(),
                     {},          LocalId(),       false,
                     Object};
  for (unsigned I = 0; I != Found.Use->Args.size(); ++I) {
    Actual A;
    A.Source = U.Macros.argument(Piece, *Found.Use, I);
    if (A.Source) {
      A.Value = value(A.Source);
      A.Address = address(A.Source);
    }
    Call.Args.push_back(A);
  }
  std::vector<Event> Inits;
  for (Event &Ev : EffectBuilder(U, E, Call).events())
    if (Ev.Effect == EffectKind::Register) {
      if (Ev.Handler && E[Ev.Handler].Kind == ExprKind::Function)
        U.bindCall(U.Graph.str(Ev.Context), FunctionId(E[Ev.Handler].Symbol),
                   Init.getBeginLoc());
    } else if (Ev.Effect == EffectKind::Init &&
               E[Ev.Lock].Kind != ExprKind::Unknown) {
      // Most other variables that the macro defines do not say where it is.
      Inits.push_back(std::move(Ev));
    }
  record(std::move(Inits));
}

/// A macro may define several variables that say where the lock is, of which
/// one has its flags too: there the effects are decided, elsewhere they are one
/// for each thing that the flags may say.
void StaticLowering::record(std::vector<Event> Inits) {
  if (Inits.empty())
    return;
  std::vector<Event> &All = U.Graph.StaticInits;
  auto IsSame = [&](const Event &Ev) {
    return Ev.Pos == Inits.front().Pos && Ev.Name == Inits.front().Name &&
           Ev.Lock == Inits.front().Lock;
  };
  size_t Known = llvm::count_if(All, IsSame);
  if (Known != 0 && Known <= Inits.size())
    return;
  llvm::erase_if(All, IsSame);
  llvm::append_range(All, Inits);
}

void StaticLowering::initialise(ExprId Object, const clang::Expr &Init) {
  const Stmt *Piece = &Init;
  if (std::optional<MacroMatch> Found = U.Macros.match(Piece))
    return apply(*Found, Object, Init);
  const auto *List = dyn_cast<InitListExpr>(&Init);
  if (!List)
    return;
  const RecordDecl *Record = List->getType()->getAsRecordDecl();
  if (!Record) {
    for (unsigned I = 0; I != List->getNumInits(); ++I)
      initialise(E.index(Object, E.constant(I)), *List->getInit(I));
    return;
  }
  unsigned I = 0;
  for (const FieldDecl *F : Record->fields()) {
    if (Record->isUnion() && F != List->getInitializedFieldInUnion())
      continue;
    if (F->isUnnamedBitField() || I == List->getNumInits())
      continue;
    const clang::Expr *Of = List->getInit(I++);
    if (Of && !isa<ImplicitValueInitExpr>(Of))
      initialise(F->isAnonymousStructOrUnion() ? Object
                                               : E.field(Object, U.field(*F)),
                 *Of);
  }
}

void locktidy::lowerStaticInit(Unit &U, const VarDecl &V) {
  StaticLowering(U).initialise(U.Statics.global(U.global(V)), *V.getInit());
}
