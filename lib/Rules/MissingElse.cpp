//===- MissingElse.cpp - a chain of questions without a last else ---------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/MissingElse.h"
#include "Solve/NetLocks.h"
#include "Solve/ReachingStores.h"
#include "Solve/Regions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"

using namespace locktidy;

namespace {

/// Questions of a chain, at least.
constexpr unsigned MinLength = 3;

class ElseFinder {
public:
  ElseFinder(const SolvedProgram &P, const SolvedFunction &F, Position Keeps,
             ExprId Lock);
  bool run();

private:
  bool isKeeping(BlockId B) const;
  llvm::BitVector leadingTo(llvm::BitVector Ends) const;
  bool onlyReads(Position Pos) const;
  bool restsOnCall(uint32_t Block);
  bool endsChain(uint32_t Last);

  const SolvedProgram &P;
  const SolvedFunction &F;
  const FunctionGraph &G;
  Position Keeps;
  ReachingStores Stores;
  std::vector<llvm::SmallVector<uint32_t, 2>> Before; ///< by block
  llvm::BitVector Gives;    ///< blocks that give the lock up, or may
  llvm::BitVector ToGives;  ///< from which one of these can be reached
  llvm::BitVector ToOthers; ///< from which another return can be reached
};

} // namespace

ElseFinder::ElseFinder(const SolvedProgram &P, const SolvedFunction &F,
                       Position Keeps, ExprId Lock)
    : P(P), F(F), G(F.Graph), Keeps(Keeps), Stores(G), Before(G.Blocks.size()),
      Gives(G.Blocks.size()) {
  LockClass Class = lockClassOf(G, Lock);
  auto GivesUp = [&](const Event &E) {
    const NetLocks::Net *Of = P.Net.callee(P.Prog, G, E);
    return Of ? Of->Gives.count(Class) != 0
              : E.Kind == EventKind::Effect &&
                    E.Effect == EffectKind::Release &&
                    lockClassOf(G, E.Lock) == Class;
  };
  llvm::BitVector Others(G.Blocks.size());
  for (uint32_t B = 0; B != G.Blocks.size(); ++B) {
    for (BlockId To : successors(G.Blocks[B]))
      Before[To.Index].push_back(B);
    if (llvm::any_of(G.Blocks[B].Events, GivesUp))
      Gives.set(B);
    if (G.Blocks[B].Term.Kind == TermKind::Return && !isKeeping(BlockId(B)))
      Others.set(B);
  }
  ToGives = leadingTo(Gives);
  ToOthers = leadingTo(std::move(Others));
}

bool ElseFinder::isKeeping(BlockId B) const {
  const Terminator &End = G.Blocks[B.Index].Term;
  return End.Kind == TermKind::Return && End.Pos == Keeps;
}

/// The blocks from which one of \p Ends can be reached, and these.
llvm::BitVector ElseFinder::leadingTo(llvm::BitVector Ends) const {
  llvm::SmallVector<uint32_t, 16> Todo(Ends.set_bits());
  while (!Todo.empty())
    for (uint32_t From : Before[Todo.pop_back_val()])
      if (!Ends.test(From)) {
        Ends.set(From);
        Todo.push_back(From);
      }
  return Ends;
}

/// Whether the call at \p Pos only reads: what it returns is said by memory, as a
/// field that is asked would be.
bool ElseFinder::onlyReads(Position Pos) const {
  bool Found = false;
  for (const CallPoint &C : F.Data.Calls) {
    if (C.Pos != Pos)
      continue;
    Found = !C.Callees.empty();
    for (FunctionId To : C.Callees) {
      const SolvedFunction *Callee = P.function(To);
      if (!Callee || Callee->Data.Acts || !Callee->Data.Calls.empty() ||
          llvm::any_of(Callee->Data.Accesses,
                       [](const Access &A) { return A.Write; }))
        return false;
    }
  }
  return Found;
}

/// Whether the condition of \p Block asks for what a call returned that may do
/// more than read, and so fail.
bool ElseFinder::restsOnCall(uint32_t Block) {
  llvm::BitVector Seen(G.Locals.size());
  llvm::SmallVector<std::pair<ExprId, EventRef>, 8> Todo{
      {G.Blocks[Block].Term.Cond, Stores.endOf(Block)}};
  while (!Todo.empty()) {
    auto [Value, At] = Todo.pop_back_val();
    if (!Value)
      continue;
    const Expr &X = G.expr(Value);
    for (ExprId Part : {X.A, X.B})
      if (Part)
        Todo.push_back({Part, At});
    if (X.Kind != ExprKind::Local || Seen.test(X.Symbol))
      continue;
    Seen.set(X.Symbol);
    for (EventRef Set : Stores.of(X.Symbol, At).Events) {
      const Event &E = G.Blocks[Set.Block].Events[Set.Index];
      // A call that does nothing to locks has left an unknown value.
      bool OfCall = E.Kind != EventKind::Store ||
                    (E.Value && G.expr(E.Value).Kind == ExprKind::Unknown);
      if (OfCall && !onlyReads(E.Pos))
        return true;
      if (E.Kind == EventKind::Store)
        Todo.push_back({E.Value, Set});
    }
  }
  return false;
}

/// Whether \p Last asks the last question of a chain: of those that decide
/// whether it is come to, and itself, some have an arm that gives the lock up
/// and does not come to it, and all come to the one return.
bool ElseFinder::endsChain(uint32_t Last) {
  llvm::BitVector Only(G.Blocks.size());
  Only.set(Last);
  llvm::BitVector ToLast = leadingTo(std::move(Only));
  llvm::SmallVector<BlockId, 4> LastArms = successors(G.Blocks[Last]);
  unsigned Length = 0;
  for (unsigned B : ToLast.set_bits()) {
    bool Counts = false;
    for (BlockId Arm : successors(G.Blocks[B])) {
      if (ToLast.test(Arm.Index) || !ToGives.test(Arm.Index))
        continue;
      Counts = true;
      // `else if (x || y)` is one question.
      if (llvm::is_contained(LastArms, Arm) && restsOnCall(B))
        return false;
    }
    Length += Counts && successors(G.Blocks[B]).size() > 1 && !ToOthers.test(B);
  }
  return Length >= MinLength;
}

bool ElseFinder::run() {
  llvm::BitVector Seen(G.Blocks.size());
  llvm::SmallVector<uint32_t, 16> Todo{0};
  bool Found = false;
  while (!Todo.empty()) {
    uint32_t B = Todo.pop_back_val();
    if (Seen.test(B) || Gives.test(B))
      continue;
    Seen.set(B);
    if (isKeeping(BlockId(B)))
      return false; // by another way
    auto Next = successors(G.Blocks[B]);
    bool Ends = G.Blocks[B].Term.Kind == TermKind::Branch &&
                llvm::any_of(Next, [&](BlockId To) { return isKeeping(To); }) &&
                !restsOnCall(B) && endsChain(B);
    for (BlockId To : Next)
      if (Ends && isKeeping(To))
        Found = true;
      else
        Todo.push_back(To.Index);
  }
  return Found;
}

bool locktidy::isMissingElse(const SolvedProgram &P, const SolvedFunction &F,
                             Position Keeps, ExprId Lock) {
  return ElseFinder(P, F, Keeps, Lock).run();
}
