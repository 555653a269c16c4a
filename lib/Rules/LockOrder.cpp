//===- LockOrder.cpp - lock-order -----------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A cycle of the lock order graph (Solve/Order.h): threads that take the same
// locks in different orders, each waiting for the next. And a place that takes
// locks against an order which the authors declared (Solve/DeclaredOrder.h),
// though nobody else may take them the other way round.
//
//===----------------------------------------------------------------------===//
#include "Rules/OrderPath.h"
#include "Rules/Rule.h"
#include "Solve/DeclaredOrder.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

/// Where it is declared, as a path of its own.
static std::vector<Step>
describeClaims(const Describer &D,
               const std::vector<const OrderClaim *> &Claims) {
  std::vector<Step> Path;
  for (const OrderClaim *C : Claims)
    Path.push_back({D.place(C->Pos), "'" + D.className(C->First) +
                                         "' is declared to be taken before '" +
                                         D.className(C->Second) + "' here"});
  return Path;
}

/// Places against a declared order, when they are in no cycle that is certain.
static void judgeDeclared(const SolvedProgram &P, const Describer &D,
                          const DeclaredOrder &Declared,
                          const OrderGraph &Graph, std::vector<Finding> &Out) {
  llvm::DenseSet<uint32_t> Told;
  for (const OrderCycle &C : Graph.Cycles)
    if (!C.May)
      Told.insert(C.Edges.begin(), C.Edges.end());
  for (uint32_t I = 0; I != Graph.Edges.size(); ++I) {
    const OrderEdge &E = Graph.Edges[I];
    auto Claims = Declared.between(E.To, E.From);
    if (Claims.empty() || Told.contains(I))
      continue;
    OrderPath S = describeOrder(P, D, E.Witnesses.front());
    Finding R = D.begin("lock-order", Severity::Warning, *S.Function, S.Pos);
    R.Message = S.To + " is acquired while holding " + S.From +
                ", which is declared to be taken after it";
    R.Event = "declared order";
    R.LockClasses = {D.className(E.From), D.className(E.To)};
    llvm::sort(R.LockClasses);
    R.Paths = {std::move(S.Path), describeClaims(D, Claims)};
    Out.push_back(std::move(R));
  }
}

/// Declarations of which no order can satisfy all: told at the first of each
/// cycle.
static void judgeClaims(const Describer &D, const DeclaredOrder &Declared,
                        std::vector<Finding> &Out) {
  llvm::DenseSet<const OrderClaim *> Told;
  for (const OrderClaim &C : Declared.claims()) {
    auto Back = Declared.between(C.Second, C.First);
    if (Back.empty() || Told.contains(&C))
      continue;
    Told.insert(Back.begin(), Back.end());
    Finding R;
    R.Rule = "lock-order";
    R.Level = Severity::Warning;
    R.Where = D.place(C.Pos);
    R.Message = "'" + D.className(C.First) +
                "' is declared to be taken before '" + D.className(C.Second) +
                "', and elsewhere after it";
    R.Event = "contradiction";
    R.LockClasses = {D.className(C.First), D.className(C.Second)};
    llvm::sort(R.LockClasses);
    R.Paths = {describeClaims(D, Back)};
    Out.push_back(std::move(R));
  }
}

/// Says where a side begins: with the lines of two or more threads before them,
/// readers look for the functions first.
static void nameThread(const Describer &D, OrderPath &S) {
  std::string Name = "'" + D.functionName(*S.Function) + "'";
  std::string &Begin = S.Path.front().Text;
  // Of a handler that is called with the lock it stands there.
  if (!llvm::StringRef(Begin).ends_with(Name))
    Begin += ", in " + Name;
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  OrderGraph Graph = findOrder(P);
  DeclaredOrder Declared(P);
  judgeDeclared(P, D, Declared, Graph, Out);
  judgeClaims(D, Declared, Out);
  for (const OrderCycle &C : Graph.Cycles) {
    if (const OrderEdge &E = Graph.edge(C.Edges.front());
        C.Edges.size() == 2 && Declared.isFree(E.From, E.To))
      continue;
    std::vector<OrderPath> Sides;
    for (size_t I = 0; I != C.Edges.size(); ++I)
      Sides.push_back(
          describeOrder(P, D, Graph.edge(C.Edges[I]).Witnesses[C.Witness[I]]));
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
      R.LockClasses.push_back(D.className(Graph.edge(E).From));
    llvm::sort(R.LockClasses);
    for (OrderPath &S : Sides) {
      nameThread(D, S);
      R.Paths.push_back(std::move(S.Path));
    }
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
