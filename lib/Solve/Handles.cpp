//===- Handles.cpp - where the handles of handlers are kept ---------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Handles.h"
#include "Graph/Builder.h"
#include <optional>

using namespace locktidy;

/// Locals between the call and the place: a temporary of lowering's and one of
/// the author's.
static constexpr unsigned MaxLocals = 3;

/// The address of the memory to which the value of \p From is stored, perhaps
/// by way of locals; none when it stays in locals.
static ExprId keptAt(const FunctionGraph &G, LocalId From) {
  for (unsigned I = 0; I != MaxLocals; ++I) {
    std::optional<LocalId> Next;
    for (const Block &B : G.Blocks)
      for (const Event &E : B.Events) {
        if (E.Kind != EventKind::Store)
          continue;
        const Expr &Value = G.expr(E.Value);
        if (Value.Kind != ExprKind::Load ||
            G.expr(Value.A).Kind != ExprKind::Local ||
            G.expr(Value.A).Symbol != From.Index)
          continue;
        if (G.expr(E.Address).Kind != ExprKind::Local)
          return E.Address;
        if (!Next)
          Next = LocalId(G.expr(E.Address).Symbol);
      }
    if (!Next)
      return ExprId();
    From = *Next;
  }
  return ExprId();
}

/// The local whose value the handle of a registration is; none: it is in memory
/// already, or \p E registers nothing.
static LocalId handleIn(const FunctionGraph &G, const Event &E) {
  if (E.Kind != EventKind::Effect || E.Effect != EffectKind::Register ||
      !E.Channel)
    return LocalId();
  const Expr &Handle = G.expr(E.Channel);
  return Handle.Kind == ExprKind::Load &&
                 G.expr(Handle.A).Kind == ExprKind::Local
             ? LocalId(G.expr(Handle.A).Symbol)
             : LocalId();
}

LockClass locktidy::placeOf(const FunctionGraph &G, ExprId Term) {
  while (Term && (G.expr(Term).Kind == ExprKind::Load ||
                  G.expr(Term).Kind == ExprKind::Index))
    Term = G.expr(Term).A;
  return lockClassOf(G, Term);
}

void locktidy::placeHandles(Program &P) {
  for (FunctionGraph &G : P.All.Graphs)
    for (Block &B : G.Blocks)
      for (Event &E : B.Events)
        if (LocalId In = handleIn(G, E))
          if (ExprId At = keptAt(G, In))
            E.Channel = ExprBuilder(G.Exprs).load(At);
}
