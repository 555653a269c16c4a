//===- Summarize.cpp - from exits to a summary ----------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Exits with equal effects become one case for each class of the result; beyond
// MaxCases, cases with equal effects merge. A lock held at exit is renamed to
// what the caller can say: a parameter's path, a global, the returned object,
// or memory of the caller in which its base was stored.
//
//===----------------------------------------------------------------------===//
#include "Solve/Summarize.h"
#include "Graph/Builder.h"
#include "Solve/Regions.h"
#include "Solve/Sides.h"
#include "Solve/Terms.h"
#include "Solve/Untold.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

namespace {

constexpr size_t FewCases = 8, MaxCases = 12;
/// Events of one effect: enough for every primitive of a driver's handler.
constexpr size_t MaxEvents = 32;
/// Of these, events of a function that a pointer might call.
constexpr size_t MaxTargetEvents = 2;
/// Guards under which one primitive is reached, before they are joined.
constexpr unsigned MaxWays = 3;
constexpr size_t MaxCaseGuard = 4;

class Summarizer {
public:
  Summarizer(const SolvedProgram &P, SolvedFunction &F)
      : P(P), F(F), G(F.Graph), Terms(F.Graph.Exprs) {}
  void run();

private:
  std::vector<ExprId> sparedBy(const Exit &X) const;
  bool isGivenBack(const Exit &X, const Exit::Untold &U) const;
  bool isForCallers(const Exit &X, uint32_t Held, Range &Returns) const;
  bool nullSaysFree(const Exit &X) const;
  bool failsNegative() const;
  Guard shortened(const Exit &X) const;
  SummaryCase caseOf(const Exit &X);
  bool answersLater(const Exit &X) const;
  void addCase(SummaryCase C, llvm::ArrayRef<SummaryCase> Others);
  bool sameEffects(const SummaryCase &A, const SummaryCase &B) const;
  void addEvent(const Observation &O);
  bool isOnce(const Observation &O) const;
  bool isOfLast(const Observation &O) const;
  void addWithin(SummaryEvent &E, const Observation &O) const;
  void insertEvent(SummaryEvent E);
  bool isNamed(ExprId Term) const { return isExitTerm(G, Term); }
  ExprId exitName(const Exit &X, ExprId Term);
  void nameByMemory(SummaryCase &C, const Exit &X, HeldLock &L);
  bool isUntold(ExprId Lock) const;
  void mend(SummaryCase &C, const Exit &X) const;
  void findParameters();
  void markParameters(ExprId Term);

  const SolvedProgram &P;
  SolvedFunction &F;
  FunctionGraph &G;
  ExprBuilder Terms;
  std::map<ExprId, Sides> Disagreed;
};

} // namespace

/// What a caller can call \p Term, or \p Term itself when there is nothing.
ExprId Summarizer::exitName(const Exit &X, ExprId Term) {
  // An object taken off a list is better known as what is returned than by
  // where it hung.
  bool Stable = isNamed(Term) && !readsMemory(G, Term);
  if (!Stable && X.ReturnValue && !Terms.constantValue(X.ReturnValue)) {
    ExprId ByReturn = replaced(G, Terms, Term, X.ReturnValue,
                               Terms.unknown(0, ReturnedValue));
    if (ByReturn != Term && isNamed(ByReturn))
      return ByReturn;
  }
  return Term;
}

/// A lock that callers cannot name otherwise may be in what the function wrote
/// to memory of theirs.
void Summarizer::nameByMemory(SummaryCase &C, const Exit &X, HeldLock &L) {
  if (isNamed(L.Lock))
    return;
  for (auto [Address, Value] : X.Memory) {
    if (!isNamed(Address) || Terms.constantValue(Value))
      continue;
    ExprId Name = replaced(G, Terms, L.Lock, Value, Terms.load(Address));
    if (Name == L.Lock || !isNamed(Name))
      continue;
    auto Unnamed = llvm::find_if(C.Written, [](auto &W) { return !W.second; });
    if (Unnamed != C.Written.end() && Unnamed->first != Address)
      continue;
    if (Unnamed == C.Written.end())
      C.Written.push_back({Address, ExprId()});
    L.Lock = Name;
    L.Out = true;
    return;
  }
}

/// Some exit holds the lock and has been blamed for it: callers are not to be
/// blamed as well.
bool Summarizer::isUntold(ExprId Lock) const {
  return llvm::any_of(F.Exits, [&](const Exit &X) {
    return llvm::any_of(X.Untolds, [&](const Exit::Untold &U) {
      return X.Held[U.Held].Lock == Lock && !isGivenBack(X, U);
    });
  });
}

/// What a slip does to a caller's lock is told of the function: to callers it
/// does what its other ways out do.
void Summarizer::mend(SummaryCase &C, const Exit &X) const {
  for (const auto &[Lock, S] : Disagreed) {
    const auto &Slips = S.keepIsSlip() ? S.Keep : S.Give;
    if (!Slips.count(X.Pos))
      continue;
    auto It = llvm::find_if(
        C.Entry, [&](const EntryCondition &E) { return E.Lock == Lock; });
    if (It == C.Entry.end()) {
      C.Entry.push_back(
          {Lock, S.Lock.Kind, S.Lock.Mode, true, false, false, 0, S.Lock.From});
      It = std::prev(C.Entry.end());
    }
    It->Released = S.keepIsSlip();
    if (!It->Released)
      llvm::erase_if(C.Free, [&](const FreeLock &L) { return L.Lock == Lock; });
  }
}

/// The result answers a question about memory after others may have changed it:
/// what the caller knows of that memory is older.
bool Summarizer::answersLater(const Exit &X) const {
  ExprKind K = G.expr(X.ReturnValue).Kind;
  bool Answer = K == ExprKind::Eq || K == ExprKind::Lt || K == ExprKind::Not;
  return Answer && X.Aged && readsMemory(G, X.ReturnValue);
}

/// Locks that other executions give up on their way to the same return, where
/// memory decides.
std::vector<ExprId> Summarizer::sparedBy(const Exit &X) const {
  std::vector<ExprId> Spared;
  auto IsTouched = [&](ExprId Lock) {
    return llvm::any_of(
        X.Entry, [&](const EntryCondition &C) { return C.Lock == Lock; });
  };
  auto IsOther = [&](const Literal &L) {
    return readsMemory(G, L.Term) &&
           llvm::any_of(X.Why, [&](const Literal &Mine) {
             return Mine.Term == L.Term && Mine.Values.meet(L.Values).empty();
           });
  };
  for (const Exit &Y : F.Exits) {
    if (Y.Pos != X.Pos || Y.May || llvm::none_of(Y.Why, IsOther))
      continue;
    for (const EntryCondition &C : Y.Entry)
      if (C.Held && C.Released && !C.Tested && isEntryTerm(G, C.Lock) &&
          !IsTouched(C.Lock) &&
          (!isAbsent(G, C.Lock, X) || isOnGlobalList(P.Prog.All, G, C.Lock)) &&
          !llvm::is_contained(Spared, C.Lock))
        Spared.push_back(C.Lock);
  }
  return Spared;
}

/// Callers are known to give the lock back by the result.
bool Summarizer::isGivenBack(const Exit &X, const Exit::Untold &U) const {
  return P.Back.isGivenBack(P.Prog.GraphOf[G.Id.Index],
                            lockClassOf(G, X.Held[U.Held].Lock), X.Returns,
                            F.Exits[U.Against].Returns,
                            /*OfCaller=*/false);
}

/// Callers get the lock, for nobody is to blame for it here. To them, \p
/// Returns is none of those which come without the lock.
bool Summarizer::isForCallers(const Exit &X, uint32_t Held,
                              Range &Returns) const {
  for (const Exit::Untold &U : X.Untolds) {
    if (U.Held != Held)
      continue;
    if (!isGivenBack(X, U))
      return false;
    if (F.Exits[U.Against].Returns.value() == 0)
      Returns = Returns.without(0);
  }
  return true;
}

/// Other ways return null without any lock: a pointer that comes with one, from
/// wherever it was read, is not null to callers.
bool Summarizer::nullSaysFree(const Exit &X) const {
  auto IsOwn = [](const HeldLock &L) { return !L.Entry; };
  return G.Returns == ReturnKind::Pointer && X.ReturnValue &&
         !Terms.constantValue(X.ReturnValue) &&
         llvm::any_of(F.Exits, [&](const Exit &Y) {
           return Y.Returns.value() == 0 && llvm::none_of(Y.Held, IsOwn);
         });
}

/// The failures that the function names are negative, and nothing is positive:
/// a result handed on from elsewhere of which it is only asked whether it is 0
/// is a failure of that kind, too.
///
///   ret = foo_read(sc);     if (ret) return ret;
///   if (!sc->ready)         return -ENODEV;
bool Summarizer::failsNegative() const {
  auto IsNegative = [](const Exit &X) { return X.Returns.High < 0; };
  auto IsOrdinary = [&](const Exit &X) {
    return IsNegative(X) || X.Returns.value() == 0 ||
           X.Returns == Range::nonZero();
  };
  return G.Returns == ReturnKind::Integer &&
         llvm::any_of(F.Exits, IsNegative) && llvm::all_of(F.Exits, IsOrdinary);
}

/// The guard of \p X, of which few literals stay: those first by which callers
/// know it from the most ways out that do otherwise.
Guard Summarizer::shortened(const Exit &X) const {
  Guard When = X.Why, Kept;
  if (When.size() <= MaxCaseGuard)
    return When;
  std::vector<const Exit *> Others;
  for (const Exit &Y : F.Exits)
    if (!sameLocks(X.Held, Y.Held, X.Entry, Y.Entry))
      Others.push_back(&Y);
  auto Tells = [&](const Literal &L) {
    return [Only = Guard(1, L)](const Exit *Y) {
      return excludeEachOther(Only, Y->Why);
    };
  };
  while (Kept.size() != MaxCaseGuard) {
    auto Value = [&](const Literal &L) {
      return std::pair(llvm::count_if(Others, Tells(L)), worth(L));
    };
    auto *Best = llvm::max_element(When, [&](const auto &A, const auto &B) {
      return Value(A) < Value(B);
    });
    llvm::erase_if(Others, Tells(*Best));
    addLiteral(Kept, *Best);
    When.erase(Best);
  }
  return Kept;
}

SummaryCase Summarizer::caseOf(const Exit &X) {
  SummaryCase C;
  C.When = shortened(X);
  C.Entry.assign(X.Entry.begin(), X.Entry.end());
  for (EntryCondition &E : C.Entry)
    for (const HeldLock &L : X.Held)
      if (L.Entry && L.Lock == E.Lock && L.Mode != E.Mode) {
        E.ChangesMode = true;
        E.After = L.Mode;
      }
  // In a recursive walk the objects on the way have no fixed names.
  if (F.Recursive)
    for (EntryCondition &E : C.Entry)
      if (readsMemory(G, E.Lock))
        E.May |= MarkSameObject;
  for (const FreeLock &L : X.Free)
    if (!isUntold(L.Lock))
      C.Free.push_back(L);
  C.Returns = X.Returns;
  C.May = X.May;
  for (uint32_t I = 0; I != X.Held.size(); ++I) {
    HeldLock L = X.Held[I];
    // A state of the processor: who ends it says so in no summary either.
    const LockKind *Kind = P.Prog.kind(L.Kind);
    if (L.Entry || (Kind && Kind->Unpaired) || !isForCallers(X, I, C.Returns))
      continue;
    bool Doubtful = L.May && L.From.Callee;
    if (F.Recursive && readsMemory(G, L.Lock))
      L.May |= MarkSameObject;
    L.Lock = exitName(X, L.Lock);
    nameByMemory(C, X, L);
    // What a callee may have left is told one call up, no further: who passes
    // it on unnamed does not mean to.
    if (Doubtful && (F.Recursive || !isNamed(L.Lock)))
      continue;
    // Callers that give it back may do so by a name of theirs.
    bool Told = llvm::any_of(
        X.Untolds, [&](const Exit::Untold &U) { return U.Held == I; });
    if (!Told || isNamed(L.Lock))
      C.Acquired.push_back(L);
  }
  if (C.Returns == Range::nonZero() && failsNegative())
    C.Returns = Range::between(INT64_MIN, -1);
  if (!C.Acquired.empty() && nullSaysFree(X))
    C.Returns = C.Returns.without(0);
  if (X.ReturnValue && isNamed(X.ReturnValue) && !answersLater(X))
    C.ReturnValue = X.ReturnValue;
  for (auto [Address, Value] : X.Memory)
    if (isNamed(Address) && isNamed(Value))
      C.Written.push_back({Address, Value});
  C.Spared = sparedBy(X);
  mend(C, X);
  return C;
}

bool Summarizer::sameEffects(const SummaryCase &A, const SummaryCase &B) const {
  auto SameEntry = [](const EntryCondition &X, const EntryCondition &Y) {
    return X.Lock == Y.Lock && X.Held == Y.Held && X.Tested == Y.Tested &&
           X.Released == Y.Released && X.ChangesMode == Y.ChangesMode &&
           X.After == Y.After && X.OnlyMode == Y.OnlyMode &&
           (!X.OnlyMode || X.Mode == Y.Mode);
  };
  auto SameHeld = [&](const HeldLock &X, const HeldLock &Y) {
    bool Unnamed = !isNamed(X.Lock) && !isNamed(Y.Lock) &&
                   lockClassOf(G, X.Lock) == lockClassOf(G, Y.Lock);
    return (X.Lock == Y.Lock || Unnamed) && X.Mode == Y.Mode &&
           X.Count == Y.Count && X.Multi == Y.Multi && X.Out == Y.Out;
  };
  return llvm::equal(A.Entry, B.Entry, SameEntry) &&
         llvm::equal(A.Acquired, B.Acquired, SameHeld);
}

static void merge(SummaryCase &Into, const SummaryCase &From) {
  joinFree(Into.Free, Into.When, From.Free, From.When);
  Into.When = joinGuards(Into.When, From.When);
  llvm::erase_if(Into.Spared, [&](ExprId Lock) {
    return !llvm::is_contained(From.Spared, Lock);
  });
  Into.Returns = Into.Returns.hull(From.Returns);
  Into.May &= From.May;
  if (Into.ReturnValue != From.ReturnValue)
    Into.ReturnValue = ExprId();
  llvm::erase_if(Into.Written, [&](const auto &W) {
    return !llvm::is_contained(From.Written, W);
  });
}

/// Positive, zero, negative or undecided: results are told apart by this.
static int resultClass(const Range &R) {
  if (R.value() == 0)
    return 0;
  if (R.Low > 0)
    return 1;
  if (R.High < 0)
    return 2;
  return R.contains(0) ? 3 : 4;
}

/// A merged case must not be one that callers take for another: by what they
/// pass, or by what they pass and the result.
static bool isTakenFor(const SummaryCase &A, const SummaryCase &B,
                       const SummaryCase &Other) {
  Guard Both = joinGuards(A.When, B.When);
  Range Returns = A.Returns.hull(B.Returns);
  auto Apart = [&](const Guard &When) {
    return excludeEachOther(When, Other.When);
  };
  auto Told = [&](const Guard &When, const Range &Result) {
    return Result.meet(Other.Returns).empty() || Apart(When);
  };
  return (Apart(A.When) && Apart(B.When) && !Apart(Both)) ||
         (Told(A.When, A.Returns) && Told(B.When, B.Returns) &&
          !Told(Both, Returns));
}

void Summarizer::addCase(SummaryCase C, llvm::ArrayRef<SummaryCase> Others) {
  std::vector<SummaryCase> &Cases = F.Sum.Cases;
  SummaryCase *Best = nullptr;
  // A merge loses the result, or when it is so, or both; with few cases it must
  // not lose anything.
  unsigned Bound = Cases.size() >= MaxCases   ? 4
                   : Cases.size() >= FewCases ? 3
                                              : 1;
  for (SummaryCase &Old : Cases) {
    if (!sameEffects(Old, C))
      continue;
    bool SameResult = resultClass(Old.Returns) == resultClass(C.Returns) &&
                      Old.Written == C.Written;
    bool Blurs = llvm::any_of(Others, [&](const SummaryCase &Other) {
      return !sameEffects(Other, C) && isTakenFor(Old, C, Other);
    });
    unsigned Cost = 2 * unsigned(!SameResult) + unsigned(Blurs);
    if (Cost >= Bound)
      continue;
    Best = &Old;
    Bound = Cost;
  }
  if (Best)
    merge(*Best, C);
  else
    Cases.push_back(std::move(C));
}

/// It happens when a count reaches zero: a caller that has another reference
/// never sees it, and which callers do is not known.
bool Summarizer::isOfLast(const Observation &O) const {
  return llvm::any_of(O.Why, [&](const Literal &L) {
    return isCountLeft(G, L.Term) && L.Values.contains(0) &&
           L.Values.within(Range::between(INT64_MIN, 0));
  });
}

/// A global that is null is made, or one that is 0 set, and is not from then
/// on: which of the callers comes first cannot be known.
bool Summarizer::isOnce(const Observation &O) const {
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

void Summarizer::addEvent(const Observation &O) {
  switch (O.Effect) {
  case EffectKind::Acquire:
    if (O.Try)
      return;
    break;
  case EffectKind::Wait:
  case EffectKind::Alloc:
  case EffectKind::MaySleep:
  case EffectKind::AssertSleepable:
    break;
  case EffectKind::Destroy:
    if (!O.Lock || !isNamed(O.Lock))
      return;
    break;
  case EffectKind::Init:
    // A lock that is a parameter: the caller knows its class.
    if (O.Class)
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
  if (O.Effect == EffectKind::Acquire)
    addWithin(E, O);
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
void Summarizer::addWithin(SummaryEvent &E, const Observation &O) const {
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

void Summarizer::insertEvent(SummaryEvent E) {
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
                 Old.Handler == E.Handler &&
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

void Summarizer::markParameters(ExprId Term) {
  if (!Term)
    return;
  const Expr &X = G.expr(Term);
  if (X.Kind == ExprKind::Local && X.Symbol < 64)
    F.Sum.Parameters |= uint64_t(1) << X.Symbol;
  markParameters(X.A);
  markParameters(X.B);
}

void Summarizer::findParameters() {
  Summary &Sum = F.Sum;
  Sum.Parameters = 0;
  auto MarkAll = [&](const auto &Terms) {
    for (ExprId T : Terms)
      markParameters(T);
  };
  auto MarkGuard = [&](const Guard &When) {
    for (const Literal &L : When)
      markParameters(L.Term);
  };
  for (const SummaryCase &C : Sum.Cases) {
    MarkGuard(C.When);
    for (const FreeLock &L : C.Free) {
      markParameters(L.Lock);
      MarkGuard(L.When);
    }
    for (const EntryCondition &E : C.Entry)
      markParameters(E.Lock);
    for (const HeldLock &L : C.Acquired)
      markParameters(L.Lock);
    MarkAll(C.Spared);
    markParameters(C.ReturnValue);
    for (auto [Address, Value] : C.Written) {
      markParameters(Address);
      markParameters(Value);
    }
  }
  for (const SummaryEvent &E : Sum.Events) {
    MarkGuard(E.When);
    markParameters(E.Lock);
    markParameters(E.Handler);
    MarkAll(E.Dropped);
    MarkAll(E.EntryHeld);
    MarkAll(E.EntryFree);
    for (const HeldLock &L : E.Within)
      markParameters(L.Lock);
  }
  for (auto [Term, Why] : Sum.Handed)
    markParameters(Term);
}

void Summarizer::run() {
  F.Sum.Cases.clear();
  // In a cycle others refer to this function's events by their numbers: later
  // rounds only add.
  if (!F.Recursive)
    F.Sum.Events.clear();
  F.Sum.DropsEntryLocks = false;
  findUntold(P, F);
  Disagreed = findSides(P, F);
  std::vector<SummaryCase> All;
  for (const Exit &X : F.Exits)
    All.push_back(caseOf(X));
  for (const SummaryCase &C : All)
    addCase(C, All);
  for (const Observation &O : F.Observations)
    if (O.Callee ? O.CalleeEvent != NoEvent : true)
      addEvent(O);
  for (const EntryCondition &C : F.Exits.empty()
                                     ? llvm::ArrayRef<EntryCondition>()
                                     : llvm::ArrayRef(F.Exits.front().Entry))
    F.Sum.DropsEntryLocks |= C.Held && C.Released;
  findParameters();
  F.Sum.Known = true;
}

void locktidy::summarize(const SolvedProgram &P, SolvedFunction &F) {
  Summarizer(P, F).run();
}
