//===- Match.h - what was observed, on the program's locks ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Logs (Log.h) in, facts about lock classes out. A name of a log is that of a
// class when the lock was taken at a line where the program takes one of it;
// when it is the name that an init gives, the text of an init's argument, a
// global, or a field; and what more than one class could be is narrowed to what
// the functions of the stack take:
//
//   mtx_init(&sc->mtx, "foo", NULL, MTX_DEF);       "foo"
//   spin_lock_init(&sc->lock);                      "&(&sc->lock)->rlock#2"
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_OBSERVED_MATCH_H
#define LOCKTIDY_OBSERVED_MATCH_H

#include "Observed/Log.h"
#include "Rules/Finding.h"
#include "Solve/Solved.h"
#include <map>
#include <set>

namespace locktidy {

struct SeenOrder {
  std::string Place;     ///< `console.txt:12`
  bool Reported = false; ///< the kernel itself calls it wrong
  bool Direct = true;    ///< else locks between may have led from one to other
};

/// What profilers say of the locks of a class, all together.
struct SeenUse {
  std::string Place; ///< the first
  uint64_t Waits = 0, WaitNanoseconds = 0;
  uint64_t Holds = 0, HoldNanoseconds = 0;
};

struct Observed {
  std::map<std::pair<LockClass, LockClass>, SeenOrder> Orders;
  std::map<LockClass, SeenUse> Uses;
  std::set<std::string> Unknown;   ///< names of no lock class
  std::set<std::string> Ambiguous; ///< names of several
  unsigned Nameless = 0; ///< locks known by an address that no caller tells
};

Observed match(const SolvedProgram &P, llvm::ArrayRef<LockLog> Logs);

/// `waited for 134 times, 1.2 ms in all; held 3.1 us on average`.
std::string useText(const SeenUse &U);

/// Says in the findings what was seen of their locks: cycles of which all
/// orders were taken, and waits and holds.
void mark(const SolvedProgram &P, const Observed &O,
          std::vector<Finding> &Findings);

/// Lines for people: how much was matched, and the orders that were seen and
/// that the static lock order graph lacks. \p Names: also the unmatched names.
std::vector<std::string> compare(const SolvedProgram &P, const Observed &O,
                                 bool Names);

} // namespace locktidy

#endif
