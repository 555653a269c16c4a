//===- Escapes.cpp - local variables that others may keep -----------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Escapes.h"
#include "Solve/Terms.h"

using namespace locktidy;

namespace {

class EscapeFinder {
public:
  explicit EscapeFinder(const FunctionGraph &G)
      : G(G), Read(G.Locals.size()), Out(G.Locals.size()) {
    for (const Expr &X : G.Exprs)
      if (X.Kind == ExprKind::Load && G.expr(X.A).Kind == ExprKind::Local)
        Read.set(G.expr(X.A).Symbol);
  }

  llvm::BitVector find() {
    for (const Block &B : G.Blocks) {
      for (const Event &E : B.Events) {
        if (E.Kind == EventKind::Store && E.Value && !isForgotten(E.Address))
          addStored(E.Address, E.Value);
        if (E.Kind == EventKind::Effect && E.Effect == EffectKind::Register)
          add(E.Argument);
      }
      if (B.Term.Kind == TermKind::Return)
        add(B.Term.Cond);
    }
    return std::move(Out);
  }

private:
  /// A variable that lowering made for the value of an expression which nobody
  /// uses.
  bool isForgotten(ExprId Address) const {
    const Expr &X = G.expr(Address);
    return X.Kind == ExprKind::Local && !Read.test(X.Symbol) &&
           !G.Locals[X.Symbol].AddressTaken;
  }

  /// Of a record that is copied lowering tells some fields, one by one.
  void addStored(ExprId Address, ExprId Value) {
    const Expr &To = G.expr(Address), &X = G.expr(Value);
    if (X.Kind == ExprKind::Load && G.expr(X.A).Kind == ExprKind::Field &&
        To.Kind == ExprKind::Field && To.Symbol == G.expr(X.A).Symbol)
      add(G.expr(X.A).A);
    else
      add(Value);
  }

  /// \p Value, which may be none, is kept: what it is the address of, or all
  /// of.
  void add(ExprId Value) {
    if (!Value)
      return;
    bool Whole = G.expr(Value).Kind == ExprKind::Load;
    const Expr &X = G.expr(Whole ? G.expr(Value).A : objectOf(G, Value));
    if (X.Kind == ExprKind::Local)
      Out.set(X.Symbol);
  }

  const FunctionGraph &G;
  llvm::BitVector Read, Out;
};

} // namespace

llvm::BitVector locktidy::findEscaped(const FunctionGraph &G) {
  return EscapeFinder(G).find();
}
