//===- Simplify.cpp - tidying a lowered function --------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Lower/Simplify.h"
#include "Graph/Evaluate.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

namespace {

/// Calls \p Do with each target of \p T, in the order of execution.
template <typename Term, typename Fn> void forEachTarget(Term &T, Fn Do) {
  switch (T.Kind) {
  case TermKind::Jump:
    return Do(T.Then);
  case TermKind::Branch:
    Do(T.Then);
    return Do(T.Else);
  case TermKind::Switch:
    for (auto &C : T.Cases)
      Do(C.Target);
    return Do(T.Else);
  case TermKind::Return:
  case TermKind::Unreachable:
    return;
  }
}

/// The blocks reachable from the entry in reverse postorder.
std::vector<uint32_t> reversePostorder(const std::vector<Block> &Blocks) {
  struct Visit {
    uint32_t Block;
    llvm::SmallVector<uint32_t, 2> Left; ///< targets, the first one first
  };
  std::vector<bool> Seen(Blocks.size());
  std::vector<uint32_t> Order;
  std::vector<Visit> Stack;
  auto Enter = [&](uint32_t B) {
    Seen[B] = true;
    Stack.push_back({B, {}});
    forEachTarget(Blocks[B].Term,
                  [&](BlockId T) { Stack.back().Left.push_back(T.Index); });
  };
  Enter(0);
  while (!Stack.empty()) {
    if (Stack.back().Left.empty()) {
      Order.push_back(Stack.back().Block);
      Stack.pop_back();
      continue;
    }
    uint32_t Next = Stack.back().Left.pop_back_val();
    if (!Seen[Next])
      Enter(Next);
  }
  std::reverse(Order.begin(), Order.end());
  return Order;
}

/// Where a jump to \p B ends up, past blocks that only jump on.
BlockId finalTarget(const std::vector<Block> &Blocks, BlockId B) {
  // A loop of nothing but jumps ends somewhere in it.
  for (size_t Steps = 0; Steps != Blocks.size(); ++Steps) {
    const Block &At = Blocks[B.Index];
    if (!At.Events.empty() || At.Term.Kind != TermKind::Jump)
      break;
    B = At.Term.Then;
  }
  return B;
}

void threadJumps(std::vector<Block> &Blocks) {
  for (Block &B : Blocks)
    forEachTarget(B.Term, [&](BlockId &T) { T = finalTarget(Blocks, T); });
  for (Block &B : Blocks) {
    bool Same = B.Term.Kind == TermKind::Branch && B.Term.Then == B.Term.Else;
    if (!Same)
      continue;
    B.Term.Kind = TermKind::Jump;
    B.Term.Cond = ExprId();
    B.Term.Else = BlockId();
  }
}

void joinChains(std::vector<Block> &Blocks, llvm::ArrayRef<uint32_t> Order) {
  std::vector<unsigned> Predecessors(Blocks.size());
  Predecessors[0] = 1; // the entry is never joined to another block
  for (uint32_t B : Order)
    forEachTarget(Blocks[B].Term, [&](BlockId T) { ++Predecessors[T.Index]; });
  for (uint32_t Index : Order) {
    Block &B = Blocks[Index];
    while (B.Term.Kind == TermKind::Jump && B.Term.Then.Index != Index &&
           B.Term.Then.Index != 0 && Predecessors[B.Term.Then.Index] == 1) {
      Block &Next = Blocks[B.Term.Then.Index];
      llvm::append_range(B.Events, std::move(Next.Events));
      Next.Events.clear();
      Terminator Term = std::move(Next.Term);
      Next.Term = Terminator();
      B.Term = std::move(Term);
    }
  }
}

} // namespace

/// The value of \p E when \p Answer holds \p V and is all that it depends on.
static std::optional<int64_t> valueWhen(const FunctionGraph &G, ExprId E,
                                        LocalId Answer, int64_t V) {
  return evaluate(G, E, [&](ExprId Part) -> std::optional<int64_t> {
    const Expr &X = G.expr(Part);
    if (X.Kind == ExprKind::Const)
      return X.Value;
    if (X.Kind != ExprKind::Load)
      return std::nullopt;
    const Expr &At = G.expr(X.A);
    bool Is = At.Kind == ExprKind::Local && LocalId(At.Symbol) == Answer;
    return Is ? std::optional(V) : std::nullopt;
  });
}

/// Whether the run ends in \p To, with nothing done to locks before.
static bool ends(const FunctionGraph &G, BlockId To) {
  const Block &At = G.Blocks[To.Index];
  return At.Term.Kind == TermKind::Unreachable &&
         llvm::none_of(At.Events, [](const Event &E) {
           return E.Kind == EventKind::Effect;
         });
}

/// The last thing that \p B does before it branches is to ask about a lock.
static bool asksAtEnd(const FunctionGraph &G, const Block &B) {
  if (B.Term.Kind != TermKind::Branch || B.Events.empty())
    return false;
  const Event &Last = B.Events.back();
  return Last.Kind == EventKind::Effect && Last.Effect == EffectKind::Query &&
         !Last.When && Last.Result &&
         !G.Locals[Last.Result.Index].Name; // a variable: read elsewhere too
}

/// The blocks that only the answer to a question leads to: of what
/// `ASSERT(owned(a) || owned(b))` asks, neither alone must be so.
static std::vector<bool> secondQuestions(const FunctionGraph &G) {
  std::vector<unsigned> Ways(G.Blocks.size());
  for (const Block &B : G.Blocks)
    forEachTarget(B.Term, [&](BlockId T) { ++Ways[T.Index]; });
  std::vector<bool> Second(G.Blocks.size());
  for (const Block &B : G.Blocks)
    if (asksAtEnd(G, B) && !ends(G, B.Term.Then) && !ends(G, B.Term.Else))
      for (BlockId To : {B.Term.Then, B.Term.Else})
        Second[To.Index] = Ways[To.Index] == 1;
  return Second;
}

/// `if (!mutex_owned(&m)) panic();`: a question whose wrong answer ends the run
/// is an assertion, a contract with the callers, and no condition.
static void foldAssertions(FunctionGraph &G) {
  std::vector<bool> Second = secondQuestions(G);
  for (uint32_t Index = 0; Index != G.Blocks.size(); ++Index) {
    Block &B = G.Blocks[Index];
    if (!asksAtEnd(G, B) || Second[Index])
      continue;
    Event &Last = B.Events.back();
    auto IfHeld = valueWhen(G, B.Term.Cond, Last.Result, 1),
         IfNot = valueWhen(G, B.Term.Cond, Last.Result, 0);
    if (!IfHeld || !IfNot || (*IfHeld != 0) == (*IfNot != 0))
      continue;
    BlockId Held = B.Term.Then, Free = B.Term.Else;
    if (*IfHeld == 0)
      std::swap(Held, Free);
    bool MustBeHeld = ends(G, Free);
    if (MustBeHeld == ends(G, Held))
      continue;
    Last.Effect =
        MustBeHeld ? EffectKind::AssertHeld : EffectKind::AssertNotHeld;
    Last.Result = LocalId();
    B.Term.Then = MustBeHeld ? Held : Free;
    B.Term.Kind = TermKind::Jump;
    B.Term.Cond = ExprId();
    B.Term.Else = BlockId();
  }
}

void locktidy::simplify(FunctionGraph &G) {
  threadJumps(G.Blocks);
  foldAssertions(G);
  joinChains(G.Blocks, reversePostorder(G.Blocks));
  std::vector<uint32_t> Order = reversePostorder(G.Blocks);
  std::vector<BlockId> NewId(G.Blocks.size());
  for (size_t I = 0; I != Order.size(); ++I)
    NewId[Order[I]] = BlockId(I);
  std::vector<Block> Kept;
  Kept.reserve(Order.size());
  for (uint32_t Old : Order) {
    Kept.push_back(std::move(G.Blocks[Old]));
    forEachTarget(Kept.back().Term, [&](BlockId &T) { T = NewId[T.Index]; });
  }
  G.Blocks = std::move(Kept);
}
