//===- Alternatives.cpp - locks of which an object uses one ---------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/Alternatives.h"
#include "Solve/Untold.h"

using namespace locktidy;

Alternatives::Alternatives(const SolvedProgram &P) {
  for (const SolvedFunction &F : P.Functions)
    for (const Exit &X : F.Exits)
      for (const HeldLock &L : X.Held)
        for (const Exit &Y : F.Exits)
          if (const HeldLock *M = alternativeTo(F.Graph, X, L, Y)) {
            LockClass A = lockClassOf(F.Graph, L.Lock),
                      B = lockClassOf(F.Graph, M->Lock);
            Pairs.insert({A, B});
            Pairs.insert({B, A});
          }
}

bool Alternatives::takesOther(const SolvedFunction &F, const Observation &O,
                              const HeldLock &L) const {
  if (O.Effect != EffectKind::Acquire ||
      !Pairs.count({O.Class, lockClassOf(F.Graph, L.Lock)}))
    return false;
  return !O.Lock || F.Graph.expr(O.Lock).A != F.Graph.expr(L.Lock).A;
}

std::set<LockClass> Alternatives::of(LockClass C) const {
  std::set<LockClass> Out;
  for (auto &[A, B] : Pairs)
    if (A == C)
      Out.insert(B);
  return Out;
}
