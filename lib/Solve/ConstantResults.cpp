//===- ConstantResults.cpp - functions that always return the same --------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/ConstantResults.h"
#include "Graph/Builder.h"

using namespace locktidy;

using Numbers = llvm::ArrayRef<std::optional<int64_t>>;

/// What the call \p E of a function by its name always returns.
static std::optional<int64_t> resultOf(const FunctionGraph &G, const Event &E,
                                       const Program &P, Numbers Known) {
  if (E.Kind != EventKind::Call || !E.Result ||
      G.expr(E.Callee).Kind != ExprKind::Function)
    return std::nullopt;
  uint32_t To = P.GraphOf[G.expr(E.Callee).Symbol];
  return To == Program::NoGraph ? std::nullopt : Known[To];
}

namespace {

/// The one number that a function returns.
class Finder {
public:
  Finder(const FunctionGraph &G, const Program &P, Numbers Known);
  std::optional<int64_t> run() const;

private:
  std::optional<int64_t> valueOf(ExprId E, unsigned Depth) const;

  const FunctionGraph &G;
  const Program &P;
  Numbers Known;
  /// The events that set a variable, by local, of those that are returned or
  /// copied to one.
  std::vector<llvm::SmallVector<const Event *, 2>> Sets;
};

} // namespace

static constexpr unsigned MaxCopies = 3, MaxSets = 8;

Finder::Finder(const FunctionGraph &G, const Program &P, Numbers Known)
    : G(G), P(P), Known(Known), Sets(G.Locals.size()) {
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events) {
      if (E.Result)
        Sets[E.Result.Index].push_back(&E);
      if (E.Address && G.expr(E.Address).Kind == ExprKind::Local)
        Sets[G.expr(E.Address).Symbol].push_back(&E);
    }
}

/// A constant, or all that is ever stored to a variable.
std::optional<int64_t> Finder::valueOf(ExprId E, unsigned Depth) const {
  const Expr &X = G.expr(E);
  if (X.Kind == ExprKind::Const)
    return X.Value;
  if (X.Kind != ExprKind::Load || G.expr(X.A).Kind != ExprKind::Local ||
      Depth == MaxCopies)
    return std::nullopt;
  uint32_t Local = G.expr(X.A).Symbol;
  if (Local < G.NumParams || G.Locals[Local].AddressTaken ||
      Sets[Local].size() > MaxSets)
    return std::nullopt;
  std::optional<int64_t> All;
  for (const Event *By : Sets[Local]) {
    std::optional<int64_t> One =
        By->Result && By->Result.Index == Local ? resultOf(G, *By, P, Known)
        : By->Kind == EventKind::Store          ? valueOf(By->Value, Depth + 1)
                                                : std::nullopt;
    if (!One || (All && *All != *One))
      return std::nullopt;
    All = One;
  }
  return All;
}

std::optional<int64_t> Finder::run() const {
  std::optional<int64_t> All;
  for (const Block &B : G.Blocks) {
    if (B.Term.Kind != TermKind::Return)
      continue;
    std::optional<int64_t> One =
        B.Term.Cond ? valueOf(B.Term.Cond, 0) : std::nullopt;
    if (!One || (All && *All != *One))
      return std::nullopt;
    All = One;
  }
  return All;
}

std::vector<std::optional<int64_t>>
locktidy::findConstantResults(const Program &P) {
  std::vector<std::optional<int64_t>> Out(P.All.Graphs.size());
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (uint32_t I = 0; I != Out.size(); ++I)
      if (!Out[I] && !P.Several.contains(I)) {
        Out[I] = Finder(P.All.Graphs[I], P, Out).run();
        Changed |= Out[I].has_value();
      }
  }
  return Out;
}

void locktidy::addConstantResults(FunctionGraph &G, const Program &P,
                                  Numbers Results) {
  ExprBuilder Exprs(G.Exprs);
  for (Block &B : G.Blocks)
    for (uint32_t I = 0; I != B.Events.size(); ++I)
      if (std::optional<int64_t> Is = resultOf(G, B.Events[I], P, Results)) {
        Event New;
        New.Kind = EventKind::Store;
        New.Pos = B.Events[I].Pos;
        New.Number = B.Events[I].Number;
        New.Address = Exprs.local(B.Events[I].Result);
        New.Value = Exprs.constant(*Is);
        B.Events.insert(B.Events.begin() + I + 1, std::move(New));
      }
}
