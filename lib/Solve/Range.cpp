//===- Range.cpp - what is known of a value -------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Range.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

bool Range::contains(int64_t V) const {
  return Low <= V && V <= High && llvm::none_of(Gaps, [&](const Gap &G) {
           return G.First <= V && V <= G.Last;
         });
}

bool Range::within(const Range &O) const {
  if (empty())
    return true;
  if (Low < O.Low || High > O.High)
    return false;
  // Nothing of this lies in a gap of the other.
  return llvm::all_of(O.Gaps, [&](const Gap &G) {
    return meet(between(G.First, G.Last)).empty();
  });
}

Range Range::withoutAll(int64_t First, int64_t Last) const {
  Range R = *this;
  if (empty() || Last < Low || First > High)
    return R;
  if (First <= Low && Last >= High)
    return between(1, 0);
  // With the gaps that it touches, it is one gap.
  llvm::erase_if(R.Gaps, [&](const Gap &G) {
    bool Below = G.Last < First && G.Last + 1 != First;
    bool Above = G.First > Last && G.First - 1 != Last;
    if (Below || Above)
      return false;
    First = std::min(First, G.First);
    Last = std::max(Last, G.Last);
    return true;
  });
  if (First <= Low) {
    R.Low = Last + 1;
    return R;
  }
  if (Last >= High) {
    R.High = First - 1;
    return R;
  }
  Gap New{First, Last};
  R.Gaps.insert(llvm::upper_bound(R.Gaps, New), New);
  if (R.Gaps.size() > MaxGaps) {
    auto Size = [](const Gap &G) {
      return G.First <= 0 && 0 <= G.Last ? UINT64_MAX
                                         : uint64_t(G.Last) - uint64_t(G.First);
    };
    R.Gaps.erase(llvm::min_element(
        R.Gaps, [&](const Gap &A, const Gap &B) { return Size(A) < Size(B); }));
  }
  return R;
}

Range Range::meet(const Range &O) const {
  Range R = between(std::max(Low, O.Low), std::min(High, O.High));
  if (R.empty())
    return between(1, 0);
  for (const Gap &G : Gaps)
    R = R.withoutAll(G.First, G.Last);
  for (const Gap &G : O.Gaps)
    R = R.withoutAll(G.First, G.Last);
  return R;
}

llvm::SmallVector<int64_t, 4> Range::values(size_t Max) const {
  llvm::SmallVector<int64_t, 4> All;
  int64_t First = Low;
  auto AddUpTo = [&](int64_t Last) {
    for (int64_t V = First; All.size() <= Max; ++V) {
      All.push_back(V);
      if (V == Last)
        return;
    }
  };
  if (empty())
    return All;
  for (const Gap &G : Gaps) {
    AddUpTo(G.First - 1);
    First = G.Last + 1;
  }
  AddUpTo(High);
  if (All.size() > Max)
    All.clear();
  return All;
}

Range Range::hull(const Range &O) const {
  if (empty())
    return O;
  if (O.empty())
    return *this;
  Range R = between(std::min(Low, O.Low), std::max(High, O.High));
  // What is left of one's gaps when the other's values are taken out.
  auto Exclude = [&](const Range &Of, Gap G) {
    Range Left = between(G.First, G.Last);
    if (Of.Low <= G.Last && Of.High >= G.First) {
      // The parts of the gap below, between and above the other's values.
      if (G.First < Of.Low)
        R = R.withoutAll(G.First, Of.Low - 1);
      for (const Gap &Inner : Of.Gaps)
        if (Range Both = Left.meet(between(Inner.First, Inner.Last));
            !Both.empty())
          R = R.withoutAll(Both.Low, Both.High);
      if (G.Last > Of.High)
        R = R.withoutAll(Of.High + 1, G.Last);
    } else {
      R = R.withoutAll(G.First, G.Last);
    }
  };
  for (const Gap &G : Gaps)
    Exclude(O, G);
  for (const Gap &G : O.Gaps)
    Exclude(*this, G);
  const Range &Lower = Low <= O.Low ? *this : O,
              &Upper = Low <= O.Low ? O : *this;
  if (Lower.High < Upper.Low && Lower.High + 1 != Upper.Low)
    R = R.withoutAll(Lower.High + 1, Upper.Low - 1);
  return R;
}

Range Range::widened() const {
  Range R = between(Low >= 1    ? 1
                    : Low >= -1 ? Low
                                : INT64_MIN,
                    High <= -1  ? -1
                    : High <= 1 ? High
                                : INT64_MAX);
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
  for (const Gap &G : Gaps) {
    int64_t First, Last;
    if (!__builtin_add_overflow(G.First, N, &First) &&
        !__builtin_add_overflow(G.Last, N, &Last))
      R = R.withoutAll(First, Last);
  }
  return R;
}

Range Range::negated() const {
  auto Neg = [](int64_t V) { return V == INT64_MIN ? INT64_MAX : -V; };
  if (empty())
    return *this;
  Range R = between(High == INT64_MAX ? INT64_MIN : Neg(High), Neg(Low));
  for (const Gap &G : Gaps)
    R = R.withoutAll(Neg(G.Last), Neg(G.First));
  return R;
}
