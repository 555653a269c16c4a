//===- Fold.h - constant folding of operators -------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_GRAPH_FOLD_H
#define LOCKTIDY_GRAPH_FOLD_H

#include "Graph/Expr.h"
#include <optional>

namespace locktidy {

/// \p K of \p A for Not, Neg and BitNot, wrapping as two's complement.
inline int64_t foldUnary(ExprKind K, int64_t A) {
  switch (K) {
  case ExprKind::Not:
    return A == 0;
  case ExprKind::Neg:
    return static_cast<int64_t>(-static_cast<uint64_t>(A));
  default:
    return ~A;
  }
}

/// \p A \p K \p B, wrapping; nothing for division by zero and wild shifts.
inline std::optional<int64_t> foldBinary(ExprKind K, int64_t A, int64_t B) {
  uint64_t UA = A, UB = B;
  bool BadDivision = B == 0 || (A == INT64_MIN && B == -1);
  bool BadShift = B < 0 || B > 63;
  switch (K) {
  case ExprKind::Add:
    return UA + UB;
  case ExprKind::Sub:
    return UA - UB;
  case ExprKind::Mul:
    return UA * UB;
  case ExprKind::Div:
    return BadDivision ? std::nullopt : std::optional(A / B);
  case ExprKind::Rem:
    return BadDivision ? std::nullopt : std::optional(A % B);
  case ExprKind::And:
    return A & B;
  case ExprKind::Or:
    return A | B;
  case ExprKind::Xor:
    return A ^ B;
  case ExprKind::Shl:
    return BadShift ? std::nullopt : std::optional<int64_t>(UA << B);
  case ExprKind::Shr:
    return BadShift ? std::nullopt : std::optional(A >> B);
  case ExprKind::Eq:
    return A == B;
  case ExprKind::Lt:
    return A < B;
  default:
    return std::nullopt;
  }
}

} // namespace locktidy

#endif
