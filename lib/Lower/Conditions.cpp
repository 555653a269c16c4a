//===- Conditions.cpp - short circuits and branches -----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `&&`, `||` and `?:` are control flow. As a value they are a temporary stored
// on each way:
//
//   x = a && f();     b0: branch a b1 b3
//                     b1: t1 = call f()
//                         branch t1 b2 b3
//                     b2: store t2 = 1      b3: store t2 = 0
//                         jump b4               jump b4
//                     b4: store x = t2
//
//===----------------------------------------------------------------------===//
#include "Lower/FunctionLowering.h"

using namespace locktidy;
using namespace clang;

/// Whether \p C is control flow when branched on.
static bool isBranchy(const clang::Expr *C) {
  C = C->IgnoreParenImpCasts();
  if (const auto *B = dyn_cast<BinaryOperator>(C))
    return B->isLogicalOp();
  if (const auto *Not = dyn_cast<UnaryOperator>(C))
    return Not->getOpcode() == UO_LNot && isBranchy(Not->getSubExpr());
  if (const auto *Call = dyn_cast<CallExpr>(C))
    return Call->getBuiltinCallee() == Builtin::BI__builtin_expect &&
           isBranchy(Call->getArg(0));
  return isa<ConditionalOperator>(C);
}

/// The other side of `x == 0` and `x != 0`, when it is worth branching on.
const clang::Expr *FunctionLowering::comparedWithZero(const clang::Expr *C,
                                                      bool &Negated) const {
  const auto *B = dyn_cast<BinaryOperator>(C);
  if (!B || !B->isEqualityOp() || !isBranchy(B->getLHS()))
    return nullptr;
  if (folded(*B->getRHS()) != 0)
    return nullptr;
  Negated = B->getOpcode() == BO_EQ;
  return B->getLHS();
}

void FunctionLowering::branch(ExprId Cond, BlockId Then, BlockId Else,
                              SourceLocation Loc) {
  if (auto Constant = E.constantValue(Cond))
    return jump(*Constant ? Then : Else, Loc);
  while (E[Cond].Kind == ExprKind::Not) {
    Cond = E[Cond].A;
    std::swap(Then, Else);
  }
  Terminator T;
  T.Kind = TermKind::Branch;
  T.Cond = Cond;
  T.Then = Then;
  T.Else = Else;
  T.Pos = U.position(Loc);
  terminate(std::move(T));
}

void FunctionLowering::condition(const clang::Expr *C, BlockId Then,
                                 BlockId Else) {
  if (isa<IntegerLiteral>(C)) // before macros: see evaluate()
    return branch(integer(*C), Then, Else, C->getBeginLoc());
  if (auto V = macro(C, /*Used=*/true))
    return branch(*V, Then, Else, C->getBeginLoc());
  if (const auto *P = dyn_cast<ParenExpr>(C))
    return condition(P->getSubExpr(), Then, Else);
  if (const auto *Cast = dyn_cast<CastExpr>(C);
      Cast && isBranchy(Cast->getSubExpr()) && C->getType()->isIntegerType())
    return condition(Cast->getSubExpr(), Then, Else);
  if (const auto *Not = dyn_cast<UnaryOperator>(C);
      Not && Not->getOpcode() == UO_LNot)
    return condition(Not->getSubExpr(), Else, Then);
  if (const auto *Call = dyn_cast<CallExpr>(C); Call && isBranchy(C))
    return condition(Call->getArg(0), Then, Else);
  bool Negated = false;
  if (const clang::Expr *Inner = comparedWithZero(C, Negated))
    return condition(Inner, Negated ? Else : Then, Negated ? Then : Else);
  if (const auto *B = dyn_cast<BinaryOperator>(C)) {
    if (B->isLogicalOp()) {
      BlockId Middle = newBlock();
      bool IsAnd = B->getOpcode() == BO_LAnd;
      condition(B->getLHS(), IsAnd ? Middle : Then, IsAnd ? Else : Middle);
      start(Middle);
      return condition(B->getRHS(), Then, Else);
    }
    if (B->getOpcode() == BO_Comma) {
      discard(B->getLHS());
      return condition(B->getRHS(), Then, Else);
    }
  }
  if (const auto *Choice = dyn_cast<ConditionalOperator>(C)) {
    BlockId True = newBlock(), False = newBlock();
    condition(Choice->getCond(), True, False);
    start(True);
    condition(Choice->getTrueExpr(), Then, Else);
    start(False);
    return condition(Choice->getFalseExpr(), Then, Else);
  }
  if (isa<clang::StringLiteral>(C->IgnoreParenImpCasts()))
    return jump(Then, C->getBeginLoc());
  ExprId V = value(C);
  branch(V, Then, Else, C->getBeginLoc());
}

/// `a && b` and `a || b` as a value.
ExprId FunctionLowering::logical(const clang::Expr *C, bool Used) {
  if (auto Known = folded(*C))
    return E.constant(*Known != 0);
  if (!Used) {
    BlockId Next = newBlock();
    condition(C, Next, Next);
    start(Next);
    return ExprId();
  }
  BlockId True = newBlock(), False = newBlock(), Join = newBlock();
  ExprId Slot = E.local(newLocal());
  condition(C, True, False);
  for (bool Side : {true, false}) {
    start(Side ? True : False);
    store(Slot, E.constant(Side), C->getBeginLoc());
    jump(Join, C->getBeginLoc());
  }
  start(Join);
  return E.load(Slot);
}

ExprId FunctionLowering::conditional(const ConditionalOperator &C, bool Used) {
  if (auto Known = folded(*C.getCond()))
    return evaluate(*Known ? C.getTrueExpr() : C.getFalseExpr(), Used);
  Used &= !C.getType()->isVoidType();
  BlockId True = newBlock(), False = newBlock(), Join = newBlock();
  ExprId Slot = Used ? E.local(newLocal()) : ExprId();
  condition(C.getCond(), True, False);
  for (const clang::Expr *Side : {C.getTrueExpr(), C.getFalseExpr()}) {
    start(Side == C.getTrueExpr() ? True : False);
    ExprId V = evaluate(Side, Used);
    if (Used)
      store(Slot, V, Side->getBeginLoc());
    jump(Join, C.getBeginLoc());
  }
  start(Join);
  return Used ? E.load(Slot) : ExprId();
}

/// GNU `a ?: b`: a is evaluated once.
ExprId FunctionLowering::elvis(const BinaryConditionalOperator &C) {
  ExprId Slot = E.local(newLocal());
  BlockId False = newBlock(), Join = newBlock();
  ExprId Common = value(C.getCommon());
  store(Slot, Common, C.getBeginLoc());
  Opaque[C.getOpaqueValue()] = E.load(Slot);
  branch(E.load(Slot), Join, False, C.getBeginLoc());
  start(False);
  store(Slot, value(C.getFalseExpr()), C.getBeginLoc());
  jump(Join, C.getBeginLoc());
  start(Join);
  return E.load(Slot);
}
