//===- LevelPairs.cpp - idle raises with their restores -------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/LevelPairs.h"
#include "Solve/Regions.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

using namespace locktidy;

static bool isIdle(const Event &E, EffectKind K) {
  return E.Kind == EventKind::Effect && E.Effect == K && E.Stub;
}

namespace {

/// Forwards from a raise to where its level is restored or forgotten.
class Follower {
public:
  Follower(const FunctionGraph &G, LocalId KeptIn, LevelPair &Out)
      : G(G), KeptIn(KeptIn), Out(Out) {}
  void from(EventRef Raise);

private:
  bool goOn(EventRef From);
  bool isForgotten(const Event &E) const;

  const FunctionGraph &G;
  LocalId KeptIn;
  LevelPair &Out;
};

} // namespace

bool Follower::isForgotten(const Event &E) const {
  if (E.Kind == EventKind::Store && G.expr(E.Address).Kind == ExprKind::Local)
    return LocalId(G.expr(E.Address).Symbol) == KeptIn &&
           localRead(G, E.Value) != Out.Raise->Result;
  return E.Result == KeptIn;
}

/// Up to the end of the block; false when no path goes on from there.
bool Follower::goOn(EventRef From) {
  const std::vector<Event> &Events = G.Blocks[From.Block].Events;
  for (;; ++From.Index) {
    Out.Between.insert(From);
    if (From.Index == Events.size())
      return true;
    const Event &E = Events[From.Index];
    if (isIdle(E, EffectKind::LevelRestore) &&
        localRead(G, E.Argument) == KeptIn) {
      if (!llvm::is_contained(Out.Restores, &E))
        Out.Restores.push_back(&E);
      return false;
    }
    if (isForgotten(E))
      return false;
  }
}

void Follower::from(EventRef Raise) {
  llvm::BitVector Seen(G.Blocks.size());
  llvm::SmallVector<uint32_t, 16> Todo;
  auto Go = [&](EventRef At) {
    if (goOn(At))
      for (BlockId Next : successors(G.Blocks[At.Block]))
        if (!Seen.test(Next.Index)) {
          Seen.set(Next.Index);
          Todo.push_back(Next.Index);
        }
  };
  Go({Raise.Block, Raise.Index + 1});
  while (!Todo.empty())
    Go({Todo.pop_back_val(), 0});
  llvm::sort(Out.Restores,
             [](const Event *A, const Event *B) { return A->Pos < B->Pos; });
}

LevelPairs locktidy::findIdlePairs(const FunctionGraph &G) {
  LevelPairs Found;
  Levels Of(G);
  std::map<const Event *, bool> HasRaise;
  for (uint32_t B = 0; B != G.Blocks.size(); ++B)
    for (uint32_t I = 0; I != G.Blocks[B].Events.size(); ++I) {
      const Event &E = G.Blocks[B].Events[I];
      if (isIdle(E, EffectKind::LevelRestore))
        HasRaise.try_emplace(&E, false);
      if (!isIdle(E, EffectKind::LevelRaise))
        continue;
      LevelPair &Pair = Found.Pairs.emplace_back();
      Pair.Raise = &E;
      if (LocalId KeptIn = Of.raises().find(&E)->second.KeptIn)
        Follower(G, KeptIn, Pair).from({B, I});
      for (const Event *Restore : Pair.Restores)
        HasRaise[Restore] = true;
    }
  for (const auto &[Restore, Has] : HasRaise)
    if (!Has)
      Found.Alone.push_back(Restore);
  return Found;
}
