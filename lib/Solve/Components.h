//===- Components.h - strongly connected components -------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Used for blocks of a function, for functions of the call graph, and for lock
// classes of the order graph.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_COMPONENTS_H
#define LOCKTIDY_SOLVE_COMPONENTS_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <cstdint>
#include <vector>

namespace locktidy {

using Successors = llvm::function_ref<llvm::SmallVector<uint32_t, 4>(uint32_t)>;

struct Components {
  /// Members sorted; a component comes after those that it reaches.
  std::vector<std::vector<uint32_t>> Members;
  std::vector<uint32_t> Of;   ///< node -> component, ~0 for nodes not visited
  std::vector<uint32_t> Post; ///< nodes in depth-first postorder
};

/// Tarjan's algorithm (SIAM J. Comput. 1, 1972) without recursion, over the
/// nodes reached from \p Roots, in that order.
Components findComponents(uint32_t NumNodes, const std::vector<uint32_t> &Roots,
                          Successors Next);

} // namespace locktidy

#endif
