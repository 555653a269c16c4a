//===- LockOrder.cpp - lock-order -----------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A cycle of the lock order graph (Solve/Order.h): threads that take the same
// locks in different orders, each waiting for the next.
//
//===----------------------------------------------------------------------===//
#include "Rules/OrderPath.h"
#include "Rules/Rule.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  OrderGraph Graph = findOrder(P);
  for (const OrderCycle &C : Graph.Cycles) {
    std::vector<OrderPath> Sides;
    for (size_t I = 0; I != C.Edges.size(); ++I)
      Sides.push_back(
          describeOrder(P, D, Graph.Edges[C.Edges[I]].Witnesses[C.Witness[I]]));
    // Reported at the side that comes first in the sources.
    auto First =
        llvm::min_element(Sides, [](const OrderPath &A, const OrderPath &B) {
          return A.Where < B.Where;
        });
    std::rotate(Sides.begin(), First, Sides.end());
    const OrderPath &Main = Sides.front();
    Finding R =
        D.begin("lock-order", Severity::Error, *Main.Function, Main.Pos);
    R.Message = Main.To + " is acquired while holding " + Main.From +
                ", and elsewhere the other way round";
    if (Sides.size() > 2)
      R.Message = Main.To + " is acquired while holding " + Main.From +
                  ", which closes a cycle of " + std::to_string(Sides.size()) +
                  " locks";
    R.Event = "cycle";
    for (uint32_t E : C.Edges)
      R.LockClasses.push_back(D.className(Graph.Edges[E].From));
    llvm::sort(R.LockClasses);
    for (OrderPath &S : Sides)
      R.Paths.push_back(std::move(S.Path));
    D.setCertainty(R, C.May);
    if (C.May & MarkContext)
      R.Assumptions.push_back("assumes that a thread sleeps between the two "
                              "locks: until then it keeps the other out by the "
                              "lock that both run under");
    Out.push_back(std::move(R));
  }
}

static const Rule LockOrder{
    "lock-order", Severity::Error,
    "locks acquired in different orders by different code", judge};
static RegisterRule Register(LockOrder);
