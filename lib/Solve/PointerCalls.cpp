//===- PointerCalls.cpp - calls whose target is one of several ------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where the targets are exact (Targets.h), the call forks over them as it does
// over the cases of one summary, and what all of them do is as certain as a
// direct call. What only some do is marked. Where there may be other targets,
// or the targets do not agree on locks, nothing is known of the locks after the
// call, and what is seen of the known ones is a may fact.
//
//===----------------------------------------------------------------------===//
#include "Solve/CallGraph.h"
#include "Solve/Simulator.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

/// Events that are one for a caller who does not ask which target is called.
static auto kindOf(const SummaryEvent &E) {
  return std::make_tuple(E.Effect, E.Class, E.Dropped.empty());
}
using EventKinds = std::set<std::tuple<EffectKind, LockClass, bool>>;

/// One representative of each event that a known target may have.
void Simulator::observeSome(const State &S, EventRef At, const TargetSet &Set) {
  EventKinds Told;
  for (FunctionId To : Set.Functions) {
    if (!llvm::binary_search(F.Followed, To))
      continue;
    const SolvedFunction &Target = *P.function(To);
    if (!Target.Sum.Known || Target.Sum.Events.empty())
      continue;
    beginInstantiation(Target, F.event(At), S, At);
    Effort += Target.Sum.Events.size();
    observeCallee(S, At, To,
                  [&](const SummaryEvent &E) -> std::optional<Marks> {
                    if (!Told.insert(kindOf(E)).second)
                      return std::nullopt;
                    return MarkTarget;
                  });
  }
}

/// What surely can happen in a target, under the caller's facts.
static EventKinds
certainEvents(const SolvedFunction &Target,
              llvm::function_ref<bool(const SummaryEvent &)> CanHappen) {
  EventKinds Out;
  for (const SummaryEvent &E : Target.Sum.Events)
    if (!E.May && CanHappen(E))
      Out.insert(kindOf(E));
  return Out;
}

/// A target without any effect: what it writes, and its result.
void Simulator::applyQuiet(State &S, EventRef At, const SolvedFunction &To) {
  modify(S, At, To.Sum);
  clobberArguments(S, At);
  setResult(S, At, CallResult);
}

bool Simulator::callOneOf(const State &S, EventRef At, const TargetSet &Set,
                          States &Out) {
  size_t N = Set.Functions.size();
  std::vector<EventKinds> Certain(N);
  for (size_t I = 0; N != 1 && I != N; ++I) {
    const SolvedFunction &Target = *P.function(Set.Functions[I]);
    beginInstantiation(Target, F.event(At), S, At);
    Certain[I] = certainEvents(Target, [&](const SummaryEvent &E) {
      Marks May = 0;
      return instantiateGuard(S, E.When, May) && !May;
    });
  }
  auto Agreed = [&](const SummaryEvent &E) -> std::optional<Marks> {
    bool All = N == 1 || llvm::all_of(Certain, [&](const EventKinds &Kinds) {
                 return Kinds.count(kindOf(E)) != 0;
               });
    return All ? 0 : MarkTarget;
  };
  // A condition that only some targets may have is broken by these alone.
  WhyNeeded = N == 1 ? 0 : MarkTarget;
  std::vector<States> After(N);
  for (size_t I = 0; I != N; ++I) {
    const SolvedFunction &Target = *P.function(Set.Functions[I]);
    if (!Target.Matters) {
      applyQuiet(After[I].emplace_back(S), At, Target);
      continue;
    }
    callKnown(S, At, Set.Functions[I], Agreed, After[I]);
  }
  WhyNeeded = 0;
  return addAgreed(S, After, Out);
}

/// The locks that a call since \p Before left held or gave up. What a target
/// only asks of its caller changes nothing.
static auto locksAfter(const State &Before, const State &After) {
  llvm::SmallVector<std::tuple<ExprId, bool, LockMode, uint8_t>, 4> Out;
  for (const HeldLock &L : After.Held)
    if (!L.Entry || Before.findHeld(L.Lock))
      Out.push_back({L.Lock, true, L.Mode, L.Count});
  for (const EntryCondition &C : After.Entry)
    if (C.Held && C.Released)
      Out.push_back({C.Lock, false, C.Mode, 0});
  return Out;
}

/// Marks what \p T asks of its caller since \p Before and not every target does.
/// Who only asks that a lock is held has been asked; kept apart by it, the paths
/// would be as many as the ways to choose a target at each call.
static void markConditions(const State &Before, State &T,
                           llvm::ArrayRef<llvm::SmallVector<State, 4>> All) {
  auto IsEverywhere = [&](const EntryCondition &C) {
    return llvm::all_of(All, [&](llvm::ArrayRef<State> Of) {
      return Of.empty() || llvm::any_of(Of, [&](const State &S) {
               const EntryCondition *Same = S.findEntry(C.Lock);
               return Same && Same->Held == C.Held;
             });
    });
  };
  llvm::erase_if(T.Entry, [&](EntryCondition &C) {
    if (IsEverywhere(C))
      return false;
    HeldLock *L = T.findHeld(C.Lock);
    if (C.Held && !C.Released && !Before.findEntry(C.Lock) &&
        !Before.findHeld(C.Lock)) {
      if (L)
        T.Held.erase(L);
      return true;
    }
    C.May |= MarkTarget;
    if (L && L->Entry)
      L->May |= MarkTarget;
    return false;
  });
}

/// Adds what the targets leave behind. False, and nothing is added, when one
/// changes locks in a way in which another cannot: tables whose members lock in
/// their own ways, so that only calls through one table fit together.
bool Simulator::addAgreed(const State &S, llvm::ArrayRef<States> After,
                          States &Out) {
  States Agreed;
  auto Before = locksAfter(S, S);
  for (const States &Of : After)
    for (const State &T : Of) {
      auto Locks = locksAfter(S, T);
      bool All = llvm::all_of(After, [&](const States &Other) {
        return Other.empty() || llvm::any_of(Other, [&](const State &O) {
                 return locksAfter(S, O) == Locks;
               });
      });
      if (!All && Locks != Before)
        return false;
      State &New = Agreed.emplace_back(T);
      if (!All)
        New.May |= MarkTarget;
      markConditions(S, New, After);
    }
  Out.append(Agreed.begin(), Agreed.end());
  return true;
}

/// What is held at the call on this path, too.
void Simulator::noteHeld(const State &S, EventRef At) {
  // That an earlier such call gave it up is not assumed, as in the lock order.
  auto Surely = [](const HeldLock &L) {
    return (L.May & ~MarkPointerCallee) == 0;
  };
  auto Site = llvm::find_if(F.PointerSites,
                            [&](const PointerSite &X) { return X.At == At; });
  if (Site == F.PointerSites.end()) {
    PointerSite &New = F.PointerSites.emplace_back(PointerSite{At, {}, S.May});
    llvm::copy_if(S.Held, std::back_inserter(New.Held), Surely);
    return;
  }
  Site->May &= S.May;
  llvm::erase_if(Site->Held, [&](const HeldLock &L) {
    const HeldLock *Here = S.findHeld(L.Lock);
    return !Here || !Surely(*Here);
  });
}

void Simulator::pointerCall(State S, EventRef At, States &Out) {
  noteHeld(S, At);
  uint32_t Self = P.Prog.GraphOf[G.Id.Index];
  const TargetSet &Set = P.Pointers.of(Self, G, F.event(At).Callee);
  const TargetSet *Exact = exactTargets(Set, F.Followed);
  if (Exact) {
    State Before = S;
    beginCall(Before, At);
    if (callOneOf(Before, At, *Exact, Out))
      return;
  } else {
    observeSome(S, At, Set);
  }
  unknownCall(S, At);
  Out.push_back(std::move(S));
}
