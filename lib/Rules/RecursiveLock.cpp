//===- RecursiveLock.cpp - recursive-lock ---------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A lock that is not recursive is taken by the thread that holds it, here or
// through calls. The same instance is meant, not the same class.
//
// That it is held may be no more than what an assertion on the way says. Then
// one of two things is wrong, the second acquire or that the assertion is met
// here, and which one is not shown: a warning that names both.
//
//   g(sc);     /* mtx_assert(&sc->mtx, MA_OWNED) */
//   h(sc);     /* mtx_lock(&sc->mtx) */
//
//===----------------------------------------------------------------------===//
#include "Rules/Describe.h"
#include "Rules/Rule.h"
#include "Solve/Regions.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace locktidy;

static const HeldLock *heldAs(const Observation &O) {
  const HeldLock *It = llvm::find_if(
      O.Held, [&](const HeldLock &L) { return L.Lock == O.Lock; });
  return It == O.Held.end() ? nullptr : It;
}

/// The clashes in \p F, those on a way without assumptions first: of an event
/// and a lock the first one is told.
static std::vector<const Observation *> clashes(const SolvedFunction &F) {
  std::vector<const Observation *> Found;
  for (const Observation &O : F.Observations)
    if (O.Problem == Clash::Recursive && heldAs(O))
      Found.push_back(&O);
  llvm::sort(Found, [](const Observation *A, const Observation *B) {
    auto Assumes = [](const Observation &O) {
      return (O.May | heldAs(O)->May) != 0;
    };
    return std::make_pair(Assumes(*A), A) < std::make_pair(Assumes(*B), B);
  });
  return Found;
}

/// How it is known that a lock is held.
enum class Evidence {
  Taken,    ///< the thread took it, or relies on it in a wait or a release
  Asserted, ///< an assertion says so, here or in a callee
  Asked,    ///< a question on the way was answered so
};

static Evidence evidenceOf(const SolvedProgram &P, const SolvedFunction &F,
                           const HeldLock &L) {
  if (!L.Entry)
    return Evidence::Taken;
  const SolvedFunction *At = &F;
  Origin From = L.From;
  for (unsigned Hops = 0; From.Callee; ++Hops) {
    At = P.function(From.Callee);
    if (Hops == 32 || !At || From.Case >= At->Sum.Cases.size() ||
        From.Element >= At->Sum.Cases[From.Case].Entry.size())
      return Evidence::Taken;
    From = At->Sum.Cases[From.Case].Entry[From.Element].From;
  }
  const Event &E = At->event(From.At);
  if (E.Kind != EventKind::Effect)
    return Evidence::Taken;
  return E.Effect == EffectKind::AssertHeld ? Evidence::Asserted
         : E.Effect == EffectKind::Query    ? Evidence::Asked
                                            : Evidence::Taken;
}

/// The acquire of \p O comes after either answer to the question whether its
/// lock is held, without a clash after no: nothing says that it is ever yes.
static bool isTakenAnyway(const SolvedFunction &F, const Observation &O) {
  return llvm::any_of(F.Observations, [&](const Observation &Other) {
    return Other.At == O.At && Other.Effect == O.Effect &&
           Other.Problem == Clash::None && Other.Lock == O.Lock &&
           llvm::is_contained(Other.EntryFree, O.Lock);
  });
}

/// `'foo'`: the call, or the primitive, at which \p O happens.
static std::string taker(const SolvedProgram &P, const Observation &O) {
  return "'" + (O.Callee ? P.Prog.name(O.Callee) : P.Prog.str(O.Name)).str() +
         "'";
}

static std::string messageFor(const SolvedProgram &P, const Observation &O,
                              const HeldLock &Held, Evidence Known,
                              const std::string &Noun) {
  std::string Taker = taker(P, O);
  std::string By = Held.From.Callee
                       ? "'" + P.Prog.name(Held.From.Callee).str() + "' needs"
                       : std::string("an assertion needs");
  if (O.Effect != EffectKind::Acquire)
    return Taker + " asserts that " + Noun + " is not held, but " +
           (Known == Evidence::Asserted ? By + " it held on the way here"
                                        : "it is");
  std::string Acquires =
      (O.Callee ? "call of " : "") + Taker + " acquires " + Noun;
  if (Known == Evidence::Asserted)
    return Acquires + ", which " + By +
           " held on the way here: it is taken twice, or not held there";
  if (Held.Entry)
    return Acquires + ", which has to be held already on the way here";
  if (O.Callee)
    Acquires += " in '" + P.Prog.str(O.Name).str() + "'";
  return Acquires + ", which is already held";
}

/// The lock is taken in a function that calls itself with it, and takes it by
/// what callers cannot tell: were it taken again at each call, it never ended.
///
///   read(hw, at)    if (!is_direct(at)) lock; ...
///                   if (!is_direct(at)) { read(hw, UNLOCK); unlock }
static bool isUpToArguments(const SolvedProgram &P, const Observation &O) {
  if (!O.Callee || O.CalleeEvent == NoEvent)
    return false;
  const SummaryEvent &E = P.function(O.Callee)->Sum.Events[O.CalleeEvent];
  const SolvedFunction &Taker = *P.function(E.Inside);
  return Taker.Recursive && E.When.empty() &&
         Regions(Taker.Graph).isDecided(E.Site.Block) &&
         llvm::any_of(clashes(Taker), [&](const Observation *Own) {
           const HeldLock &Held = *heldAs(*Own);
           return Own->Callee && P.function(Own->Callee)->Recursive &&
                  !Held.From.Callee && Held.From.At == E.Site;
         });
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  for (const SolvedFunction &F : P.Functions) {
    std::set<std::pair<EventRef, ExprId>> Told, Unmet;
    for (const Observation *Clashing : clashes(F)) {
      const Observation &O = *Clashing;
      const HeldLock *Held = heldAs(O);
      KnownKind Kind = D.kindOf(F, *Held);
      if (Kind.Recursive || !Told.insert({O.At, O.Lock}).second)
        continue;
      Evidence Known = evidenceOf(P, F, *Held);
      bool Asserted = Known == Evidence::Asserted;
      // One assertion that cannot be met is told once.
      if (Asserted && !Unmet.insert({Held->From.At, O.Lock}).second)
        continue;
      Finding R = D.begin("recursive-lock",
                          Asserted ? Severity::Warning : Severity::Error, F,
                          F.event(O.At).Pos);
      R.Message = messageFor(P, O, *Held, Known, D.lockNoun(F, *Held));
      if (!Asserted && !Kind.Kind->RecursePanic.empty())
        R.Message += " (" + Kind.Kind->RecursePanic + ")";
      R.LockClasses.push_back(D.className(O.Class));
      R.Event = P.Prog.str(O.Name).str();
      std::vector<Step> &Path = R.Paths.emplace_back();
      D.addAcquired(F, *Held, Path);
      if (O.Callee && O.CalleeEvent == NoEvent)
        D.addCondition(F, {O.At, O.Callee, O.Case, O.CaseElement},
                       "must not be held here", Path);
      else
        D.addEvent(F, O, "acquired again here", Path);
      if (O.Callee)
        R.Primitive = Path.back().Where;
      Marks May = O.May | Held->May | marksOfCallers(F, O.Why);
      // A pointer to a lock may be another one between two calls.
      if (Asserted && Held->From.Callee &&
          O.Class.What == LockClass::PointerField)
        May |= MarkSameObject;
      if (isUpToArguments(P, O))
        May |= MarkFlag;
      D.setCertainty(R, May);
      if (Known == Evidence::Asked && isTakenAnyway(F, O)) {
        R.Level = Severity::Advice;
        R.Assumptions.push_back(
            "assumes that the question whether the lock is held, on the way "
            "here, is answered with yes");
      }
      Out.push_back(std::move(R));
    }
  }
}

static const Rule RecursiveLock{
    "recursive-lock", Severity::Error,
    "acquiring a lock that the thread already holds", judge};
static RegisterRule Register(RecursiveLock);
