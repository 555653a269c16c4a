//===- Terms.cpp - questions about terms ----------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Terms.h"

using namespace locktidy;

bool locktidy::mentions(const FunctionGraph &G, ExprId In, ExprId Term) {
  if (In == Term)
    return true;
  if (In < Term) // a term's parts are older than it
    return false;
  const Expr &X = G.expr(In);
  return (X.A && mentions(G, X.A, Term)) || (X.B && mentions(G, X.B, Term));
}

ExprId locktidy::objectOf(const FunctionGraph &G, ExprId Address) {
  while (Address && (G.expr(Address).Kind == ExprKind::Field ||
                     G.expr(Address).Kind == ExprKind::Index))
    Address = G.expr(Address).A;
  return Address;
}

std::optional<uint32_t> locktidy::slotOf(const FunctionGraph &G, ExprId Term) {
  if (!Term || G.expr(Term).Kind != ExprKind::Load ||
      G.expr(G.expr(Term).A).Kind != ExprKind::Local)
    return std::nullopt;
  return G.expr(G.expr(Term).A).Symbol;
}

std::optional<uint32_t> locktidy::parameterOf(const FunctionGraph &G,
                                              ExprId Term) {
  std::optional<uint32_t> Slot = slotOf(G, Term);
  return Slot && *Slot < G.NumParams ? Slot : std::nullopt;
}

std::optional<uint32_t> locktidy::fieldOf(const FunctionGraph &G, ExprId Term) {
  if (!Term || G.expr(Term).Kind != ExprKind::Load ||
      G.expr(G.expr(Term).A).Kind != ExprKind::Field)
    return std::nullopt;
  return G.expr(G.expr(Term).A).Symbol;
}

static bool isNamed(const FunctionGraph &G, ExprId Term, bool WithResult) {
  const Expr &X = G.expr(Term);
  switch (X.Kind) {
  case ExprKind::Const:
  case ExprKind::Global:
  case ExprKind::Function:
    return true;
  case ExprKind::Unknown:
    return WithResult && X.Symbol == ReturnedValue;
  case ExprKind::Local:
    return false;
  case ExprKind::Load:
    if (const Expr &A = G.expr(X.A); A.Kind == ExprKind::Local)
      return A.Symbol < G.NumParams;
    return !X.B && isNamed(G, X.A, WithResult);
  default:
    return (!X.A || isNamed(G, X.A, WithResult)) &&
           (!X.B || isNamed(G, X.B, WithResult));
  }
}

bool locktidy::isEntryTerm(const FunctionGraph &G, ExprId Term) {
  return isNamed(G, Term, false);
}

bool locktidy::isExitTerm(const FunctionGraph &G, ExprId Term) {
  return isNamed(G, Term, true);
}

bool locktidy::readsMemory(const FunctionGraph &G, ExprId Term) {
  const Expr &X = G.expr(Term);
  if (X.Kind == ExprKind::Load && G.expr(X.A).Kind != ExprKind::Local)
    return true;
  return (X.A && readsMemory(G, X.A)) || (X.B && readsMemory(G, X.B));
}

ExprId locktidy::replaced(const FunctionGraph &G, ExprBuilder &Terms, ExprId In,
                          ExprId From, ExprId To) {
  if (In == From)
    return To;
  if (!mentions(G, In, From))
    return In;
  const Expr X = G.expr(In); // a copy: building adds to the pool
  auto Part = [&](ExprId E) {
    return E ? replaced(G, Terms, E, From, To) : ExprId();
  };
  ExprId A = Part(X.A), B = Part(X.B);
  switch (X.Kind) {
  case ExprKind::Field:
    return Terms.field(A, FieldId(X.Symbol));
  case ExprKind::Outer:
    return Terms.outer(A, FieldId(X.Symbol));
  case ExprKind::Index:
    return Terms.index(A, B);
  case ExprKind::Load:
    return Terms.load(A, B);
  case ExprKind::Apply:
    return Terms.apply(FunctionId(X.Symbol), A, B);
  default:
    return B ? Terms.binary(X.Kind, A, B) : Terms.unary(X.Kind, A);
  }
}

bool locktidy::loadsOneOf(const FunctionGraph &G, ExprId Term,
                          llvm::ArrayRef<uint32_t> Fields) {
  const Expr &X = G.expr(Term);
  if (X.Kind == ExprKind::Load && G.expr(X.A).Kind == ExprKind::Field &&
      llvm::binary_search(Fields, G.expr(X.A).Symbol))
    return true;
  return (X.A && loadsOneOf(G, X.A, Fields)) ||
         (X.B && loadsOneOf(G, X.B, Fields));
}

bool locktidy::loadsField(const FunctionGraph &G, ExprId Term, uint32_t Field,
                          ExprId Except) {
  const Expr &X = G.expr(Term);
  if (X.Kind == ExprKind::Load && X.A != Except) {
    const Expr &A = G.expr(X.A);
    if (A.Kind == ExprKind::Field && A.Symbol == Field)
      return true;
  }
  return (X.A && loadsField(G, X.A, Field, Except)) ||
         (X.B && loadsField(G, X.B, Field, Except));
}

std::pair<ExprId, int64_t> locktidy::splitOffset(const FunctionGraph &G,
                                                 ExprId Term) {
  int64_t Offset = 0;
  for (;;) {
    const Expr &X = G.expr(Term);
    if (X.Kind != ExprKind::Add && X.Kind != ExprKind::Sub)
      return {Term, Offset};
    const Expr &Step = G.expr(X.B);
    if (Step.Kind != ExprKind::Const ||
        (X.Kind == ExprKind::Add
             ? __builtin_add_overflow(Offset, Step.Value, &Offset)
             : __builtin_sub_overflow(Offset, Step.Value, &Offset)))
      return {Term, Offset};
    Term = X.A;
  }
}

/// The addresses on the way from the outermost object to \p Term, that first.
static llvm::SmallVector<ExprId, 4> objectsAround(const FunctionGraph &G,
                                                  ExprId Term) {
  llvm::SmallVector<ExprId, 4> Way{Term};
  for (const Expr *X = &G.expr(Term);
       X->Kind == ExprKind::Field || X->Kind == ExprKind::Index;
       X = &G.expr(X->A))
    Way.push_back(X->A);
  std::reverse(Way.begin(), Way.end());
  return Way;
}

bool locktidy::areDistinct(const TUGraph &Tables, const FunctionGraph &G,
                           ExprId A, ExprId B) {
  llvm::SmallVector<ExprId, 4> WayA = objectsAround(G, A),
                               WayB = objectsAround(G, B);
  const Expr &RootA = G.expr(WayA.front()), &RootB = G.expr(WayB.front());
  auto IsObject = [](const Expr &X) {
    return X.Kind == ExprKind::Global || X.Kind == ExprKind::Function;
  };
  if (WayA.front() != WayB.front())
    return IsObject(RootA) && IsObject(RootB);
  for (size_t I = 1; I < WayA.size() && I < WayB.size(); ++I) {
    if (WayA[I] == WayB[I])
      continue;
    const Expr &X = G.expr(WayA[I]), &Y = G.expr(WayB[I]);
    if (X.Kind == ExprKind::Field && Y.Kind == ExprKind::Field)
      return X.Symbol != Y.Symbol &&
             Tables.Fields[X.Symbol].Record == Tables.Fields[Y.Symbol].Record;
    if (X.Kind != ExprKind::Index || Y.Kind != ExprKind::Index)
      return false;
    auto [OfX, AtX] = splitOffset(G, X.B);
    auto [OfY, AtY] = splitOffset(G, Y.B);
    return OfX == OfY ? AtX != AtY
                      : G.expr(OfX).Kind == ExprKind::Const &&
                            G.expr(OfY).Kind == ExprKind::Const;
  }
  return false;
}

/// The field of the object, at which something points, that \p Address is in.
static std::optional<uint32_t> memberOf(const FunctionGraph &G,
                                        ExprId Address) {
  std::optional<uint32_t> Out;
  for (; G.expr(Address).Kind == ExprKind::Field ||
         G.expr(Address).Kind == ExprKind::Index;
       Address = G.expr(Address).A)
    if (G.expr(Address).Kind == ExprKind::Field)
      Out = G.expr(Address).Symbol;
  return G.expr(Address).Kind == ExprKind::Load ? Out : std::nullopt;
}

bool locktidy::isOnGlobalList(const TUGraph &Tables, const FunctionGraph &G,
                              ExprId Lock) {
  std::optional<uint32_t> OfLock = memberOf(G, Lock);
  ExprId Root = Lock;
  while (G.expr(Root).A)
    Root = G.expr(Root).A;
  if (!OfLock || G.expr(Root).Kind != ExprKind::Global)
    return false;
  auto IsStep = [&](const Event &E) {
    if (E.Kind != EventKind::Store || G.expr(E.Value).Kind != ExprKind::Load)
      return false;
    auto Next = memberOf(G, G.expr(E.Value).A);
    return Next && Tables.Fields[*Next].Record == Tables.Fields[*OfLock].Record;
  };
  return llvm::any_of(
      G.Blocks, [&](const Block &B) { return llvm::any_of(B.Events, IsStep); });
}

bool locktidy::isCountLeft(const FunctionGraph &G, ExprId Term) {
  const Expr &X = G.expr(Term);
  if (X.Kind != ExprKind::Sub && X.Kind != ExprKind::Add)
    return false;
  const Expr &Step = G.expr(X.B);
  bool Down = Step.Kind == ExprKind::Const &&
              (X.Kind == ExprKind::Sub ? Step.Value > 0 : Step.Value < 0);
  const Expr *Count = &G.expr(X.A);
  while (Count->Kind == ExprKind::Add || Count->Kind == ExprKind::Sub)
    Count = &G.expr(Count->A);
  return Down && Count->Kind == ExprKind::Load &&
         G.expr(Count->A).Kind != ExprKind::Local;
}
