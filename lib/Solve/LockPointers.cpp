//===- LockPointers.cpp - fields that point at locks ----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/LockPointers.h"
#include "Solve/Terms.h"
#include "llvm/ADT/STLExtras.h"
#include <optional>
#include <set>

using namespace locktidy;

namespace {

/// A value that a graph's expression has.
struct Value {
  const FunctionGraph *G;
  ExprId X;
};

class Finder {
public:
  explicit Finder(const Program &P) : P(P), Used(P.All.Fields.size()) {}
  LockPointers run();

private:
  void findStores(const FunctionGraph &G);
  void findUses(const FunctionGraph &G);
  void use(const FunctionGraph &G, ExprId Operand);
  bool isAddress(Value V, const llvm::BitVector &Fields, unsigned Depth) const;

  llvm::BitVector findNeverNull() const;
  bool findClasses(Value V, std::set<LockClass> &Out, unsigned Depth) const;

  const Program &P;
  llvm::BitVector Used; ///< a lock operation takes the value of the field
  std::vector<llvm::BitVector> LockParams; ///< by graph: that one operates on
  std::map<uint32_t, std::vector<Value>> Stores;           ///< by field
  std::map<uint32_t, std::vector<const Event *>> Calls;    ///< by callee
  std::map<const Event *, const FunctionGraph *> CallerOf; ///< of these
  llvm::BitVector Escaped; ///< functions that are also called by pointer
};

} // namespace

/// The parameter or variable of which \p X is the value; none otherwise.
static std::optional<uint32_t> slotOf(const FunctionGraph &G, ExprId X) {
  if (!X || G.expr(X).Kind != ExprKind::Load ||
      G.expr(G.expr(X).A).Kind != ExprKind::Local)
    return std::nullopt;
  return G.expr(G.expr(X).A).Symbol;
}

void Finder::findStores(const FunctionGraph &G) {
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events) {
      if (E.Kind == EventKind::Store &&
          G.expr(E.Address).Kind == ExprKind::Field)
        Stores[G.expr(E.Address).Symbol].push_back({&G, E.Value});
      if (E.Kind == EventKind::Clobber &&
          G.expr(E.Address).Kind == ExprKind::Field)
        Stores[G.expr(E.Address).Symbol].push_back({&G, ExprId()});
      if (E.Kind == EventKind::Call &&
          G.expr(E.Callee).Kind == ExprKind::Function) {
        Calls[G.expr(E.Callee).Symbol].push_back(&E);
        CallerOf[&E] = &G;
      }
    }
}

/// A lock operation takes the value of \p Operand.
void Finder::use(const FunctionGraph &G, ExprId Operand) {
  if (auto Field = fieldOf(G, Operand))
    Used.set(*Field);
  std::optional<uint32_t> Slot = slotOf(G, Operand);
  if (!Slot)
    return;
  if (*Slot < G.NumParams)
    LockParams[P.GraphOf[G.Id.Index]].set(*Slot);
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events)
      if (E.Kind == EventKind::Store &&
          G.expr(E.Address).Kind == ExprKind::Local &&
          G.expr(E.Address).Symbol == *Slot)
        if (auto Field = fieldOf(G, E.Value))
          Used.set(*Field);
}

void Finder::findUses(const FunctionGraph &G) {
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events)
      if (E.Kind == EventKind::Effect && E.Lock)
        use(G, E.Lock);
}

/// Whether \p V is surely no null pointer, when \p Fields never hold one.
bool Finder::isAddress(Value V, const llvm::BitVector &Fields,
                       unsigned Depth) const {
  if (!V.X || Depth == 0)
    return false;
  const FunctionGraph &G = *V.G;
  switch (G.expr(V.X).Kind) {
  case ExprKind::Field:
  case ExprKind::Global:
  case ExprKind::Index:
  case ExprKind::Local:
    return true;
  default:
    break;
  }
  if (auto Field = fieldOf(G, V.X))
    return Fields.test(*Field);
  std::optional<uint32_t> Slot = slotOf(G, V.X);
  if (!Slot || *Slot >= G.NumParams || Escaped.test(G.Id.Index))
    return false;
  auto It = Calls.find(G.Id.Index);
  return It != Calls.end() && llvm::all_of(It->second, [&](const Event *Call) {
           return *Slot < Call->Args.size() &&
                  isAddress({CallerOf.at(Call), Call->Args[*Slot]}, Fields,
                            Depth - 1);
         });
}

/// Adds the classes of the locks at which \p V may point; false when there may
/// be others.
bool Finder::findClasses(Value V, std::set<LockClass> &Out,
                         unsigned Depth) const {
  if (!V.X || Depth == 0)
    return false;
  const FunctionGraph &G = *V.G;
  const Expr &X = G.expr(V.X);
  if (X.Kind == ExprKind::Const)
    return X.Value == 0;
  if (auto Field = fieldOf(G, V.X)) {
    auto It = Stores.find(*Field);
    return It != Stores.end() && llvm::all_of(It->second, [&](Value Stored) {
             return findClasses(Stored, Out, Depth - 1);
           });
  }
  if (std::optional<uint32_t> Slot = slotOf(G, V.X)) {
    if (*Slot >= G.NumParams || Escaped.test(G.Id.Index))
      return false;
    auto It = Calls.find(G.Id.Index);
    return It != Calls.end() && llvm::all_of(It->second, [&](const Event *E) {
             return *Slot < E->Args.size() &&
                    findClasses({CallerOf.at(E), E->Args[*Slot]}, Out,
                                Depth - 1);
           });
  }
  LockClass C = X.Kind == ExprKind::Load ? LockClass() : lockClassOf(G, V.X);
  if (C)
    Out.insert(C);
  return bool(C);
}

/// Of the fields that are used, those that are never null.
llvm::BitVector Finder::findNeverNull() const {
  llvm::BitVector Fields(P.All.Fields.size());
  for (const auto &[Field, Values] : Stores)
    if (Used.test(Field))
      Fields.set(Field);
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const auto &[Field, Values] : Stores)
      if (Fields.test(Field) && !llvm::all_of(Values, [&](Value V) {
            return isAddress(V, Fields, /*Depth=*/4);
          })) {
        Fields.reset(Field);
        Changed = true;
      }
  }
  return Fields;
}

LockPointers Finder::run() {
  Escaped.resize(P.All.Functions.size());
  for (const Binding &B : P.All.Bindings)
    Escaped.set(B.Target.Index);
  for (const FunctionGraph &G : P.All.Graphs) {
    LockParams.emplace_back(G.NumParams);
    findStores(G);
  }
  for (const FunctionGraph &G : P.All.Graphs)
    findUses(G);
  // One call deep: a wrapper that is handed the pointer.
  for (const auto &[Callee, All] : Calls)
    if (uint32_t To = P.GraphOf[Callee]; To != Program::NoGraph)
      for (const Event *Call : All)
        for (uint32_t Slot : LockParams[To].set_bits())
          if (Slot < Call->Args.size())
            if (auto Field = fieldOf(*CallerOf.at(Call), Call->Args[Slot]))
              Used.set(*Field);
  LockPointers Out;
  Out.NeverNull = findNeverNull();
  for (const auto &[Field, Values] : Stores) {
    std::set<LockClass> All;
    if (Used.test(Field) &&
        llvm::all_of(
            Values,
            [&](Value V) { return findClasses(V, All, /*Depth=*/4); }) &&
        All.size() == 1)
      Out.Classes[Field] = *All.begin();
  }
  return Out;
}

LockPointers locktidy::findLockPointers(const Program &P) {
  return Finder(P).run();
}
