//===- Signals.cpp - which functions a signal may find running ------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Signals.h"
#include "Solve/Reach.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

/// Sets what the set bits of \p Bits lead to by \p Next, too.
static void spread(llvm::BitVector &Bits,
                   const std::vector<std::vector<uint32_t>> &Next) {
  std::vector<uint32_t> Todo;
  for (unsigned I : Bits.set_bits())
    Todo.push_back(I);
  while (!Todo.empty()) {
    uint32_t From = Todo.back();
    Todo.pop_back();
    for (uint32_t To : Next[From])
      if (!Bits.test(To)) {
        Bits.set(To);
        Todo.push_back(To);
      }
  }
}

Signals::Signals(const SolvedProgram &P)
    : P(P), Callees(P.Functions.size()), Callers(P.Functions.size()),
      Reached(P.Functions.size()) {
  findCallers();
  findEntered();
  spread(Reached, Callees);
}

bool Signals::reach(FunctionId F) const {
  uint32_t I = P.Prog.GraphOf[F.Index];
  return I == Program::NoGraph || Reached.test(I);
}

/// Whether \p C is that of a thread of the kernel's own.
static bool isUnsignalled(const ContextKind *C) {
  return C && C->Signals == Signalling::Never;
}

/// A table of the kernel's says in which thread the kernel calls a function:
/// what the kernel's own sources, where they are seen, call through it goes by
/// that. A static function cannot be called by its name from another file.
void Signals::findCallers() {
  llvm::BitVector InTable(P.Functions.size());
  for (const Root &R : P.Roots)
    if (!R.RegisteredIn && isUnsignalled(P.Prog.context(R.Context)))
      InTable.set(P.Prog.GraphOf[R.Handler.Index]);
  auto FileOf = [&](uint32_t F) { return P.Functions[F].Graph.Pos.File; };
  auto IsStatic = [&](uint32_t F) {
    return bool(P.Prog.All.Functions[P.Functions[F].Graph.Id.Index].File);
  };
  for (uint32_t F = 0; F != P.Functions.size(); ++F)
    for (const CallPoint &Call : P.Functions[F].Data.Calls)
      for (FunctionId To : Call.Callees)
        if (uint32_t C = P.Prog.GraphOf[To.Index];
            C != Program::NoGraph &&
            !(InTable.test(C) && IsStatic(C) && FileOf(C) != FileOf(F))) {
          Callees[F].push_back(C);
          Callers[C].push_back(F);
        }
}

/// Functions by which a thread of the kernel's own says that it gets signals,
/// here or in what they call.
llvm::BitVector Signals::findReady() const {
  llvm::DenseSet<llvm::StringRef> Names;
  for (const ContextKind &C : P.Prog.All.Contexts)
    if (isUnsignalled(&C)) {
      Names.insert(C.SignalsIf.begin(), C.SignalsIf.end());
      Names.insert(C.SignalsBy.begin(), C.SignalsBy.end());
    }
  llvm::BitVector Out(P.Functions.size());
  for (uint32_t F = 0; F != P.Functions.size(); ++F)
    if (llvm::any_of(P.Functions[F].Graph.Exprs, [&](const Expr &X) {
          bool Calls =
              X.Kind == ExprKind::Function || X.Kind == ExprKind::Apply;
          return Calls && Names.contains(P.Prog.name(FunctionId(X.Symbol)));
        }))
      Out.set(F);
  spread(Out, Callers);
  return Out;
}

/// Whether the memory is the driver's own, so that the calls through it are
/// among those that are seen.
static bool isOwn(const TUGraph &T, const Binding &B) {
  if (B.Field)
    return T.Fields[B.Field.Index].File || T.Fields[B.Field.Index].Own;
  return B.Variable && T.Globals[B.Variable.Index].File;
}

/// The functions where a thread that signals reach enters what is seen of the
/// program.
void Signals::findEntered() {
  llvm::BitVector Ready = findReady(), Known(P.Functions.size());
  auto Number = [&](FunctionId F) { return P.Prog.GraphOf[F.Index]; };
  // Files that are not seen may call it.
  auto IsExternal = [&](uint32_t F) {
    return !P.Prog.All.Functions[P.Functions[F].Graph.Id.Index].File;
  };
  for (const Root &R : P.Roots) {
    uint32_t F = Number(R.Handler);
    const ContextKind *C = P.Prog.context(R.Context);
    Known.set(F);
    if (!isUnsignalled(C) || Ready.test(F))
      Reached.set(F);
  }
  for (const Binding &B : P.Prog.All.Bindings)
    if (uint32_t F = Number(B.Target);
        F != Program::NoGraph && !B.Context && !isOwn(P.Prog.All, B))
      Reached.set(F);
  for (uint32_t F = 0; F != P.Functions.size(); ++F)
    if (!Known.test(F) && (Callers[F].empty() || IsExternal(F)))
      Reached.set(F);
  Reached |= passedFunctions(P);
}
