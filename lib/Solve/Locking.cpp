//===- Locking.cpp - acquire, release, query and assert -----------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One function for each effect on a lock. Each records what it saw before
// changing the state, and forks where the outcome is not known: at a try, and
// at a question whether a lock is held.
//
//===----------------------------------------------------------------------===//
#include "Solve/Simulator.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

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
    // Of several locks one more makes no difference.
    Old->Multi |= New.Multi;
    if (Old->Multi)
      Old->Count = 1;
    else if (Old->Count < 8)
      ++Old->Count;
    Old->Masks = std::max(Old->Masks, New.Masks);
    return;
  }
  New.Lock = Lock;
  if (EntryCondition *C = S.findEntry(Lock); C && C->Held && C->Released) {
    C->Released = false; // the caller's lock is taken back
    New.Entry = true;
  }
  S.addHeld(New);
}

/// \p Lock lies in an object whose address is the constant null, or is found by
/// what is read there (`locks[p->index]`): what touches it is the end of the
/// path, whatever the lock.
bool Simulator::isThroughNull(ExprId Lock) const {
  const Expr *X = &G.expr(Lock);
  while (X->Kind == ExprKind::Field || X->Kind == ExprKind::Index ||
         X->Kind == ExprKind::Load) {
    if (X->Kind == ExprKind::Index && G.expr(X->B).Kind == ExprKind::Load &&
        isThroughNull(X->B))
      return true;
    X = &G.expr(X->A);
  }
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

/// A lock is held that was taken by the same words as \p At has. Where they
/// mean none any more, it was meant.
bool Simulator::isNameLost(const State &S, EventRef At) const {
  return llvm::any_of(S.Held, [&](const HeldLock &L) {
    return !L.Entry && !L.From.Callee &&
           F.event(L.From.At).Lock == F.event(At).Lock;
  });
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

/// What a release does to interrupts that locks released before left off.
static void unmask(State &S, Masking How) {
  bool Soft = How == Masking::Soft && S.StillMasked == IrqLevel::Soft;
  if (Soft || How == Masking::Hard || How == Masking::Saved)
    S.StillMasked = IrqLevel::Thread;
}

void Simulator::release(State &S, EventRef At, ExprId Lock) {
  S.Aged = true;
  unmask(S, F.event(At).Interrupts);
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
    observe(S, At, EffectKind::Release, Lock);
    keepLast();
    return;
  }
  Marks Why = Paired.isPaired(At) ? MarkChanged : 0;
  // Given up by that name before, and taken since by another, if there is one.
  bool OfObject = Paired.isOfObject(At);
  if (!Held && OfObject)
    Held = match(S, Lock, F.event(At).LockKind);
  bool ThroughNull = isThroughNull(Lock);
  const HeldLock *Missed = Held ? nullptr : missed(S, At, Lock);
  if (!Held && (ThroughNull || Missed || knownNotHeld(S, Lock))) {
    Observation &O = observe(S, At, EffectKind::Release, Lock);
    clashNotHeld(S, Lock, O);
    if (ThroughNull || Missed)
      O.Other = {At, {}, 0, 0};
    if (OfObject)
      O.May |= Why;
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
  O.First = !Held && !S.findEntry(Lock);
  if (!Held)
    O.May |= Why;
  keepLast();
  exists(S, Lock);
  if (!Held) {
    const Event &E = F.event(At);
    doubtSimilar(S, Lock, E.LockKind);
    if (E.Interrupts == Masking::None)
      S.StillMasked = IrqLevel::Hard; // for all that is known of the caller
    if (canBeCallers(Lock) && !S.findEntry(Lock))
      S.addEntry({Lock,
                  E.LockKind,
                  E.Mode,
                  true,
                  false,
                  true,
                  Marks(S.May | Why),
                  {At, {}, 0, 0}});
    return;
  }
  if (Held->Count > 1) {
    --Held->Count;
    return;
  }
  ExprId Gone = Held->Lock;
  bool Entry = Held->Entry, Multi = Held->Multi;
  bool Recurses = isRecursive(*Held, LockMode::Exclusive, false);
  if (F.event(At).Interrupts == Masking::None)
    S.StillMasked = std::max(S.StillMasked, Held->Masks);
  S.Held.erase(Held);
  if (Multi)
    Rounds.Collected.insert(lockClassOf(G, Gone));
  if (Entry)
    if (EntryCondition *C = S.findEntry(Gone))
      C->Released = true;
  if (!Entry && !Multi)
    S.knowNotHeld(Gone, At, Recurses);
}

/// Gives up a held lock without a release event of its own.
void Simulator::dropQuietly(State &S, EventRef At, ExprId Lock) {
  HeldLock *Held = S.findHeld(Lock);
  bool Entry = Held->Entry, Multi = Held->Multi;
  bool Recurses = isRecursive(*Held, LockMode::Exclusive, false);
  S.StillMasked = std::max(S.StillMasked, Held->Masks);
  S.Held.erase(Held);
  EntryCondition *C = S.findEntry(Lock);
  if (Multi)
    Rounds.Collected.insert(lockClassOf(G, Lock)); // which of them is not known
  if (Entry && C)
    C->Released = true;
  else if (!Multi)
    S.knowNotHeld(Lock, At, Recurses);
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

/// The failures that the function expects of a call whose result is \p Result:
/// those that it asks for one by one, where it asks nothing else of it. None:
/// it may fail in any way.
///
///   while ((error = try(lock)) == EWOULDBLOCK) ...
static std::optional<Range> expectedFailures(const FunctionGraph &G,
                                             LocalId Result) {
  std::set<uint32_t> Copies{Result.Index};
  std::optional<Range> Found;
  bool Other = false;
  auto IsCopy = [&](ExprId E) {
    const Expr &X = G.expr(E);
    return X.Kind == ExprKind::Load && G.expr(X.A).Kind == ExprKind::Local &&
           Copies.count(G.expr(X.A).Symbol);
  };
  auto Ask = [&](auto &Self, ExprId E) -> void {
    const Expr &X = G.expr(E);
    if (X.Kind == ExprKind::Eq && IsCopy(X.A) &&
        G.expr(X.B).Kind == ExprKind::Const && G.expr(X.B).Value != 0) {
      Range Code = Range::exactly(G.expr(X.B).Value);
      Found = Found ? Found->hull(Code) : Code;
      return;
    }
    Other |= IsCopy(E);
    if (X.A)
      Self(Self, X.A);
    if (X.B)
      Self(Self, X.B);
  };
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events)
      if (E.Kind == EventKind::Store && IsCopy(E.Value) &&
          G.expr(E.Address).Kind == ExprKind::Local)
        Copies.insert(G.expr(E.Address).Symbol);
  for (const Block &B : G.Blocks) {
    for (const Event &E : B.Events)
      if (E.Kind != EventKind::Store || !IsCopy(E.Value) ||
          G.expr(E.Address).Kind != ExprKind::Local)
        forEachOperand(E, [&](ExprId Op) { Ask(Ask, Op); });
    if (B.Term.Cond)
      Ask(Ask, B.Term.Cond);
  }
  return Other ? std::nullopt : Found;
}

void Simulator::doAcquire(State S, EventRef At, ExprId Lock, States &Out) {
  const Event &E = F.event(At);
  HeldLock New{Lock, E.LockKind, E.Mode, 1, false, false, 0, {At, {}, 0, 0}};
  New.Masks = levelOf(E.Interrupts);
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
  Range Fails = failureRange(E.Succeeds);
  Fails = Fails.meet(E.Failure ? rangeOf(S, evaluate(S, E.Failure))
                               : expectedFailures(G, E.Result).value_or(Fails));
  if (restrict(Failed, Result, Fails, false)) {
    // Whoever has it now, it is not this thread.
    if (!Old && !knownNotHeld(Failed, Lock))
      Failed.knowNotHeld(Lock, At);
    // Nor another, unless the object has been made known.
    if (Try && MadeHere.contains(Lock))
      Failed.May |= MarkFlag;
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
    S.addEntry({Lock, E.LockKind, Before, true, false, false, S.May, From});
    S.addHeld({Lock, E.LockKind, Before, 1, true, false, 0, From});
  }
  HeldLock *Held = match(S, Lock);
  Observation &O = observe(S, At, E.Effect, Lock);
  if (!Held && knownNotHeld(S, Lock)) {
    clashNotHeld(S, Lock, O);
  } else if (Held &&
             Held->Mode == (Up ? LockMode::Exclusive : LockMode::Shared))
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
  if (mustBeShared(Yes, Lock)) {
    Answer(std::move(Yes), true);
  } else if (match(Yes, Lock)) {
    Yes.May |= MarkFlag; // which way it goes rests on the names, too
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
    clashNotHeld(S, Lock, O);
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
        {Lock, E.LockKind, E.Mode, Held, false, false, S.May, {At, {}, 0, 0}});
  if (!Held)
    S.knowNotHeld(Lock, At);
  else if (canBeCallers(Lock))
    S.addHeld({Lock, E.LockKind, E.Mode, 1, true, false, 0, {At, {}, 0, 0}});
}
