//===- Drains.cpp - waits for handlers that cannot end --------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/Drains.h"
#include "Rules/Chains.h"
#include "Rules/SharedRecords.h"
#include "Solve/Terms.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

/// The record of the object that \p Address is part of: of sc in `&sc->tx.lock`.
/// None: it is no record.
static StringId recordOf(const TUGraph &T, const FunctionGraph &G,
                         ExprId Address) {
  StringId Out;
  for (ExprId Owner = objectOf(G, Address); Address != Owner;
       Address = G.expr(Address).A)
    if (G.expr(Address).Kind == ExprKind::Field)
      Out = T.Fields[G.expr(Address).Symbol].Record;
  return Out;
}

/// Whether lock and handle are of one object, so that the handler's lock, of
/// the same class, is the one that is held; or there is but one such lock.
static bool isOfHandle(const TUGraph &T, const FunctionGraph &G, ExprId Lock,
                       ExprId Handle) {
  if (lockClassOf(G, Lock).What == LockClass::Global)
    return true;
  StringId Record = recordOf(T, G, Lock);
  // A handle may be a pointer that the object holds, but not one to another
  // object of its kind: `sc->parent->task` goes with `sc->parent->lock`.
  for (unsigned I = 0; Handle && I != 3; ++I) {
    ExprId Owner = objectOf(G, Handle);
    if (Owner == objectOf(G, Lock))
      return true;
    if (Record && recordOf(T, G, Handle) == Record)
      return false;
    Handle = G.expr(Owner).Kind == ExprKind::Load ? G.expr(Owner).A : ExprId();
  }
  return false;
}

/// The surest acquire of a lock of \p Class in \p Handler that has to wait for
/// one who holds it in \p Mode.
static const Observation *takes(const SolvedFunction &Handler, LockClass Class,
                                LockMode Mode) {
  const Observation *Best = nullptr;
  for (const Observation &O : Handler.Observations) {
    bool Both = Mode == LockMode::Shared && O.Mode == LockMode::Shared;
    bool Inside = O.Callee && O.CalleeEvent == NoEvent;
    if (O.Effect != EffectKind::Acquire || O.Try || O.Class != Class || Both ||
        Inside || O.Problem != Clash::None)
      continue;
    if (!Best || std::pair(O.May != 0, bool(O.Callee)) <
                     std::pair(Best->May != 0, bool(Best->Callee)))
      Best = &O;
  }
  return Best;
}

/// A lock of \p Class is dropped while \p O waits: it may be the one that is
/// held, by another name.
static bool isDropped(const SolvedFunction &F, const Observation &O,
                      LockClass Class) {
  return llvm::is_contained(O.DroppedClasses, Class) ||
         llvm::any_of(O.Dropped, [&](ExprId L) {
           return lockClassOf(F.Graph, L) == Class;
         });
}

Drains::Drains(const SolvedProgram &P) : P(P), D(P) {
  for (const Root &R : P.Roots)
    if (R.RegisteredIn)
      if (LockClass Handle =
              P.function(R.RegisteredIn)->Observations[R.Observation].Class)
        ByHandle[Handle].push_back(&R);
  for (const SolvedFunction &F : P.Functions)
    for (const Observation &O : F.Observations)
      if (O.Effect == EffectKind::Drain && O.Class)
        for (const HeldLock &L : O.Held)
          add(F, O, L);
}

void Drains::add(const SolvedFunction &F, const Observation &O,
                 const HeldLock &L) {
  LockClass Class = lockClassOf(F.Graph, L.Lock);
  auto It = ByHandle.find(O.Class);
  if (!Class || It == ByHandle.end() ||
      D.kindOf(F, L).Kind->Held == SleepWhileHeld::Released ||
      isDropped(F, O, Class))
    return;
  std::vector<const Root *> Own =
      handlersFor(P, O.Class, F.Graph.Pos.File, It->second);
  std::optional<Drain> Best;
  for (const Root *R : Own.empty() ? It->second : Own) {
    const SolvedFunction &Handler = *P.function(R->Handler);
    const Observation *Takes = takes(Handler, Class, L.Mode);
    if (!Takes || (Handler.event(Takes->At).Context &&
                   innermost(P, F, O).event().Recursive))
      continue;
    Drain W{&F, &O, &L, R, &Handler, Takes, 0};
    W.May = marksOf(F, O) | L.May | marksOfWay(P, F, O) |
            marksOf(Handler, *Takes) | marksOfWay(P, Handler, *Takes);
    if (Own.empty() || !isOfHandle(P.Prog.All, F.Graph, L.Lock, O.Handler))
      W.May |= MarkSameObject;
    if (!Best || (Best->May && !W.May))
      Best = W;
  }
  if (!Best)
    return;
  for (Drain &Old : Found)
    if (Old.Function == &F && Old.Seen->At == O.At &&
        Old.Seen->Class == O.Class &&
        lockClassOf(F.Graph, Old.Lock->Lock) == Class) {
      if (Old.May && !Best->May)
        Old = *Best;
      return;
    }
  Found.push_back(*Best);
}

bool Drains::cover(const SolvedFunction &F, const Observation &O,
                   const HeldLock &L) const {
  return llvm::any_of(Found, [&](const Drain &W) {
    return W.Function == &F && !W.May && W.Lock->Lock == L.Lock &&
           W.Seen->Name == O.Name &&
           F.event(W.Seen->At).Pos == F.event(O.At).Pos;
  });
}
