//===- Refusals.h - sleeps that do not happen in a context ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A primitive may notice the context that it is called in and not sleep there
// (`refused-by` of the model). That counts for a function which is called in
// such contexts only, through whatever calls:
//
//   detach(dip)          a root of the context `detach`
//     foo_free(sp);
//   foo_free(sp)         called by detach() and by nobody else
//     mutex_enter(&sp->lock);
//     ddi_remove_minor_node(...);     does not wait
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_REFUSALS_H
#define LOCKTIDY_RULES_REFUSALS_H

#include "Solve/Solved.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <set>

namespace locktidy {

class Refusals {
public:
  explicit Refusals(const SolvedProgram &P);

  /// What \p O does in \p F returns at once in all contexts that \p F has.
  bool covers(const SolvedFunction &F, const Observation &O) const;

private:
  /// Calls \p Visit for each function with a body that \p I calls.
  void forCallees(uint32_t I, llvm::function_ref<void(uint32_t)> Visit) const;
  void reach(uint32_t From, llvm::BitVector &Seen) const;

  const SolvedProgram &P;
  std::vector<std::set<StringId>> Contexts; ///< by function
  llvm::BitVector Open; ///< called by what is not seen, or from there
};

} // namespace locktidy

#endif
