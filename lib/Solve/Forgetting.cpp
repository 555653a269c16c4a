//===- Forgetting.cpp - what nothing later can read -----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a state knows is dropped where nothing on the way on can ask for it, so
// that paths which differ in nothing that matters meet again.
//
//===----------------------------------------------------------------------===//
#include "Solve/Simulator.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

static void addLoads(const FunctionGraph &G, ExprId Term,
                     llvm::DenseSet<ExprId> &Out) {
  const Expr &X = G.expr(Term);
  if ((X.Kind == ExprKind::Load || X.Kind == ExprKind::Unknown) &&
      !Out.insert(Term).second)
    return;
  if (X.A)
    addLoads(G, X.A, Out);
  if (X.B)
    addLoads(G, X.B, Out);
}

/// A value that a variable has, and the values from which its range follows.
/// What a load goes through is not among them: nobody can name that again.
void Simulator::addParts(ExprId Value, llvm::DenseSet<ExprId> &Out) const {
  const Expr &X = G.expr(Value);
  if (!Out.insert(Value).second || X.Kind == ExprKind::Load ||
      X.Kind == ExprKind::Field || X.Kind == ExprKind::Outer ||
      X.Kind == ExprKind::Index)
    return;
  if (X.A)
    addParts(X.A, Out);
  if (X.B)
    addParts(X.B, Out);
}

/// Facts about values that nothing names any more say nothing: those of results
/// that were not kept would tell paths apart for ever.
void Simulator::dropNameless(State &S) {
  llvm::DenseSet<ExprId> Roots;
  for (const auto &[Address, Value] : S.Memory) {
    addLoads(G, Address, Roots);
    addLoads(G, Value, Roots);
  }
  for (const HeldLock &L : S.Held)
    addLoads(G, L.Lock, Roots);
  for (const EntryCondition &C : S.Entry)
    addLoads(G, C.Lock, Roots);
  for (const auto &[Field, Version] : S.Versions)
    Roots.insert(Version);
  llvm::erase_if(S.Facts, [&](const Fact &F) {
    return !isNameable(F.Term, Roots) && !contextOf(F);
  });
}

/// Whether every unknown value in \p Term is one of \p Roots.
bool Simulator::isNameable(ExprId Term,
                           const llvm::DenseSet<ExprId> &Roots) const {
  const Expr &X = G.expr(Term);
  if (X.Kind == ExprKind::Unknown)
    return Roots.contains(Term);
  if (X.Kind == ExprKind::Load && Roots.contains(Term))
    return true;
  return (!X.A || isNameable(X.A, Roots)) && (!X.B || isNameable(X.B, Roots));
}

/// Whether evaluating what is read from \p B on can give \p Term: a value that
/// a variable has, or one made from those and from memory as it is.
bool Simulator::isLive(const Liveness &Live, BlockId B, const State &S,
                       ExprId Term, const llvm::DenseSet<ExprId> &Roots) const {
  if (Roots.contains(Term))
    return true;
  const Expr &X = G.expr(Term);
  switch (X.Kind) {
  case ExprKind::Const:
  case ExprKind::Global:
  case ExprKind::Function:
  case ExprKind::Local:
    return true;
  case ExprKind::Unknown:
    return false;
  case ExprKind::Load: {
    const Expr &A = G.expr(X.A);
    if (S.memory(X.A))
      return false; // overwritten since
    if (A.Kind == ExprKind::Local)
      return Live.localAtEntry(B, LocalId(A.Symbol));
    if (A.Kind == ExprKind::Field)
      return X.B == S.version(A.Symbol) && Live.fieldAtEntry(B, A.Symbol) &&
             isLive(Live, B, S, A.A, Roots);
    if (A.Kind == ExprKind::Global)
      return Live.globalAtEntry(B, A.Symbol);
    return isLive(Live, B, S, X.A, Roots);
  }
  case ExprKind::Apply:
    if (!Live.applyAtEntry(B, X.Symbol))
      return false;
    [[fallthrough]];
  default:
    return (!X.A || isLive(Live, B, S, X.A, Roots)) &&
           (!X.B || isLive(Live, B, S, X.B, Roots));
  }
}

/// Callers read there whether a lock is held (a number), or which one (a value
/// by which one that is held is found).
bool Simulator::isForCallers(const State &S, ExprId Address,
                             ExprId Value) const {
  if (!Telling || !Telling->test(G.expr(Address).Symbol) ||
      !isInParameter(G, Address))
    return false;
  return G.expr(Value).Kind == ExprKind::Const ||
         llvm::any_of(S.Held, [&](const HeldLock &L) {
           return mentions(L.Lock, Value);
         });
}

/// Whether the memory at \p Address is read from \p B on.
bool Simulator::isMemoryLive(const Liveness &Live, BlockId B,
                             ExprId Address) const {
  const Expr &A = G.expr(Address);
  switch (A.Kind) {
  case ExprKind::Local:
    return Live.localAtEntry(B, LocalId(A.Symbol));
  case ExprKind::Field:
    return Live.fieldAtEntry(B, A.Symbol);
  case ExprKind::Global:
    return Live.globalAtEntry(B, A.Symbol);
  default:
    return true;
  }
}

/// Forgets what nothing later can read, so that paths which differ in nothing
/// that matters meet again.
void Simulator::dropDead(BlockId B, State &S) {
  llvm::erase_if(S.Memory, [&](const auto &M) {
    return !isMemoryLive(Live, B, M.first) &&
           (G.expr(M.first).Kind != ExprKind::Field ||
            !isForCallers(S, M.first, M.second));
  });
  llvm::erase_if(S.Versions,
                 [&](const auto &V) { return !Live.fieldAtEntry(B, V.first); });
  llvm::DenseSet<ExprId> Roots;
  for (const auto &[Address, Value] : S.Memory)
    addParts(Value, Roots);
  llvm::erase_if(S.Facts, [&](const Fact &F) {
    return !isLive(Live, B, S, F.Term, Roots) && !contextOf(F);
  });
  llvm::erase_if(S.NotHeld, [&](const NotHeldLock &L) {
    return !isEntryTerm(L.Lock) && !isLive(Live, B, S, L.Lock, Roots);
  });
}
