//===- LockLeak.cpp - lock-leak -------------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function returns with a lock held on one path and without it on another,
// and the caller has no way to tell (Solve/Untold.h says what counts as one).
//
//===----------------------------------------------------------------------===//
#include "Rules/Describe.h"
#include "Rules/Rule.h"
#include "Solve/Slice.h"
#include "Solve/Untold.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

using namespace locktidy;

static Finding describe(const Describer &D, const SolvedFunction &F,
                        const Exit &Leak, const HeldLock &L, const Exit &Free) {
  Finding R = D.begin("lock-leak", Severity::Error, F, Leak.Pos);
  R.Message = "returns with " + D.lockNoun(F, L) +
              " held, which is released on another path";
  R.LockClasses.push_back(D.className(lockClassOf(F.Graph, L.Lock)));
  R.Event = "return";
  std::vector<Step> &Path = R.Paths.emplace_back();
  D.addAcquired(F, L, Path);
  Path.push_back({R.Where, "returns with it held here"});
  Path.push_back({D.place(Free.Pos), "returns without it here"});
  D.setCertainty(R, Leak.May | L.May);
  return R;
}

/// \p Free gives up a lock of the caller and \p Keeps, with the same result,
/// does not: it is held there, or was never touched.
static std::optional<HeldLock>
keptFromCaller(const SolvedFunction &F, const Exit &Keeps, const Exit &Free) {
  if (Free.May || Keeps.Returns.meet(Free.Returns).empty() ||
      callerCanTell(F, Keeps, Free))
    return std::nullopt;
  for (const EntryCondition &C : Free.Entry) {
    if (!C.Held || !C.Released || C.Tested)
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
    if (!Takes && !Touched && Keeps.Held.empty())
      return HeldLock{C.Lock, C.Kind, C.Mode, 1, true, false, C.May, C.From};
  }
  return std::nullopt;
}

namespace {

/// The ways out that keep a lock of the caller, and those that give it up.
struct Sides {
  std::map<Position, const Exit *> Keep, Give;
  HeldLock Lock;
  /// Some way out dropped the lock and took it again: it is to be kept.
  bool Retaken = false;

  /// Those that are fewer are the slip.
  bool keepIsSlip() const { return !Retaken && Keep.size() <= Give.size(); }
};

} // namespace

/// Whether one of \p Exits comes after \p Taken without a release of a lock of
/// that class between.
static bool reachesExit(const FunctionGraph &G, const Observation &Taken,
                        const std::map<Position, const Exit *> &Exits) {
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

static std::map<ExprId, Sides> findSides(const SolvedFunction &F) {
  std::map<ExprId, Sides> Found;
  for (const Exit &Keeps : F.Exits)
    for (const Exit &Free : F.Exits)
      if (std::optional<HeldLock> L = keptFromCaller(F, Keeps, Free)) {
        Sides &S = Found[L->Lock];
        S.Lock = *L;
        S.Keep.try_emplace(Keeps.Pos, &Keeps);
        S.Give.try_emplace(Free.Pos, &Free);
      }
  for (auto &[Lock, S] : Found)
    S.Retaken = llvm::any_of(F.Observations, [&](const Observation &O) {
      return O.Effect == EffectKind::Acquire && !O.Callee && !O.May &&
             O.Lock == S.Lock.Lock &&
             llvm::is_contained(O.Dropped, S.Lock.Lock) &&
             reachesExit(F.Graph, O, S.Keep);
    });
  return Found;
}

/// One finding for a function and lock, at the first way out that is a slip;
/// where the code says what is meant, one for each.
static void judgeKept(const Describer &D, const SolvedFunction &F,
                      std::vector<Finding> &Out) {
  for (auto &[Lock, S] : findSides(F)) {
    bool KeepIsSlip = S.keepIsSlip();
    const Exit &Other = *(KeepIsSlip ? S.Give : S.Keep).begin()->second;
    for (auto &[Pos, At] : KeepIsSlip ? S.Keep : S.Give) {
      Finding R = describe(D, F, KeepIsSlip ? *At : Other, S.Lock,
                           KeepIsSlip ? Other : *At);
      R.Where = D.place(Pos);
      R.Message = KeepIsSlip
                      ? "returns without releasing " + D.lockNoun(F, S.Lock) +
                            " of its caller, which other paths release"
                      : "returns with " + D.lockNoun(F, S.Lock) +
                            " of its caller released, which other paths keep";
      Out.push_back(std::move(R));
      if (!S.Retaken)
        break;
    }
  }
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  for (const SolvedFunction &F : P.Functions) {
    judgeKept(D, F, Out);
    std::set<std::tuple<Position, Origin>> Told;
    for (const Exit &Leak : F.Exits)
      for (const Exit::Untold &U : Leak.Untolds)
        if (const HeldLock &L = Leak.Held[U.Held];
            Told.insert({Leak.Pos, L.From}).second)
          Out.push_back(describe(D, F, Leak, L, F.Exits[U.Against]));
  }
}

static const Rule LockLeak{
    "lock-leak", Severity::Error,
    "returning with a lock held that is released on other paths", judge};
static RegisterRule Register(LockLeak);
