//===- TimeLimits.h - time limits of the wrong sort -------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Some waits take the moment at which they end, others how long they last. What
// a number is follows from what it was made of: models name the functions and
// variables that tell a moment or a span (`times:`).
//
//   cv_timedwait(&cv, &lock, drv_usectohz(5000));    a span, a moment is wanted
//   tsleep(&sc->x, PWAIT, "x", ticks + hz);          a moment, a span is wanted
//
// Followed through locals, fields that are set to one sort only, results of
// functions, and parameters, back to the calls that pass them. Found before
// slicing, since nothing that decides about locks keeps these values.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_TIMELIMITS_H
#define LOCKTIDY_SOLVE_TIMELIMITS_H

#include "Solve/Program.h"

namespace locktidy {

struct WrongLimit {
  FunctionId In;
  Position Pos; ///< the wait, or the call that passes the limit
  TimeSort Given = TimeSort::None;
  StringId Wait;      ///< the primitive
  FunctionId Through; ///< what is called there; none: the wait itself
  Position WaitPos;   ///< of the wait
  auto operator<=>(const WrongLimit &) const = default;
};

/// Sorted.
std::vector<WrongLimit> findWrongLimits(const Program &P);

} // namespace locktidy

#endif
