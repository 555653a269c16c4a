//===- Chains.h - how likely a way through calls is -------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An event behind calls happens when each function on the way comes to its
// call. A function with a branch that decides whether it does asks something
// first, and the more of them ask, the less likely it is that all the answers
// fit together, where what one of them knows is out of sight of the next:
//
//   intr(sc)     if (status & RX) rx(sc);             asks
//   rx(sc)       m = get(sc); input(ifp, m);          does not
//   input(ifp)   if (--ifp->refs == 0) destroy(ifp);  asks
//   destroy(ifp) ...; wait(&ifp->idle);               the event: 2 asked
//
// Which of several functions a pointer calls is a question like the others,
// also where all of them lead to such an event: an object may have none.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_CHAINS_H
#define LOCKTIDY_RULES_CHAINS_H

#include "Solve/Solved.h"

namespace locktidy {

/// Ways on which more functions ask are advice. Measured: docs/architecture.md.
inline constexpr unsigned MaxAsked = 6;

/// The places on the way from \p F to the event of \p O, with the function that
/// is called there; none: the event itself.
void forEachOnTheWay(
    const SolvedProgram &P, const SolvedFunction &F, const Observation &O,
    llvm::function_ref<void(const SolvedFunction &, EventRef, FunctionId)>
        Visit);

/// How many functions on the way from \p F to the event of \p O, both among
/// them, ask before they go on.
unsigned askedOnTheWay(const SolvedProgram &P, const SolvedFunction &F,
                       const Observation &O);

/// MarkFar when too many of them ask.
Marks marksOfWay(const SolvedProgram &P, const SolvedFunction &F,
                 const Observation &O);

} // namespace locktidy

#endif
