//===- CallGraph.cpp - direct calls ---------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/CallGraph.h"
#include "Solve/Components.h"
#include "Solve/Slice.h"
#include "llvm/ADT/STLExtras.h"
#include <numeric>

using namespace locktidy;

CallGraph::CallGraph(const Program &P) : P(P) {
  for (const FunctionGraph &G : P.All.Graphs) {
    std::vector<uint32_t> &Out = Callees.emplace_back();
    for (const Block &B : G.Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Call &&
            G.expr(E.Callee).Kind == ExprKind::Function) {
          uint32_t To = P.GraphOf[G.expr(E.Callee).Symbol];
          if (To != Program::NoGraph)
            Out.push_back(To);
        }
    llvm::sort(Out);
    Out.erase(llvm::unique(Out), Out.end());
  }
  findMatter();
}

bool locktidy::saysRelease(llvm::StringRef Name) {
  for (llvm::StringRef Part : {"unlock", "rele", "destroy", "free", "unref"})
    if (Name.contains_insensitive(Part))
      return true;
  // Short words count only whole: `foo_put`, not `input`.
  llvm::SmallVector<llvm::StringRef, 8> Words;
  Name.split(Words, '_');
  return llvm::any_of(Words, [](llvm::StringRef Word) {
    for (llvm::StringRef Short : {"exit", "put", "drop", "leave", "relinquish",
                                  "done", "end", "fini", "del", "remove"})
      if (Word.equals_insensitive(Short))
        return true;
    return false;
  });
}

bool CallGraph::callMatters(const FunctionGraph &G, const Event &Call) const {
  const Expr &Target = G.expr(Call.Callee);
  if (Target.Kind == ExprKind::Function)
    if (uint32_t I = P.GraphOf[Target.Symbol]; I != Program::NoGraph)
      return Matter[I];
  // Without a body: it may release a lock that it is handed. What a pointer
  // calls has no name to tell.
  if (Target.Kind != ExprKind::Function)
    return true;
  return saysRelease(P.str(Call.Name)) ||
         llvm::any_of(Call.Args, [&](ExprId A) {
           ExprKind K = A ? G.expr(A).Kind : ExprKind::Const;
           return K == ExprKind::Field || K == ExprKind::Global ||
                  K == ExprKind::Index;
         });
}

static bool everReturns(const FunctionGraph &G) {
  llvm::BitVector Seen(G.Blocks.size());
  llvm::SmallVector<uint32_t, 16> Todo{0};
  Seen.set(0);
  while (!Todo.empty()) {
    const Block &B = G.Blocks[Todo.pop_back_val()];
    if (B.Term.Kind == TermKind::Return)
      return true;
    for (BlockId S : successors(B))
      if (!Seen.test(S.Index)) {
        Seen.set(S.Index);
        Todo.push_back(S.Index);
      }
  }
  return false;
}

void CallGraph::findMatter() {
  size_t N = Callees.size();
  Matter.assign(N, false);
  std::vector<std::vector<uint32_t>> Callers(N);
  llvm::SmallVector<uint32_t, 64> Todo;
  for (uint32_t I = 0; I != N; ++I) {
    for (uint32_t C : Callees[I])
      Callers[C].push_back(I);
    const FunctionGraph &G = P.All.Graphs[I];
    if (G.Blocks.empty())
      continue;
    bool Effects = llvm::any_of(G.Blocks, [&](const Block &B) {
      return llvm::any_of(B.Events, [&](const Event &E) {
        // What a pointer calls may release what it is handed.
        return E.Kind == EventKind::Effect ||
               (E.Kind == EventKind::Call && !E.Args.empty() &&
                G.expr(E.Callee).Kind != ExprKind::Function);
      });
    });
    if (Effects || !everReturns(G)) {
      Matter[I] = true;
      Todo.push_back(I);
    }
  }
  while (!Todo.empty())
    for (uint32_t C : Callers[Todo.pop_back_val()])
      if (!Matter[C]) {
        Matter[C] = true;
        Todo.push_back(C);
      }
}

std::vector<std::vector<uint32_t>> CallGraph::bottomUp() const {
  std::vector<uint32_t> All(Callees.size());
  std::iota(All.begin(), All.end(), 0);
  return findComponents(All.size(), All,
                        [&](uint32_t F) {
                          return llvm::SmallVector<uint32_t, 4>(
                              Callees[F].begin(), Callees[F].end());
                        })
      .Members;
}
