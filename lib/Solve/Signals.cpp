//===- Signals.cpp - which functions a signal may find running ------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Signals.h"
#include "Solve/Reach.h"
#include "Solve/Terms.h"
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

static constexpr uint32_t Nobody = ~0u, Many = ~1u;

/// Whether \p G names \p Field of local variables only, and of none that is
/// \p Escaped.
static bool isOfLocals(const FunctionGraph &G, const llvm::BitVector &Escaped,
                       FieldId Field) {
  auto IsOfLocal = [&](const Expr &X) {
    const Expr &Object = G.expr(objectOf(G, X.A));
    return Object.Kind == ExprKind::Local && Object.Symbol < Escaped.size() &&
           !Escaped.test(Object.Symbol);
  };
  return llvm::all_of(G.Exprs, [&](const Expr &X) {
    return X.Kind != ExprKind::Field || X.Symbol != Field.Index || IsOfLocal(X);
  });
}

/// By function: the one that alone names it, and does so to put it into fields
/// of its local variables; Nobody or Many when there is none. Who calls it
/// through these fields does so for that one.
std::vector<uint32_t> Signals::findLenders() const {
  std::vector<uint32_t> Out(P.Functions.size(), Nobody);
  for (uint32_t F = 0; F != P.Functions.size(); ++F)
    for (const Expr &X : P.Functions[F].Graph.Exprs)
      if (X.Kind == ExprKind::Function)
        if (uint32_t T = P.Prog.GraphOf[X.Symbol]; T != Program::NoGraph)
          Out[T] = Out[T] == Nobody || Out[T] == F ? F : Many;
  llvm::BitVector Bound(P.Functions.size());
  for (const Binding &B : P.Prog.All.Bindings) {
    uint32_t T = P.Prog.GraphOf[B.Target.Index];
    if (T == Program::NoGraph)
      continue;
    Bound.set(T);
    if (Out[T] < Many &&
        (!B.Field || B.Variable || B.Context ||
         !isOfLocals(P.Functions[Out[T]].Graph, P.Escaped[Out[T]], B.Field)))
      Out[T] = Many;
  }
  for (uint32_t T = 0; T != Out.size(); ++T)
    if (!Bound.test(T))
      Out[T] = Nobody;
  return Out;
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
  std::vector<uint32_t> Lenders = findLenders();
  auto IsLent = [&](uint32_t F) { return Lenders[F] < Many; };
  for (uint32_t F = 0; F != P.Functions.size(); ++F)
    if (IsLent(F)) {
      Callees[Lenders[F]].push_back(F);
      Callers[F].push_back(Lenders[F]);
    }
  for (uint32_t F = 0; F != P.Functions.size(); ++F)
    for (const CallPoint &Call : P.Functions[F].Data.Calls)
      for (FunctionId To : Call.Callees)
        if (uint32_t C = P.Prog.GraphOf[To.Index];
            C != Program::NoGraph && !IsLent(C) &&
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

/// The functions where a thread that signals reach enters what is seen of the
/// program.
void Signals::findEntered() {
  llvm::BitVector Ready = findReady(), Known(P.Functions.size());
  auto Number = [&](FunctionId F) { return P.Prog.GraphOf[F.Index]; };
  // Files that are not seen may call it.
  auto IsExternal = [&](uint32_t F) {
    return !P.Prog.All.Functions[P.Functions[F].Graph.Id.Index].File;
  };
  auto AddHandler = [&](uint32_t F, StringId Context) {
    Known.set(F);
    if (!isUnsignalled(P.Prog.context(Context)) || Ready.test(F))
      Reached.set(F);
  };
  for (const Root &R : P.Roots)
    AddHandler(Number(R.Handler), R.Context);
  // Registered where no path is seen to come: what changes in between, files
  // that are not seen do.
  const llvm::BitVector Seen = Known;
  for (const SolvedFunction &In : P.Functions)
    for (const Block &B : In.Graph.Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Effect && E.Effect == EffectKind::Register &&
            E.Handler && In.Graph.expr(E.Handler).Kind == ExprKind::Function)
          if (uint32_t F = P.Prog.GraphOf[In.Graph.expr(E.Handler).Symbol];
              F != Program::NoGraph && !Seen.test(F))
            AddHandler(F, E.Context);
  for (const Binding &B : P.Prog.All.Bindings)
    if (uint32_t F = Number(B.Target);
        F != Program::NoGraph && !B.Context && !isOwn(P.Prog.All, B))
      Reached.set(F);
  for (uint32_t F = 0; F != P.Functions.size(); ++F)
    if (!Known.test(F) && (Callers[F].empty() || IsExternal(F)))
      Reached.set(F);
  Reached |= passedFunctions(P);
}
