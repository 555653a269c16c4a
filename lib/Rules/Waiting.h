//===- Waiting.h - what rules ask of a wait ---------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Shared by wait-not-in-loop and lost-wakeup.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_WAITING_H
#define LOCKTIDY_RULES_WAITING_H

#include "Graph/LockGraph.h"
#include <optional>

namespace locktidy {

/// Whether an operand of a wait is there and not zero for certain.
bool mayBeSet(const FunctionGraph &G, ExprId Operand);

/// \p Wait ends by itself after a time.
bool isLimited(const FunctionGraph &G, const Event &Wait);

/// The block that leads to \p Block, when it is the only one.
std::optional<uint32_t> onlyBlockBefore(const FunctionGraph &G, uint32_t Block);

} // namespace locktidy

#endif
