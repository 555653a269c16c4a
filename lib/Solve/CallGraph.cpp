//===- CallGraph.cpp - who calls whom -------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/CallGraph.h"
#include "Solve/Components.h"
#include "Solve/Regions.h"
#include "Solve/Slice.h"
#include "llvm/ADT/STLExtras.h"
#include <numeric>

using namespace locktidy;

template <typename T> static void sortUnique(std::vector<T> &V) {
  llvm::sort(V);
  V.erase(llvm::unique(V), V.end());
}

static Components componentsOf(const std::vector<std::vector<uint32_t>> &Next) {
  std::vector<uint32_t> All(Next.size());
  std::iota(All.begin(), All.end(), 0);
  return findComponents(All.size(), All, [&](uint32_t F) {
    return llvm::SmallVector<uint32_t, 4>(Next[F].begin(), Next[F].end());
  });
}

CallGraph::CallGraph(const Program &P, const Targets &Pointers)
    : P(P), Pointers(Pointers), Callees(P.All.Graphs.size()),
      Followed(P.All.Graphs.size()) {
  std::vector<Edges> Exact(Callees.size()), Others = Exact;
  for (uint32_t I = 0; I != Callees.size(); ++I)
    findCallees(I, Exact[I], Others[I]);
  // What is called for sure comes first: other edges never cost one of these.
  follow(Exact);
  follow(Others);
  Order = componentsOf(Callees).Members;
  findMatter();
}

void CallGraph::findCallees(uint32_t I, Edges &Exact, Edges &Others) {
  const FunctionGraph &G = P.All.Graphs[I];
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events) {
      if (E.Kind != EventKind::Call)
        continue;
      const Expr &To = G.expr(E.Callee);
      if (To.Kind == ExprKind::Function) {
        if (P.GraphOf[To.Symbol] != Program::NoGraph)
          Callees[I].push_back(P.GraphOf[To.Symbol]);
        continue;
      }
      const TargetSet &Set = Pointers.of(I, G, E.Callee);
      for (FunctionId F : Set.Functions)
        (Set.isExact() ? Exact : Others).push_back(P.GraphOf[F.Index]);
    }
  sortUnique(Callees[I]);
}

/// Adds the edges that make no cycle.
void CallGraph::follow(const std::vector<Edges> &More) {
  std::vector<Edges> All = Callees;
  for (uint32_t I = 0; I != All.size(); ++I)
    llvm::append_range(All[I], More[I]);
  std::vector<uint32_t> Of = componentsOf(All).Of;
  for (uint32_t I = 0; I != All.size(); ++I) {
    for (uint32_t To : More[I])
      if (Of[To] != Of[I]) {
        Callees[I].push_back(To);
        Followed[I].push_back(P.All.Graphs[To].Id);
      }
    sortUnique(Callees[I]);
    sortUnique(Followed[I]);
  }
}

const TargetSet *locktidy::exactTargets(const TargetSet &Set,
                                        llvm::ArrayRef<FunctionId> Followed) {
  bool All = llvm::all_of(Set.Functions, [&](FunctionId F) {
    return llvm::binary_search(Followed, F);
  });
  return Set.isExact() && All ? &Set : nullptr;
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

const TargetSet *CallGraph::known(uint32_t I, const FunctionGraph &G,
                                  ExprId Callee) const {
  return exactTargets(Pointers.of(I, G, Callee), Followed[I]);
}

bool CallGraph::callMatters(uint32_t I, const FunctionGraph &G,
                            const Event &Call) const {
  const Expr &Target = G.expr(Call.Callee);
  if (Target.Kind != ExprKind::Function) {
    // What is not known has no name to tell that it releases nothing.
    const TargetSet *Known = known(I, G, Call.Callee);
    return !Known || llvm::any_of(Known->Functions, [&](FunctionId F) {
      return Matter[P.GraphOf[F.Index]];
    });
  }
  if (uint32_t To = P.GraphOf[Target.Symbol]; To != Program::NoGraph)
    if (Matter[To] || !P.All.Graphs[To].Prototype)
      return Matter[To];
  // Without a body: it may release a lock that it is handed.
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

/// An effect of its own, or a call of something unknown that may release what
/// it is handed.
bool CallGraph::hasEffect(uint32_t I) const {
  const FunctionGraph &G = P.All.Graphs[I];
  return llvm::any_of(G.Blocks, [&](const Block &B) {
    return llvm::any_of(B.Events, [&](const Event &E) {
      return E.Kind == EventKind::Effect ||
             (E.Kind == EventKind::Call && !E.Args.empty() &&
              G.expr(E.Callee).Kind != ExprKind::Function &&
              !known(I, G, E.Callee));
    });
  });
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
    if (!G.Blocks.empty() && (hasEffect(I) || !everReturns(G))) {
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
