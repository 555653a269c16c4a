//===- RecursiveLock.cpp - recursive-lock ---------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A lock that is not recursive is taken by the thread that holds it, here or
// through calls. The same instance is meant, not the same class.
//
//===----------------------------------------------------------------------===//
#include "Rules/Describe.h"
#include "Rules/Rule.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace locktidy;

static const HeldLock *heldAs(const Observation &O) {
  const HeldLock *It = llvm::find_if(
      O.Held, [&](const HeldLock &L) { return L.Lock == O.Lock; });
  return It == O.Held.end() ? nullptr : It;
}

/// The clashes in \p F, those on a way without assumptions first: of an event
/// and a lock the first one is told.
static std::vector<const Observation *> clashes(const SolvedFunction &F) {
  std::vector<const Observation *> Found;
  for (const Observation &O : F.Observations)
    if (O.Problem == Clash::Recursive && heldAs(O))
      Found.push_back(&O);
  llvm::sort(Found, [](const Observation *A, const Observation *B) {
    auto Assumes = [](const Observation &O) {
      return (O.May | heldAs(O)->May) != 0;
    };
    return std::make_pair(Assumes(*A), A) < std::make_pair(Assumes(*B), B);
  });
  return Found;
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  for (const SolvedFunction &F : P.Functions) {
    std::set<std::pair<EventRef, ExprId>> Told;
    for (const Observation *Clashing : clashes(F)) {
      const Observation &O = *Clashing;
      const HeldLock *Held = heldAs(O);
      KnownKind Kind = D.kindOf(F, *Held);
      if (Kind.Recursive || !Told.insert({O.At, O.Lock}).second)
        continue;
      Finding R =
          D.begin("recursive-lock", Severity::Error, F, F.event(O.At).Pos);
      std::string Name = P.Prog.str(O.Name).str();
      std::string Noun = D.lockNoun(F, *Held);
      if (O.Effect != EffectKind::Acquire)
        R.Message =
            "'" +
            (O.Callee ? P.Prog.name(O.Callee) : P.Prog.str(O.Name)).str() +
            "' asserts that " + Noun + " is not held, but it is";
      else if (Held->Entry)
        R.Message = (O.Callee ? "call of '" + P.Prog.name(O.Callee).str() + "'"
                              : "'" + Name + "'") +
                    " acquires " + Noun +
                    ", which has to be held already on the way here";
      else if (O.Callee)
        R.Message = "call of '" + P.Prog.name(O.Callee).str() + "' acquires " +
                    Noun + " in '" + Name + "', which is already held";
      else
        R.Message =
            "'" + Name + "' acquires " + Noun + ", which is already held";
      if (!Kind.Kind->RecursePanic.empty())
        R.Message += " (" + Kind.Kind->RecursePanic + ")";
      R.LockClasses.push_back(D.className(O.Class));
      R.Event = Name;
      std::vector<Step> &Path = R.Paths.emplace_back();
      D.addAcquired(F, *Held, Path);
      if (O.Callee && O.CalleeEvent == NoEvent)
        D.addCondition(F, {O.At, O.Callee, O.Case, O.CaseElement},
                       "must not be held here", Path);
      else
        D.addEvent(F, O, "acquired again here", Path);
      if (O.Callee)
        R.Primitive = Path.back().Where;
      D.setCertainty(R, O.May | Held->May);
      Out.push_back(std::move(R));
    }
  }
}

static const Rule RecursiveLock{
    "recursive-lock", Severity::Error,
    "acquiring a lock that the thread already holds", judge};
static RegisterRule Register(RecursiveLock);
