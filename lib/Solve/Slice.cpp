//===- Slice.cpp - the part of a graph that can matter --------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Dead stores and empty diamonds are removed in turns until nothing changes:
// a diamond that vanishes frees the stores its condition read, and the reverse.
// Loops that do nothing but count are removed with them.
//
//===----------------------------------------------------------------------===//
#include "Solve/Slice.h"
#include "Graph/Builder.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace locktidy;

llvm::SmallVector<BlockId, 4> locktidy::successors(const Block &B) {
  llvm::SmallVector<BlockId, 4> Out;
  auto Add = [&](BlockId S) {
    if (S && !llvm::is_contained(Out, S))
      Out.push_back(S);
  };
  switch (B.Term.Kind) {
  case TermKind::Jump:
    Add(B.Term.Then);
    break;
  case TermKind::Branch:
    Add(B.Term.Then);
    Add(B.Term.Else);
    break;
  case TermKind::Switch:
    for (const SwitchCase &C : B.Term.Cases)
      Add(C.Target);
    Add(B.Term.Else);
    break;
  case TermKind::Return:
  case TermKind::Unreachable:
    break;
  }
  return Out;
}

void locktidy::forEachOperand(const Event &E,
                              llvm::function_ref<void(ExprId)> Visit) {
  for (ExprId Op : {E.When, E.Lock, E.Channel, E.KeepsDropped, E.Timeout,
                    E.Signals, E.Handler, E.Argument, E.Cookie, E.Giant,
                    E.Amount, E.Callee, E.Address, E.Value})
    if (Op)
      Visit(Op);
  for (ExprId Arg : E.Args)
    if (Arg)
      Visit(Arg);
}

namespace {

class Slicer {
public:
  Slicer(FunctionGraph &G, Matters CallMatters, CalleeReads BehindCalls)
      : G(G), CallMatters(CallMatters), BehindCalls(BehindCalls) {}
  void run();

private:
  void dropCalls();
  bool dropDeadStores();
  void markReads(ExprId E, llvm::BitVector &Locals,
                 llvm::DenseSet<uint32_t> &Fields,
                 llvm::DenseSet<uint32_t> &Globals);
  bool panics(BlockId B) const;
  bool comparesMemory(ExprId Cond) const;
  bool simplifyBranches();
  bool collapseCountingLoops();
  BlockId forward(BlockId B) const;

  FunctionGraph &G;
  Matters CallMatters;
  CalleeReads BehindCalls;
  bool ReadsElements = false; ///< of arrays, or hands them to a call
};

} // namespace

/// Replaces calls that do not matter by what they leave behind: an unknown
/// result, and unknown values where an argument gave them an address.
void Slicer::dropCalls() {
  ExprBuilder Exprs(G.Exprs);
  for (Block &B : G.Blocks) {
    std::vector<Event> Kept;
    Kept.reserve(B.Events.size());
    for (Event &E : B.Events) {
      if (E.Kind != EventKind::Call || CallMatters(E)) {
        Kept.push_back(std::move(E));
        continue;
      }
      auto Leave = [&](ExprId Address) {
        Event S;
        S.Kind = EventKind::Store;
        S.Pos = E.Pos;
        S.Address = Address;
        S.Value = Exprs.unknown();
        Kept.push_back(std::move(S));
      };
      if (E.Result)
        Leave(Exprs.local(E.Result));
      for (ExprId Arg : E.Args)
        if (Arg && G.expr(Arg).Kind == ExprKind::Local)
          Leave(Arg);
    }
    B.Events = std::move(Kept);
  }
}

void Slicer::markReads(ExprId E, llvm::BitVector &Locals,
                       llvm::DenseSet<uint32_t> &Fields,
                       llvm::DenseSet<uint32_t> &Globals) {
  const Expr &X = G.expr(E);
  if (X.Kind == ExprKind::Load)
    ReadsElements |= G.expr(X.A).Kind == ExprKind::Index;
  if (X.Kind == ExprKind::Local)
    Locals.set(X.Symbol);
  else if (X.Kind == ExprKind::Field)
    Fields.insert(X.Symbol);
  else if (X.Kind == ExprKind::Global)
    Globals.insert(X.Symbol);
  if (X.A)
    markReads(X.A, Locals, Fields, Globals);
  if (X.B)
    markReads(X.B, Locals, Fields, Globals);
}

/// True for a store whose target nobody reads. What a store reads counts only
/// when the store itself is read.
bool Slicer::dropDeadStores() {
  llvm::BitVector Locals(G.Locals.size());
  llvm::DenseSet<uint32_t> Fields, Globals;
  ReadsElements = false;
  auto IsStore = [](const Event &E) { return E.Kind == EventKind::Store; };
  auto Read = [&](ExprId E) { markReads(E, Locals, Fields, Globals); };
  for (Block &B : G.Blocks) {
    for (Event &E : B.Events)
      if (!IsStore(E)) {
        forEachOperand(E, Read);
        if (E.Kind != EventKind::Call)
          continue;
        BehindCalls(E, [&](ExprKind K, uint32_t Symbol) {
          if (K == ExprKind::Field)
            Fields.insert(Symbol);
          else if (K == ExprKind::Global)
            Globals.insert(Symbol);
        });
        for (ExprId Arg : E.Args)
          ReadsElements |= Arg && G.expr(Arg).Kind == ExprKind::Index;
      }
    if (B.Term.Cond)
      Read(B.Term.Cond);
  }
  auto IsLive = [&](const Event &E) {
    const Expr &A = G.expr(E.Address);
    switch (A.Kind) {
    case ExprKind::Local:
      return Locals.test(A.Symbol);
    case ExprKind::Field:
      return Fields.contains(A.Symbol);
    case ExprKind::Global:
      return Globals.contains(A.Symbol);
    case ExprKind::Index:
      return ReadsElements;
    default:
      return true;
    }
  };
  llvm::SmallPtrSet<const Event *, 32> Live;
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (Block &B : G.Blocks)
      for (Event &E : B.Events)
        if (IsStore(E) && !Live.contains(&E) && IsLive(E)) {
          Live.insert(&E);
          Read(E.Address);
          Read(E.Value);
          Changed = true;
        }
  }
  bool Dropped = false;
  for (Block &B : G.Blocks) {
    // Clear rather than erase while Live holds pointers into the vector.
    for (Event &E : B.Events)
      if (IsStore(E) && !Live.contains(&E)) {
        E.Address = ExprId();
        Dropped = true;
      }
  }
  for (Block &B : G.Blocks)
    llvm::erase_if(B.Events,
                   [&](const Event &E) { return IsStore(E) && !E.Address; });
  return Dropped;
}

/// The first block from \p B on that does something.
BlockId Slicer::forward(BlockId B) const {
  for (size_t Steps = 0; Steps != G.Blocks.size(); ++Steps) {
    const Block &K = G.Blocks[B.Index];
    if (!K.Events.empty() || K.Term.Kind != TermKind::Jump)
      return B;
    B = K.Term.Then;
  }
  return B; // an empty endless loop
}

/// A block that does nothing but end the execution.
bool Slicer::panics(BlockId B) const {
  const Block &To = G.Blocks[B.Index];
  return To.Events.empty() && To.Term.Kind == TermKind::Unreachable;
}

/// A comparison of two values that are both in memory.
bool Slicer::comparesMemory(ExprId Cond) const {
  const Expr *X = &G.expr(Cond);
  while (X->Kind == ExprKind::Not)
    X = &G.expr(X->A);
  auto IsMemory = [&](ExprId E) {
    const Expr &V = G.expr(E);
    return V.Kind == ExprKind::Load && G.expr(V.A).Kind != ExprKind::Local;
  };
  return X->Kind == ExprKind::Eq && (IsMemory(X->A) || IsMemory(X->B)) &&
         G.expr(X->A).Kind != ExprKind::Const &&
         G.expr(X->B).Kind != ExprKind::Const;
}

bool Slicer::simplifyBranches() {
  bool Changed = false;
  auto Redirect = [&](BlockId &B) {
    BlockId To = forward(B);
    Changed |= To != B;
    B = To;
  };
  for (Block &B : G.Blocks) {
    if (B.Term.Kind == TermKind::Jump) {
      Redirect(B.Term.Then);
      continue;
    }
    if (B.Term.Kind != TermKind::Branch && B.Term.Kind != TermKind::Switch)
      continue;
    if (B.Term.Kind == TermKind::Branch)
      Redirect(B.Term.Then);
    Redirect(B.Term.Else);
    // A check of a list's links is an assumption that no lock depends on.
    if (B.Term.Kind == TermKind::Branch && comparesMemory(B.Term.Cond)) {
      if (panics(B.Term.Then))
        B.Term.Then = B.Term.Else;
      else if (panics(B.Term.Else))
        B.Term.Else = B.Term.Then;
    }
    for (SwitchCase &C : B.Term.Cases)
      Redirect(C.Target);
    auto Next = successors(B);
    if (Next.size() != 1)
      continue;
    B.Term.Kind = TermKind::Jump;
    B.Term.Then = Next[0];
    B.Term.Else = BlockId();
    B.Term.Cond = ExprId();
    B.Term.Cases.clear();
    Changed = true;
  }
  return Changed;
}

/// A loop of stores to locals that are not read outside of it, with one way
/// out, does nothing: its head jumps there.
bool Slicer::collapseCountingLoops() {
  bool Changed = false;
  for (size_t Head = 0; Head != G.Blocks.size(); ++Head) {
    Block &H = G.Blocks[Head];
    if (H.Term.Kind != TermKind::Branch || !H.Events.empty())
      continue;
    // Small shapes only: head -> chain of store blocks -> head.
    for (bool Taken : {true, false}) {
      BlockId At = Taken ? H.Term.Then : H.Term.Else;
      BlockId Exit = Taken ? H.Term.Else : H.Term.Then;
      llvm::SmallDenseSet<uint32_t> Stored;
      bool Plain = true;
      unsigned Length = 0;
      while (Plain && At.Index != Head && ++Length < 8) {
        const Block &B = G.Blocks[At.Index];
        Plain = B.Term.Kind == TermKind::Jump && At != Exit;
        for (const Event &E : B.Events) {
          Plain &= E.Kind == EventKind::Store &&
                   G.expr(E.Address).Kind == ExprKind::Local;
          if (Plain)
            Stored.insert(G.expr(E.Address).Symbol);
        }
        At = B.Term.Then;
      }
      if (!Plain || At.Index != Head || Length == 0)
        continue;
      // Anything read elsewhere keeps the loop.
      BlockId Body = Taken ? H.Term.Then : H.Term.Else;
      llvm::BitVector Locals(G.Locals.size());
      llvm::DenseSet<uint32_t> Fields, Globals;
      llvm::SmallDenseSet<uint32_t> Inside{uint32_t(Head)};
      for (BlockId B = Body; B.Index != Head; B = G.Blocks[B.Index].Term.Then)
        Inside.insert(B.Index);
      for (size_t I = 0; I != G.Blocks.size(); ++I) {
        if (Inside.contains(I))
          continue;
        for (const Event &E : G.Blocks[I].Events)
          forEachOperand(E, [&](ExprId Op) {
            if (E.Kind != EventKind::Store || Op != E.Address)
              markReads(Op, Locals, Fields, Globals);
          });
        if (G.Blocks[I].Term.Cond)
          markReads(G.Blocks[I].Term.Cond, Locals, Fields, Globals);
      }
      if (llvm::any_of(Stored, [&](uint32_t L) { return Locals.test(L); }))
        continue;
      H.Term.Kind = TermKind::Jump;
      H.Term.Then = Exit;
      H.Term.Else = BlockId();
      H.Term.Cond = ExprId();
      Changed = true;
      break;
    }
  }
  return Changed;
}

static void clearUnreachable(FunctionGraph &G) {
  llvm::BitVector Seen(G.Blocks.size());
  llvm::SmallVector<BlockId, 16> Work{BlockId(0)};
  Seen.set(0);
  while (!Work.empty())
    for (BlockId S : successors(G.Blocks[Work.pop_back_val().Index]))
      if (!Seen.test(S.Index)) {
        Seen.set(S.Index);
        Work.push_back(S);
      }
  for (size_t I = 0; I != G.Blocks.size(); ++I)
    if (!Seen.test(I))
      G.Blocks[I] = Block();
}

void Slicer::run() {
  if (G.Blocks.empty())
    return;
  dropCalls();
  for (bool Changed = true; Changed;) {
    clearUnreachable(G);
    Changed = dropDeadStores();
    Changed |= simplifyBranches();
    Changed |= collapseCountingLoops();
  }
}

void locktidy::slice(FunctionGraph &G, Matters CallMatters,
                     CalleeReads BehindCalls) {
  Slicer(G, CallMatters, BehindCalls).run();
}

//===----------------------------------------------------------------------===//
// Liveness
//===----------------------------------------------------------------------===//

uint32_t Liveness::variable(ExprKind K, uint32_t Symbol) const {
  if (K == ExprKind::Local)
    return Symbol;
  auto It = Memory.find({uint32_t(K), Symbol});
  return It == Memory.end() ? ~0u : It->second;
}

void Liveness::addReads(ExprId E, llvm::BitVector &Bits) const {
  const Expr &X = G.expr(E);
  if (X.Kind == ExprKind::Local || X.Kind == ExprKind::Field ||
      X.Kind == ExprKind::Global || X.Kind == ExprKind::Apply)
    Bits.set(variable(X.Kind, X.Symbol));
  if (X.A)
    addReads(X.A, Bits);
  if (X.B)
    addReads(X.B, Bits);
}

Liveness::Liveness(const FunctionGraph &G, CalleeReads BehindCalls) : G(G) {
  auto Number = [&](ExprKind K, uint32_t Symbol) {
    Memory.try_emplace({uint32_t(K), Symbol}, G.Locals.size() + Memory.size());
  };
  for (const Expr &X : G.Exprs)
    if (X.Kind == ExprKind::Field || X.Kind == ExprKind::Global ||
        X.Kind == ExprKind::Apply)
      Number(X.Kind, X.Symbol);
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events)
      if (E.Kind == EventKind::Call)
        BehindCalls(E, Number);
  size_t Size = G.Locals.size() + Memory.size(), N = G.Blocks.size();
  // Per block: read before any store, and surely overwritten first.
  std::vector<llvm::BitVector> Use(N, llvm::BitVector(Size)), Kill = Use;
  In = Use;
  for (size_t I = 0; I != N; ++I) {
    const Block &B = G.Blocks[I];
    auto Read = [&](ExprId E) {
      llvm::BitVector Reads(Size);
      addReads(E, Reads);
      Reads.reset(Kill[I]);
      Use[I] |= Reads;
    };
    for (const Event &E : B.Events) {
      bool IsStore = E.Kind == EventKind::Store;
      const Expr *To = IsStore ? &G.expr(E.Address) : nullptr;
      if (To && To->Kind == ExprKind::Local) {
        Read(E.Value);
        Kill[I].set(To->Symbol);
        continue;
      }
      forEachOperand(E, Read);
      if (E.Kind == EventKind::Call)
        BehindCalls(E, [&](ExprKind K, uint32_t Symbol) {
          Use[I].set(variable(K, Symbol));
        });
      if (E.Result)
        Kill[I].set(E.Result.Index);
    }
    if (B.Term.Cond)
      Read(B.Term.Cond);
  }
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (size_t I = N; I-- != 0;) {
      llvm::BitVector Live(Size);
      for (BlockId S : successors(G.Blocks[I]))
        Live |= In[S.Index];
      Live.reset(Kill[I]);
      Live |= Use[I];
      if (Live != In[I]) {
        In[I] = std::move(Live);
        Changed = true;
      }
    }
  }
}

bool Liveness::fieldAtEntry(BlockId B, uint32_t Field) const {
  uint32_t V = variable(ExprKind::Field, Field);
  return V != ~0u && In[B.Index][V];
}

bool Liveness::applyAtEntry(BlockId B, uint32_t Function) const {
  uint32_t V = variable(ExprKind::Apply, Function);
  return V != ~0u && In[B.Index][V];
}

bool Liveness::globalAtEntry(BlockId B, uint32_t Global) const {
  uint32_t V = variable(ExprKind::Global, Global);
  return V != ~0u && In[B.Index][V];
}
