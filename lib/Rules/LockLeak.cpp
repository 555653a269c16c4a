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
#include "Solve/Untold.h"
#include <map>
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

/// The function asserts a lock of its caller; \p Free gives it up and \p Keeps,
/// with the same result, does not.
static const HeldLock *keptFromCaller(const SolvedFunction &F,
                                      const Exit &Keeps, const Exit &Free) {
  if (Free.May || Keeps.Returns.meet(Free.Returns).empty() ||
      callerCanTell(F, Keeps, Free))
    return nullptr;
  for (const EntryCondition &C : Free.Entry) {
    if (!C.Held || !C.Released || C.Tested)
      continue;
    for (const HeldLock &L : Keeps.Held)
      if (L.Entry && L.Lock == C.Lock)
        return &L;
  }
  return nullptr;
}

/// One finding for a function and lock, at the ways out that are fewer: those
/// are the slip.
static void judgeKept(const Describer &D, const SolvedFunction &F,
                      std::vector<Finding> &Out) {
  struct Sides {
    std::map<Position, const Exit *> Keep, Give;
    const HeldLock *Lock = nullptr;
  };
  std::map<ExprId, Sides> Found;
  for (const Exit &Keeps : F.Exits)
    for (const Exit &Free : F.Exits)
      if (const HeldLock *L = keptFromCaller(F, Keeps, Free)) {
        Sides &S = Found[L->Lock];
        S.Lock = L;
        S.Keep.try_emplace(Keeps.Pos, &Keeps);
        S.Give.try_emplace(Free.Pos, &Free);
      }
  for (auto &[Lock, S] : Found) {
    bool KeepIsSlip = S.Keep.size() <= S.Give.size();
    const Exit &At = *(KeepIsSlip ? S.Keep : S.Give).begin()->second;
    const Exit &Other = *(KeepIsSlip ? S.Give : S.Keep).begin()->second;
    Finding R = describe(D, F, KeepIsSlip ? At : Other, *S.Lock,
                         KeepIsSlip ? Other : At);
    R.Where = D.place(At.Pos);
    R.Message = KeepIsSlip
                    ? "returns without releasing " + D.lockNoun(F, *S.Lock) +
                          " of its caller, which other paths release"
                    : "returns with " + D.lockNoun(F, *S.Lock) +
                          " of its caller released, which other paths keep";
    Out.push_back(std::move(R));
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
