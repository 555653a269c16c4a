//===- InContext.h - effects in contexts that forbid them -------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Shared by sleep-in-interrupt, high-level-mutex and irq-unsafe-lock.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_INCONTEXT_H
#define LOCKTIDY_RULES_INCONTEXT_H

#include "Rules/Describe.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace locktidy {

/// An effect in a handler, or behind calls that it makes.
struct InContext {
  const SolvedFunction *Handler = nullptr;
  const Observation *Seen = nullptr; ///< of the handler
  const Root *From = nullptr;
  const ContextKind *Context = nullptr;
  Site Where;          ///< the primitive
  unsigned Others = 0; ///< further ways to it
  Marks May = 0;
};

/// The effects that \p Wanted picks, one for each primitive: the must fact
/// with the shortest way. In the order of their places.
std::vector<InContext> findInContext(
    const SolvedProgram &P,
    llvm::function_ref<bool(const Observation &, const ContextKind &)> Wanted);

/// Whether it was asked on the way to \p O if this is \p Context.
bool asksFor(const SolvedProgram &P, const SolvedFunction &F,
             const Observation &O, const ContextKind &Context);

/// The finding at the primitive; \p What says what it does.
Finding describeInContext(const Describer &D, const SolvedProgram &P,
                          llvm::StringRef Rule, const InContext &C,
                          const std::string &What, const std::string &LastStep);

} // namespace locktidy

#endif
