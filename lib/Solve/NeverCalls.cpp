//===- NeverCalls.cpp - calls of which it is declared: never --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/NeverCalls.h"
#include "Graph/Builder.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

void locktidy::copyNeverCalls(Program &P, FunctionId Original,
                              FunctionId Copy) {
  std::vector<FunctionId> Never;
  for (auto At = P.NeverCalls.lower_bound({Original, FunctionId(0)});
       At != P.NeverCalls.end() && At->first == Original; ++At)
    Never.push_back(At->second);
  for (FunctionId To : Never)
    P.NeverCalls.insert({Copy, To});
}

/// Leaves of a call that its result is not known.
static void forgetCall(FunctionGraph &G, Event &Call) {
  Event Out;
  Out.Kind = EventKind::Clobber;
  Out.Pos = Call.Pos;
  Out.Address = ExprBuilder(G.Exprs).local(Call.Result);
  Call = std::move(Out);
}

void locktidy::dropNeverCalls(const Program &P, FunctionGraph &G) {
  auto IsOne = [&](const Event &E) {
    const Expr *Callee =
        E.Kind == EventKind::Call ? &G.expr(E.Callee) : nullptr;
    return Callee && Callee->Kind == ExprKind::Function &&
           P.NeverCalls.count({G.Id, FunctionId(Callee->Symbol)});
  };
  if (P.NeverCalls.empty())
    return;
  for (Block &B : G.Blocks) {
    for (Event &E : B.Events)
      if (E.Result && IsOne(E))
        forgetCall(G, E);
    llvm::erase_if(B.Events, IsOne);
  }
}
