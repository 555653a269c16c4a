//===- Match.h - what was observed, on the program's locks ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Logs (Log.h) in, facts about lock classes out (ClassIndex.h says which name
// is which class), and what they say of the findings of the rules:
//
//   'struct foo::mtx' before 'struct bar::mtx'      seen, at console.txt:12
//   'lock not locked' of 'struct foo::mtx'          of unlock-not-held
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

/// What a kernel said is wrong.
struct SeenFault {
  Fault Kind = Fault::None;
  std::string What, Place;
  std::set<LockClass> Classes; ///< of its locks
  bool Named = false;          ///< the kernel said of which locks
  bool Sure = false;           ///< of one at least it is known which it is
  std::set<LoggedPlace> Places, Taken; ///< where it happened; where locks were
                                       ///< taken
  std::set<std::string> Functions;     ///< on the way there
  bool Own = false;   ///< of locks or functions of this program
  bool Found = false; ///< a finding says it, too
};

struct Observed {
  std::map<std::pair<LockClass, LockClass>, SeenOrder> Orders;
  std::map<LockClass, SeenUse> Uses;
  std::vector<SeenFault> Faults;   ///< without repetitions
  std::set<std::string> Unknown;   ///< names of no lock class
  std::set<std::string> Ambiguous; ///< names of several
  unsigned Nameless = 0;  ///< locks known by an address that no caller tells
  unsigned Differing = 0; ///< rows of which place and name are of two locks
};

Observed match(const SolvedProgram &P, llvm::ArrayRef<LockLog> Logs);

/// `waited for 134 times, 1.2 ms in all; held 3.1 us on average`.
std::string useText(const SeenUse &U);

/// Says in the findings what was seen of their locks: cycles of which all
/// orders were taken, faults, and waits and holds; and in \p O which of the
/// faults are found.
void mark(const SolvedProgram &P, Observed &O, std::vector<Finding> &Findings);

/// The same for faults alone.
void markFaults(const SolvedProgram &P, std::vector<SeenFault> &Faults,
                std::vector<Finding> &Findings);

/// Lines for people: how much was matched, and the orders that were seen and
/// that the static lock order graph lacks. \p Names: also the unmatched names.
std::vector<std::string> compare(const SolvedProgram &P, const Observed &O,
                                 bool Names);

} // namespace locktidy

#endif
