//===- Contexts.cpp - what the kernel calls, and where --------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Contexts.h"
#include <set>

using namespace locktidy;

std::vector<Root> locktidy::findRoots(const SolvedProgram &P) {
  std::vector<Root> Out;
  for (const SolvedFunction &F : P.Functions)
    for (uint32_t I = 0; I != F.Observations.size(); ++I) {
      const Observation &O = F.Observations[I];
      if (O.Effect != EffectKind::Register || !O.Handler || !O.Kind ||
          F.Graph.expr(O.Handler).Kind != ExprKind::Function ||
          (O.May & MarkFlag)) // it is not known to be this kind of handler
        continue;
      FunctionId Handler(F.Graph.expr(O.Handler).Symbol);
      if (P.function(Handler))
        Out.push_back({Handler, O.Kind, F.Graph.Id, I, 0});
    }
  const std::vector<Binding> &Bindings = P.Prog.All.Bindings;
  std::set<std::pair<FunctionId, StringId>> Known;
  for (uint32_t I = 0; I != Bindings.size(); ++I) {
    const Binding &B = Bindings[I];
    // A table of two hundred devices may name one function two hundred times.
    if (B.Context && P.function(B.Target) &&
        Known.insert({B.Target, B.Context}).second)
      Out.push_back({B.Target, B.Context, FunctionId(), 0, I});
  }
  return Out;
}
