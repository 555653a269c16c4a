//===- Levels.h - raised interrupt levels and their variables ---*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A raise returns the level that was, and a variable keeps it until a restore:
//
//   s = splnet();      t = raise; s = t      the raise, kept in s
//   splx(s);           restore s
//
// Shared by noop-spl and spl-imbalance.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_LEVELS_H
#define LOCKTIDY_RULES_LEVELS_H

#include "Graph/LockGraph.h"
#include "llvm/ADT/MapVector.h"

namespace locktidy {

/// The local whose value \p E, which may be none, is; else none.
LocalId localRead(const FunctionGraph &G, ExprId E);

class Levels {
public:
  explicit Levels(const FunctionGraph &G);

  struct Raise {
    LocalId KeptIn; ///< none: nowhere
    std::vector<const Event *> Restores;
  };
  /// In the order of the graph.
  const llvm::MapVector<const Event *, Raise> &raises() const { return All; }
  /// Whether the value of \p E is what a raise returned.
  bool isRaised(ExprId E) const;

private:
  const FunctionGraph &G;
  llvm::MapVector<const Event *, Raise> All;
};

} // namespace locktidy

#endif
