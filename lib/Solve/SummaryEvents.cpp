//===- SummaryEvents.cpp - what callers see happen in a function ----------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Observations become events of the summary, in terms that callers know. A lock
// is one event wherever it is taken, a sleep one for each place; both are kept
// apart by the guards under which they happen while those are few.
//
//===----------------------------------------------------------------------===//
#include "Solve/SummaryEvents.h"
#include "Graph/Builder.h"
#include "Solve/Regions.h"
#include "Solve/Terms.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

namespace {

/// Events of one effect: enough for every primitive of a driver's handler.
constexpr size_t MaxEvents = 32;
/// Of these, events of a function that a pointer might call.
constexpr size_t MaxTargetEvents = 2;
/// Guards under which one primitive is reached, before they are joined.
constexpr unsigned MaxWays = 3;

class EventSummarizer {
public:
  EventSummarizer(const SolvedProgram &P, SolvedFunction &F)
      : P(P), F(F), G(F.Graph) {}
  void addEvent(const Observation &O);

private:
  bool isOnce(const Observation &O) const;
  bool isOfLast(const Observation &O) const;
  void addWithin(SummaryEvent &E, const Observation &O) const;
  void insertEvent(SummaryEvent E);
  bool isNamed(ExprId Term) const { return isExitTerm(G, Term); }

  const SolvedProgram &P;
  SolvedFunction &F;
  const FunctionGraph &G;
};

} // namespace

/// It happens when a count reaches zero: a caller that has another reference
/// never sees it, and which callers do is not known.
bool EventSummarizer::isOfLast(const Observation &O) const {
  return llvm::any_of(O.Why, [&](const Literal &L) {
    return isCountLeft(G, L.Term) && L.Values.contains(0) &&
           L.Values.within(Range::between(INT64_MIN, 0));
  });
}

/// A global that is null is made, or one that is 0 set, and is not from then
/// on: which of the callers comes first cannot be known.
bool EventSummarizer::isOnce(const Observation &O) const {
  auto IsMade = [&](const Event &E) {
    if (E.Kind != EventKind::Store ||
        G.expr(E.Address).Kind != ExprKind::Global)
      return false;
    const Expr &What = G.expr(E.Value);
    if (What.Kind == ExprKind::Const)
      return What.Value != 0;
    return O.Effect == EffectKind::Alloc && !O.Callee && F.event(O.At).Result &&
           What.Kind == ExprKind::Load &&
           G.expr(What.A).Kind == ExprKind::Local &&
           G.expr(What.A).Symbol == F.event(O.At).Result.Index;
  };
  ExprId Global;
  for (const Event &E : G.Blocks[O.At.Block].Events)
    if (IsMade(E))
      Global = E.Address;
  BlockId At(O.At.Block);
  bool Tested = false;
  for (const Block &B : G.Blocks) {
    if (!Global || !llvm::is_contained(successors(B), At))
      continue;
    Tested = B.Term.Kind == TermKind::Branch && B.Term.Else == At &&
             G.expr(B.Term.Cond).Kind == ExprKind::Load &&
             G.expr(B.Term.Cond).A == Global;
    if (!Tested)
      break;
  }
  return Tested;
}

/// Each way out of the function passes \p Block: what happens there does not
/// rest on conditions that callers cannot name.
static bool isOnEachWay(const FunctionGraph &G, uint32_t Block) {
  return Block == 0 ||
         llvm::none_of(reachable(G, 0, Block).set_bits(), [&](unsigned B) {
           return B != Block && G.Blocks[B].Term.Kind == TermKind::Return;
         });
}

void EventSummarizer::addEvent(const Observation &O) {
  switch (O.Effect) {
  case EffectKind::Acquire:
    if (O.Try)
      return;
    break;
  case EffectKind::Wait:
  case EffectKind::Alloc:
  case EffectKind::MaySleep:
  case EffectKind::AssertSleepable:
  case EffectKind::EndThread:
    break;
  case EffectKind::Destroy:
    if (!O.Lock || !isNamed(O.Lock))
      return;
    break;
  case EffectKind::Free:
    if (!O.Handler || !isNamed(O.Handler))
      return;
    break;
  case EffectKind::Init:
    // A lock that is a parameter: the caller knows its class.
    if (O.Class)
      return;
    break;
  case EffectKind::Drain:
    if (!O.Class && !(O.Handler && isNamed(O.Handler)))
      return;
    break;
  case EffectKind::Register:
    // A handler that is a parameter: the caller knows it.
    if (!O.Handler || G.expr(O.Handler).Kind == ExprKind::Function)
      return;
    break;
  default:
    return;
  }
  SummaryEvent E;
  E.Effect = O.Effect;
  E.Name = O.Name;
  E.Kind = O.Kind;
  E.Mode = O.Mode;
  E.Class = O.Class;
  if (O.Lock && isNamed(O.Lock))
    E.Lock = O.Lock;
  if (O.Handler && isNamed(O.Handler))
    E.Handler = O.Handler;
  if (O.Effect == EffectKind::Register && !E.Handler)
    return;
  if (O.Effect == EffectKind::Acquire && !E.Lock && !E.Class)
    return;
  if (O.Effect == EffectKind::Acquire) {
    addWithin(E, O);
    E.Masked = O.Masked;
  }
  E.DroppedClasses = O.DroppedClasses;
  for (ExprId L : O.Dropped)
    if (isNamed(L))
      E.Dropped.push_back(L);
    else if (LockClass C = lockClassOf(G, L))
      addClass(E.DroppedClasses, C);
  for (ExprId L : O.EntryHeld)
    if (isNamed(L))
      E.EntryHeld.push_back(L);
  for (ExprId L : O.EntryFree)
    if (isNamed(L))
      E.EntryFree.push_back(L);
  E.When = O.Why;
  E.May = O.May;
  if (isOnce(O))
    E.May |= MarkOnce;
  if (isOfLast(O))
    E.May |= MarkLast;
  if (O.Effect == EffectKind::Free && !isOnEachWay(G, O.At.Block))
    E.May |= MarkFlag;
  E.From = {O.At, O.Callee, 0, O.Callee ? O.CalleeEvent : 0};
  if (O.Callee) {
    const SummaryEvent &Inner = P.function(O.Callee)->Sum.Events[O.CalleeEvent];
    E.Depth = Inner.Depth + 1;
    E.Inside = Inner.Inside;
    E.Site = Inner.Site;
    E.Recursive = Inner.Recursive;
  } else {
    E.Recursive = F.event(O.At).Recursive;
    E.Inside = G.Id;
    E.Site = O.At;
  }
  F.Sum.DropsEntryLocks |= !E.Dropped.empty();
  insertEvent(std::move(E));
}

/// Callers may know the class of a lock that is known here by a parameter, and
/// with it the order in which the function takes two locks; or whether they
/// hold the one that is taken where they do not.
void EventSummarizer::addWithin(SummaryEvent &E, const Observation &O) const {
  auto Add = [&](const HeldLock &L) {
    if (!L.Entry && !L.May && (isNamed(L.Lock) || lockClassOf(G, L.Lock)))
      E.Within.push_back(L);
  };
  llvm::for_each(O.Held, Add);
  llvm::for_each(O.Within, Add);
  bool Asked = O.Lock && llvm::is_contained(O.EntryFree, O.Lock);
  if (!Asked && O.Class && llvm::all_of(E.Within, [&](const HeldLock &L) {
        return bool(lockClassOf(G, L.Lock));
      }))
    E.Within.clear();
}

void EventSummarizer::insertEvent(SummaryEvent E) {
  size_t Same = 0;
  unsigned Ways = 0;
  SummaryEvent *Last = nullptr;
  auto SameLock = [](const HeldLock &A, const HeldLock &B) {
    return A.Lock == B.Lock && A.Mode == B.Mode;
  };
  // A lock is one event wherever it is taken; a sleep is one for each place.
  bool Named = E.Effect == EffectKind::Acquire;
  for (SummaryEvent &Old : F.Sum.Events) {
    if (Old.Effect != E.Effect)
      continue;
    ++Same;
    bool SamePlace = Old.Inside == E.Inside && Old.Site == E.Site;
    bool Equal = (Named || SamePlace) && Old.Lock == E.Lock &&
                 Old.Class == E.Class && Old.Mode == E.Mode &&
                 Old.Recursive == E.Recursive && Old.Dropped == E.Dropped &&
                 Old.DroppedClasses == E.DroppedClasses &&
                 Old.EntryHeld == E.EntryHeld && Old.EntryFree == E.EntryFree &&
                 Old.Handler == E.Handler && Old.Masked == E.Masked &&
                 llvm::equal(Old.Within, E.Within, SameLock) &&
                 (Old.May == 0) == (E.May == 0);
    if (!Equal)
      continue;
    ++Ways;
    Last = &Old;
    if (Old.When != E.When)
      continue;
    if (E.Depth < Old.Depth)
      Old = std::move(E);
    return;
  }
  // What some target of a pointer may do must not crowd out what is certain.
  if ((E.May & MarkTarget) && Same >= MaxTargetEvents)
    return;
  if (Ways >= MaxWays)
    Last->When = joinGuards(Last->When, E.When);
  else if (Same < MaxEvents)
    F.Sum.Events.push_back(std::move(E));
}

void locktidy::summarizeEvents(const SolvedProgram &P, SolvedFunction &F) {
  // In a cycle others refer to this function's events by their numbers: later
  // rounds only add.
  if (!F.Recursive)
    F.Sum.Events.clear();
  EventSummarizer Events(P, F);
  for (const Observation &O : F.Observations)
    if (O.Callee ? O.CalleeEvent != NoEvent : true)
      Events.addEvent(O);
}
