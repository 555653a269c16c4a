//===- Once.cpp - what was done when the device was attached --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/Once.h"
#include "Rules/Chains.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

/// By function: those that it calls, also through pointers.
static Once::Edges callees(const SolvedProgram &P) {
  Once::Edges Out(P.Functions.size());
  for (uint32_t I = 0; I != P.Functions.size(); ++I) {
    const FunctionGraph &G = P.Functions[I].Graph;
    auto Add = [&](uint32_t Function) {
      if (uint32_t To = P.Prog.GraphOf[Function]; To != Program::NoGraph)
        Out[I].push_back(To);
    };
    for (const Block &B : G.Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Call) {
          const Expr &To = G.expr(E.Callee);
          if (To.Kind == ExprKind::Function)
            Add(To.Symbol);
          else
            for (FunctionId Id : P.Pointers.of(I, G, E.Callee).Functions)
              Add(Id.Index);
        }
    llvm::sort(Out[I]);
    Out[I].erase(llvm::unique(Out[I]), Out[I].end());
  }
  return Out;
}

/// The functions of \p Work and all that the edges lead to from there.
static llvm::BitVector reached(const Once::Edges &By,
                               std::vector<uint32_t> Work) {
  llvm::BitVector Found(By.size());
  while (!Work.empty()) {
    uint32_t Next = Work.back();
    Work.pop_back();
    if (Next == Program::NoGraph || Found.test(Next))
      continue;
    Found.set(Next);
    llvm::append_range(Work, By[Next]);
  }
  return Found;
}

Once::Once(const SolvedProgram &P) : P(P), Callers(P.Functions.size()) {
  Edges Callees = callees(P);
  for (uint32_t I = 0; I != Callees.size(); ++I)
    for (uint32_t To : Callees[I])
      Callers[To].push_back(I);
  std::vector<uint32_t> Alone, Others;
  for (const Root &R : P.Roots)
    if (const ContextKind *C = P.Prog.context(R.Context);
        C && C->Runs == Concurrency::Alone)
      Alone.push_back(P.Prog.GraphOf[R.Handler.Index]);
  AtSetup = reached(Callees, std::move(Alone));
  for (uint32_t I = 0; I != P.Functions.size(); ++I)
    if (!AtSetup.test(I))
      Others.push_back(I);
  Running = reached(Callees, std::move(Others));
}

/// Something that happens while the device runs, and that does not come to \p
/// F, writes the field as well.
bool Once::isTakenBack(const SolvedFunction &F, uint32_t Field) const {
  uint32_t Self = P.Prog.GraphOf[F.Graph.Id.Index];
  auto [It, New] = TakenBack.try_emplace({Self, Field}, false);
  if (!New)
    return It->second;
  llvm::BitVector ComesTo = reached(Callers, {Self});
  return It->second = llvm::any_of(Running.set_bits(), [&](unsigned I) {
           const SolvedFunction &Other = P.Functions[I];
           return Other.Matters && !ComesTo.test(I) &&
                  llvm::is_contained(Other.Sum.Modified, Field);
         });
}

bool Once::isAtSetup(const SolvedFunction &F) const {
  return AtSetup.test(P.Prog.GraphOf[F.Graph.Id.Index]);
}

/// \p L says that memory is 0, or has none of some bits, which is no longer so
/// when \p Value has been written to \p Address.
static bool isEndedBy(const FunctionGraph &G, const Literal &L, ExprId Address,
                      ExprId Value) {
  if (L.Values.value() != 0 || G.expr(Address).Kind != ExprKind::Field)
    return false;
  auto Number = [&](ExprId E) {
    const Expr &X = G.expr(E);
    return X.Kind == ExprKind::Const ? X.Value : 0;
  };
  auto IsIt = [&](ExprId E) {
    return G.expr(E).Kind == ExprKind::Load && G.expr(E).A == Address;
  };
  const Expr &Asked = G.expr(L.Term), &Now = G.expr(Value);
  if (IsIt(L.Term))
    return Now.Kind == ExprKind::Unknown || Number(Value) != 0;
  if (Asked.Kind != ExprKind::And || !IsIt(Asked.A))
    return false;
  int64_t Set = Now.Kind == ExprKind::Or ? Number(Now.B) : Number(Value);
  return (Set & Number(Asked.B)) != 0;
}

/// The function remembers in memory that it has come this way, whenever it does
/// not fail, and nothing makes it forget.
bool Once::isRemembered(const SolvedFunction &F, const Literal &L) const {
  bool Comes = false;
  for (const Exit &X : F.Exits) {
    bool Fails =
        F.Graph.Returns == ReturnKind::Integer && !X.Returns.contains(0);
    if (Fails || !llvm::is_contained(X.Why, L))
      continue;
    Comes = true;
    if (llvm::none_of(X.Memory, [&](const auto &M) {
          return isEndedBy(F.Graph, L, M.first, M.second) &&
                 !isTakenBack(F, F.Graph.expr(M.first).Symbol);
        }))
      return false;
  }
  return Comes;
}

/// Whatever is seen of that call, or event, happens once.
bool Once::isDoneOnce(const SolvedFunction &F, EventRef Where,
                      FunctionId Callee) const {
  uint32_t Self = P.Prog.GraphOf[F.Graph.Id.Index];
  auto [It, New] = Done.try_emplace({Self, Where, Callee.Index}, false);
  if (!New)
    return It->second;
  bool Happens = false, Always = true;
  for (const Observation &Seen : F.Observations)
    if (Seen.At == Where && Seen.Callee == Callee) {
      Happens = true;
      Always = Always && llvm::any_of(Seen.Why, [&](const Literal &L) {
                 return isRemembered(F, L);
               });
    }
  return It->second = Happens && Always;
}

Marks Once::ofWay(const SolvedFunction &F, const Observation &O) const {
  if (isAtSetup(F))
    return 0;
  Marks Out = 0;
  forEachOnTheWay(
      P, F, O,
      [&](const SolvedFunction &At, EventRef Where, FunctionId Callee) {
        if (isAtSetup(At) && isDoneOnce(At, Where, Callee))
          Out = MarkOnce;
      });
  return Out;
}
