//===- Accessors.cpp - calls that only name a value -----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A call of an inline function which does nothing but return a part of what it
// is given is lowered as that part. Linux' scoped guards ask by such a function
// whether the lock was taken:
//
//   static inline void *lock_ptr(struct guard *g) { return g->lock; }
//   if (lock_ptr(&scope))                 store t = &scope
//                                         branch t->lock
//
// The call itself would be dropped as one that does nothing to locking, and
// with it the connection between the answer and the lock.
//
//===----------------------------------------------------------------------===//
#include "Lower/FunctionLowering.h"

using namespace locktidy;
using namespace clang;

/// How many calls behind each other are looked through.
static constexpr unsigned MaxDepth = 3;

static const clang::Expr *accessed(const CallExpr &C, unsigned Depth);

/// Whether \p X is made of parameters, members, constants and casts.
static bool isAccess(const clang::Expr *X, unsigned Depth) {
  X = X->IgnoreParens();
  switch (X->getStmtClass()) {
  case Stmt::DeclRefExprClass:
    return isa<ParmVarDecl>(llvm::cast<DeclRefExpr>(X)->getDecl());
  case Stmt::IntegerLiteralClass:
    return true;
  case Stmt::MemberExprClass:
    return isAccess(llvm::cast<MemberExpr>(X)->getBase(), Depth);
  case Stmt::ImplicitCastExprClass:
  case Stmt::CStyleCastExprClass:
    return isAccess(llvm::cast<CastExpr>(X)->getSubExpr(), Depth);
  case Stmt::UnaryOperatorClass: {
    const auto *U = llvm::cast<UnaryOperator>(X);
    return (U->getOpcode() == UO_Deref || U->getOpcode() == UO_AddrOf) &&
           isAccess(U->getSubExpr(), Depth);
  }
  case Stmt::CallExprClass: {
    const auto *C = llvm::cast<CallExpr>(X);
    return accessed(*C, Depth + 1) &&
           llvm::all_of(C->arguments(), [&](const clang::Expr *Arg) {
             return isAccess(Arg, Depth);
           });
  }
  default:
    return false;
  }
}

/// What the function that \p C calls returns, when it does nothing else.
static const clang::Expr *accessed(const CallExpr &C, unsigned Depth) {
  const FunctionDecl *Callee = C.getDirectCallee(), *Definition = nullptr;
  if (!Callee || Depth > MaxDepth || !Callee->hasBody(Definition) ||
      !Definition->isInlineSpecified() ||
      Definition->getNumParams() != C.getNumArgs())
    return nullptr;
  const auto *Body = dyn_cast<CompoundStmt>(Definition->getBody());
  const auto *Return = Body && Body->size() == 1
                           ? dyn_cast<ReturnStmt>(Body->body_front())
                           : nullptr;
  const clang::Expr *X = Return ? Return->getRetValue() : nullptr;
  return X && X->getType()->isScalarType() && isAccess(X, Depth) ? X : nullptr;
}

std::optional<ExprId> FunctionLowering::accessor(const CallExpr &C) {
  const clang::Expr *X = accessed(C, 0);
  if (!X)
    return std::nullopt;
  const FunctionDecl *Definition = nullptr;
  C.getDirectCallee()->hasBody(Definition);
  llvm::SmallVector<ExprId, 4> Values;
  for (const clang::Expr *Arg : C.arguments())
    Values.push_back(value(Arg));
  // The function may be called again, or by an argument of itself: each call
  // has its own variables.
  for (auto [Param, V] : llvm::zip(Definition->parameters(), Values)) {
    LocalId Id = newLocal();
    Variables[Param] = Id;
    store(E.local(Id), V, C.getBeginLoc());
  }
  return value(X);
}
