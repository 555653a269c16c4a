//===- Pairings.h - taken and given up by the same words --------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a function takes a lock under a condition and gives it up under the
// very same words, its author means one answer. Memory that the words read may
// have another value the second time, by what is called in between; that it has
// is an assumption.
//
//   if (is_console(port))           b0: branch port->cons ... b1
//     console_lock();               b1: acquire console_sem
//   port->ops->config(port);
//   if (is_console(port))           b3: branch port->cons ... b4
//     console_unlock();             b4: release console_sem
//
//   skips(b3, false, the acquire); isPaired(the release)
//
// `if (p) lock(&p->mtx)` and `if (q) unlock(&q->mtx)`, with no other lock of
// the class in the function, ask one question, too: whether there is an object.
//
// No such pair is a condition on what the function itself writes: there the
// answers are meant to differ.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_PAIRINGS_H
#define LOCKTIDY_SOLVE_PAIRINGS_H

#include "Solve/State.h"
#include <set>
#include <tuple>

namespace locktidy {

class Pairings {
public:
  explicit Pairings(const FunctionGraph &G);

  /// The arm of \p Branch leads past the release of a lock that \p Acquire took
  /// on the other arm of the same words.
  bool skips(uint32_t Branch, bool Truth, EventRef Acquire) const {
    return Skipped.count({Branch, Truth, Acquire});
  }
  /// \p Release is decided by words that decided about taking the lock.
  bool isPaired(EventRef Release) const { return Paired.count(Release); }
  /// The only release of its class in the function asks whether there is an
  /// object, as the only acquire does.
  bool isOfObject(EventRef Release) const { return OfObjects.count(Release); }
  bool empty() const { return Skipped.empty(); }

private:
  std::set<std::tuple<uint32_t, bool, EventRef>> Skipped;
  std::set<EventRef> Paired, OfObjects;
};

} // namespace locktidy

#endif
