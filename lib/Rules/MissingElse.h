//===- MissingElse.h - a chain of questions without a last else -*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The only way out that keeps the caller's lock is the `else` which a chain of
// questions does not have, and each of them gives the lock up: whoever wrote
// the last one takes it for the only case that is left.
//
//   if (a) { ...; unlock(l); } else if (b) destroy(x); else if (c) unlock(l);
//
// It is none when an arm returns by itself (guard clauses, each of which says
// what it does about the lock), nor when the last question is how a call went,
// which may well fail: `else if (write(x) == 0) unlock(l);`.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_MISSINGELSE_H
#define LOCKTIDY_RULES_MISSINGELSE_H

#include "Solve/Solved.h"

namespace locktidy {

/// Whether all ways of \p F to the return at \p Keeps on which \p Lock is not
/// given up are such an `else`.
bool isMissingElse(const SolvedProgram &P, const SolvedFunction &F,
                   Position Keeps, ExprId Lock);

} // namespace locktidy

#endif
