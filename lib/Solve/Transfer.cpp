//===- Transfer.cpp - what effects do to a lock state ---------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What effects on locks do is in Locking.cpp; here are waiting, memory, and
// what decides whether an effect happens at all: where that is not known, the
// state forks.
//
//===----------------------------------------------------------------------===//
#include "Solve/FreedObjects.h"
#include "Solve/Handles.h"
#include "Solve/Simulator.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

//===----------------------------------------------------------------------===//
// Waiting
//===----------------------------------------------------------------------===//

/// The effect drops the interlock \p Held while it waits.
static void leaveOut(Observation &O, const HeldLock &Held) {
  ExprId Name = Held.Lock;
  bool Entry = Held.Entry;
  llvm::erase_if(O.Held, [&](const HeldLock &L) { return L.Lock == Name; });
  llvm::erase(O.EntryHeld, Name);
  if (Entry)
    O.Dropped.push_back(Name);
}

void Simulator::wait(State S, EventRef At, States &Out) {
  const Event &E = F.event(At);
  ExprId Lock = E.Lock ? evaluate(S, E.Lock) : ExprId();
  bool None = !Lock || rangeOf(S, Lock).value() == 0;
  if (!None)
    reconsider(S, Lock);
  HeldLock *Held = None ? nullptr : match(S, Lock);
  Observation &O = observe(S, At, EffectKind::Wait, None ? ExprId() : Lock);
  if (Held) {
    leaveOut(O, *Held);
  } else if (!None) {
    if (knownNotHeld(S, Lock))
      clashNotHeld(S, Lock, O);
    // Whatever was done to it before, the caller's is not held meanwhile.
    if (canBeCallers(Lock))
      O.Dropped.push_back(Lock);
  }
  keepLast();
  freshResult(S, At);
  S.Aged = true;
  weaken(S, /*OnlyReleased=*/false);
  // The interlock must have been the caller's.
  if (!None && !Held && !knownNotHeld(S, Lock) && canBeCallers(Lock)) {
    S.addEntry(
        {Lock, E.LockKind, E.Mode, true, false, false, S.May, {At, {}, 0, 0}});
    S.addHeld({Lock, E.LockKind, E.Mode, 1, true, false, 0, {At, {}, 0, 0}});
  }
  if (None || !E.KeepsDropped) {
    Out.push_back(std::move(S));
    return;
  }
  ExprId Drops = evaluate(S, E.KeepsDropped);
  State Retaken = S;
  bool MayRetake = assume(Retaken, Drops, false);
  if (MayRetake)
    Out.push_back(std::move(Retaken));
  if (assume(S, Drops, true)) {
    if (const HeldLock *Kept = match(S, Lock)) {
      // Who hands on flags to wait with a lock of its own counts on having it.
      if (MayRetake && !Kept->Entry)
        S.May |= MarkFlag;
      // Nor do callers hand on flags that the function is not made for.
      ExprId Dropped = Kept->Lock;
      dropQuietly(S, At, Dropped);
      if (MayRetake)
        S.knowNotHeld(Dropped, At, false, {}, MarkFlag);
    }
    Out.push_back(std::move(S));
  }
}

//===----------------------------------------------------------------------===//
// Dispatch
//===----------------------------------------------------------------------===//

/// What is destroyed, or made anew, is no longer held, whatever that says of the
/// code; to a caller who held it that is a release.
void Simulator::endHold(State &S, ExprId Lock) {
  HeldLock *Held = S.findHeld(Lock);
  if (!Held)
    return;
  if (EntryCondition *C = Held->Entry ? S.findEntry(Lock) : nullptr)
    C->Released = true;
  S.Held.erase(Held);
}

/// The memory of \p Object is given back: its locks are gone.
void Simulator::endHoldsIn(State &S, ExprId Object) {
  llvm::SmallVector<ExprId, 2> Gone;
  for (const HeldLock &L : S.Held)
    if (isWithin(G, L.Lock, Object))
      Gone.push_back(L.Lock);
  for (ExprId Lock : Gone)
    endHold(S, Lock);
}

/// Effects that leave the lock state alone: they are only seen.
void Simulator::watch(State S, EventRef At, States &Out) {
  const Event &E = F.event(At);
  ExprId Lock = E.Lock ? evaluate(S, E.Lock) : ExprId();
  State Then = S; // under the effect's condition
  bool Happens = true;
  if (E.When) {
    ExprId When = evaluate(Then, E.When);
    bool Sure = !rangeOf(Then, When).contains(0);
    Ways Before = Then.Why;
    Happens = assume(Then, When, true, /*IsFlag=*/true);
    if (Happens && !Sure && Then.Why == Before)
      Then.May |= MarkFlag;
  }
  if (Happens) {
    Observation &O = observe(Then, At, E.Effect, Lock);
    if (E.Handler)
      O.Handler = evaluate(Then, E.Handler);
    if (E.Channel && E.Effect == EffectKind::Register)
      O.Class = placeOf(G, evaluate(Then, E.Channel));
    if (E.Channel && E.Effect == EffectKind::Free)
      O.Handler = evaluate(Then, E.Channel);
    if (E.Channel && E.Effect == EffectKind::Drain) {
      O.Handler = evaluate(Then, E.Channel);
      O.Class = placeOf(G, O.Handler);
    }
    // `sc->irq = get(); request(sc->irq, ...)`: its value has no name.
    if (E.Channel && !O.Class &&
        (E.Effect == EffectKind::Register || E.Effect == EffectKind::Drain))
      O.Class = placeOf(G, E.Channel);
    if (E.Effect == EffectKind::Drain && Lock) {
      if (const HeldLock *Held = match(Then, Lock))
        leaveOut(O, *Held);
      else if (canBeCallers(Lock))
        O.Dropped.push_back(Lock);
    }
    if (E.Effect == EffectKind::Register) {
      O.Kind = E.Context;
      O.Giant = E.Giant && !rangeOf(Then, evaluate(Then, E.Giant)).contains(0);
      for (const Fact &Known : Then.Facts)
        if (StringId Asked = contextOf(Known); Asked && E.Context)
          if (const ContextKind *C = P.Prog.context(Asked);
              C && C->Of == P.Prog.str(E.Context))
            O.Kind = Asked;
    }
    keepLast();
  }
  // Of another kind, an init says nothing of the lock.
  const HeldLock *Held = Lock ? S.findHeld(Lock) : nullptr;
  if (E.Effect == EffectKind::Destroy ||
      (E.Effect == EffectKind::Init && Held && Held->Kind == E.LockKind))
    endHold(S, Lock);
  if (E.Effect == EffectKind::Init && !Held && !E.When && Lock)
    S.knowNew(Lock, At);
  if (E.Effect == EffectKind::Free && !E.When)
    endHoldsIn(S, evaluate(S, E.Channel));
  ExprId Result = freshResult(S, At);
  giveMemory(std::move(S), At, Result, Out);
}

/// The result of an allocation is no NULL where the model says so. The flags
/// may be a parameter, so that the caller knows.
void Simulator::giveMemory(State S, EventRef At, ExprId Result, States &Out) {
  const Event &E = F.event(At);
  ExprId Never = E.NeverNull && E.Result ? evaluate(S, E.NeverNull) : ExprId();
  States Given;
  if (Never && !rangeOf(S, Never).contains(0))
    Given.push_back(std::move(S));
  else if (Never && isEntryTerm(Never))
    decide(std::move(S), Never, Given, Out);
  else
    Out.push_back(std::move(S));
  for (State &T : Given) {
    T.setFact({Result, Range::nonZero(), false, false, false});
    Out.push_back(std::move(T));
  }
}

/// The context that a fact says an interrupt has: a non-zero answer to the
/// question, or a priority that is not below the bound.
StringId Simulator::contextOf(const Fact &F) const {
  auto MadeBy = [&](ExprId Term, EffectKind Kind) -> StringId {
    const Expr &X = G.expr(Term);
    if (X.Kind != ExprKind::Unknown)
      return {};
    auto It = ContextSites.find(X.Value);
    return It != ContextSites.end() && It->second.first == Kind
               ? It->second.second
               : StringId();
  };
  if (StringId Asked = MadeBy(F.Term, EffectKind::AskContext))
    return F.Values.contains(0) ? StringId() : Asked;
  const Expr &X = G.expr(F.Term);
  if (X.Kind != ExprKind::Lt)
    return {};
  // priority < bound is false, or bound < priority is true
  if (StringId Bound = MadeBy(X.B, EffectKind::ContextBound))
    return F.Values.value() == 0 ? Bound : StringId();
  if (StringId Bound = MadeBy(X.A, EffectKind::ContextBound))
    return F.Values.contains(0) ? StringId() : Bound;
  return {};
}

/// Conditions joined by `&&` or `||`, as models have them.
bool Simulator::isJoined(ExprId Cond) const {
  const Expr &X = G.expr(Cond);
  return (X.Kind == ExprKind::And || X.Kind == ExprKind::Or) &&
         Terms.isTruth(X.A) && Terms.isTruth(X.B);
}

/// Forks over \p Cond. What is joined by `&&` and `||` is decided one after the
/// other, so that each part becomes a fact of its own.
void Simulator::decide(State S, ExprId Cond, States &True, States &False,
                       bool IsFlag) {
  const Expr X = G.expr(Cond);
  if (isJoined(Cond)) {
    bool And = X.Kind == ExprKind::And;
    States Open;
    decide(std::move(S), X.A, And ? Open : True, And ? False : Open, IsFlag);
    for (State &T : Open)
      decide(std::move(T), X.B, True, False, IsFlag);
    return;
  }
  State Not = S;
  if (assume(Not, Cond, false, IsFlag))
    False.push_back(std::move(Not));
  if (assume(S, Cond, true, IsFlag))
    True.push_back(std::move(S));
}

void Simulator::effect(State S, EventRef At, States &Out) {
  const Event &E = F.event(At);
  if (!isOfLocks(E.Effect) || (!E.Lock && E.Effect != EffectKind::Wait))
    return watch(std::move(S), At, Out);
  if (E.When) {
    ExprId When = evaluate(S, E.When);
    // Flags of a caller that make this call give a lock up, or do nothing, are
    // his: what is wrong only then, and is not known to be so, may be wrong.
    bool Sure = !rangeOf(S, When).contains(0);
    bool GivesUp = E.Effect == EffectKind::Release ||
                   E.Effect == EffectKind::Upgrade ||
                   E.Effect == EffectKind::Downgrade;
    Ways Before = S.Why;
    States Then;
    decide(std::move(S), When, Then, Out, GivesUp);
    for (State &T : Then) {
      if (GivesUp && !Sure && T.Why == Before)
        T.May |= MarkFlag;
      changeLocks(std::move(T), At, Out);
    }
    return;
  }
  changeLocks(std::move(S), At, Out);
}

/// An effect on a lock whose condition holds.
void Simulator::changeLocks(State S, EventRef At, States &Out) {
  const Event &E = F.event(At);
  if (E.Effect == EffectKind::Wait)
    return wait(std::move(S), At, Out);
  ExprId Lock = evaluate(S, E.Lock);
  if (isThroughNull(Lock) && !isNameLost(S, At))
    return;
  switch (E.Effect) {
  case EffectKind::Acquire:
    return doAcquire(std::move(S), At, Lock, Out);
  case EffectKind::Query:
    return query(std::move(S), At, Lock, Out);
  case EffectKind::Downgrade:
  case EffectKind::Upgrade:
    return changeMode(std::move(S), At, Lock, Out);
  case EffectKind::Release:
    release(S, At, Lock);
    freshResult(S, At);
    break;
  default:
    assertLock(S, At, Lock, E.Effect == EffectKind::AssertHeld);
    break;
  }
  Out.push_back(std::move(S));
}

void Simulator::step(State S, EventRef At, States &Out) {
  const Event &E = F.event(At);
  switch (E.Kind) {
  case EventKind::Effect:
    return effect(std::move(S), At, Out);
  case EventKind::Call:
    return call(std::move(S), At, Out);
  case EventKind::Store: {
    const Expr V = G.expr(E.Value);
    ExprId Value = V.Kind == ExprKind::Unknown ? fresh(S, site(At, 1))
                                               : evaluate(S, E.Value);
    ExprId Address = evaluate(S, F.event(At).Address);
    store(S, Address, Value);
    break;
  }
  case EventKind::Clobber:
    store(S, evaluate(S, E.Address), fresh(S, site(At, 1)));
    break;
  }
  Out.push_back(std::move(S));
}
