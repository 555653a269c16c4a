//===- LockLeak.cpp - lock-leak -------------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function returns with a lock held on one path and without it on another,
// and the caller has no way to tell (Solve/Untold.h says what counts as one).
// Or a thread ends with one.
//
//===----------------------------------------------------------------------===//
#include "Rules/Contracts.h"
#include "Rules/Describe.h"
#include "Rules/Handovers.h"
#include "Rules/LockFindings.h"
#include "Rules/MissingElse.h"
#include "Rules/NeverGivenUp.h"
#include "Rules/Rule.h"
#include "Rules/SideEffects.h"
#include "Rules/Sleeping.h"
#include "Solve/Sides.h"
#include "Solve/Untold.h"
#include <map>
#include <set>
#include <tuple>

using namespace locktidy;

/// Where the functions that \p L was got from return with it, the innermost
/// first: such a return may be the slip that \p F only passes on.
static void addReturns(const SolvedProgram &P, const Describer &D,
                       const HeldLock &L, std::vector<Step> &Path) {
  std::vector<Step> Returns;
  HeldLock Held = L;
  for (unsigned Hops = 0; Held.From.Callee && !Held.Entry && Hops != 32;
       ++Hops) {
    const SolvedFunction *Callee = P.function(Held.From.Callee);
    if (Held.From.Case >= Callee->Sum.Cases.size())
      break;
    const SummaryCase &Case = Callee->Sum.Cases[Held.From.Case];
    if (Held.From.Element >= Case.Acquired.size())
      break;
    Held = Case.Acquired[Held.From.Element];
    LockClass Class = lockClassOf(Callee->Graph, Held.Lock);
    for (const Exit &X : Callee->Exits)
      if (!X.Returns.meet(Case.Returns).empty() &&
          llvm::any_of(X.Held, [&](const HeldLock &H) {
            return !H.Entry && lockClassOf(Callee->Graph, H.Lock) == Class;
          })) {
        Returns.push_back({D.place(X.Pos), "'" + D.functionName(*Callee) +
                                               "' returns with it held here"});
        break;
      }
  }
  Path.insert(Path.end(), Returns.rbegin(), Returns.rend());
}

static Finding describe(const SolvedProgram &P, const Describer &D,
                        const SolvedFunction &F, const Exit &Leak,
                        const HeldLock &L, const Exit &Free, Marks Meant) {
  Finding R = D.begin("lock-leak", Severity::Error, F, Leak.Pos);
  R.Message = "returns with " + D.lockNoun(F, L) +
              " held, which is released on another path";
  R.LockClasses.push_back(D.className(lockClassOf(F.Graph, L.Lock)));
  R.Event = "return";
  std::vector<Step> &Path = R.Paths.emplace_back();
  D.addAcquired(F, L, Path);
  addReturns(P, D, L, Path);
  Path.push_back({R.Where, "returns with it held here"});
  Path.push_back({D.place(Free.Pos), "returns without it here"});
  bool Told = P.Back.isGivenBack(P.Prog.GraphOf[F.Graph.Id.Index],
                                 lockClassOf(F.Graph, L.Lock), Leak.Returns,
                                 Free.Returns, L.Entry);
  D.setCertainty(R, Leak.May | L.May | (Told ? MarkAsked : Marks()) | Meant |
                        marksOfCallers(F, Leak.Why));
  return R;
}

/// Whether \p L is of the sort asked for, and something that leaks: no state of
/// the processor.
static bool isAskedFor(const SolvedProgram &P, const HeldLock &L,
                       CountedLocks Counted) {
  const LockKind *K = P.Prog.kind(L.Kind);
  bool Counting = K && K->Counting;
  return !(K && K->Unpaired) && Counting == (Counted == CountedLocks::Only);
}

/// A path on which a lock of the caller is given up comes to where it is
/// needed: that is told, and the way out of such a path is no second defect.
static bool isMissedBefore(const SolvedFunction &F, ExprId Lock) {
  return llvm::any_of(F.Observations, [&](const Observation &O) {
    return O.Problem == Clash::NotHeld && O.Lock == Lock && !O.May;
  });
}

/// Both sides leave by one return, and \p F gives up no such lock itself: a
/// callee that it does not ask may, which is no slip of this way out.
static bool isUpToCallee(const SolvedFunction &F, const Sides &S) {
  auto IsSame = [&](const auto &At) { return S.Give.count(At.first) != 0; };
  return llvm::all_of(S.Keep, IsSame) &&
         llvm::none_of(F.Observations, [&](const Observation &O) {
           return O.Effect == EffectKind::Release && !O.Callee &&
                  O.Class == lockClassOf(F.Graph, S.Lock.Lock);
         });
}

/// One finding for a function and lock, at the first way out that is a slip;
/// where the code says what is meant, one for each.
static void judgeKept(const SolvedProgram &P, const Describer &D,
                      const SideEffects &Declared, const SolvedFunction &F,
                      std::vector<Finding> &Out) {
  for (auto &[Lock, S] : findSides(P, F)) {
    if (!isAskedFor(P, S.Lock, CountedLocks::No))
      continue;
    const Contract *Said = Declared.of(F, Lock);
    bool KeepIsSlip =
        Said ? Said->Kind == ContractKind::Releases : S.keepIsSlip();
    if (KeepIsSlip ? isUpToCallee(F, S) : isMissedBefore(F, Lock))
      continue;
    const Exit &Other = *(KeepIsSlip ? S.Give : S.Keep).begin()->second;
    for (auto &[Pos, At] : KeepIsSlip ? S.Keep : S.Give) {
      Finding R = describe(P, D, F, KeepIsSlip ? *At : Other, S.Lock,
                           KeepIsSlip ? Other : *At, 0);
      R.Where = D.place(Pos);
      if (Said)
        R.Paths.push_back({{D.place(Said->Pos), "declared here"}});
      else if (KeepIsSlip && S.Give.count(Pos) &&
               isMissingElse(P, F, Pos, Lock)) {
        R.Level = Severity::Advice;
        R.Assumptions.push_back("assumes that none of the questions that "
                                "decide how the lock is given up need hold");
      }
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

/// What a round of a loop leaves locked, at the place where it was taken.
static void judgeRounds(const SolvedProgram &P, const Describer &D,
                        const Contracts &Meant, const SolvedFunction &F,
                        CountedLocks Counted, std::vector<Finding> &Out) {
  for (const RoundLeak &Leak : F.RoundLeaks) {
    const HeldLock &L = Leak.Lock;
    if (!isAskedFor(P, L, Counted))
      continue;
    Finding R =
        D.begin("lock-leak", Severity::Error, F, F.event(L.From.At).Pos);
    R.Message = "the next round of this loop begins with " + D.lockNoun(F, L) +
                " of this one held, which is released on another path";
    R.LockClasses.push_back(D.className(lockClassOf(F.Graph, L.Lock)));
    R.Event = "loop";
    std::vector<Step> &Path = R.Paths.emplace_back();
    D.addAcquired(F, L, Path);
    Path.push_back({D.place(F.event(Leak.Freed).Pos), "released here"});
    D.setCertainty(R, L.May | Meant.marksOfRound(F, L));
    Out.push_back(std::move(R));
  }
}

/// A lock of the caller has been given up by then of which it is not known
/// whether it is \p L: one that a field points at (`mutex_exit(info->lockp)`).
static bool mayBeGivenUp(const SolvedFunction &F, const Observation &O,
                         const HeldLock &L) {
  return llvm::any_of(O.Dropped, [&](ExprId Dropped) {
    return Dropped != L.Lock && lockClassOf(F.Graph, Dropped).What ==
                                    LockClass::PointerField;
  });
}

/// What the thread holds at its end nobody can ever give up, whether other
/// paths do or not.
static void judgeEnds(const SolvedProgram &P, const Describer &D,
                      std::vector<Finding> &Out) {
  std::set<FunctionId> Handlers;
  for (const Root &R : P.Roots)
    Handlers.insert(R.Handler);
  // What a callee asserts that the first function of a thread has is missing
  // there: nobody has taken it.
  auto IsNobodys = [&](const SolvedFunction &F, const HeldLock &L) {
    return L.Entry && Handlers.count(F.Graph.Id) &&
           P.Callers[P.Prog.GraphOf[F.Graph.Id.Index]].empty();
  };
  auto Judge = [&](const SolvedFunction &F, const Observation &O,
                   const HeldLock &L) {
    return O.Effect == EffectKind::EndThread && O.Kind != L.Kind &&
                   isAskedFor(P, L, CountedLocks::No) &&
                   !mayBeGivenUp(F, O, L) && !IsNobodys(F, L)
               ? std::optional(Severity::Error)
               : std::nullopt;
  };
  for (const UnderLock &U : findUnderLock(P, Judge))
    Out.push_back(describeUnderLock(D, "lock-leak", U, "ends the thread in", P,
                                    Reason::None));
}

/// Every way out has the lock, and nobody gives such a one up.
static void judgeForGood(const Describer &D, const NeverGivenUp &Kept,
                         const SolvedFunction &F,
                         std::vector<Finding> &Out) {
  auto [Leak, Index] = Kept.find(F);
  if (!Leak)
    return;
  const HeldLock &L = Leak->Held[Index];
  Finding R = D.begin("lock-leak", Severity::Error, F, F.event(L.From.At).Pos);
  R.Message = "every way out of '" + D.functionName(F) + "' keeps " +
              D.lockNoun(F, L) +
              ", which no function releases that has not taken it itself";
  R.LockClasses.push_back(D.className(lockClassOf(F.Graph, L.Lock)));
  R.Event = "return";
  if (Kept.isNamedElsewhere(lockClassOf(F.Graph, L.Lock))) {
    R.Level = Severity::Advice;
    R.Assumptions.push_back(
        "assumes that no file that is not seen releases it");
  }
  R.Paths.push_back({{D.place(Leak->Pos), "returns with it held here"}});
  Out.push_back(std::move(R));
}

/// The way out that does not hold the lock is the slip. Of two locks of a class
/// that are held, one is not what the declaration is about.
static bool isMeantToStay(const Contract *Said, const SolvedFunction &F,
                          const Exit &X, const HeldLock &L) {
  LockClass Class = lockClassOf(F.Graph, L.Lock);
  return Said && Said->Kind != ContractKind::Releases &&
         llvm::count_if(X.Held, [&](const HeldLock &Other) {
           return lockClassOf(F.Graph, Other.Lock) == Class;
         }) == 1;
}

void locktidy::findLeaks(const SolvedProgram &P, CountedLocks Counted,
                         std::vector<Finding> &Out) {
  Describer D(P);
  Handovers Handed(P);
  Contracts Meant(P);
  SideEffects Declared(P);
  if (Counted == CountedLocks::No) {
    judgeEnds(P, D, Out);
    // Functions that were not solved would seem to do nothing.
    if (!P.Stopped)
      Declared.judgeStale(D, Out);
  }
  NeverGivenUp Kept(P);
  for (const SolvedFunction &F : P.Functions) {
    judgeRounds(P, D, Meant, F, Counted, Out);
    if (Counted == CountedLocks::No) {
      judgeForGood(D, Kept, F, Out);
      judgeKept(P, D, Declared, F, Out);
      Declared.judge(D, F, Out);
    }
    std::map<std::tuple<Position, EventRef, LockClass>, size_t> Told;
    for (const Exit &Leak : F.Exits)
      for (const Exit::Untold &U : Leak.Untolds) {
        const HeldLock &L = Leak.Held[U.Held];
        if (!isAskedFor(P, L, Counted) || Handed.leaves(F, L.Lock, Leak) ||
            (Counted == CountedLocks::No && Declared.isTry(F, L.Lock)) ||
            isMeantToStay(Declared.of(F, L.Lock), F, Leak, L))
          continue;
        const Exit &Against = F.Exits[U.Against];
        LockClass Of = lockClassOf(F.Graph, L.Lock);
        // A call may return with several locks. A primitive takes one, by
        // whatever name: `mtx = own ? own : mtx_pool_find(...)`.
        LockClass Class = L.From.Callee ? Of : LockClass();
        bool ForOther =
            Handed.isLeft(Of) || Handed.isForTable(F.Graph.Id, Of) ||
            (Leak.Pos == Against.Pos &&
             Handed.isThroughTable(F, L.From.At, L.From.Callee, Of));
        Finding R = describe(P, D, F, Leak, L, Against,
                             Meant.marks(F, Leak, L) |
                                 (ForOther ? MarkTaker : Marks()));
        auto [It, New] =
            Told.try_emplace({Leak.Pos, L.From.At, Class}, Out.size());
        if (New)
          Out.push_back(std::move(R));
        else if (Out[It->second].Level == Severity::Advice &&
                 R.Level != Severity::Advice)
          Out[It->second] = std::move(R);
      }
  }
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  findLeaks(P, CountedLocks::No, Out);
}

static const Rule LockLeak{
    "lock-leak", Severity::Error,
    "returning with a lock held that is released on other paths", judge};
static RegisterRule Register(LockLeak);
