//===- Regions.h - what a branch of a function decides ----------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The region of a branch: the blocks on the ways from it to where its arms have
// met for good, its nearest post-dominator, which is not part of it. What lies
// in the region depends on how the branch is decided. The branch of a loop is
// in its own region.
//
//   b0: branch c b1 b2      region b1 b2, meets at b3
//   b1: jump b3             region empty
//   b2: jump b3
//   b3: return
//
// A loop that nothing leaves meets where it begins. After Ferrante, Ottenstein,
// Warren: The program dependence graph (TOPLAS 1987).
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_REGIONS_H
#define LOCKTIDY_SOLVE_REGIONS_H

#include "Graph/LockGraph.h"
#include "Solve/Components.h"
#include "llvm/ADT/BitVector.h"

namespace locktidy {

/// Successors of a block, each once, in order.
llvm::SmallVector<BlockId, 4> successors(const Block &B);

/// Blocks that can be reached from the successors of \p From without passing
/// through \p Barrier.
llvm::BitVector reachable(const FunctionGraph &G, uint32_t From,
                          uint32_t Barrier = ~0u);

/// The blocks that can be reached, those of a loop as one component.
Components findLoops(const FunctionGraph &G);

class Regions {
public:
  explicit Regions(const FunctionGraph &G);

  /// Whether one of \p Blocks is in the region of \p Branch.
  bool contains(uint32_t Branch, const llvm::BitVector &Blocks) const;
  /// Whether \p Branch itself decides that \p Block is run: one of its arms
  /// always comes there, and another need not.
  bool dependsOn(uint32_t Block, uint32_t Branch) const;
  /// Whether there is such a branch.
  bool isDecided(uint32_t Block) const;
  /// Whether \p Block is in the region of \p Branch and can be reached by \p
  /// Arm, one of its successors.
  bool armContains(uint32_t Branch, BlockId Arm, uint32_t Block) const;
  /// Where the arms of \p Branch meet; none when they never do.
  BlockId meeting(uint32_t Branch) const;

private:
  void findAfter();
  bool reaches(uint32_t From, llvm::BitVector Seen,
               const llvm::BitVector &Blocks) const;

  const FunctionGraph &G;
  std::vector<uint32_t> Post; ///< reachable blocks in postorder
  /// Blocks on all ways from a block to an exit, itself among them.
  std::vector<llvm::BitVector> After;
};

} // namespace locktidy

#endif
