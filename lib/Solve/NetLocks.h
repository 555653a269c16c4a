//===- NetLocks.h - locks that go over to callers, and back -----*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Of which classes a function may return with a lock that it took, and of which
// it may give one up that it did not take. Read off the linked program before
// it is solved, callees first and without paths: a lock taken and given up
// under one condition counts as both.
//
//   int ref(struct ref *r) {             void unref(struct ref *r) {
//     r->locked = try(r->dev);             if (r->locked)
//     return (0);                            mtx_unlock(&r->dev->mtx);
//   }                                    }
//
//   ref:   takes struct dev::mtx
//   unref: gives struct dev::mtx, by what struct ref::locked and ::dev hold
//
// What a giver reads to find the lock, or to decide, tells: a taker that
// writes there hands on to its callers whether the lock is held, and which.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_NETLOCKS_H
#define LOCKTIDY_SOLVE_NETLOCKS_H

#include "Solve/CallGraph.h"
#include "Solve/LockClass.h"
#include "llvm/ADT/BitVector.h"
#include <set>

namespace locktidy {

class NetLocks {
public:
  struct Net {
    std::set<LockClass> Takes, Gives;
  };

  NetLocks() = default;
  NetLocks(const Program &P, const CallGraph &Calls);

  /// Of the function with this index in Program::All.Graphs.
  const Net &of(uint32_t Graph) const { return Of[Graph]; }
  /// Of the function with a body that \p E calls by its name; else null.
  const Net *callee(const Program &P, const FunctionGraph &G,
                    const Event &E) const;
  /// Whether any function of the program gives such a lock up for a caller.
  bool isGiven(LockClass C) const { return GivenSomewhere.count(C) != 0; }
  /// Fields that a giver reads to find the lock, or to decide.
  const llvm::BitVector &telling() const { return Telling; }

private:
  Net findNet(const Program &P, const FunctionGraph &G) const;
  void findTelling(const Program &P, const FunctionGraph &G);

  std::vector<Net> Of; ///< by graph
  std::set<LockClass> GivenSomewhere;
  llvm::BitVector Telling;
};

} // namespace locktidy

#endif
