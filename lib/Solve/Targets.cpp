//===- Targets.cpp - what a call through a pointer may call ---------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A graph of copies between places is built from all events, then functions are
// sent along it, and so is "something unknown".
//
//===----------------------------------------------------------------------===//
#include "Solve/Targets.h"
#include "Solve/Slice.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

namespace locktidy {

class FlowBuilder {
public:
  FlowBuilder(const Program &P, Targets &T) : P(P), T(T) {}
  void run();

private:
  void number();
  void addBindings();
  void addFunction(uint32_t I);
  void addEvent(uint32_t I, const Event &E);
  void addCall(uint32_t I, const Event &E);
  void flow(uint32_t I, ExprId Value, uint32_t To);
  void taken(uint32_t I, ExprId Value);
  void setOpen(uint32_t Place) {
    if (Place != Targets::NoNode)
      Open.set(Place);
  }
  uint32_t local(uint32_t I, uint32_t L) const { return T.FirstLocal[I] + L; }
  uint32_t result(uint32_t I) const { return T.FirstLocal[I + 1] - 1; }
  void openPlaces();
  void sortCopies();
  void propagate();
  void makeSets();
  void count(uint32_t I, const Event &Call);

  const Program &P;
  Targets &T;
  uint32_t NumPlaces = 0;
  std::vector<std::pair<uint32_t, uint32_t>> Copies; ///< from, to
  std::vector<uint32_t> FirstCopy;                   ///< by place
  std::vector<std::pair<uint32_t, FunctionId>> Sources;
  llvm::BitVector Open;  ///< places that may hold something unknown
  llvm::BitVector Taken; ///< functions of which a pointer exists
  llvm::DenseMap<uint32_t, std::vector<FunctionId>> Known;
};

} // namespace locktidy

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

uint32_t Targets::place(uint32_t I, const FunctionGraph &G,
                        ExprId Address) const {
  for (ExprId At = Address; At;) {
    const Expr &X = G.expr(At);
    switch (X.Kind) {
    case ExprKind::Field:
      return X.Symbol;
    case ExprKind::Global:
      return NumFields + X.Symbol;
    case ExprKind::Local:
      // A simulation adds locals of its own to none.
      return FirstLocal[I] + X.Symbol < FirstLocal[I + 1] - 1
                 ? FirstLocal[I] + X.Symbol
                 : NoNode;
    case ExprKind::Index:
    case ExprKind::Load:
      At = X.A;
      break;
    default:
      return NoNode;
    }
  }
  return NoNode;
}

const TargetSet &Targets::of(uint32_t I, const FunctionGraph &G,
                             ExprId Callee) const {
  uint32_t Place = place(I, G, Callee);
  auto It = Place == NoNode ? SetOf.end() : SetOf.find(Place);
  if (It == SetOf.end())
    return Nothing;
  auto Less = Without.find({G.Id, It->second});
  return Less == Without.end() ? Sets[It->second] : Less->second;
}

const TargetSet &Targets::ofField(FieldId F) const {
  auto It = SetOf.find(F.Index);
  return It == SetOf.end() ? Nothing : Sets[It->second];
}

void FlowBuilder::number() {
  T.NumFields = P.All.Fields.size();
  uint32_t Next = T.NumFields + P.All.Globals.size();
  for (const FunctionGraph &G : P.All.Graphs) {
    T.FirstLocal.push_back(Next);
    Next += G.Locals.size() + 1;
  }
  T.FirstLocal.push_back(Next);
  NumPlaces = Next;
  Open.resize(NumPlaces);
  Taken.resize(P.All.Functions.size());
}

//===----------------------------------------------------------------------===//
// Copies
//===----------------------------------------------------------------------===//

/// A pointer to a function, or to a place that may hold one, is handed out.
void FlowBuilder::taken(uint32_t I, ExprId Value) {
  const FunctionGraph &G = P.All.Graphs[I];
  const Expr &X = G.expr(Value);
  switch (X.Kind) {
  case ExprKind::Function:
    Taken.set(X.Symbol);
    break;
  case ExprKind::Field:
  case ExprKind::Global:
  case ExprKind::Local:
  case ExprKind::Index:
    setOpen(T.place(I, G, Value));
    break;
  default:
    break;
  }
}

void FlowBuilder::flow(uint32_t I, ExprId Value, uint32_t To) {
  taken(I, Value);
  if (To == Targets::NoNode)
    return;
  const FunctionGraph &G = P.All.Graphs[I];
  const Expr &X = G.expr(Value);
  if (X.Kind == ExprKind::Const)
    return;
  if (X.Kind == ExprKind::Function) {
    Sources.push_back({To, FunctionId(X.Symbol)});
    return;
  }
  uint32_t From = T.place(I, G, Value);
  if (From == Targets::NoNode)
    setOpen(To);
  else if (From != To)
    Copies.push_back({From, To});
}

void FlowBuilder::addCall(uint32_t I, const Event &E) {
  const FunctionGraph &G = P.All.Graphs[I];
  const Expr &Callee = G.expr(E.Callee);
  uint32_t To = Callee.Kind == ExprKind::Function ? P.GraphOf[Callee.Symbol]
                                                  : Program::NoGraph;
  bool Known = To != Program::NoGraph;
  for (uint32_t N = 0; N != E.Args.size(); ++N) {
    if (!E.Args[N])
      continue;
    bool Passed = Known && N < P.All.Graphs[To].NumParams;
    flow(I, E.Args[N], Passed ? local(To, N) : Targets::NoNode);
  }
  if (E.Result && Known)
    Copies.push_back({result(To), local(I, E.Result.Index)});
  else if (E.Result)
    setOpen(local(I, E.Result.Index));
}

void FlowBuilder::addEvent(uint32_t I, const Event &E) {
  const FunctionGraph &G = P.All.Graphs[I];
  switch (E.Kind) {
  case EventKind::Effect:
    // What a primitive returns is no function.
    forEachOperand(E, [&](ExprId Op) { taken(I, Op); });
    break;
  case EventKind::Call:
    addCall(I, E);
    break;
  case EventKind::Store:
    flow(I, E.Value, T.place(I, G, E.Address));
    break;
  case EventKind::Clobber:
    setOpen(T.place(I, G, E.Address));
    break;
  }
}

void FlowBuilder::addFunction(uint32_t I) {
  for (const Block &B : P.All.Graphs[I].Blocks) {
    for (const Event &E : B.Events)
      addEvent(I, E);
    if (B.Term.Kind == TermKind::Return && B.Term.Cond)
      flow(I, B.Term.Cond, result(I));
  }
}

void FlowBuilder::addBindings() {
  for (const Binding &B : P.All.Bindings) {
    Taken.set(B.Target.Index);
    if (B.Field)
      Sources.push_back({B.Field.Index, B.Target});
    else if (B.Variable)
      Sources.push_back({T.NumFields + B.Variable.Index, B.Target});
  }
}

/// Opens the places into which others than this program can write.
void FlowBuilder::openPlaces() {
  for (uint32_t F = 0; F != T.NumFields; ++F)
    if (const FieldInfo &Info = P.All.Fields[F]; !Info.File && !Info.Own)
      Open.set(F);
  for (uint32_t V = 0; V != P.All.Globals.size(); ++V)
    if (!P.All.Globals[V].File)
      Open.set(T.NumFields + V);
  for (uint32_t I = 0; I != P.All.Graphs.size(); ++I) {
    const FunctionGraph &G = P.All.Graphs[I];
    if (P.All.Functions[G.Id.Index].File && !Taken.test(G.Id.Index))
      continue;
    for (uint32_t N = 0; N != G.NumParams; ++N)
      Open.set(local(I, N));
  }
}

//===----------------------------------------------------------------------===//
// Flow
//===----------------------------------------------------------------------===//

void FlowBuilder::sortCopies() {
  llvm::sort(Copies);
  Copies.erase(llvm::unique(Copies), Copies.end());
  FirstCopy.assign(NumPlaces + 1, 0);
  for (auto [From, To] : Copies)
    ++FirstCopy[From + 1];
  for (uint32_t N = 0; N != NumPlaces; ++N)
    FirstCopy[N + 1] += FirstCopy[N];
}

void FlowBuilder::propagate() {
  llvm::sort(Sources);
  Sources.erase(llvm::unique(Sources), Sources.end());
  std::vector<std::pair<uint32_t, FunctionId>> Todo;
  auto Reach = [&](uint32_t Place, FunctionId F) {
    std::vector<FunctionId> &Set = Known[Place];
    auto At = llvm::lower_bound(Set, F);
    if ((At != Set.end() && *At == F) || Set.size() >= TargetSet::MaxKnown)
      return;
    Set.insert(At, F);
    Todo.push_back({Place, F});
  };
  for (auto [Place, F] : Sources) {
    Reach(Place, F);
    while (!Todo.empty()) {
      auto [From, Function] = Todo.back();
      Todo.pop_back();
      for (uint32_t C = FirstCopy[From]; C != FirstCopy[From + 1]; ++C)
        Reach(Copies[C].second, Function);
    }
  }
  llvm::SmallVector<uint32_t, 64> Opened;
  for (uint32_t Place : Open.set_bits())
    Opened.push_back(Place);
  while (!Opened.empty()) {
    uint32_t From = Opened.pop_back_val();
    for (uint32_t C = FirstCopy[From]; C != FirstCopy[From + 1]; ++C)
      if (uint32_t To = Copies[C].second; !Open.test(To)) {
        Open.set(To);
        Opened.push_back(To);
      }
  }
}

void FlowBuilder::makeSets() {
  for (auto &[Place, Functions] : Known) {
    TargetSet Set;
    Set.Complete = !Open.test(Place);
    for (FunctionId F : Functions)
      if (P.GraphOf[F.Index] != Program::NoGraph)
        Set.Functions.push_back(F);
      else
        Set.Complete = false;
    T.SetOf[Place] = T.Sets.size();
    T.Sets.push_back(std::move(Set));
  }
}

void FlowBuilder::count(uint32_t I, const Event &Call) {
  const TargetSet &Set = T.of(I, P.All.Graphs[I], Call.Callee);
  size_t N = Set.Functions.size();
  PointerCallCounts &C = T.Counts;
  ++(N == 0                       ? C.Unknown
     : N == 1                     ? C.One
     : N <= TargetSet::MaxTargets ? C.Few
                                  : C.Hub);
  C.Exact += Set.isExact();
}

void FlowBuilder::run() {
  number();
  addBindings();
  for (uint32_t I = 0; I != P.All.Graphs.size(); ++I)
    addFunction(I);
  openPlaces();
  sortCopies();
  propagate();
  makeSets();
  for (uint32_t I = 0; I != P.All.Graphs.size(); ++I)
    for (const Block &B : P.All.Graphs[I].Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Call &&
            P.All.Graphs[I].expr(E.Callee).Kind != ExprKind::Function)
          count(I, E);
}

void Targets::leaveOut(const Program &P) {
  for (auto [From, To] : P.NeverCalls)
    for (uint32_t S = 0; S != Sets.size(); ++S)
      if (llvm::is_contained(Sets[S].Functions, To))
        llvm::erase(
            Without.try_emplace({From, S}, Sets[S]).first->second.Functions,
            To);
}

Targets::Targets(const Program &P) {
  FlowBuilder(P, *this).run();
  leaveOut(P);
}
