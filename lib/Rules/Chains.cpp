//===- Chains.cpp - how likely a way through calls is ---------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/Chains.h"
#include "Solve/Regions.h"

using namespace locktidy;

unsigned locktidy::askedOnTheWay(const SolvedProgram &P,
                                 const SolvedFunction &F,
                                 const Observation &O) {
  unsigned Asked = 0;
  const SolvedFunction *At = &F;
  EventRef Where = O.At;
  FunctionId Callee = O.Callee;
  uint32_t Element = O.CalleeEvent;
  for (unsigned Depth = ~0u;;) {
    Asked += Regions(At->Graph).isDecided(Where.Block);
    if (!Callee || Element == NoEvent)
      return Asked;
    const SolvedFunction *Inner = P.function(Callee);
    // In a cycle of the call graph an element may not be the one meant.
    if (Element >= Inner->Sum.Events.size() ||
        Inner->Sum.Events[Element].Depth >= Depth)
      return Asked;
    const SummaryEvent &E = Inner->Sum.Events[Element];
    At = Inner;
    Depth = E.Depth;
    Where = E.From.At;
    Callee = E.From.Callee;
    Element = E.From.Element;
  }
}

Marks locktidy::marksOfWay(const SolvedProgram &P, const SolvedFunction &F,
                           const Observation &O) {
  if (!O.Callee || O.CalleeEvent == NoEvent)
    return 0;
  // Most ways are too short for it, whatever they ask.
  unsigned Calls = P.function(O.Callee)->Sum.Events[O.CalleeEvent].Depth + 1;
  return Calls >= MaxAsked && askedOnTheWay(P, F, O) > MaxAsked ? MarkFar : 0;
}
