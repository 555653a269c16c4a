//===- Callbacks.cpp - calls of other modules under a lock ----------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/Callbacks.h"
#include "Solve/Terms.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace locktidy;

namespace {

class CallbackFinder {
public:
  explicit CallbackFinder(const SolvedProgram &P);
  std::vector<Callback> run();

private:
  llvm::StringRef moduleOf(const FunctionGraph &G) const {
    return llvm::sys::path::parent_path(P.Prog.str(G.Pos.File));
  }
  /// Whether the record is declared by the module of \p G.
  bool isOwn(const FieldInfo &Info, const FunctionGraph &G) const {
    return Info.File || llvm::sys::path::parent_path(
                            P.Prog.str(Info.Pos.File)) == moduleOf(G);
  }
  bool isForeign(uint32_t Function, const PointerSite &S) const;
  bool isOwnLock(const SolvedFunction &F, const HeldLock &L) const;

  const SolvedProgram &P;
  Describer D;
  /// Functions that an initialiser or assignment puts into a field by name.
  std::set<std::pair<FieldId, FunctionId>> Put;
};

} // namespace

CallbackFinder::CallbackFinder(const SolvedProgram &P) : P(P), D(P) {
  for (const Binding &B : P.Prog.All.Bindings)
    if (B.Field)
      Put.insert({B.Field, B.Target});
}

/// Whether what is called belongs to another module, whoever it is.
bool CallbackFinder::isForeign(uint32_t Function, const PointerSite &S) const {
  const SolvedFunction &F = P.Functions[Function];
  ExprId Callee = F.event(S.At).Callee;
  std::optional<uint32_t> Index = fieldOf(F.Graph, Callee);
  if (!Index)
    return false;
  FieldId Field(*Index);
  const FieldInfo &Info = P.Prog.All.Fields[Field.Index];
  const TargetSet &Set = P.Pointers.of(Function, F.Graph, Callee);
  // Of a record that no other file knows, and nobody here gives it a function.
  if (Set.Functions.empty())
    return Info.File && !Set.Complete;
  return llvm::all_of(Set.Functions, [&](FunctionId To) {
    const SolvedFunction *Target = P.function(To);
    // The parts of one driver in several directories know each other's names.
    bool Part = isOwn(Info, F.Graph) && Put.count({Field, To});
    return Target && !Part && moduleOf(Target->Graph) != moduleOf(F.Graph);
  });
}

/// A lock of the driver that others wait for.
bool CallbackFinder::isOwnLock(const SolvedFunction &F,
                               const HeldLock &L) const {
  SleepWhileHeld Held = D.kindOf(F, L).Kind->Held;
  if (L.May || L.Entry ||
      (Held != SleepWhileHeld::Forbidden &&
       Held != SleepWhileHeld::Discouraged))
    return false;
  LockClass C = lockClassOf(F.Graph, L.Lock);
  if (C.What != LockClass::Field)
    return C.What == LockClass::Global;
  return isOwn(P.Prog.All.Fields[C.Symbol], F.Graph);
}

std::vector<Callback> CallbackFinder::run() {
  std::vector<Callback> Out;
  for (uint32_t I = 0; I != P.Functions.size(); ++I) {
    const SolvedFunction &F = P.Functions[I];
    std::set<Origin> Told;
    if (F.Graph.Core)
      continue;
    for (const PointerSite &S : F.PointerSites) {
      auto Lock = llvm::find_if(
          S.Held, [&](const HeldLock &L) { return isOwnLock(F, L); });
      if (S.May || Lock == S.Held.end() || !isForeign(I, S) ||
          !Told.insert(Lock->From).second)
        continue;
      Out.push_back({&F, S.At, &*Lock});
    }
  }
  return Out;
}

std::vector<Callback> locktidy::findCallbacks(const SolvedProgram &P) {
  return CallbackFinder(P).run();
}
