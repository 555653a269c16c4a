//===- Reach.cpp - the contexts that come to a function -------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Reach.h"
#include "llvm/ADT/STLExtras.h"
#include <deque>

using namespace locktidy;

llvm::BitVector locktidy::passedFunctions(const SolvedProgram &P) {
  llvm::BitVector Out(P.Functions.size());
  for (const SolvedFunction &F : P.Functions)
    for (FunctionId Passed : F.Data.Passed)
      if (uint32_t I = P.Prog.GraphOf[Passed.Index]; I != Program::NoGraph)
        Out.set(I);
  return Out;
}

bool locktidy::isOwn(const TUGraph &T, const Binding &B) {
  if (B.Field)
    return T.Fields[B.Field.Index].File || T.Fields[B.Field.Index].Own;
  return B.Variable && T.Globals[B.Variable.Index].File;
}

std::vector<std::vector<CallEdge>>
locktidy::findCallEdges(const SolvedProgram &P) {
  std::vector<std::vector<CallEdge>> Out(P.Functions.size());
  for (uint32_t I = 0; I != P.Functions.size(); ++I) {
    const FunctionGraph &G = P.Functions[I].Graph;
    for (uint32_t B = 0; B != G.Blocks.size(); ++B)
      for (uint32_t J = 0; J != G.Blocks[B].Events.size(); ++J) {
        const Event &E = G.Blocks[B].Events[J];
        if (E.Kind != EventKind::Call)
          continue;
        bool Pointer = G.expr(E.Callee).Kind != ExprKind::Function;
        auto Add = [&](FunctionId F) {
          if (uint32_t To = P.Prog.GraphOf[F.Index]; To != Program::NoGraph)
            Out[I].push_back({{B, J}, To, Pointer});
        };
        if (Pointer)
          llvm::for_each(P.Pointers.of(I, G, E.Callee).Functions, Add);
        else
          Add(FunctionId(G.expr(E.Callee).Symbol));
      }
  }
  return Out;
}

Reach::Reach(const SolvedProgram &P) : P(P), Calls(findCallEdges(P)) {
  Ways.resize(P.Functions.size());
  Only.resize(P.Functions.size(), Nobody);
  std::vector<StringId> Contexts;
  for (const Root &R : P.Roots)
    Contexts.push_back(R.Context);
  llvm::sort(Contexts, [&](StringId A, StringId B) {
    return P.Prog.str(A) < P.Prog.str(B);
  });
  Contexts.erase(llvm::unique(Contexts), Contexts.end());
  for (StringId C : Contexts)
    spread(C);
  findOnly();
}

/// Every function that a root of a context comes to, nearest first.
void Reach::spread(StringId Context) {
  llvm::BitVector Seen(P.Functions.size());
  std::deque<uint32_t> Todo;
  auto Visit = [&](uint32_t To, const ContextWay &W) {
    if (Seen.test(To))
      return;
    Seen.set(To);
    Ways[To].push_back(W);
    Todo.push_back(To);
  };
  for (uint32_t R = 0; R != P.Roots.size(); ++R)
    if (P.Roots[R].Context == Context)
      if (uint32_t To = P.Prog.GraphOf[P.Roots[R].Handler.Index];
          To != Program::NoGraph)
        Visit(To, {Context, R, ContextWay::NoCaller, {}});
  for (; !Todo.empty(); Todo.pop_front()) {
    uint32_t I = Todo.front();
    for (const CallEdge &C : Calls[I])
      Visit(C.To, {Context, Ways[I].back().Root, I, C.At});
  }
}

std::vector<Site> Reach::calls(ContextWay Way) const {
  std::vector<Site> Out;
  while (Way.Caller != ContextWay::NoCaller) {
    Out.push_back({&P.Functions[Way.Caller], Way.At});
    Way = *llvm::find_if(Ways[Way.Caller], [&](const ContextWay &W) {
      return W.Context == Way.Context;
    });
  }
  std::reverse(Out.begin(), Out.end());
  return Out;
}

/// What has a device for itself while the \p I-th function handles \p C.
uint32_t Reach::alone(uint32_t I, const ContextKind *C) const {
  switch (C ? C->Runs : Concurrency::Parallel) {
  case Concurrency::Parallel:
    return Many;
  case Concurrency::Serial:
    return I;
  case Concurrency::Last:
  case Concurrency::Alone:
    return P.Functions.size() + P.Functions[I].Graph.Pos.File.Index;
  }
  llvm_unreachable("unknown concurrency");
}

/// Nobody until somebody is seen to come, and Many from the second on. What
/// is called from nowhere, or passed on, anybody may call.
void Reach::findOnly() {
  std::vector<uint32_t> Todo;
  auto Meet = [&](uint32_t I, uint32_t Who) {
    uint32_t Now = Only[I] == Nobody || Only[I] == Who ? Who : Many;
    if (Now != Only[I]) {
      Only[I] = Now;
      Todo.push_back(I);
    }
  };
  llvm::BitVector Called(P.Functions.size());
  for (const std::vector<CallEdge> &From : Calls)
    for (const CallEdge &C : From)
      Called.set(C.To);
  llvm::BitVector Root(P.Functions.size());
  for (const struct Root &R : P.Roots) {
    uint32_t I = P.Prog.GraphOf[R.Handler.Index];
    if (I == Program::NoGraph)
      continue;
    Meet(I, alone(I, P.Prog.context(R.Context)));
    Root.set(I);
  }
  const llvm::BitVector Passed = passedFunctions(P);
  for (unsigned I : Passed.set_bits())
    Meet(I, Many);
  for (uint32_t I = 0; I != P.Functions.size(); ++I)
    if (!Called.test(I) && !Root.test(I))
      Meet(I, Many);
  while (!Todo.empty()) {
    uint32_t I = Todo.back();
    Todo.pop_back();
    for (const CallEdge &C : Calls[I])
      Meet(C.To, Only[I]);
  }
}
