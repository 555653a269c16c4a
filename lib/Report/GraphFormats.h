//===- GraphFormats.h - lock graphs as DOT and JSON -------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What Graph/Print.h shows as text, for Graphviz and for other programs:
// functions in, in the order given; out one cluster, or one object, for each,
// with a node or an object for each of its blocks. docs/commands.md has the
// names in the JSON.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_REPORT_GRAPHFORMATS_H
#define LOCKTIDY_REPORT_GRAPHFORMATS_H

#include "Graph/LockGraph.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/raw_ostream.h"

namespace locktidy {

/// A function and the unit that it is of.
struct UnitFunction {
  const TUGraph *Unit;
  const FunctionGraph *Function;
};

void writeGraphsDot(llvm::raw_ostream &OS,
                    llvm::ArrayRef<UnitFunction> Functions);
void writeGraphsJson(llvm::raw_ostream &OS,
                     llvm::ArrayRef<UnitFunction> Functions);

} // namespace locktidy

#endif
