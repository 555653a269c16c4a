//===- Statistics.cpp - what a run took -----------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "locktidy/Statistics.h"
#include "Solve/DeclaredOrder.h"
#include "Solve/Order.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace locktidy;
using namespace llvm;

void Statistics::stage(StringRef Name) {
  Clock::time_point Now = Clock::now();
  Seconds.emplace_back(Name.str(),
                       std::chrono::duration<double>(Now - Last).count());
  Last = Now;
}

void Statistics::count(const std::vector<TUGraph> &Graphs) {
  for (const TUGraph &G : Graphs) {
    ++Units;
    Functions += G.Graphs.size();
    LockOperations += G.LockOperations;
    for (const FunctionGraph &F : G.Graphs) {
      Blocks += F.Blocks.size();
      for (const Block &B : F.Blocks)
        Events += B.Events.size();
    }
    for (const NotLowered &L : G.Lost)
      ++Lost[G.str(L.What).str()];
  }
}

static StringRef describe(Limit L) {
  switch (L) {
  case Limit::None:
    return "";
  case Limit::Visits:
    return "blocks visited too often";
  case Limit::Effort:
    return "too much to do at calls";
  case Limit::States:
    return "too many lock states at a point";
  }
  return "";
}

void Statistics::countSolved(const SolvedProgram &P) {
  const PointerCallCounts &C = P.Pointers.Counts;
  Calls.One += C.One;
  Calls.Few += C.Few;
  Calls.Hub += C.Hub;
  Calls.Exact += C.Exact;
  Calls.Unknown += C.Unknown;
  for (const SolvedFunction &F : P.Functions)
    if (F.Reached != Limit::None)
      Limits.push_back(formatv("{0}:{1} {2}: {3}", P.Prog.str(F.Graph.Pos.File),
                               F.Graph.Pos.Line, P.Prog.name(F.Graph.Id),
                               describe(F.Reached))
                           .str());
}

void Statistics::count(const DeclarationReport &R) {
  Beside.Roots += R.Roots;
  Beside.Ignored += R.Ignored;
  Beside.Orders += R.Orders;
  Beside.Targets += R.Targets;
  Beside.Inferred += R.Inferred;
  Beside.Unknown += R.Unknown;
}

void Statistics::countDeclared(const SolvedProgram &P) {
  for (const Contract &C : P.Prog.All.Contracts)
    ++Contracts[contractWord(C.Kind)];
  DeclaredOrder Declared(P);
  if (Declared.empty())
    return;
  OrderGraph Graph = findOrder(P);
  auto Taken = [&](LockClass A, LockClass B) {
    return any_of(Graph.Edges,
                  [&](const OrderEdge &E) { return E.From == A && E.To == B; });
  };
  for (const OrderClaim &C : Declared.claims()) {
    if (Taken(C.Second, C.First))
      ++Orders.Broken;
    else
      ++(Taken(C.First, C.Second) ? Orders.Kept : Orders.Unseen);
  }
}

void Statistics::print(Console &Out) const {
  for (const auto &[Name, Time] : Seconds)
    Out.line(formatv("{0,12}  {1:f3} s", Name, Time).str());
  Out.line(formatv("{0,12}  {1} units, {2} functions, {3} blocks, {4} events",
                   "graphs", Units, Functions, Blocks, Events)
               .str());
  Out.line(formatv("{0,12}  {1} calls: one target {2}, 2 to {3} {4}, more {5}, "
                   "none known {6}; exact {7}",
                   "pointers",
                   Calls.One + Calls.Few + Calls.Hub + Calls.Unknown, Calls.One,
                   TargetSet::MaxTargets, Calls.Few, Calls.Hub, Calls.Unknown,
                   Calls.Exact)
               .str());
  for (const auto &[Kind, Times] : Contracts)
    Out.line(formatv("{0,12}  {1} ({2})", "contracts", Kind, Times).str());
  if (Orders.Kept + Orders.Broken + Orders.Unseen)
    Out.line(formatv("{0,12}  {1} pairs: taken so {2}, against it {3}, not "
                     "together {4}",
                     "orders", Orders.Kept + Orders.Broken + Orders.Unseen,
                     Orders.Kept, Orders.Broken, Orders.Unseen)
                 .str());
  if (Beside.Targets + Beside.Roots + Beside.Ignored + Beside.Orders +
      Beside.Unknown)
    Out.line(formatv("{0,12}  {1} roots, {2} ignored, {3} orders, {4} targets "
                     "of pointers of which {5} are found without, {6} names "
                     "unknown",
                     "declared", Beside.Roots, Beside.Ignored, Beside.Orders,
                     Beside.Targets, Beside.Inferred, Beside.Unknown)
                 .str());
  Out.line(formatv("{0,12}  {1} functions reached a limit of the solver",
                   "limits", Limits.size())
               .str());
  for (const std::string &Function : Limits)
    Out.line(formatv("{0,12}  {1}", "limit", Function).str());
  for (const auto &[What, Times] : Lost)
    Out.line(
        formatv("{0,12}  {1} ({2} times)", "not lowered", What, Times).str());
}
