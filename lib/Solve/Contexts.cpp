//===- Contexts.cpp - what the kernel calls, and where --------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Contexts.h"
#include <set>

using namespace locktidy;

/// What runs when the kernel calls \p Handler.
static FunctionId calledByKernel(const SolvedProgram &P, FunctionId Handler) {
  auto It = P.Prog.CalledByKernel.find(Handler);
  return It == P.Prog.CalledByKernel.end() ? Handler : It->second;
}

std::vector<Root> locktidy::findRoots(const SolvedProgram &P) {
  std::vector<Root> Out;
  for (const SolvedFunction &F : P.Functions)
    for (uint32_t I = 0; I != F.Observations.size(); ++I) {
      const Observation &O = F.Observations[I];
      if (O.Effect != EffectKind::Register || !O.Handler || !O.Kind ||
          F.Graph.expr(O.Handler).Kind != ExprKind::Function ||
          (O.May & MarkFlag)) // it is not known to be this kind of handler
        continue;
      FunctionId Handler =
          calledByKernel(P, FunctionId(F.Graph.expr(O.Handler).Symbol));
      if (P.function(Handler))
        Out.push_back({Handler, O.Kind, F.Graph.Id, I, 0});
    }
  const std::vector<Binding> &Bindings = P.Prog.All.Bindings;
  std::set<std::pair<FunctionId, StringId>> Known;
  for (uint32_t I = 0; I != Bindings.size(); ++I) {
    const Binding &B = Bindings[I];
    // A table of two hundred devices may name one function two hundred times.
    FunctionId Handler = calledByKernel(P, B.Target);
    if (B.Context && P.function(Handler) &&
        Known.insert({Handler, B.Context}).second)
      Out.push_back({Handler, B.Context, FunctionId(), 0, I});
  }
  return Out;
}
