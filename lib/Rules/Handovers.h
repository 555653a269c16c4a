//===- Handovers.h - locks handed to a handler ------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A lock may change hands: a thread takes it, starts a handler and returns, and
// the handler gives it up. Locks that have an owner forbid it, but a reader's
// hold, a semaphore and a lock without debug checks do not, and kernels do it.
// A lock is handed over when a handler gives up one of its class which it did
// not take, and is registered by who holds one of that class and may return
// with it:
//
//   rw_enter(&zv->lock, RW_READER);          write_task(task):
//   taskq_dispatch(tq, write_task, task);      ...; rw_exit(&task->zv->lock);
//   return;
//
// Where nobody is seen to register the handler with the lock held, a global
// lock that it gives up is still the one with which another function returns.
//
// Two functions of one table may belong together, too: what one returns with,
// the other, which never takes such a lock, gives up. Who calls both is not
// seen, so that is an assumption.
//
//   struct mem_ops ops = { pool_alloc, pool_free };
//
// Where a function calls the two through the table, what it asks before the one
// call is meant to be what it asks before the other.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_HANDOVERS_H
#define LOCKTIDY_RULES_HANDOVERS_H

#include "Solve/Solved.h"
#include <set>

namespace locktidy {

class Handovers {
public:
  explicit Handovers(const SolvedProgram &P);

  /// Somebody hands a lock of \p Class to \p Handler.
  bool reaches(FunctionId Handler, LockClass Class) const {
    return Handed.count({Handler, Class});
  }
  /// \p F hands \p Lock to a handler that it registers on a way to \p At.
  bool leaves(const SolvedFunction &F, ExprId Lock, const Exit &At) const;

  /// Some handler gives up the global lock of \p Class, which it did not take,
  /// and some function returns with it.
  bool isLeft(LockClass Class) const { return Left.count(Class); }

  /// \p F takes locks of \p Class for a function in a table, of which another
  /// gives them up.
  bool isForTable(FunctionId F, LockClass Class) const {
    return ForTable.count({F, Class});
  }
  /// The call at \p At goes through a pointer to \p Callee, which is one of two
  /// functions of a table that belong together for locks of \p Class.
  bool isThroughTable(const SolvedFunction &F, EventRef At, FunctionId Callee,
                      LockClass Class) const;

private:
  void findLeft(const SolvedProgram &P);
  void findTables(const SolvedProgram &P);
  void addTakers(const SolvedProgram &P, FunctionId F, LockClass Class);

  /// Handlers, takers and givers.
  std::set<std::pair<FunctionId, LockClass>> Handed, ForTable, OfTable;
  std::set<LockClass> Left;
};

} // namespace locktidy

#endif
