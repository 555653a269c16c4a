//===- LocalValues.h - locals that are set once -----------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where no path is followed, a local that one store sets, and nothing else can,
// stands for what it was set to:
//
//   struct ifnet *ifp = &sc->arpcom.ac_if;
//   bus_setup_intr(dev, irq, 0, foo_intr, sc, &ih, ifp->if_serializer);
//
//   ifp->if_serializer  is  sc->arpcom.ac_if.if_serializer
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_LOCALVALUES_H
#define LOCKTIDY_SOLVE_LOCALVALUES_H

#include "Graph/Builder.h"
#include "llvm/ADT/BitVector.h"

namespace locktidy {

class LocalValues {
public:
  /// \p G outlives this; expanded terms are added to its expressions.
  explicit LocalValues(FunctionGraph &G);

  /// \p E with such locals replaced by their values, at most MaxDepth deep.
  ExprId expand(ExprId E) { return expand(E, 0); }

private:
  static constexpr unsigned MaxDepth = 8; ///< a = b; b = a;
  ExprId expand(ExprId E, unsigned Depth);

  FunctionGraph &G;
  ExprBuilder Terms;
  std::vector<ExprId> Values; ///< by local: none when it has another source
};

/// Parameters that keep the value passed.
llvm::BitVector constantParameters(const FunctionGraph &G);

} // namespace locktidy

#endif
