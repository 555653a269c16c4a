//===- KeptValues.h - values kept while a lock is given up ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A pointer is read from memory into a local, something gives up a lock, and
// then memory is reached through the pointer, which nobody has read again:
//
//   p = sc->head;                       the value of p is that of `sc->head`
//   cv_wait(&sc->cv, &sc->lock);        another thread may have freed *p
//   p->count++;                         used
//
// Found in the whole graph, before it is sliced: nothing that decides about
// locks keeps such values. Which lock guards `sc->head`, and whether that is
// the one given up, is asked when all functions are solved.
//
// Left out is what may have been made safe: the object was written to, passed
// on or locked before the lock was given up (a reference, a flag), or so was
// what it was read from; and afterwards, the pointer was compared or passed to
// what has a result.
//
// Cost: one search for each such read, in functions that give up a lock only.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_KEPTVALUES_H
#define LOCKTIDY_SOLVE_KEPTVALUES_H

#include "Graph/LockGraph.h"
#include "Solve/State.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace locktidy {

struct KeptValue {
  ExprId From; ///< address that the value was read from
  Position Read;
  EventRef Drop;  ///< a block and the number that its event had in it
  LocalId Holder; ///< the local that is used
  ExprId Used;    ///< address reached through it
  Position Use;
};

/// \p GivesUp: whether an event may give up a lock. In the order of the reads.
std::vector<KeptValue>
findKeptValues(const FunctionGraph &G,
               llvm::function_ref<bool(const Event &)> GivesUp);

} // namespace locktidy

#endif
