//===- Rewrites.cpp - fixes that change calls -----------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/Rewrites.h"
#include "Graph/Print.h"
#include "Rules/Waiting.h"
#include "llvm/ADT/IntEqClasses.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

using namespace locktidy;

const WrittenCall *locktidy::writtenCall(const FunctionGraph &G, Position Pos) {
  auto It = llvm::find_if(G.WrittenCalls, [&](const WrittenCall &W) {
    return W.Call.File == Pos.File && W.Line == Pos.Line &&
           W.Column == Pos.Column;
  });
  return It == G.WrittenCalls.end() ? nullptr : &*It;
}

FixIt locktidy::replace(const Describer &D, const Span &Of, std::string Text) {
  return {D.place(Position{Of.File, Of.Line, Of.Column}), Of.EndLine,
          Of.EndColumn, std::move(Text)};
}

//===----------------------------------------------------------------------===//
// Levels
//===----------------------------------------------------------------------===//

namespace {

/// The pairs that keep the level in one variable, or that share a restore.
class PairRemover {
public:
  PairRemover(const Describer &D, const FunctionGraph &G,
              const std::vector<LevelPair> &Pairs,
              const std::vector<bool> &Unneeded)
      : D(D), G(G), Pairs(Pairs), Unneeded(Unneeded) {}
  std::vector<std::vector<FixIt>> run();

private:
  /// Statements that go together.
  using Calls = std::set<const WrittenCall *>;
  /// Pairs that share calls, and what becomes of them.
  struct Group {
    Calls All;
    size_t First = 0; ///< pair
    bool May = true;
  };
  bool addCalls(const LevelPair &Pair, Calls &To) const;
  std::vector<Group> groups() const;
  std::vector<FixIt> fixes(const Calls &Gone) const;
  const WrittenVariable *find(LocalId V) const;
  bool keepsPairs(const Calls &Gone, const WrittenVariable &V) const;
  uint32_t left(const Calls &Gone, const WrittenVariable &V) const;

  const Describer &D;
  const FunctionGraph &G;
  const std::vector<LevelPair> &Pairs;
  const std::vector<bool> &Unneeded;
  Calls Known; ///< of all pairs
};

} // namespace

/// Adds the calls of a pair that are known; whether all of them can go.
bool PairRemover::addCalls(const LevelPair &Pair, Calls &To) const {
  std::vector<const Event *> Events = Pair.Restores;
  Events.push_back(Pair.Raise);
  bool All = true;
  const WrittenCall *Other = nullptr;
  for (const Event *E : Events) {
    const WrittenCall *W = writtenCall(G, E->Pos);
    if (!W || !W->Statement) {
      All = false;
      continue;
    }
    All &= !Other || W->Variable == Other->Variable;
    Other = W;
    To.insert(W);
  }
  return All;
}

const WrittenVariable *PairRemover::find(LocalId V) const {
  auto It = llvm::find_if(G.WrittenVariables, [&](const WrittenVariable &W) {
    return W.Variable == V;
  });
  return It == G.WrittenVariables.end() ? nullptr : &*It;
}

/// Whether \p W counts among the mentions of \p V. A declaration that takes the
/// level names it no second time.
static bool mentions(const WrittenCall &W, const WrittenVariable &V) {
  return W.Variable == V.Variable && W.Statement != V.Declaration;
}

/// How many places name \p V when \p Gone is gone.
uint32_t PairRemover::left(const Calls &Gone, const WrittenVariable &V) const {
  uint32_t Named = llvm::count_if(
      Gone, [&](const WrittenCall *W) { return mentions(*W, V); });
  return V.Mentions - std::min(Named, V.Mentions);
}

/// Whether all that names \p V when \p Gone is gone are other pairs, which set
/// it first.
bool PairRemover::keepsPairs(const Calls &Gone,
                             const WrittenVariable &V) const {
  return llvm::count_if(Known, [&](const WrittenCall *W) {
           return mentions(*W, V) && !Gone.count(W);
         }) == left(Gone, V);
}

std::vector<FixIt> PairRemover::fixes(const Calls &Gone) const {
  std::set<FixIt> Out;
  for (const WrittenCall *W : Gone)
    Out.insert(replace(D, W->Statement, ""));
  LocalId Variable = (*Gone.begin())->Variable;
  if (!Variable)
    return {Out.begin(), Out.end()};
  const WrittenVariable *V = find(Variable);
  if (!V || !V->Declaration)
    return {};
  auto Declares = [&](const WrittenCall &W) {
    return W.Statement == V->Declaration;
  };
  bool Raises = llvm::any_of(Gone, [&](auto *W) { return Declares(*W); });
  if (left(Gone, *V) == 0) {
    if (!Raises && llvm::any_of(G.WrittenCalls, Declares))
      return {};
    Out.insert(replace(D, V->Declaration, ""));
  } else if (Raises || !keepsPairs(Gone, *V)) {
    return {}; // what is left needs the variable, and its value
  }
  return {Out.begin(), Out.end()};
}

/// In the order of their first pairs.
std::vector<PairRemover::Group> PairRemover::groups() const {
  std::vector<Calls> Own(Pairs.size());
  std::vector<bool> May(Pairs.size());
  std::map<const WrittenCall *, size_t> Of; // any pair that has it
  llvm::IntEqClasses Classes(Pairs.size());
  for (size_t I = 0; I != Pairs.size(); ++I) {
    May[I] = addCalls(Pairs[I], Own[I]) && Unneeded[I];
    for (const WrittenCall *W : Own[I])
      Classes.join(Of.try_emplace(W, I).first->second, I);
  }
  Classes.compress();
  std::vector<Group> Out(Classes.getNumClasses());
  for (size_t I = Pairs.size(); I-- != 0;) {
    Group &To = Out[Classes[I]];
    To.First = I;
    To.May = To.May && May[I];
    To.All.insert(Own[I].begin(), Own[I].end());
  }
  llvm::sort(Out,
             [](const Group &A, const Group &B) { return A.First < B.First; });
  return Out;
}

std::vector<std::vector<FixIt>> PairRemover::run() {
  std::vector<Group> Groups = groups();
  std::map<LocalId, Calls> OfVariable; // all that can go
  for (const Group &Each : Groups) {
    Known.insert(Each.All.begin(), Each.All.end());
    if (Each.May && (*Each.All.begin())->Variable)
      OfVariable[(*Each.All.begin())->Variable].insert(Each.All.begin(),
                                                       Each.All.end());
  }
  std::vector<std::vector<FixIt>> Out(Pairs.size());
  std::set<LocalId> Removed;
  for (const Group &Each : Groups) {
    if (!Each.May)
      continue;
    LocalId Variable = (*Each.All.begin())->Variable;
    const WrittenVariable *V = Variable ? find(Variable) : nullptr;
    if (!V || left(OfVariable[Variable], *V) != 0) {
      Out[Each.First] = fixes(Each.All);
      continue;
    }
    // Where all pairs of the variable can go, it goes too. What goes together
    // is one fix, of the first: clang-tidy makes none of two that have an edit
    // in common.
    if (Removed.insert(Variable).second)
      Out[Each.First] = fixes(OfVariable[Variable]);
  }
  return Out;
}

std::vector<std::vector<FixIt>>
locktidy::removePairs(const Describer &D, const FunctionGraph &G,
                      const std::vector<LevelPair> &Pairs,
                      const std::vector<bool> &Unneeded) {
  return PairRemover(D, G, Pairs, Unneeded).run();
}

//===----------------------------------------------------------------------===//
// Interlocks
//===----------------------------------------------------------------------===//

/// Whether the author's name of \p Lock, taken at \p Taken, means the same at
/// \p Wait: it is global, or a member of what a variable points at that the
/// call names too and that is set once at most.
static bool hasNameAt(const Program &P, const FunctionGraph &G, ExprId Lock,
                      Position Taken, Position Wait) {
  const Expr *X = &G.expr(Lock);
  StringId Record;
  while (X->Kind == ExprKind::Field) {
    Record = P.All.Fields[X->Symbol].Record;
    X = &G.expr(X->A);
  }
  if (X->Kind == ExprKind::Global) {
    llvm::StringRef Name = P.str(P.All.Globals[X->Symbol].Name);
    return !Name.contains('.') && llvm::none_of(G.Locals, [&](const Local &L) {
      return L.Name && P.str(L.Name) == Name; // it may hide the global
    });
  }
  if (X->Kind != ExprKind::Load || G.expr(X->A).Kind != ExprKind::Local)
    return false;
  LocalId V(G.expr(X->A).Symbol);
  const Local &Variable = G.Locals[V.Index];
  bool Named = llvm::any_of(G.WrittenVariables, [&](const WrittenVariable &W) {
    return W.Variable == V && Record && W.Record == Record;
  });
  bool Alone = llvm::count_if(G.Locals, [&](const Local &L) {
                 return L.Name == Variable.Name;
               }) == 1;
  unsigned Stores = V.Index < G.NumParams;
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events)
      Stores += (E.Address && G.expr(E.Address).Kind == ExprKind::Local &&
                 G.expr(E.Address).Symbol == V.Index) ||
                E.Result == V;
  return Named && Alone && Stores <= 1 && !Variable.AddressTaken &&
         Taken.File == Wait.File && Taken < Wait;
}

/// Whether all paths come to \p At with \p Lock, taken at one place, and
/// nothing else.
static bool isOnlyLock(const SolvedFunction &F, EventRef At,
                       const HeldLock &Lock) {
  return llvm::all_of(F.Observations, [&](const Observation &O) {
    return O.At != At || (O.Held.size() == 1 && O.Within.empty() && !O.May &&
                          O.Held[0].Lock == Lock.Lock && !O.Held[0].May &&
                          O.Held[0].From == Lock.From);
  });
}

std::vector<FixIt> locktidy::waitWithLock(const Describer &D,
                                          const SolvedProgram &P,
                                          const SolvedFunction &F, EventRef At,
                                          const HeldLock &Lock) {
  const FunctionGraph &G = F.Graph;
  const Event &Wait = F.event(At);
  const WrittenCall *W = writtenCall(G, Wait.Pos);
  if (!W || Lock.From.Callee || Lock.Entry || Lock.Multi ||
      Lock.Mode != LockMode::Exclusive || Lock.Count != 1 ||
      !isOnlyLock(F, At, Lock))
    return {};
  // Without a lock the flag means nothing; with one, the lock would stay free.
  if (mayBeSet(G, Wait.KeepsDropped))
    return {};
  const Event &Taken = F.event(Lock.From.At);
  if (!Taken.Lock || !hasNameAt(P.Prog, G, Taken.Lock, Taken.Pos, Wait.Pos))
    return {};
  for (const OtherCall &O : W->Others)
    if (O.Kind == Lock.Kind &&
        D.kindOf(F, Lock).Kind->Name == P.Prog.str(O.Kind))
      return {replace(D, W->Call,
                      P.Prog.str(O.Before).str() +
                          valueText(P.Prog.All, G, Taken.Lock) +
                          P.Prog.str(O.After).str())};
  return {};
}
