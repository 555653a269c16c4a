//===- ConstantFlow.h - ways that constants in locals allow -----*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For rules that ask where a function may go from a place, and need no state of
// locks for it: a local that is a constant there decides branches.
//
//   int standby = 0;
//   if (found)
//           standby = 1;
//   else
//           mutex_init(&sl->lock, ...);     from here on standby is 0
//   ...
//   if (standby)
//           return (EIO);                   which is not come to from there
//
// Conditional constant propagation (Wegman and Zadeck, TOPLAS 1991), once from
// the entry and once more from the place.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_CONSTANTFLOW_H
#define LOCKTIDY_SOLVE_CONSTANTFLOW_H

#include "Graph/LockGraph.h"
#include "Solve/State.h"
#include "llvm/ADT/BitVector.h"
#include <map>
#include <optional>

namespace locktidy {

class ConstantFlow {
public:
  explicit ConstantFlow(const FunctionGraph &G);

  /// The blocks that a path from the entry may enter.
  llvm::BitVector reached() const { return blocks(AtEntry); }
  /// The same when the parameter has that value on entry.
  llvm::BitVector calledWith(uint32_t Parameter, int64_t Value) const;
  /// The blocks that are entered only when the local has that value.
  llvm::BitVector onlyWith(uint32_t Local, int64_t Value) const;

  /// The blocks that a path which has passed \p At may enter; \p Result: when
  /// that is what the call there has returned.
  llvm::BitVector after(EventRef At,
                        std::optional<int64_t> Result = std::nullopt) const;

private:
  using Values = std::map<uint32_t, int64_t>; ///< by local
  using Entries = std::vector<std::optional<Values>>;
  static llvm::BitVector blocks(const Entries &In);
  std::optional<int64_t> valueOf(ExprId E, const Values &V) const;
  void pass(const Event &E, Values &V) const;
  void leave(uint32_t Block, const Values &V, Entries &In,
             std::vector<uint32_t> &Todo) const;
  void assume(ExprId Cond, bool Holds, Values &V) const;
  void run(Entries &In, std::vector<uint32_t> Todo) const;

  const FunctionGraph &G;
  Entries AtEntry; ///< of each block, by paths from the function's entry
};

} // namespace locktidy

#endif
