//===- LockOrder.cpp - lock-order -----------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A cycle of the lock order graph (Solve/Order.h): threads that take the same
// locks in different orders, each waiting for the next.
//
//===----------------------------------------------------------------------===//
#include "Rules/Describe.h"
#include "Rules/Rule.h"
#include "Solve/Order.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

namespace {

/// One edge of a cycle as text.
struct Side {
  Location Where;
  Position Pos;
  const SolvedFunction *Function;
  std::string From, To, Primitive;
  std::vector<Step> Path;
};

} // namespace

static Side describe(const SolvedProgram &P, const Describer &D,
                     const OrderWitness &W) {
  const SolvedFunction &F = P.Functions[W.Function];
  const Observation &O = *W.Seen;
  const HeldLock &L = heldLock(W);
  Side S;
  S.Function = &F;
  S.Pos = F.event(O.At).Pos;
  S.Where = D.place(S.Pos);
  S.From = D.lockNoun(F, L);
  const LockKind *Kind = D.kindOf(O.Class, O.Kind).Kind;
  S.To = (Kind->Noun.empty() ? "lock" : Kind->Noun) + " '" +
         D.lockText(F, O.Callee ? O.Lock : F.event(O.At).Lock, O.Class) + "'";
  S.Primitive = P.Prog.str(O.Name).str();
  D.addAcquired(F, L, S.Path);
  D.addEvent(F, O, S.To + " acquired here, with " + S.From + " held", S.Path);
  return S;
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  OrderGraph Graph = findOrder(P);
  for (const OrderCycle &C : Graph.Cycles) {
    std::vector<Side> Sides;
    for (size_t I = 0; I != C.Edges.size(); ++I)
      Sides.push_back(
          describe(P, D, Graph.Edges[C.Edges[I]].Witnesses[C.Witness[I]]));
    // Reported at the side that comes first in the sources.
    auto First = llvm::min_element(
        Sides, [](const Side &A, const Side &B) { return A.Where < B.Where; });
    std::rotate(Sides.begin(), First, Sides.end());
    const Side &Main = Sides.front();
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
    for (Side &S : Sides)
      R.Paths.push_back(std::move(S.Path));
    D.setCertainty(R, C.May);
    Out.push_back(std::move(R));
  }
}

static const Rule LockOrder{
    "lock-order", Severity::Error,
    "locks acquired in different orders by different code", judge};
static RegisterRule Register(LockOrder);
