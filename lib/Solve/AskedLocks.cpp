//===- AskedLocks.cpp - locks that callers may hold -----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/AskedLocks.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

const EntryCondition *locktidy::neededBy(const SolvedProgram &P,
                                         const HeldLock &L) {
  const SolvedFunction *By =
      L.Entry && L.From.Callee ? P.function(L.From.Callee) : nullptr;
  if (!By || L.From.Case >= By->Sum.Cases.size() ||
      L.From.Element >= By->Sum.Cases[L.From.Case].Entry.size())
    return nullptr;
  return &By->Sum.Cases[L.From.Case].Entry[L.From.Element];
}

AskedLocks::Place AskedLocks::placeOf(const SolvedFunction &F,
                                      const Observation &O, ExprId Lock) const {
  LockClass C = P.Pointed.resolve(lockClassOf(F.Graph, Lock));
  if (const SummaryEvent *E = calleeEvent(P, O))
    return {E->Inside, E->Site, C};
  return {F.Graph.Id, O.At, C};
}

AskedLocks::AskedLocks(const SolvedProgram &P) : P(P) {
  for (const SolvedFunction &F : P.Functions)
    for (const Observation &O : F.Observations)
      for (ExprId Lock : O.Known)
        Held.insert(placeOf(F, O, Lock));
}

bool AskedLocks::isAsked(const SolvedFunction &F, const HeldLock &L) const {
  if (!L.Entry)
    return false;
  const EntryCondition *Needed = neededBy(P, L);
  bool ByQuery = L.From.Callee ? Needed && Needed->Tested
                               : F.event(L.From.At).Effect == EffectKind::Query;
  // Who returns with one answer only asserts it.
  return ByQuery && llvm::any_of(F.Exits, [&](const Exit &X) {
           return llvm::any_of(X.Entry, [&](const EntryCondition &C) {
             return C.Lock == L.Lock && C.Tested;
           });
         });
}

bool AskedLocks::isUnheld(uint32_t I, const Observation &O,
                          const HeldLock &L) const {
  const SolvedFunction &F = P.Functions[I];
  return isAsked(F, L) && !Held.count(placeOf(F, O, L.Lock));
}
