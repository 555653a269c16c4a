//===- Contexts.cpp - roots and what they reach ------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Contexts.h"
#include "Graph/Fold.h"
#include "llvm/ADT/STLExtras.h"
#include <deque>
#include <set>

using namespace locktidy;

static std::optional<int64_t> valueOf(const FunctionGraph &G, ExprId Term,
                                      const ConstantArgs &Args) {
  const Expr &X = G.expr(Term);
  switch (X.Kind) {
  case ExprKind::Const:
    return X.Value;
  case ExprKind::Load:
    if (const Expr &A = G.expr(X.A);
        A.Kind == ExprKind::Local && A.Symbol < Args.size())
      return Args[A.Symbol];
    return std::nullopt;
  case ExprKind::Not:
  case ExprKind::Neg:
  case ExprKind::BitNot:
    if (auto A = valueOf(G, X.A, Args))
      return foldUnary(X.Kind, *A);
    return std::nullopt;
  default:
    if (!X.A || !X.B)
      return std::nullopt;
    auto A = valueOf(G, X.A, Args), B = valueOf(G, X.B, Args);
    return A && B ? foldBinary(X.Kind, *A, *B) : std::nullopt;
  }
}

bool locktidy::possible(const FunctionGraph &G, const Guard &When,
                        const ConstantArgs &Args) {
  return llvm::none_of(When, [&](const Literal &L) {
    auto V = valueOf(G, L.Term, Args);
    return V && !L.Values.contains(*V);
  });
}

static void findRoots(SolvedProgram &P) {
  for (const SolvedFunction &F : P.Functions)
    for (uint32_t I = 0; I != F.Observations.size(); ++I) {
      const Observation &O = F.Observations[I];
      if (O.Effect != EffectKind::Register || !O.Handler || !O.Kind ||
          F.Graph.expr(O.Handler).Kind != ExprKind::Function)
        continue;
      FunctionId Handler(F.Graph.expr(O.Handler).Symbol);
      if (P.function(Handler))
        P.Roots.push_back({Handler, O.Kind, F.Graph.Id, I});
    }
}

void locktidy::findContexts(SolvedProgram &P) {
  findRoots(P);
  struct Item {
    uint32_t Function, Index; // of its Reach
  };
  std::deque<Item> Todo;
  std::set<std::tuple<StringId, uint32_t, ConstantArgs>> Seen;
  auto Enter = [&](FunctionId F, Reach R) {
    uint32_t I = P.Prog.GraphOf[F.Index];
    StringId Context = P.Roots[R.RootIndex].Context;
    if (I == Program::NoGraph || !Seen.insert({Context, I, R.Args}).second)
      return;
    std::vector<Reach> &Ways = P.Reached[I];
    if (Ways.size() >= 16) // many ways in: the first ones say enough
      return;
    Ways.push_back(std::move(R));
    Todo.push_back({I, uint32_t(Ways.size() - 1)});
  };
  for (uint32_t I = 0; I != P.Roots.size(); ++I)
    Enter(P.Roots[I].Handler, {I, {}, {}, 0, {}});
  while (!Todo.empty()) {
    Item Now = Todo.front();
    Todo.pop_front();
    const SolvedFunction &F = P.Functions[Now.Function];
    Reach From = P.Reached[Now.Function][Now.Index];
    for (const CallSite &C : F.Calls) {
      if (!possible(F.Graph, C.Why, From.Args))
        continue;
      ConstantArgs Args;
      for (ExprId A : C.Args)
        Args.push_back(valueOf(F.Graph, A, From.Args));
      Enter(C.Callee, {From.RootIndex, F.Graph.Id, C.At, Now.Index, std::move(Args)});
    }
  }
}
