//===- Addresses.cpp - lvalues, variables and initialisers ----------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Lower/FunctionLowering.h"
#include "clang/AST/ExprCXX.h"

using namespace locktidy;
using namespace clang;

ExprId FunctionLowering::address(const clang::Expr *X) {
  switch (X->getStmtClass()) {
  case Stmt::ParenExprClass:
    return address(llvm::cast<ParenExpr>(X)->getSubExpr());
  case Stmt::DeclRefExprClass: {
    const ValueDecl *D = llvm::cast<DeclRefExpr>(X)->getDecl();
    if (const auto *V = dyn_cast<VarDecl>(D))
      return addressOfVariable(*V);
    if (const auto *Function = dyn_cast<FunctionDecl>(D);
        Function && Function->getIdentifier())
      return E.function(U.function(*Function));
    return E.unknown();
  }
  case Stmt::MemberExprClass:
    return member(*llvm::cast<MemberExpr>(X));
  case Stmt::ArraySubscriptExprClass:
    return element(*llvm::cast<ArraySubscriptExpr>(X));
  case Stmt::UnaryOperatorClass: {
    const auto *Operator = llvm::cast<UnaryOperator>(X);
    if (Operator->getOpcode() == UO_Deref)
      return value(Operator->getSubExpr());
    if (Operator->getOpcode() == UO_Extension)
      return address(Operator->getSubExpr());
    break;
  }
  case Stmt::CompoundLiteralExprClass: {
    ExprId Slot = E.local(newLocal());
    initialise(Slot, X->getType(),
               *llvm::cast<CompoundLiteralExpr>(X)->getInitializer());
    return Slot;
  }
  case Stmt::GenericSelectionExprClass:
    return address(llvm::cast<GenericSelectionExpr>(X)->getResultExpr());
  case Stmt::MaterializeTemporaryExprClass:
    return address(llvm::cast<MaterializeTemporaryExpr>(X)->getSubExpr());
  case Stmt::ExprWithCleanupsClass:
    return address(llvm::cast<ExprWithCleanups>(X)->getSubExpr());
  case Stmt::ChooseExprClass:
    return address(llvm::cast<ChooseExpr>(X)->getChosenSubExpr());
  case Stmt::ImplicitCastExprClass:
  case Stmt::CStyleCastExprClass:
    if (const auto *C = llvm::cast<CastExpr>(X);
        C->getCastKind() == CK_LValueToRValue || C->isGLValue() ||
        C->getCastKind() == CK_NoOp)
      return address(C->getSubExpr());
    break;
  case Stmt::StringLiteralClass:
  case Stmt::PredefinedExprClass:
    return E.unknown();
  default:
    break;
  }
  return addressOfCopy(X);
}

/// The value of a record lies somewhere; any other value in a fresh place.
ExprId FunctionLowering::addressOfCopy(const clang::Expr *X) {
  ExprId V = value(X);
  if (E[V].Kind == ExprKind::Load)
    return E[V].A;
  ExprId Slot = E.local(newLocal());
  if (X->getType()->isRecordType())
    clobber(Slot, X->getBeginLoc());
  else
    store(Slot, V, X->getBeginLoc());
  return Slot;
}

ExprId FunctionLowering::element(const ArraySubscriptExpr &X) {
  const clang::Expr *Base = X.getBase();
  // The decay of `a` in a[i] does not let its address escape.
  const auto *Decay = dyn_cast<ImplicitCastExpr>(Base->IgnoreParens());
  bool IsArray = Decay && Decay->getCastKind() == CK_ArrayToPointerDecay;
  ExprId A = IsArray ? address(Decay->getSubExpr()) : value(Base);
  return E.index(A, value(X.getIdx()));
}

ExprId FunctionLowering::member(const MemberExpr &X) {
  ExprId Base = X.isArrow() ? value(X.getBase()) : address(X.getBase());
  const auto *Field = dyn_cast<FieldDecl>(X.getMemberDecl());
  if (!Field || Field->isAnonymousStructOrUnion() || !Field->getIdentifier())
    return Base; // an anonymous member's fields are the record's own
  return E.field(Base, U.field(*Field));
}

ExprId FunctionLowering::addressOfVariable(const VarDecl &V) {
  if (V.hasLocalStorage())
    return E.local(local(V));
  return E.global(U.global(V));
}

LocalId FunctionLowering::newLocal(llvm::StringRef Name) {
  LocalId Id(G.Locals.size());
  G.Locals.push_back(
      {Name.empty() ? StringId() : U.Tables.string(Name), false});
  return Id;
}

LocalId FunctionLowering::local(const VarDecl &V) {
  auto [It, New] = Variables.try_emplace(&V);
  if (New)
    It->second = newLocal(V.getName());
  return It->second;
}

void FunctionLowering::markTaken(ExprId Address) {
  while (E[Address].Kind == ExprKind::Field ||
         E[Address].Kind == ExprKind::Index)
    Address = E[Address].A;
  if (E[Address].Kind == ExprKind::Local)
    G.Locals[E[Address].Symbol].AddressTaken = true;
}

/// The fields that `offsetof(type, a.b)` or `&((type *)0)->a.b` goes through,
/// the innermost first; false for anything else.
static bool offsetPath(const clang::Expr *X, const ASTContext &Ctx,
                       llvm::SmallVectorImpl<const FieldDecl *> &Path) {
  X = X->IgnoreParenCasts();
  if (const auto *O = dyn_cast<OffsetOfExpr>(X)) {
    for (unsigned I = O->getNumComponents(); I-- != 0;)
      if (O->getComponent(I).getKind() == OffsetOfNode::Field)
        Path.push_back(O->getComponent(I).getField());
    return !Path.empty();
  }
  const auto *AddressOf = dyn_cast<UnaryOperator>(X);
  if (!AddressOf || AddressOf->getOpcode() != UO_AddrOf)
    return false;
  X = AddressOf->getSubExpr()->IgnoreParens();
  for (;;) {
    // An element's offset leads to the record as well as the array's.
    if (const auto *Element = dyn_cast<ArraySubscriptExpr>(X)) {
      X = Element->getBase()->IgnoreParenCasts();
      continue;
    }
    const auto *M = dyn_cast<MemberExpr>(X);
    if (!M)
      return false;
    const auto *Field = dyn_cast<FieldDecl>(M->getMemberDecl());
    if (!Field)
      return false;
    Path.push_back(Field);
    X = M->getBase()->IgnoreParenCasts();
    if (M->isArrow()) {
      clang::Expr::EvalResult R;
      return !X->isValueDependent() && X->EvaluateAsInt(R, Ctx) &&
             R.Val.getInt().isZero();
    }
  }
}

/// The record that \p Member lies in, when \p Offset is an offset of a field.
ExprId FunctionLowering::containerOf(ExprId Member, const clang::Expr &Offset) {
  llvm::SmallVector<const FieldDecl *, 4> Path;
  if (!offsetPath(&Offset, U.Ctx, Path))
    return ExprId();
  for (const FieldDecl *Field : Path)
    if (Field->getIdentifier() && !Field->isAnonymousStructOrUnion())
      Member = E.outer(Member, U.field(*Field));
  return Member;
}

void FunctionLowering::initialise(ExprId Address, QualType T,
                                  const clang::Expr &Init) {
  const clang::Expr *X = Init.IgnoreParens();
  const auto *List = dyn_cast<InitListExpr>(X);
  if (List && List->isTransparent())
    return initialise(Address, T, *List->getInit(0));
  if (!T->isRecordType() && !T->isArrayType())
    return store(Address, value(&Init), Init.getBeginLoc());
  ExprId From = List ? ExprId() : address(X);
  clobber(Address, X->getBeginLoc());
  if (List)
    initialiseParts(Address, *List);
  else if (T->isRecordType())
    copyRecord(Address, From, T, X->getBeginLoc());
}

/// The elements or fields of a variable that was clobbered as a whole.
void FunctionLowering::initialiseParts(ExprId Address,
                                       const InitListExpr &List) {
  if (List.getType()->isRecordType())
    return initialiseRecord(Address, List);
  for (unsigned I = 0; I != List.getNumInits(); ++I)
    if (const clang::Expr *Element = List.getInit(I);
        !isa<ImplicitValueInitExpr, NoInitExpr>(Element))
      initialisePart(E.index(Address, E.constant(I)), *Element);
}

void FunctionLowering::initialisePart(ExprId Address, const clang::Expr &Init) {
  const auto *List = dyn_cast<InitListExpr>(Init.IgnoreParens());
  if (List && !List->isTransparent() &&
      (List->getType()->isRecordType() || List->getType()->isArrayType()))
    return initialiseParts(Address, *List);
  initialise(Address, Init.getType(), Init);
}

void FunctionLowering::initialiseRecord(ExprId Address,
                                        const InitListExpr &List) {
  const RecordDecl *Record = List.getType()->getAsRecordDecl();
  if (Record)
    Record = Record->getDefinition();
  if (!Record)
    return;
  auto Next = Record->field_begin(), End = Record->field_end();
  for (const clang::Expr *Init : List.inits()) {
    const FieldDecl *Field = nullptr;
    if (Record->isUnion()) {
      Field = List.getInitializedFieldInUnion();
    } else {
      while (Next != End && Next->isUnnamedBitField())
        ++Next;
      if (Next != End)
        Field = *Next++;
    }
    if (!Init || !Field || isa<NoInitExpr>(Init))
      continue;
    bool Named = Field->getIdentifier() && !Field->isAnonymousStructOrUnion();
    ExprId At = Named ? E.field(Address, U.field(*Field)) : Address;
    if (!isa<ImplicitValueInitExpr>(Init))
      initialisePart(At, *Init);
    else if (Named && Field->getType()->isScalarType())
      store(At, E.constant(0), List.getBeginLoc());
  }
}
