//===- Signals.h - which functions a signal may find running ----*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A thread of the kernel's own gets no signals (ContextKind::Signals), unless
// it lets them come (SignalsBy), or asks whether they do (SignalsIf).
//
//   kthread_run(foo_thread, sc);     foo_thread, foo_work: none
//   foo_thread: foo_work(sc);
//   foo_ioctl:  foo_flush(sc);       foo_flush: one may come
//   bar_thread: allow_signal(...)    bar_thread: one may come
//
// What nobody is seen to call, anybody may. A function that is only put into a
// field of a local variable, which does not escape (Escapes.h), is called by who
// has that variable:
//
//   struct walk w = *arg;  w.visit = foo_visit;  foo_walk(&w);
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_SIGNALS_H
#define LOCKTIDY_SOLVE_SIGNALS_H

#include "Solve/Solved.h"

namespace locktidy {

class Signals {
public:
  explicit Signals(const SolvedProgram &P);

  /// Whether a thread that signals reach may run \p F.
  bool reach(FunctionId F) const;

private:
  std::vector<uint32_t> findLenders() const;
  void findCallers();
  llvm::BitVector findReady() const;
  void findEntered();

  const SolvedProgram &P;
  std::vector<std::vector<uint32_t>> Callees, Callers; ///< by function
  llvm::BitVector Reached;
};

} // namespace locktidy

#endif
