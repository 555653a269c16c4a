//===- Cases.cpp - one case of a summary at a call ----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a callee needs of its caller's locks is checked, then what it does to
// locks and memory is done. Where it keeps or gives up a lock by what only it
// knows, that the lock is held from here on is in doubt.
//
//===----------------------------------------------------------------------===//
#include "Solve/FreedObjects.h"
#include "Solve/Simulator.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

/// A callee asserts to be held a lock that the function itself takes later: its
/// author does not think that it is, and what the assertion asks of callers
/// says nothing of them.
static bool takesAsserted(const Summary &Sum, const EntryCondition &C) {
  return C.From.Callee && llvm::any_of(Sum.Events, [&](const SummaryEvent &E) {
           return E.Effect == EffectKind::Acquire && E.Lock == C.Lock &&
                  llvm::is_contained(E.EntryHeld, C.Lock);
         });
}

/// A callee gives up a lock, and turns on again the interrupts that its acquire
/// had turned off.
static bool unmasks(const SolvedFunction &Callee, const Origin &From) {
  return !From.Callee &&
         Callee.event(From.At).Interrupts != Masking::None;
}

/// The callee asserts a lock in \p Case, and takes it itself otherwise; what
/// decides is memory, of which nothing is known here.
///
///   if (q->freezer == curthread)
///           ASSERT(MUTEX_HELD(&q->lock));
///   else
///           mutex_enter(&q->lock);
///
/// Whoever calls without the lock counts on the other way.
bool Simulator::takesOtherwise(const State &S, const SummaryCase &Case,
                               const EntryCondition &C) {
  if (!C.Held || C.Released || C.Tested)
    return false;
  auto IsOpen = [&](const Literal &L) {
    return locktidy::readsMemory(Callee->Graph, L.Term) &&
           !rangeOf(S, instantiate(S, L.Term)).within(L.Values);
  };
  return llvm::any_of(Callee->Sum.Events, [&](const SummaryEvent &E) {
    return E.Effect == EffectKind::Acquire && E.Lock == C.Lock &&
           llvm::any_of(Case.When, [&](const Literal &L) {
             return IsOpen(L) && excludeEachOther(Guard(1, L), E.When);
           });
  });
}

static bool isBehindPointer(const FunctionGraph &G, ExprId Lock) {
  LockClass C = lockClassOf(G, Lock);
  return G.expr(Lock).Kind == ExprKind::Load &&
         (C.What == LockClass::PointerField ||
          C.What == LockClass::PointerGlobal);
}

/// One lock only is held by a pointer to it, and \p Lock, which a callee
/// asserts, is one behind another pointer: the two are taken to be one
/// (`bp->b_objlock`, `vp->v_interlock`), rather than that the function was
/// called with a lock that it never names.
static bool isHeldByOtherPointer(const State &S, const FunctionGraph &G,
                                 ExprId Lock, StringId Kind) {
  return isBehindPointer(G, Lock) &&
         llvm::count_if(S.Held, [&](const HeldLock &L) {
           return isBehindPointer(G, L.Lock) && !L.Multi &&
                  (!Kind || !L.Kind || Kind == L.Kind);
         }) == 1;
}

/// Checks one entry condition of a case; false when it cannot be the case.
/// \p Why: reasons why it may not be.
bool Simulator::applyEntry(State &S, EventRef At, const EntryCondition &C,
                           Origin From, Marks Why) {
  ExprId Lock = instantiate(S, C.Lock);
  if (isThroughNull(Lock))
    return false;
  consult(S, Lock);
  Marks WhyHeld = Why;
  auto Report = [&](const HeldLock *Held) {
    Observation &O = observe(S, At, EffectKind::AssertHeld, Lock);
    O.Callee = From.Callee;
    O.CalleeEvent = NoEvent;
    O.Case = From.Case;
    O.CaseElement = From.Element;
    O.Kind = C.Kind;
    if (Held) {
      O.Problem = Clash::Recursive;
      O.Other = Held->From;
    } else {
      clashNotHeld(S, Lock, O);
    }
    O.May |= C.May | WhyNeeded | WhyHeld;
    keepLast();
  };
  if (!C.Held) {
    HeldLock *Held = S.findHeld(Lock);
    if (Held && C.OnlyMode)
      return C.Mode != LockMode::Exclusive ||
             assumeMode(S, *Held, LockMode::Shared);
    if (Held && C.Tested)
      return false;
    if (Held) {
      Report(Held);
      return true;
    }
    if (isEntryTerm(Lock) && !S.findEntry(Lock) && !knownNotHeld(S, Lock)) {
      EntryCondition Free{Lock,     C.Kind, C.Mode, false,
                          C.Tested, false,  C.May,  From};
      Free.OnlyMode = C.OnlyMode;
      S.addEntry(Free);
    }
    return true;
  }
  if (!C.Tested)
    exists(S, Lock);
  if (C.OnlyMode && C.Mode == LockMode::Exclusive) {
    if (const EntryCondition *Known = S.findEntry(Lock);
        Known && !Known->Held && Known->OnlyMode && !S.findHeld(Lock))
      return false;
  } else {
    mustBeShared(S, Lock);
  }
  if (HeldLock *Held = C.OnlyMode ? S.findHeld(Lock) : nullptr;
      Held && !assumeMode(S, *Held, C.Mode))
    return false;
  // Whose lock was just made, and is not held.
  const NotHeldLock *Free = S.findNotHeld(Lock);
  bool ForNew = Free && Free->New && Free->When.empty() && !Free->May &&
                !C.Tested && !(C.May | Why | WhyNeeded) &&
                !(S.May & MarkSameObject);
  if (HeldLock *Held = match(S, Lock, C.Kind)) {
    if (C.Tested && Held->Lock != Lock)
      S.May |= MarkFlag; // that it is this case rests on the names, too
    if (!C.Released) {
      if (C.ChangesMode)
        Held->Mode = C.After;
      return true;
    }
    S.Aged = true;
    if (!C.Tested) // the callee asked, and this caller does hold it
      S.May |= C.May;
    if (Held->Count > 1)
      --Held->Count;
    else {
      IrqLevel Before = S.StillMasked;
      if (ForNew)
        GivenForNew.insert({At, Held->Lock});
      dropQuietly(S, At, Held->Lock);
      if (unmasks(*Callee, C.From))
        S.StillMasked = Before;
    }
    return true;
  }
  reconsider(S, Lock);
  if (knownNotHeld(S, Lock)) {
    if (C.Tested)
      return isUnpaired(C.Kind);
    // That somebody calls without it is then no more than what is asked for.
    if (!C.Released && (hasAsked(S, Lock) || takesAsserted(Callee->Sum, C)))
      WhyHeld |= MarkFlag;
    // Memory says of each object on the list whether it is locked.
    if (C.Released && locktidy::readsMemory(Callee->Graph, C.Lock) &&
        isOnGlobalList(P.Prog.All, Callee->Graph, C.Lock) &&
        llvm::any_of(Callee->Sum.Cases, [&](const SummaryCase &Other) {
          return llvm::is_contained(Other.Spared, C.Lock);
        }))
      WhyHeld |= MarkFlag;
    Report(nullptr);
    return true;
  }
  if (!C.Released && !C.Tested && isHeldByOtherPointer(S, G, Lock, C.Kind))
    return true;
  if (C.Released && !C.Tested)
    doubtSimilar(S, Lock, C.Kind);
  if (!isEntryTerm(Lock) || !canBeCallers(Lock))
    return !C.Tested || isUnpaired(C.Kind);
  // What rests on two may facts, and is kept, is told no further up: paths that
  // differ in it only would be told apart in every caller of every caller.
  if ((C.May & MarkFlag) && !C.Released) {
    // Whoever asked has an answer that holds for this path, too.
    if (C.Tested)
      S.May |= C.May;
    return true;
  }
  // Needed in some cases of the callee only: what follows rests on a may fact;
  // and in some cases of what that calls, on two, of which each depends on what
  // is not known here.
  Marks May = S.May | C.May;
  for (const SummaryCase &Other : Callee->Sum.Cases)
    if (llvm::none_of(Other.Entry, [&](const EntryCondition &E) {
          return E.Lock == C.Lock && E.Held;
        }))
      May |= C.May & MarkSameObject ? MarkFlag : MarkSameObject;
  if (!S.findEntry(Lock)) {
    EntryCondition Needed{Lock,     C.Kind,     C.Mode, true,
                          C.Tested, C.Released, May,    From};
    Needed.OnlyMode = C.OnlyMode;
    S.addEntry(Needed);
  }
  if (!C.Released)
    S.addHeld({Lock, C.Kind, C.ChangesMode ? C.After : C.Mode, 1, true, false,
               May, From});
  return true;
}

/// The callee asks memory whether to give up a lock, and \p C is a case in
/// which it does not. Where another callee took the lock and wrote there, that
/// may tell: whether this case is possible is not known here.
///
///   take(sc);            locks, and writes sc->flags
///   put(sc);             if (!(sc->flags & LOCKED)) return; unlock
///
/// Where the callee returns does not count: doubtSpared() is for takers that
/// say nothing.
void Simulator::doubtKept(State &S, const SummaryCase &C) {
  auto Gives = [](const SummaryCase &Case, ExprId Lock) {
    return llvm::any_of(Case.Entry, [&](const EntryCondition &E) {
      return E.Lock == Lock && E.Held && E.Released;
    });
  };
  auto WrittenByTaker = [&](const Literal &L, const Summary &ByTaker) {
    if (!loadsOneOf(Callee->Graph, L.Term, ByTaker.Modified))
      return false;
    ExprId Term = instantiate(S, L.Term);
    return !rangeOf(S, Term).within(L.Values) ||
           llvm::any_of(S.Facts, [&](const Fact &F) {
             return F.Weak && restsOn(Term, F);
           });
  };
  if (S.Held.empty())
    return;
  for (const SummaryCase &Other : Callee->Sum.Cases)
    for (const EntryCondition &E : Other.Entry) {
      if (!E.Held || !E.Released || E.Tested || Gives(C, E.Lock))
        continue;
      Marks Ignored = 0;
      const HeldLock *Held = match(S, instantiate(S, E.Lock), Ignored);
      const SolvedFunction *Taker =
          Held && Held->From.Callee ? P.function(Held->From.Callee) : nullptr;
      if (Taker && llvm::any_of(C.When, [&](const Literal &L) {
            return excludeEachOther(Guard(1, L), Other.When) &&
                   WrittenByTaker(L, Taker->Sum);
          }))
        S.findHeld(Held->Lock)->May |= MarkAsked;
    }
}

/// Fields that the callee writes are no longer known: they have one new
/// version.
void Simulator::modify(State &S, EventRef At, const Summary &Sum) {
  ExprId Version;
  for (uint32_t Field : Sum.Modified) {
    if (!Live.reads(Field))
      continue;
    weakenField(S, Field);
    forgetField(S, Field);
    if (!P.BaseFields.test(Field))
      continue;
    if (!Version)
      Version = fresh(S, site(At, 1));
    S.setVersion(Field, Version);
  }
}

/// The callee leaves a lock alone by what it finds in memory, and gives it up
/// at the same return otherwise: that it is held from now on rests on a flag,
/// unless all that the case asks of memory is known here. (Where joins forgot
/// what it asks, nothing is.)
///
///   lock(&sc->mtx);      here, or in any callee: nobody says so in sc->flags
///   put(sc);             if (sc->flags & LOCKED) unlock
///
/// Where the way without the release has a return of its own, only what the
/// taker says counts: doubtKept().
void Simulator::doubtSpared(State &S, const SummaryCase &C) {
  if (C.Spared.empty() || S.Held.empty())
    return;
  bool Known = !C.When.empty() && llvm::all_of(C.When, [&](const Literal &L) {
    return !locktidy::readsMemory(Callee->Graph, L.Term) ||
           rangeOf(S, instantiate(S, L.Term)).within(L.Values);
  });
  for (ExprId Lock : C.Spared) {
    Marks Ignored = 0;
    const HeldLock *Held = match(S, instantiate(S, Lock), Ignored);
    if (Held && !Known)
      S.findHeld(Held->Lock)->May |= MarkFlag;
  }
}

/// Whether all of \p Then holds where \p If does.
static bool implies(const Guard &If, const Guard &Then) {
  return llvm::all_of(Then, [&](const Literal &L) {
    return llvm::any_of(If, [&](const Literal &Known) {
      return Known.Term == L.Term && Known.Values.within(L.Values);
    });
  });
}

/// Some way through the callee gives a lock in \p Object up: where it frees that
/// instead, the lock has gone as well.
static bool givesUpWithin(const SolvedFunction &Callee, ExprId Object) {
  return llvm::any_of(Callee.Sum.Cases, [&](const SummaryCase &C) {
    return llvm::any_of(C.Entry, [&](const EntryCondition &E) {
      return E.isGivenUp() && isWithin(Callee.Graph, E.Lock, Object);
    });
  });
}

/// What the callee destroys or frees. What it does on some way of the case \p C,
/// perhaps on all, or makes anew, is not sure to be held any more.
Simulator::EndedLives Simulator::findEnded(State &S, const SummaryCase &C) {
  EndedLives Out;
  for (ExprId Made : Callee->Sum.Made)
    if (HeldLock *Held = S.findHeld(instantiate(S, Made)))
      Held->May |= MarkFlag;
  for (const SummaryEvent &E : Callee->Sum.Events) {
    bool Destroys = E.Effect == EffectKind::Destroy;
    if (!Destroys && E.Effect != EffectKind::Free)
      continue;
    bool Sure = Destroys || !E.May;
    if (E.When.empty() && Sure)
      (Destroys ? Out.Locks : Out.Objects)
          .push_back(instantiate(S, Destroys ? E.Lock : E.Handler));
    else if (implies(C.When, E.When)
                 ? Sure || givesUpWithin(*Callee, E.Handler)
                 : !Destroys && !excludeEachOther(C.When, E.When) &&
                       givesUpWithin(*Callee, E.Handler))
      for (HeldLock &L : S.Held)
        if (Destroys ? L.Lock == instantiate(S, E.Lock)
                     : isWithin(G, L.Lock, instantiate(S, E.Handler)))
          L.May |= MarkFlag;
  }
  return Out;
}

bool Simulator::applyCase(State &S, EventRef At, FunctionId To, uint32_t Case) {
  const SummaryCase &C = Callee->Sum.Cases[Case];
  Instances.clear(); // of a case that turned out not to be possible
  Decision = decision(BlockId(At.Block),
                      G.Blocks.size() + FirstEvent[At.Block] + At.Index, Case,
                      Callee->Sum.Cases.size());
  doubtSpared(S, C);
  doubtKept(S, C);
  llvm::SmallVector<Marks, 4> WhyNot;
  for (const EntryCondition &E : C.Entry)
    WhyNot.push_back(takesOtherwise(S, C, E) ? MarkFlag : 0);
  Instances.clear();
  bool Counted = false;
  bool Possible = llvm::all_of(C.When, [&](const Literal &L) {
    ReadUnderLock = L.UnderLock;
    Assumed = L.Assumed;
    ExprId Term = instantiate(S, L.Term);
    if (readsNull(S, L.Term))
      return false;
    Counted |= isCountLeft(G, Term) && !rangeOf(S, Term).within(L.Values);
    return restrict(S, Term, L.Values, L.IsFlag);
  });
  ReadUnderLock = Assumed = false;
  Decision = Literal();
  if (!Possible)
    return false;
  // A count that only callees know of may say whether they took the lock.
  for (const EntryCondition &E : C.Entry)
    if (HeldLock *Held = Counted ? S.findHeld(instantiate(S, E.Lock)) : nullptr;
        Held && (Held->Entry || Held->From.Callee))
      Held->May |= MarkCounter;
  // Terms of the callee mean memory as it was at the call.
  ExprId Value = C.ReturnValue ? instantiate(S, C.ReturnValue) : CallResult;
  // What is returned, and locks in it, have one name.
  ExprId Unnamed = CallResult;
  CallResult = Value;
  Instances.clear();
  std::vector<ExprId> Acquired;
  std::vector<FreeLock> Free;
  Marks Ignored = 0;
  for (const FreeLock &L : C.Free)
    if (std::optional<Guard> When = instantiateGuard(S, L.When, Ignored))
      Free.push_back({instantiate(S, L.Lock), std::move(*When), L.New});
  for (const HeldLock &L : C.Acquired)
    Acquired.push_back(instantiate(S, L.Lock));
  for (ExprId Lock : Acquired) {
    if (isThroughNull(Lock))
      return false;
    consult(S, Lock);
  }
  EndedLives Ended = findEnded(S, C);
  llvm::SmallVector<std::pair<ExprId, ExprId>, 2> Written;
  for (auto [Address, What] : C.Written)
    Written.push_back(
        {instantiate(S, Address), What ? instantiate(S, What) : ExprId()});
  llvm::SmallVector<std::pair<ExprId, Marks>, 4> Handed;
  for (auto [Term, Why] : Callee->Sum.Handed)
    Handed.push_back({instantiate(S, Term), Why});
  CallResult = Unnamed;
  Instances.clear();
  bool DropsLocks = false;
  for (uint32_t I = 0; I != C.Entry.size(); ++I) {
    if (!applyEntry(S, At, C.Entry[I], {At, To, Case, I}, WhyNot[I]))
      return false;
    DropsLocks |= !C.Entry[I].Tested;
  }
  modify(S, At, Callee->Sum);
  if (DropsLocks && Callee->Sum.DropsEntryLocks) {
    S.Aged = true;
    weaken(S, false);
  }
  clobberArguments(S, At);
  for (auto [Address, What] : Written)
    store(S, Address, What ? What : NewValue);
  Instances.clear(); // memory is as it is at exit now
  for (uint32_t I = 0; I != C.Acquired.size(); ++I)
    if (C.Acquired[I].Out)
      Acquired[I] = instantiate(S, C.Acquired[I].Lock);
  Instances.clear();
  if (!restrict(S, Value, C.Returns, false))
    return false;
  setResult(S, At, Value);
  for (uint32_t I = 0; I != C.Acquired.size(); ++I) {
    HeldLock L = C.Acquired[I];
    L.From = {At, To, Case, I};
    uint8_t Count = L.Count;
    L.Count = 1;
    for (uint8_t N = 0; N != Count; ++N)
      acquire(S, Acquired[I], L);
  }
  // What the callee destroyed, perhaps on some ways only, is no longer held; to
  // callers that does not say that it is released.
  for (ExprId Lock : Ended.Locks)
    if (HeldLock *Held = S.findHeld(Lock))
      S.Held.erase(Held);
  for (ExprId Object : Ended.Objects)
    endHoldsIn(S, Object);
  for (const FreeLock &L : Free)
    if (S.findHeld(L.Lock) || knownNotHeld(S, L.Lock))
      continue;
    else if (L.New)
      S.knowNew(L.Lock, At, L.When);
    else
      S.knowNotHeld(L.Lock, At, false, L.When);
  for (auto [Value, Why] : Handed)
    handOver(S, Value, Why);
  S.May |= C.May;
  return true;
}
