//===- CallGraph.h - direct calls -------------------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions are numbered as in Program::All.Graphs.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_CALLGRAPH_H
#define LOCKTIDY_SOLVE_CALLGRAPH_H

#include "Solve/Program.h"

namespace locktidy {

/// True when a function without a body may, by its name, release something
/// that it is handed: it is then not certain that a lock is still held.
bool saysRelease(llvm::StringRef Name);

class CallGraph {
public:
  explicit CallGraph(const Program &P);

  /// A function matters when it, or a function it calls, has an effect, or
  /// when it never returns.
  bool matters(uint32_t I) const { return Matter[I]; }
  /// Whether a call in \p G can do anything to locking.
  bool callMatters(const FunctionGraph &G, const Event &Call) const;
  const std::vector<uint32_t> &callees(uint32_t I) const { return Callees[I]; }
  /// Cycles (strongly connected components), callees before callers; inside
  /// one, functions keep their order.
  std::vector<std::vector<uint32_t>> bottomUp() const;

private:
  void findMatter();

  const Program &P;
  std::vector<std::vector<uint32_t>> Callees;
  std::vector<bool> Matter;
};

} // namespace locktidy

#endif
