//===- Contexts.cpp - what the kernel calls, and where --------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Contexts.h"

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
        Out.push_back({Handler, O.Kind, F.Graph.Id, I});
    }
  return Out;
}
