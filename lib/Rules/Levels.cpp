//===- Levels.cpp - raised interrupt levels and their variables -----------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/Levels.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

LocalId locktidy::localRead(const FunctionGraph &G, ExprId E) {
  if (!E || G.expr(E).Kind != ExprKind::Load)
    return {};
  const Expr &A = G.expr(G.expr(E).A);
  return A.Kind == ExprKind::Local ? LocalId(A.Symbol) : LocalId();
}

/// The variable that a raise's result is kept in: the result itself, or the
/// local to which that temporary is assigned.
static LocalId keptIn(const FunctionGraph &G, const Block &B,
                      const Event &Raise) {
  for (const Event &E : B.Events)
    if (E.Kind == EventKind::Store && Raise.Result &&
        localRead(G, E.Value) == Raise.Result &&
        G.expr(E.Address).Kind == ExprKind::Local)
      return LocalId(G.expr(E.Address).Symbol);
  return Raise.Result;
}

Levels::Levels(const FunctionGraph &G) : G(G) {
  auto Is = [](const Event &E, EffectKind K) {
    return E.Kind == EventKind::Effect && E.Effect == K;
  };
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events)
      if (Is(E, EffectKind::LevelRaise))
        All[&E].KeptIn = keptIn(G, B, E);
  if (All.empty())
    return;
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events)
      if (Is(E, EffectKind::LevelRestore))
        for (auto &[Event, R] : All)
          if (R.KeptIn && localRead(G, E.Argument) == R.KeptIn)
            R.Restores.push_back(&E);
}

bool Levels::isRaised(ExprId E) const {
  LocalId Read = localRead(G, E);
  return Read && llvm::any_of(All, [&](const auto &Of) {
           return Of.first->Result == Read;
         });
}
