//===- Handovers.cpp - locks handed to a handler --------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/Handovers.h"
#include "Solve/Regions.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

using namespace locktidy;

static bool givesUp(const SolvedFunction &F, LockClass Class) {
  return llvm::any_of(F.Exits, [&](const Exit &X) {
    return llvm::any_of(X.Entry, [&](const EntryCondition &C) {
      return C.isGivenUp() && lockClassOf(F.Graph, C.Lock) == Class;
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

/// Some execution of \p F returns with a lock that it took: it may have left it
/// to another. Its caller's it only leaves to that.
static bool isKept(const SolvedFunction &F, ExprId Lock) {
  return llvm::any_of(F.Exits, [&](const Exit &X) {
    return llvm::any_of(
        X.Held, [&](const HeldLock &L) { return L.Lock == Lock && !L.Entry; });
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
  findLeft(P);
  findTables(P);
}

void Handovers::findLeft(const SolvedProgram &P) {
  std::set<LockClass> Kept;
  for (const SolvedFunction &F : P.Functions)
    for (const Exit &X : F.Exits)
      for (const Exit::Untold &U : X.Untolds)
        Kept.insert(lockClassOf(F.Graph, X.Held[U.Held].Lock));
  for (const Root &R : P.Roots)
    if (const SolvedFunction *Handler = P.function(R.Handler))
      for (LockClass Class : Kept)
        if (Class.What == LockClass::Global && givesUp(*Handler, Class)) {
          Handed.insert({R.Handler, Class});
          Left.insert(Class);
        }
}

/// \p F and what it calls that may return with a lock of \p Class.
void Handovers::addTakers(const SolvedProgram &P, FunctionId F,
                          LockClass Class) {
  uint32_t I = P.Prog.GraphOf[F.Index];
  if (I == Program::NoGraph || !P.Net.of(I).Takes.count(Class) ||
      !ForTable.insert({F, Class}).second)
    return;
  const FunctionGraph &G = P.Functions[I].Graph;
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events)
      if (E.Kind == EventKind::Call &&
          G.expr(E.Callee).Kind == ExprKind::Function)
        addTakers(P, FunctionId(G.expr(E.Callee).Symbol), Class);
}

void Handovers::findTables(const SolvedProgram &P) {
  std::map<GlobalId, std::vector<FunctionId>> Tables;
  for (const Binding &B : P.Prog.All.Bindings)
    if (B.Variable && P.function(B.Target))
      Tables[B.Variable].push_back(B.Target);
  auto NetOf = [&](FunctionId F) -> const NetLocks::Net & {
    return P.Net.of(P.Prog.GraphOf[F.Index]);
  };
  for (const auto &[Table, Slots] : Tables)
    for (FunctionId Giver : Slots)
      for (LockClass Class : NetOf(Giver).Gives)
        if (!NetOf(Giver).Takes.count(Class))
          for (FunctionId Taker : Slots) {
            addTakers(P, Taker, Class);
            if (NetOf(Taker).Takes.count(Class))
              OfTable.insert({Giver, Class});
          }
}

bool Handovers::isThroughTable(const SolvedFunction &F, EventRef At,
                               FunctionId Callee, LockClass Class) const {
  const Event &E = F.event(At);
  return Callee && E.Kind == EventKind::Call &&
         F.Graph.expr(E.Callee).Kind != ExprKind::Function &&
         (ForTable.count({Callee, Class}) || OfTable.count({Callee, Class}));
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
