//===- ConstantFlow.cpp - ways that constants in locals allow -------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/ConstantFlow.h"
#include "Graph/Evaluate.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

ConstantFlow::ConstantFlow(const FunctionGraph &G)
    : G(G), AtEntry(G.Blocks.size()) {
  if (G.Blocks.empty())
    return;
  AtEntry[0].emplace();
  run(AtEntry, {0});
}

/// The local whose value \p E is, unless others may write it.
static std::optional<uint32_t> ownLocal(const FunctionGraph &G, ExprId E) {
  const Expr &X = G.expr(E);
  if (X.Kind != ExprKind::Load || G.expr(X.A).Kind != ExprKind::Local ||
      G.Locals[G.expr(X.A).Symbol].AddressTaken)
    return std::nullopt;
  return G.expr(X.A).Symbol;
}

std::optional<int64_t> ConstantFlow::valueOf(ExprId E, const Values &V) const {
  return evaluate(G, E, [&](ExprId Part) -> std::optional<int64_t> {
    if (G.expr(Part).Kind == ExprKind::Const)
      return G.expr(Part).Value;
    std::optional<uint32_t> L = ownLocal(G, Part);
    auto It = L ? V.find(*L) : V.end();
    return It == V.end() ? std::nullopt : std::optional(It->second);
  });
}

void ConstantFlow::pass(const Event &E, Values &V) const {
  std::optional<int64_t> Stored;
  if (E.Kind == EventKind::Store)
    Stored = valueOf(E.Value, V);
  if (E.Result)
    V.erase(E.Result.Index);
  if (!E.Address || G.expr(E.Address).Kind != ExprKind::Local)
    return;
  uint32_t L = G.expr(E.Address).Symbol;
  V.erase(L);
  if (Stored)
    V[L] = *Stored;
}

/// Adds what is known on the arm of a branch.
void ConstantFlow::assume(ExprId Cond, bool Holds, Values &V) const {
  const Expr &X = G.expr(Cond);
  if (X.Kind == ExprKind::Not)
    return assume(X.A, !Holds, V);
  if (std::optional<uint32_t> L = ownLocal(G, Cond); L && !Holds)
    V[*L] = 0;
  if (X.Kind != ExprKind::Eq || !Holds)
    return;
  for (auto [Side, Other] : {std::pair(X.A, X.B), std::pair(X.B, X.A)})
    if (std::optional<uint32_t> L = ownLocal(G, Side))
      if (std::optional<int64_t> Value = valueOf(Other, V))
        V[*L] = *Value;
}

/// What the end of \p Block, come to with \p V, brings to the next ones.
void ConstantFlow::leave(uint32_t Block, const Values &V, Entries &In,
                         std::vector<uint32_t> &Todo) const {
  auto Enter = [&](BlockId To, const Values &With) {
    std::optional<Values> &Old = In[To.Index];
    size_t Known = Old ? Old->size() : ~size_t();
    if (!Old)
      Old = With;
    else
      std::erase_if(*Old, [&](const auto &Entry) {
        auto It = With.find(Entry.first);
        return It == With.end() || It->second != Entry.second;
      });
    if (Old->size() != Known)
      Todo.push_back(To.Index);
  };
  const Terminator &T = G.Blocks[Block].Term;
  if (T.Kind == TermKind::Jump)
    return Enter(T.Then, V);
  if (T.Kind != TermKind::Branch && T.Kind != TermKind::Switch)
    return;
  std::optional<int64_t> Value = valueOf(T.Cond, V);
  if (T.Kind == TermKind::Branch) {
    for (bool Holds : {true, false})
      if (!Value || (*Value != 0) == Holds) {
        Values Arm = V;
        assume(T.Cond, Holds, Arm);
        Enter(Holds ? T.Then : T.Else, Arm);
      }
    return;
  }
  bool Found = false;
  std::optional<uint32_t> Asked = ownLocal(G, T.Cond);
  for (const SwitchCase &C : T.Cases)
    if (!Value || (C.Low <= *Value && *Value <= C.High)) {
      Values Arm = V;
      if (Asked && C.Low == C.High)
        Arm[*Asked] = C.Low;
      Enter(C.Target, Arm);
      Found = Value.has_value();
    }
  if (!Found && T.Else)
    Enter(T.Else, V);
}

void ConstantFlow::run(Entries &In, std::vector<uint32_t> Todo) const {
  while (!Todo.empty()) {
    uint32_t B = Todo.back();
    Todo.pop_back();
    Values V = *In[B];
    for (const Event &E : G.Blocks[B].Events)
      pass(E, V);
    leave(B, V, In, Todo);
  }
}

llvm::BitVector ConstantFlow::blocks(const Entries &In) {
  llvm::BitVector Out(In.size());
  for (uint32_t B = 0; B != In.size(); ++B)
    if (In[B])
      Out.set(B);
  return Out;
}

llvm::BitVector ConstantFlow::calledWith(uint32_t Parameter,
                                         int64_t Value) const {
  Entries In(G.Blocks.size());
  if (G.Blocks.empty())
    return llvm::BitVector();
  In[0].emplace();
  In[0]->emplace(Parameter, Value);
  run(In, {0});
  return blocks(In);
}

llvm::BitVector ConstantFlow::onlyWith(uint32_t Local, int64_t Value) const {
  llvm::BitVector Out(AtEntry.size());
  for (uint32_t B = 0; B != AtEntry.size(); ++B)
    if (AtEntry[B])
      if (auto It = AtEntry[B]->find(Local);
          It != AtEntry[B]->end() && It->second == Value)
        Out.set(B);
  return Out;
}

llvm::BitVector ConstantFlow::after(EventRef At,
                                    std::optional<int64_t> Result) const {
  if (!AtEntry[At.Block])
    return llvm::BitVector(G.Blocks.size());
  Values V = *AtEntry[At.Block];
  for (auto [I, E] : llvm::enumerate(G.Blocks[At.Block].Events)) {
    pass(E, V);
    if (I == At.Index && Result && E.Result)
      V[E.Result.Index] = *Result;
  }
  Entries In(G.Blocks.size());
  std::vector<uint32_t> Todo;
  leave(At.Block, V, In, Todo);
  run(In, std::move(Todo));
  return blocks(In);
}
