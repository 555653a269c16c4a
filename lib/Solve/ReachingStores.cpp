//===- ReachingStores.cpp - what a local was set to -----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/ReachingStores.h"
#include "Solve/Regions.h"

using namespace locktidy;

static bool sets(const FunctionGraph &G, const Event &E, uint32_t L) {
  if (E.Result && E.Result.Index == L)
    return true;
  return E.Address && G.expr(E.Address).Kind == ExprKind::Local &&
         G.expr(E.Address).Symbol == L;
}

ReachingStores::Found ReachingStores::of(uint32_t L, EventRef At) {
  if (Before.empty()) {
    Before.resize(G.Blocks.size());
    for (uint32_t B = 0; B != G.Blocks.size(); ++B)
      for (BlockId S : successors(G.Blocks[B]))
        Before[S.Index].push_back(B);
  }
  Found Out;
  llvm::BitVector Seen(G.Blocks.size());
  llvm::SmallVector<EventRef, 8> Todo{At};
  while (!Todo.empty()) {
    auto [Block, Index] = Todo.pop_back_val();
    const std::vector<Event> &Events = G.Blocks[Block].Events;
    while (Index != 0 && !sets(G, Events[Index - 1], L))
      --Index;
    if (Index != 0) {
      Out.Events.push_back({Block, Index - 1});
      continue;
    }
    Out.AtEntry |= Block == 0;
    for (uint32_t From : Before[Block])
      if (!Seen.test(From)) {
        Seen.set(From);
        Todo.push_back(endOf(From));
      }
  }
  llvm::sort(Out.Events);
  return Out;
}
