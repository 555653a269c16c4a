//===- LockClass.cpp - classes of locks -----------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/LockClass.h"

using namespace locktidy;

LockClass locktidy::lockClassOf(const FunctionGraph &G, ExprId Lock) {
  if (!Lock)
    return {};
  const Expr &E = G.expr(Lock);
  switch (E.Kind) {
  case ExprKind::Field:
    return {LockClass::Field, E.Symbol};
  case ExprKind::Global:
    return {LockClass::Global, E.Symbol};
  case ExprKind::Index:
    return lockClassOf(G, E.A);
  case ExprKind::Load: {
    LockClass At = lockClassOf(G, E.A);
    if (At.What == LockClass::Field)
      return {LockClass::PointerField, At.Symbol};
    if (At.What == LockClass::Global)
      return {LockClass::PointerGlobal, At.Symbol};
    return {};
  }
  default:
    return {};
  }
}

std::string locktidy::className(const TUGraph &T, LockClass C) {
  switch (C.What) {
  case LockClass::None:
    return "?";
  case LockClass::Field:
  case LockClass::PointerField: {
    const FieldInfo &F = T.Fields[C.Symbol];
    std::string Star = C.What == LockClass::PointerField ? "*" : "";
    return Star + T.str(F.Record).str() + "::" + T.str(F.Name).str();
  }
  case LockClass::Global:
  case LockClass::PointerGlobal: {
    std::string Star = C.What == LockClass::PointerGlobal ? "*" : "";
    return Star + T.str(T.Globals[C.Symbol].Name).str();
  }
  }
  return "?";
}
