//===- RwlockMisuse.cpp - rwlock-misuse -----------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An upgrade that may fail, and at whose result nobody looks:
//
//   (void) rw_tryupgrade(&sp->lock);
//   sp->count++;                       possibly as a reader
//
// Or an upgrade by who writes already, a downgrade by who only reads, or either
// by who does not hold the lock. A release in the wrong mode is
// unlock-not-held.
//
//===----------------------------------------------------------------------===//
#include "Rules/Describe.h"
#include "Rules/Rule.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace locktidy;

static bool changesMode(EffectKind E) {
  return E == EffectKind::Upgrade || E == EffectKind::Downgrade;
}

static Finding describe(const SolvedProgram &P, const Describer &D,
                        const SolvedFunction &F, const Observation &O,
                        const HeldLock *Held) {
  const Event &E = F.event(O.At);
  std::string Name = P.Prog.str(E.Name).str();
  bool Up = O.Effect == EffectKind::Upgrade;
  // A writer's attempt fails on some kernels, and nothing else happens.
  Severity Level =
      Up && O.Problem == Clash::WrongMode ? Severity::Advice : Severity::Error;
  std::string Lock = D.lockNoun(F, E.Lock, O.Class, O.Kind);
  Finding New = D.begin("rwlock-misuse", Level, F, E.Pos);
  New.Event = Name;
  New.LockClasses.push_back(D.className(O.Class));
  if (O.Problem == Clash::None) {
    New.Message = "nobody looks whether '" + Name + "' has failed: " + Lock +
                  " may still be held as a reader";
    // What is passed on may never say to upgrade: `flags | LK_RELEASE`.
    D.setCertainty(New, E.When ? MarkFlag : Marks());
    return New;
  }
  New.Message = "'" + Name + (Up ? "' upgrades " : "' downgrades ") + Lock;
  New.Message += O.Problem == Clash::NotHeld ? ", which is not held"
                 : Up                        ? ", which is held as a writer"
                                             : ", which is held as a reader";
  if (O.Problem == Clash::NotHeld)
    New.Paths.push_back(
        {{D.place(F, O.Other.At), Lock + " is not held from here on"}});
  if (Held)
    D.addAcquired(F, *Held, New.Paths.emplace_back());
  D.setCertainty(New, O.May);
  return New;
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  for (const SolvedFunction &F : P.Functions) {
    std::set<EventRef> Told;
    for (const Observation &O : F.Observations) {
      if (!changesMode(O.Effect) || O.Callee)
        continue;
      const Event &E = F.event(O.At);
      bool Ignored = O.Effect == EffectKind::Upgrade && !E.Result &&
                     E.Succeeds != Success::Always;
      if ((!Ignored && O.Problem == Clash::None) || !Told.insert(O.At).second)
        continue;
      auto Held = llvm::find_if(
          O.Held, [&](const HeldLock &L) { return L.Lock == O.Lock; });
      Out.push_back(
          describe(P, D, F, O, Held == O.Held.end() ? nullptr : &*Held));
    }
  }
}

static const Rule RwlockMisuse{
    "rwlock-misuse", Severity::Error,
    "upgrading or downgrading a lock in the wrong mode, or not looking whether "
    "it worked",
    judge};
static RegisterRule Register(RwlockMisuse);
