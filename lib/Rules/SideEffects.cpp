//===- SideEffects.cpp - what a function is declared to leave -------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/SideEffects.h"
#include "Solve/Terms.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace locktidy;

SideEffects::SideEffects(const SolvedProgram &P) : P(P) {
  FunctionGraph Objects;
  for (const Contract &C : P.Prog.All.Contracts) {
    if (C.Kind != ContractKind::Acquires &&
        C.Kind != ContractKind::AcquiresShared &&
        C.Kind != ContractKind::Releases)
      continue;
    if (Objects.Exprs.empty())
      Objects.Exprs = P.Prog.All.InitExprs;
    for (ExprId Lock : C.Locks)
      if (LockClass Of = P.Pointed.resolve(lockClassOf(Objects, Lock)))
        Declared.try_emplace({C.Function, Of}, &C);
  }
}

const Contract *SideEffects::of(const SolvedFunction &F, ExprId Lock) const {
  auto It = Declared.find(
      {F.Graph.Id, P.Pointed.resolve(lockClassOf(F.Graph, Lock))});
  return It == Declared.end() ? nullptr : It->second;
}

void SideEffects::judge(const Describer &D, const SolvedFunction &F,
                        std::vector<Finding> &Out) const {
  if (F.Reached != Limit::None)
    return;
  std::map<LockClass, HeldLock> Taken; // at some way out
  auto IsTaken = [&](const HeldLock &L) {
    const Contract *Said = of(F, L.Lock);
    return Said && Said->Kind != ContractKind::Releases;
  };
  auto ClassOf = [&](const HeldLock &L) {
    return P.Pointed.resolve(lockClassOf(F.Graph, L.Lock));
  };
  for (const Exit &X : F.Exits)
    for (const HeldLock &L : X.Held)
      if (IsTaken(L))
        Taken.try_emplace(ClassOf(L), L);
  std::set<std::pair<LockClass, Position>> Told;
  for (const auto &[Class, L] : Taken)
    for (const Exit &X : F.Exits) {
      if (llvm::any_of(X.Held, [&](const HeldLock &Held) {
            return ClassOf(Held) == Class;
          }))
        continue;
      if (!Told.insert({Class, X.Pos}).second)
        continue;
      Finding New = D.begin("lock-leak", Severity::Error, F, X.Pos);
      New.Message = "returns without " + D.lockNoun(F, L) +
                    ", which it is declared to return with";
      New.LockClasses = {D.className(Class)};
      New.Event = "return";
      New.Paths.push_back({{New.Where, "returns without it here"}});
      New.Paths.push_back({{D.place(of(F, L.Lock)->Pos), "declared here"}});
      D.setCertainty(New, X.May);
      Out.push_back(std::move(New));
    }
}
