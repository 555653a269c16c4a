//===- Records.cpp - records passed as values -----------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A graph's values are scalars. A function that returns a record is lowered as
// one that is given, behind its arguments, an array to put the first fields of
// the result into:
//
//   struct guard { spinlock_t *lock; };
//   struct guard make(spinlock_t *l)      make(l, result):
//   {                                       acquire l
//     struct guard g = { l };               store g.lock = l
//     spin_lock(l);                         store result[0] = g.lock
//     return g;                             return
//   }
//   struct guard h = make(&sc->lock);     call make(&sc->lock, &t)
//                                         store t.lock = t[0]
//                                         store h.lock = t.lock
//
// An array and not the record, for the callee has no use for the fields that it
// stores, and stores to fields that nobody reads are dropped.
//
//===----------------------------------------------------------------------===//
#include "Lower/FunctionLowering.h"
#include "clang/Basic/Builtins.h"

using namespace locktidy;
using namespace clang;

/// A record with more is copied in part. Those that hold locks or take part in
/// conditions are small.
static constexpr size_t MaxFields = 8;

/// The fields of \p T that have a value of their own, up to a limit.
static llvm::SmallVector<const FieldDecl *, 8> scalarFields(QualType T) {
  llvm::SmallVector<const FieldDecl *, 8> Fields;
  const RecordDecl *Record = T->getAsRecordDecl();
  if (Record)
    Record = Record->getDefinition();
  if (!Record || Record->isUnion())
    return Fields;
  for (const FieldDecl *Field : Record->fields())
    if (Fields.size() != MaxFields && Field->getIdentifier() &&
        Field->getType()->isScalarType())
      Fields.push_back(Field);
  return Fields;
}

/// The array for the fields of a call's result; none when the number of its
/// arguments does not tell where the callee finds it.
ExprId FunctionLowering::recordResult(const CallExpr &C) {
  QualType T = C.getCallee()->getType();
  if (const auto *P = T->getAs<clang::PointerType>())
    T = P->getPointeeType();
  const auto *Type = T->getAs<FunctionProtoType>();
  if (!C.getType()->isRecordType() || !Type || Type->isVariadic() ||
      Type->getNumParams() != C.getNumArgs())
    return ExprId();
  ExprId Slot = E.local(newLocal());
  markTaken(Slot);
  return Slot;
}

/// The array that a call has filled, as the record.
void FunctionLowering::takeRecord(ExprId Slot, QualType T, SourceLocation Loc) {
  for (auto [I, Field] : llvm::enumerate(scalarFields(T)))
    store(E.field(Slot, U.field(*Field)),
          E.load(E.index(Slot, E.constant(int64_t(I)))), Loc);
}

void FunctionLowering::returnRecord(const clang::Expr &X) {
  ExprId From = address(&X);
  if (F.isVariadic())
    return;
  ExprId To = E.load(E.local(LocalId(G.NumParams - 1)));
  for (auto [I, Field] : llvm::enumerate(scalarFields(X.getType())))
    store(E.index(To, E.constant(int64_t(I))),
          E.load(E.field(From, U.field(*Field))), X.getBeginLoc());
}

void FunctionLowering::copyRecord(ExprId To, ExprId From, QualType T,
                                  SourceLocation Loc) {
  for (const FieldDecl *Field : scalarFields(T)) {
    FieldId Id = U.field(*Field);
    store(E.field(To, Id), E.load(E.field(From, Id)), Loc);
  }
}

/// `memset(p, 0, sizeof(*p))`, by any of its names: the record is zero from
/// here on.
void FunctionLowering::zeroRecord(const CallExpr &C) {
  const FunctionDecl *Callee = C.getDirectCallee();
  unsigned Kind = Callee ? Callee->getMemoryFunctionKind() : 0;
  // A kernel may define C's function itself, static in a header.
  bool Own = Callee && Callee->getIdentifier() &&
             Callee->getName() == "memset" && C.getType()->isPointerType();
  bool Fills = (Own || Kind == Builtin::BImemset) && C.getNumArgs() == 3;
  bool Clears = Kind == Builtin::BIbzero && C.getNumArgs() == 2;
  if (!(Fills && folded(*C.getArg(1)) == 0) && !Clears)
    return;
  const clang::Expr *Target = C.getArg(0)->IgnoreParenCasts();
  QualType T = Target->getType()->getPointeeType();
  if (T.isNull() || !T->isRecordType() || T->isIncompleteType() ||
      Target->HasSideEffects(U.Ctx) ||
      folded(*C.getArg(C.getNumArgs() - 1)) !=
          U.Ctx.getTypeSizeInChars(T).getQuantity())
    return;
  ExprId Address = value(Target);
  for (const FieldDecl *Field : scalarFields(T))
    store(E.field(Address, U.field(*Field)), E.constant(0), C.getBeginLoc());
}
