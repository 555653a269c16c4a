//===- Range.cpp - what is known of a value -------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Range.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

/// More exclusions than this are forgotten: a switch over many values.
static constexpr size_t MaxWithout = 8;

bool Range::contains(int64_t V) const {
  return Low <= V && V <= High && !llvm::is_contained(Without, V);
}

bool Range::within(const Range &O) const {
  if (empty())
    return true;
  if (Low < O.Low || High > O.High)
    return false;
  return llvm::none_of(O.Without, [&](int64_t V) { return contains(V); });
}

Range Range::without(int64_t V) const {
  Range R = *this;
  if (!R.contains(V))
    return R;
  if (V == R.Low && V == R.High)
    return between(1, 0);
  if (V == R.Low || V == R.High) {
    (V == R.Low ? R.Low : R.High) += V == R.Low ? 1 : -1;
    // The new bound may itself be excluded.
    int64_t Bound = V == Low ? R.Low : R.High;
    if (auto *It = llvm::find(R.Without, Bound); It != R.Without.end()) {
      R.Without.erase(It);
      return R.without(Bound);
    }
    return R;
  }
  if (R.Without.size() < MaxWithout)
    R.Without.insert(llvm::upper_bound(R.Without, V), V);
  return R;
}

Range Range::meet(const Range &O) const {
  Range R = between(std::max(Low, O.Low), std::min(High, O.High));
  if (R.empty())
    return between(1, 0);
  for (int64_t V : Without)
    R = R.without(V);
  for (int64_t V : O.Without)
    R = R.without(V);
  return R;
}

Range Range::hull(const Range &O) const {
  if (empty())
    return O;
  if (O.empty())
    return *this;
  Range R = between(std::min(Low, O.Low), std::max(High, O.High));
  auto ExcludeIfBothDo = [&](int64_t V) {
    if (!contains(V) && !O.contains(V))
      R = R.without(V);
  };
  ExcludeIfBothDo(0);
  // A small gap between the two stays one: {1} and {3} do not make 2.
  const Range &Lower = Low <= O.Low ? *this : O,
              &Upper = Low <= O.Low ? O : *this;
  if (Lower.High < Upper.Low &&
      uint64_t(Upper.Low) - uint64_t(Lower.High) <= MaxWithout)
    for (int64_t V = Lower.High + 1; V < Upper.Low; ++V)
      R = R.without(V);
  for (int64_t V : Without)
    ExcludeIfBothDo(V);
  for (int64_t V : O.Without)
    ExcludeIfBothDo(V);
  return R;
}

Range Range::widened() const {
  Range R = between(Low >= 1 ? 1 : Low >= -1 ? Low : INT64_MIN,
                    High <= -1 ? -1 : High <= 1 ? High : INT64_MAX);
  return contains(0) ? R : R.without(0);
}

Range Range::plus(int64_t N) const {
  auto Shift = [&](int64_t V, int64_t End) {
    int64_t Sum;
    return V == End || __builtin_add_overflow(V, N, &Sum) ? End : Sum;
  };
  if (empty())
    return *this;
  Range R = between(Shift(Low, INT64_MIN), Shift(High, INT64_MAX));
  for (int64_t V : Without)
    R = R.without(Shift(V, INT64_MAX));
  return R;
}
