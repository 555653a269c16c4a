//===- Print.h - lock graphs as text ----------------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `locktidy graph FUNCTION` and the tests show: a graph in, one line per
// event out, in the form at the head of LockGraph.h. Complete (each operand
// that is set is printed) and stable (nothing depends on addresses or hashes).
//
//   f(sc) -> integer [header, &flags]:  returns an integer, comes from a
//   header,
//                                       takes the address of its local `flags`
//   b0: t3 = acquire mtx_trylock sc->mtx (mtx) success=nonzero @3
//       branch t3 b1 b2 @3
//
// Places are written `@line`, or `@file.h:line` outside the function's file.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_GRAPH_PRINT_H
#define LOCKTIDY_GRAPH_PRINT_H

#include "Graph/LockGraph.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/raw_ostream.h"
#include <string>

namespace locktidy {

/// Prints the functions called \p FunctionFilter, or, when that is empty, all
/// functions and the tables of the unit (bindings, static locks, lost ones).
void printGraph(llvm::raw_ostream &OS, const TUGraph &G,
                llvm::StringRef FunctionFilter = "");

/// The object at address \p E as its author would name it, for messages:
/// `sc->sc_mtx`, `softc.lock`, `sc->q[i].lock`, `foo_lock`. A temporary is
/// `t3`, what the graph cannot express `?`. A value that is no address prints
/// as itself: `sc->flags & 4`.
std::string exprText(const TUGraph &G, const FunctionGraph &F, ExprId E);

/// The value \p E as an expression of C: as exprText, but an address has its
/// `&`: `&sc->sc_mtx`, and the pointer `sc` is told from the address `&sc`.
std::string valueText(const TUGraph &G, const FunctionGraph &F, ExprId E);

/// Names an unknown for those who tell one from another (Solve/Print.h).
using UnknownName = llvm::function_ref<std::string(const Expr &)>;
std::string exprText(const TUGraph &G, const FunctionGraph &F, ExprId E,
                     UnknownName Name);
std::string valueText(const TUGraph &G, const FunctionGraph &F, ExprId E,
                      UnknownName Name);

/// `acquire`, `assert-not-held`.
llvm::StringRef effectName(EffectKind K);

} // namespace locktidy

#endif
