//===- UnlockNotHeld.cpp - unlock-not-held --------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A lock is released, or needed by a function that is called, where this thread
// has surely released it before, or is held in the other mode. A function that
// releases a lock which it never took is entered with it held: no finding,
// unless another of its paths takes it first.
//
//===----------------------------------------------------------------------===//
#include "Rules/Describe.h"
#include "Rules/HandlerLocks.h"
#include "Rules/Handovers.h"
#include "Rules/LockFindings.h"
#include "Rules/Rule.h"
#include "Solve/Protection.h"
#include "Solve/Regions.h"
#include "Solve/Terms.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace locktidy;

/// \p ByKernel: it is the kernel that releases a handler's lock.
static std::string messageFor(const SolvedProgram &P, const Observation &O,
                              bool ByKernel, const std::string &Lock) {
  std::string Name = P.Prog.str(O.Name).str();
  if (O.Problem == Clash::WrongMode)
    return "'" + Name + "' releases the other mode of " + Lock +
           " than is held";
  if (O.Callee)
    return "'" + P.Prog.name(O.Callee).str() + "' needs " + Lock +
           " held, but it is not held here";
  if (O.Effect == EffectKind::Release && ByKernel)
    return "returns without " + Lock + ", which the kernel releases then";
  if (O.Effect == EffectKind::Release)
    return "'" + Name + "' releases " + Lock + ", which is not held";
  return "'" + Name + "' needs " + Lock + " held, but it is not held here";
}

/// Whether what was passed tells the ways to \p A and to \p B apart; one call
/// that does either goes by its flags.
static bool callerDecides(const SolvedFunction &F, const Observation &A,
                          const Observation &B) {
  return F.event(A.At).Pos == F.event(B.At).Pos ||
         excludeEachOther(A.Why, B.Why);
}

/// On some way the function ends a lock that it has held, or hands it on. What
/// it does to the lock then is not the first thing done to it; which release
/// comes before and which after is not asked.
static bool isEnded(const SolvedFunction &F, ExprId Lock) {
  return llvm::any_of(F.Observations, [&](const Observation &O) {
    return O.Effect == EffectKind::Destroy && O.Lock == Lock &&
           (llvm::is_contained(O.Dropped, Lock) ||
            llvm::any_of(O.Held,
                         [&](const HeldLock &L) { return L.Lock == Lock; }));
  });
}

/// The finding of a lock that is released at \p At, by \p By, before any path
/// has taken it; \p A takes it on another.
static Finding beginEntry(const SolvedFunction &F, const Describer &D,
                          EventRef At, llvm::StringRef By, LockClass Class,
                          llvm::StringRef Noun, const Observation &A) {
  Finding New = D.begin("unlock-not-held", Severity::Error, F, F.event(At).Pos);
  New.Message = "'" + By.str() + "' releases " + Noun.str() +
                ", which another path through this function has yet to take";
  New.LockClasses.push_back(D.className(Class));
  New.Event = By.str();
  New.Paths.push_back(
      {{D.place(F, A.At), Noun.str() + " acquired here on the other path"},
       {New.Where, "released here on a path that never took it"}});
  D.setCertainty(New, marksOfLimit(F));
  return New;
}

/// No way comes to both.
static bool areApart(const FunctionGraph &G, EventRef A, EventRef B) {
  return A.Block != B.Block && !reachable(G, A.Block).test(B.Block) &&
         !reachable(G, B.Block).test(A.Block);
}

/// The call at \p Pos is of functions that are seen, none of which may return
/// with a lock of class \p C.
static bool returnsFree(const SolvedProgram &P, const SolvedFunction &F,
                        Position Pos, LockClass C) {
  auto It = llvm::find_if(
      F.Data.Calls, [&](const CallPoint &Call) { return Call.Pos == Pos; });
  return It != F.Data.Calls.end() &&
         llvm::all_of(It->Callees, [&](FunctionId To) {
           uint32_t Graph = P.Prog.GraphOf[To.Index];
           return Graph != Program::NoGraph &&
                  !P.Net.of(Graph).Takes.count(C) &&
                  !P.Net.of(Graph).Takes.count(LockClass());
         });
}

/// The \p Lock lies in an object that \p F has got from such calls.
static bool isGotFree(const SolvedProgram &P, const SolvedFunction &F,
                      ExprId Lock) {
  const FunctionGraph &G = F.Graph;
  std::optional<uint32_t> Slot = slotOf(G, objectOf(G, Lock));
  if (!Slot)
    return false;
  LockClass C = lockClassOf(G, Lock);
  std::set<uint32_t> Seen{*Slot};
  std::vector<uint32_t> Todo{*Slot};
  auto IsFree = [&](const Event &E, uint32_t To) {
    if (E.Result && E.Result.Index == To)
      return returnsFree(P, F, E.Pos, C);
    if (E.Kind != EventKind::Store ||
        G.expr(E.Address).Kind != ExprKind::Local ||
        G.expr(E.Address).Symbol != To)
      return true;
    std::optional<uint32_t> From = slotOf(G, E.Value);
    if (From && Seen.insert(*From).second)
      Todo.push_back(*From);
    // What remains of a call that does nothing to locks is its result.
    return From || G.expr(E.Value).Kind == ExprKind::Const ||
           returnsFree(P, F, E.Pos, C);
  };
  while (!Todo.empty()) {
    uint32_t To = Todo.back();
    Todo.pop_back();
    if (To < G.NumParams)
      return false;
    for (const Block &B : G.Blocks)
      if (!llvm::all_of(B.Events,
                        [&](const Event &E) { return IsFree(E, To); }))
        return false;
  }
  return true;
}

/// The function asks whether it holds the lock.
static bool isAsked(const SolvedFunction &F, LockClass C) {
  return llvm::any_of(F.Observations, [&](const Observation &O) {
    return O.Effect == EffectKind::Query && O.Class == C;
  });
}

/// One path takes the lock first, so it is not held at entry; another releases
/// it first, so it is. Both cannot be, and nothing that is passed decides.
/// Where a callee takes it, perhaps in some cases only, or nobody but the
/// function knows the object, no path may come to both.
static void judgeEntry(const SolvedFunction &F, const Describer &D,
                       const SolvedProgram &P, std::vector<Finding> &Out) {
  std::set<EventRef> Told;
  for (const Observation &R : F.Observations) {
    if (R.Effect != EffectKind::Release || !R.First || R.May || R.Callee ||
        D.kindOf(R.Class, R.Kind).Kind->Counting || isEnded(F, R.Lock))
      continue;
    for (const Observation &A : F.Observations) {
      bool Apart = A.Callee || !isEntryTerm(F.Graph, R.Lock);
      if (A.Effect != EffectKind::Acquire || !takesFirst(A) || A.Try || A.May ||
          A.Lock != R.Lock || (Apart && !areApart(F.Graph, A.At, R.At)) ||
          (!isEntryTerm(F.Graph, R.Lock) &&
           !isGotFree(P, F, F.event(R.At).Lock)) ||
          D.kindOf(A.Class, A.Kind).Recursive ||
          callerDecides(F, A, R) || (Apart && isAsked(F, R.Class)) ||
          !Told.insert(R.At).second)
        continue;
      const Event &E = F.event(R.At);
      Finding New = beginEntry(F, D, R.At, P.Prog.str(E.Name), R.Class,
                               D.lockNoun(F, E.Lock, R.Class, R.Kind), A);
      if (Apart) {
        New.Level = Severity::Advice;
        New.Assumptions.push_back(
            "assumes that no function that is not seen takes it");
      }
      Out.push_back(std::move(New));
    }
  }
}

/// Some way leads to \p B without passing \p A, which may have made what B does
/// right in ways that the states do not tell.
static bool isReachedWithout(const FunctionGraph &G, EventRef A, EventRef B) {
  if (A.Block == B.Block)
    return B.Index < A.Index;
  return A.Block != 0 &&
         (B.Block == 0 || reachable(G, 0, A.Block).test(B.Block));
}

/// The same where it is a callee that releases, and perhaps one that takes.
static void judgeEntryByCall(const SolvedFunction &F, const Describer &D,
                             const SolvedProgram &P,
                             std::vector<Finding> &Out) {
  std::set<EventRef> Told;
  for (const Exit &X : F.Exits)
    for (const EntryCondition &C : X.Entry) {
      LockClass Class = lockClassOf(F.Graph, C.Lock);
      KnownKind Kind = D.kindOf(Class, C.Kind);
      // What a callee releases in some of its cases only is advice.
      if (X.May || (C.May & ~MarkSameObject) || !C.isGivenUp() ||
          !C.From.Callee || Kind.Kind->Counting || isEnded(F, C.Lock))
        continue;
      for (const Observation &A : F.Observations) {
        if (A.Effect != EffectKind::Acquire || A.Try || A.May ||
            A.Lock != C.Lock || !takesFirst(A) ||
            !isReachedWithout(F.Graph, A.At, C.From.At) ||
            excludeEachOther(A.Why, X.Why) || !Told.insert(C.From.At).second)
          continue;
        Finding New =
            beginEntry(F, D, C.From.At, P.Prog.name(C.From.Callee), Class,
                       D.lockNoun(F, C.Lock, Class, C.Kind), A);
        D.addCondition(F, C.From, "needed here", New.Paths.back());
        if (C.May)
          D.setCertainty(New, marksOfLimit(F) | C.May);
        if (Kind.Recursive) {
          New.Level = Severity::Advice;
          New.Assumptions.push_back("assumes that no caller has taken it");
        }
        Out.push_back(std::move(New));
      }
    }
}

/// The function asks whether its caller holds \p Lock, takes it where not, and
/// has ways out that leave the caller's hold alone.
static bool keepsWhenHeld(const SolvedFunction &F, ExprId Lock) {
  bool Takes = llvm::any_of(F.Observations, [&](const Observation &A) {
    return A.Effect == EffectKind::Acquire && !A.May && A.Lock == Lock &&
           llvm::is_contained(A.EntryFree, Lock);
  });
  return Takes && llvm::any_of(F.Exits, [&](const Exit &X) {
           return !X.May && llvm::any_of(X.Entry, [&](const EntryCondition &C) {
             return C.Lock == Lock && C.Tested && C.Held && !C.Released;
           });
         });
}

/// Whether the release at \p At is also that of a lock taken here.
static bool releasesOwn(const SolvedFunction &F, EventRef At, ExprId Lock) {
  return llvm::any_of(F.Observations, [&](const Observation &O) {
    return O.At == At && O.Effect == EffectKind::Release &&
           llvm::any_of(O.Held, [&](const HeldLock &L) {
             return L.Lock == Lock && !L.Entry;
           });
  });
}

/// A lock that the caller turned out to hold is released for good on one way,
/// as if it had been taken here, and kept on others.
static void judgeAsked(const SolvedFunction &F, const Describer &D,
                       const SolvedProgram &P, std::vector<Finding> &Out) {
  std::set<EventRef> Told;
  for (const Exit &X : F.Exits)
    for (const EntryCondition &C : X.Entry) {
      if (X.May || C.May || !C.Tested || !C.Held || !C.Released ||
          !keepsWhenHeld(F, C.Lock))
        continue;
      for (const Observation &R : F.Observations) {
        bool MayHeld = llvm::any_of(R.Held, [&](const HeldLock &L) {
          return L.Lock == C.Lock && L.May;
        });
        if (R.Effect != EffectKind::Release || R.Callee || R.May || MayHeld ||
            R.Lock != C.Lock || !llvm::is_contained(R.EntryHeld, C.Lock) ||
            !releasesOwn(F, R.At, C.Lock) || !Told.insert(R.At).second)
          continue;
        const Event &E = F.event(R.At);
        std::string Noun = D.lockNoun(F, E.Lock, R.Class, R.Kind);
        Finding New = D.begin("unlock-not-held", Severity::Error, F, E.Pos);
        New.Message = "'" + P.Prog.str(E.Name).str() + "' releases " + Noun +
                      " of the caller, taken here only when it is not held";
        New.LockClasses.push_back(D.className(R.Class));
        New.Event = P.Prog.str(E.Name).str();
        New.Paths.push_back({{D.place(F, C.From.At), Noun + " is held already"},
                             {New.Where, "released here"}});
        Out.push_back(std::move(New));
      }
    }
}

/// The clashes in \p F, those on a way without assumptions first: of an event
/// and a lock the first one is told.
static std::vector<const Observation *> clashes(const SolvedFunction &F) {
  std::vector<const Observation *> Found;
  for (const Observation &O : F.Observations) {
    bool Release = O.Effect == EffectKind::Release;
    bool Asserts =
        O.Effect == EffectKind::AssertHeld || O.Effect == EffectKind::Wait;
    if (O.Problem == Clash::NotHeld ? Release || Asserts
                                    : O.Problem == Clash::WrongMode && Release)
      Found.push_back(&O);
  }
  llvm::sort(Found, [](const Observation *A, const Observation *B) {
    return std::make_pair(A->May != 0, A) < std::make_pair(B->May != 0, B);
  });
  return Found;
}

void locktidy::findUnheld(const SolvedProgram &P, CountedLocks Counted,
                          std::vector<Finding> &Out) {
  Describer D(P);
  Handovers Handed(P);
  for (const SolvedFunction &F : P.Functions) {
    std::set<std::pair<EventRef, ExprId>> Told;
    for (const Observation *Clashing : clashes(F)) {
      const Observation &O = *Clashing;
      if (!Told.insert({O.At, O.Lock}).second)
        continue;
      bool Release = O.Effect == EffectKind::Release;
      KnownKind Kind = D.kindOf(O.Class, O.Kind);
      if (Kind.Kind->Counting != (Counted == CountedLocks::Only))
        continue;
      Finding R =
          D.begin("unlock-not-held", Severity::Error, F, F.event(O.At).Pos);
      bool ByKernel = bool(F.event(O.At).Context);
      ExprId Written = O.Callee || ByKernel ? O.Lock : F.event(O.At).Lock;
      std::string Noun = D.lockNoun(F, Written, O.Class, O.Kind);
      R.Message = messageFor(P, O, ByKernel, Noun);
      if (Release && !Kind.Kind->ReleasePanic.empty())
        R.Message += " (" + Kind.Kind->ReleasePanic + ")";
      R.LockClasses.push_back(D.className(O.Class));
      R.Event = P.Prog.str(O.Name).str();
      std::vector<Step> &Path = R.Paths.emplace_back();
      if (O.Problem == Clash::NotHeld)
        Path.push_back(
            {D.place(F, O.Other.At), Noun + " is not held from here on"});
      if (O.Callee) {
        D.addCondition(F, {O.At, O.Callee, O.Case, O.CaseElement},
                       "needed here", Path);
        R.Primitive = Path.back().Where;
      }
      bool Paired = O.Problem == Clash::NotHeld &&
                    Handed.isThroughTable(F, O.At, O.Callee, O.Class);
      D.setCertainty(R, O.May | (Paired ? MarkAsked : Marks()) |
                            marksOfCallers(F, O.Why));
      Out.push_back(std::move(R));
    }
  }
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  judgeHandlers(P, D, Out);
  size_t Begin = Out.size();
  for (const SolvedFunction &F : P.Functions) {
    judgeEntry(F, D, P, Out);
    judgeEntryByCall(F, D, P, Out);
    judgeAsked(F, D, P, Out);
  }
  // A function that releases on some way what it has not taken there is wrong
  // itself, and not who calls it without the lock.
  std::set<Location> Wrong;
  for (const Finding &F : llvm::drop_begin(Out, Begin))
    if (F.Level == Severity::Error)
      Wrong.insert(F.Where);
  size_t Calls = Out.size();
  findUnheld(P, CountedLocks::No, Out);
  Out.erase(std::remove_if(
                Out.begin() + Calls, Out.end(),
                [&](const Finding &F) { return Wrong.contains(F.Primitive); }),
            Out.end());
}

static const Rule UnlockNotHeld{
    "unlock-not-held", Severity::Error,
    "releasing or relying on a lock that is not held", judge};
static RegisterRule Register(UnlockNotHeld);
