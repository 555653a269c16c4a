//===- Handovers.cpp - locks handed to a handler --------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/Handovers.h"
#include "Solve/Regions.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

static bool givesUp(const SolvedFunction &F, LockClass Class) {
  return llvm::any_of(F.Exits, [&](const Exit &X) {
    return llvm::any_of(X.Entry, [&](const EntryCondition &C) {
      return C.Held && C.Released && !C.Tested &&
             lockClassOf(F.Graph, C.Lock) == Class;
    });
  });
}

/// The function that \p O registers as a handler; none when it is not known.
static FunctionId handlerOf(const SolvedFunction &F, const Observation &O) {
  if (O.Effect != EffectKind::Register || !O.Handler)
    return FunctionId();
  const Expr &Handler = F.Graph.expr(O.Handler);
  return Handler.Kind == ExprKind::Function ? FunctionId(Handler.Symbol)
                                            : FunctionId();
}

/// Some execution of \p F returns with the lock: it may have left it to
/// another.
static bool isKept(const SolvedFunction &F, ExprId Lock) {
  return llvm::any_of(F.Exits, [&](const Exit &X) {
    return llvm::any_of(X.Held,
                        [&](const HeldLock &L) { return L.Lock == Lock; });
  });
}

Handovers::Handovers(const SolvedProgram &P) {
  for (const SolvedFunction &F : P.Functions)
    for (const Observation &O : F.Observations)
      if (FunctionId Id = handlerOf(F, O))
        if (const SolvedFunction *Handler = P.function(Id))
          for (const HeldLock &L : O.Held)
            if (LockClass Class = lockClassOf(F.Graph, L.Lock);
                Class && givesUp(*Handler, Class) && isKept(F, L.Lock))
              Handed.insert({Id, Class});
}

/// Whether the return at \p To comes after the event \p From on some path.
static bool isBefore(const FunctionGraph &G, EventRef From, Position To) {
  llvm::SmallVector<BlockId, 16> Todo{BlockId(From.Block)};
  std::set<uint32_t> Seen;
  while (!Todo.empty()) {
    BlockId At = Todo.pop_back_val();
    if (!Seen.insert(At.Index).second)
      continue;
    const Block &B = G.Blocks[At.Index];
    if (B.Term.Kind == TermKind::Return && B.Term.Pos == To)
      return true;
    llvm::append_range(Todo, successors(B));
  }
  return false;
}

bool Handovers::leaves(const SolvedFunction &F, ExprId Lock,
                       const Exit &At) const {
  LockClass Class = lockClassOf(F.Graph, Lock);
  return llvm::any_of(F.Observations, [&](const Observation &O) {
    FunctionId Handler = handlerOf(F, O);
    return Handler && reaches(Handler, Class) &&
           llvm::any_of(O.Held,
                        [&](const HeldLock &L) { return L.Lock == Lock; }) &&
           isBefore(F.Graph, O.At, At.Pos);
  });
}
