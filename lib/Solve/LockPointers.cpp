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

LockClass LockPointers::resolve(LockClass C) const {
  if (C.What != LockClass::PointerField)
    return C;
  auto It = Classes.find(C.Symbol);
  return It == Classes.end() ? C : It->second;
}

namespace {

/// A value that a graph's expression has.
struct Value {
  const FunctionGraph *G;
  ExprId X;
};

/// A parameter or variable of a function.
using SlotOf = std::pair<const FunctionGraph *, uint32_t>;

/// The classes of the locks at which something points, and what was followed to
/// find them.
struct Classes {
  std::set<LockClass> All;
  std::set<uint32_t> Fields;
  std::set<SlotOf> Slots;
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
  bool findClasses(Value V, Classes &Out) const;
  bool mayWrite(const FunctionGraph &G, const Event &Call, uint32_t I,
                unsigned Depth) const;
  std::optional<std::vector<Value>> valuesOf(const FunctionGraph &G,
                                             uint32_t Slot) const;

  const Program &P;
  llvm::BitVector Used; ///< a lock operation takes the value of the field
  std::vector<llvm::BitVector> LockParams; ///< by graph: that one operates on
  std::map<uint32_t, std::vector<Value>> Stores;           ///< by field
  std::map<SlotOf, std::vector<Value>> Overwritten;        ///< by parameter
  std::map<uint32_t, std::vector<const Event *>> Calls;    ///< by callee
  std::map<const Event *, const FunctionGraph *> CallerOf; ///< of these
  std::set<LockClass> Kept; ///< LockPointers::Stored
  llvm::BitVector Escaped; ///< functions that are also called by pointer
};

} // namespace

void Finder::findStores(const FunctionGraph &G) {
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events) {
      if (E.Kind == EventKind::Store || E.Kind == EventKind::Clobber) {
        const Expr &To = G.expr(E.Address);
        if (To.Kind == ExprKind::Field)
          Stores[To.Symbol].push_back({&G, E.Value});
        if (E.Value && (G.expr(E.Value).Kind == ExprKind::Field ||
                        G.expr(E.Value).Kind == ExprKind::Global))
          Kept.insert(lockClassOf(G, E.Value));
        if (To.Kind == ExprKind::Local && To.Symbol < G.NumParams)
          Overwritten[{&G, To.Symbol}].push_back({&G, E.Value});
      }
      if (E.Result && E.Result.Index < G.NumParams)
        Overwritten[{&G, E.Result.Index}].push_back({&G, ExprId()});
      // A field of whose address a callee makes something.
      for (uint32_t I = 0; I != E.Args.size(); ++I)
        if (ExprId Arg = E.Args[I];
            Arg && G.expr(Arg).Kind == ExprKind::Field && mayWrite(G, E, I, 3))
          Stores[G.expr(Arg).Symbol].push_back({&G, ExprId()});
      if (E.Kind == EventKind::Call &&
          G.expr(E.Callee).Kind == ExprKind::Function) {
        Calls[G.expr(E.Callee).Symbol].push_back(&E);
        CallerOf[&E] = &G;
      }
    }
}

/// Whether \p Call may write where its \p I-th argument points.
bool Finder::mayWrite(const FunctionGraph &G, const Event &Call, uint32_t I,
                      unsigned Depth) const {
  if (Depth == 0 || G.expr(Call.Callee).Kind != ExprKind::Function)
    return true;
  uint32_t Index = P.GraphOf[G.expr(Call.Callee).Symbol];
  if (Index == Program::NoGraph || I >= P.All.Graphs[Index].NumParams)
    return true;
  const FunctionGraph &To = P.All.Graphs[Index];
  return llvm::any_of(To.Blocks, [&](const Block &B) {
    return llvm::any_of(B.Events, [&](const Event &E) {
      if (E.Address && slotOf(To, E.Address) == I)
        return true;
      for (uint32_t J = 0; J != E.Args.size(); ++J)
        if (slotOf(To, E.Args[J]) == I && mayWrite(To, E, J, Depth - 1))
          return true;
      return E.Kind == EventKind::Store && slotOf(To, E.Value) == I;
    });
  });
}

/// The values that a parameter may have: those passed, and those that the
/// function itself puts there. Null when there may be others.
std::optional<std::vector<Value>> Finder::valuesOf(const FunctionGraph &G,
                                                   uint32_t Slot) const {
  auto Called = Calls.find(G.Id.Index);
  if (Slot >= G.NumParams || G.Locals[Slot].AddressTaken ||
      Escaped.test(G.Id.Index) || Called == Calls.end())
    return std::nullopt;
  std::vector<Value> Out;
  for (const Event *Call : Called->second) {
    if (Slot >= Call->Args.size())
      return std::nullopt;
    Out.push_back({CallerOf.at(Call), Call->Args[Slot]});
  }
  if (auto Own = Overwritten.find({&G, Slot}); Own != Overwritten.end())
    llvm::append_range(Out, Own->second);
  return Out;
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
  auto Values = Slot ? valuesOf(G, *Slot) : std::nullopt;
  return Values && llvm::all_of(*Values, [&](Value Passed) {
           return isAddress(Passed, Fields, Depth - 1);
         });
}

/// Adds the classes of the locks at which \p V may point; false when there may
/// be others, or too many to be one.
bool Finder::findClasses(Value V, Classes &Out) const {
  if (!V.X)
    return false;
  const FunctionGraph &G = *V.G;
  const Expr &X = G.expr(V.X);
  auto AllOf = [&](const std::vector<Value> &Values) {
    return llvm::all_of(Values,
                        [&](Value From) { return findClasses(From, Out); });
  };
  if (X.Kind == ExprKind::Const)
    return X.Value == 0;
  if (auto Field = fieldOf(G, V.X)) {
    if (!Out.Fields.insert(*Field).second)
      return true; // copied from one object to another
    auto It = Stores.find(*Field);
    return It != Stores.end() && AllOf(It->second);
  }
  if (std::optional<uint32_t> Slot = slotOf(G, V.X)) {
    if (!Out.Slots.insert({&G, *Slot}).second)
      return true;
    auto Values = valuesOf(G, *Slot);
    return Values && AllOf(*Values);
  }
  LockClass C = X.Kind == ExprKind::Load ? LockClass() : lockClassOf(G, V.X);
  if (!C)
    return false;
  Out.All.insert(C);
  return Out.All.size() == 1;
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
  Out.Stored = std::move(Kept);
  Out.NeverNull = findNeverNull();
  for (const auto &[Field, Values] : Stores) {
    Classes Found;
    Found.Fields.insert(Field);
    if (Used.test(Field) &&
        llvm::all_of(Values, [&](Value V) { return findClasses(V, Found); }) &&
        !Found.All.empty())
      Out.Classes[Field] = *Found.All.begin();
  }
  return Out;
}

LockPointers locktidy::findLockPointers(const Program &P) {
  return Finder(P).run();
}
