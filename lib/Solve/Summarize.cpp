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
#include "Solve/SummaryEvents.h"
#include "Solve/Terms.h"
#include "Solve/Untold.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

namespace {

constexpr size_t FewCases = 8, MaxCases = 12;
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
  bool isFurtherDown(ExprId Lock, const Origin &From) const;
  Guard shortened(const Exit &X) const;
  SummaryCase caseOf(const Exit &X);
  bool answersLater(const Exit &X) const;
  void addCase(SummaryCase C, llvm::ArrayRef<SummaryCase> Others);
  bool sameEffects(const SummaryCase &A, const SummaryCase &B) const;
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

/// A lock in another object of a walk than the one at hand: a round of the
/// recursion further down takes it or gives it up.
///
///   unlock(p->children);     from there on every object has a longer name
bool Summarizer::isFurtherDown(ExprId Lock, const Origin &From) const {
  const SolvedFunction *Callee =
      From.Callee ? P.function(From.Callee) : nullptr;
  return Callee && Callee->Recursive && isEntryTerm(G, Lock) &&
         readsMemory(G, Lock);
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
  // In a recursive walk the objects on the way have no fixed names, and those
  // further down none at all.
  if (F.Recursive) {
    llvm::erase_if(C.Entry, [&](const EntryCondition &E) {
      return isFurtherDown(E.Lock, E.From);
    });
    for (EntryCondition &E : C.Entry)
      if (readsMemory(G, E.Lock))
        E.May |= MarkSameObject;
  }
  for (const FreeLock &L : X.Free)
    if (!isUntold(L.Lock))
      C.Free.push_back(
          {isNamed(L.Lock) ? L.Lock : exitName(X, L.Lock), L.When, L.New});
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
    if (F.Recursive && isFurtherDown(L.Lock, L.From))
      continue;
    nameByMemory(C, X, L);
    // What a callee may have left is told one call up, no further: who passes
    // it on unnamed, as one of several, or when it may have gone with its
    // object, does not mean to.
    bool MayBeGone = L.Multi || (L.May & MarkCounter);
    if (Doubtful && (F.Recursive || MayBeGone || !isNamed(L.Lock)))
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

int locktidy::resultClass(const Range &R) {
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
  MarkAll(Sum.Made);
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
  // A caller's level: which of them is given back.
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events)
      if (E.Kind == EventKind::Effect && E.Effect == EffectKind::LevelRestore)
        markParameters(E.Argument);
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
  F.Sum.DropsEntryLocks = false;
  findUntold(P, F);
  Disagreed = findSides(P, F);
  std::vector<SummaryCase> All;
  for (const Exit &X : F.Exits)
    All.push_back(caseOf(X));
  for (const SummaryCase &C : All)
    addCase(C, All);
  summarizeEvents(P, F);
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
