//===- WaitResults.cpp - what becomes of a wait's result ------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/WaitResults.h"
#include "Graph/Evaluate.h"
#include "Solve/ReachingStores.h"
#include "Solve/Regions.h"
#include "Solve/Slice.h"
#include "Solve/WaitConditions.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

/// Copies of copies of a result that are followed.
static constexpr unsigned MaxCopies = 4;

namespace {

class WaitResults {
public:
  WaitResults(const FunctionGraph &G, std::vector<WaitResult> &Out)
      : G(G), Stores(G), Out(Out) {}

  void judge(EventRef At);

private:
  const Event &event(EventRef At) const {
    return G.Blocks[At.Block].Events[At.Index];
  }
  bool isForSignalsOnly(EventRef At) const;
  bool isRead(uint32_t L, EventRef After, unsigned Depth = 0);
  bool isResult(uint32_t L, EventRef At, EventRef Wait, unsigned Depth = 0);
  void judgeTest(uint32_t Block, EventRef Wait, WaitResult Found);

  const FunctionGraph &G;
  ReachingStores Stores;
  std::vector<WaitResult> &Out;
};

} // namespace

/// The local that \p E is a mere copy of.
static std::optional<uint32_t> copied(const FunctionGraph &G, ExprId E) {
  const Expr &X = G.expr(E);
  if (X.Kind == ExprKind::Load && G.expr(X.A).Kind == ExprKind::Local)
    return G.expr(X.A).Symbol;
  return std::nullopt;
}

static bool mentions(const FunctionGraph &G, ExprId E, uint32_t L) {
  const Expr &X = G.expr(E);
  return (X.Kind == ExprKind::Local && X.Symbol == L) ||
         (X.A && mentions(G, X.A, L)) || (X.B && mentions(G, X.B, L));
}

/// Whether something reads local \p L behind \p After before it is set anew.
/// A copy is read when the copy is. Another effect of the same call has the same
/// result.
bool WaitResults::isRead(uint32_t L, EventRef After, unsigned Depth) {
  if (Depth == MaxCopies) // copies may go round in a loop
    return true;
  llvm::BitVector Seen(G.Blocks.size());
  llvm::SmallVector<EventRef, 8> Todo{{After.Block, After.Index + 1}};
  while (!Todo.empty()) {
    auto [Block, Index] = Todo.pop_back_val();
    const struct Block &B = G.Blocks[Block];
    bool Set = false;
    for (; Index != B.Events.size() && !Set; ++Index) {
      const Event &E = B.Events[Index];
      bool ToLocal = E.Kind == EventKind::Store &&
                     G.expr(E.Address).Kind == ExprKind::Local;
      bool Reads = false;
      if (ToLocal && copied(G, E.Value) == L)
        Reads = G.expr(E.Address).Symbol != L &&
                isRead(G.expr(E.Address).Symbol, {Block, Index}, Depth + 1);
      else if (ToLocal)
        Reads = mentions(G, E.Value, L);
      else
        forEachOperand(E, [&](ExprId Op) { Reads |= mentions(G, Op, L); });
      if (Reads)
        return true;
      Set = (ToLocal && G.expr(E.Address).Symbol == L) ||
            (E.Result && E.Result.Index == L && E.Pos != event(After).Pos);
    }
    if (Set)
      continue;
    if (B.Term.Cond && mentions(G, B.Term.Cond, L))
      return true;
    for (BlockId S : successors(B))
      if (!Seen.test(S.Index)) {
        Seen.set(S.Index);
        Todo.push_back({S.Index, 0});
      }
  }
  return false;
}

/// Whether local \p L has the result of \p Wait, and nothing else, at \p At.
bool WaitResults::isResult(uint32_t L, EventRef At, EventRef Wait,
                           unsigned Depth) {
  if (G.Locals[L].AddressTaken || Depth == MaxCopies)
    return false;
  ReachingStores::Found From = Stores.of(L, At);
  return !From.AtEntry && From.Events.size() == 1 &&
         (From.Events[0] == Wait ||
          (event(From.Events[0]).Kind == EventKind::Store &&
           copied(G, event(From.Events[0]).Value) &&
           isResult(*copied(G, event(From.Events[0]).Value), From.Events[0],
                    Wait, Depth + 1)));
}

/// A constant as a result, which is an `int`, may equal it: to a variable
/// without a sign -1 is 4294967295.
static int64_t signedValue(int64_t Constant) {
  bool HasNoSign = Constant > INT32_MAX && Constant <= UINT32_MAX;
  return HasNoSign ? int32_t(uint32_t(Constant)) : Constant;
}

/// The locals and the constants that \p E is made of; false: of other things.
static bool leaves(const FunctionGraph &G, ExprId E,
                   llvm::SmallVectorImpl<uint32_t> &Locals,
                   llvm::SmallVectorImpl<int64_t> &Constants) {
  if (std::optional<uint32_t> L = copied(G, E)) {
    Locals.push_back(*L);
    return true;
  }
  const Expr &X = G.expr(E);
  if (X.Kind == ExprKind::Const) {
    Constants.push_back(signedValue(X.Value));
    return true;
  }
  bool Operator = X.Kind >= ExprKind::Not && X.Kind <= ExprKind::Lt;
  return Operator && leaves(G, X.A, Locals, Constants) &&
         (!X.B || leaves(G, X.B, Locals, Constants));
}

/// \p E when local \p L is \p Result; nothing when something else decides.
static std::optional<int64_t> valueOf(const FunctionGraph &G, ExprId E,
                                      uint32_t L, int64_t Result) {
  return evaluate(G, E, [&](ExprId Part) -> std::optional<int64_t> {
    if (G.expr(Part).Kind == ExprKind::Const)
      return signedValue(G.expr(Part).Value);
    return copied(G, Part) == L ? std::optional(Result) : std::nullopt;
  });
}

/// Whether the condition of \p Block has one answer for all results that can
/// come, and another for one that cannot.
void WaitResults::judgeTest(uint32_t Block, EventRef Wait, WaitResult Found) {
  const Terminator &T = G.Blocks[Block].Term;
  ExprId Possible = event(Wait).Results;
  llvm::SmallVector<uint32_t, 2> Locals, Ignored;
  llvm::SmallVector<int64_t, 8> Constants{0};
  if (!leaves(G, T.Cond, Locals, Constants) || Locals.empty() ||
      !llvm::all_equal(Locals) ||
      !isResult(Locals[0], Stores.endOf(Block), Wait))
    return;
  // Comparisons with numbers change their answer there only.
  leaves(G, Possible, Ignored, Constants);
  bool Can[2] = {false, false}, Cannot[2] = {false, false};
  for (int64_t C : Constants)
    for (int64_t Result : {C - 1, C, C + 1, int64_t(INT32_MAX)}) {
      std::optional<int64_t> Answer = valueOf(G, T.Cond, Locals[0], Result);
      if (!Answer)
        return;
      bool Comes =
          valueOf(G, Possible, event(Wait).Result.Index, Result).value_or(1) !=
          0;
      (Comes ? Can : Cannot)[*Answer != 0] = true;
    }
  if (Can[0] == Can[1] || !Cannot[Can[0]])
    return;
  Found.What = Can[1] ? WaitResult::AlwaysTrue : WaitResult::NeverTrue;
  Found.Test = T.Pos;
  Out.push_back(Found);
}

/// Whether nothing but a signal can end the wait \p At: it waits with a local
/// that nothing else gets but what initialises, destroys or waits with it.
///
///   kcondvar_t never;
///   cv_wait_sig(&never, &lock);
bool WaitResults::isForSignalsOnly(EventRef At) const {
  ExprId Channel = event(At).Channel;
  if (!Channel || G.expr(Channel).Kind != ExprKind::Local)
    return false;
  uint32_t L = G.expr(Channel).Symbol;
  return llvm::all_of(G.Blocks, [&](const Block &B) {
    return llvm::all_of(B.Events, [&](const Event &E) {
      if (E.Kind == EventKind::Effect && E.Effect == EffectKind::Wait)
        return true;
      bool Gets = false;
      forEachOperand(E, [&](ExprId Op) { Gets |= mentions(G, Op, L); });
      return !Gets;
    });
  });
}

static bool isConstant(const FunctionGraph &G, ExprId E, bool NonZero) {
  return E && G.expr(E).Kind == ExprKind::Const &&
         (G.expr(E).Value != 0) == NonZero;
}

void WaitResults::judge(EventRef At) {
  const Event &E = event(At);
  bool Signals = isConstant(G, E.Signals, true);
  if (!Signals && !E.Results)
    return;
  WaitResult Found;
  Found.In = G.Id;
  Found.Pos = E.Pos;
  Found.Wait = E.Name;
  Found.InLoop = reachable(G, At.Block).test(At.Block);
  Found.Limited = (E.Timeout && !isConstant(G, E.Timeout, false)) || E.Until;
  if (Signals && (!E.Result || !isRead(E.Result.Index, At)) &&
      (Found.InLoop || (!isForSignalsOnly(At) && !asksAgain(G, At))))
    Out.push_back(Found);
  if (!E.Results || !E.Result)
    return;
  llvm::BitVector After = reachable(G, At.Block);
  After.set(At.Block);
  for (uint32_t B : After.set_bits())
    if (G.Blocks[B].Term.Kind == TermKind::Branch)
      judgeTest(B, At, Found);
}

std::vector<WaitResult> locktidy::findWaitResults(const Program &P) {
  std::vector<WaitResult> Out;
  for (const FunctionGraph &G : P.All.Graphs) {
    std::optional<WaitResults> Here;
    for (uint32_t B = 0; B != G.Blocks.size(); ++B)
      for (auto [I, E] : llvm::enumerate(G.Blocks[B].Events)) {
        if (E.Kind != EventKind::Effect || (!E.Signals && !E.Results))
          continue;
        if (!Here)
          Here.emplace(G, Out);
        Here->judge({B, uint32_t(I)});
      }
  }
  llvm::sort(Out);
  Out.erase(llvm::unique(Out), Out.end());
  return Out;
}
