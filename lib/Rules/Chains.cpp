//===- Chains.cpp - how likely a way through calls is ---------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/Chains.h"
#include "Solve/Regions.h"

using namespace locktidy;

void locktidy::forEachOnTheWay(
    const SolvedProgram &P, const SolvedFunction &F, const Observation &O,
    llvm::function_ref<void(const SolvedFunction &, EventRef, FunctionId)>
        Visit) {
  const SolvedFunction *At = &F;
  EventRef Where = O.At;
  FunctionId Callee = O.Callee;
  uint32_t Element = O.CalleeEvent;
  // In a cycle of the call graph summaries are made more than once, and an
  // element may no longer be the one that was meant: the depth must fall.
  for (unsigned Depth = ~0u;;) {
    bool Calls = Callee && Element != NoEvent;
    Visit(*At, Where, Calls ? Callee : FunctionId());
    if (!Calls)
      return;
    const SolvedFunction *Inner = P.function(Callee);
    if (Element >= Inner->Sum.Events.size() ||
        Inner->Sum.Events[Element].Depth >= Depth)
      return;
    const SummaryEvent &E = Inner->Sum.Events[Element];
    At = Inner;
    Depth = E.Depth;
    Where = E.From.At;
    Callee = E.From.Callee;
    Element = E.From.Element;
  }
}

/// A pointer to one of several functions is called.
static bool isOneOfSeveral(const SolvedProgram &P, const SolvedFunction &F,
                           EventRef At) {
  ExprId Callee = F.event(At).Callee;
  return F.Graph.expr(Callee).Kind != ExprKind::Function &&
         P.Pointers.of(P.Prog.GraphOf[F.Graph.Id.Index], F.Graph, Callee)
                 .Functions.size() > 1;
}

unsigned locktidy::askedOnTheWay(const SolvedProgram &P,
                                 const SolvedFunction &F,
                                 const Observation &O) {
  unsigned Asked = 0;
  forEachOnTheWay(P, F, O,
                  [&](const SolvedFunction &At, EventRef Where, FunctionId C) {
                    Asked += Regions(At.Graph).isDecided(Where.Block);
                    Asked += C && isOneOfSeveral(P, At, Where);
                  });
  return Asked;
}

Marks locktidy::marksOfWay(const SolvedProgram &P, const SolvedFunction &F,
                           const Observation &O) {
  const SummaryEvent *E = calleeEvent(P, O);
  if (!E)
    return 0;
  // Most ways are too short for it, whatever they ask: each call may count
  // twice, by the branch and by the pointer.
  bool IsLong = 2 * (E->Depth + 1) + 1 > MaxAsked;
  return IsLong && askedOnTheWay(P, F, O) > MaxAsked ? MarkFar : 0;
}
