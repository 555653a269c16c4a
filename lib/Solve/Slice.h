//===- Slice.h - the part of a graph that can matter ------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lowering keeps every call and store, since it does not know callees. Once it
// is known which functions matter, most of a driver's code turns out not to:
// calls of functions that do not matter, stores nobody reads, and branches
// whose arms do the same vanish. What is left is small, and every condition in
// it decides something about locks.
//
//   if (debug) printf("x");          gone
//   sc->count++;                     gone
//   if (err == 0) err = setup(sc);   kept if err is tested around a lock
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_SLICE_H
#define LOCKTIDY_SOLVE_SLICE_H

#include "Graph/LockGraph.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace locktidy {

/// Takes a field or global that is read, or a function that is applied.
using TakeRead = llvm::function_ref<void(ExprKind, uint32_t Symbol)>;
/// Names the memory that a callee's conditions read.
using CalleeReads = llvm::function_ref<void(const Event &Call, TakeRead Add)>;

/// Whether a call of a function can do anything to locking.
using Matters = llvm::function_ref<bool(const Event &Call)>;

/// Reduces \p G in place. Blocks keep their numbers; unreachable ones are left
/// empty. A dropped call whose result is used becomes a store of an unknown.
/// A store of a value to a field of \p Telling, in an object that was passed,
/// is kept: callers read it (Solved.h).
void slice(FunctionGraph &G, Matters CallMatters, CalleeReads BehindCalls,
           const llvm::BitVector *Telling = nullptr);

/// Whether \p Address is in an object at which a parameter points.
bool isInParameter(const FunctionGraph &G, ExprId Address);

/// Whether \p E is a store by which callers are told: to a field of
/// \p Telling, of an object that was passed.
bool isTellingStore(const FunctionGraph &G, const Event &E,
                    const llvm::BitVector &Telling);

/// Variables that are read later, per block entry. A variable is a local (by
/// its id), or a field, a global or what a function is applied to (numbered
/// behind the locals).
class Liveness {
public:
  Liveness(const FunctionGraph &G, CalleeReads BehindCalls);
  /// Of the conditions of branches, only those in blocks of \p Asking count.
  Liveness(const FunctionGraph &G, CalleeReads BehindCalls,
           const llvm::BitVector &Asking);

  bool localAtEntry(BlockId B, LocalId L) const { return In[B.Index][L.Index]; }
  /// False for a field that nothing here reads, nor a callee's conditions.
  bool reads(uint32_t Field) const {
    return variable(ExprKind::Field, Field) != ~0u;
  }
  bool fieldAtEntry(BlockId B, uint32_t Field) const;
  bool globalAtEntry(BlockId B, uint32_t Global) const;
  bool applyAtEntry(BlockId B, uint32_t Function) const;

private:
  void number(CalleeReads BehindCalls);
  void addReads(ExprId E, llvm::BitVector &Bits) const;
  uint32_t variable(ExprKind K, uint32_t Symbol) const;

  const FunctionGraph &G;
  llvm::DenseMap<std::pair<uint32_t, uint32_t>, uint32_t> Memory;
  std::vector<llvm::BitVector> In;
};

/// Calls \p Visit on every operand of \p E.
void forEachOperand(const Event &E, llvm::function_ref<void(ExprId)> Visit);

} // namespace locktidy

#endif
