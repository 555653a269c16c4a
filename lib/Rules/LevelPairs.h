//===- LevelPairs.h - idle raises with their restores -----------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which calls restore the level that a raise returned, over all paths, of those
// that do nothing, and what lies between. For noop-spl.
//
//   s = splbio();      a pair of this raise
//   if (sc->dead) {
//           splx(s);   with two restores
//           return;
//   }
//   splx(s);
//   s = splnet();      and another, of the same variable
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_LEVELPAIRS_H
#define LOCKTIDY_RULES_LEVELPAIRS_H

#include "Rules/Levels.h"
#include "Solve/State.h"
#include <set>
#include <vector>

namespace locktidy {

struct LevelPair {
  const Event *Raise = nullptr;
  std::vector<const Event *> Restores; ///< in the order of the graph
  /// The places from behind the raise up to those before the restores.
  std::set<EventRef> Between;
};

struct LevelPairs {
  std::vector<LevelPair> Pairs;     ///< in the order of the graph
  std::vector<const Event *> Alone; ///< restores of what no raise here returned
};

/// Of the raises and restores in \p G that do nothing.
LevelPairs findIdlePairs(const FunctionGraph &G);

} // namespace locktidy

#endif
