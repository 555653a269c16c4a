//===- Fields.h - the fields of a lock graph, for its file ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The one description of what a .lockgraph file holds, used by the writer and
// the reader of File.cpp: visit(A, X) passes each field of X to the archive A.
// An archive offers
//
//   A.number(N) A.signedNumber(N) A.text(S)   plain values
//   A.choice(Enum, Last)     an enumerator no greater than Last
//   A.required(Id)           an index into its table
//   A.optional(Id)           the same, or none
//   A.list(Vector, Visit)    a vector; Visit(Element) for each
//   A.sparse(Fields)         Fields(Mark) calls Mark(field) for each of many
//                            fields, most of which are as constructed
//   A.limit(Id, Size)        from here on ids of this type are below Size
//
// To add a field: a line here, LockGraphVersion plus one, and the field in
// GraphTest.cpp's full graph.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_GRAPH_FIELDS_H
#define LOCKTIDY_GRAPH_FIELDS_H

#include "Graph/LockGraph.h"
#include <type_traits>

namespace locktidy {

/// T, or const T for an archive that only looks at it.
template <typename A, typename T>
using In = std::conditional_t<A::Reads, T, const T>;

template <typename A> void visit(A &Ar, In<A, Position> &P) {
  Ar.optional(P.File);
  Ar.number(P.Line);
  Ar.number(P.Column);
}

template <typename A> void visit(A &Ar, In<A, LockKind> &K) {
  Ar.text(K.Name);
  Ar.text(K.Noun);
  Ar.choice(K.Waits, Waiting::Sleep);
  Ar.choice(K.Held, SleepWhileHeld::Released);
  Ar.choice(K.Recursive, true);
  Ar.choice(K.OrderExempt, true);
  Ar.choice(K.Unpaired, true);
  Ar.choice(K.Counting, true);
  Ar.choice(K.InitDecides, true);
  Ar.choice(K.Zeroed, true);
  Ar.text(K.HeldReason);
  Ar.text(K.RecursePanic);
  Ar.text(K.ReleasePanic);
  Ar.text(K.InterruptPanic);
}

template <typename A> void visit(A &Ar, In<A, ContextKind> &C) {
  Ar.text(C.Name);
  Ar.text(C.Title);
  Ar.choice(C.ForbidsSleep, true);
  Ar.choice(C.ForbidsBlock, true);
  Ar.choice(C.Reclaims, true);
  Ar.text(C.Of);
  Ar.text(C.Reason);
  Ar.choice(C.Runs, Concurrency::Alone);
  Ar.list(C.Excludes, [&](auto &S) { Ar.text(S); });
  Ar.list(C.AskedBy, [&](auto &S) { Ar.text(S); });
  Ar.number(C.Unless);
  Ar.list(C.RefusedBy, [&](auto &S) { Ar.text(S); });
  Ar.text(C.Assumes);
  Ar.choice(C.Unlocked, true);
  Ar.list(C.Holds, [&](auto &S) { Ar.text(S); });
  Ar.choice(C.Level, IrqLevel::Hard);
  Ar.choice(C.Ends, true);
  Ar.choice(C.Hardware, true);
  Ar.choice(C.Half, DriverHalf::Lower);
  Ar.choice(C.Signals, Signalling::Never);
  Ar.list(C.SignalsIf, [&](auto &S) { Ar.text(S); });
  Ar.list(C.SignalsBy, [&](auto &S) { Ar.text(S); });
}

template <typename A> void visit(A &Ar, In<A, FieldInfo> &F) {
  Ar.required(F.Record);
  Ar.required(F.Name);
  Ar.optional(F.File);
  Ar.choice(F.Own, true);
  visit(Ar, F.Pos);
}

template <typename A> void visit(A &Ar, In<A, GlobalInfo> &G) {
  Ar.required(G.Name);
  Ar.optional(G.File);
  visit(Ar, G.Pos);
}

template <typename A> void visit(A &Ar, In<A, FunctionInfo> &F) {
  Ar.required(F.Name);
  Ar.optional(F.File);
}

/// Only the members that Expr.h names for the kind; the others are none.
template <typename A> void visit(A &Ar, In<A, Expr> &E) {
  Ar.choice(E.Kind, ExprKind::Apply);
  switch (E.Kind) {
  case ExprKind::Const:
  case ExprKind::Unknown:
    return Ar.signedNumber(E.Value);
  case ExprKind::Local:
    return Ar.template symbol<LocalId>(E.Symbol);
  case ExprKind::Global:
    return Ar.template symbol<GlobalId>(E.Symbol);
  case ExprKind::Function:
    return Ar.template symbol<FunctionId>(E.Symbol);
  case ExprKind::Field:
  case ExprKind::Outer:
    Ar.required(E.A);
    return Ar.template symbol<FieldId>(E.Symbol);
  case ExprKind::Apply:
    Ar.optional(E.A);
    Ar.optional(E.B);
    return Ar.template symbol<FunctionId>(E.Symbol);
  case ExprKind::Load:
  case ExprKind::Not:
  case ExprKind::Neg:
  case ExprKind::BitNot:
    return Ar.required(E.A);
  default:
    Ar.required(E.A);
    Ar.required(E.B);
  }
}

/// Operands stand before what uses them, so that no expression holds itself.
template <typename A> void visitExprs(A &Ar, In<A, std::vector<Expr>> &Exprs) {
  size_t Known = 0;
  Ar.list(Exprs, [&](auto &E) {
    Ar.limit(ExprId(), Known++);
    visit(Ar, E);
  });
  Ar.limit(ExprId(), Exprs.size());
}

template <typename A> void visit(A &Ar, In<A, Event> &E) {
  Ar.choice(E.Kind, EventKind::Clobber);
  visit(Ar, E.Pos);
  switch (E.Kind) {
  case EventKind::Effect:
    Ar.choice(E.Effect, EffectKind::Free);
    break;
  case EventKind::Call:
    Ar.required(E.Callee);
    break;
  case EventKind::Store:
    Ar.required(E.Address);
    Ar.required(E.Value);
    break;
  case EventKind::Clobber:
    Ar.required(E.Address);
    break;
  }
  // Those set most often come first, which keeps the mask of Ar.sparse short.
  Ar.sparse([&](auto Mark) {
    Mark(E.Name);
    Mark(E.Args);
    Mark(E.Result);
    Mark(E.Lock);
    Mark(E.LockKind);
    Mark(E.When);
    Mark(E.Channel);
    Mark(E.Mode, LockMode::Shared);
    Mark(E.Succeeds, Success::NonNegative);
    Mark(E.Timeout);
    Mark(E.Signals);
    Mark(E.Until);
    Mark(E.Results);
    Mark(E.Time, TimeSort::Span);
    Mark(E.NeverNull);
    Mark(E.Failure);
    Mark(E.KeepsDropped);
    Mark(E.Handler);
    Mark(E.Argument);
    Mark(E.Context);
    Mark(E.Label);
    Mark(E.Cookie);
    Mark(E.Giant);
    Mark(E.Amount);
    Mark(E.Stub, true);
    Mark(E.Recursive, true);
    Mark(E.Waits, true);
    Mark(E.Nested, true);
    Mark(E.AnyThread, true);
    Mark(E.Interrupts, Masking::Saved);
    Mark(E.ModeGiven, true);
  });
}

template <typename A> void visit(A &Ar, In<A, SwitchCase> &C) {
  Ar.signedNumber(C.Low);
  Ar.signedNumber(C.High);
  Ar.required(C.Target);
}

template <typename A> void visit(A &Ar, In<A, Terminator> &T) {
  Ar.choice(T.Kind, TermKind::Unreachable);
  visit(Ar, T.Pos);
  switch (T.Kind) {
  case TermKind::Jump:
    return Ar.required(T.Then);
  case TermKind::Branch:
    Ar.required(T.Cond);
    Ar.required(T.Then);
    Ar.required(T.Else);
    return visit(Ar, T.If);
  case TermKind::Switch:
    Ar.required(T.Cond);
    Ar.required(T.Else);
    Ar.choice(T.Exhaustive, true);
    return Ar.list(T.Cases, [&](auto &C) { visit(Ar, C); });
  case TermKind::Return:
    return Ar.optional(T.Cond);
  case TermKind::Unreachable:
    return;
  }
}

template <typename A> void visit(A &Ar, In<A, Span> &S) {
  Ar.optional(S.File);
  Ar.number(S.Line);
  Ar.number(S.Column);
  Ar.number(S.EndLine);
  Ar.number(S.EndColumn);
}

template <typename A> void visit(A &Ar, In<A, WrittenCall> &W) {
  Ar.number(W.Line);
  Ar.number(W.Column);
  visit(Ar, W.Call);
  visit(Ar, W.Statement);
  Ar.optional(W.Variable);
  Ar.list(W.Others, [&](auto &O) {
    Ar.optional(O.Kind);
    Ar.required(O.Before);
    Ar.optional(O.After);
  });
}

template <typename A> void visit(A &Ar, In<A, WrittenVariable> &W) {
  Ar.required(W.Variable);
  Ar.optional(W.Record);
  visit(Ar, W.Declaration);
  Ar.number(W.Mentions);
}

template <typename A> void visit(A &Ar, In<A, FunctionGraph> &F) {
  Ar.required(F.Id);
  visit(Ar, F.Pos);
  Ar.choice(F.Returns, ReturnKind::Other);
  Ar.choice(F.Stub, true);
  Ar.choice(F.FromHeader, true);
  Ar.choice(F.Core, true);
  Ar.choice(F.Prototype, true);
  Ar.list(F.Locals, [&](auto &L) {
    Ar.optional(L.Name);
    Ar.choice(L.AddressTaken, true);
  });
  Ar.limit(LocalId(), F.Locals.size());
  Ar.number(F.NumParams);
  Ar.check(F.NumParams <= F.Locals.size());
  visitExprs(Ar, F.Exprs);
  // Edges lead forwards too, so the number of blocks comes before the blocks.
  Ar.sized(F.Blocks, [&](auto &B) {
    Ar.list(B.Events, [&](auto &E) { visit(Ar, E); });
    visit(Ar, B.Term);
  });
  Ar.check(!F.Blocks.empty()); // block 0 is the entry
  Ar.list(F.WrittenCalls, [&](auto &W) { visit(Ar, W); });
  Ar.list(F.WrittenVariables, [&](auto &W) { visit(Ar, W); });
}

template <typename A> void visit(A &Ar, In<A, Contract> &C) {
  Ar.choice(C.Kind, LastContractKind);
  visit(Ar, C.Pos);
  Ar.optional(C.Function);
  Ar.optional(C.Text);
  Ar.list(C.Locks, [&](auto &E) { Ar.required(E); });
  Ar.list(C.Data, [&](auto &E) { Ar.required(E); });
  Ar.list(C.Records, [&](auto &S) { Ar.required(S); });
}

template <typename A> void visit(A &Ar, In<A, NotLowered> &L) {
  visit(Ar, L.Pos);
  Ar.required(L.What);
}

template <typename A> void visit(A &Ar, In<A, TUGraph> &G) {
  auto Each = [&](auto &X) { visit(Ar, X); };
  Ar.text(G.MainFile);
  Ar.text(G.Kernel);
  Ar.list(G.Strings, [&](auto &S) { Ar.text(S); });
  Ar.limit(StringId(), G.Strings.size());
  Ar.list(G.Kinds, Each);
  Ar.list(G.Contexts, Each);
  Ar.list(G.Fields, Each);
  Ar.limit(FieldId(), G.Fields.size());
  Ar.list(G.Globals, Each);
  Ar.limit(GlobalId(), G.Globals.size());
  Ar.list(G.Functions, Each);
  Ar.limit(FunctionId(), G.Functions.size());
  Ar.list(G.Graphs, Each);
  // Locals of these stand for the parameters of a binding's function.
  Ar.limit(LocalId(), MaxBindingParams);
  visitExprs(Ar, G.InitExprs);
  Ar.list(G.Bindings, [&](auto &B) {
    Ar.optional(B.Field);
    Ar.required(B.Target);
    visit(Ar, B.Pos);
    Ar.optional(B.Variable);
    Ar.optional(B.Key);
    Ar.optional(B.Context);
    Ar.optional(B.Lock);
    Ar.optional(B.LockKind);
    Ar.optional(B.Argument);
    Ar.number(B.ResumedBy);
    Ar.signedNumber(B.Resumed);
    Ar.optional(B.CalledAs);
  });
  Ar.limit(LocalId(), 0); // a static initialiser has no locals
  Ar.list(G.StaticInits, Each);
  Ar.list(G.Contracts, Each);
  Ar.list(G.Misread, Each);
  Ar.list(G.Lost, Each);
  Ar.number(G.LockOperations);
  Ar.number(G.ParseErrors);
  Ar.text(G.FirstError);
}

} // namespace locktidy

#endif
