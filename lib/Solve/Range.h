//===- Range.h - what is known of a value -----------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An interval without a few excluded values: enough for the return classes of
// kernel code (0, an errno, negative, NULL, an enumerator) and the tests that
// drivers make. `rc != 0` is everything without 0; the hull of -1 and 22 is
// [-1, 22] without 0, since both exclude it.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_RANGE_H
#define LOCKTIDY_SOLVE_RANGE_H

#include "llvm/ADT/SmallVector.h"
#include <cstdint>
#include <optional>

namespace locktidy {

struct Range {
  int64_t Low = INT64_MIN, High = INT64_MAX;
  llvm::SmallVector<int64_t, 2> Without; ///< sorted, strictly inside

  static Range all() { return {}; }
  static Range exactly(int64_t V) { return {V, V, {}}; }
  static Range between(int64_t L, int64_t H) { return {L, H, {}}; }
  static Range nonZero() { return {INT64_MIN, INT64_MAX, {0}}; }
  static Range truth() { return {0, 1, {}}; }

  bool empty() const { return Low > High; }
  bool isAll() const {
    return Low == INT64_MIN && High == INT64_MAX && Without.empty();
  }
  bool contains(int64_t V) const;
  std::optional<int64_t> value() const {
    return Low == High ? std::optional(Low) : std::nullopt;
  }
  /// True when every value of this is one of \p O.
  bool within(const Range &O) const;

  Range meet(const Range &O) const;
  Range hull(const Range &O) const;
  Range without(int64_t V) const;
  /// With only bounds next to zero: what is left of a range in a loop that
  /// moves its bounds each round.
  Range widened() const;
  /// Each value plus \p N; open ends stay open.
  Range plus(int64_t N) const;

  bool operator==(const Range &) const = default;
};

} // namespace locktidy

#endif
