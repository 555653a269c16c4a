//===- Once.h - what was done when the device was attached ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function that does something unless a flag of the object says that it was
// done, and then sets the flag, does it once. Where routines that run alone,
// such as attach, call it, they are the ones to do so, and not a handler that
// calls it later. That nobody has called it before is an assumption. A flag
// that is taken back while the device runs, or set when it fails, is another
// matter.
//
//   foo_ring(sc):    if (sc->flags & RING) return 0;
//                    sc->ring = malloc(..., M_WAITOK);
//                    sc->flags |= RING; ...
//   foo_attach(dev): foo_ring(sc); ... bus_setup_intr(..., foo_intr, sc);
//   foo_intr(sc):    if (status & RESET) foo_ring(sc);     MarkOnce
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_ONCE_H
#define LOCKTIDY_RULES_ONCE_H

#include "Solve/Solved.h"
#include "llvm/ADT/BitVector.h"
#include <map>
#include <tuple>

namespace locktidy {

class Once {
public:
  using Edges = std::vector<std::vector<uint32_t>>; ///< by function

  explicit Once(const SolvedProgram &P);

  /// MarkOnce when a function on the way from \p F to what \p O sees does it
  /// once, and is called where the device is attached; \p F is not.
  Marks ofWay(const SolvedFunction &F, const Observation &O) const;

private:
  bool isAtSetup(const SolvedFunction &F) const;
  bool isTakenBack(const SolvedFunction &F, uint32_t Field) const;
  bool isRemembered(const SolvedFunction &F, const Literal &L) const;
  bool isDoneOnce(const SolvedFunction &F, EventRef Where,
                  FunctionId Callee) const;

  const SolvedProgram &P;
  Edges Callers;
  llvm::BitVector AtSetup; ///< called by routines that run alone
  llvm::BitVector Running; ///< called by others, too
  /// Answers of isTakenBack() and isDoneOnce(): many paths ask for few.
  mutable std::map<std::pair<uint32_t, uint32_t>, bool> TakenBack;
  mutable std::map<std::tuple<uint32_t, EventRef, uint32_t>, bool> Done;
};

} // namespace locktidy

#endif
