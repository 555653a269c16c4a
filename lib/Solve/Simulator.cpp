//===- Simulator.cpp - blocks and the fixed point -------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Simulator.h"
#include "Solve/Components.h"
#include "Solve/Regions.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace locktidy;

/// Numbers of unknowns that stand for decisions go down from here; those of
/// Joins.cpp are below, those of Loops.cpp and Values.cpp above.
static constexpr int64_t FirstDoubt = -(int64_t(1) << 44);

Simulator::Simulator(const SolvedProgram &P, SolvedFunction &F)
    : P(P), F(F), G(F.Graph), Terms(F.Graph.Exprs),
      Live(F.Graph,
           [&](const Event &Call, TakeRead Add) {
             addCalleeReads(P, F.Graph, Call, Add);
           }),
      Paired(F.Graph), Telling(tellingFields(P, F)), FirstSite(1) {
  for (const Expr &X : G.Exprs)
    if (X.Kind == ExprKind::Unknown)
      FirstSite = std::max(FirstSite, X.Value + 1);
  uint32_t Number = 0;
  for (const Block &B : G.Blocks) {
    FirstEvent.push_back(Number);
    Number += B.Events.size();
  }
  FirstPhi = FirstSite + int64_t(Number) * 64;
  for (uint32_t B = 0; B != G.Blocks.size(); ++B)
    for (uint32_t I = 0; I != G.Blocks[B].Events.size(); ++I) {
      const Event &E = G.Blocks[B].Events[I];
      if (E.Kind == EventKind::Effect && (E.Effect == EffectKind::AskContext ||
                                          E.Effect == EffectKind::ContextBound))
        ContextSites[site({B, I}, 0)] = {E.Effect, E.Context};
    }
  if (!G.Blocks.empty()) {
    findOrder();
    findDeciding();
    findReturning();
  }
}

/// Whether an event can change which locks are held, or ask for it.
bool Simulator::concernsLocks(const Event &E) const {
  if (E.Kind == EventKind::Effect)
    return isOfLocks(E.Effect);
  if (E.Kind != EventKind::Call)
    return false;
  const Expr &Target = G.expr(E.Callee);
  if (Target.Kind != ExprKind::Function)
    return true;
  const SolvedFunction *To = P.function(FunctionId(Target.Symbol));
  return To && (!To->Sum.Known ||
                llvm::any_of(To->Sum.Cases, [](const SummaryCase &C) {
                  return !C.Entry.empty() || !C.Acquired.empty();
                }));
}

/// A branch decides about locks when something that concerns them lies in its
/// region. What a join forgot of any other condition is no loss.
void Simulator::findDeciding() {
  llvm::BitVector Concerned(G.Blocks.size());
  for (uint32_t B = 0; B != G.Blocks.size(); ++B)
    if (llvm::any_of(G.Blocks[B].Events,
                     [&](const Event &E) { return concernsLocks(E); }))
      Concerned.set(B);
  Deciding.resize(G.Blocks.size());
  if (Concerned.none())
    return;
  Regions Of(G);
  for (uint32_t B = 0; B != G.Blocks.size(); ++B)
    if (Rank[B] != ~0u && successors(G.Blocks[B]).size() > 1 &&
        Of.contains(B, Concerned))
      Deciding.set(B);
}

/// What leads nowhere else is a panic, or a loop without end.
void Simulator::findReturning() {
  Returning.resize(G.Blocks.size());
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (uint32_t B = G.Blocks.size(); B-- != 0;) {
      const Block &From = G.Blocks[B];
      if (Returning.test(B) ||
          (From.Term.Kind != TermKind::Return &&
           llvm::none_of(successors(From),
                         [&](BlockId To) { return Returning.test(To.Index); })))
        continue;
      Returning.set(B);
      Changed = true;
    }
  }
}

/// Reverse postorder, strongly connected components, and what is stored in
/// each.
void Simulator::findOrder() {
  size_t N = G.Blocks.size();
  Components All = findLoops(G);
  Component = std::move(All.Of);
  Rank.assign(N, ~0u);
  for (uint32_t I = 0; I != All.Post.size(); ++I)
    Rank[All.Post[I]] = All.Post.size() - 1 - I;
  InLoop.resize(N);
  for (const std::vector<uint32_t> &Of : All.Members)
    for (uint32_t B : Of)
      InLoop[B] = Of.size() > 1 || llvm::is_contained(successors(G.Blocks[B]),
                                                      BlockId(B));
  StoredIn.resize(All.Members.size());
  for (uint32_t B = 0; B != N; ++B) {
    if (Component[B] == ~0u)
      continue;
    for (const Event &E : G.Blocks[B].Events) {
      Stores &Here = StoredIn[Component[B]];
      if (E.Result)
        Here.Locals.insert(E.Result.Index);
      if (E.Kind != EventKind::Store)
        continue;
      const Expr &To = G.expr(E.Address);
      if (To.Kind == ExprKind::Field || To.Kind == ExprKind::Global ||
          To.Kind == ExprKind::Load)
        Here.Memory.insert({To.Kind, To.Symbol});
      if (To.Kind != ExprKind::Local)
        continue;
      uint32_t Slot = To.Symbol;
      Here.Locals.insert(Slot);
      const Expr &Value = G.expr(E.Value);
      if (Value.Kind == ExprKind::Const)
        Literals[Slot].insert(Value.Value);
      else if ((Value.Kind != ExprKind::And && Value.Kind != ExprKind::Or) ||
               G.expr(Value.B).Kind != ExprKind::Const)
        Here.Computed.insert(Slot);
    }
  }
  findInduction();
}

/// Which bound on the work is exceeded \p Times.
Limit Simulator::spent(unsigned Visits, unsigned Times) const {
  if (Visits > Times * MaxVisitsPerBlock * (G.Blocks.size() + 16))
    return Limit::Visits;
  bool Much = Effort > Times * MaxEffort ||
              F.Observations.size() > Times * MaxObservations;
  return Much ? Limit::Effort : Limit::None;
}

/// What is known before the first block: nothing but what every call passes.
State Simulator::atEntry() {
  State S;
  for (const auto &[Parameter, Numbers] : F.Passed) {
    ExprId Slot = Terms.local(LocalId(Parameter));
    if (std::optional<int64_t> Only = Numbers.value())
      S.setMemory(Slot, Terms.constant(*Only));
    else
      S.setFact({Terms.load(Slot), Numbers, false, false, false});
  }
  return S;
}

void Simulator::run() {
  F.RoundLeaks.clear();
  if (G.Blocks.empty())
    return;
  Points.resize(G.Blocks.size());
  Regrouped.assign(G.Blocks.size(), 0);
  insert(BlockId(0), atEntry());
  std::vector<uint32_t> Order(G.Blocks.size(), ~0u);
  for (uint32_t B = 0; B != Rank.size(); ++B)
    if (Rank[B] != ~0u)
      Order[Rank[B]] = B;
  for (llvm::BitVector *Blocks : {&Taken[0], &Taken[1], &Retests})
    Blocks->resize(G.Blocks.size());
  unsigned Visits = 0;
  while (!Work.empty() || findRetests()) {
    uint32_t B = Order[*Work.begin()];
    Work.erase(Work.begin());
    if (Coarse)
      mergeEqualLocks(BlockId(B));
    // Visiting may change the block's own point: take one state at a time.
    for (size_t I = 0; I < Points[B].size(); ++I) {
      if (!Points[B][I].Pending)
        continue;
      Points[B][I].Pending = false;
      ++Visits;
      if (spent(Visits, 1) != Limit::None)
        Coarse = true;
      if (Limit Over = spent(Visits, MaxTimes); Over != Limit::None) {
        F.Reached = Over;
        doubtCollected(collectedClasses());
        return settleDoubts();
      }
      State S = Points[B][I].S;
      visit(BlockId(B), std::move(S));
    }
  }
  std::set<LockClass> Collected = collectedClasses();
  findRoundLeaks(Collected);
  doubtCollected(Collected);
  settleDoubts();
  settleQuestions();
}

/// Adds \p S to the states between two events, within the same limits as at a
/// block's entry.
void Simulator::addDistinct(States &All, State S) {
  for (State *Old = All.begin(); Old != All.end(); ++Old)
    if (sameKey(*Old, S)) {
      absorb(*Old, S);
      return;
    } else if (unite(*Old, S)) {
      State Both = std::move(*Old);
      All.erase(Old);
      return addDistinct(All, std::move(Both));
    }
  if (All.size() < MaxPerBlock && !Coarse) {
    All.push_back(std::move(S));
    return;
  }
  llvm::SmallVector<State *, 32> Among;
  for (State &Old : All)
    Among.push_back(&Old);
  if (State *Near = nearest(Among, S, 1))
    *Near = joined(*Near, S);
  else if (All.size() < MaxPerBlock)
    All.push_back(std::move(S));
  else if (auto [One, Other] = closest(Among); One) {
    *One = joined(*One, *Other);
    *Other = std::move(S);
  } else {
    std::vector<size_t> Into = foldPerhapsReleased(Among);
    for (size_t I = Into.size(); I-- != 0;)
      if (Into[I] != I)
        All.erase(All.begin() + I);
    if (All.size() < MaxPerBlock)
      All.push_back(std::move(S));
    else
      F.Reached = Limit::States;
  }
}

void Simulator::visit(BlockId B, State S) {
  States Now;
  Now.push_back(std::move(S));
  for (uint32_t I = 0; I != G.Blocks[B.Index].Events.size(); ++I) {
    States Next, Out;
    AboutLocks = concernsLocks(G.Blocks[B.Index].Events[I]);
    for (State &T : Now) {
      noteAccess(T, {B.Index, I});
      consultOperands(T, {B.Index, I});
      step(std::move(T), {B.Index, I}, Out);
    }
    for (State &T : Out) {
      if (Out.size() > 1)
        dropNameless(T);
      addDistinct(Next, std::move(T));
    }
    Now = std::move(Next);
  }
  uint32_t End = G.Blocks[B.Index].Events.size();
  for (State &T : Now) {
    noteAccess(T, {B.Index, End});
    leave(B, std::move(T));
  }
}

/// Which lock an event means may rest on what a join forgot.
void Simulator::consultOperands(State &S, EventRef At) {
  if (S.Blurred.empty() || !AboutLocks)
    return;
  if (ExprId Lock = F.event(At).Lock)
    consult(S, evaluate(S, Lock));
}

/// That \p Arm of the \p Arms of a branch or call in \p In is the one that is
/// taken. All of them together say nothing. In a loop what a join forgot may be
/// of another round.
Literal Simulator::decision(BlockId In, uint32_t Site, size_t Arm,
                            size_t Arms) {
  Literal Out;
  Out.Term = Terms.unknown(FirstDoubt - int64_t(Site), 0);
  Out.Values = Range::between(Arm == 0 ? INT64_MIN : int64_t(Arm),
                              Arm + 1 == Arms ? INT64_MAX : int64_t(Arm));
  Out.Loose = InLoop[In.Index];
  return Out;
}

/// Whether \p Value, which the switch at the end of \p B asks for, is read from
/// a field to which the program gives no number that has no case. Who writes a
/// `default`, to which no case leads, expects others.
bool Simulator::hasCaseForAll(BlockId B, ExprId Value) const {
  const Terminator &Switch = G.Blocks[B.Index].Term;
  std::optional<uint32_t> Field = fieldOf(G, Value);
  auto It = Field ? P.GivenNumbers.find(*Field) : P.GivenNumbers.end();
  if (It == P.GivenNumbers.end())
    return false;
  bool HasDefault = true;
  for (uint32_t From = 0; From != G.Blocks.size(); ++From)
    if (From != B.Index &&
        llvm::is_contained(successors(G.Blocks[From]), Switch.Else))
      HasDefault = false;
  return !HasDefault && llvm::all_of(It->second, [&](int64_t Number) {
    return llvm::any_of(Switch.Cases, [&](const SwitchCase &C) {
      return C.Low <= Number && Number <= C.High;
    });
  });
}

void Simulator::leave(BlockId B, State S) {
  const Terminator &T = G.Blocks[B.Index].Term;
  AboutLocks = Deciding.test(B.Index);
  switch (T.Kind) {
  case TermKind::Unreachable:
    return;
  case TermKind::Return:
    return exit(T, std::move(S));
  case TermKind::Jump:
    return enter(B, T.Then, std::move(S));
  case TermKind::Branch:
    if (isJoined(T.Cond)) {
      States Then, Else;
      decide(S, evaluate(S, T.Cond), Then, Else);
      for (State &Taken : Then)
        enter(B, T.Then, std::move(Taken));
      for (State &Taken : Else)
        enter(B, T.Else, std::move(Taken));
      return;
    }
    branch(B, S, true);
    return branch(B, std::move(S), false);
  case TermKind::Switch: {
    ExprId Value = evaluate(S, T.Cond);
    Range Rest = Range::all();
    size_t Arms = T.Cases.size() + 1;
    for (auto [I, C] : llvm::enumerate(T.Cases)) {
      State Taken = S;
      Decision = decision(B, B.Index, I, Arms);
      if (restrict(Taken, Value, Range::between(C.Low, C.High), false))
        enter(B, C.Target, std::move(Taken));
      if (C.Low == C.High)
        Rest = Rest.without(C.Low);
    }
    Decision = decision(B, B.Index, Arms - 1, Arms);
    bool Otherwise = T.Else &&restrict(S, Value, Rest, false);
    Decision = Literal();
    if (!Otherwise)
      return;
    if (T.Exhaustive || hasCaseForAll(B, Value))
      S.May |= MarkFlag;
    return enter(B, T.Else, std::move(S));
  }
  }
}

void Simulator::enter(BlockId From, BlockId To, State S) {
  if (Rank[To.Index] <= Rank[From.Index]) {
    foldLocks(To, S);
    widenLoop(To, S);
    widenMemory(To, S);
  }
  insert(To, std::move(S));
}

/// \p S puts a constant where \p Other keeps what was there at entry. (To tell
/// other values apart makes more states than it is worth.)
bool Simulator::hasConstant(const State &S, const State &Other) const {
  return llvm::any_of(S.Memory, [&](const auto &M) {
    const Expr &A = G.expr(M.first);
    bool AtEntry = A.Kind != ExprKind::Local || A.Symbol < G.NumParams;
    return AtEntry && Terms.constantValue(M.second) && !Other.memory(M.first);
  });
}

/// Whether a join has changed nothing that is to be followed again.
static bool isSame(const State &Joined, const State &Old) {
  return sameKey(Joined, Old) && Joined.Blurred == Old.Blurred &&
         Joined.Why == Old.Why && Joined.May == Old.May &&
         Joined.Doubts == Old.Doubts && Joined.Aged == Old.Aged &&
         Joined.StillMasked == Old.StillMasked;
}

void Simulator::insert(BlockId B, State S) {
  dropDead(B, S);
  std::vector<Entry> &Point = Points[B.Index];
  auto Queue = [&](Entry &E) {
    E.Pending = true;
    Work.insert(Rank[B.Index]);
  };
  llvm::SmallVector<State *, 32> Among;
  // Callers tell the two ways here apart by what they pass, and on this one
  // more is known: `if (!wait && (bits & SLOW)) return;`.
  auto KnowsMore = [&](const State &Other) {
    return S.Facts.size() > Other.Facts.size() &&
           excludeEachOther(
               S.Why.common(), Other.Why.common(),
               [&](const Literal &L) { return !readsMemory(L.Term); });
  };
  for (Entry &E : Point) {
    if (includes(E.S, S) && covers(E.S, S) && !hasConstant(S, E.S) &&
        !KnowsMore(E.S) && (sameKey(E.S, S) || !isSurer(S, E.S))) {
      if (absorb(E.S, S))
        Queue(E);
      return;
    }
    if (unite(E.S, S)) {
      State Both = std::move(E.S);
      Point.erase(Point.begin() + (&E - Point.data()));
      return insert(B, std::move(Both));
    }
    Among.push_back(&E.S);
  }
  bool Full = Point.size() >= MaxPerBlock;
  State *Near = nearest(Among, S, Full || Coarse ? 1 : MaxPerLocks);
  if (Near && makeRoomFor(B, S, *Near))
    Near = nullptr;
  if (Near) {
    // What only a change of memory makes possible would look possible without
    // one, were it joined with a path that needs none.
    if ((S.May & MarkChanged) && !(Near->May & MarkChanged))
      return;
    State Both = joined(*Near, S);
    bool Same = isSame(Both, *Near);
    *Near = std::move(Both);
    if (Same)
      return;
    Queue(*llvm::find_if(Point, [&](const Entry &E) { return &E.S == Near; }));
    return;
  }
  // There may be room by now.
  if (Point.size() >= MaxPerBlock && !makeRoom(B)) {
    F.Reached = Limit::States;
    return;
  }
  Point.push_back({std::move(S), true});
  Queue(Point.back());
}
