//===- Observing.cpp - what is seen, and of which lock --------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Recording observations, one for each distinct lock state, and telling which
// held lock a name means.
//
//===----------------------------------------------------------------------===//
#include "Solve/Simulator.h"
#include "Solve/Terms.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

//===----------------------------------------------------------------------===//
// Observations
//===----------------------------------------------------------------------===//

Observation &Simulator::observe(const State &S, EventRef At, EffectKind Effect,
                                ExprId Lock) {
  const Event &E = F.event(At);
  Observation O;
  O.At = At;
  O.Effect = Effect;
  O.Name = E.Name;
  O.Lock = Lock;
  O.Class = lockClassOf(G, Lock);
  O.Kind = E.LockKind;
  O.Mode = E.Mode;
  O.Held = S.Held;
  if (Effect == EffectKind::Acquire)
    O.Masked = std::max(S.masked(), levelOf(E.Interrupts));
  for (const EntryCondition &C : S.Entry)
    if (!C.Held)
      O.EntryFree.push_back(C.Lock);
    else if (C.Released)
      O.Dropped.push_back(C.Lock);
  for (const HeldLock &L : S.Held)
    if (L.Entry)
      O.EntryHeld.push_back(L.Lock);
  O.Why = S.Why.common();
  O.May = S.May;
  F.Observations.push_back(std::move(O));
  Doubted.push_back(S.Doubts);
  return F.Observations.back();
}

static bool sameObservation(const Observation &A, const Observation &B) {
  auto SameHeld = [](const HeldLock &X, const HeldLock &Y) {
    return X.Lock == Y.Lock && X.Mode == Y.Mode && X.Multi == Y.Multi;
  };
  return A.At == B.At && A.Callee == B.Callee &&
         A.CalleeEvent == B.CalleeEvent && A.Case == B.Case &&
         A.CaseElement == B.CaseElement && A.Effect == B.Effect &&
         A.Lock == B.Lock && A.Problem == B.Problem && A.First == B.First &&
         A.Handler == B.Handler && A.Kind == B.Kind && A.Masked == B.Masked &&
         A.Dropped == B.Dropped && A.DroppedClasses == B.DroppedClasses &&
         A.EntryFree == B.EntryFree && llvm::equal(A.Held, B.Held, SameHeld) &&
         llvm::equal(A.Within, B.Within, SameHeld);
}

/// \p Lock has been initialised, here or in a callee.
void Simulator::noteMade(ExprId Lock) {
  std::vector<ExprId> &Made = F.Sum.Made;
  if (Lock && MadeHere.insert(Lock).second && isEntryTerm(Lock) &&
      Made.size() < 8)
    Made.push_back(Lock);
}

/// Folds the last observation into an equal earlier one: it takes one feasible
/// path, so what stays are the marks of the path that rests on less.
void Simulator::keepLast() {
  Observation O = std::move(F.Observations.back());
  Ways Doubts = std::move(Doubted.back());
  F.Observations.pop_back();
  Doubted.pop_back();
  auto IsFlag = [](const Literal &L) { return L.IsFlag; };
  if (O.Problem != Clash::None && llvm::any_of(O.Why, IsFlag))
    O.May |= MarkFlag;
  auto &Slots = Seen[{O.At.Block, O.At.Index, O.CalleeEvent}];
  for (uint32_t I : Slots) {
    Observation &Old = F.Observations[I];
    if (!sameObservation(Old, O))
      continue;
    // What is feasible says under which condition; what rests on an assumption
    // would only blur that.
    if (Old.May && !O.May)
      Old.Why = O.Why;
    else if (!O.May || Old.May)
      Old.Why = joinGuards(Old.Why, O.Why);
    // Unlike withDoubts(): an effect is no way out, which others combine.
    auto RestsOn = [](const Observation &X, const Ways &Doubts) {
      return X.May | (Doubts.isPossible() ? 0 : MarkWidened);
    };
    Marks Before = RestsOn(Old, Doubted[I]), Now = RestsOn(O, Doubts);
    Old.May = lesser(Old.May, O.May);
    Doubted[I].join(Doubts, /*Exact=*/true);
    MarkJoin OfLocks(Before, Now, RestsOn(Old, Doubted[I]));
    for (auto [A, B] : llvm::zip_equal(Old.Held, O.Held))
      A.May = OfLocks(A.May, B.May);
    for (ExprId Lock : O.Known)
      if (!llvm::is_contained(Old.Known, Lock))
        Old.Known.push_back(Lock);
    return;
  }
  if (O.Effect == EffectKind::Init)
    noteMade(O.Lock);
  Slots.push_back(F.Observations.size());
  F.Observations.push_back(std::move(O));
  Doubted.push_back(std::move(Doubts));
}

static void addClasses(std::vector<LockClass> &To,
                       llvm::ArrayRef<LockClass> Classes) {
  for (LockClass C : Classes)
    addClass(To, C);
}

/// Keeps what both have.
static void keepCommon(std::vector<LockClass> &In,
                       llvm::ArrayRef<LockClass> Other) {
  llvm::erase_if(In,
                 [&](LockClass C) { return !llvm::is_contained(Other, C); });
}

void Simulator::noteAccess(const State &S, EventRef At) {
  auto &Anchors = F.Data.Anchors;
  auto From = llvm::lower_bound(Anchors, std::pair(At, 0u));
  if (From == Anchors.end() || From->first != At)
    return;
  AccessPoint Here;
  for (const HeldLock &L : S.Held) {
    LockClass C = P.Pointed.resolve(lockClassOf(G, L.Lock));
    // Behind a plain pointer it may be any lock.
    Here.Unknown |= !C || C.What == LockClass::PointerField ||
                    C.What == LockClass::PointerGlobal;
    addClass(Here.Maybe, C);
    if (L.May)
      continue;
    addClass(Here.Sure, C);
    // What is asserted of a caller's lock may be less than what it has.
    if (L.Mode == LockMode::Exclusive)
      addClass(Here.Write, C);
    else if (!L.Entry)
      addClass(Here.Read, C);
  }
  llvm::erase_if(Here.Read, [&](LockClass C) {
    return llvm::any_of(S.Held, [&](const HeldLock &L) {
      return L.Mode == LockMode::Exclusive &&
             P.Pointed.resolve(lockClassOf(G, L.Lock)) == C;
    });
  });
  for (const EntryCondition &C : S.Entry)
    if (C.Held && C.Released && !S.findHeld(C.Lock))
      addClass(Here.Given, P.Pointed.resolve(lockClassOf(G, C.Lock)));
  for (; From != Anchors.end() && From->first == At; ++From) {
    AccessPoint &Point = F.Data.Points[From->second];
    if (!Point.Reached) {
      Point.Sure = Here.Sure;
      Point.Write = Here.Write;
      Point.Read = Here.Read;
    }
    Point.Reached = true;
    keepCommon(Point.Sure, Here.Sure);
    keepCommon(Point.Write, Here.Write);
    keepCommon(Point.Read, Here.Read);
    addClasses(Point.Maybe, Here.Maybe);
    addClasses(Point.Given, Here.Given);
    Point.Unknown |= Here.Unknown;
  }
}

//===----------------------------------------------------------------------===//
// Lock identity
//===----------------------------------------------------------------------===//

/// `p->lock` and `p->head.lock`: if `p` points at a record with that lock and
/// at one that has such a record inside, it was cast from the one to the other,
/// and the record inside is its first member.
static bool isSameThroughCast(const FunctionGraph &G, ExprId A, ExprId B) {
  auto IsInside = [&](ExprId Outer, ExprId Inner) {
    while (G.expr(Inner).Kind == ExprKind::Field && Inner != Outer)
      Inner = G.expr(Inner).A;
    return Inner == Outer;
  };
  for (;;) {
    const Expr &X = G.expr(A), &Y = G.expr(B);
    if (X.Kind != ExprKind::Field || Y.Kind != ExprKind::Field ||
        X.Symbol != Y.Symbol)
      return false;
    A = X.A;
    B = Y.A;
    if (IsInside(A, B) || IsInside(B, A))
      return true;
  }
}

const HeldLock *Simulator::match(const State &S, ExprId Lock, Marks &May,
                                 StringId Kind) const {
  for (const HeldLock &L : S.Held)
    if (L.Lock == Lock || isSameThroughCast(G, L.Lock, Lock))
      return &L;
  // A lock behind a pointer may be of any class; an array of locks is its own.
  auto ClassOf = [&](ExprId L) {
    LockClass K = lockClassOf(G, L);
    bool Behind = (K.What == LockClass::PointerField ||
                   K.What == LockClass::PointerGlobal) &&
                  G.expr(L).Kind != ExprKind::Index;
    return Behind ? LockClass() : K;
  };
  LockClass C = ClassOf(Lock);
  const HeldLock *Only = nullptr;
  for (const HeldLock &L : S.Held) {
    LockClass Other = ClassOf(L.Lock);
    if ((C && Other && Other != C) || (Kind && L.Kind && Kind != L.Kind) ||
        areDistinct(P.Prog.All, G, L.Lock, Lock))
      continue;
    if (Only)
      return nullptr;
    Only = &L;
  }
  // A lock behind a plain pointer may be any; it is this one if no other is.
  if (Only && (C || S.Held.size() == 1)) {
    if (!Only->Multi)
      May |= MarkSameObject;
    return Only;
  }
  return nullptr;
}

/// \p Lock is given up, by a name under which none was taken, and several of
/// its class may be meant: of none of them is it sure from now on that it is
/// held.
void Simulator::doubtSimilar(State &S, ExprId Lock, StringId Kind) const {
  LockClass C = lockClassOf(G, Lock);
  for (HeldLock &L : S.Held)
    if (C && lockClassOf(G, L.Lock) == C &&
        (!Kind || !L.Kind || Kind == L.Kind) &&
        !areDistinct(P.Prog.All, G, L.Lock, Lock))
      L.May |= MarkSameObject;
}

HeldLock *Simulator::match(State &S, ExprId Lock, StringId Kind) {
  return const_cast<HeldLock *>(match(S, Lock, S.May, Kind));
}

/// The event after which a lock is known not to be held.
Origin Simulator::releasedAt(const State &S, ExprId Lock) const {
  if (const NotHeldLock *L = S.findNotHeld(Lock))
    return {L->Since, {}, 0, 0};
  if (const EntryCondition *C = S.findEntry(Lock))
    return C->From;
  return {};
}

/// A lock that this function never took but gives up or relies on is one of its
/// caller's: by name, or at least the one of its class that the caller holds.
bool Simulator::canBeCallers(ExprId Lock) const {
  LockClass Class = lockClassOf(G, Lock);
  // Not one of those that a loop took: which of them went with a release is
  // not known.
  return (isEntryTerm(Lock) || Class) && !Rounds.Collected.contains(Class);
}

bool Simulator::knownNotHeld(const State &S, ExprId Lock) const {
  // The paths of which it is known may not be those that come here.
  auto IsOther = [&](const Literal &L) {
    return rangeOf(S, L.Term).meet(L.Values).empty();
  };
  if (const NotHeldLock *L = S.findNotHeld(Lock);
      L && llvm::none_of(L->When, IsOther))
    return true;
  const EntryCondition *C = S.findEntry(Lock);
  return C && (C->Released || (!C->Held && !C->OnlyMode));
}

/// Reasons why \p Lock, which is known not to be held, may be all the same.
Marks Simulator::whyHeld(const State &S, ExprId Lock) const {
  const NotHeldLock *L = S.findNotHeld(Lock);
  return L ? L->May : 0;
}

/// \p O needs or gives up \p Lock, which is known not to be held. Where that is
/// since a callee gave it up in place of a new one, it fails whichever of the
/// two names was meant: here, or there.
void Simulator::clashNotHeld(const State &S, ExprId Lock,
                             Observation &O) const {
  O.Problem = Clash::NotHeld;
  O.Other = releasedAt(S, Lock);
  O.May |= whyHeld(S, Lock);
  if (GivenForNew.contains({O.Other.At, Lock}))
    O.May &= ~MarkSameObject;
}

/// The function knows that \p Lock is not held because it asked.
bool Simulator::hasAsked(const State &S, ExprId Lock) const {
  const NotHeldLock *L = S.findNotHeld(Lock);
  const EntryCondition *C = S.findEntry(Lock);
  Origin From = L ? Origin{L->Since, {}, 0, 0} : C ? C->From : Origin();
  const Event &E = F.event(From.At);
  return (L || (C && C->Tested && !C->Held)) && !From.Callee &&
         E.Kind == EventKind::Effect && E.Effect == EffectKind::Query;
}

/// A caller's lock that is not held exclusively is needed here: then it is held
/// in shared mode. True if that was learnt.
bool Simulator::mustBeShared(State &S, ExprId Lock) {
  EntryCondition *C = S.findEntry(Lock);
  if (!C || C->Held || !C->OnlyMode || S.findHeld(Lock) || S.findNotHeld(Lock))
    return false;
  C->Held = true;
  C->Mode = LockMode::Shared;
  S.addHeld({Lock, C->Kind, C->Mode, 1, true, false, C->May, C->From});
  return true;
}

/// Assumes that \p Held is held in \p Mode; false when it is not. A caller's
/// lock that was asserted to be held at least shared may be so in either.
bool Simulator::assumeMode(State &S, HeldLock &Held, LockMode Mode) {
  EntryCondition *C = Held.Entry ? S.findEntry(Held.Lock) : nullptr;
  if (!C || C->OnlyMode || C->Released || Held.Mode == LockMode::Exclusive ||
      C->Mode == LockMode::Exclusive)
    return Held.Mode == Mode;
  C->OnlyMode = true;
  Held.Mode = C->Mode = Mode;
  return true;
}

/// \p Lock is needed here. What a callee asked about the caller's lock leaves
/// both answers open: this is the answer. And what this function took and
/// released of a lock that recurses, its caller may have taken before, unless
/// it is this hold that is given up once more (\p Released).
void Simulator::reconsider(State &S, ExprId Lock, bool Released) {
  const NotHeldLock *L = S.findNotHeld(Lock);
  EntryCondition *C = S.findEntry(Lock);
  if (C && C->Tested && !C->Held && C->From.Callee) {
    S.Entry.erase(C);
    S.forgetNotHeld(Lock);
  } else if (!Released && L && L->Recurses && isEntryTerm(Lock) && !C) {
    S.forgetNotHeld(Lock);
  }
}

bool Simulator::isRecursive(const HeldLock &Old, LockMode New,
                            bool CallAllows) const {
  if (CallAllows || Old.Multi)
    return true;
  if (Old.Mode == LockMode::Shared && New == LockMode::Shared)
    return true;
  if (const LockKind *K = P.Prog.kind(Old.Kind); K && K->Recursive)
    return true;
  auto Init = P.Classes.find(lockClassOf(G, Old.Lock));
  return Init != P.Classes.end() && Init->second.Recursive;
}
