//===- NeverGivenUp.cpp - locks that nobody can give up -------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/NeverGivenUp.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

/// Taken by a primitive in the function itself, and surely.
static bool isTakenHere(const SolvedFunction &F, const HeldLock &L) {
  return !L.Entry && !L.Multi && !L.May && !L.From.Callee &&
         F.event(L.From.At).Effect == EffectKind::Acquire &&
         F.event(L.From.At).Succeeds == Success::Always;
}

NeverGivenUp::NeverGivenUp(const SolvedProgram &P) : P(P) {
  for (const SolvedFunction &F : P.Functions)
    for (const Observation &O : F.Observations) {
      if (!O.Lock)
        continue;
      LockClass Class = P.Pointed.resolve(lockClassOf(F.Graph, O.Lock));
      const HeldLock *Held = llvm::find_if(
          O.Held, [&](const HeldLock &L) { return L.Lock == O.Lock; });
      bool None = Held == O.Held.end();
      bool Foreign = !None && (Held->Entry || Held->From.Callee);
      if (O.Effect == EffectKind::Release) {
        Released.insert(Class);
        if (None || Foreign)
          ForOthers.insert(Class);
      }
      // A destroyed lock is gone, and a wait may return without its interlock.
      if ((O.Effect == EffectKind::Destroy && Foreign) ||
          (O.Effect == EffectKind::Wait && !O.Callee &&
           F.event(O.At).KeepsDropped))
        ForOthers.insert(Class);
    }
}

/// A function on a way to \p To releases such a lock: it may be that one, which
/// has the name of one that the function took before.
bool NeverGivenUp::isReleasedByCaller(FunctionId To, LockClass C) const {
  llvm::SmallVector<uint32_t, 8> Todo{P.Prog.GraphOf[To.Index]};
  std::set<uint32_t> Seen{Todo.front()};
  while (!Todo.empty())
    for (CallerRef From : P.Callers[Todo.pop_back_val()]) {
      if (!Seen.insert(From.Function).second)
        continue;
      Todo.push_back(From.Function);
      if (llvm::any_of(P.Functions[From.Function].Observations,
                       [&](const Observation &O) {
                         return O.Effect == EffectKind::Release &&
                                (!O.Class || O.Class == C);
                       }))
        return true;
    }
  return false;
}

/// The program passes the address of the lock on: whoever gets it may give it
/// up.
bool NeverGivenUp::isHandedOut(LockClass C) const {
  const std::vector<DataPlace> &Places = P.Data.all();
  for (uint32_t I = 0; I != Places.size(); ++I) {
    const DataPlace &Place = Places[I];
    bool Is = C.What == LockClass::Global
                  ? Place.Variable == GlobalId(C.Symbol)
                  : !Place.Fields.empty() && Place.Fields.back() == C.Symbol;
    if (Is && P.Data.HandedOut.contains(I))
      return true;
  }
  return false;
}

bool NeverGivenUp::isNamedElsewhere(LockClass C) const {
  return C.What == LockClass::Global ? !P.Prog.All.Globals[C.Symbol].File
                                     : !P.Prog.All.Fields[C.Symbol].File;
}

std::pair<const Exit *, uint32_t>
NeverGivenUp::find(const SolvedFunction &F) const {
  const ResultUse &Use = P.Results[F.Graph.Id.Index];
  bool AllCallersSeen = Use.Called && !Use.Bound && !Use.Registered &&
                        !Use.InTable &&
                        P.Prog.All.Functions[F.Graph.Id.Index].File;
  if (!AllCallersSeen || F.Exits.empty() || F.Recursive ||
      F.Reached != Limit::None)
    return {nullptr, 0};
  const Exit &First = F.Exits.front();
  for (uint32_t I = 0; I != First.Held.size(); ++I) {
    LockClass Class = lockClassOf(F.Graph, First.Held[I].Lock);
    const LockKind *Kind = P.Prog.kind(First.Held[I].Kind);
    bool OfClass = Class.What == LockClass::Field ||
                   Class.What == LockClass::Global;
    if (!OfClass || !Released.count(Class) || ForOthers.count(Class) ||
        (Kind && (Kind->Unpaired || Kind->Counting)) || isHandedOut(Class) ||
        P.Pointed.Stored.count(Class))
      continue;
    if (llvm::all_of(F.Exits, [&](const Exit &X) {
          return !X.May && llvm::any_of(X.Held, [&](const HeldLock &L) {
            return isTakenHere(F, L) &&
                   lockClassOf(F.Graph, L.Lock) == Class;
          });
        }) &&
        !isReleasedByCaller(F.Graph.Id, Class))
      return {&First, I};
  }
  return {nullptr, 0};
}
