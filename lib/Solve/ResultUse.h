//===- ResultUse.h - what callers ask of a result ---------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether the result of a function tells its callers if a lock is held depends
// on what they ask: `if (error) return (error);` tells 0 from the rest, so that
// EIO with the lock and EINVAL without it are one to the caller. Found without
// paths: a local that takes the result, and its copies, are looked up in every
// condition; what is returned is asked by the callers' callers.
//
//   f = g(x); if (f == EAGAIN) ...     g: tested, compared
//   g(x);                              g: neither
//   unlock(x, g(x));                   g: tested, and says what to release, if
//                                      unlock() compares it and releases
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_RESULTUSE_H
#define LOCKTIDY_SOLVE_RESULTUSE_H

#include "Solve/Program.h"

namespace locktidy {

struct ResultUse {
  bool Called = false;   ///< by name, somewhere in the program
  bool Tested = false;   ///< some condition depends on the result
  bool Compared = false; ///< with a number other than 0, or in a switch
  /// A function that releases locks compares it: which one it is to release.
  bool Unlocks = false;
  bool Bound = false;      ///< a pointer to the function is stored somewhere
  bool Registered = false; ///< as a handler: the kernel calls it
  bool InTable = false;    ///< of entry points that the model knows: so it does
};

/// By function, numbered as in Program::All.Functions.
std::vector<ResultUse> findResultUses(const Program &P);

} // namespace locktidy

#endif
