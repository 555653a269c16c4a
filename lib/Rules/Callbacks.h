//===- Callbacks.h - calls of other modules under a lock --------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A call through a pointer that is surely a function of another module: one
// that a framework's record holds and nobody in the driver's directory defines
// (`ifp->if_input`), or one that another module gave when it registered. What
// it locks, how long it takes, and whether it calls back is not the driver's to
// say, so it is not called with a lock of the driver held.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_CALLBACKS_H
#define LOCKTIDY_RULES_CALLBACKS_H

#include "Rules/Describe.h"

namespace locktidy {

struct Callback {
  const SolvedFunction *Function = nullptr;
  EventRef At;
  const HeldLock *Lock = nullptr; ///< of the driver's own
};

/// In the order of the program, one for each function and place where the lock
/// was taken.
std::vector<Callback> findCallbacks(const SolvedProgram &P);

} // namespace locktidy

#endif
