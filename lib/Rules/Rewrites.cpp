//===- Rewrites.cpp - fixes that change calls -----------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/Rewrites.h"
#include "Graph/Print.h"
#include "llvm/ADT/STLExtras.h"
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
  std::optional<Calls> callsOf(const LevelPair &Pair) const;
  std::vector<FixIt> fixes(const Calls &Gone) const;
  const WrittenVariable *find(LocalId V) const;
  bool raisedElsewhere(const Calls &Gone, LocalId V) const;
  uint32_t left(const Calls &Gone, const WrittenVariable &V) const;

  const Describer &D;
  const FunctionGraph &G;
  const std::vector<LevelPair> &Pairs;
  const std::vector<bool> &Unneeded;
};

} // namespace

/// The calls of a pair; nothing when one of them cannot go.
std::optional<PairRemover::Calls>
PairRemover::callsOf(const LevelPair &Pair) const {
  Calls Out;
  std::vector<const Event *> Events = Pair.Restores;
  Events.push_back(Pair.Raise);
  LocalId Variable;
  for (const Event *E : Events) {
    const WrittenCall *W = writtenCall(G, E->Pos);
    if (!W || !W->Statement)
      return std::nullopt;
    if (!Out.empty() && W->Variable != Variable)
      return std::nullopt;
    Variable = W->Variable;
    Out.insert(W);
  }
  return Out;
}

const WrittenVariable *PairRemover::find(LocalId V) const {
  auto It = llvm::find_if(G.WrittenVariables, [&](const WrittenVariable &W) {
    return W.Variable == V;
  });
  return It == G.WrittenVariables.end() ? nullptr : &*It;
}

/// How many places name \p V when \p Gone is gone. A declaration that takes
/// the level names it no second time.
uint32_t PairRemover::left(const Calls &Gone, const WrittenVariable &V) const {
  uint32_t Named = llvm::count_if(Gone, [&](const WrittenCall *W) {
    return W->Variable == V.Variable && W->Statement != V.Declaration;
  });
  return V.Mentions - std::min(Named, V.Mentions);
}

/// Whether another raise than those that are gone sets \p V.
bool PairRemover::raisedElsewhere(const Calls &Gone, LocalId V) const {
  return llvm::any_of(Pairs, [&](const LevelPair &Pair) {
    const WrittenCall *W = writtenCall(G, Pair.Raise->Pos);
    return W && W->Variable == V && !Gone.count(W);
  });
}

std::vector<FixIt> PairRemover::fixes(const Calls &Gone) const {
  std::set<FixIt> Out;
  for (const WrittenCall *W : Gone) {
    Out.insert(replace(D, W->Statement, ""));
    const WrittenVariable *V = W->Variable ? find(W->Variable) : nullptr;
    if (!W->Variable)
      continue;
    if (!V || !V->Declaration)
      return {};
    if (left(Gone, *V) == 0)
      Out.insert(replace(D, V->Declaration, ""));
    else if (W->Statement == V->Declaration ||
             !raisedElsewhere(Gone, V->Variable))
      return {}; // what is left needs the variable, and its value
  }
  return {Out.begin(), Out.end()};
}

std::vector<std::vector<FixIt>> PairRemover::run() {
  std::vector<std::optional<Calls>> Own;
  for (const LevelPair &Pair : Pairs)
    Own.push_back(callsOf(Pair));
  std::vector<std::vector<FixIt>> Out(Pairs.size());
  for (size_t I = 0; I != Pairs.size(); ++I) {
    // All that share a call with it, and so on.
    Calls Gone;
    if (Own[I])
      Gone = *Own[I];
    std::vector<bool> In(Pairs.size());
    In[I] = true;
    bool May = Own[I] && Unneeded[I];
    auto Take = [&](size_t J) {
      In[J] = true;
      May = May && Unneeded[J];
      Gone.insert(Own[J]->begin(), Own[J]->end());
    };
    for (bool More = true; More && May;) {
      More = false;
      for (size_t J = 0; J != Pairs.size(); ++J)
        if (!In[J] && Own[J] &&
            llvm::any_of(*Own[J], [&](auto *W) { return Gone.count(W); })) {
          Take(J);
          More = true;
        }
    }
    if (!May)
      continue;
    // Where all pairs of the variable can go, it goes too.
    Calls All = Gone;
    LocalId Variable = (*Gone.begin())->Variable;
    for (size_t J = 0; J != Pairs.size(); ++J)
      if (Variable && Own[J] && Unneeded[J] &&
          (*Own[J]->begin())->Variable == Variable)
        All.insert(Own[J]->begin(), Own[J]->end());
    const WrittenVariable *V = Variable ? find(Variable) : nullptr;
    std::vector<FixIt> Edits = fixes(V && left(All, *V) == 0 ? All : Gone);
    // What goes together is one fix, of the first: clang-tidy makes none of
    // two that have an edit in common.
    bool Known = llvm::any_of(Edits, [&](const FixIt &Edit) {
      return llvm::any_of(Out, [&](const auto &Other) {
        return llvm::is_contained(Other, Edit);
      });
    });
    if (!Known)
      Out[I] = std::move(Edits);
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
  if (X->Kind == ExprKind::Global)
    return !P.str(P.All.Globals[X->Symbol].Name).contains('.');
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
