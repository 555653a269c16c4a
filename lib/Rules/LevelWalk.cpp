//===- LevelWalk.cpp - levels that paths do not give back -----------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/LevelWalk.h"
#include "Rules/Levels.h"
#include "Solve/Regions.h"
#include "Solve/Terms.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <optional>
#include <set>
#include <tuple>

using namespace locktidy;

namespace {

/// What a path knows of the variable.
enum class Level : uint8_t { Unsaved, Raised, Restored, Unknown };

/// How a condition was decided, and at the end of which block.
struct Decision {
  bool NotZero = false;
  uint32_t By = 0;
  auto operator<=>(const Decision &) const = default;
};
using Decided = std::map<ExprId, Decision>;

struct PathState {
  uint32_t Block = 0;
  Level Now = Level::Unsaved;
  const Event *Raise = nullptr; ///< of Raised
  Decided Known;

  bool operator<(const PathState &O) const {
    return std::tie(Block, Now, Raise, Known) <
           std::tie(O.Block, O.Now, O.Raise, O.Known);
  }
};

/// The walk for one variable.
class LevelWalk {
public:
  LevelWalk(const FunctionGraph &G, const Levels &Of, LocalId Saved)
      : G(G), Of(Of), Saved(Saved) {}

  /// False when there is too much to follow, or no path gives it back.
  bool run();
  /// By place and slip.
  std::map<std::pair<Position, Slip>, Imbalance> Found;

private:
  static constexpr size_t MaxStates = 4000;

  void step(PathState &S, const Event &E);
  void forget(PathState &S, const Event &E) const;
  bool goesElsewhere(const Event &E) const;
  void report(Slip What, Position Where, const Event *First) {
    Found.try_emplace({Where, What}, Imbalance{What, Where, First});
  }
  void leave(const PathState &S, const Terminator &T);
  void go(PathState S, BlockId To);

  const FunctionGraph &G;
  const Levels &Of;
  LocalId Saved;
  bool GivesBack = false;
  std::set<PathState> Seen;
  std::vector<PathState> Todo;
};

} // namespace

static bool isEffect(const Event &E, EffectKind K) {
  return E.Kind == EventKind::Effect && E.Effect == K;
}

static bool mentionsLocal(const FunctionGraph &G, ExprId In, uint32_t Local) {
  const Expr &X = G.expr(In);
  return (X.Kind == ExprKind::Local && X.Symbol == Local) ||
         (X.A && mentionsLocal(G, X.A, Local)) ||
         (X.B && mentionsLocal(G, X.B, Local));
}

/// Whether \p Cond is not 0, by what has been decided.
static std::optional<bool> outcome(const FunctionGraph &G, const Decided &Known,
                                   ExprId Cond) {
  if (auto It = Known.find(Cond); It != Known.end())
    return It->second.NotZero;
  const Expr &X = G.expr(Cond);
  if (X.Kind == ExprKind::Const)
    return X.Value != 0;
  auto IsEqual = [&](ExprId E) {
    return G.expr(E).Kind == ExprKind::Eq && G.expr(E).A &&
           G.expr(G.expr(E).B).Kind == ExprKind::Const;
  };
  // x == 0 is written as a Not; what equals one number equals no other.
  if (IsEqual(Cond))
    if (auto It = Known.find(X.A); It != Known.end() && !It->second.NotZero)
      return G.expr(X.B).Value == 0;
  for (auto [Term, Decision] : Known) {
    if (!Decision.NotZero || !IsEqual(Term))
      continue;
    if (G.expr(Term).A == Cond)
      return G.expr(G.expr(Term).B).Value != 0;
    if (IsEqual(Cond) && G.expr(Term).A == X.A)
      return G.expr(Term).B == X.B;
  }
  return std::nullopt;
}

/// Drops what is known of what \p E writes. Of memory that a call may write the
/// function would hardly ask again.
void LevelWalk::forget(PathState &S, const Event &E) const {
  ExprId Written = E.Kind == EventKind::Call || E.Kind == EventKind::Effect
                       ? ExprId()
                       : E.Address;
  for (auto It = S.Known.begin(); It != S.Known.end();) {
    bool Is = (Written && mentions(G, It->first, Written)) ||
              (E.Result && mentionsLocal(G, It->first, E.Result.Index));
    It = Is ? S.Known.erase(It) : std::next(It);
  }
}

/// Somebody else gets the level, or the variable another value.
bool LevelWalk::goesElsewhere(const Event &E) const {
  auto Is = [&](ExprId X) { return X && mentionsLocal(G, X, Saved.Index); };
  if (E.Kind == EventKind::Store && Is(E.Address))
    return !Of.isRaised(E.Value);
  return Is(E.Value) || Is(E.Address) || llvm::any_of(E.Args, Is);
}

void LevelWalk::step(PathState &S, const Event &E) {
  forget(S, E);
  auto Raise = Of.raises().find(&E);
  if (isEffect(E, EffectKind::LevelRestore) &&
      localRead(G, E.Argument) == Saved) {
    GivesBack |= S.Now == Level::Raised;
    if (S.Now == Level::Restored)
      report(Slip::Twice, E.Pos, &E);
    else if (S.Now == Level::Unsaved && Saved.Index >= G.NumParams)
      report(Slip::NeverSaved, E.Pos, &E);
    S.Now = S.Now == Level::Unknown ? S.Now : Level::Restored;
  } else if (Raise != Of.raises().end() && Raise->second.KeptIn == Saved) {
    S.Now = E.Stub ? Level::Unknown : Level::Raised;
    S.Raise = &E;
  } else if (E.Kind != EventKind::Effect && goesElsewhere(E)) {
    S.Now = Level::Unknown;
  }
}

void LevelWalk::go(PathState S, BlockId To) {
  S.Block = To.Index;
  if (Seen.insert(S).second)
    Todo.push_back(std::move(S));
}

void LevelWalk::leave(const PathState &S, const Terminator &T) {
  if (T.Kind == TermKind::Return) {
    bool Returned = T.Cond && mentionsLocal(G, T.Cond, Saved.Index);
    if (S.Now == Level::Raised && !Returned)
      report(Slip::Kept, T.Pos, S.Raise);
    return;
  }
  if (T.Kind == TermKind::Switch && T.Exhaustive) {
    for (const SwitchCase &C : T.Cases)
      go(S, C.Target);
    return;
  }
  if (T.Kind != TermKind::Branch) {
    for (BlockId To : successors(G.Blocks[S.Block]))
      go(S, To);
    return;
  }
  ExprId Cond = T.Cond;
  bool Straight = true;
  for (; G.expr(Cond).Kind == ExprKind::Not; Cond = G.expr(Cond).A)
    Straight = !Straight;
  std::optional<bool> Known = outcome(G, S.Known, Cond);
  // The next round of a loop asks anew.
  if (auto It = S.Known.find(Cond);
      It != S.Known.end() && It->second.By == S.Block && readsMemory(G, Cond))
    Known.reset();
  for (bool NotZero : {true, false}) {
    if (Known && *Known != NotZero)
      continue;
    PathState Next = S;
    Next.Known[Cond] = {NotZero, S.Block};
    go(std::move(Next), NotZero == Straight ? T.Then : T.Else);
  }
}

bool LevelWalk::run() {
  go(PathState(), BlockId(0));
  while (!Todo.empty()) {
    if (Seen.size() > MaxStates)
      return false;
    PathState S = std::move(Todo.back());
    Todo.pop_back();
    for (const Event &E : G.Blocks[S.Block].Events)
      step(S, E);
    leave(S, G.Blocks[S.Block].Term);
  }
  return GivesBack;
}

std::vector<Imbalance> locktidy::findImbalances(const FunctionGraph &G) {
  Levels Of(G);
  std::set<LocalId> Done;
  std::map<std::pair<Position, Slip>, Imbalance> All;
  for (const auto &[Event, R] : Of.raises()) {
    if (R.Restores.empty() || Event->Stub || !Done.insert(R.KeptIn).second)
      continue;
    LevelWalk Walk(G, Of, R.KeptIn);
    if (Walk.run())
      All.insert(Walk.Found.begin(), Walk.Found.end());
  }
  std::vector<Imbalance> Out;
  for (auto &[Key, I] : All)
    Out.push_back(I);
  return Out;
}
