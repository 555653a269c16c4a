//===- Rewrites.h - fixes that change calls ---------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From what lowering noted of the source (Graph/Written.h) to fixes.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_REWRITES_H
#define LOCKTIDY_RULES_REWRITES_H

#include "Rules/Describe.h"
#include "Rules/LevelPairs.h"

namespace locktidy {

/// The text of the call that \p E is an effect of; null when no fix may change
/// it.
const WrittenCall *writtenCall(const FunctionGraph &G, Position Pos);

/// \p Text in place of \p Of.
FixIt replace(const Describer &D, const Span &Of, std::string Text);

/// How \p Pairs can be taken out of \p G, for each; none where it must stay.
/// \p Unneeded says which do nothing. Pairs that keep the level in one variable
/// go together, and the variable with them when nothing else is left of it; the
/// first of them has the fix for all.
std::vector<std::vector<FixIt>> removePairs(const Describer &D,
                                            const FunctionGraph &G,
                                            const std::vector<LevelPair> &Pairs,
                                            const std::vector<bool> &Unneeded);

/// The same wait as \p At with \p Lock as its interlock; none where the lock
/// may have another name, or none, at that place.
std::vector<FixIt> waitWithLock(const Describer &D, const SolvedProgram &P,
                                const SolvedFunction &F, EventRef At,
                                const HeldLock &Lock);

} // namespace locktidy

#endif
