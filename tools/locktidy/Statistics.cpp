//===- Statistics.cpp - what a run took -----------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "locktidy/Statistics.h"
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
  Out.line(formatv("{0,12}  {1} functions reached a limit of the solver",
                   "limits", Limits.size())
               .str());
  for (const std::string &Function : Limits)
    Out.line(formatv("{0,12}  {1}", "limit", Function).str());
  for (const auto &[What, Times] : Lost)
    Out.line(
        formatv("{0,12}  {1} ({2} times)", "not lowered", What, Times).str());
}
