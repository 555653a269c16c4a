//===- HandlerLocks.h - locks that the kernel's calls lack ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A handler asserts a lock, or releases it first, itself or in what it calls;
// the kernel calls it with none but the lock that goes with its registration.
//
//   TASK_INIT(&sc->task, 0, foo_task, sc);      foo_task(arg, pending):
//                                                 foo_abort(arg) asserts
//                                                 arg->mtx
//
// That is an exit of foo_task() with the entry condition `arg->mtx held`. Only
// the contexts count of which the model says so (ContextKind::Unlocked): an
// entry point of a bus or a subsystem may be called with locks that no model
// tells.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_HANDLERLOCKS_H
#define LOCKTIDY_RULES_HANDLERLOCKS_H

#include "Rules/Describe.h"

namespace locktidy {

/// Adds what handlers need and the kernel's calls lack.
void judgeHandlers(const SolvedProgram &P, const Describer &D,
                   std::vector<Finding> &Out);

} // namespace locktidy

#endif
