//===- InContext.h - effects in contexts that forbid them --------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Shared by sleep-in-interrupt and high-level-mutex.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_INCONTEXT_H
#define LOCKTIDY_RULES_INCONTEXT_H

#include "Rules/Describe.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace locktidy {

/// An effect that a function does itself, reached from a handler.
struct InContext {
  uint32_t Function = 0; ///< index in SolvedProgram::Functions
  const Observation *Seen = nullptr;
  const Reach *Way = nullptr;
  const ContextKind *Context = nullptr;
  unsigned Others = 0; ///< further handlers that reach it
};

/// The effects that \p Wanted picks, each with its first way in; in order of
/// functions and events. Only effects of the functions' own events: what
/// callees do is found in them.
std::vector<InContext> findInContext(
    const SolvedProgram &P,
    llvm::function_ref<bool(const Observation &, const ContextKind &)> Wanted);

/// The finding at the effect; \p What says what it does.
Finding describeInContext(const Describer &D, const SolvedProgram &P,
                          llvm::StringRef Rule, const InContext &C,
                          const std::string &What, const std::string &LastStep);

} // namespace locktidy

#endif
