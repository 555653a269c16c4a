//===- Arguments.cpp - what every call passes -----------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Arguments.h"
#include "Solve/LocalValues.h"
#include "Solve/Terms.h"
#include "llvm/ADT/BitVector.h"

using namespace locktidy;

/// Two or more would be facts that tell paths apart, and decided nothing on
/// FreeBSD 7.
static constexpr size_t MaxNumbers = 1;

namespace {

/// A parameter that one function hands on to another.
struct HandedOn {
  uint32_t From, Parameter; ///< graph and its parameter
  uint32_t To, Argument;
};

class Finder {
public:
  Finder(const Program &P, const std::vector<ResultUse> &Uses)
      : P(P), Uses(Uses), Passed(P.All.Graphs.size()) {}
  std::vector<PassedNumbers> run();

private:
  bool isClosed(const FunctionGraph &G) const;
  void collect(uint32_t Caller);
  void add(uint32_t To, uint32_t Argument, const Range &Numbers);

  const Program &P;
  const std::vector<ResultUse> &Uses;
  std::vector<PassedNumbers> Passed; ///< Range::all(): anything
  std::vector<HandedOn> Edges;
};

} // namespace

/// All its calls are seen.
bool Finder::isClosed(const FunctionGraph &G) const {
  StringId File = P.All.Functions[G.Id.Index].File;
  return File && !P.str(File).ends_with(".h") && Uses[G.Id.Index].Called &&
         !Uses[G.Id.Index].Bound;
}

void Finder::add(uint32_t To, uint32_t Argument, const Range &Numbers) {
  auto [It, New] = Passed[To].try_emplace(Argument, Numbers);
  if (!New)
    It->second = It->second.hull(Numbers);
  if (It->second.values(MaxNumbers).empty())
    It->second = Range::all();
}

void Finder::collect(uint32_t Caller) {
  const FunctionGraph &G = P.All.Graphs[Caller];
  llvm::BitVector Same = constantParameters(G);
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events) {
      if (E.Kind != EventKind::Call ||
          G.expr(E.Callee).Kind != ExprKind::Function)
        continue;
      uint32_t To = P.GraphOf[G.expr(E.Callee).Symbol];
      if (To == Program::NoGraph || !isClosed(P.All.Graphs[To]))
        continue;
      for (uint32_t I = 0; I != P.All.Graphs[To].NumParams; ++I) {
        ExprId Arg = I < E.Args.size() ? E.Args[I] : ExprId();
        std::optional<uint32_t> Parameter = parameterOf(G, Arg);
        if (Arg && G.expr(Arg).Kind == ExprKind::Const)
          add(To, I, Range::exactly(G.expr(Arg).Value));
        else if (Parameter && Same.test(*Parameter) && isClosed(G))
          Edges.push_back({Caller, *Parameter, To, I});
        else
          add(To, I, Range::all());
      }
    }
}

std::vector<PassedNumbers> Finder::run() {
  for (uint32_t I = 0; I != Passed.size(); ++I)
    collect(I);
  // Ranges only grow, to at most MaxNumbers values and then to all.
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const HandedOn &E : Edges) {
      auto From = Passed[E.From].find(E.Parameter);
      if (From == Passed[E.From].end())
        continue; // so far only from itself
      auto Old = Passed[E.To].find(E.Argument);
      std::optional<Range> Before;
      if (Old != Passed[E.To].end())
        Before = Old->second;
      add(E.To, E.Argument, Range(From->second));
      Changed |= Before != Passed[E.To].at(E.Argument);
    }
  }
  for (PassedNumbers &Of : Passed)
    std::erase_if(Of, [](const auto &Known) { return Known.second.isAll(); });
  return std::move(Passed);
}

std::vector<PassedNumbers>
locktidy::findPassedNumbers(const Program &P,
                            const std::vector<ResultUse> &Uses) {
  return Finder(P, Uses).run();
}
