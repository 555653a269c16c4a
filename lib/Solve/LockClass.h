//===- LockClass.h - which locks are "the same" across threads --*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two relations, never confused. *Instance*: equal terms within one execution
// (recursion, leak, release of a lock not held). *Class*: the record and field,
// or the global, that the lock is: lock order, init facts, reports.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_LOCKCLASS_H
#define LOCKTIDY_SOLVE_LOCKCLASS_H

#include "Graph/LockGraph.h"
#include <string>

namespace locktidy {

struct LockClass {
  enum Kind : uint8_t {
    None,          ///< unknown: a lock behind a plain pointer
    Field,         ///< `struct softc::sc_mtx`
    Global,        ///< `foo_lock`
    PointerField,  ///< what a field of type pointer-to-lock points at
    PointerGlobal, ///< what a global pointer to a lock points at
  };
  Kind What = None;
  uint32_t Symbol = 0;

  explicit operator bool() const { return What != None; }
  auto operator<=>(const LockClass &) const = default;
};

/// The class of the lock at address \p Lock.
LockClass lockClassOf(const FunctionGraph &G, ExprId Lock);

/// `struct softc::sc_mtx`, `foo_lock`.
std::string className(const TUGraph &Tables, LockClass C);

} // namespace locktidy

#endif
