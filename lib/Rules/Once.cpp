//===- Once.cpp - what was done when the device was attached --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/Once.h"
#include "Rules/Chains.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

Once::Once(const SolvedProgram &P) : P(P) {
  AtSetup.resize(P.Functions.size());
  std::vector<uint32_t> Work;
  auto Add = [&](FunctionId Id) {
    uint32_t I = P.Prog.GraphOf[Id.Index];
    if (I == Program::NoGraph || AtSetup.test(I))
      return;
    AtSetup.set(I);
    Work.push_back(I);
  };
  for (const Root &R : P.Roots)
    if (const ContextKind *C = P.Prog.context(R.Context);
        C && C->Runs == Concurrency::Alone)
      Add(R.Handler);
  while (!Work.empty()) {
    const FunctionGraph &G = P.Functions[Work.back()].Graph;
    Work.pop_back();
    for (const Block &B : G.Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Call &&
            G.expr(E.Callee).Kind == ExprKind::Function)
          Add(FunctionId(G.expr(E.Callee).Symbol));
  }
}

bool Once::isAtSetup(const SolvedFunction &F) const {
  return AtSetup.test(P.Prog.GraphOf[F.Graph.Id.Index]);
}

/// \p L says that memory is 0, or has none of some bits, which is no longer so
/// when \p Value has been written to \p Address.
static bool isEndedBy(const FunctionGraph &G, const Literal &L, ExprId Address,
                      ExprId Value) {
  if (L.Values.value() != 0)
    return false;
  auto Number = [&](ExprId E) {
    const Expr &X = G.expr(E);
    return X.Kind == ExprKind::Const ? X.Value : 0;
  };
  auto IsIt = [&](ExprId E) {
    return G.expr(E).Kind == ExprKind::Load && G.expr(E).A == Address;
  };
  const Expr &Asked = G.expr(L.Term), &Now = G.expr(Value);
  if (IsIt(L.Term))
    return Now.Kind == ExprKind::Unknown || Number(Value) != 0;
  if (Asked.Kind != ExprKind::And || !IsIt(Asked.A))
    return false;
  int64_t Set = Now.Kind == ExprKind::Or ? Number(Now.B) : Number(Value);
  return (Set & Number(Asked.B)) != 0;
}

/// The function remembers in memory that it has come this way.
static bool isRemembered(const SolvedFunction &F, const Literal &L) {
  return llvm::any_of(F.Exits, [&](const Exit &X) {
    return llvm::is_contained(X.Why, L) &&
           llvm::any_of(X.Memory, [&](const auto &M) {
             return isEndedBy(F.Graph, L, M.first, M.second);
           });
  });
}

Marks Once::ofWay(const SolvedFunction &F, const Observation &O) const {
  if (isAtSetup(F))
    return 0;
  Marks Out = 0;
  forEachOnTheWay(
      P, F, O,
      [&](const SolvedFunction &At, EventRef Where, FunctionId Callee) {
        if (!isAtSetup(At))
          return;
        bool Happens = false, Always = true;
        for (const Observation &Seen : At.Observations)
          if (Seen.At == Where && Seen.Callee == Callee) {
            Happens = true;
            Always &= llvm::any_of(Seen.Why, [&](const Literal &L) {
              return isRemembered(At, L);
            });
          }
        if (Happens && Always)
          Out = MarkOnce;
      });
  return Out;
}
