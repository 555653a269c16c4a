//===- Guard.h - conditions on what a function is entered with --*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A literal says that an entry term lies in a range, a guard that some literals
// all hold, and ways that one of some guards does. The guard of an exit is what
// callers know when they are back, so ways are kept apart while they are few:
//
//   if (a) lock(a);                    exit with a's lock alone:
//   if (b && b != a) lock(b);          {a != 0, b == 0} or {a != 0, b == a}
//
// Their common part, {a != 0}, would not tell that exit from the one with both.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_GUARD_H
#define LOCKTIDY_SOLVE_GUARD_H

#include "Graph/Expr.h"
#include "Solve/Range.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace locktidy {

struct Literal {
  ExprId Term;
  Range Values;
  bool IsFlag = false; ///< the condition of a sleep: unknown means may
  bool UnderLock =
      false;            ///< read while a lock was held: callers cannot know it
  bool Assumed = false; ///< where it does not hold, the function never returns
  bool Passed = false;  ///< of what is passed, not of memory
  /// A decision in doubt that even alone may not be possible.
  bool Loose = false;
  bool operator==(const Literal &) const = default;
};

/// All hold; sorted by Term. None: always.
using Guard = llvm::SmallVector<Literal, 2>;

/// Longer guards lose the literals that are worth least; enough for flags seen
/// in practice.
inline constexpr size_t MaxGuard = 12;

/// Whether something sleeps is worth more than any other condition. What is
/// assumed tells no two ways out apart, and callers see to it in any case; of
/// what they pass they know more than of memory, and of what was read under a
/// lock nothing.
unsigned worth(const Literal &L);

/// A lock that is surely not held by now, if \p When. That is not known of the
/// executions in which a lock is not touched at all.
struct FreeLock {
  ExprId Lock;
  Guard When;
  bool New = false; ///< was initialised, and not given up
  bool operator==(const FreeLock &) const = default;
};

/// What is known of locks in executions of one guard or of another, which the
/// locks of \p Into and of \p From are known in.
void joinFree(llvm::SmallVectorImpl<FreeLock> &Into, const Guard &Known,
              llvm::ArrayRef<FreeLock> From, const Guard &FromKnown);

/// Adds a literal, meeting one on the same term.
void addLiteral(Guard &G, Literal L);
/// The guard that holds in either case; literals that differ take their hull.
Guard joinGuards(const Guard &A, const Guard &B);
/// Whether both cannot hold at once, by what callers know. \p Counts says
/// whether a literal is to be counted.
bool excludeEachOther(
    const Guard &A, const Guard &B,
    llvm::function_ref<bool(const Literal &)> Counts = [](const Literal &) {
      return true;
    });

/// One holds at least. Never empty; the guard without literals is always.
class Ways {
public:
  static constexpr size_t Max = 4;

  Ways() = default;
  explicit Ways(Guard G) : Guards{std::move(G)} {}

  void add(const Literal &L);
  /// Whether a way asks for the term of \p L.
  bool asks(const Literal &L) const;
  /// As add(), but false when there was no room for it.
  bool addAll(const Literal &L);
  /// Takes over the ways of \p O; true on change. What there is no room for
  /// makes a way more general, or is left out when \p Exact.
  bool join(const Ways &O, bool Exact = false);
  /// One way asks for nothing.
  bool isAlways() const;
  /// One way asks for nothing that may not be possible: for one decision at
  /// most, of which a path is known that can go this way.
  bool isPossible() const;
  llvm::ArrayRef<Guard> all() const { return Guards; }
  /// What all ways have in common.
  Guard common() const;
  bool operator==(const Ways &) const = default;

private:
  llvm::SmallVector<Guard, 1> Guards{Guard()};
};

} // namespace locktidy

#endif
