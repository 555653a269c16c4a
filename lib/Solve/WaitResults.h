//===- WaitResults.h - what becomes of a wait's result ----------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A wait that a signal ends says so in its result. Found before slicing, since
// what is done about it seldom decides about locks:
//
//   while (sc->busy)                           the result is ignored, in a loop
//           tsleep(sc, PCATCH, "busy", 0);
//
//   if (cv_timedwait(cv, lock, to) == 0)       never true: models say which
//                                              results can come (`results:`)
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_WAITRESULTS_H
#define LOCKTIDY_SOLVE_WAITRESULTS_H

#include "Solve/Program.h"

namespace locktidy {

struct WaitResult {
  enum Fate : uint8_t {
    Ignored,    ///< a signal ends it, and nothing asks
    AlwaysTrue, ///< the test at Test, whatever came
    NeverTrue,
  };
  FunctionId In;
  Position Pos;
  StringId Wait; ///< the primitive
  Fate What = Ignored;
  bool InLoop = false;  ///< a way leads from the wait back to it
  bool Limited = false; ///< it ends after a time, too
  Position Test;
  auto operator<=>(const WaitResult &) const = default;
};

/// Those of which something is wrong. Sorted.
std::vector<WaitResult> findWaitResults(const Program &P);

} // namespace locktidy

#endif
