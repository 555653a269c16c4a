//===- DeclaredOrder.h - the lock order that authors declared ---*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the contracts of a program: which class of locks is taken before which,
// by whose word. Declarations add up:
//
//   _NOTE(LOCK_ORDER(a b c))     a before b, b before c
//   _NOTE(LOCK_ORDER(c d))       c before d
//
//   between(a, d)                all three, in this order
//   between(d, a)                none
//
// Two locks that may be taken in either order (AnyOrder) have none.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_DECLAREDORDER_H
#define LOCKTIDY_SOLVE_DECLAREDORDER_H

#include "Solve/Solved.h"
#include <map>
#include <set>

namespace locktidy {

/// One pair of neighbours in a declaration.
struct OrderClaim {
  LockClass First, Second;
  Position Pos;
};

class DeclaredOrder {
public:
  explicit DeclaredOrder(const SolvedProgram &P);

  bool empty() const { return Claims.empty(); }
  const std::vector<OrderClaim> &claims() const { return Claims; }

  /// The fewest claims by which \p First is taken before \p Second.
  std::vector<const OrderClaim *> between(LockClass First,
                                          LockClass Second) const;

  /// Whether the two may be taken in either order.
  bool isFree(LockClass A, LockClass B) const;

private:
  std::vector<OrderClaim> Claims;                  ///< each pair once
  std::map<LockClass, std::vector<uint32_t>> From; ///< claims by First
  std::set<std::pair<LockClass, LockClass>> Free;
};

} // namespace locktidy

#endif
