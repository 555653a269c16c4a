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
#include "llvm/ADT/STLExtras.h"
#include "gtest/gtest.h"
#include <random>

using namespace locktidy;

namespace {

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

TEST(Solve, LeavesOutTheRestWhenStopped) {
  Unit A("/s/dev/a/a.c");
  A.one("taker", EffectKind::Acquire, "x");
  unsigned Asked = 0;
  SolvedProgram Stopped = solve(link({A.G}), [&] { return ++Asked != 0; });
  EXPECT_TRUE(Stopped.Stopped);
  EXPECT_TRUE(Stopped.Functions.front().Exits.empty());
  SolvedProgram Whole = solve(link({A.G}));
  EXPECT_FALSE(Whole.Stopped);
  EXPECT_EQ(Whole.Functions.front().Exits.size(), 1u);
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
