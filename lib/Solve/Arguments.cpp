//===- Arguments.cpp - what every call passes -----------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Arguments.h"
#include "Graph/Evaluate.h"
#include "Solve/LocalValues.h"
#include "Solve/Slice.h"
#include "Solve/Terms.h"
#include "llvm/ADT/BitVector.h"

using namespace locktidy;

/// As facts: two or more would tell paths apart, and decided nothing on
/// FreeBSD 7.
static constexpr size_t MaxFacts = 1;
/// As what is seen.
static constexpr size_t MaxSeen = Range::MaxGaps;

namespace {

/// A parameter that one function hands on to another.
struct HandedOn {
  uint32_t From, Parameter; ///< graph and its parameter
  uint32_t To, Argument;
};

class Finder {
public:
  /// \p Pointers: what is called through them counts, too; null: functions
  /// of which all calls are seen by name, only.
  Finder(const Program &P, const std::vector<ResultUse> &Uses,
         const Targets *Pointers, size_t MaxNumbers)
      : P(P), Uses(Uses), Pointers(Pointers), MaxNumbers(MaxNumbers),
        Passed(P.All.Graphs.size()) {
    if (Pointers)
      findElsewhere();
  }
  std::vector<PassedNumbers> run();

private:
  bool isClosed(const FunctionGraph &G) const;
  void findElsewhere();
  void collect(uint32_t Caller);
  void collectCall(uint32_t Caller, const llvm::BitVector &Same, const Event &E,
                   uint32_t To);
  void add(uint32_t To, uint32_t Argument, const Range &Numbers);

  const Program &P;
  const std::vector<ResultUse> &Uses;
  const Targets *Pointers;
  size_t MaxNumbers;
  llvm::BitVector Elsewhere; ///< functions that others may call, by FunctionId
  std::vector<PassedNumbers> Passed; ///< Range::all(): anything
  std::vector<HandedOn> Edges;
};

} // namespace

/// All its calls are seen, or all that count.
bool Finder::isClosed(const FunctionGraph &G) const {
  StringId File = P.All.Functions[G.Id.Index].File;
  if (!File || P.str(File).ends_with(".h"))
    return false;
  if (Pointers)
    return !Elsewhere.test(G.Id.Index);
  return Uses[G.Id.Index].Called && !Uses[G.Id.Index].Bound;
}

/// Functions that the kernel calls, and those whose address goes anywhere but
/// to fields of which all calls are seen.
void Finder::findElsewhere() {
  Elsewhere.resize(P.All.Functions.size());
  for (uint32_t F = 0; F != Elsewhere.size(); ++F)
    if (Uses[F].Registered || Uses[F].InTable)
      Elsewhere.set(F);
  for (const Binding &B : P.All.Bindings)
    if (!B.Field || B.Context || !Pointers->ofField(B.Field).Complete)
      Elsewhere.set(B.Target.Index);
  for (const FunctionGraph &G : P.All.Graphs) {
    auto Goes = [&](ExprId E) {
      if (E && G.expr(E).Kind == ExprKind::Function)
        Elsewhere.set(G.expr(E).Symbol);
    };
    for (const Block &B : G.Blocks)
      for (const Event &E : B.Events) {
        llvm::for_each(E.Args, Goes);
        Goes(E.Handler);
        if (E.Kind == EventKind::Store &&
            G.expr(E.Address).Kind != ExprKind::Field)
          Goes(E.Value);
      }
  }
}

void Finder::add(uint32_t To, uint32_t Argument, const Range &Numbers) {
  auto [It, New] = Passed[To].try_emplace(Argument, Numbers);
  if (!New)
    It->second = It->second.hull(Numbers);
  if (It->second.values(MaxNumbers).empty())
    It->second = Range::all();
}

/// What call \p E passes to \p To.
void Finder::collectCall(uint32_t Caller, const llvm::BitVector &Same,
                         const Event &E, uint32_t To) {
  const FunctionGraph &G = P.All.Graphs[Caller];
  if (To == Program::NoGraph || !isClosed(P.All.Graphs[To]))
    return;
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

void Finder::collect(uint32_t Caller) {
  const FunctionGraph &G = P.All.Graphs[Caller];
  llvm::BitVector Same = constantParameters(G);
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events) {
      if (E.Kind != EventKind::Call)
        continue;
      if (G.expr(E.Callee).Kind == ExprKind::Function)
        collectCall(Caller, Same, E, P.GraphOf[G.expr(E.Callee).Symbol]);
      else if (Pointers)
        for (FunctionId To : Pointers->of(Caller, G, E.Callee).Functions)
          collectCall(Caller, Same, E, P.GraphOf[To.Index]);
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
  return Finder(P, Uses, nullptr, MaxFacts).run();
}

std::vector<PassedNumbers>
locktidy::findSeenNumbers(const Program &P, const Targets &Pointers,
                          const std::vector<ResultUse> &Uses) {
  return Finder(P, Uses, &Pointers, MaxSeen).run();
}

/// \p E when parameter \p L is \p Value; nothing when more decides.
static std::optional<int64_t> valueWith(const FunctionGraph &G, ExprId E,
                                        uint32_t L, int64_t Value) {
  return evaluate(G, E, [&](ExprId Part) -> std::optional<int64_t> {
    if (G.expr(Part).Kind == ExprKind::Const)
      return G.expr(Part).Value;
    return parameterOf(G, Part) == L ? std::optional(Value) : std::nullopt;
  });
}

bool locktidy::isNeverSeen(const FunctionGraph &G, const PassedNumbers &Seen,
                           const Guard &Why) {
  auto Refutes = [&](const Literal &L, uint32_t Parameter, int64_t Number) {
    std::optional<int64_t> Value = valueWith(G, L.Term, Parameter, Number);
    return Value && !L.Values.contains(*Value);
  };
  return llvm::any_of(Seen, [&](const auto &Known) {
    return llvm::all_of(Known.second.values(MaxSeen), [&](int64_t Number) {
      return llvm::any_of(Why, [&](const Literal &L) {
        return Refutes(L, Known.first, Number);
      });
    });
  });
}
