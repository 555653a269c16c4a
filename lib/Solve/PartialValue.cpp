//===- PartialValue.cpp - what is known of the bits of a value ------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/PartialValue.h"
#include "Graph/Fold.h"

using namespace locktidy;

static constexpr uint64_t All = ~uint64_t(0);

std::optional<Place> locktidy::placeAt(const FunctionGraph &G, ExprId Address) {
  if (!Address)
    return std::nullopt;
  const Expr &X = G.expr(Address);
  if (X.Kind == ExprKind::Field || X.Kind == ExprKind::Global)
    return Place{X.Kind, X.Symbol};
  return std::nullopt;
}

PartialValue PartialValue::after(const PartialValue &Before) const {
  return {One | (Kept & Before.One), Zero | (Kept & Before.Zero),
          Kept & Before.Kept};
}

PartialValue PartialValue::meet(const PartialValue &Other) const {
  return {One & Other.One, Zero & Other.Zero, Kept & Other.Kept};
}

Truth locktidy::truthOf(PartialValue V) {
  if (V.One)
    return Truth::True;
  if (V.Zero == All)
    return Truth::False;
  return (V.Zero | V.Kept) == All ? Truth::Kept : Truth::Unknown;
}

static PartialValue ofTruth(Truth T) {
  switch (T) {
  case Truth::False:
    return PartialValue::of(0);
  case Truth::True:
    return PartialValue::of(1);
  case Truth::Kept:
    return {0, ~uint64_t(1), 1};
  case Truth::Unknown:
    break;
  }
  return {0, ~uint64_t(1), 0};
}

static PartialValue combine(ExprKind K, PartialValue A, PartialValue B) {
  if (K == ExprKind::And)
    return {A.One & B.One, A.Zero | B.Zero,
            (A.Kept & (B.Kept | B.One)) | (B.Kept & A.One)};
  if (K == ExprKind::Or)
    return {A.One | B.One, A.Zero & B.Zero,
            (A.Kept & (B.Kept | B.Zero)) | (B.Kept & A.Zero)};
  if (K == ExprKind::Eq && ((A.One & B.Zero) | (A.Zero & B.One)))
    return PartialValue::of(0);
  if ((A.One | A.Zero) == All && (B.One | B.Zero) == All)
    if (std::optional<int64_t> V = foldBinary(K, A.One, B.One))
      return PartialValue::of(*V);
  if ((A.One | A.Zero | A.Kept) != All || (B.One | B.Zero | B.Kept) != All)
    return {};
  return K == ExprKind::Eq || K == ExprKind::Lt ? ofTruth(Truth::Kept)
                                                : PartialValue::unchanged();
}

PartialValue locktidy::evaluate(const FunctionGraph &G, ExprId E, Place Of,
                                PartialValue Value) {
  if (!E)
    return {};
  const Expr &X = G.expr(E);
  switch (X.Kind) {
  case ExprKind::Const:
    return PartialValue::of(X.Value);
  case ExprKind::Load:
    return placeAt(G, X.A) == Of ? Value : PartialValue();
  case ExprKind::Not:
    switch (truthOf(evaluate(G, X.A, Of, Value))) {
    case Truth::False:
      return ofTruth(Truth::True);
    case Truth::True:
      return ofTruth(Truth::False);
    case Truth::Kept:
      return ofTruth(Truth::Kept);
    case Truth::Unknown:
      return ofTruth(Truth::Unknown);
    }
    return {};
  case ExprKind::BitNot: {
    PartialValue A = evaluate(G, X.A, Of, Value);
    return {A.Zero, A.One, A.Kept};
  }
  default:
    if (X.Kind < ExprKind::Add || X.Kind > ExprKind::Lt)
      return {};
    return combine(X.Kind, evaluate(G, X.A, Of, Value),
                   evaluate(G, X.B, Of, Value));
  }
}
