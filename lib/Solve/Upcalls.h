//===- Upcalls.h - what is called with a framework's lock held --*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A framework keeps functions of its drivers in a field and calls them with its
// own lock held. Which function it calls is not known at the call, so that what
// they do there is a may fact. But each of them was put into the field to be
// called: where all calls of the field in the program hold a lock of a class,
// each function in it runs with such a lock held.
//
//   mtx_lock(&list_mtx);
//   pager->ops->dtor(pager->arg);     foo_dtor is stored in ops::dtor somewhere
//   mtx_unlock(&list_mtx);            and acquires foo_softc::mtx:
//                                     an acquire of it with list_mtx held
//
// A function that is nowhere else called or passed on is entered with it only:
// what it locks itself is locked below that.
//
// Unlike what the solver follows, this needs no order of callees before
// callers: it is asked for when all functions are solved.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_UPCALLS_H
#define LOCKTIDY_SOLVE_UPCALLS_H

#include "Solve/Solved.h"
#include <map>
#include <set>

namespace locktidy {

/// An acquire in a function that is called through a field.
struct Upcall {
  uint32_t Function = 0; ///< of the call: index in SolvedProgram::Functions
  Observation Seen;      ///< its Held: the locks of which each call has one
};

struct Upcalls {
  std::vector<Upcall> Acquires;
  /// What is held exclusively, and its kind, by index in
  /// SolvedProgram::Functions, of those called in no other way.
  std::map<uint32_t, std::map<LockClass, StringId>> HeldAtEntry;
};

/// Must facts only.
Upcalls findUpcalls(const SolvedProgram &P);

} // namespace locktidy

#endif
