//===- Slice.cpp - the part of a graph that can matter --------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// After Weiser (Program slicing, ICSE 1981), the criteria being all that can
// matter to locking, and the ways out.
//
//===----------------------------------------------------------------------===//
#include "Solve/Slice.h"
#include "Graph/Builder.h"
#include "Solve/Regions.h"
#include "Solve/Terms.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace locktidy;

void locktidy::forEachOperand(const Event &E,
                              llvm::function_ref<void(ExprId)> Visit) {
  for (ExprId Op : {E.When, E.Lock, E.Channel, E.KeepsDropped, E.Timeout,
                    E.Signals, E.NeverNull, E.Failure, E.Handler, E.Argument,
                    E.Cookie, E.Giant, E.Amount, E.Callee, E.Address, E.Value})
    if (Op)
      Visit(Op);
  for (ExprId Arg : E.Args)
    if (Arg)
      Visit(Arg);
}

namespace {

/// What something that is needed reads.
struct Needs {
  llvm::BitVector Locals;
  llvm::DenseSet<uint32_t> Fields, Globals;
  bool Elements = false; ///< of arrays, or hands them to a call
};

class Slicer {
public:
  Slicer(FunctionGraph &G, Matters CallMatters, CalleeReads BehindCalls,
         const llvm::BitVector *Telling)
      : G(G), CallMatters(CallMatters), BehindCalls(BehindCalls),
        Telling(Telling) {}
  void run();

private:
  void dropCalls();
  bool isWayRound(BlockId From, BlockId To) const;
  void dropAlternatives();
  void dropUnneeded();
  void findLevels();
  bool keepsLevel(const Event &E) const;
  void read(ExprId E, Needs &Need) const;
  void readAll(const Event &E, Needs &Need) const;
  bool isRead(ExprId Address, const Needs &Need) const;
  bool panics(BlockId B) const;
  bool comparesMemory(ExprId Cond) const;
  bool simplifyBranches();
  BlockId forward(BlockId B) const;

  FunctionGraph &G;
  Matters CallMatters;
  CalleeReads BehindCalls;
  const llvm::BitVector *Telling;
  llvm::BitVector Levels; ///< locals with what a raise returned
};

} // namespace

bool locktidy::isInParameter(const FunctionGraph &G, ExprId Address) {
  while (G.expr(Address).Kind == ExprKind::Field)
    Address = G.expr(Address).A;
  return parameterOf(G, Address).has_value();
}

bool locktidy::isTellingStore(const FunctionGraph &G, const Event &E,
                              const llvm::BitVector &Telling) {
  if (E.Kind != EventKind::Store || G.expr(E.Address).Kind != ExprKind::Field ||
      !Telling.test(G.expr(E.Address).Symbol))
    return false;
  if (!isInParameter(G, E.Address))
    return false;
  // A number, or a value that was got from elsewhere: not one made of what
  // was there before, as with bits and counts.
  const Expr &Value = G.expr(E.Value);
  return Value.Kind == ExprKind::Const || Value.Kind == ExprKind::Field ||
         Value.Kind == ExprKind::Index ||
         (Value.Kind == ExprKind::Load &&
          G.expr(Value.A).Kind == ExprKind::Local);
}

/// Replaces calls that do not matter by what they leave behind: an unknown
/// result, and unknown values where an argument gave them an address: that of a
/// variable, or one to which this function stores, too.
void Slicer::dropCalls() {
  ExprBuilder Exprs(G.Exprs);
  llvm::DenseSet<ExprId> Stored;
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events)
      if (E.Kind == EventKind::Store &&
          G.expr(E.Address).Kind == ExprKind::Load)
        Stored.insert(E.Address);
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
        S.Number = E.Number;
        S.Address = Address;
        S.Value = Exprs.unknown();
        Kept.push_back(std::move(S));
      };
      if (E.Result)
        Leave(Exprs.local(E.Result));
      for (ExprId Arg : E.Args)
        if (Arg &&
            (G.expr(Arg).Kind == ExprKind::Local || Stored.contains(Arg)))
          Leave(Arg);
    }
    B.Events = std::move(Kept);
  }
}

void Slicer::findLevels() {
  Levels.resize(G.Locals.size());
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events)
      if (E.Kind == EventKind::Effect && E.Effect == EffectKind::LevelRaise &&
          E.Result)
        Levels.set(E.Result.Index);
  if (Levels.none())
    return;
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events)
      if (E.Kind == EventKind::Store && keepsLevel(E) &&
          G.expr(E.Address).Kind == ExprKind::Local)
        Levels.set(G.expr(E.Address).Symbol);
}

/// A level goes where somebody else may find it.
bool Slicer::keepsLevel(const Event &E) const {
  const Expr &Value = G.expr(E.Value);
  return Value.Kind == ExprKind::Load &&
         G.expr(Value.A).Kind == ExprKind::Local &&
         Levels.test(G.expr(Value.A).Symbol);
}

void Slicer::read(ExprId E, Needs &Need) const {
  const Expr &X = G.expr(E);
  if (X.Kind == ExprKind::Load)
    Need.Elements |= G.expr(X.A).Kind == ExprKind::Index;
  if (X.Kind == ExprKind::Local)
    Need.Locals.set(X.Symbol);
  else if (X.Kind == ExprKind::Field)
    Need.Fields.insert(X.Symbol);
  else if (X.Kind == ExprKind::Global)
    Need.Globals.insert(X.Symbol);
  if (X.A)
    read(X.A, Need);
  if (X.B)
    read(X.B, Need);
}

/// What an event that is no store reads, and what is behind a call.
void Slicer::readAll(const Event &E, Needs &Need) const {
  forEachOperand(E, [&](ExprId Op) { read(Op, Need); });
  if (E.Kind != EventKind::Call)
    return;
  BehindCalls(E, [&](ExprKind K, uint32_t Symbol) {
    if (K == ExprKind::Field)
      Need.Fields.insert(Symbol);
    else if (K == ExprKind::Global)
      Need.Globals.insert(Symbol);
  });
  for (ExprId Arg : E.Args)
    Need.Elements |= Arg && G.expr(Arg).Kind == ExprKind::Index;
}

bool Slicer::isRead(ExprId Address, const Needs &Need) const {
  const Expr &A = G.expr(Address);
  switch (A.Kind) {
  case ExprKind::Local:
    return Need.Locals.test(A.Symbol);
  case ExprKind::Field:
    return Need.Fields.contains(A.Symbol);
  case ExprKind::Global:
    return Need.Globals.contains(A.Symbol);
  case ExprKind::Index:
    return Need.Elements;
  default:
    return true;
  }
}

/// What is needed, from the effects, calls and exits backwards: a store whose
/// target something needed reads, and a branch in whose region something needed
/// lies. The rest goes, loops that feed only themselves among it.
void Slicer::dropUnneeded() {
  uint32_t N = G.Blocks.size();
  Needs Need;
  Need.Locals.resize(G.Locals.size());
  llvm::BitVector Blocks(N), Branches(N), Waiting(N);
  for (uint32_t B = 0; B != N; ++B) {
    const Block &K = G.Blocks[B];
    if (successors(K).size() > 1)
      Waiting.set(B);
    else if (K.Term.Kind != TermKind::Jump)
      Blocks.set(B);
    if (K.Term.Kind == TermKind::Return && K.Term.Cond)
      read(K.Term.Cond, Need);
    for (const Event &E : K.Events)
      if (E.Kind != EventKind::Store) {
        Blocks.set(B);
        readAll(E, Need);
      }
  }
  Regions Of(G);
  llvm::SmallPtrSet<const Event *, 32> Stores;
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (uint32_t B : Waiting.set_bits())
      if (Of.contains(B, Blocks) || !Of.meeting(B)) {
        Branches.set(B);
        Blocks.set(B);
        read(G.Blocks[B].Term.Cond, Need);
        Changed = true;
      }
    Waiting.reset(Branches);
    for (uint32_t B = 0; B != N; ++B)
      for (const Event &E : G.Blocks[B].Events)
        if (E.Kind == EventKind::Store && !Stores.contains(&E) &&
            (isRead(E.Address, Need) || keepsLevel(E) ||
             (Telling && isTellingStore(G, E, *Telling)))) {
          Stores.insert(&E);
          Blocks.set(B);
          read(E.Address, Need);
          read(E.Value, Need);
          Changed = true;
        }
  }
  for (uint32_t B : Waiting.set_bits()) {
    Terminator &T = G.Blocks[B].Term;
    BlockId To = Of.meeting(B);
    T = Terminator();
    T.Kind = TermKind::Jump;
    T.Then = To;
  }
  // Cleared before they are erased, while Stores points into the vectors.
  for (Block &B : G.Blocks)
    for (Event &E : B.Events)
      if (E.Kind == EventKind::Store && !Stores.contains(&E))
        E.Address = ExprId();
  for (Block &B : G.Blocks)
    llvm::erase_if(B.Events, [](const Event &E) {
      return E.Kind == EventKind::Store && !E.Address;
    });
}

/// Whether conditions from \p From on lead to \p To or to a panic.
bool Slicer::isWayRound(BlockId From, BlockId To) const {
  for (size_t Steps = 0; Steps != G.Blocks.size(); ++Steps) {
    const Terminator &T = G.Blocks[From.Index].Term;
    if (T.Kind != TermKind::Branch || (T.Then != To && T.Else != To))
      return false;
    From = T.Then == To ? T.Else : T.Then;
    if (G.Blocks[From.Index].Term.Kind == TermKind::Unreachable)
      return true;
  }
  return false;
}

/// A question whether a lock is held, in an assertion that something else may
/// satisfy as well, says nothing of the lock.
///
///   KASSERT(mtx_owned(&sc->mtx) || sc->owner == curthread)
void Slicer::dropAlternatives() {
  for (Block &B : G.Blocks) {
    if (B.Events.empty() || B.Term.Kind != TermKind::Branch)
      continue;
    const Event &E = B.Events.back();
    const Expr &Asked = G.expr(B.Term.Cond);
    if (E.Kind != EventKind::Effect || E.Effect != EffectKind::Query ||
        !E.Result || Asked.Kind != ExprKind::Load ||
        G.expr(Asked.A).Kind != ExprKind::Local ||
        G.expr(Asked.A).Symbol != E.Result.Index)
      continue;
    BlockId Held = B.Term.Then;
    if (!isWayRound(B.Term.Else, Held))
      continue;
    B.Events.pop_back();
    B.Term = Terminator();
    B.Term.Kind = TermKind::Jump;
    B.Term.Then = Held;
  }
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
  dropAlternatives();
  clearUnreachable(G);
  findLevels();
  dropUnneeded();
  while (simplifyBranches())
    clearUnreachable(G);
}

void locktidy::slice(FunctionGraph &G, Matters CallMatters,
                     CalleeReads BehindCalls, const llvm::BitVector *Telling) {
  Slicer(G, CallMatters, BehindCalls, Telling).run();
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

Liveness::Liveness(const FunctionGraph &G, CalleeReads BehindCalls)
    : Liveness(G, BehindCalls, llvm::BitVector(G.Blocks.size(), true)) {}

/// Gives numbers to what is not local.
void Liveness::number(CalleeReads BehindCalls) {
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
}

Liveness::Liveness(const FunctionGraph &G, CalleeReads BehindCalls,
                   const llvm::BitVector &Asking)
    : G(G) {
  number(BehindCalls);
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
    if (B.Term.Cond && (B.Term.Kind == TermKind::Return || Asking.test(I)))
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
