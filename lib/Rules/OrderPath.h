//===- OrderPath.h - lock order in the author's words -----------*- C++ -*-===//
//-*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A place that makes an edge of the lock order graph, as text: for the findings
// of lock-order, and for whoever looks at the graph itself.
//
//   foo.c:10: mutex 'sc->a' acquired here
//   foo.c:12: mutex 'sc->b' acquired here, with mutex 'sc->a' held
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_ORDERPATH_H
#define LOCKTIDY_RULES_ORDERPATH_H

#include "Rules/Describe.h"
#include "Solve/Order.h"

namespace locktidy {

/// One edge of the graph as text.
struct OrderPath {
  Location Where; ///< of the event in Function
  Position Pos;
  const SolvedFunction *Function = nullptr;
  std::string From, To; ///< `mutex 'sc->a'`
  std::vector<Step> Path;
};

OrderPath describeOrder(const SolvedProgram &P, const Describer &D,
                        const OrderWitness &W);

} // namespace locktidy

#endif
