//===- WaitConditions.cpp - what a wait waits for, asked again ------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/WaitConditions.h"
#include "Graph/Evaluate.h"
#include "Solve/LockClass.h"
#include "Solve/Regions.h"
#include "Solve/Slice.h"
#include "Solve/Terms.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace locktidy;

namespace {

/// A question that a call answers: `atomic_read(&d->count)`.
using Question = std::pair<ExprId, std::vector<LockClass>>;

class WaitCondition {
public:
  WaitCondition(const FunctionGraph &G, EventRef At);
  bool isAskedAgain() const;

private:
  enum class Next : uint8_t { Asks, Forgets, GoesOn };
  void addRead(ExprId Value);
  void addEvent(const Event &E);
  bool asks(ExprId Value) const;
  bool mentionsKept(ExprId E) const;
  Next event(const Event &E) const;
  Next block(uint32_t Block, uint32_t From) const;

  const FunctionGraph &G;
  EventRef At;
  std::set<LockClass> Read; ///< fields and globals
  std::set<uint32_t> Kept;  ///< locals that the condition sets
  std::set<Question> Asked;
};

} // namespace

/// One object of a record stands for all.
static Question questionOf(const FunctionGraph &G, const Event &Call) {
  Question Out{Call.Callee, {}};
  for (ExprId Arg : Call.Args)
    Out.second.push_back(Arg ? lockClassOf(G, Arg) : LockClass());
  return Out;
}

WaitCondition::WaitCondition(const FunctionGraph &G, EventRef At)
    : G(G), At(At) {
  Position Pos = G.Blocks[At.Block].Events[At.Index].Pos;
  auto IsOfMacro = [&](const Block &B) {
    return (B.Term.Cond && B.Term.Pos == Pos) ||
           llvm::any_of(B.Events, [&](const Event &E) { return E.Pos == Pos; });
  };
  for (uint32_t B = 0; B != G.Blocks.size(); ++B) {
    if (!IsOfMacro(G.Blocks[B]) ||
        (B != At.Block && !reachable(G, B).test(At.Block)))
      continue;
    for (auto [I, E] : llvm::enumerate(G.Blocks[B].Events))
      if (E.Pos == Pos && (B != At.Block || I < At.Index))
        addEvent(E);
    const Terminator &T = G.Blocks[B].Term;
    if (B != At.Block && T.Pos == Pos && T.Cond)
      addRead(T.Cond);
  }
}

/// The memory whose value decides what \p Value is; not that through which it
/// is reached.
void WaitCondition::addRead(ExprId Value) {
  const Expr &X = G.expr(Value);
  if (X.Kind == ExprKind::Load) {
    if (LockClass Place = lockClassOf(G, X.A))
      Read.insert(Place);
  } else if ((isUnary(X.Kind) || isBinary(X.Kind))) {
    addRead(X.A);
    if (X.B)
      addRead(X.B);
  }
}

void WaitCondition::addEvent(const Event &E) {
  if (E.Kind == EventKind::Store) {
    const Expr &To = G.expr(E.Address);
    // A count of those who wait.
    if (E.Value && mentions(G, E.Value, E.Address))
      return;
    if (E.Value)
      addRead(E.Value);
    if (To.Kind == ExprKind::Local && G.Locals[To.Symbol].Name)
      Kept.insert(To.Symbol);
    else if (LockClass Place = lockClassOf(G, E.Address))
      Read.insert(Place);
  } else if (E.Kind == EventKind::Call && E.Result) {
    Asked.insert(questionOf(G, E));
  }
}

bool WaitCondition::mentionsKept(ExprId E) const {
  const Expr &X = G.expr(E);
  return (X.Kind == ExprKind::Local && Kept.count(X.Symbol)) ||
         (X.A && mentionsKept(X.A)) || (X.B && mentionsKept(X.B));
}

bool WaitCondition::asks(ExprId Value) const {
  const Expr &X = G.expr(Value);
  if (X.Kind == ExprKind::Load)
    return mentionsKept(X.A) || Read.count(lockClassOf(G, X.A));
  return (isUnary(X.Kind) || isBinary(X.Kind)) &&
         (asks(X.A) || (X.B && asks(X.B)));
}

WaitCondition::Next WaitCondition::event(const Event &E) const {
  if (E.Kind == EventKind::Call && E.Result && Asked.count(questionOf(G, E)))
    return Next::Asks;
  if (E.Kind == EventKind::Store) {
    const Expr &To = G.expr(E.Address);
    bool Anew = To.Kind == ExprKind::Local
                    ? Kept.count(To.Symbol)
                    : Read.count(lockClassOf(G, E.Address));
    return Anew ? Next::Forgets : Next::GoesOn;
  }
  // What the condition kept, a call may ask about.
  return llvm::any_of(E.Args, [&](ExprId A) { return A && mentionsKept(A); })
             ? Next::Asks
             : Next::GoesOn;
}

WaitCondition::Next WaitCondition::block(uint32_t Block, uint32_t From) const {
  const struct Block &B = G.Blocks[Block];
  for (const Event &E : llvm::drop_begin(B.Events, From))
    if (Next N = event(E); N != Next::GoesOn)
      return N;
  return B.Term.Cond && asks(B.Term.Cond) ? Next::Asks : Next::GoesOn;
}

bool WaitCondition::isAskedAgain() const {
  if (Read.empty() && Kept.empty() && Asked.empty())
    return false;
  llvm::BitVector Seen(G.Blocks.size());
  llvm::SmallVector<EventRef, 8> Todo{{At.Block, At.Index + 1}};
  while (!Todo.empty()) {
    auto [Block, Index] = Todo.pop_back_val();
    Next N = block(Block, Index);
    if (N == Next::Asks)
      continue;
    if (N == Next::Forgets || G.Blocks[Block].Term.Kind == TermKind::Return)
      return false;
    for (BlockId S : successors(G.Blocks[Block]))
      if (!Seen.test(S.Index)) {
        Seen.set(S.Index);
        Todo.push_back({S.Index, 0});
      }
  }
  return true;
}

bool locktidy::asksAgain(const FunctionGraph &G, EventRef At) {
  return WaitCondition(G, At).isAskedAgain();
}
