//===- EntryLocks.h - locks that the kernel holds on a call -----*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A handler may be registered together with a lock that the kernel takes around
// each call. Its graph then begins with an acquire of that lock and ends with
// its release, so that everything else follows: a second acquire deadlocks, a
// sleep happens under it, what is taken inside comes after it.
//
//   callout_init_mtx(&sc->c, &sc->mtx, 0);    foo_tick(arg):
//   callout_reset(&sc->c, hz, foo_tick, sc);  b0: acquire arg->mtx ...
//                                                 return; release arg->mtx
//
// Which lock a handle stands for is a relation between members of one record
// (`c` goes with `mtx`), or a global. Nothing is assumed unless every
// registration names the same lock in the handler's terms. A handler that the
// driver calls, too, or points at otherwise, or that the program calls through
// its field since it has the kernel's side of it, is copied: the copy is what
// the kernel calls, and has the lock; other calls are judged by their caller.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_ENTRYLOCKS_H
#define LOCKTIDY_SOLVE_ENTRYLOCKS_H

#include "Solve/Program.h"

namespace locktidy {

/// Adds the locks held on entry to the graphs of handlers. Such an Acquire or
/// Release has Event::Context, the handler's.
void addEntryLocks(Program &P);

} // namespace locktidy

#endif
