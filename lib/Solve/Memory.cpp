//===- Memory.cpp - what memory is known to hold in a simulation ----------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a function stores is known until another name, a callee or, where a lock
// is given up, another thread may have written there.
//
//===----------------------------------------------------------------------===//
#include "Solve/Simulator.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

void Simulator::store(State &S, ExprId Address, ExprId Value) {
  const Expr A = G.expr(Address);
  if (A.Kind == ExprKind::Field) {
    // Other objects' fields of that name may be the same memory.
    weakenField(S, A.Symbol, Address);
    forgetField(S, A.Symbol);
  }
  S.setMemory(Address, Value);
}

/// What is known of the field in memory that others can reach.
void Simulator::forgetField(State &S, uint32_t Field) {
  llvm::erase_if(S.Memory, [&](auto &M) {
    const Expr &X = G.expr(M.first);
    return X.Kind == ExprKind::Field && X.Symbol == Field &&
           !isOwnMemory(M.first);
  });
}

/// \p Except: what is there from now on is known, so what is known of the value
/// that was there stays true.
void Simulator::weakenField(State &S, uint32_t Field, ExprId Except) {
  for (Fact &F : S.Facts)
    if (loadsField(G, F.Term, Field, Except))
      F.Weak = true;
}

/// True for a local, or a field or element of one.
bool Simulator::isOwnMemory(ExprId Address) const {
  const Expr &X = G.expr(Address);
  switch (X.Kind) {
  case ExprKind::Local:
    return true;
  case ExprKind::Field:
  case ExprKind::Index:
    return isOwnMemory(X.A);
  default:
    return false;
  }
}

/// Some bits of \p Value, or a comparison with it.
static bool isTestOf(const Expr &X, ExprId Value) {
  return (X.Kind == ExprKind::And || X.Kind == ExprKind::Eq ||
          X.Kind == ExprKind::Lt) &&
         (X.A == Value || X.B == Value);
}

/// Another thread may have run: what was learnt under a lock is weak, and what
/// was stored is remembered as a weak fact only.
void Simulator::weaken(State &S, bool OnlyReleased) {
  for (Fact &F : S.Facts)
    if (F.UnderLock && (F.Released || !OnlyReleased))
      F.Weak = true;
  if (OnlyReleased && !S.Aged)
    return;
  llvm::SmallVector<std::pair<ExprId, ExprId>, 4> Kept;
  auto Old = std::move(S.Memory);
  for (auto [Address, Value] : Old) {
    const Expr A = G.expr(Address);
    bool OutParameter =
        A.Kind == ExprKind::Load && G.expr(A.A).Kind == ExprKind::Local;
    // Who holds a lock says so there: no other thread is taken to write to it.
    bool Told = A.Kind == ExprKind::Field && !S.Held.empty() &&
                isForCallers(S, Address, Value);
    if (isOwnMemory(Address) || OutParameter || Told) {
      Kept.push_back({Address, Value});
      continue;
    }
    Range R = rangeOf(S, Value);
    // What was known of the value before says nothing of the new one, but for
    // the bits that are the same in both.
    ExprId Before = Terms.load(Address);
    for (Fact &F : S.Facts)
      F.Weak |= replaced(F.Term, Before, Value) != F.Term;
    if (!R.isAll())
      S.setFact({Before, R, true, true, true});
    // Of a constant there is nothing to learn, and many tests may have it.
    if (Terms.constantValue(Value))
      continue;
    auto Learnt = S.Facts; // which grow
    for (Fact F : Learnt)
      if (const Expr X = G.expr(F.Term); isTestOf(X, Value)) {
        F.Term = replaced(F.Term, Value, Before);
        F.Weak = F.UnderLock = F.Released = true;
        S.setFact(std::move(F));
      }
  }
  S.Memory = std::move(Kept);
}
