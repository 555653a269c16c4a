//===- SolveTest.cpp - the solver's data structures -----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the solver finds in programs is tested by test/solve; here, the parts
// whose laws can be checked by trying all small values.
//
//===----------------------------------------------------------------------===//
#include "Solve/Solve.h"
#include "Graph/Builder.h"
#include "Solve/CallGraph.h"
#include "Solve/Components.h"
#include "Solve/Order.h"
#include "Solve/Print.h"
#include "Solve/Program.h"
#include "Solve/State.h"
#include "llvm/ADT/STLExtras.h"
#include "gtest/gtest.h"
#include <random>

using namespace locktidy;

namespace {

//===- State
//---------------------------------------------------------------===//

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

//===- Components
//----------------------------------------------------------===//

using Edges = std::vector<std::vector<uint32_t>>;

Components componentsOf(const Edges &E, std::vector<uint32_t> Roots) {
  return findComponents(E.size(), Roots, [&](uint32_t N) {
    return llvm::SmallVector<uint32_t, 4>(E[N].begin(), E[N].end());
  });
}

TEST(Components, CalleesBeforeCallers) {
  //  0 -> 1 <-> 2 -> 3, 4 -> 4, 5 not reached
  Components C = componentsOf({{1}, {2}, {1, 3}, {}, {4}, {0}}, {0, 4});
  EXPECT_EQ(C.Members, (Edges{{3}, {1, 2}, {0}, {4}}));
  EXPECT_EQ(C.Of, (std::vector<uint32_t>{2, 1, 1, 0, 3, ~0u}));
  EXPECT_EQ(C.Post, (std::vector<uint32_t>{3, 2, 1, 0, 4}));
}

TEST(Components, AgreeWithReachability) {
  std::mt19937 Random(7);
  for (unsigned Round = 0; Round != 200; ++Round) {
    constexpr uint32_t N = 7;
    Edges E(N);
    bool Reaches[N][N] = {};
    for (unsigned I = 0; I != 9; ++I) {
      uint32_t From = Random() % N, To = Random() % N;
      E[From].push_back(To);
      Reaches[From][To] = true;
    }
    for (uint32_t K = 0; K != N; ++K)
      for (uint32_t I = 0; I != N; ++I)
        for (uint32_t J = 0; J != N; ++J)
          Reaches[I][J] |= Reaches[I][K] && Reaches[K][J];
    Components C = componentsOf(E, {0, 1, 2, 3, 4, 5, 6});
    for (uint32_t I = 0; I != N; ++I)
      for (uint32_t J = 0; J != N; ++J) {
        bool Same = I == J || (Reaches[I][J] && Reaches[J][I]);
        ASSERT_EQ(C.Of[I] == C.Of[J], Same);
        if (Reaches[I][J])
          ASSERT_LE(C.Of[J], C.Of[I]);
      }
  }
}

TEST(Components, DeepGraphsNeedNoStack) {
  constexpr uint32_t N = 300000;
  Components C = findComponents(N, {0}, [](uint32_t I) {
    return I + 1 == N ? llvm::SmallVector<uint32_t, 4>{0}
                      : llvm::SmallVector<uint32_t, 4>{I + 1};
  });
  ASSERT_EQ(C.Members.size(), 1u);
  EXPECT_EQ(C.Members[0].size(), N);
}

//===- Programs
//------------------------------------------------------------===//

/// A unit of functions that take the locks of a `struct softc` one after the
/// other and release them again, or call others.
struct Unit {
  TUGraph G;
  TUBuilder T{G};

  explicit Unit(std::string File) {
    G.MainFile = std::move(File);
    LockKind Mutex;
    Mutex.Name = "mtx";
    G.Kinds.push_back(Mutex);
  }

  FunctionGraph &begin(llvm::StringRef Name, bool Static = false) {
    FunctionGraph &F = G.Graphs.emplace_back();
    F.Id = T.function(Name, Static ? llvm::StringRef(G.MainFile) : "");
    F.Pos = {T.string(G.MainFile), 1, 1};
    F.NumParams = 1;
    F.Locals.push_back({T.string("sc"), false});
    Block &B = F.Blocks.emplace_back();
    B.Term.Kind = TermKind::Return;
    B.Term.Pos = {T.string(G.MainFile), 99, 1};
    return F;
  }

  Event lockEvent(FunctionGraph &F, EffectKind Effect, const char *Lock) {
    ExprBuilder E(F.Exprs);
    Event Out;
    Out.Kind = EventKind::Effect;
    Out.Effect = Effect;
    Out.Name = T.string(Effect == EffectKind::Acquire ? "lock" : "unlock");
    Out.Pos = {T.string(G.MainFile), uint32_t(F.Blocks[0].Events.size() + 2),
               1};
    Out.LockKind = T.string("mtx");
    Out.Lock =
        E.field(E.load(E.local(LocalId(0))), T.field("struct softc", Lock, ""));
    return Out;
  }

  void nest(llvm::StringRef Name, std::vector<const char *> Locks) {
    FunctionGraph &F = begin(Name);
    for (const char *L : Locks)
      F.Blocks[0].Events.push_back(lockEvent(F, EffectKind::Acquire, L));
    for (const char *L : llvm::reverse(Locks))
      F.Blocks[0].Events.push_back(lockEvent(F, EffectKind::Release, L));
  }

  void one(llvm::StringRef Name, EffectKind Effect, const char *Lock,
           bool Static = false) {
    FunctionGraph &F = begin(Name, Static);
    F.Blocks[0].Events.push_back(lockEvent(F, Effect, Lock));
  }

  void callAll(llvm::StringRef Name, std::vector<FunctionId> Callees) {
    FunctionGraph &F = begin(Name);
    for (FunctionId C : Callees) {
      ExprBuilder E(F.Exprs);
      Event Call;
      Call.Kind = EventKind::Call;
      Call.Name = G.Functions[C.Index].Name;
      Call.Pos = {T.string(G.MainFile), uint32_t(F.Blocks[0].Events.size() + 2),
                  1};
      Call.Callee = E.function(C);
      Call.Args.push_back(E.load(E.local(LocalId(0))));
      F.Blocks[0].Events.push_back(Call);
    }
  }
};

/// Adds a call of `sc->FIELD(sc)` of a record that the driver owns, or not.
void callField(Unit &U, FunctionGraph &F, const char *Field, bool Own = true) {
  ExprBuilder E(F.Exprs);
  ExprId Sc = E.load(E.local(LocalId(0)));
  FieldId Of = U.T.field("struct ops", Field, "");
  U.G.Fields[Of.Index].Own = Own;
  Event Call;
  Call.Kind = EventKind::Call;
  Call.Pos = {U.T.string(U.G.MainFile), uint32_t(F.Blocks[0].Events.size() + 2),
              1};
  Call.Callee = E.load(E.field(Sc, Of));
  Call.Args.push_back(Sc);
  F.Blocks[0].Events.push_back(Call);
}

void bind(Unit &U, const char *Field, FunctionId Target) {
  Binding B;
  B.Field = U.T.field("struct ops", Field, "");
  B.Target = Target;
  U.G.Bindings.push_back(B);
}

std::string solvedText(std::vector<TUGraph> Units) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  printSolved(OS, solve(link(std::move(Units))));
  return Out;
}

TEST(Order, FindsEachCycleOnce) {
  Unit U("/s/a.c");
  U.nest("ab", {"a", "b"});
  U.nest("ba", {"b", "a"});
  U.nest("ba_again", {"b", "a"});
  U.nest("cd", {"c", "d"});
  SolvedProgram P = solve(link({U.G}));
  OrderGraph Order = findOrder(P);
  EXPECT_EQ(Order.Edges.size(), 3u);
  ASSERT_EQ(Order.Cycles.size(), 1u);
  EXPECT_EQ(Order.Cycles[0].Edges.size(), 2u);
}

TEST(Order, AGateAtAllWitnessesProtects) {
  Unit U("/s/a.c");
  U.nest("gab", {"g", "a", "b"});
  U.nest("gba", {"g", "b", "a"});
  EXPECT_TRUE(findOrder(solve(link({U.G}))).Cycles.empty());
  U.nest("ba", {"b", "a"}); // one place without the gate is enough
  EXPECT_EQ(findOrder(solve(link({U.G}))).Cycles.size(), 1u);
}

/// Three files: two with a static of one name, one with a shared helper.
std::vector<TUGraph> threeUnits() {
  Unit A("/s/a.c"), B("/s/b.c"), Util("/s/util.c");
  A.one("enter", EffectKind::Acquire, "x", /*Static=*/true);
  A.callAll("a_user",
            {A.T.function("enter", "/s/a.c"), A.T.function("util_unlock", "")});
  B.T.string("to make numbers differ");
  B.one("enter", EffectKind::Acquire, "y", /*Static=*/true);
  B.callAll("b_user",
            {B.T.function("enter", "/s/b.c"), B.T.function("util_unlock", "")});
  Util.one("util_unlock", EffectKind::Release, "x");
  return {A.G, B.G, Util.G};
}

TEST(Link, OrderOfUnitsDoesNotMatter) {
  std::vector<TUGraph> Units = threeUnits();
  std::string First = solvedText(Units);
  EXPECT_NE(First.find("solved a_user(sc) in a.c"), std::string::npos);
  std::vector<unsigned> Order{0, 1, 2};
  while (std::next_permutation(Order.begin(), Order.end())) {
    std::vector<TUGraph> Shuffled;
    for (unsigned I : Order)
      Shuffled.push_back(Units[I]);
    EXPECT_EQ(solvedText(std::move(Shuffled)), First);
  }
}

TEST(Link, StaticsOfOneNameStayApart) {
  Program P = link(threeUnits());
  unsigned Enters = 0;
  for (const FunctionGraph &G : P.All.Graphs)
    Enters += P.name(G.Id) == "enter";
  EXPECT_EQ(Enters, 2u);
  EXPECT_EQ(P.All.Graphs.size(), 5u);
}

TEST(Link, TheNearestOfSeveralDefinitions) {
  Unit A("/s/dev/a/a.c"), AUtil("/s/dev/a/util.c"), B("/s/dev/b/b.c"),
      BUtil("/s/dev/b/util.c");
  A.callAll("a_user", {A.T.function("util", "")});
  B.callAll("b_user", {B.T.function("util", "")});
  AUtil.one("util", EffectKind::Acquire, "x");
  BUtil.one("util", EffectKind::Acquire, "y");
  SolvedProgram P = solve(link({BUtil.G, AUtil.G, A.G, B.G}));
  auto LockOf = [&](llvm::StringRef Name) {
    for (const SolvedFunction &F : P.Functions)
      if (P.Prog.name(F.Graph.Id) == Name)
        return className(
            P.Prog.All,
            lockClassOf(F.Graph, F.Exits.front().Held.front().Lock));
    return std::string();
  };
  EXPECT_EQ(LockOf("a_user"), "struct softc::x");
  EXPECT_EQ(LockOf("b_user"), "struct softc::y");
}

//===- Calls through pointers
//--------------------------------------------===//

/// What the only call in the function \p Name may call.
TargetSet targetsIn(const Program &P, llvm::StringRef Name) {
  Targets T(P);
  for (uint32_t I = 0; I != P.All.Graphs.size(); ++I) {
    const FunctionGraph &G = P.All.Graphs[I];
    if (P.name(G.Id) == Name)
      return T.of(I, G, G.Blocks[0].Events[0].Callee);
  }
  return {};
}

/// A driver of a table, two files that fill it, and a caller.
std::vector<TUGraph> tableUnits() {
  Unit A("/s/a.c"), B("/s/b.c"), User("/s/user.c");
  A.one("start", EffectKind::Acquire, "x", /*Static=*/true);
  bind(A, "start", A.T.function("start", "/s/a.c"));
  B.T.string("to make numbers differ");
  B.one("start", EffectKind::Acquire, "x", /*Static=*/true);
  bind(B, "start", B.T.function("start", "/s/b.c"));
  callField(User, User.begin("user"), "start");
  return {A.G, B.G, User.G};
}

TEST(Targets, OfATableInAnyOrderOfUnits) {
  std::vector<TUGraph> Units = tableUnits();
  std::string First = solvedText(Units);
  EXPECT_NE(First.find("calls sc->start: start, start @"), std::string::npos)
      << First;
  EXPECT_NE(First.find("case returns; acquired sc->x\n"), std::string::npos)
      << "both targets take it";
  std::vector<unsigned> Order{0, 1, 2};
  while (std::next_permutation(Order.begin(), Order.end())) {
    std::vector<TUGraph> Shuffled;
    for (unsigned I : Order)
      Shuffled.push_back(Units[I]);
    EXPECT_EQ(solvedText(std::move(Shuffled)), First);
  }
}

TEST(Targets, OfAFrameworksRecordAreNeverAll) {
  std::vector<TUGraph> Units = tableUnits();
  EXPECT_TRUE(targetsIn(link(Units), "user").Complete);
  for (TUGraph &U : Units)
    for (FieldInfo &F : U.Fields)
      F.Own = false;
  TargetSet Set = targetsIn(link(Units), "user");
  EXPECT_EQ(Set.Functions.size(), 2u);
  EXPECT_FALSE(Set.Complete);
  EXPECT_FALSE(Set.isExact());
}

TEST(Targets, WithoutABodyAreNotAll) {
  std::vector<TUGraph> Units = tableUnits();
  Unit Other("/s/other.c");
  bind(Other, "start", Other.T.function("elsewhere", ""));
  Units.push_back(Other.G);
  TargetSet Set = targetsIn(link(Units), "user");
  EXPECT_EQ(Set.Functions.size(), 2u);
  EXPECT_FALSE(Set.isExact());
}

TEST(Targets, AreExactWhileTheyAreFew) {
  for (unsigned N = 1; N != 80; ++N) {
    Unit U("/s/a.c");
    for (unsigned I = 0; I != N; ++I) {
      std::string Name = "f" + std::to_string(I);
      U.one(Name, EffectKind::Acquire, "x");
      bind(U, "start", U.T.function(Name, ""));
    }
    callField(U, U.begin("user"), "start");
    TargetSet Set = targetsIn(link({U.G}), "user");
    ASSERT_EQ(Set.Functions.size(), std::min<size_t>(N, TargetSet::MaxKnown));
    ASSERT_EQ(Set.isExact(), N <= TargetSet::MaxTargets);
  }
}

TEST(CallGraph, PointersMakeNoCycles) {
  std::mt19937 Random(11);
  unsigned NotFollowed = 0;
  for (unsigned Round = 0; Round != 300; ++Round) {
    constexpr unsigned N = 6;
    Unit U("/s/a.c");
    std::vector<FunctionId> Ids;
    for (unsigned I = 0; I != N; ++I)
      Ids.push_back(U.T.function("f" + std::to_string(I), ""));
    for (unsigned I = 0; I != N; ++I) {
      std::vector<FunctionId> Direct;
      for (FunctionId To : Ids)
        if (Random() % 9 == 0)
          Direct.push_back(To);
      U.callAll("f" + std::to_string(I), Direct);
      const char *Fields[] = {"start", "stop", "reset"};
      callField(U, U.G.Graphs.back(), Fields[Random() % 3], Random() % 2);
      bind(U, Fields[Random() % 3], Ids[Random() % N]);
    }
    Program P = link({U.G});
    Targets T(P);
    CallGraph Calls(P, T);
    std::vector<uint32_t> Rank(N);
    size_t Seen = 0;
    for (uint32_t C = 0; C != Calls.bottomUp().size(); ++C)
      for (uint32_t I : Calls.bottomUp()[C]) {
        Rank[I] = C;
        ++Seen;
      }
    ASSERT_EQ(Seen, N);
    for (uint32_t I = 0; I != N; ++I) {
      for (FunctionId To : Calls.followed(I))
        ASSERT_LT(Rank[P.GraphOf[To.Index]], Rank[I]);
      const Event &Last = P.All.Graphs[I].Blocks[0].Events.back();
      NotFollowed += T.of(I, P.All.Graphs[I], Last.Callee).Functions.size() -
                     Calls.followed(I).size();
    }
  }
  EXPECT_GT(NotFollowed, 0u) << "no cycle was ever made";
}

TEST(Link, NothingIsAProgramToo) {
  EXPECT_EQ(solvedText({}), "");
  Unit Empty("/s/a.c");
  EXPECT_EQ(solvedText({Empty.G}), "");
}

} // namespace
