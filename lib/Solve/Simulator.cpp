//===- Simulator.cpp - blocks and the fixed point -------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Simulator.h"
#include "Solve/Components.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace locktidy;

/// A value deeper than this at the end of a loop's round is taken to grow with
/// each round (a walk along a list).
static constexpr unsigned GrowingDepth = 7;

static void addLoads(const FunctionGraph &G, ExprId Term,
                     llvm::DenseSet<ExprId> &Out) {
  const Expr &X = G.expr(Term);
  if ((X.Kind == ExprKind::Load || X.Kind == ExprKind::Unknown) &&
      !Out.insert(Term).second)
    return;
  if (X.A)
    addLoads(G, X.A, Out);
  if (X.B)
    addLoads(G, X.B, Out);
}

Simulator::Simulator(const SolvedProgram &P, SolvedFunction &F)
    : P(P), F(F), G(F.Graph), Terms(F.Graph.Exprs),
      Live(F.Graph,
           [&](const Event &Call, TakeRead Add) {
             addCalleeReads(P, F.Graph, Call, Add);
           }),
      FirstSite(1) {
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
  if (!G.Blocks.empty())
    findOrder();
}

/// Reverse postorder, strongly connected components, and what is stored in
/// each.
void Simulator::findOrder() {
  size_t N = G.Blocks.size();
  Components All = findComponents(N, {0}, [&](uint32_t B) {
    llvm::SmallVector<uint32_t, 4> Next;
    for (BlockId S : successors(G.Blocks[B]))
      Next.push_back(S.Index);
    return Next;
  });
  Component = std::move(All.Of);
  Rank.assign(N, ~0u);
  for (uint32_t I = 0; I != All.Post.size(); ++I)
    Rank[All.Post[I]] = All.Post.size() - 1 - I;
  StoredIn.resize(All.Members.size());
  for (uint32_t B = 0; B != N; ++B) {
    if (Component[B] == ~0u)
      continue;
    for (const Event &E : G.Blocks[B].Events) {
      if (E.Result)
        StoredIn[Component[B]].insert(E.Result.Index);
      if (E.Kind != EventKind::Store ||
          G.expr(E.Address).Kind != ExprKind::Local)
        continue;
      uint32_t Slot = G.expr(E.Address).Symbol;
      StoredIn[Component[B]].insert(Slot);
      if (auto C = Terms.constantValue(E.Value))
        Literals[Slot].insert(*C);
    }
  }
}

void Simulator::run() {
  if (G.Blocks.empty())
    return;
  Points.resize(G.Blocks.size());
  insert(BlockId(0), State());
  std::vector<uint32_t> Order(G.Blocks.size(), ~0u);
  for (uint32_t B = 0; B != Rank.size(); ++B)
    if (Rank[B] != ~0u)
      Order[Rank[B]] = B;
  unsigned Visits = 0;
  while (!Work.empty()) {
    uint32_t B = Order[*Work.begin()];
    Work.erase(Work.begin());
    // Visiting may add to the block's own point: take one state at a time.
    for (size_t I = 0; I != Points[B].size(); ++I) {
      if (!Points[B][I].Pending)
        continue;
      Points[B][I].Pending = false;
      if (++Visits > MaxVisitsPerBlock * (G.Blocks.size() + 16))
        F.Reached = Limit::Visits;
      else if (Effort > MaxEffort)
        F.Reached = Limit::Effort;
      if (F.Reached == Limit::Visits || F.Reached == Limit::Effort)
        return;
      State S = Points[B][I].S;
      visit(BlockId(B), std::move(S));
    }
  }
}

static void addDistinct(llvm::SmallVectorImpl<State> &All, State S) {
  for (State &Old : All)
    if (sameKey(Old, S)) {
      absorb(Old, S);
      return;
    }
  All.push_back(std::move(S));
}

void Simulator::visit(BlockId B, State S) {
  States Now;
  Now.push_back(std::move(S));
  for (uint32_t I = 0; I != G.Blocks[B.Index].Events.size(); ++I) {
    States Next, Out;
    for (State &T : Now)
      step(std::move(T), {B.Index, I}, Out);
    for (State &T : Out)
      addDistinct(Next, std::move(T));
    if (Next.size() > MaxPerBlock) {
      F.Reached = Limit::States;
      Next.resize(MaxPerBlock);
    }
    Now = std::move(Next);
  }
  for (State &T : Now)
    leave(B, std::move(T));
}

void Simulator::leave(BlockId B, State S) {
  const Terminator &T = G.Blocks[B.Index].Term;
  switch (T.Kind) {
  case TermKind::Unreachable:
    return;
  case TermKind::Return:
    return exit(T, std::move(S));
  case TermKind::Jump:
    return enter(B, T.Then, std::move(S));
  case TermKind::Branch: {
    ExprId Cond = evaluate(S, T.Cond);
    State Else = S;
    if (assume(S, Cond, true))
      enter(B, T.Then, std::move(S));
    if (assume(Else, Cond, false))
      enter(B, T.Else, std::move(Else));
    return;
  }
  case TermKind::Switch: {
    ExprId Value = evaluate(S, T.Cond);
    Range Rest = Range::all();
    for (const SwitchCase &C : T.Cases) {
      State Taken = S;
      if (restrict(Taken, Value, Range::between(C.Low, C.High), false))
        enter(B, C.Target, std::move(Taken));
      if (C.Low == C.High)
        Rest = Rest.without(C.Low);
    }
    if (T.Else &&restrict(S, Value, Rest, false))
      enter(B, T.Else, std::move(S));
    return;
  }
  }
}

void Simulator::enter(BlockId From, BlockId To, State S) {
  if (Rank[To.Index] <= Rank[From.Index]) {
    foldLocks(To, S);
    widenLoop(To, S);
  }
  insert(To, std::move(S));
}

/// A lock taken in a loop by a name that means another lock by the end of the
/// round, and still held: from here on it stands for the locks of all rounds.
void Simulator::foldLocks(BlockId Head, State &S) {
  uint32_t Loop = Component[Head.Index];
  for (HeldLock &L : S.Held) {
    if (L.Multi || L.Entry || L.From.Callee ||
        Component[L.From.At.Block] != Loop)
      continue;
    ExprId Written = F.event(L.From.At).Lock;
    L.Multi = Written && evaluate(S, Written) != L.Lock;
  }
}

/// At the end of a loop's round, a variable whose value grows with every round
/// gets a new name; locks held through the last round's name become "old".
void Simulator::widenLoop(BlockId Head, State &S) {
  for (uint32_t Slot :
       llvm::SmallVector<uint32_t, 8>(StoredIn[Component[Head.Index]].begin(),
                                      StoredIn[Component[Head.Index]].end())) {
    ExprId Value = S.memory(Terms.local(LocalId(Slot)));
    if (!Value || !Live.localAtEntry(Head, LocalId(Slot)))
      continue;
    const Expr X = G.expr(Value);
    bool Growing;
    switch (X.Kind) {
    case ExprKind::Const:
      Growing = !Literals[Slot].contains(X.Value);
      break;
    case ExprKind::Add:
    case ExprKind::Sub:
    case ExprKind::Mul:
    case ExprKind::Shl:
    case ExprKind::Shr:
      Growing = true;
      break;
    default:
      Growing = depth(Value) > GrowingDepth;
    }
    if (!Growing)
      continue;
    Range Known = rangeOf(S, Value);
    ExprId Phi =
        fresh(S, FirstPhi + int64_t(Head.Index) * G.Locals.size() + Slot);
    // The value itself may have been renamed by making the name fresh.
    Value = S.memory(Terms.local(LocalId(Slot)));
    if (G.expr(Value).Kind != ExprKind::Const)
      substitute(S, Value, Phi);
    S.setMemory(Terms.local(LocalId(Slot)), Phi);
    if (G.expr(Value).Kind != ExprKind::Const && !Known.isAll())
      S.setFact({Phi, Known, false, false, false});
  }
}

bool Simulator::isLive(BlockId B, ExprId Term,
                       const llvm::DenseSet<ExprId> &Roots) const {
  if (Roots.contains(Term))
    return true;
  const Expr &X = G.expr(Term);
  switch (X.Kind) {
  case ExprKind::Const:
  case ExprKind::Global:
  case ExprKind::Function:
  case ExprKind::Local:
    return true;
  case ExprKind::Unknown:
    return false;
  case ExprKind::Load: {
    const Expr &A = G.expr(X.A);
    if (A.Kind == ExprKind::Local)
      return Live.localAtEntry(B, LocalId(A.Symbol));
    if (A.Kind == ExprKind::Field)
      return Live.fieldAtEntry(B, A.Symbol) && isLive(B, A.A, Roots);
    if (A.Kind == ExprKind::Global)
      return Live.globalAtEntry(B, A.Symbol);
    return isLive(B, X.A, Roots);
  }
  default:
    return (!X.A || isLive(B, X.A, Roots)) && (!X.B || isLive(B, X.B, Roots));
  }
}

/// Forgets what nothing later can read, so that paths which differ in nothing
/// that matters meet again.
void Simulator::dropDead(BlockId B, State &S) {
  llvm::erase_if(S.Memory, [&](const auto &M) {
    const Expr &A = G.expr(M.first);
    switch (A.Kind) {
    case ExprKind::Local:
      return !Live.localAtEntry(B, LocalId(A.Symbol));
    case ExprKind::Field:
      return !Live.fieldAtEntry(B, A.Symbol);
    case ExprKind::Global:
      return !Live.globalAtEntry(B, A.Symbol);
    default:
      return false;
    }
  });
  llvm::erase_if(S.Versions,
                 [&](const auto &V) { return !Live.fieldAtEntry(B, V.first); });
  llvm::DenseSet<ExprId> Roots;
  for (const auto &[Address, Value] : S.Memory)
    addLoads(G, Value, Roots);
  llvm::erase_if(S.Facts, [&](const Fact &F) {
    return !isLive(B, F.Term, Roots) && !contextOf(F);
  });
  llvm::erase_if(S.NotHeld, [&](const NotHeldLock &L) {
    return !isEntryTerm(L.Lock) && !isLive(B, L.Lock, Roots);
  });
}

void Simulator::insert(BlockId B, State S) {
  dropDead(B, S);
  std::vector<Entry> &Point = Points[B.Index];
  auto Queue = [&](Entry &E) {
    E.Pending = true;
    Work.insert(Rank[B.Index]);
  };
  unsigned Same = 0;
  Entry *Nearest = nullptr;
  size_t Most = 0;
  for (Entry &E : Point) {
    if (!sameLocks(E.S, S))
      continue;
    if (covers(E.S, S)) {
      if (absorb(E.S, S))
        Queue(E);
      return;
    }
    ++Same;
    State Joined = join(E.S, S);
    size_t Common = Joined.Memory.size() + Joined.Facts.size();
    if (!Nearest || Common > Most) {
      Nearest = &E;
      Most = Common;
    }
  }
  bool Full = Point.size() >= MaxPerBlock;
  if (Nearest && (Same >= MaxPerLocks || Full)) {
    Nearest->S = join(Nearest->S, S);
    if (Full)
      F.Reached = Limit::States;
    Queue(*Nearest);
    return;
  }
  if (Full) {
    F.Reached = Limit::States; // 32 different lock states: some paths are not followed
    return;
  }
  Point.push_back({std::move(S), true});
  Queue(Point.back());
}

void Simulator::exit(const Terminator &T, State S) {
  Exit X;
  X.Pos = T.Pos;
  X.Returns = Range::all();
  if (T.Cond) {
    X.ReturnValue = evaluate(S, T.Cond);
    X.Returns = rangeOf(S, X.ReturnValue);
  }
  X.Held.assign(S.Held.begin(), S.Held.end());
  X.Entry.assign(S.Entry.begin(), S.Entry.end());
  X.Memory.assign(S.Memory.begin(), S.Memory.end());
  X.Why = std::move(S.Why);
  X.May = S.May;
  for (Exit &Old : F.Exits)
    if (Old.Pos == X.Pos && Old.Returns == X.Returns &&
        Old.ReturnValue == X.ReturnValue && Old.Memory == X.Memory &&
        sameLocks(Old.Held, X.Held, Old.Entry, X.Entry)) {
      Old.Why = joinGuards(Old.Why, X.Why);
      Old.May &= X.May;
      return;
    }
  F.Exits.push_back(std::move(X));
}
