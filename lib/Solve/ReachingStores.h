//===- ReachingStores.h - what a local was set to ---------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which events may have given a local the value that it has at a place: stores
// to it, results of calls and effects, and unknown values. Found backwards from
// the place, for the few locals that are asked about.
//
//   to = hz;                  here the store is hz,
//   if (sc->slow)
//           to = 5 * hz;
//   wait(sc, to);             and here both are
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_REACHINGSTORES_H
#define LOCKTIDY_SOLVE_REACHINGSTORES_H

#include "Graph/LockGraph.h"
#include "Solve/State.h"

namespace locktidy {

class ReachingStores {
public:
  explicit ReachingStores(const FunctionGraph &G) : G(G) {}

  struct Found {
    llvm::SmallVector<EventRef, 4> Events;
    bool AtEntry = false; ///< what it is at entry may reach the place
  };
  /// Of local \p L before the event \p At; its index may be one behind the last
  /// event, for the end of the block.
  Found of(uint32_t L, EventRef At);

  /// The place where the condition of a block is asked.
  EventRef endOf(uint32_t Block) const {
    return {Block, uint32_t(G.Blocks[Block].Events.size())};
  }

private:
  const FunctionGraph &G;
  std::vector<llvm::SmallVector<uint32_t, 2>> Before; ///< by block, when needed
};

} // namespace locktidy

#endif
