//===- StateTest.cpp - states, guards and ways ----------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The laws of what is known at a point: what two states have in common, and
// when the union of two ways is exact.
//
//===----------------------------------------------------------------------===//
#include "Solve/State.h"
#include "gtest/gtest.h"

using namespace locktidy;

namespace {

ExprId term(unsigned I) { return ExprId(I); }

HeldLock held(unsigned Lock, Marks May = 0) {
  HeldLock L;
  L.Lock = term(Lock);
  L.May = May;
  return L;
}

Fact fact(unsigned Term, Range Values, bool Weak = false) {
  return {term(Term), Values, Weak, false, false};
}

TEST(State, KeepsItsVectorsSorted) {
  State S;
  for (unsigned L : {5, 1, 3})
    S.addHeld(held(L));
  for (unsigned T : {9, 7, 8})
    S.setFact(fact(T, Range::exactly(0)));
  S.setMemory(term(4), term(1));
  S.setMemory(term(2), term(1));
  EXPECT_TRUE(llvm::is_sorted(
      S.Held, [](auto &A, auto &B) { return A.Lock < B.Lock; }));
  EXPECT_TRUE(llvm::is_sorted(
      S.Facts, [](auto &A, auto &B) { return A.Term < B.Term; }));
  EXPECT_TRUE(llvm::is_sorted(S.Memory));
  EXPECT_EQ(S.findHeld(term(3))->Lock, term(3));
  EXPECT_EQ(S.findHeld(term(2)), nullptr);
  S.setFact(fact(8, Range::nonZero()));
  EXPECT_EQ(S.Facts.size(), 3u);
  EXPECT_EQ(S.fact(term(8))->Values, Range::nonZero());
  S.setMemory(term(4), ExprId());
  EXPECT_FALSE(S.memory(term(4)));
}

TEST(State, PresentationIsNoPartOfTheKey) {
  State A, B;
  A.addHeld(held(1));
  B.addHeld(held(1, MarkChanged));
  B.Held.front().From.Case = 7;
  B.May = MarkFlag;
  B.knowNotHeld(term(2), {});
  B.Why.add({term(3), Range::nonZero(), false, false});
  EXPECT_TRUE(sameKey(A, B));
  B.setFact(fact(3, Range::nonZero()));
  EXPECT_FALSE(sameKey(A, B));
  EXPECT_TRUE(sameLocks(A, B));
  B.Held.front().Mode = LockMode::Shared;
  EXPECT_FALSE(sameLocks(A, B));
}

TEST(State, AbsorbKeepsWhatBothSay) {
  State A, B;
  A.addHeld(held(1, MarkChanged | MarkFlag));
  B.addHeld(held(1, MarkFlag));
  A.May = MarkWidened | MarkFlag;
  B.May = MarkFlag;
  for (unsigned L : {2, 4})
    A.knowNotHeld(term(L), {});
  for (unsigned L : {4, 6})
    B.knowNotHeld(term(L), {});
  A.Why.add({term(3), Range::exactly(1), false, false});
  A.Why.add({term(5), Range::exactly(0), false, false});
  B.Why.add({term(3), Range::exactly(2), false, true});
  EXPECT_TRUE(absorb(A, B));
  EXPECT_EQ(A.May, MarkFlag);
  EXPECT_EQ(A.Held.front().May, MarkFlag);
  EXPECT_EQ(A.NotHeld.size(), 3u) << "not held on one of the paths";
  EXPECT_EQ(A.Why.all().size(), 2u) << "the ways are kept apart";
  Guard Common = A.Why.common();
  ASSERT_EQ(Common.size(), 1u);
  EXPECT_EQ(Common.front().Values, Range::between(1, 2));
  EXPECT_TRUE(Common.front().UnderLock);
  EXPECT_FALSE(absorb(A, B)) << "absorbing again changes nothing";
  EXPECT_FALSE(absorb(A, A));
}

static EntryCondition asked(unsigned Lock, bool Held) {
  EntryCondition C;
  C.Lock = term(Lock);
  C.Held = Held;
  C.Tested = true;
  return C;
}

TEST(State, AQuestionAnsweredNotHeldIsIncludedInNone) {
  State General, Asked;
  for (State *S : {&General, &Asked})
    S->addEntry(asked(2, /*Held=*/true));
  Asked.addEntry(asked(4, /*Held=*/false));
  EXPECT_TRUE(includes(General, Asked));
  EXPECT_FALSE(includes(Asked, General));
  EXPECT_TRUE(differInQuestions(Asked, General));
  // Callers that pass something else do not get to the one by the other.
  General.Why.add({term(3), Range::exactly(1), false, false});
  EXPECT_FALSE(includes(General, Asked));
  Asked.Why.add({term(3), Range::exactly(1), false, false});
  EXPECT_TRUE(includes(General, Asked));
  EXPECT_TRUE(absorb(Asked, General));
  EXPECT_TRUE(sameLocks(Asked, General));
  // Held is more than an answer.
  Asked.addEntry(asked(4, /*Held=*/true));
  EXPECT_FALSE(includes(General, Asked));
  EXPECT_FALSE(differInQuestions(General, Asked));
}

TEST(State, CoversIsImpliedByLessKnowledge) {
  State General, Special;
  for (State *S : {&General, &Special})
    S->addHeld(held(1));
  General.setFact(fact(3, Range::nonZero()));
  Special.setFact(fact(3, Range::exactly(4)));
  Special.setFact(fact(5, Range::exactly(0)));
  Special.setMemory(term(2), term(9));
  EXPECT_TRUE(covers(General, Special));
  EXPECT_FALSE(covers(Special, General));
  // A weak fact is no knowledge for a state that is certain of it.
  Special.setFact(fact(3, Range::exactly(4), /*Weak=*/true));
  EXPECT_FALSE(covers(General, Special));
  General.setFact(fact(3, Range::nonZero(), /*Weak=*/true));
  EXPECT_TRUE(covers(General, Special));
  Special.setVersion(6, term(8));
  EXPECT_FALSE(covers(General, Special));
}

TEST(State, JoinCoversBoth) {
  State A, B;
  A.setFact(fact(3, Range::exactly(1)));
  A.setFact(fact(5, Range::exactly(0)));
  A.setMemory(term(2), term(9));
  A.setMemory(term(4), term(9));
  B.setFact(fact(3, Range::exactly(3), /*Weak=*/true));
  B.setMemory(term(2), term(9));
  B.setMemory(term(4), term(8));
  auto Blur = [](ExprId) { return term(7); };
  State Joined = join(A, B, Blur);
  EXPECT_TRUE(covers(Joined, A));
  EXPECT_TRUE(covers(Joined, B));
  ASSERT_EQ(Joined.Facts.size(), 1u);
  EXPECT_TRUE(Joined.Facts.front().Weak);
  EXPECT_EQ(Joined.memory(term(2)), term(9)) << "both agree";
  EXPECT_EQ(Joined.memory(term(4)), term(7)) << "either's";
  EXPECT_FALSE(Joined.May & MarkWidened) << "nothing rests on it yet";
  EXPECT_EQ(Joined.Blurred.size(), 3u) << "two facts and a place in memory";
  EXPECT_TRUE(sameKey(join(B, A, Blur), Joined));
}

TEST(State, WhatAJoinForgotStaysForgottenWhereOneKnows) {
  State A, B;
  A.setFact(fact(3, Range::exactly(1)));
  A.setMemory(term(4), term(9));
  B.setMemory(term(4), term(8));
  State Joined = join(A, B, [](ExprId) { return term(7); });
  EXPECT_EQ(Joined.Blurred.size(), 2u);
  EXPECT_FALSE(absorb(Joined, A)) << "of both A knows more";
  EXPECT_EQ(Joined.Blurred.size(), 2u);
  State C;
  C.setMemory(term(4), term(6));
  EXPECT_TRUE(absorb(Joined, C)) << "where nothing was known of the fact";
  ASSERT_EQ(Joined.Blurred.size(), 1u);
  EXPECT_EQ(Joined.Blurred.front(), term(7));
}

TEST(Guard, KeepsWhatIsWorthMost) {
  Guard G;
  for (unsigned I = 0; I != MaxGuard + 4; ++I)
    addLiteral(G, {term(I), Range::nonZero(), false, false, /*Assumed=*/true});
  EXPECT_EQ(G.size(), MaxGuard);
  for (unsigned I = 0; I != MaxGuard; ++I)
    addLiteral(G, {term(I + 100), Range::nonZero(), false, false});
  for (const Literal &L : G)
    EXPECT_FALSE(L.Assumed) << "tells nothing apart";
  Literal OfArgument{term(200), Range::nonZero(), false, false};
  OfArgument.Passed = true;
  addLiteral(G, OfArgument);
  EXPECT_EQ(G.size(), MaxGuard);
  EXPECT_EQ(G.back(), OfArgument);
}

TEST(Ways, AreMergedWhenTheUnionIsExact) {
  Ways A, B, C;
  A.add({term(3), Range::exactly(0), false, false});
  B.add({term(3), Range::exactly(1), false, false});
  C.add({term(3), Range::exactly(5), false, false});
  EXPECT_TRUE(A.join(B));
  ASSERT_EQ(A.all().size(), 1u);
  EXPECT_EQ(A.all().front().front().Values, Range::between(0, 1));
  EXPECT_FALSE(A.join(B)) << "within what is there";
  EXPECT_TRUE(A.join(C));
  EXPECT_EQ(A.all().size(), 2u) << "2 to 4 are neither";
  A.add({term(3), Range::exactly(5), false, false});
  ASSERT_EQ(A.all().size(), 1u) << "the other way was not taken";
  EXPECT_EQ(A, C);
}

TEST(Ways, StayFew) {
  Ways A;
  A.add({term(1), Range::exactly(0), false, false});
  for (unsigned T : {2, 3, 4, 5, 6, 7}) {
    Ways B;
    B.add({term(T), Range::exactly(0), false, false});
    A.join(B);
  }
  EXPECT_LE(A.all().size(), Ways::Max);
  EXPECT_TRUE(A.common().empty());
}

TEST(Ways, OfDoubtEndWhenAllArmsMeet) {
  auto Arm = [](unsigned Branch, int64_t Low, int64_t High) {
    return Literal{term(Branch), Range::between(Low, High), false, false};
  };
  Ways Taken, NotTaken;
  EXPECT_TRUE(Taken.addAll(Arm(1, INT64_MIN, 0)));
  EXPECT_TRUE(Taken.addAll(Arm(2, INT64_MIN, 0)));
  EXPECT_TRUE(NotTaken.addAll(Arm(1, INT64_MIN, 0)));
  EXPECT_TRUE(NotTaken.addAll(Arm(2, 1, INT64_MAX)));
  EXPECT_FALSE(Taken.isAlways());
  Taken.join(NotTaken, /*Exact=*/true);
  EXPECT_FALSE(Taken.isAlways()) << "the first is in doubt still";
  Ways Other;
  EXPECT_TRUE(Other.addAll(Arm(1, 1, INT64_MAX)));
  Taken.join(Other, /*Exact=*/true);
  EXPECT_TRUE(Taken.isAlways());
}

TEST(Ways, ExactOnesAreNeverMoreGeneral) {
  Ways A;
  A.add({term(1), Range::exactly(0), false, false});
  for (unsigned T = 2; T != 12; ++T) {
    Ways B;
    B.add({term(T), Range::exactly(0), false, false});
    A.join(B, /*Exact=*/true);
  }
  EXPECT_EQ(A.all().size(), Ways::Max);
  EXPECT_FALSE(A.isAlways());
  Ways Full;
  bool Room = true;
  for (unsigned T = 0; T <= MaxGuard; ++T)
    Room &= Full.addAll({term(T), Range::exactly(0), false, false});
  EXPECT_FALSE(Room);
}

TEST(Guard, LiteralsMeetAndStayFew) {
  Guard G;
  addLiteral(G, {term(1), Range::all(), false, false});
  EXPECT_TRUE(G.empty()) << "nothing said";
  addLiteral(G, {term(2), Range::between(0, 9), false, false});
  addLiteral(G, {term(2), Range::nonZero(), false, false});
  ASSERT_EQ(G.size(), 1u);
  EXPECT_EQ(G.front().Values, Range::between(1, 9));
  // What contradicts comes of memory that changed: the first value counts.
  addLiteral(G, {term(2), Range::exactly(0), false, false});
  EXPECT_EQ(G.front().Values, Range::between(1, 9));
  for (unsigned T = 20; T != 3; --T)
    addLiteral(G, {term(T), Range::exactly(0), false, false});
  EXPECT_EQ(G.size(), MaxGuard);
  EXPECT_TRUE(
      llvm::is_sorted(G, [](auto &A, auto &B) { return A.Term < B.Term; }));
}

} // namespace
