//===- UnlockNotHeld.cpp - unlock-not-held -----------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A lock is released, or needed by a function that is called, where this thread
// has surely released it before, or is held in the other mode. A function that
// releases a lock which it never took is entered with it held: no finding.
//
//===----------------------------------------------------------------------===//
#include "Rules/Describe.h"
#include "Rules/Rule.h"
#include <set>

using namespace locktidy;

static std::string messageFor(const SolvedProgram &P, const Observation &O,
                              const std::string &Lock) {
  std::string Name = P.Prog.str(O.Name).str();
  if (O.Problem == Clash::WrongMode)
    return "'" + Name + "' releases the other mode of " + Lock + " than is held";
  if (O.Callee)
    return "'" + P.Prog.name(O.Callee).str() + "' needs " + Lock +
           " held, but it is not held here";
  if (O.Effect == EffectKind::Release)
    return "'" + Name + "' releases " + Lock + ", which is not held";
  return "'" + Name + "' needs " + Lock + " held, but it is not held here";
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  for (const SolvedFunction &F : P.Functions) {
    std::set<std::pair<EventRef, ExprId>> Told;
    for (const Observation &O : F.Observations) {
      bool Release = O.Effect == EffectKind::Release;
      bool Asserts = O.Effect == EffectKind::AssertHeld || O.Effect == EffectKind::Wait;
      bool Wrong = O.Problem == Clash::NotHeld ? Release || Asserts
                                               : O.Problem == Clash::WrongMode && Release;
      if (!Wrong || !Told.insert({O.At, O.Lock}).second)
        continue;
      KnownKind Kind = D.kindOf(O.Class, O.Kind);
      Finding R = D.begin("unlock-not-held", Severity::Error, F, F.event(O.At).Pos);
      std::string Noun = Kind.Kind->Noun.empty() ? "lock" : Kind.Kind->Noun;
      ExprId Written = O.Callee ? O.Lock : F.event(O.At).Lock;
      Noun += " '" + D.lockText(F, Written, O.Class) + "'";
      R.Message = messageFor(P, O, Noun);
      if (Release && !Kind.Kind->ReleasePanic.empty())
        R.Message += " (" + Kind.Kind->ReleasePanic + ")";
      R.LockClasses.push_back(D.className(O.Class));
      R.Event = P.Prog.str(O.Name).str();
      std::vector<Step> &Path = R.Paths.emplace_back();
      if (O.Problem == Clash::NotHeld)
        Path.push_back({D.place(F, O.Other.At), Noun + " is not held from here on"});
      if (O.Callee)
        D.addCondition(F, {O.At, O.Callee, O.Case, O.CaseElement},
                       "needed here", Path);
      D.setCertainty(R, O.May);
      Out.push_back(std::move(R));
    }
  }
}

static const Rule UnlockNotHeld{
    "unlock-not-held", Severity::Error,
    "releasing or relying on a lock that is not held", judge};
static RegisterRule Register(UnlockNotHeld);
