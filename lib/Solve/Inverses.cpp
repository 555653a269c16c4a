//===- Inverses.cpp - functions that undo each other ----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Inverses.h"
#include "Solve/LockClass.h"
#include <algorithm>
#include <map>

using namespace locktidy;

namespace {

/// The graphs that only take, and that only give up, the locks of a class.
struct Partners {
  std::set<uint32_t> Takers, Givers;
};

} // namespace

/// Adds what \p Term reads, without what leads there: `b->bus->poll` is poll.
static void addReads(const FunctionGraph &G, ExprId Term, MemoryNames &To) {
  const Expr &X = G.expr(Term);
  if (X.Kind == ExprKind::Load) {
    const Expr &From = G.expr(X.A);
    if (From.Kind == ExprKind::Field || From.Kind == ExprKind::Global)
      To.insert({From.Kind, From.Symbol});
    return;
  }
  if (X.A)
    addReads(G, X.A, To);
  if (X.B)
    addReads(G, X.B, To);
}

bool locktidy::isDecidedBy(const FunctionGraph &G, ExprId Term,
                           const MemoryNames &Memory) {
  MemoryNames Read;
  addReads(G, Term, Read);
  return !Read.empty() &&
         std::includes(Memory.begin(), Memory.end(), Read.begin(), Read.end());
}

static void addGraph(const FunctionGraph &G, uint32_t Index,
                     std::map<LockClass, Partners> &All) {
  std::set<LockClass> Taken, Given;
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events) {
      if (E.Kind != EventKind::Effect || !E.Lock)
        continue;
      if (E.Effect == EffectKind::Acquire)
        Taken.insert(lockClassOf(G, E.Lock));
      else if (E.Effect == EffectKind::Release)
        Given.insert(lockClassOf(G, E.Lock));
    }
  for (LockClass C : Taken)
    if (C && !Given.count(C))
      All[C].Takers.insert(Index);
  for (LockClass C : Given)
    if (C && !Taken.count(C))
      All[C].Givers.insert(Index);
}

static MemoryNames memoryAsked(const FunctionGraph &G) {
  MemoryNames Asked;
  for (const Block &B : G.Blocks)
    if (B.Term.Kind == TermKind::Branch || B.Term.Kind == TermKind::Switch)
      addReads(G, B.Term.Cond, Asked);
  return Asked;
}

/// Adds to \p Out of each of \p Some what one of \p Others asks too.
static void addShared(const Program &P, const std::set<uint32_t> &Some,
                      const std::set<uint32_t> &Others,
                      std::vector<MemoryNames> &Out) {
  MemoryNames ByOthers;
  for (uint32_t Other : Others)
    ByOthers.merge(memoryAsked(P.All.Graphs[Other]));
  for (uint32_t One : Some)
    for (const auto &Name : memoryAsked(P.All.Graphs[One]))
      if (ByOthers.count(Name))
        Out[One].insert(Name);
}

std::vector<MemoryNames> locktidy::findInverses(const Program &P) {
  std::map<LockClass, Partners> All;
  for (uint32_t I = 0; I != P.All.Graphs.size(); ++I)
    addGraph(P.All.Graphs[I], I, All);
  std::vector<MemoryNames> Out(P.All.Graphs.size());
  for (const auto &[Class, Of] : All) {
    addShared(P, Of.Takers, Of.Givers, Out);
    addShared(P, Of.Givers, Of.Takers, Out);
  }
  return Out;
}
