//===- Sleeping.cpp - sleeps and what they are under ----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/Sleeping.h"
#include "Rules/Chains.h"
#include "Rules/Methods.h"
#include "Rules/NewLocks.h"
#include "Rules/Once.h"
#include "Solve/Order.h"
#include "Solve/Phases.h"
#include "Solve/Terms.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <tuple>

using namespace locktidy;

/// Must before may, errors before warnings, then the first place, then the
/// shortest way: what is reported for one cause.
static bool better(const UnderLock &A, const UnderLock &B) {
  auto Rank = [](const UnderLock &U) {
    return std::make_tuple(U.May != 0, U.Level,
                           U.Function->event(U.Seen->At).Pos,
                           U.Seen->Callee.Index, U.Seen->CalleeEvent);
  };
  return Rank(A) < Rank(B);
}

/// Whether the callee itself knows enough to judge the \p I-th lock that it has
/// taken before the event.
static bool isJudgedInside(const SolvedProgram &P, const Observation &O,
                           size_t I, JudgeLock Judge) {
  const SolvedFunction &Callee = *P.function(O.Callee);
  const SummaryEvent &E = Callee.Sum.Events[O.CalleeEvent];
  Observation There = O;
  There.Class = E.Class;
  return Judge(Callee, There, E.Within[I]).has_value();
}

/// `table.lock`, `locks[i]`: each device has the same.
static bool isPartOfVariable(const FunctionGraph &G, ExprId Lock) {
  return G.expr(objectOf(G, Lock)).Kind == ExprKind::Global;
}

std::vector<UnderLock> locktidy::findUnderLock(const SolvedProgram &P,
                                               JudgeLock Judge,
                                               const Phases *Known) {
  Describer D(P);
  Once Done(P);
  Methods Own(P);
  NewLocks Unknown(P);
  std::optional<Phases> Setup;
  auto IsAlone = [&](const SolvedFunction &F, EventRef At, const HeldLock &L) {
    if (!isOfDevice(P.Pointed.resolve(lockClassOf(F.Graph, L.Lock))) ||
        isPartOfVariable(F.Graph, L.Lock))
      return false;
    if (!Known)
      Known = &Setup.emplace(P);
    return Known->isAlone(P.Prog.GraphOf[F.Graph.Id.Index], At);
  };
  // One cause: a function and the place where it got the lock.
  using Cause = std::tuple<const SolvedFunction *, Origin, LockClass>;
  std::map<Cause, UnderLock> First;
  auto Add = [&](const SolvedFunction &F, const Observation &O,
                 const HeldLock &L, Severity Level) {
    // What is wrong with a sleep that is not forbidden is that others wait.
    if (Level != Severity::Error &&
        (Unknown.contain(F, O.At, L.Lock) || IsAlone(F, O.At, L)))
      return;
    // What a pointer calls rarely drops the caller's lock: it counts for
    // leaks only.
    Marks May =
        (marksOf(F, O) | L.May | marksOfWay(P, F, O) | Done.ofWay(F, O) |
         Own.of(F, O)) &
        ~MarkPointerCallee;
    UnderLock U{&F, &O, &L, Level, May};
    Cause Key{&F, L.From, lockClassOf(F.Graph, L.Lock)};
    auto [It, New] = First.try_emplace(Key, U);
    if (!New && better(U, It->second))
      It->second = U;
  };
  for (const SolvedFunction &F : P.Functions)
    for (const Observation &O : F.Observations) {
      for (const HeldLock &L : O.Held)
        if (std::optional<Severity> Level = Judge(F, O, L))
          Add(F, O, L, *Level);
      for (size_t I = 0; I != O.Within.size(); ++I)
        if (std::optional<Severity> Level = Judge(F, O, O.Within[I]);
            Level && !isJudgedInside(P, O, I, Judge))
          Add(F, O, O.Within[I], *Level);
    }
  std::vector<UnderLock> Out;
  for (auto &[Key, U] : First)
    Out.push_back(U);
  llvm::sort(Out, better);
  return Out;
}

/// The function asserts that its caller holds the lock: the first that is seen to,
/// whose slip it may be.
static void addCaller(const SolvedProgram &P, const Describer &D,
                      const SolvedFunction &F, LockClass Class,
                      std::vector<Step> &Path) {
  std::optional<Step> First;
  for (CallerRef C : P.Callers[P.Prog.GraphOf[F.Graph.Id.Index]]) {
    const SolvedFunction &By = P.Functions[C.Function];
    const CallPoint &Call = By.Data.Calls[C.Call];
    if (Call.At == NoPoint ||
        !llvm::is_contained(By.Data.Points[Call.At].Sure, Class))
      continue;
    Step Here{D.place(Call.Pos),
              "'" + D.functionName(By) + "' holds it at its call here"};
    if (!First || Here < *First)
      First = std::move(Here);
  }
  if (First)
    Path.push_back(std::move(*First));
}

Finding locktidy::describeUnderLock(const Describer &D, llvm::StringRef Rule,
                                    const UnderLock &U, llvm::StringRef Verb,
                                    const SolvedProgram &P, Reason Why) {
  const SolvedFunction &F = *U.Function;
  const Observation &O = *U.Seen;
  Finding Out = D.begin(Rule, U.Level, F, F.event(O.At).Pos);
  std::string Primitive = P.Prog.str(O.Name).str();
  std::string What = Verb.str() + " '" + Primitive + "'";
  if (O.Callee)
    What = "call of '" + P.Prog.name(O.Callee).str() + "' " + What;
  Out.Message = What + " while holding " + D.lockNoun(F, *U.Lock);
  const std::string &Said = D.kindOf(F, *U.Lock).Kind->HeldReason;
  if (Why == Reason::OfSleep && !Said.empty())
    Out.Message += " (" + Said + ")";
  Out.LockClasses.push_back(D.className(lockClassOf(F.Graph, U.Lock->Lock)));
  Out.Event = Primitive;
  std::vector<Step> &Path = Out.Paths.emplace_back();
  if (U.Lock->Entry)
    addCaller(P, D, F, lockClassOf(F.Graph, U.Lock->Lock), Path);
  D.addAcquired(F, *U.Lock, Path);
  D.addEvent(F, O, Verb.str() + " '" + Primitive + "' here", Path);
  if (O.Callee)
    Out.Primitive = Path.back().Where;
  D.setCertainty(Out, U.May);
  return Out;
}
