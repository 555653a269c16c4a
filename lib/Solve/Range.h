//===- Range.h - what is known of a value -----------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An interval with a few gaps: enough for the return classes of kernel code (0,
// an errno, negative, NULL, an enumerator) and the tests that drivers make.
// `rc != 0` is everything but 0; the hull of {2} and {24} is 2..24 without
// 3..23, which no test for another value meets.
//
// There are at most MaxGaps gaps; beyond that the smallest are forgotten, but
// never the one at 0: whether something is 0 is what most tests ask.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_RANGE_H
#define LOCKTIDY_SOLVE_RANGE_H

#include "llvm/ADT/SmallVector.h"
#include <cstdint>
#include <optional>

namespace locktidy {

struct Range {
  static constexpr size_t MaxGaps = 8;
  /// Values that are not in the range, from First to Last.
  struct Gap {
    int64_t First = 0, Last = 0;
    auto operator<=>(const Gap &) const = default;
  };

  int64_t Low = INT64_MIN, High = INT64_MAX;
  llvm::SmallVector<Gap, 1> Gaps; ///< sorted, apart, strictly inside

  static Range all() { return {}; }
  static Range exactly(int64_t V) { return {V, V, {}}; }
  static Range between(int64_t L, int64_t H) { return {L, H, {}}; }
  static Range nonZero() { return all().without(0); }
  static Range truth() { return {0, 1, {}}; }

  bool empty() const { return Low > High; }
  bool isAll() const {
    return Low == INT64_MIN && High == INT64_MAX && Gaps.empty();
  }
  bool contains(int64_t V) const;
  std::optional<int64_t> value() const {
    return Low == High ? std::optional(Low) : std::nullopt;
  }
  /// True when every value of this is one of \p O.
  bool within(const Range &O) const;

  Range meet(const Range &O) const;
  /// Its values when there are at most \p Max, else none.
  llvm::SmallVector<int64_t, 4> values(size_t Max) const;
  /// The values of either; more only when there are too many gaps.
  Range hull(const Range &O) const;
  Range without(int64_t V) const { return withoutAll(V, V); }
  Range withoutAll(int64_t First, int64_t Last) const;
  /// With only bounds next to zero: what is left of a range in a loop that
  /// moves its bounds each round.
  Range widened() const;
  /// Each value plus \p N; open ends stay open.
  Range plus(int64_t N) const;
  Range negated() const;

  bool operator==(const Range &) const = default;
};

} // namespace locktidy

#endif
