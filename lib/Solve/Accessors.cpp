//===- Accessors.cpp - calls that only name a value -----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Accessors.h"
#include "Graph/Builder.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include <optional>

using namespace locktidy;

/// How many accessors behind each other are looked through.
static constexpr unsigned MaxDepth = 3;

/// What a function's single block stores to each of its variables, once.
using Stored = llvm::SmallDenseMap<uint32_t, ExprId, 4>;

static std::optional<Stored> storedBy(const FunctionGraph &G) {
  if (G.Blocks.size() != 1 || G.Blocks[0].Term.Kind != TermKind::Return)
    return std::nullopt;
  Stored Out;
  for (const Event &E : G.Blocks[0].Events)
    if (E.Kind != EventKind::Store ||
        G.expr(E.Address).Kind != ExprKind::Local ||
        G.expr(E.Address).Symbol < G.NumParams ||
        !Out.try_emplace(G.expr(E.Address).Symbol, E.Value).second)
      return std::nullopt;
  return Out;
}

namespace {

/// Says in a caller's pool what an accessor returns.
class Accessor {
public:
  Accessor(const FunctionGraph &From, Stored Variables)
      : From(From), Variables(std::move(Variables)) {}

  /// \p Value of the accessor when it is passed \p Args; none when it does not
  /// follow from these and from memory.
  ExprId inCaller(ExprId Value, ExprBuilder &Caller,
                  llvm::ArrayRef<ExprId> Args) const;

private:
  const FunctionGraph &From;
  Stored Variables;
};

} // namespace

ExprId Accessor::inCaller(ExprId Value, ExprBuilder &Caller,
                          llvm::ArrayRef<ExprId> Args) const {
  const Expr &X = From.expr(Value);
  if (X.Kind == ExprKind::Load && From.expr(X.A).Kind == ExprKind::Local) {
    uint32_t Slot = From.expr(X.A).Symbol;
    if (Slot < From.NumParams)
      return Slot < Args.size() ? Args[Slot] : ExprId();
    auto It = Variables.find(Slot);
    return It == Variables.end() ? ExprId()
                                 : inCaller(It->second, Caller, Args);
  }
  ExprId A = X.A ? inCaller(X.A, Caller, Args) : ExprId();
  ExprId B = X.B ? inCaller(X.B, Caller, Args) : ExprId();
  if ((X.A && !A) || (X.B && !B))
    return {};
  switch (X.Kind) {
  case ExprKind::Unknown:
  case ExprKind::Local:
    return {};
  case ExprKind::Const:
    return Caller.constant(X.Value);
  case ExprKind::Global:
    return Caller.global(GlobalId(X.Symbol));
  case ExprKind::Function:
    return Caller.function(FunctionId(X.Symbol));
  case ExprKind::Field:
    return Caller.field(A, FieldId(X.Symbol));
  case ExprKind::Outer:
    return Caller.outer(A, FieldId(X.Symbol));
  case ExprKind::Index:
    return Caller.index(A, B);
  case ExprKind::Load:
    return Caller.load(A);
  case ExprKind::Apply:
    return Caller.apply(FunctionId(X.Symbol), A, B);
  default:
    return B ? Caller.binary(X.Kind, A, B) : Caller.unary(X.Kind, A);
  }
}

static bool resolveCalls(Program &P, FunctionGraph &G) {
  bool Changed = false;
  std::optional<ExprBuilder> Terms; // of most functions there is nothing to do
  for (Block &B : G.Blocks)
    for (Event &E : B.Events) {
      if (E.Kind != EventKind::Call || !E.Result ||
          G.expr(E.Callee).Kind != ExprKind::Function)
        continue;
      uint32_t To = P.GraphOf[G.expr(E.Callee).Symbol];
      if (To == Program::NoGraph || &P.All.Graphs[To] == &G)
        continue;
      const FunctionGraph &Callee = P.All.Graphs[To];
      std::optional<Stored> Variables = storedBy(Callee);
      ExprId Returned = Variables ? Callee.Blocks[0].Term.Cond : ExprId();
      // A constant says nothing of what it is called with: a stub.
      if (!Returned || Callee.expr(Returned).Kind == ExprKind::Const)
        continue;
      if (!Terms)
        Terms.emplace(G.Exprs);
      ExprId Value = Accessor(Callee, std::move(*Variables))
                         .inCaller(Returned, *Terms, E.Args);
      if (!Value)
        continue;
      Event Store;
      Store.Kind = EventKind::Store;
      Store.Pos = E.Pos;
      Store.Address = Terms->local(E.Result);
      Store.Value = Value;
      E = std::move(Store);
      Changed = true;
    }
  return Changed;
}

void locktidy::resolveAccessors(Program &P) {
  bool Changed = true;
  for (unsigned Depth = 0; Changed && Depth != MaxDepth; ++Depth) {
    Changed = false;
    for (FunctionGraph &G : P.All.Graphs)
      Changed |= resolveCalls(P, G);
  }
}
