//===- Untold.h - locks that callers cannot know of -------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function may return with a lock held on one path and without it on another.
// That is a contract when the caller can tell the two apart: by the result, by
// what it passed, by an out-parameter. Two conventions are known: success
// returns with the lock and failure without; a parameter says what to do. Where
// neither holds, and where failure returns with the lock and success without,
// the lock is *untold*: nobody will release it. It is no part of the summary,
// so that callers are not blamed for it.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_UNTOLD_H
#define LOCKTIDY_SOLVE_UNTOLD_H

#include "Solve/Solved.h"

namespace locktidy {

/// Whether what is passed, what is held at entry, or an out-parameter tells the
/// two exits apart.
bool callerCanTell(const SolvedProgram &P, const SolvedFunction &F,
                   const Exit &A, const Exit &B);

/// Whether two results of \p F are one to its callers: values that may be
/// equal, or failures by numbers that no caller tells apart.
bool areOneResult(const SolvedProgram &P, const SolvedFunction &F,
                  const Range &A, const Range &B);

/// Whether memory that named the lock \p Old at entry names \p New at the exit:
/// callers who hold the one by that name hold the other then.
bool isExchanged(const FunctionGraph &G, const Exit &X, ExprId Old, ExprId New);

/// \p X gives up the caller's lock \p Old for \p New, and on the way to \p Y,
/// which keeps it, the two are one: entered with the one, left with the other.
bool isSwapped(const Exit &X, ExprId Old, ExprId New, const FunctionGraph &G,
               const Exit &Y);

/// Entered with the lock \p Old, left with \p New of the same class: the same
/// one by another name, or the next of a chain.
bool isReplaced(const FunctionGraph &G, const EntryCondition &Old,
                const HeldLock &New);

/// On the way to \p X the object that holds the lock did not exist.
bool isAbsent(const FunctionGraph &G, ExprId Lock, const Exit &X);

/// The lock that \p Y holds where \p X holds \p L: of the same object another
/// one, by a condition. Null when it is not so.
const HeldLock *alternativeTo(const FunctionGraph &G, const Exit &X,
                              const HeldLock &L, const Exit &Y);

/// Fills Exit::Untolds of all exits.
void findUntold(const SolvedProgram &P, SolvedFunction &F);

} // namespace locktidy

#endif
