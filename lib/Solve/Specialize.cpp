//===- Specialize.cpp - one copy of a function per argument ---------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Specialize.h"
#include "Graph/Builder.h"
#include "Solve/LocalValues.h"
#include "Solve/NeverCalls.h"
#include "Solve/Regions.h"
#include "Solve/Slice.h"
#include "Solve/Terms.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"
#include <functional>
#include <map>

using namespace locktidy;

namespace {

class Specializer {
public:
  explicit Specializer(Program &P) : P(P) {}
  void run();

private:
  /// A function or a number.
  struct Argument {
    ExprKind Kind;
    int64_t Value;
    auto operator<=>(const Argument &) const = default;
  };
  /// What is passed to parameters, sorted by them.
  using Passed = std::vector<std::pair<uint32_t, Argument>>;

  void findCalled();
  bool markCalled(uint32_t I);
  bool markSteering(uint32_t I);
  void redirectCalls(uint32_t I);
  Passed passedBy(const FunctionGraph &Caller, const Event &Call, uint32_t To);
  uint32_t copyFor(uint32_t Original, const Passed &With);
  static void replaceParameter(FunctionGraph &G, uint32_t N,
                               const Argument &By);
  void dropUnused();

  Program &P;
  /// By function and parameter: it is called, and nothing else is stored to it.
  std::vector<llvm::BitVector> Called;
  /// By function and parameter: it decides what happens to a lock.
  std::vector<llvm::BitVector> Steering;
  std::vector<uint32_t> OriginalOf; ///< of a copy; else the function itself
  std::map<std::pair<uint32_t, Passed>, uint32_t> Copies;
  std::map<uint32_t, unsigned> NumCopies;
};

} // namespace

static uint32_t directCallee(const Program &P, const FunctionGraph &G,
                             const Event &E) {
  if (E.Kind != EventKind::Call || G.expr(E.Callee).Kind != ExprKind::Function)
    return Program::NoGraph;
  return P.GraphOf[G.expr(E.Callee).Symbol];
}

/// Marks the parameters that the function calls, or passes to ones marked.
bool Specializer::markCalled(uint32_t I) {
  const FunctionGraph &G = P.All.Graphs[I];
  bool Changed = false;
  auto Mark = [&](ExprId Value, const llvm::BitVector &Constant) {
    auto L = parameterOf(G, Value);
    if (!L || !Constant.test(*L) || Called[I].test(*L))
      return;
    Called[I].set(*L);
    Changed = true;
  };
  std::optional<llvm::BitVector> Constant;
  auto Constants = [&]() -> const llvm::BitVector & {
    if (!Constant)
      Constant = constantParameters(G);
    return *Constant;
  };
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events) {
      if (E.Kind != EventKind::Call)
        continue;
      if (parameterOf(G, E.Callee))
        Mark(E.Callee, Constants());
      uint32_t To = directCallee(P, G, E);
      if (To == Program::NoGraph || Called[To].none())
        continue;
      for (uint32_t N : Called[To].set_bits())
        if (N < E.Args.size())
          Mark(E.Args[N], Constants());
    }
  return Changed;
}

static bool changesLock(const Event &E) {
  return E.Kind == EventKind::Effect &&
         (E.Effect == EffectKind::Acquire || E.Effect == EffectKind::Release ||
          E.Effect == EffectKind::Upgrade || E.Effect == EffectKind::Downgrade);
}

/// Marks the parameters in the conditions of effects on locks, and those passed
/// on to parameters marked, if only as a part.
bool Specializer::markSteering(uint32_t I) {
  const FunctionGraph &G = P.All.Graphs[I];
  llvm::BitVector Found(G.NumParams);
  std::function<void(ExprId)> Mark = [&](ExprId E) {
    if (!E)
      return;
    if (auto L = parameterOf(G, E))
      return void(Found.set(*L));
    Mark(G.expr(E).A);
    Mark(G.expr(E).B);
  };
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events) {
      if (changesLock(E))
        Mark(E.When);
      uint32_t To = directCallee(P, G, E);
      if (To == Program::NoGraph)
        continue;
      for (uint32_t N : Steering[To].set_bits())
        if (N < E.Args.size())
          Mark(E.Args[N]);
    }
  bool Changed = Found.test(Steering[I]);
  Steering[I] |= Found;
  return Changed;
}

/// What \p E, made of numbers, is.
static std::optional<int64_t> constantOf(const FunctionGraph &G, ExprId E) {
  const Expr &X = G.expr(E);
  if (X.Kind == ExprKind::Const)
    return X.Value;
  if (X.Kind != ExprKind::Or && X.Kind != ExprKind::And)
    return std::nullopt;
  auto A = constantOf(G, X.A), B = constantOf(G, X.B);
  if (!A || !B)
    return std::nullopt;
  return X.Kind == ExprKind::Or ? *A | *B : *A & *B;
}

void Specializer::findCalled() {
  size_t N = P.All.Graphs.size();
  for (const FunctionGraph &G : P.All.Graphs) {
    Called.emplace_back(G.NumParams);
    Steering.emplace_back(G.NumParams);
  }
  std::vector<std::vector<uint32_t>> Callers(N);
  for (uint32_t I = 0; I != N; ++I)
    for (const Block &B : P.All.Graphs[I].Blocks)
      for (const Event &E : B.Events)
        if (uint32_t To = directCallee(P, P.All.Graphs[I], E);
            To != Program::NoGraph)
          Callers[To].push_back(I);
  std::vector<uint32_t> Todo;
  auto MarkBoth = [&](uint32_t I) {
    bool CallsMore = markCalled(I);
    return markSteering(I) || CallsMore;
  };
  for (uint32_t I = 0; I != N; ++I)
    if (MarkBoth(I))
      Todo.push_back(I);
  while (!Todo.empty()) {
    uint32_t Of = Todo.back();
    Todo.pop_back();
    for (uint32_t I : Callers[Of])
      if (MarkBoth(I))
        Todo.push_back(I);
  }
}

Specializer::Passed Specializer::passedBy(const FunctionGraph &Caller,
                                          const Event &Call, uint32_t To) {
  Passed Out;
  for (uint32_t N : Called[To].set_bits()) {
    if (N >= Call.Args.size() || !Call.Args[N])
      continue;
    const Expr &Arg = Caller.expr(Call.Args[N]);
    if (Arg.Kind == ExprKind::Function &&
        P.GraphOf[Arg.Symbol] != Program::NoGraph)
      Out.push_back({N, {ExprKind::Function, Arg.Symbol}});
  }
  for (uint32_t N : Steering[To].set_bits())
    if (N < Call.Args.size() && Call.Args[N])
      if (std::optional<int64_t> Value = constantOf(Caller, Call.Args[N]))
        Out.push_back({N, {ExprKind::Const, *Value}});
  llvm::sort(Out);
  return Out;
}

void Specializer::replaceParameter(FunctionGraph &G, uint32_t N,
                                   const Argument &By) {
  for (Expr &X : G.Exprs) {
    if (X.Kind != ExprKind::Load || G.expr(X.A).Kind != ExprKind::Local ||
        G.expr(X.A).Symbol != N)
      continue;
    X = Expr();
    X.Kind = By.Kind;
    if (X.Kind == ExprKind::Const)
      X.Value = By.Value;
    else
      X.Symbol = By.Value;
  }
}

/// A parameter that the function changes has the value passed to begin with.
static void storeAtEntry(FunctionGraph &G, uint32_t N, int64_t Value) {
  for (const Block &B : G.Blocks)
    if (llvm::is_contained(successors(B), BlockId(0)))
      return; // the entry is the start of a loop
  ExprBuilder Builder(G.Exprs);
  Event Store;
  Store.Kind = EventKind::Store;
  Store.Pos = G.Pos;
  Store.Address = Builder.local(LocalId(N));
  Store.Value = Builder.constant(Value);
  auto &Events = G.Blocks.front().Events;
  Events.insert(Events.begin(), Store);
}

uint32_t Specializer::copyFor(uint32_t Original, const Passed &With) {
  auto [It, New] = Copies.try_emplace({Original, With}, Original);
  if (!New || NumCopies[OriginalOf[Original]] == MaxCopies)
    return It->second;
  ++NumCopies[OriginalOf[Original]];
  FunctionGraph G = P.All.Graphs[Original];
  llvm::BitVector Constant = constantParameters(G);
  for (auto [N, Target] : With)
    if (Constant.test(N))
      replaceParameter(G, N, Target);
    else
      storeAtEntry(G, N, Target.Value);
  It->second = P.All.Graphs.size();
  G.Id = FunctionId(P.All.Functions.size());
  FunctionInfo Info = P.All.Functions[P.All.Graphs[Original].Id.Index];
  P.All.Functions.push_back(Info);
  P.GraphOf.push_back(It->second);
  FunctionId First = P.All.Graphs[OriginalOf[Original]].Id;
  P.Copies.push_back({G.Id, First});
  copyNeverCalls(P, First, G.Id);
  dropNeverCalls(P, G);
  OriginalOf.push_back(OriginalOf[Original]);
  llvm::BitVector StillCalled = Called[Original],
                  StillSteering = Steering[Original];
  for (auto [N, Target] : With) {
    StillCalled.reset(N);
    StillSteering.reset(N);
  }
  Called.push_back(std::move(StillCalled));
  Steering.push_back(std::move(StillSteering));
  P.All.Graphs.push_back(std::move(G));
  return It->second;
}

void Specializer::redirectCalls(uint32_t I) {
  for (uint32_t B = 0; B != P.All.Graphs[I].Blocks.size(); ++B)
    for (uint32_t N = 0; N != P.All.Graphs[I].Blocks[B].Events.size(); ++N) {
      const FunctionGraph &G = P.All.Graphs[I];
      const Event &E = G.Blocks[B].Events[N];
      uint32_t To = directCallee(P, G, E);
      if (To == Program::NoGraph || (Called[To].none() && Steering[To].none()))
        continue;
      Passed With = passedBy(G, E, To);
      if (With.empty())
        continue;
      uint32_t Copy = copyFor(To, With); // moves the graphs
      FunctionGraph &Caller = P.All.Graphs[I];
      Caller.Blocks[B].Events[N].Callee =
          ExprBuilder(Caller.Exprs).function(P.All.Graphs[Copy].Id);
    }
}

/// Leaves static functions that only copies stand for without a body.
void Specializer::dropUnused() {
  llvm::BitVector Used(P.All.Functions.size());
  for (const Binding &B : P.All.Bindings)
    Used.set(B.Target.Index);
  for (const FunctionGraph &G : P.All.Graphs) {
    auto Use = [&](ExprId E) {
      if (E && G.expr(E).Kind == ExprKind::Function)
        Used.set(G.expr(E).Symbol);
    };
    for (const Block &B : G.Blocks) {
      for (const Event &E : B.Events)
        forEachOperand(E, Use);
      Use(B.Term.Cond);
    }
  }
  for (const auto &[Key, Copy] : Copies) {
    FunctionGraph &G = P.All.Graphs[Key.first];
    if (P.All.Functions[G.Id.Index].File && !Used.test(G.Id.Index))
      G.Blocks.clear();
  }
}

void Specializer::run() {
  findCalled();
  for (uint32_t I = 0; I != P.All.Graphs.size(); ++I)
    OriginalOf.push_back(I);
  // Copies are added at the end and have calls of their own.
  for (uint32_t I = 0; I != P.All.Graphs.size(); ++I)
    redirectCalls(I);
  dropUnused();
}

void locktidy::specialize(Program &P) { Specializer(P).run(); }
