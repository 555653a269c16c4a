//===- LevelWalk.h - levels that paths do not give back ---------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Follows each variable that keeps an interrupt level through the function. The
// conditions on the way are remembered, so that `if (x) s = splnet();` and
// `if (x) splx(s);` go together. A variable whose value goes elsewhere is
// nobody's to judge, nor one that no path gives back.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_LEVELWALK_H
#define LOCKTIDY_RULES_LEVELWALK_H

#include "Graph/LockGraph.h"
#include <vector>

namespace locktidy {

enum class Slip : uint8_t {
  Kept,       ///< returns at Where with the level of the raise First
  Twice,      ///< First restores at Where what was restored before
  NeverSaved, ///< First restores at Where what nothing saved
};

struct Imbalance {
  Slip What = Slip::Kept;
  Position Where;
  const Event *First = nullptr;
};

/// In the order of places, each place and slip once.
std::vector<Imbalance> findImbalances(const FunctionGraph &G);

} // namespace locktidy

#endif
