//===- CallGraph.h - who calls whom -----------------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Direct calls, and calls through pointers whose targets are known. The solver
// needs callees before callers, so a call through a pointer is *followed* only
// where that makes no cycle: one that leads back to its caller is taken for a
// call of something unknown. Functions are numbered as in Program::All.Graphs.
//
//   a: b(); sc->ops->f();     {f of ops}: c     followed: c
//   c: sc->ops->g();          {g of ops}: a     a would wait for itself: not
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_CALLGRAPH_H
#define LOCKTIDY_SOLVE_CALLGRAPH_H

#include "Solve/Targets.h"

namespace locktidy {

/// True when a function without a body may, by its name, release something
/// that it is handed: it is then not certain that a lock is still held.
bool saysRelease(llvm::StringRef Name);

class CallGraph {
public:
  CallGraph(const Program &P, const Targets &Pointers);

  /// A function matters when it, or a function it calls, has an effect, or
  /// when it never returns.
  bool matters(uint32_t I) const { return Matter[I]; }
  /// Whether a call in the \p I-th function, \p G, can do anything to locking.
  bool callMatters(uint32_t I, const FunctionGraph &G, const Event &Call) const;
  /// Functions called directly, or through a pointer that is followed.
  const std::vector<uint32_t> &callees(uint32_t I) const { return Callees[I]; }
  /// Functions called through pointers that are followed, sorted.
  const std::vector<FunctionId> &followed(uint32_t I) const {
    return Followed[I];
  }
  /// Cycles (strongly connected components), callees before callers; inside
  /// one, functions keep their order.
  const std::vector<std::vector<uint32_t>> &bottomUp() const { return Order; }

private:
  using Edges = std::vector<uint32_t>;
  void findCallees(uint32_t I, Edges &Exact, Edges &Others);
  void follow(const std::vector<Edges> &More);
  void findMatter();
  bool hasEffect(uint32_t I) const;
  const TargetSet *known(uint32_t I, const FunctionGraph &G,
                         ExprId Callee) const;

  const Program &P;
  const Targets &Pointers;
  std::vector<std::vector<uint32_t>> Callees;
  std::vector<std::vector<FunctionId>> Followed;
  std::vector<std::vector<uint32_t>> Order;
  std::vector<bool> Matter;
};

/// The targets of a call through a pointer when they are exact and all
/// followed; else null.
const TargetSet *exactTargets(const TargetSet &Set,
                              llvm::ArrayRef<FunctionId> Followed);

} // namespace locktidy

#endif
