//===- GivenBack.h - callers that release what they are handed --*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A lock with which a function returns on some ways is no leak when its callers
// know those ways by the result and give it up there. Callers are read without
// paths, once for each result that they may tell apart; what they return in
// turn tells their own callers.
//
//   m = input(s);                after a result other than 0, struct s::mtx is
//   if (m != NULL) {             given up; after 0 it is not
//     deliver(m);
//     mtx_leave(&s->mtx);
//   }
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_GIVENBACK_H
#define LOCKTIDY_SOLVE_GIVENBACK_H

#include "Solve/NetLocks.h"
#include "Solve/Range.h"
#include <map>
#include <tuple>

namespace locktidy {

class GivenBack {
public:
  GivenBack() = default;
  GivenBack(const Program &P, const NetLocks &Net, const CallGraph &Graph);

  /// Whether some caller of the function, or of one that hands the result on,
  /// gives up a lock of the class after a result of \p Held, and not after
  /// another of \p Free. A lock \p OfCaller is given up by many of them anyway,
  /// whatever the result: there all callers together have to agree.
  bool isGivenBack(uint32_t Graph, LockClass C, const Range &Held,
                   const Range &Free, bool OfCaller) const;
  /// Whether half of the callers or more give up such a lock after the call when
  /// it returns one of \p Returned.
  bool isGivenAfter(uint32_t Graph, LockClass C, const Range &Returned) const;

private:
  static constexpr unsigned NumResults = 3; ///< below 0, 0, above 0
  using Results = uint8_t;                  ///< a bit for each
  /// What happens in a caller after one of the results.
  struct After {
    std::set<LockClass> Given; ///< and not taken there meanwhile
    Results Returned = 0;      ///< what the caller returns in turn
  };
  struct Call {
    uint32_t Caller;
    After By[NumResults];
  };

  static Results resultsIn(const Range &R);
  bool isGiven(uint32_t Graph, LockClass C, unsigned Result) const;
  bool tellsApart(uint32_t Graph, LockClass C, unsigned Held,
                  unsigned Free) const;

  /// Question: graph, class, result with and without the lock, of the caller.
  using Question = std::tuple<uint32_t, LockClass, unsigned, unsigned, bool>;
  bool tells(const Question &Q) const;

  std::vector<std::vector<Call>> Calls; ///< by graph of the callee
  /// Each exit asks again in each round, and all callers' callers answer.
  mutable std::map<Question, bool> Answered;
};

} // namespace locktidy

#endif
