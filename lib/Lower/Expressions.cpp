//===- Expressions.cpp - values and addresses -----------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Lower/FunctionLowering.h"
#include "clang/AST/ExprCXX.h"

using namespace locktidy;
using namespace clang;

ExprId FunctionLowering::value(const clang::Expr *X) {
  ExprId V = evaluate(X, /*Used=*/true);
  return V ? V : E.unknown();
}

void FunctionLowering::discard(const clang::Expr *X) {
  evaluate(X, /*Used=*/false);
}

/// The value of \p X; may be none when it is not \p Used.
ExprId FunctionLowering::evaluate(const clang::Expr *X, bool Used) {
  // A literal is its value even where a macro is nothing else: the `0` with
  // which one macro closes the `do {` that another has opened.
  if (isa<IntegerLiteral>(X))
    return integer(*X);
  if (auto V = macro(X, Used))
    return *V;
  switch (X->getStmtClass()) {
  case Stmt::ParenExprClass:
    return evaluate(cast<ParenExpr>(X)->getSubExpr(), Used);
  case Stmt::ImplicitCastExprClass:
  case Stmt::CStyleCastExprClass:
    return cast(*llvm::cast<CastExpr>(X), Used);
  case Stmt::UnaryOperatorClass:
    return unary(*llvm::cast<UnaryOperator>(X), Used);
  case Stmt::BinaryOperatorClass:
  case Stmt::CompoundAssignOperatorClass:
    return binary(*llvm::cast<BinaryOperator>(X), Used);
  case Stmt::ConditionalOperatorClass:
    return conditional(*llvm::cast<ConditionalOperator>(X), Used);
  case Stmt::BinaryConditionalOperatorClass:
    return elvis(*llvm::cast<BinaryConditionalOperator>(X));
  case Stmt::CallExprClass:
    return call(*llvm::cast<CallExpr>(X), Used);
  case Stmt::StmtExprClass:
    return statementExpression(*llvm::cast<StmtExpr>(X), Used);
  default:
    return evaluateOther(X, Used);
  }
}

ExprId FunctionLowering::evaluateOther(const clang::Expr *X, bool Used) {
  switch (X->getStmtClass()) {
  case Stmt::IntegerLiteralClass:
  case Stmt::CharacterLiteralClass:
  case Stmt::UnaryExprOrTypeTraitExprClass:
  case Stmt::OffsetOfExprClass:
  case Stmt::TypeTraitExprClass:
    return integer(*X);
  case Stmt::ConstantExprClass:
  case Stmt::ExprWithCleanupsClass:
    return evaluate(llvm::cast<FullExpr>(X)->getSubExpr(), Used);
  case Stmt::GNUNullExprClass:
    return E.constant(0);
  case Stmt::DeclRefExprClass:
  case Stmt::MemberExprClass:
  case Stmt::ArraySubscriptExprClass:
  case Stmt::CompoundLiteralExprClass:
  case Stmt::MaterializeTemporaryExprClass:
    if (const auto *Ref = dyn_cast<DeclRefExpr>(X))
      if (const auto *C = dyn_cast<EnumConstantDecl>(Ref->getDecl()))
        return E.constant(wrapped(C->getInitVal()));
    return Used ? E.load(address(X)) : (address(X), ExprId());
  case Stmt::ChooseExprClass:
    return evaluate(llvm::cast<ChooseExpr>(X)->getChosenSubExpr(), Used);
  case Stmt::GenericSelectionExprClass:
    return evaluate(llvm::cast<GenericSelectionExpr>(X)->getResultExpr(), Used);
  case Stmt::OpaqueValueExprClass:
    return Opaque.contains(X) ? Opaque.at(X) : E.unknown();
  case Stmt::AddrLabelExprClass:
    TakenLabels.push_back(llvm::cast<AddrLabelExpr>(X)->getLabel());
    return E.unknown();
  case Stmt::InitListExprClass:
    if (const auto *List = llvm::cast<InitListExpr>(X);
        List->getNumInits() == 1 && !X->getType()->isRecordType() &&
        !X->getType()->isArrayType())
      return evaluate(List->getInit(0), Used); // `int x = { 1 };`
    return unknownOf(*X);
  case Stmt::RecoveryExprClass:
    return recovered(*llvm::cast<RecoveryExpr>(X));
  case Stmt::AtomicExprClass:
    return atomic(*llvm::cast<AtomicExpr>(X));
  case Stmt::ImplicitValueInitExprClass:
    return E.constant(0);
  case Stmt::StringLiteralClass:
  case Stmt::PredefinedExprClass:
  case Stmt::FloatingLiteralClass:
  case Stmt::ImaginaryLiteralClass:
  case Stmt::VAArgExprClass:
  case Stmt::CXXDependentScopeMemberExprClass: // of a RecoveryExpr
  case Stmt::DesignatedInitUpdateExprClass:
  case Stmt::NoInitExprClass:
    return unknownOf(*X);
  default:
    U.lost(X->getBeginLoc(), X->getStmtClassName());
    return unknownOf(*X);
  }
}

ExprId FunctionLowering::atomic(const AtomicExpr &X) {
  ExprId At = value(X.getPtr());
  for (const Stmt *Operand : X.children())
    if (const auto *Other = dyn_cast_or_null<clang::Expr>(Operand);
        Other && Other != X.getPtr())
      discard(Other);
  if (X.getOp() == AtomicExpr::AO__c11_atomic_load ||
      X.getOp() == AtomicExpr::AO__atomic_load_n)
    return E.load(At);
  clobber(At, X.getBeginLoc());
  return E.unknown();
}

/// A call that does not parse, for one of its arguments: which of them it has
/// is not known, and so neither is what it does.
ExprId FunctionLowering::recovered(const RecoveryExpr &X) {
  ArrayRef<const clang::Expr *> Parts = X.subExpressions();
  const auto *Called =
      Parts.size() < 2 ? nullptr
                       : dyn_cast<DeclRefExpr>(Parts[0]->IgnoreParenImpCasts());
  if (!Called || !isa<FunctionDecl>(Called->getDecl()))
    return unknownOf(X);
  const Entry *Known = U.Kernel.find(Called->getDecl()->getName());
  if (Known && llvm::none_of(Known->Effects, [](const EffectSpec &S) {
        return isOfLocks(S.Kind);
      }))
    return unknownOf(X);
  Event Ev;
  Ev.Kind = EventKind::Call;
  Ev.Pos = U.position(X.getBeginLoc());
  Ev.Callee = E.unknown();
  for (const clang::Expr *Argument : Parts.drop_front())
    Ev.Args.push_back(value(Argument));
  append(std::move(Ev));
  return E.unknown();
}

ExprId FunctionLowering::unknownOf(const clang::Expr &X) {
  for (const Stmt *Child : X.children())
    if (const auto *Inside = dyn_cast_or_null<clang::Expr>(Child))
      discard(Inside);
  return E.unknown();
}

std::optional<int64_t> FunctionLowering::folded(const clang::Expr &X) const {
  clang::Expr::EvalResult R;
  if (!X.isValueDependent() && X.EvaluateAsInt(R, U.Ctx))
    return wrapped(R.Val.getInt());
  return std::nullopt;
}

ExprId FunctionLowering::integer(const clang::Expr &X) {
  auto V = folded(X);
  return V ? E.constant(*V) : E.unknown();
}

/// A constant as a value of type \p T; other values as they are.
ExprId FunctionLowering::fit(ExprId V, QualType T) {
  auto Constant = V ? E.constantValue(V) : std::nullopt;
  if (!Constant || !T->isIntegralOrEnumerationType() || T->isIncompleteType())
    return V;
  if (T->isBooleanType())
    return E.constant(*Constant != 0);
  unsigned Width = U.Ctx.getIntWidth(T);
  if (Width >= 64)
    return V;
  uint64_t Bits = static_cast<uint64_t>(*Constant) << (64 - Width);
  return E.constant(T->isSignedIntegerOrEnumerationType()
                        ? static_cast<int64_t>(Bits) >> (64 - Width)
                        : static_cast<int64_t>(Bits >> (64 - Width)));
}

ExprId FunctionLowering::cast(const CastExpr &X, bool Used) {
  const clang::Expr *Sub = X.getSubExpr();
  switch (X.getCastKind()) {
  case CK_ToVoid:
    discard(Sub);
    return ExprId();
  case CK_LValueToRValue: {
    // `static const int Limit = 3;` is as good as a macro.
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Sub->IgnoreParens()))
      if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
          V && V->hasGlobalStorage() && V->getType().isConstQualified() &&
          V->getType()->isIntegerType() && V->getAnyInitializer())
        if (ExprId Known = integer(*V->getAnyInitializer());
            E.constantValue(Known))
          return Known;
    ExprId Address = address(Sub);
    if (!Used)
      return ExprId();
    const auto *Ref = dyn_cast<DeclRefExpr>(Sub->IgnoreParens());
    ExprId V = E.load(Address);
    return Ref ? known(*Ref->getDecl(), V, Ref->getLocation()) : V;
  }
  case CK_ArrayToPointerDecay: {
    ExprId Address = address(Sub);
    markTaken(Address);
    return Address;
  }
  case CK_FunctionToPointerDecay:
    return address(Sub);
  case CK_NullToPointer:
    discard(Sub);
    return E.constant(0);
  case CK_IntegralToBoolean:
  case CK_PointerToBoolean: {
    if (!Used)
      return evaluate(Sub, false);
    return truth(value(Sub));
  }
  case CK_FloatingToIntegral:
  case CK_FloatingToBoolean:
  case CK_IntegralToFloating:
  case CK_FloatingCast:
    discard(Sub);
    return E.unknown();
  case CK_PointerToIntegral: {
    ExprId V = evaluate(Sub, Used);
    // `(size_t)&((struct s *)0)->member`
    if (Used && V && E[V].Kind == ExprKind::Field)
      if (ExprId Known = integer(X); E.constantValue(Known))
        return Known;
    return V;
  }
  default: {
    if (Sub->isGLValue() && X.isPRValue() &&
        !Sub->getType()->isFunctionType()) {
      ExprId Address = address(Sub);
      return E.load(Address);
    }
    ExprId V = evaluate(Sub, Used);
    return Used ? fit(V, X.getType()) : V;
  }
  }
}

ExprId FunctionLowering::unary(const UnaryOperator &X, bool Used) {
  const clang::Expr *Sub = X.getSubExpr();
  switch (X.getOpcode()) {
  case UO_AddrOf: {
    ExprId Address = address(Sub);
    markTaken(Address);
    return Address;
  }
  case UO_Deref: {
    ExprId Address = value(Sub);
    return Used ? E.load(Address) : ExprId();
  }
  case UO_PreInc:
  case UO_PreDec:
  case UO_PostInc:
  case UO_PostDec: {
    ExprId Address = address(Sub);
    ExprId Old = E.load(Address);
    if (Used && X.isPostfix())
      Old = copyToTemporary(Old, X.getOperatorLoc());
    ExprId Step = E.constant(X.isIncrementOp() ? 1 : -1);
    ExprId New = Sub->getType()->isPointerType() ? E.index(Old, Step)
                 : Sub->getType()->isIntegralOrEnumerationType()
                     ? E.binary(ExprKind::Add, Old, Step)
                     : E.unknown();
    store(Address, New, X.getBeginLoc());
    return Used ? (X.isPostfix() ? Old : E.load(Address)) : ExprId();
  }
  case UO_LNot: {
    if (!Used) {
      discard(Sub);
      return ExprId();
    }
    if (isa<clang::StringLiteral>(Sub->IgnoreParenImpCasts()))
      return E.constant(0); // assert(!"reached")
    return E.logicalNot(value(Sub));
  }
  case UO_Minus:
  case UO_Not: {
    ExprId V = value(Sub);
    if (!X.getType()->isIntegralOrEnumerationType())
      return E.unknown();
    return fit(
        E.unary(X.getOpcode() == UO_Minus ? ExprKind::Neg : ExprKind::BitNot,
                V),
        X.getType());
  }
  case UO_Plus:
  case UO_Extension:
    return evaluate(Sub, Used);
  default:
    discard(Sub);
    return E.unknown();
  }
}

ExprId FunctionLowering::binary(const BinaryOperator &X, bool Used) {
  if (X.isAssignmentOp()) {
    ExprId Address = assignment(X);
    return Used ? E.load(Address) : ExprId();
  }
  if (X.getOpcode() == BO_Comma) {
    discard(X.getLHS());
    return evaluate(X.getRHS(), Used);
  }
  if (X.isLogicalOp())
    return logical(&X, Used);
  if (!Used) {
    discard(X.getLHS());
    discard(X.getRHS());
    return ExprId();
  }
  // container_of: what is subtracted need not be evaluated.
  if (X.getOpcode() == BO_Sub) {
    ExprId A = value(X.getLHS());
    if (ExprId Record = containerOf(A, *X.getRHS()))
      return Record;
    return arithmetic(X, BO_Sub, A, value(X.getRHS()));
  }
  ExprId A = value(X.getLHS());
  ExprId B = value(X.getRHS());
  return X.isComparisonOp() ? comparison(X, A, B)
                            : arithmetic(X, X.getOpcode(), A, B);
}

static std::optional<ExprKind> operatorKind(BinaryOperatorKind Op) {
  switch (Op) {
  case BO_Add:
    return ExprKind::Add;
  case BO_Sub:
    return ExprKind::Sub;
  case BO_Mul:
    return ExprKind::Mul;
  case BO_Div:
    return ExprKind::Div;
  case BO_Rem:
    return ExprKind::Rem;
  case BO_And:
    return ExprKind::And;
  case BO_Or:
    return ExprKind::Or;
  case BO_Xor:
    return ExprKind::Xor;
  case BO_Shl:
    return ExprKind::Shl;
  case BO_Shr:
    return ExprKind::Shr;
  default:
    return std::nullopt;
  }
}

/// \p A \p Op \p B, for `A op B` and `A op= B` alike.
ExprId FunctionLowering::arithmetic(const BinaryOperator &X,
                                    BinaryOperatorKind Op, ExprId A, ExprId B) {
  QualType L = X.getLHS()->getType(), R = X.getRHS()->getType();
  if (Op == BO_Add && L->isPointerType())
    return E.index(A, B);
  if (Op == BO_Add && R->isPointerType())
    return E.index(B, A);
  if (Op == BO_Sub && L->isPointerType() && !R->isPointerType())
    return E.index(A, E.unary(ExprKind::Neg, B));
  auto Kind = operatorKind(Op);
  if (!Kind || !X.getType()->isIntegralOrEnumerationType())
    return E.unknown();
  // Operators of the graph are signed: `~0UL >> 1` is none of theirs.
  bool BySign = *Kind == ExprKind::Shr || *Kind == ExprKind::Div ||
                *Kind == ExprKind::Rem;
  if (BySign && X.getType()->isUnsignedIntegerOrEnumerationType() &&
      E.constantValue(A).value_or(0) < 0)
    return X.isCompoundAssignmentOp() ? E.unknown() : integer(X);
  return fit(E.binary(*Kind, A, B), X.getType());
}

/// `mutex_owner(m) == curthread`: the question that was asked last, whose answer
/// \p A is the thread that holds the lock. Compared with a thread, it is whether
/// that thread holds it.
Event *FunctionLowering::asksForOwner(ExprId A, ExprId B) {
  const Expr &Answer = E[A];
  if (Answer.Kind != ExprKind::Load || E.constantValue(B))
    return nullptr;
  for (Event &Ev : llvm::reverse(G.Blocks[Current.Index].Events))
    if (Ev.Result && E.local(Ev.Result) == Answer.A)
      return Ev.Effect == EffectKind::Query && Ev.AnyThread ? &Ev : nullptr;
  return nullptr;
}

/// Lt of the graph is signed; what it cannot say of unsigned values is unknown.
ExprId FunctionLowering::comparison(const BinaryOperator &X, ExprId A,
                                    ExprId B) {
  QualType T = X.getLHS()->getType();
  if (T->isRealFloatingType() || T->isAnyComplexType() || T->isVectorType())
    return E.unknown();
  if (X.isEqualityOp() && T->isPointerType()) {
    if (asksForOwner(B, A))
      std::swap(A, B);
    if (Event *Question = asksForOwner(A, B)) {
      Question->AnyThread = false;
      return X.getOpcode() == BO_EQ ? truth(A) : E.logicalNot(truth(A));
    }
  }
  switch (X.getOpcode()) {
  case BO_EQ:
    return E.binary(ExprKind::Eq, A, B);
  case BO_NE:
    return E.notEqual(A, B);
  default:
    break;
  }
  bool Swap = X.getOpcode() == BO_GT || X.getOpcode() == BO_LE;
  bool Negate = X.getOpcode() == BO_GE || X.getOpcode() == BO_LE;
  if (Swap)
    std::swap(A, B);
  ExprId Less;
  auto CA = E.constantValue(A), CB = E.constantValue(B);
  if (!T->isUnsignedIntegerOrEnumerationType() ||
      (CA && CB && *CA >= 0 && *CB >= 0))
    Less = E.binary(ExprKind::Lt, A, B);
  else if (CA == 0)
    Less = truth(B); // 0 < b
  else if (CB == 0)
    Less = E.constant(0);
  else if ((CA && *CA < 0) || (CB && *CB < 0))
    return E.unknown();
  else
    Less = E.binary(ExprKind::Lt, A, B);
  return Negate ? E.logicalNot(Less) : Less;
}

/// Performs an assignment and gives the address that was written.
ExprId FunctionLowering::assignment(const BinaryOperator &X) {
  SourceLocation Loc = X.getBeginLoc();
  if (X.getOpcode() != BO_Assign) {
    ExprId V = value(X.getRHS());
    ExprId Address = address(X.getLHS());
    BinaryOperatorKind Op =
        BinaryOperator::getOpForCompoundAssignment(X.getOpcode());
    store(Address, arithmetic(X, Op, E.load(Address), V), Loc);
    return Address;
  }
  if (X.getType()->isRecordType()) {
    ExprId From = address(X.getRHS());
    ExprId Address = address(X.getLHS());
    clobber(Address, Loc);
    copyRecord(Address, From, X.getType(), Loc);
    return Address;
  }
  ExprId V = value(X.getRHS());
  ExprId Address = address(X.getLHS());
  store(Address, V, Loc);
  return Address;
}

void FunctionLowering::store(ExprId Address, ExprId V, SourceLocation Loc) {
  Event Ev;
  Ev.Kind = EventKind::Store;
  Ev.Pos = U.position(Loc);
  Ev.Address = Address;
  Ev.Value = V;
  append(std::move(Ev));
  if (E[V].Kind != ExprKind::Function)
    return;
  FunctionId Target(E[V].Symbol);
  while (E[Address].Kind == ExprKind::Index)
    Address = E[Address].A;
  if (E[Address].Kind == ExprKind::Field)
    U.bind(FieldId(E[Address].Symbol), Target, Loc);
  else if (E[Address].Kind == ExprKind::Global)
    U.bind(GlobalId(E[Address].Symbol), Target, Loc);
}

void FunctionLowering::clobber(ExprId Address, SourceLocation Loc) {
  Event Ev;
  Ev.Kind = EventKind::Clobber;
  Ev.Pos = U.position(Loc);
  Ev.Address = Address;
  append(std::move(Ev));
}

ExprId FunctionLowering::copyToTemporary(ExprId V, SourceLocation Loc) {
  ExprId Slot = E.local(newLocal());
  store(Slot, V, Loc);
  return E.load(Slot);
}

/// \p V, which \p Source gave, with what the model says it is: 0, of what tells
/// that the kernel has panicked, or something in terms of time.
ExprId FunctionLowering::known(const NamedDecl &Source, ExprId V,
                               SourceLocation Loc) {
  const auto *Variable = dyn_cast<VarDecl>(&Source);
  if (!Source.getIdentifier() || (Variable && Variable->hasLocalStorage()))
    return V;
  if (U.Kernel.Panicked.contains(Source.getName()) &&
      Source.hasExternalFormalLinkage())
    return E.constant(0);
  auto It = U.Kernel.Times.find(Source.getName());
  if (It == U.Kernel.Times.end())
    return V;
  Event Ev;
  Ev.Kind = EventKind::Store;
  Ev.Pos = U.position(Loc);
  Ev.Address = E.local(newLocal());
  Ev.Value = V;
  Ev.Time = It->second;
  ExprId Slot = Ev.Address;
  append(std::move(Ev));
  return E.load(Slot);
}

ExprId FunctionLowering::statementExpression(const StmtExpr &X, bool Used) {
  const CompoundStmt *Body = X.getSubStmt();
  size_t Depth = Cleanups.size();
  ExprId Result;
  for (const Stmt *S : Body->body()) {
    const auto *Last =
        S == Body->body_back() ? dyn_cast<ValueStmt>(S) : nullptr;
    const clang::Expr *V = Last ? Last->getExprStmt() : nullptr;
    if (!V) {
      statement(S);
      continue;
    }
    // `({ out: x; })`: the label first.
    for (const Stmt *Outer = S; const auto *L = dyn_cast<LabelStmt>(Outer);
         Outer = L->getSubStmt()) {
      BlockId Here = labelBlock(*L->getDecl());
      Labels[L->getDecl()].Cleanups = Cleanups;
      jump(Here, L->getIdentLoc());
      start(Here);
    }
    bool Wanted = Used && !X.getType()->isVoidType();
    Result = evaluate(V, Wanted);
    if (Wanted && Result && Cleanups.size() != Depth)
      Result = copyToTemporary(Result, V->getBeginLoc());
  }
  leaveScope(Depth, X.getEndLoc());
  return Result;
}
