//===- OrderPath.cpp - lock order in the author's words -------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/OrderPath.h"

using namespace locktidy;

OrderPath locktidy::describeOrder(const SolvedProgram &P, const Describer &D,
                                  const OrderWitness &W) {
  const SolvedFunction &F = P.Functions[W.Function];
  const Observation &O = *W.Seen;
  const HeldLock &L = heldLock(W);
  OrderPath S;
  S.Function = &F;
  S.Pos = F.event(O.At).Pos;
  S.Where = D.place(S.Pos);
  S.From = D.lockNoun(F, L);
  S.To = D.lockNoun(F, O.Callee ? O.Lock : F.event(O.At).Lock, O.Class, O.Kind);
  D.addAcquired(F, L, S.Path);
  D.addEvent(F, O, S.To + " acquired here, with " + S.From + " held", S.Path);
  return S;
}
