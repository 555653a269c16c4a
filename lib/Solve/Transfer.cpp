//===- Transfer.cpp - what effects do to a lock state ---------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One function per family of effects. Each records what it saw before changing
// the state, and forks where the outcome is not known: at a try, at a question
// whether a lock is held, and where a condition decides the effect.
//
//===----------------------------------------------------------------------===//
#include "Solve/Simulator.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

//===----------------------------------------------------------------------===//
// Acquire and release
//===----------------------------------------------------------------------===//

/// The object whose lock was touched exists, and each on the way to it: their
/// addresses are not null. Facts only: they are no conditions under which
/// callers get here.
void Simulator::exists(State &S, ExprId Lock) {
  for (ExprId Base = Lock; Base; Base = G.expr(Base).A) {
    ExprKind K = G.expr(Base).Kind;
    if (K == ExprKind::Field || K == ExprKind::Index)
      continue;
    Range Known = rangeOf(S, Base);
    bool Value =
        K == ExprKind::Load || K == ExprKind::Unknown || K == ExprKind::Apply;
    if (Value && Known.contains(0) && Known.value() != 0)
      S.setFact({Base, Known.without(0), false, false, false});
    if (K != ExprKind::Load)
      return;
  }
}

void Simulator::acquire(State &S, ExprId Lock, HeldLock New) {
  weaken(S, /*OnlyReleased=*/true);
  exists(S, Lock);
  S.forgetNotHeld(Lock);
  if (HeldLock *Old = S.findHeld(Lock)) {
    if (Old->Count < 8)
      ++Old->Count;
    return;
  }
  New.Lock = Lock;
  if (EntryCondition *C = S.findEntry(Lock); C && C->Held && C->Released) {
    C->Released = false; // the caller's lock is taken back
    New.Entry = true;
  }
  S.addHeld(New);
}

/// \p Lock lies in an object whose address is the constant null.
static bool isThroughNull(const FunctionGraph &G, ExprId Lock) {
  const Expr *X = &G.expr(Lock);
  while (X->Kind == ExprKind::Field || X->Kind == ExprKind::Index ||
         X->Kind == ExprKind::Load)
    X = &G.expr(X->A);
  return X->Kind == ExprKind::Const && X->Value == 0;
}

/// The lock held that a release of \p Lock was meant for: taken by the same
/// words, of which a variable has changed since, so that another lock is
/// released.
const HeldLock *Simulator::missed(const State &S, EventRef At,
                                  ExprId Lock) const {
  const HeldLock *Found = nullptr;
  for (const HeldLock &L : S.Held) {
    if (L.Multi)
      return nullptr; // one of several that the variable went through
    if (!L.Entry && !L.From.Callee &&
        F.event(L.From.At).Lock == F.event(At).Lock &&
        areDistinct(P.Prog.All, G, L.Lock, Lock))
      Found = &L;
  }
  return Found;
}

/// Taken in a mode that is known; what a contract says may be "in any".
bool Simulator::isTakenHere(const HeldLock &L) const {
  return !L.Entry && !L.Multi && !L.From.Callee &&
         F.event(L.From.At).Effect == EffectKind::Acquire;
}

bool Simulator::isUnpaired(StringId Kind) const {
  const LockKind *K = P.Prog.kind(Kind);
  return K && K->Unpaired;
}

void Simulator::release(State &S, EventRef At, ExprId Lock) {
  S.Aged = true;
  for (Fact &Known : S.Facts)
    Known.Released |= Known.UnderLock;
  mustBeShared(S, Lock);
  reconsider(S, Lock, /*Released=*/true);
  HeldLock *Held = S.findHeld(Lock);
  if (!Held && isUnpaired(F.event(At).LockKind)) {
    // Whoever has it loses it for a while; nobody must have it.
    if (!S.findEntry(Lock) && !knownNotHeld(S, Lock))
      S.addEntry({Lock,
                  F.event(At).LockKind,
                  F.event(At).Mode,
                  /*Held=*/true,
                  /*Tested=*/true,
                  /*Released=*/true,
                  0,
                  {At, {}, 0, 0}});
    return;
  }
  bool ThroughNull = isThroughNull(G, Lock);
  const HeldLock *Missed = Held ? nullptr : missed(S, At, Lock);
  if (!Held && (ThroughNull || Missed || knownNotHeld(S, Lock))) {
    Observation &O = observe(S, At, EffectKind::Release, Lock);
    O.Problem = Clash::NotHeld;
    O.Other =
        ThroughNull || Missed ? Origin{At, {}, 0, 0} : releasedAt(S, Lock);
    keepLast();
    if (Missed)
      dropQuietly(S, At, Missed->Lock); // as it was meant
    return;
  }
  if (!Held)
    Held = match(S, Lock, F.event(At).LockKind);
  Observation &O = observe(S, At, EffectKind::Release, Lock);
  if (Held && Held->Mode != O.Mode && F.event(At).ModeGiven &&
      (O.Mode == LockMode::Shared || isTakenHere(*Held)))
    O.Problem = Clash::WrongMode;
  O.First = !Held && isEntryTerm(Lock) && !S.findEntry(Lock);
  keepLast();
  exists(S, Lock);
  if (!Held) {
    const Event &E = F.event(At);
    if (canBeCallers(Lock) && !S.findEntry(Lock))
      S.addEntry(
          {Lock, E.LockKind, E.Mode, true, false, true, 0, {At, {}, 0, 0}});
    return;
  }
  if (Held->Count > 1) {
    --Held->Count;
    return;
  }
  ExprId Gone = Held->Lock;
  bool Entry = Held->Entry, Multi = Held->Multi;
  bool Recurses = isRecursive(*Held, LockMode::Exclusive, false);
  S.Held.erase(Held);
  if (Multi)
    Rounds.Collected.insert(lockClassOf(G, Gone));
  if (Entry)
    if (EntryCondition *C = S.findEntry(Gone))
      C->Released = true;
  if (!Entry && !Multi)
    S.knowNotHeld(Gone, At, Recurses);
}

void Simulator::setResult(State &S, EventRef At, ExprId Value) {
  if (LocalId Result = F.event(At).Result)
    S.setMemory(Terms.local(Result), Value);
}

ExprId Simulator::freshResult(State &S, EventRef At) {
  ExprId Value = fresh(S, site(At, 0));
  setResult(S, At, Value);
  return Value;
}

Range Simulator::successRange(Success How) const {
  switch (How) {
  case Success::Always:
    return Range::all();
  case Success::NonZero:
    return Range::nonZero();
  case Success::Zero:
  case Success::NoErrno:
    return Range::exactly(0);
  case Success::NonNegative:
    return Range::between(0, INT64_MAX);
  }
  return Range::all();
}

static Range failureRange(Success How) {
  switch (How) {
  case Success::Zero:
    return Range::nonZero();
  case Success::NoErrno:
  case Success::NonNegative:
    return Range::between(INT64_MIN, -1);
  default:
    return Range::exactly(0);
  }
}

void Simulator::doAcquire(State S, EventRef At, ExprId Lock, States &Out) {
  const Event &E = F.event(At);
  HeldLock New{Lock, E.LockKind, E.Mode, 1, false, false, 0, {At, {}, 0, 0}};
  HeldLock *Old = S.findHeld(Lock);
  bool Clashes = Old && !isRecursive(*Old, E.Mode, E.Recursive);
  // A result that nobody looks at is taken for success: such calls fail only
  // where the author knows that they cannot.
  bool MayFail = E.Succeeds != Success::Always && E.Result;
  bool Try = MayFail && !E.Waits;
  Observation &O = observe(S, At, EffectKind::Acquire, Lock);
  O.Try = Try;
  O.First = !Try && !Old && !knownNotHeld(S, Lock) && !S.findEntry(Lock);
  if (Clashes && !Try) {
    O.Problem = Clash::Recursive;
    O.Other = Old->From;
    // What a count tells is who lets go of it; here one thread takes it twice.
    O.May |= Old->May & ~MarkCounter;
  }
  keepLast();
  if (Clashes && !Try)
    return; // it panics or hangs: nothing after it happens
  if (!MayFail) {
    freshResult(S, At);
    acquire(S, Lock, New);
    Out.push_back(std::move(S));
    return;
  }
  ExprId Result = freshResult(S, At);
  State Failed = S;
  if (restrict(Failed, Result, failureRange(E.Succeeds), false)) {
    // Whoever has it now, it is not this thread.
    if (!Old && !knownNotHeld(Failed, Lock))
      Failed.knowNotHeld(Lock, At);
    Out.push_back(std::move(Failed));
  }
  if (!Clashes &&restrict(S, Result, successRange(E.Succeeds), false)) {
    acquire(S, Lock, New);
    Out.push_back(std::move(S));
  }
}

/// Downgrade and upgrade; an upgrade with a success condition may fail and
/// leaves the lock shared then.
void Simulator::changeMode(State S, EventRef At, ExprId Lock, States &Out) {
  const Event &E = F.event(At);
  bool Up = E.Effect == EffectKind::Upgrade;
  mustBeShared(S, Lock);
  if (!match(S, Lock) && !knownNotHeld(S, Lock) && canBeCallers(Lock) &&
      !S.findEntry(Lock)) {
    LockMode Before = Up ? LockMode::Shared : LockMode::Exclusive;
    Origin From{At, {}, 0, 0};
    S.addEntry({Lock, E.LockKind, Before, true, false, false, 0, From});
    S.addHeld({Lock, E.LockKind, Before, 1, true, false, 0, From});
  }
  HeldLock *Held = match(S, Lock);
  Observation &O = observe(S, At, E.Effect, Lock);
  if (!Held && knownNotHeld(S, Lock))
    O.Problem = Clash::NotHeld;
  else if (Held && Held->Mode == (Up ? LockMode::Exclusive : LockMode::Shared))
    O.Problem = Clash::WrongMode;
  keepLast();
  ExprId Result = freshResult(S, At);
  if (E.Succeeds != Success::Always) {
    State Failed = S;
    if (restrict(Failed, Result, failureRange(E.Succeeds), false))
      Out.push_back(std::move(Failed));
    if (!restrict(S, Result, successRange(E.Succeeds), false))
      return;
  }
  if (HeldLock *Again = match(S, Lock))
    Again->Mode = Up ? LockMode::Exclusive : LockMode::Shared;
  Out.push_back(std::move(S));
}

//===----------------------------------------------------------------------===//
// Questions and assertions
//===----------------------------------------------------------------------===//

void Simulator::query(State S, EventRef At, ExprId Lock, States &Out) {
  const Event &E = F.event(At);
  observe(S, At, EffectKind::Query, Lock);
  keepLast();
  EntryCondition Asked{Lock, E.LockKind, E.Mode, true,
                       true, false,      0,      {At, {}, 0, 0}};
  // Not in that mode may mean in another.
  Asked.OnlyMode =
      E.Mode == LockMode::Exclusive && P.SharedKinds.contains(E.LockKind);
  auto Answer = [&](State T, bool Held) {
    setResult(T, At, Terms.constant(Held));
    Out.push_back(std::move(T));
  };
  if (S.findHeld(Lock) && Asked.OnlyMode) {
    for (LockMode Mode : {LockMode::Exclusive, LockMode::Shared})
      if (State T = S; assumeMode(T, *T.findHeld(Lock), Mode))
        Answer(std::move(T), Mode == E.Mode);
    return;
  }
  const EntryCondition *Before = S.findEntry(Lock);
  bool Again = Before && Before->OnlyMode && Asked.OnlyMode;
  bool Exact = S.findHeld(Lock) != nullptr;
  if (Exact || Again || knownNotHeld(S, Lock))
    return Answer(std::move(S), Exact);
  State Yes = S;
  if (mustBeShared(Yes, Lock) || match(Yes, Lock)) {
    Answer(std::move(Yes), true);
  } else if (isEntryTerm(Lock)) {
    Yes.addEntry(Asked);
    Yes.addHeld({Lock, E.LockKind, E.Mode, 1, true, false, 0, Asked.From});
    Answer(std::move(Yes), true);
  } else {
    freshResult(S, At);
    Out.push_back(std::move(S));
    return;
  }
  if (isEntryTerm(Lock)) {
    Asked.Held = false;
    if (EntryCondition *C = S.findEntry(Lock))
      *C = Asked;
    else
      S.addEntry(Asked);
  }
  if (!Asked.OnlyMode)
    S.knowNotHeld(Lock, At);
  Answer(std::move(S), false);
}

void Simulator::assertLock(State &S, EventRef At, ExprId Lock, bool Held) {
  const Event &E = F.event(At);
  if (Held)
    mustBeShared(S, Lock);
  Observation &O = observe(S, At, E.Effect, Lock);
  bool Exact = S.findHeld(Lock) != nullptr;
  if (Held)
    reconsider(S, Lock);
  if (Held && !Exact && knownNotHeld(S, Lock)) {
    O.Problem = Clash::NotHeld;
    O.Other = releasedAt(S, Lock);
  } else if (!Held && Exact) {
    O.Problem = Clash::Recursive;
    O.Other = S.findHeld(Lock)->From;
  }
  bool Clashes = O.Problem != Clash::None;
  keepLast();
  // A lock behind a pointer may be the one asserted, but who asserts both says
  // that they are two.
  auto Satisfied = [&] {
    Marks Why = S.May;
    const HeldLock *Same = match(std::as_const(S), Lock, Why);
    if (!Same ||
        (Same->Entry && lockClassOf(G, Same->Lock) != lockClassOf(G, Lock)))
      return false;
    // What a parameter points at is held for sure, whatever was asserted.
    if (lockClassOf(G, Same->Lock))
      S.May = Why;
    return true;
  };
  if (Held)
    exists(S, Lock);
  if (Clashes || Exact || (Held && Satisfied()))
    return;
  if (canBeCallers(Lock) && !S.findEntry(Lock))
    S.addEntry(
        {Lock, E.LockKind, E.Mode, Held, false, false, 0, {At, {}, 0, 0}});
  if (!Held)
    S.knowNotHeld(Lock, At);
  else if (canBeCallers(Lock))
    S.addHeld({Lock, E.LockKind, E.Mode, 1, true, false, 0, {At, {}, 0, 0}});
}

//===----------------------------------------------------------------------===//
// Waiting
//===----------------------------------------------------------------------===//

void Simulator::wait(State S, EventRef At, States &Out) {
  const Event &E = F.event(At);
  ExprId Lock = E.Lock ? evaluate(S, E.Lock) : ExprId();
  bool None = !Lock || rangeOf(S, Lock).value() == 0;
  if (!None)
    reconsider(S, Lock);
  HeldLock *Held = None ? nullptr : match(S, Lock);
  Observation &O = observe(S, At, EffectKind::Wait, None ? ExprId() : Lock);
  if (Held) {
    bool Entry = Held->Entry;
    ExprId Name = Held->Lock;
    llvm::erase_if(O.Held, [&](const HeldLock &L) { return L.Lock == Name; });
    llvm::erase(O.EntryHeld, Name);
    if (Entry)
      O.Dropped.push_back(Name);
  } else if (!None) {
    if (knownNotHeld(S, Lock)) {
      O.Problem = Clash::NotHeld;
      O.Other = releasedAt(S, Lock);
    } else if (canBeCallers(Lock))
      O.Dropped.push_back(Lock);
  }
  keepLast();
  freshResult(S, At);
  S.Aged = true;
  weaken(S, /*OnlyReleased=*/false);
  // The interlock must have been the caller's.
  if (!None && !Held && !knownNotHeld(S, Lock) && canBeCallers(Lock)) {
    S.addEntry(
        {Lock, E.LockKind, E.Mode, true, false, false, 0, {At, {}, 0, 0}});
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
      dropQuietly(S, At, Kept->Lock);
    }
    Out.push_back(std::move(S));
  }
}

/// Gives up a held lock without a release event of its own.
void Simulator::dropQuietly(State &S, EventRef At, ExprId Lock) {
  HeldLock *Held = S.findHeld(Lock);
  bool Entry = Held->Entry, Multi = Held->Multi;
  bool Recurses = isRecursive(*Held, LockMode::Exclusive, false);
  S.Held.erase(Held);
  EntryCondition *C = S.findEntry(Lock);
  if (Multi)
    Rounds.Collected.insert(lockClassOf(G, Lock)); // which of them is not known
  if (Entry && C)
    C->Released = true;
  else if (!Multi)
    S.knowNotHeld(Lock, At, Recurses);
}

//===----------------------------------------------------------------------===//
// Dispatch
//===----------------------------------------------------------------------===//

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
  // What is destroyed is no longer held, whatever that says of the code; to a
  // caller who held it that is a release.
  if (E.Effect == EffectKind::Destroy && Lock)
    if (HeldLock *Held = S.findHeld(Lock)) {
      if (EntryCondition *C = Held->Entry ? S.findEntry(Lock) : nullptr)
        C->Released = true;
      S.Held.erase(Held);
    }
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
  bool ChangesLocks = false;
  switch (E.Effect) {
  case EffectKind::Acquire:
  case EffectKind::Release:
  case EffectKind::Downgrade:
  case EffectKind::Upgrade:
  case EffectKind::Query:
  case EffectKind::AssertHeld:
  case EffectKind::AssertNotHeld:
  case EffectKind::Wait:
    ChangesLocks = true;
    break;
  default:
    break;
  }
  if (!ChangesLocks || (!E.Lock && E.Effect != EffectKind::Wait))
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
