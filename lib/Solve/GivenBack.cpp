//===- GivenBack.cpp - callers that release what they are handed ----------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/GivenBack.h"
#include "Solve/Regions.h"
#include "llvm/ADT/BitVector.h"
#include <map>

using namespace locktidy;

static Range rangeOf(unsigned Result) {
  const Range All[] = {Range::between(INT64_MIN, -1), Range::exactly(0),
                       Range::between(1, INT64_MAX)};
  return All[Result];
}

GivenBack::Results GivenBack::resultsIn(const Range &R) {
  Results Out = 0;
  for (unsigned I = 0; I != NumResults; ++I)
    if (!R.meet(rangeOf(I)).empty())
      Out |= 1 << I;
  return Out;
}

namespace {

/// The ways on from a call that had one of the results.
class WaysOn {
public:
  WaysOn(const Program &P, const NetLocks &Net, const FunctionGraph &G,
         Range Result)
      : P(P), Net(Net), G(G), Result(Result) {}
  void run(uint32_t Block, size_t Event);

  std::set<LockClass> Given;
  Range Returned = Range::between(1, 0); ///< empty

private:
  /// What is the case on all ways to a place.
  struct Known {
    std::set<LockClass> Taken; ///< since the call
    std::set<uint32_t> Locals; ///< that have the result
    size_t size() const { return Taken.size() + Locals.size(); }
  };

  bool isResult(ExprId E, const Known &K) const;
  std::pair<bool, bool> outcomes(ExprId Cond, const Known &K) const;
  void pass(const Event &E, Known &K);
  void leave(const Terminator &T, const Known &K);

  const Program &P;
  const NetLocks &Net;
  const FunctionGraph &G;
  Range Result;
  std::map<uint32_t, Known> At; ///< by block
  std::vector<uint32_t> Todo;
};

} // namespace

bool WaysOn::isResult(ExprId E, const Known &K) const {
  const Expr &X = G.expr(E);
  return X.Kind == ExprKind::Load && G.expr(X.A).Kind == ExprKind::Local &&
         K.Locals.count(G.expr(X.A).Symbol);
}

/// Whether \p Cond can hold, and whether it can fail; both when it asks for
/// something else than the result.
std::pair<bool, bool> WaysOn::outcomes(ExprId Cond, const Known &K) const {
  const Expr &X = G.expr(Cond);
  auto If = [&](const Range &True) {
    return std::pair(!Result.meet(True).empty(), !Result.within(True));
  };
  auto IsZero = [&](ExprId E) {
    return G.expr(E).Kind == ExprKind::Const && G.expr(E).Value == 0;
  };
  if (X.Kind == ExprKind::Not) {
    auto [Holds, Fails] = outcomes(X.A, K);
    return {Fails, Holds};
  }
  if (isResult(Cond, K))
    return If(Range::nonZero());
  if (X.Kind == ExprKind::Eq && isResult(X.A, K) &&
      G.expr(X.B).Kind == ExprKind::Const)
    return If(Range::exactly(G.expr(X.B).Value));
  if (X.Kind == ExprKind::Lt && isResult(X.A, K) && IsZero(X.B))
    return If(rangeOf(0));
  if (X.Kind == ExprKind::Lt && IsZero(X.A) && isResult(X.B, K))
    return If(rangeOf(2));
  return {true, true};
}

void WaysOn::pass(const Event &E, Known &K) {
  if (E.Kind == EventKind::Effect && E.Lock) {
    LockClass C = lockClassOf(G, E.Lock);
    if (C && E.Effect == EffectKind::Acquire)
      K.Taken.insert(C);
    else if (C && E.Effect == EffectKind::Release && !K.Taken.count(C))
      Given.insert(C);
  } else if (const NetLocks::Net *To = Net.callee(P, G, E)) {
    for (LockClass C : To->Takes)
      if (!To->Gives.count(C))
        K.Taken.insert(C);
    for (LockClass C : To->Gives)
      if (!K.Taken.count(C) && !To->Takes.count(C))
        Given.insert(C);
    for (LockClass C : To->Takes)
      if (!To->Gives.count(C))
        K.Taken.insert(C);
  }
  if (E.Result)
    K.Locals.erase(E.Result.Index);
  if (E.Kind != EventKind::Store || G.expr(E.Address).Kind != ExprKind::Local)
    return;
  if (isResult(E.Value, K))
    K.Locals.insert(G.expr(E.Address).Symbol);
  else
    K.Locals.erase(G.expr(E.Address).Symbol);
}

void WaysOn::leave(const Terminator &T, const Known &K) {
  auto Go = [&](BlockId To) {
    auto [It, New] = At.try_emplace(To.Index, K);
    size_t Before = It->second.size();
    std::erase_if(It->second.Taken,
                  [&](LockClass C) { return !K.Taken.count(C); });
    std::erase_if(It->second.Locals,
                  [&](uint32_t L) { return !K.Locals.count(L); });
    if (New || It->second.size() != Before)
      Todo.push_back(To.Index);
  };
  if (T.Kind == TermKind::Return) {
    Range R = Range::all();
    if (T.Cond && isResult(T.Cond, K))
      R = Result;
    else if (T.Cond && G.expr(T.Cond).Kind == ExprKind::Const)
      R = Range::exactly(G.expr(T.Cond).Value);
    Returned = Returned.empty() ? R : Returned.hull(R);
    return;
  }
  if (T.Kind != TermKind::Branch) {
    Block Whole;
    Whole.Term = T;
    for (BlockId To : successors(Whole))
      Go(To);
    return;
  }
  auto [Holds, Fails] = outcomes(T.Cond, K);
  if (Holds)
    Go(T.Then);
  if (Fails)
    Go(T.Else);
}

void WaysOn::run(uint32_t Block, size_t Event) {
  auto From = [&](uint32_t B, size_t First, Known K) {
    const std::vector<locktidy::Event> &Events = G.Blocks[B].Events;
    for (size_t I = First; I < Events.size(); ++I)
      pass(Events[I], K);
    leave(G.Blocks[B].Term, K);
  };
  Known Begin;
  if (LocalId To = G.Blocks[Block].Events[Event].Result)
    Begin.Locals.insert(To.Index);
  From(Block, Event + 1, Begin);
  while (!Todo.empty()) {
    uint32_t B = Todo.back();
    Todo.pop_back();
    From(B, 0, At[B]);
  }
}

GivenBack::GivenBack(const Program &P, const NetLocks &Net,
                     const CallGraph &Graph)
    : Calls(P.All.Graphs.size()) {
  for (uint32_t I = 0; I != Calls.size(); ++I) {
    const FunctionGraph &G = P.All.Graphs[I];
    for (uint32_t B = 0; Graph.matters(I) && B != G.Blocks.size(); ++B)
      for (size_t E = 0; E != G.Blocks[B].Events.size(); ++E) {
        const Event &Of = G.Blocks[B].Events[E];
        const NetLocks::Net *To = Net.callee(P, G, Of);
        if (!To || (To->Takes.empty() && To->Gives.empty()))
          continue;
        Call C{I, {}};
        for (unsigned R = 0; R != NumResults; ++R) {
          WaysOn Ways(P, Net, G, rangeOf(R));
          Ways.run(B, E);
          C.By[R] = {std::move(Ways.Given), resultsIn(Ways.Returned)};
        }
        Calls[P.GraphOf[G.expr(Of.Callee).Symbol]].push_back(std::move(C));
      }
  }
}

/// Whether some caller gives up such a lock after this result, or hands it on.
bool GivenBack::isGiven(uint32_t Graph, LockClass C, unsigned Result) const {
  llvm::BitVector Seen(Calls.size() * NumResults);
  auto IsNew = [&](uint32_t Of, unsigned R) {
    bool Was = Seen.test(Of * NumResults + R);
    Seen.set(Of * NumResults + R);
    return !Was;
  };
  std::vector<std::pair<uint32_t, unsigned>> Todo{{Graph, Result}};
  IsNew(Graph, Result);
  while (!Todo.empty()) {
    auto [Of, After] = Todo.back();
    Todo.pop_back();
    for (const Call &From : Calls[Of]) {
      if (From.By[After].Given.count(C))
        return true;
      for (unsigned R = 0; R != NumResults; ++R)
        if ((From.By[After].Returned >> R & 1) && IsNew(From.Caller, R))
          Todo.push_back({From.Caller, R});
    }
  }
  return false;
}

bool GivenBack::isGivenAfter(uint32_t Graph, LockClass C,
                             const Range &Returned) const {
  Results After = resultsIn(Returned);
  auto IsGiven = [&](const Call &From) {
    for (unsigned R = 0; R != NumResults; ++R)
      if ((After >> R & 1) && !From.By[R].Given.count(C))
        return false;
    return true;
  };
  // What gives up one lock may go on to another of the class: one caller in
  // many says nothing.
  size_t Given = llvm::count_if(Calls[Graph], IsGiven);
  return Given != 0 && Given * 2 >= Calls[Graph].size();
}

/// Whether some caller gives up such a lock after the one result and not after
/// the other, or hands both on to callers of which that is true.
bool GivenBack::tellsApart(uint32_t Graph, LockClass C, unsigned Held,
                           unsigned Free) const {
  llvm::BitVector Seen(Calls.size() * NumResults * NumResults);
  auto IsNew = [&](uint32_t Of, unsigned H, unsigned F) {
    size_t Bit = (Of * NumResults + H) * NumResults + F;
    bool Was = Seen.test(Bit);
    Seen.set(Bit);
    return !Was;
  };
  std::vector<std::tuple<uint32_t, unsigned, unsigned>> Todo{
      {Graph, Held, Free}};
  IsNew(Graph, Held, Free);
  while (!Todo.empty()) {
    auto [Of, With, Without] = Todo.back();
    Todo.pop_back();
    for (const Call &From : Calls[Of]) {
      const After &A = From.By[With], &B = From.By[Without];
      bool Gives = A.Given.count(C);
      if (Gives && !B.Given.count(C))
        return true;
      for (unsigned H = 0; !Gives && H != NumResults; ++H)
        for (unsigned F = 0; F != NumResults; ++F)
          if (H != F && (A.Returned >> H & 1) && (B.Returned >> F & 1) &&
              IsNew(From.Caller, H, F))
            Todo.push_back({From.Caller, H, F});
    }
  }
  return false;
}

bool GivenBack::tells(const Question &Q) const {
  auto [It, New] = Answered.try_emplace(Q);
  if (New) {
    auto [Graph, C, H, F, OfCaller] = Q;
    It->second = OfCaller ? isGiven(Graph, C, H) && !isGiven(Graph, C, F)
                          : tellsApart(Graph, C, H, F);
  }
  return It->second;
}

bool GivenBack::isGivenBack(uint32_t Graph, LockClass C, const Range &Held,
                            const Range &Free, bool OfCaller) const {
  Results With = resultsIn(Held), Without = resultsIn(Free);
  for (unsigned H = 0; H != NumResults; ++H)
    for (unsigned F = 0; F != NumResults; ++F)
      if (H != F && (With >> H & 1) && (Without >> F & 1) &&
          tells({Graph, C, H, F, OfCaller}))
        return true;
  return false;
}
