//===- NewLocks.cpp - locks that nobody else knows yet --------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/NewLocks.h"
#include "Solve/Regions.h"
#include <set>

using namespace locktidy;

/// Whether \p E registers a handler, itself or in what it calls. A number in
/// its place, such as DDI_DMA_SLEEP, is none.
bool NewLocks::registers(const FunctionGraph &G, const Event &E) const {
  if (E.Kind == EventKind::Effect)
    return E.Effect == EffectKind::Register &&
           !(E.Handler && G.expr(E.Handler).Kind == ExprKind::Const);
  return E.Kind == EventKind::Call &&
         G.expr(E.Callee).Kind == ExprKind::Function &&
         Registering.test(G.expr(E.Callee).Symbol);
}

NewLocks::NewLocks(const SolvedProgram &P)
    : Registering(P.Prog.All.Functions.size()) {
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const SolvedFunction &F : P.Functions) {
      if (Registering.test(F.Graph.Id.Index))
        continue;
      for (const Block &B : F.Graph.Blocks)
        for (const Event &E : B.Events)
          if (registers(F.Graph, E)) {
            Registering.set(F.Graph.Id.Index);
            Changed = true;
          }
    }
  }
}

bool NewLocks::contain(const SolvedFunction &F, EventRef At,
                       ExprId Lock) const {
  const FunctionGraph &G = F.Graph;
  std::set<EventRef> Inits;
  for (const Observation &O : F.Observations)
    if (O.Effect == EffectKind::Init && !O.Callee && O.Lock == Lock)
      Inits.insert(O.At);
  if (Inits.empty())
    return false;
  std::vector<std::vector<uint32_t>> Before(G.Blocks.size());
  for (uint32_t B = 0; B != G.Blocks.size(); ++B)
    for (BlockId To : successors(G.Blocks[B]))
      Before[To.Index].push_back(B);
  // Back from the event, on each way up to the initialisation.
  std::set<uint32_t> Seen;
  std::vector<EventRef> Todo{At};
  while (!Todo.empty()) {
    auto [Block, Index] = Todo.back();
    Todo.pop_back();
    bool Made = false;
    while (!Made && Index != 0) {
      --Index;
      Made = Inits.count({Block, Index}) != 0;
      if (!Made && registers(G, G.Blocks[Block].Events[Index]))
        return false;
    }
    if (Made)
      continue;
    if (Block == 0)
      return false;
    for (uint32_t B : Before[Block])
      if (Seen.insert(B).second)
        Todo.push_back({B, uint32_t(G.Blocks[B].Events.size())});
  }
  return true;
}
