//===- RangeTest.cpp - ranges of values -----------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Their laws, checked by trying all small values.
//
//===----------------------------------------------------------------------===//
#include "Solve/Range.h"
#include "llvm/ADT/STLExtras.h"
#include "gtest/gtest.h"

using namespace locktidy;

namespace {

constexpr int64_t Min = INT64_MIN, Max = INT64_MAX;

/// All ranges over a few values and bounds, each made as the solver makes them.
std::vector<Range> someRanges() {
  std::vector<Range> Out{Range::between(1, 0)};
  for (int64_t Low : {Min, int64_t(-2), int64_t(0), int64_t(1)})
    for (int64_t High : {int64_t(-2), int64_t(0), int64_t(1), int64_t(3), Max})
      if (Low <= High)
        for (unsigned Holes = 0; Holes != 16; ++Holes) {
          Range R = Range::between(Low, High);
          for (int64_t V = -2; V != 2; ++V)
            if (Holes & (1 << (V + 2)))
              R = R.without(V);
          if (!llvm::is_contained(Out, R))
            Out.push_back(R);
        }
  return Out;
}

constexpr int64_t Samples[] = {Min, Min + 1, -4, -3, -2, -1,      0,
                               1,   2,       3,  4,  5,  Max - 1, Max};

bool isNormal(const Range &R) {
  int64_t After = R.Low;
  for (const Range::Gap &G : R.Gaps) {
    if (G.First <= After || G.Last < G.First || G.Last >= R.High)
      return false;
    After = G.Last + 1;
  }
  return R.Gaps.size() <= Range::MaxGaps;
}

TEST(Range, WithoutRemovesOneValue) {
  for (const Range &R : someRanges())
    for (int64_t V : Samples) {
      Range Less = R.without(V);
      EXPECT_TRUE(isNormal(Less));
      for (int64_t X : Samples)
        EXPECT_EQ(Less.contains(X), X != V && R.contains(X));
    }
}

TEST(Range, MeetIsTheIntersection) {
  for (const Range &A : someRanges())
    for (const Range &B : someRanges()) {
      Range Both = A.meet(B);
      ASSERT_TRUE(isNormal(Both));
      for (int64_t X : Samples)
        ASSERT_EQ(Both.contains(X), A.contains(X) && B.contains(X));
      ASSERT_EQ(Both, B.meet(A));
    }
}

TEST(Range, HullContainsBothAndExcludesWhatBothDo) {
  for (const Range &A : someRanges())
    for (const Range &B : someRanges()) {
      Range Hull = A.hull(B);
      ASSERT_TRUE(isNormal(Hull));
      ASSERT_TRUE(A.within(Hull) && B.within(Hull));
      for (int64_t X : Samples)
        ASSERT_TRUE(Hull.contains(X) || (!A.contains(X) && !B.contains(X)));
      if (!A.empty() && !B.empty() && !A.contains(0) && !B.contains(0))
        ASSERT_FALSE(Hull.contains(0));
      ASSERT_EQ(Hull, B.hull(A));
    }
}

TEST(Range, HullKeepsWhatLiesBetween) {
  Range Domains = Range::exactly(2).hull(Range::exactly(24));
  EXPECT_EQ(Domains, Range::between(2, 24).withoutAll(3, 23));
  Range Other = Range::all().without(2).without(24);
  EXPECT_TRUE(Domains.meet(Other).empty());
  EXPECT_TRUE(Domains.hull(Other).isAll());
  EXPECT_EQ(Domains.hull(Range::exactly(12)).hull(Range::between(3, 23)),
            Range::between(2, 24));
  EXPECT_EQ(Domains.negated(), Range::between(-24, -2).withoutAll(-23, -3));
  EXPECT_EQ(Domains.plus(1), Range::between(3, 25).withoutAll(4, 24));
}

TEST(Range, TooManyGapsKeepTheOneAtZero) {
  Range R = Range::exactly(-1).hull(Range::exactly(1));
  for (int64_t V = 10; V != 40; ++V)
    R = R.hull(Range::exactly(V * V));
  EXPECT_LE(R.Gaps.size(), Range::MaxGaps);
  EXPECT_FALSE(R.contains(0));
  for (int64_t V = 10; V != 40; ++V)
    EXPECT_TRUE(R.contains(V * V));
}

TEST(Range, WithinAgreesWithItsValues) {
  for (const Range &A : someRanges())
    for (const Range &B : someRanges()) {
      bool Within = llvm::all_of(
          Samples, [&](int64_t X) { return !A.contains(X) || B.contains(X); });
      ASSERT_EQ(A.within(B), Within);
      ASSERT_EQ(A.within(B), A.meet(B) == A || A.empty());
    }
}

TEST(Range, Bounds) {
  EXPECT_TRUE(Range::between(Max, Max).without(Max).empty());
  EXPECT_TRUE(Range::between(Min, Min).without(Min).empty());
  EXPECT_EQ(Range::all().without(Max).High, Max - 1);
  EXPECT_EQ(Range::all().without(Min).Low, Min + 1);
  EXPECT_TRUE(Range::all().isAll());
  EXPECT_FALSE(Range::nonZero().isAll());
  EXPECT_EQ(Range::truth().without(0).value(), 1);
  // A hole beside the bound that goes: 0..3 without 1, then without 0.
  EXPECT_EQ(Range::between(0, 3).without(1).without(0), Range::between(2, 3));
}

TEST(Range, FewValues) {
  Range R = Range::exactly(2).hull(Range::exactly(24)).hull(Range::exactly(3));
  EXPECT_EQ(R.values(4), (llvm::SmallVector<int64_t, 4>{2, 3, 24}));
  EXPECT_TRUE(R.values(2).empty());
  EXPECT_TRUE(Range::nonZero().values(8).empty());
  EXPECT_TRUE(Range::between(Max, Max).without(Max).values(8).empty());
  EXPECT_EQ(Range::between(Max - 1, Max).values(2).size(), 2u);
}

TEST(Range, ManyHolesAreForgottenNotInvented) {
  Range R = Range::all();
  for (int64_t V = 0; V != 40; ++V)
    R = R.without(V * 2);
  for (int64_t V = 0; V != 40; ++V)
    EXPECT_TRUE(R.contains(V * 2 + 1));
  EXPECT_FALSE(R.contains(0));
  EXPECT_TRUE(R.meet(Range::nonZero()).within(R));
}

} // namespace
