//===- FreedObjects.cpp - memory given back with a lock in it -------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/FreedObjects.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

bool locktidy::isWithin(const FunctionGraph &G, ExprId Lock, ExprId Object) {
  while (G.expr(Lock).Kind == ExprKind::Field ||
         G.expr(Lock).Kind == ExprKind::Index) {
    Lock = G.expr(Lock).A;
    if (Lock == Object)
      return true;
  }
  return false;
}

/// The records that \p Lock is a part of, the innermost first.
static void addRecords(const Program &P, const FunctionGraph &G, ExprId Lock,
                       llvm::DenseSet<uint32_t> &To) {
  for (; Lock; Lock = G.expr(Lock).A) {
    const Expr &X = G.expr(Lock);
    if (X.Kind == ExprKind::Field)
      To.insert(P.All.Fields[X.Symbol].Record.Index);
    else if (X.Kind != ExprKind::Index)
      return;
  }
}

void locktidy::dropIdleFrees(Program &P) {
  // By their names: what is passed to a function may be a lock there.
  llvm::DenseSet<uint32_t> WithLocks;
  for (const FunctionGraph &G : P.All.Graphs)
    for (const Block &B : G.Blocks)
      for (const Event &E : B.Events) {
        if (E.Kind == EventKind::Effect && isOfLocks(E.Effect))
          addRecords(P, G, E.Lock, WithLocks);
        for (ExprId Arg : E.Args)
          addRecords(P, G, Arg, WithLocks);
      }
  for (FunctionGraph &G : P.All.Graphs)
    for (Block &B : G.Blocks)
      llvm::erase_if(B.Events, [&](const Event &E) {
        return E.Kind == EventKind::Effect && E.Effect == EffectKind::Free &&
               !WithLocks.contains(E.Label.Index);
      });
}
