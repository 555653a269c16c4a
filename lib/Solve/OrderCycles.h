//===- OrderCycles.h - the cycles of the lock order graph -------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For each edge the shortest way back (breadth first). Every cycle found is
// rotated to a canonical start, so that each is there once, not once per
// thread; a witness is chosen for each edge such that all threads can be where
// they wait at one time.
//
//   a -> b -> c -> a       all three rotations are a -> b -> c -> a
//   x -> y under g,        under g only one thread is there: no cycle; but
//   y -> x under g         y -> x from another place without g makes it one
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_ORDERCYCLES_H
#define LOCKTIDY_SOLVE_ORDERCYCLES_H

#include "Solve/Order.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace locktidy {

/// What cycles rest on beside the edges.
struct OrderFacts {
  std::set<LockClass> Written; ///< some thread waits to have it alone
  /// Whether a function only runs while a device is attached.
  llvm::function_ref<bool(uint32_t Function)> IsSetup;
  /// Whether two functions never run at one time, for one device, of which
  /// the locks are.
  llvm::function_ref<bool(uint32_t A, uint32_t B,
                          llvm::ArrayRef<LockClass> Locks)>
      Exclude;
};

/// Fills in OrderGraph::Cycles; all else of \p Graph is there.
void findCycles(OrderGraph &Graph, const OrderFacts &Facts);

} // namespace locktidy

#endif
