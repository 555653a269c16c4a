//===- Refusals.cpp - sleeps that do not happen in a context --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/Refusals.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

void Refusals::forCallees(uint32_t I,
                          llvm::function_ref<void(uint32_t)> Visit) const {
  const SolvedFunction &F = P.Functions[I];
  auto Add = [&](FunctionId Id) {
    if (uint32_t C = P.Prog.GraphOf[Id.Index]; C != Program::NoGraph)
      Visit(C);
  };
  for (const Block &B : F.Graph.Blocks)
    for (const Event &E : B.Events)
      if (E.Kind == EventKind::Call)
        if (const Expr &X = F.Graph.expr(E.Callee);
            X.Kind == ExprKind::Function)
          Add(FunctionId(X.Symbol));
  for (FunctionId Id : F.Followed)
    Add(Id);
}

void Refusals::reach(uint32_t From, llvm::BitVector &Seen) const {
  llvm::SmallVector<uint32_t, 16> Todo{From};
  Seen.set(From);
  while (!Todo.empty())
    forCallees(Todo.pop_back_val(), [&](uint32_t C) {
      if (!Seen.test(C)) {
        Seen.set(C);
        Todo.push_back(C);
      }
    });
}

Refusals::Refusals(const SolvedProgram &P) : P(P) {
  size_t N = P.Functions.size();
  Contexts.resize(N);
  Open.resize(N);
  llvm::BitVector Closed(N);
  for (const Root &R : P.Roots) {
    const ContextKind *C = P.Prog.context(R.Context);
    uint32_t I = P.Prog.GraphOf[R.Handler.Index];
    Closed.set(I);
    if (!C || C->RefusedBy.empty()) {
      if (!Open.test(I))
        reach(I, Open);
      continue;
    }
    llvm::BitVector Seen(N);
    reach(I, Seen);
    for (uint32_t To : Seen.set_bits())
      Contexts[To].insert(R.Context);
  }
  // Others that nobody calls are called from out of sight, and so are those of
  // which somebody keeps a pointer whose calls are not followed.
  llvm::BitVector Called(N), Followed(N);
  for (uint32_t I = 0; I != N; ++I) {
    forCallees(I, [&](uint32_t C) { Called.set(C); });
    for (FunctionId Id : P.Functions[I].Followed)
      Followed.set(P.Prog.GraphOf[Id.Index]);
  }
  for (uint32_t I = 0; I != N; ++I) {
    bool Kept =
        P.Results[P.Functions[I].Graph.Id.Index].Bound && !Followed.test(I);
    if (!Closed.test(I) && (!Called.test(I) || Kept) && !Open.test(I))
      reach(I, Open);
  }
}

bool Refusals::covers(const SolvedFunction &F, const Observation &O) const {
  uint32_t I = P.Prog.GraphOf[F.Graph.Id.Index];
  return !Open.test(I) && !Contexts[I].empty() &&
         llvm::all_of(Contexts[I], [&](StringId Name) {
           return llvm::is_contained(P.Prog.context(Name)->RefusedBy,
                                     P.Prog.str(O.Name));
         });
}
