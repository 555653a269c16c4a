//===- Evaluate.h - the value of an expression ------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_GRAPH_EVALUATE_H
#define LOCKTIDY_GRAPH_EVALUATE_H

#include "Graph/Fold.h"
#include "Graph/LockGraph.h"

namespace locktidy {

inline bool isUnary(ExprKind K) {
  return K == ExprKind::Not || K == ExprKind::Neg || K == ExprKind::BitNot;
}

inline bool isBinary(ExprKind K) {
  return K >= ExprKind::Add && K <= ExprKind::Lt;
}

/// True for an expression that is 0 or 1, as a comparison is.
inline bool isTruth(const FunctionGraph &G, ExprId E) {
  const Expr &X = G.expr(E);
  if (X.Kind == ExprKind::And || X.Kind == ExprKind::Or)
    return isTruth(G, X.A) && isTruth(G, X.B);
  return X.Kind == ExprKind::Not || X.Kind == ExprKind::Eq ||
         X.Kind == ExprKind::Lt ||
         (X.Kind == ExprKind::Const && (X.Value == 0 || X.Value == 1));
}

/// The value of \p E. \p Leaf(ExprId) gives a std::optional<int64_t> for each
/// constant, and for each other part that is not made of an operator: what it
/// is, or nothing. Nothing when a part without an answer decides; in
/// `a == 0 || *p` one side may be enough.
template <typename LeafValue>
std::optional<int64_t> evaluate(const FunctionGraph &G, ExprId E,
                                const LeafValue &Leaf) {
  const Expr &X = G.expr(E);
  if (isUnary(X.Kind)) {
    std::optional<int64_t> A = evaluate(G, X.A, Leaf);
    return A ? std::optional(foldUnary(X.Kind, *A)) : std::nullopt;
  }
  if (!isBinary(X.Kind))
    return Leaf(E);
  std::optional<int64_t> A = evaluate(G, X.A, Leaf),
                         B = evaluate(G, X.B, Leaf);
  if (A && B)
    return foldBinary(X.Kind, *A, *B);
  std::optional<int64_t> Known = A ? A : B;
  if (X.Kind == ExprKind::And && Known == 0)
    return 0;
  if (X.Kind == ExprKind::Or && Known == 1 && isTruth(G, A ? X.B : X.A))
    return 1;
  return std::nullopt;
}

} // namespace locktidy

#endif
