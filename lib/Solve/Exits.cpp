//===- Exits.cpp - ways out of a function ---------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Paths that leave a function at one place with the same locks, result and
// memory are one exit. When all are known, what a join left in doubt is
// settled.
//
//===----------------------------------------------------------------------===//
#include "Solve/FreedObjects.h"
#include "Solve/Simulator.h"
#include "Solve/Summarize.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

void Simulator::exit(const Terminator &T, State S) {
  Exit X;
  X.Pos = T.Pos;
  X.Returns = Range::all();
  if (T.Cond) {
    X.ReturnValue = evaluate(S, T.Cond);
    X.Returns = rangeOf(S, X.ReturnValue);
    if (G.Returns == ReturnKind::Pointer && isReadThrough(S, X.ReturnValue))
      X.Returns = X.Returns.without(0);
  }
  X.Held.assign(S.Held.begin(), S.Held.end());
  X.Entry.assign(S.Entry.begin(), S.Entry.end());
  // Its own variables are gone with it.
  for (const auto &M : S.Memory)
    if (!isOwnMemory(M.first))
      X.Memory.push_back(M);
  for (const NotHeldLock &L : S.NotHeld)
    if ((isEntryTerm(L.Lock) ||
         (X.ReturnValue && isWithin(G, L.Lock, X.ReturnValue))) &&
        !L.Recurses && !L.May)
      X.Free.push_back({L.Lock, L.When, L.New});
  X.May = S.May;
  X.Doubts = std::move(S.Doubts);
  X.Aged = S.Aged;
  auto SameEffect = [&](const Exit &Old) {
    return Old.Pos == X.Pos && Old.Returns == X.Returns &&
           Old.ReturnValue == X.ReturnValue && Old.Memory == X.Memory &&
           sameLocks(Old.Held, X.Held, Old.Entry, X.Entry);
  };
  // All ways that are known by now: an exit for each.
  Ways Why = std::move(S.Why);
  Guard Known = Why.common();
  for (const Exit &Old : F.Exits)
    if (SameEffect(Old)) {
      Why.join(Ways(Old.Why));
      Marks Now = X.marks(), Before = Old.marks();
      X.May = lesser(X.May, Old.May);
      X.Doubts.join(Old.Doubts, /*Exact=*/true);
      MarkJoin OfLocks(Now, Before, X.marks());
      for (auto [L, Same] : llvm::zip_equal(X.Held, Old.Held))
        L.May = OfLocks(L.May, Same.May);
      for (auto [C, Same] : llvm::zip_equal(X.Entry, Old.Entry))
        C.May = OfLocks(C.May, Same.May);
      X.Aged |= Old.Aged;
      joinFree(X.Free, Known, Old.Free, Old.Why);
    }
  llvm::erase_if(F.Exits, SameEffect);
  for (const Guard &G : Why.all()) {
    F.Exits.push_back(X);
    F.Exits.back().Why = G;
  }
}

/// Whether two ways out hold the same locks and have given up the same of the
/// caller's; what they asked of those does not count, nor do states of the
/// processor, such as interrupts that are off, which are no locks.
bool Simulator::sameEffect(const Exit &A, const Exit &B) const {
  auto Held = [&](const Exit &X) {
    llvm::SmallVector<std::tuple<ExprId, LockMode, uint8_t>, 4> Out;
    for (const HeldLock &L : X.Held)
      if (!L.Entry && !isUnpaired(L.Kind))
        Out.push_back({L.Lock, L.Mode, L.Count});
    return Out;
  };
  auto GivenUp = [&](const Exit &X) {
    llvm::SmallVector<ExprId, 4> Out;
    for (const EntryCondition &C : X.Entry)
      if (C.Released && !isUnpaired(C.Kind))
        Out.push_back(C.Lock);
    return Out;
  };
  return Held(A) == Held(B) && GivenUp(A) == GivenUp(B);
}

/// Whether \p Sure, which is known to be possible, tells callers all that \p X
/// does of locks: they come to it as to \p X, and cannot tell the two apart by
/// the result. A lock that is kept or given up is told where that is done.
bool Simulator::tellsFor(const Exit &Sure, const Exit &X) const {
  return !Sure.May && Sure.Doubts.isAlways() && sameEffect(Sure, X) &&
         resultClass(Sure.Returns) == resultClass(X.Returns) &&
         !excludeEachOther(Sure.Why, X.Why) &&
         (Sure.Pos == X.Pos || sameEffect(X, Exit()));
}

/// Whether it costs something that \p X may not be possible. Ways out that do
/// the same to locks are one to every caller, whichever of them is possible;
/// one that rests on an assumption is a may fact in any case.
bool Simulator::costs(const Exit &X) const {
  auto IsSure = [](const Exit &Y) { return !Y.May; };
  return IsSure(X) && !X.Doubts.isAlways() &&
         llvm::any_of(
             F.Exits,
             [&](const Exit &Y) { return IsSure(Y) && !sameEffect(Y, X); }) &&
         llvm::none_of(F.Exits, [&](const Exit &Y) { return tellsFor(Y, X); });
}

/// What is still in doubt when all paths are known is a may fact.
void Simulator::settleDoubts() {
  for (auto [O, Doubts] : llvm::zip_equal(F.Observations, Doubted))
    if (!Doubts.isPossible())
      O.May |= MarkWidened;
  if (llvm::any_of(F.Exits, [&](const Exit &X) { return costs(X); }))
    F.Reached = std::max(F.Reached, Limit::States);
  for (Exit &X : F.Exits) {
    if (!X.Doubts.isAlways())
      X.May |= MarkWidened;
    X.Doubts = Ways();
  }
}

/// Who asks for a lock of the caller's and returns only with the answer that it
/// is held, requires it, like an assertion.
///
///   if (!mutex_owned(&sc->mtx)) panic("foo: not locked");
void Simulator::settleQuestions() {
  auto AsksFor = [](const Exit &X, const EntryCondition &Asked) {
    return llvm::any_of(X.Entry, [&](const EntryCondition &C) {
      return C.Lock == Asked.Lock && C.Mode == Asked.Mode && C.Held && C.Tested;
    });
  };
  llvm::DenseSet<ExprId> Required;
  if (!F.Exits.empty())
    for (const EntryCondition &C : F.Exits.front().Entry)
      // A state of the processor is given up whether it is held or not.
      if (!isUnpaired(C.Kind) &&
          llvm::all_of(F.Exits, [&](const Exit &X) { return AsksFor(X, C); }))
        Required.insert(C.Lock);
  for (Exit &X : F.Exits)
    for (EntryCondition &C : X.Entry)
      C.Tested &= !Required.contains(C.Lock);
}
