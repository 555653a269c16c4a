//===- LocalValues.cpp - locals that are set once -------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/LocalValues.h"

using namespace locktidy;

LocalValues::LocalValues(FunctionGraph &G)
    : G(G), Terms(G.Exprs), Values(G.Locals.size()) {
  llvm::BitVector Other(G.Locals.size());
  Other.set(0, G.NumParams);
  for (uint32_t L = 0; L != G.Locals.size(); ++L)
    if (G.Locals[L].AddressTaken)
      Other.set(L);
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events) {
      if (E.Result)
        Other.set(E.Result.Index);
      if (!E.Address || G.expr(E.Address).Kind != ExprKind::Local)
        continue;
      uint32_t L = G.expr(E.Address).Symbol;
      if (E.Kind != EventKind::Store || Values[L])
        Other.set(L);
      else
        Values[L] = E.Value;
    }
  for (uint32_t L : Other.set_bits())
    Values[L] = ExprId();
}

ExprId LocalValues::expand(ExprId E, unsigned Depth) {
  if (!E || Depth == MaxDepth)
    return E;
  const Expr X = G.expr(E);
  if (X.Kind == ExprKind::Load && G.expr(X.A).Kind == ExprKind::Local) {
    ExprId Value = Values[G.expr(X.A).Symbol];
    return Value ? expand(Value, Depth + 1) : E;
  }
  ExprId A = X.A ? expand(X.A, Depth) : X.A;
  ExprId B = X.B ? expand(X.B, Depth) : X.B;
  if (A == X.A && B == X.B)
    return E;
  switch (X.Kind) {
  case ExprKind::Field:
    return Terms.field(A, FieldId(X.Symbol));
  case ExprKind::Index:
    return Terms.index(A, B);
  case ExprKind::Load:
    return Terms.load(A);
  case ExprKind::Outer:
    return Terms.outer(A, FieldId(X.Symbol));
  case ExprKind::Apply:
    return Terms.apply(FunctionId(X.Symbol), A, B);
  default:
    return E; // a number: no part of an address
  }
}

llvm::BitVector locktidy::constantParameters(const FunctionGraph &G) {
  llvm::BitVector Out(G.NumParams, true);
  auto Drop = [&](uint32_t L) {
    if (L < G.NumParams)
      Out.reset(L);
  };
  for (uint32_t L = 0; L != G.NumParams; ++L)
    if (G.Locals[L].AddressTaken)
      Drop(L);
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events) {
      if (E.Result)
        Drop(E.Result.Index);
      if (E.Address && G.expr(E.Address).Kind == ExprKind::Local)
        Drop(G.expr(E.Address).Symbol);
    }
  return Out;
}
