//===- Sides.cpp - ways out that disagree on a caller's lock --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Sides.h"
#include "Solve/Regions.h"
#include "Solve/Slice.h"
#include "Solve/Terms.h"
#include "Solve/Untold.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <optional>
#include <set>

using namespace locktidy;

/// The same return gives up the caller's \p Lock on another way to it: what
/// decides is no slip of a way out, but a condition that somebody wrote.
static bool isGivenUpAt(const SolvedFunction &F, Position Pos, ExprId Lock) {
  return llvm::any_of(F.Exits, [&](const Exit &X) {
    return X.Pos == Pos && llvm::any_of(X.Entry, [&](const EntryCondition &C) {
             return C.Lock == Lock && C.Held && C.Released;
           });
  });
}

/// In what was passed, or global. An object that is found from there in memory
/// may come locked in some cases only, as the other half of a mirror does.
static bool isPassed(const FunctionGraph &G, ExprId Lock) {
  const Expr &Base = G.expr(objectOf(G, Lock));
  return Base.Kind == ExprKind::Global || Base.Kind == ExprKind::Apply ||
         (Base.Kind == ExprKind::Load &&
          G.expr(Base.A).Kind == ExprKind::Local);
}

/// What is done to locks on the way to \p X is said by flags of the caller.
static bool isAskedForByFlags(const Exit &X) {
  return llvm::any_of(X.Why, [](const Literal &L) { return L.IsFlag; });
}

/// A lock of the class \p C is given up on the way to \p Keeps by a callee that
/// gets no parameter, but an object which was found: it may be the one.
///
///   for (i = 0; i < list->count; i++)
///           put(list->entry[i]);               the last one is e
static bool isGivenUpUnnamed(const SolvedProgram &P, const SolvedFunction &F,
                             const Exit &Keeps, LockClass C) {
  const FunctionGraph &G = F.Graph;
  auto Reaches = [&](uint32_t From) {
    llvm::BitVector After = reachable(G, From);
    After.set(From);
    return llvm::any_of(After.set_bits(), [&](unsigned B) {
      const Terminator &T = G.Blocks[B].Term;
      return T.Kind == TermKind::Return && T.Pos == Keeps.Pos;
    });
  };
  auto Gives = [&](const Event &E) {
    const NetLocks::Net *Of = P.Net.callee(P.Prog, G, E);
    return Of && Of->Gives.count(C) && !Of->Takes.count(C) &&
           llvm::none_of(E.Args,
                         [&](ExprId Arg) { return parameterOf(G, Arg); });
  };
  for (uint32_t B = 0; B != G.Blocks.size(); ++B)
    if (C && llvm::any_of(G.Blocks[B].Events, Gives) && Reaches(B))
      return true;
  return false;
}

/// \p F itself releases \p Lock, by this very name: that other locks of the way
/// have two names says nothing of it.
static bool isReleasedByName(const SolvedFunction &F, ExprId Lock) {
  return llvm::any_of(F.Observations, [&](const Observation &O) {
    return O.Effect == EffectKind::Release && !O.Callee && O.Lock == Lock;
  });
}

/// \p Free gives up a lock of the caller and \p Keeps, with the same result,
/// does not: it is held there, or was never touched.
static std::optional<HeldLock> keptFromCaller(const SolvedProgram &P,
                                              const SolvedFunction &F,
                                              const Exit &Keeps,
                                              const Exit &Free) {
  if ((Free.May & ~MarkSameObject) || isAskedForByFlags(Keeps) ||
      isAskedForByFlags(Free) ||
      !areOneResult(P, F, Keeps.Returns, Free.Returns) ||
      callerCanTell(P, F, Keeps, Free))
    return std::nullopt;
  for (const EntryCondition &C : Free.Entry) {
    // An object that callers cannot name may have come locked from where the
    // function got it.
    Marks May = Free.May | C.May;
    if (May == MarkSameObject && isReleasedByName(F, C.Lock))
      May = 0;
    if (!C.Held || !C.Released || C.Tested || May ||
        !isEntryTerm(F.Graph, C.Lock) ||
        (F.Recursive && readsMemory(F.Graph, C.Lock)))
      continue;
    if (llvm::any_of(Free.Held, [&](const HeldLock &L) {
          return isExchanged(F.Graph, Free, C.Lock, L.Lock) ||
                 isSwapped(Free, C.Lock, L.Lock, F.Graph, Keeps) ||
                 isReplaced(F.Graph, C, L);
        }))
      continue;
    for (const HeldLock &L : Keeps.Held)
      if (L.Entry && L.Lock == C.Lock)
        return L;
    // Where the function takes such a lock itself, an exit without it may have
    // released its own.
    bool Takes = llvm::any_of(F.Observations, [&](const Observation &O) {
      return O.Effect == EffectKind::Acquire &&
             O.Class == lockClassOf(F.Graph, C.Lock);
    });
    bool Touched = llvm::any_of(
        Keeps.Entry, [&](const EntryCondition &E) { return E.Lock == C.Lock; });
    if (!Takes && !Touched && isPassed(F.Graph, C.Lock) && Keeps.Held.empty() &&
        !isGivenUpAt(F, Keeps.Pos, C.Lock) &&
        !isGivenUpUnnamed(P, F, Keeps, lockClassOf(F.Graph, C.Lock)))
      return HeldLock{C.Lock, C.Kind, C.Mode, 1, true, false, 0, C.From};
  }
  return std::nullopt;
}

/// Whether one of \p Exits comes after \p Taken without a release of a lock of
/// that class between.
static bool reachesExit(const FunctionGraph &G, const Observation &Taken,
                        const std::set<Position> &Exits) {
  std::set<uint32_t> Seen;
  std::vector<std::pair<uint32_t, uint32_t>> Todo{
      {Taken.At.Block, Taken.At.Index + 1}};
  while (!Todo.empty()) {
    auto [Index, From] = Todo.back();
    Todo.pop_back();
    const Block &B = G.Blocks[Index];
    bool Released = std::any_of(B.Events.begin() + From, B.Events.end(),
                                [&](const Event &E) {
                                  return E.Kind == EventKind::Effect &&
                                         E.Effect == EffectKind::Release &&
                                         lockClassOf(G, E.Lock) == Taken.Class;
                                });
    if (Released)
      continue;
    if (B.Term.Kind == TermKind::Return && Exits.count(B.Term.Pos))
      return true;
    for (BlockId Next : successors(B))
      if (Seen.insert(Next.Index).second)
        Todo.push_back({Next.Index, 0});
  }
  return false;
}

/// What the ways out that may return 0 do with the caller's \p Lock.
static decltype(Sides::Success) onSuccess(const SolvedFunction &F,
                                          ExprId Lock) {
  if (F.Graph.Returns != ReturnKind::Integer)
    return Sides::Undecided;
  bool Keeps = false, Gives = false;
  for (const Exit &X : F.Exits)
    for (const EntryCondition &C : X.Entry)
      if (C.Lock == Lock && C.Held && X.Returns.contains(0))
        (C.Released ? Gives : Keeps) = true;
  if (Keeps == Gives)
    return Sides::Undecided;
  return Keeps ? Sides::Keeps : Sides::Gives;
}

std::map<ExprId, Sides> locktidy::findSides(const SolvedProgram &P,
                                            const SolvedFunction &F) {
  std::map<ExprId, Sides> Found;
  for (const Exit &Keeps : F.Exits)
    for (const Exit &Free : F.Exits)
      if (std::optional<HeldLock> L = keptFromCaller(P, F, Keeps, Free)) {
        Sides &S = Found[L->Lock];
        S.Lock = *L;
        S.Keep.try_emplace(Keeps.Pos, &Keeps);
        S.Give.try_emplace(Free.Pos, &Free);
      }
  for (auto &[Lock, S] : Found) {
    std::set<Position> Holding;
    for (const Exit &X : F.Exits)
      if (llvm::any_of(X.Held, [&](const HeldLock &L) {
            return L.Entry && L.Lock == S.Lock.Lock;
          }))
        Holding.insert(X.Pos);
    S.Success = onSuccess(F, Lock);
    Range Returned = S.Give.begin()->second->Returns;
    for (auto &[Pos, X] : S.Give)
      Returned = Returned.hull(X->Returns);
    S.GivenAfter = P.Back.isGivenAfter(P.Prog.GraphOf[F.Graph.Id.Index],
                                       lockClassOf(F.Graph, Lock), Returned);
    S.Retaken = llvm::any_of(F.Observations, [&](const Observation &O) {
      return O.Effect == EffectKind::Acquire && !O.Callee && !O.May &&
             O.Lock == S.Lock.Lock &&
             llvm::is_contained(O.Dropped, S.Lock.Lock) &&
             reachesExit(F.Graph, O, Holding);
    });
  }
  return Found;
}
