//===- WaitConditions.h - what a wait waits for, asked again ----*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A macro that waits for a condition reads it where the wait is. Who asks
// behind it for what the condition is made of needs no result to tell a wakeup
// from a signal:
//
//   wait_event_interruptible(s->wait, s->state == DONE || s->state == DEAD);
//   if (s->state != DONE)                       asks again
//           return (-EIO);
//
//   wait_event_interruptible(d->wait, (rv = try(d)) != AGAIN);
//   return (rv);                                rv is what the condition kept
//
// Found before slicing, as what becomes of the result (WaitResults.h).
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_WAITCONDITIONS_H
#define LOCKTIDY_SOLVE_WAITCONDITIONS_H

#include "Solve/State.h"

namespace locktidy {

/// Whether each way on from the wait \p At, which is in no loop, asks for
/// something that its condition has read or kept, before that is written anew:
/// by a branch, a returned value, or a call like that of the condition. A copy
/// asks nothing.
bool asksAgain(const FunctionGraph &G, EventRef At);

} // namespace locktidy

#endif
