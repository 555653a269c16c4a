//===- Phases.cpp - what runs while nothing else does ---------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Starts with all functions that could be called from such roots alone and
// drops those with another use, until nothing changes.
//
//===----------------------------------------------------------------------===//
#include "Solve/Phases.h"
#include "Solve/Reach.h"
#include "Solve/Regions.h"
#include "Solve/Slice.h"

using namespace locktidy;

Phases::Phases(const SolvedProgram &P) : P(P) {
  size_t N = P.Functions.size();
  Alone.resize(N);
  Publishers.resize(N);
  Ends.resize(N);
  findDestroys();
  llvm::BitVector Root(N), Called(N);
  for (const struct Root &R : P.Roots) {
    const ContextKind *C = P.Prog.context(R.Context);
    if (C && C->Runs == Concurrency::Alone)
      Root.set(P.Prog.GraphOf[R.Handler.Index]);
  }
  findPublishers();
  for (uint32_t I = 0; I != N; ++I)
    findQuiet(I);
  if (Root.none() && Quiet.empty())
    return;
  Alone.set();
  for (const struct Root &R : P.Roots) {
    const ContextKind *C = P.Prog.context(R.Context);
    if (!C || C->Runs != Concurrency::Alone)
      Alone.reset(P.Prog.GraphOf[R.Handler.Index]);
  }
  findUses();
  for (uint32_t I = 0; I != N; ++I)
    if (Alone.test(I))
      findEnds(I);
  for (bool Changed = true; Changed;) {
    llvm::BitVector Before = Alone;
    for (uint32_t I = 0; I != N; ++I)
      dropCallees(I);
    Changed = Before != Alone;
  }
  // What nobody calls is no root of this kind either.
  Called = Root;
  for (bool Changed = true; Changed;) {
    llvm::BitVector Before = Called;
    findCalled(Called);
    Changed = Before != Called;
  }
  Alone &= Called;
}

/// Adds what is called where a function is alone that is in \p Called, or
/// where any says that it is.
void Phases::findCalled(llvm::BitVector &Called) const {
  for (uint32_t I = 0; I != P.Functions.size(); ++I) {
    bool Whole = Called.test(I) && Alone.test(I);
    if (!Whole && !Quiet.contains(I))
      continue;
    const FunctionGraph &G = P.Functions[I].Graph;
    for (uint32_t B = 0; B != G.Blocks.size(); ++B)
      for (uint32_t J = 0; J != G.Blocks[B].Events.size(); ++J)
        if (const Event &E = G.Blocks[B].Events[J];
            E.Kind == EventKind::Call && (Whole || isQuiet(I, {B, J})))
          if (const Expr &X = G.expr(E.Callee); X.Kind == ExprKind::Function)
            if (uint32_t C = P.Prog.GraphOf[X.Symbol]; C != Program::NoGraph)
              Called.set(C);
  }
}

/// Functions whose address goes elsewhere than into the model's tables.
void Phases::use(const FunctionGraph &G, ExprId E) {
  if (!E || G.expr(E).Kind != ExprKind::Function)
    return;
  if (uint32_t I = P.Prog.GraphOf[G.expr(E).Symbol]; I != Program::NoGraph)
    Alone.reset(I);
}

void Phases::findUses() {
  Alone.reset(passedFunctions(P));
  for (const Binding &B : P.Prog.All.Bindings)
    if (uint32_t I = P.Prog.GraphOf[B.Target.Index];
        !B.Context && I != Program::NoGraph)
      Alone.reset(I);
  for (const SolvedFunction &F : P.Functions)
    for (const Block &B : F.Graph.Blocks)
      for (const Event &E : B.Events) {
        use(F.Graph, E.Handler);
        if (E.Kind == EventKind::Store)
          use(F.Graph, E.Value);
      }
}

bool Phases::publishes(const FunctionGraph &G, const Event &E) const {
  if (E.Kind == EventKind::Effect)
    return E.Effect == EffectKind::Register || E.Effect == EffectKind::Publish;
  if (E.Kind != EventKind::Call || G.expr(E.Callee).Kind != ExprKind::Function)
    return false;
  uint32_t I = P.Prog.GraphOf[G.expr(E.Callee).Symbol];
  return I != Program::NoGraph && Publishers.test(I);
}

void Phases::findPublishers() {
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (uint32_t I = 0; I != P.Functions.size(); ++I) {
      const FunctionGraph &G = P.Functions[I].Graph;
      if (Publishers.test(I) || !llvm::any_of(G.Blocks, [&](const Block &B) {
            return llvm::any_of(
                B.Events, [&](const Event &E) { return publishes(G, E); });
          }))
        continue;
      Publishers.set(I);
      Changed = true;
    }
  }
}

/// Where the phase is over: after an event that ends it, on some way.
void Phases::findEnds(uint32_t I) {
  const FunctionGraph &G = P.Functions[I].Graph;
  std::vector<uint32_t> &End = Ends[I];
  End.assign(G.Blocks.size(), ~0u);
  std::vector<uint32_t> Todo;
  for (uint32_t B = 0; B != G.Blocks.size(); ++B)
    for (uint32_t J = 0; J != G.Blocks[B].Events.size(); ++J)
      if (publishes(G, G.Blocks[B].Events[J])) {
        End[B] = J + 1;
        Todo.push_back(B);
        break;
      }
  while (!Todo.empty()) {
    uint32_t B = Todo.back();
    Todo.pop_back();
    for (BlockId Next : successors(G.Blocks[B]))
      if (End[Next.Index] != 0) {
        End[Next.Index] = 0;
        Todo.push_back(Next.Index);
      }
  }
}

void Phases::dropCallees(uint32_t I) {
  const FunctionGraph &G = P.Functions[I].Graph;
  for (uint32_t B = 0; B != G.Blocks.size(); ++B)
    for (uint32_t J = 0; J != G.Blocks[B].Events.size(); ++J)
      if (const Event &E = G.Blocks[B].Events[J];
          E.Kind == EventKind::Call && !isAlone(I, {B, J}))
        use(G, E.Callee);
}

bool Phases::isQuietAfter(const FunctionGraph &G, const Event &E,
                          bool Before) const {
  bool Begins = E.Kind == EventKind::Effect && E.Effect == EffectKind::Alone;
  return Begins || (Before && !publishes(G, E));
}

void Phases::findQuiet(uint32_t I) {
  const FunctionGraph &G = P.Functions[I].Graph;
  if (llvm::none_of(G.Blocks, [](const Block &B) {
        return llvm::any_of(B.Events, [](const Event &E) {
          return E.Kind == EventKind::Effect && E.Effect == EffectKind::Alone;
        });
      }))
    return;
  std::vector<bool> &At = Quiet[I];
  At.assign(G.Blocks.size(), true);
  At[0] = false;
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (uint32_t B = 0; B != G.Blocks.size(); ++B) {
      bool Now = At[B];
      for (const Event &E : G.Blocks[B].Events)
        Now = isQuietAfter(G, E, Now);
      for (BlockId Next : successors(G.Blocks[B]))
        if (!Now && At[Next.Index]) {
          At[Next.Index] = false;
          Changed = true;
        }
    }
  }
}

bool Phases::isQuiet(uint32_t I, EventRef At) const {
  auto It = Quiet.find(I);
  if (It == Quiet.end())
    return false;
  const FunctionGraph &G = P.Functions[I].Graph;
  bool Now = It->second[At.Block];
  for (uint32_t J = 0; J != At.Index; ++J)
    Now = isQuietAfter(G, G.Blocks[At.Block].Events[J], Now);
  return Now;
}

bool Phases::isAlone(uint32_t I, EventRef At) const {
  return (Alone.test(I) && At.Index < Ends[I][At.Block]) || isQuiet(I, At);
}

/// Whether the event of \p O surely happens when the place where it is seen is
/// reached: a callee may ask something first.
static bool isSure(const SolvedProgram &P, const Observation &O) {
  if (O.May)
    return false;
  const SummaryEvent *E = calleeEvent(P, O);
  return !E || E->When.empty();
}

void Phases::findDestroys() {
  for (uint32_t I = 0; I != P.Functions.size(); ++I)
    for (const Observation &O : P.Functions[I].Observations)
      if (O.Effect == EffectKind::Destroy && O.Lock && isSure(P, O))
        Destroyed[{I, O.Lock}].insert(O.At);
}

bool Phases::isLastHold(uint32_t I, EventRef At, ExprId Lock) const {
  const SolvedFunction &F = P.Functions[I];
  auto It = Destroyed.find({I, Lock});
  if (It == Destroyed.end())
    return false;
  const std::set<EventRef> &Destroys = It->second;
  enum Fate { Lives, Ends, GoesOn };
  // Until a handler is waited for it may want the lock.
  auto FateIn = [&](uint32_t Index, uint32_t From) {
    const std::vector<Event> &Events = F.Graph.Blocks[Index].Events;
    for (uint32_t J = From; J < Events.size(); ++J) {
      if (Destroys.count({Index, J}))
        return Ends;
      if (Events[J].Kind == EventKind::Effect &&
          Events[J].Effect == EffectKind::Drain)
        return Lives;
    }
    return F.Graph.Blocks[Index].Term.Kind == TermKind::Return ? Lives : GoesOn;
  };
  llvm::BitVector Seen(F.Graph.Blocks.size());
  std::vector<std::pair<uint32_t, uint32_t>> Todo{{At.Block, At.Index + 1}};
  bool Ended = false;
  while (!Todo.empty()) {
    auto [Index, From] = Todo.back();
    Todo.pop_back();
    Fate What = FateIn(Index, From);
    if (What == Lives)
      return false;
    Ended |= What == Ends;
    if (What == GoesOn)
      for (BlockId Next : successors(F.Graph.Blocks[Index]))
        if (!Seen.test(Next.Index)) {
          Seen.set(Next.Index);
          Todo.push_back({Next.Index, 0});
        }
  }
  return Ended;
}
