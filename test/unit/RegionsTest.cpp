//===- RegionsTest.cpp - what branches decide ----------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Regions of branches against a search of all ways through small random graphs.
//
//===----------------------------------------------------------------------===//
#include "Solve/Regions.h"
#include "gtest/gtest.h"
#include <random>

using namespace locktidy;

namespace {

/// Blocks with two successors, one, or none.
FunctionGraph graphOf(const std::vector<std::vector<uint32_t>> &Edges) {
  FunctionGraph G;
  for (const auto &To : Edges) {
    Block B;
    B.Term.Kind = To.empty()       ? TermKind::Return
                  : To.size() == 1 ? TermKind::Jump
                                   : TermKind::Branch;
    if (!To.empty())
      B.Term.Then = BlockId(To[0]);
    if (To.size() > 1)
      B.Term.Else = BlockId(To[1]);
    G.Blocks.push_back(B);
  }
  return G;
}

bool contains(const Regions &R, size_t N, uint32_t Branch, uint32_t B) {
  llvm::BitVector One(N);
  One.set(B);
  return R.contains(Branch, One);
}

TEST(Regions, OfADiamond) {
  FunctionGraph G = graphOf({{1, 2}, {3}, {3}, {}});
  Regions R(G);
  EXPECT_EQ(R.meeting(0), BlockId(3));
  EXPECT_TRUE(contains(R, 4, 0, 1));
  EXPECT_TRUE(contains(R, 4, 0, 2));
  EXPECT_FALSE(contains(R, 4, 0, 3));
  EXPECT_FALSE(contains(R, 4, 0, 0));
  EXPECT_TRUE(R.dependsOn(1, 0));
  EXPECT_FALSE(R.dependsOn(3, 0));
  EXPECT_FALSE(R.dependsOn(3, 1));
  EXPECT_TRUE(R.isDecided(1));
  EXPECT_FALSE(R.isDecided(3));
}

TEST(Regions, OfALoop) {
  // while (f()) ; the test decides whether it is made again
  FunctionGraph G = graphOf({{1}, {1, 2}, {}});
  Regions R(G);
  EXPECT_EQ(R.meeting(1), BlockId(2));
  EXPECT_TRUE(contains(R, 3, 1, 1));
  EXPECT_FALSE(contains(R, 3, 1, 2));
  EXPECT_TRUE(R.dependsOn(1, 1));
  EXPECT_FALSE(R.dependsOn(2, 1));
}

TEST(Regions, OfALoopThatNothingLeaves) {
  FunctionGraph G = graphOf({{1}, {2, 3}, {4}, {4}, {1}});
  Regions R(G);
  EXPECT_EQ(R.meeting(1), BlockId(4));
  EXPECT_TRUE(contains(R, 5, 1, 2));
  EXPECT_FALSE(contains(R, 5, 1, 4));
}

TEST(Regions, OfArmsThatNeverMeet) {
  FunctionGraph G = graphOf({{1, 2}, {}, {}});
  Regions R(G);
  EXPECT_FALSE(R.meeting(0));
  EXPECT_TRUE(contains(R, 3, 0, 1));
}

TEST(Regions, AgreeWithASearch) {
  std::mt19937 Random(11);
  constexpr uint32_t N = 8;
  for (unsigned Round = 0; Round != 300; ++Round) {
    // The last block is the only exit, and every block reaches it.
    std::vector<std::vector<uint32_t>> Edges(N);
    for (uint32_t B = 0; B + 1 != N; ++B) {
      Edges[B].push_back(B + 1 + Random() % (N - B - 1));
      if (Random() % 2)
        Edges[B].push_back(Random() % N);
    }
    FunctionGraph G = graphOf(Edges);
    Regions R(G);
    // Whether the exit can be reached from B without Avoided.
    auto Escapes = [&](uint32_t From, uint32_t Avoided) {
      std::vector<bool> Seen(N);
      std::vector<uint32_t> Todo{From};
      while (!Todo.empty()) {
        uint32_t B = Todo.back();
        Todo.pop_back();
        if (B == Avoided || Seen[B])
          continue;
        Seen[B] = true;
        if (B == N - 1)
          return true;
        Todo.insert(Todo.end(), Edges[B].begin(), Edges[B].end());
      }
      return false;
    };
    std::vector<bool> Reached(N);
    Reached[0] = true;
    for (unsigned I = 0; I != N; ++I)
      for (uint32_t B = 0; B != N; ++B)
        for (uint32_t S : Edges[B])
          Reached[S] = Reached[S] || Reached[B];
    for (uint32_t B = 0; B + 1 != N; ++B) {
      if (!Reached[B])
        continue;
      BlockId Meeting = R.meeting(B);
      ASSERT_TRUE(Meeting);
      ASSERT_FALSE(Escapes(B, Meeting.Index)) << "all ways pass it";
      for (uint32_t X = 0; X != N; ++X)
        if (X != B && X != Meeting.Index && !Escapes(B, X)) {
          ASSERT_FALSE(Escapes(Meeting.Index, X)) << "and no other before it";
          ASSERT_FALSE(contains(R, N, B, X));
        }
    }
  }
}

} // namespace
