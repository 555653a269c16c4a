//===- Terms.h - questions about terms --------------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Terms are expressions of a function's pool (State.h says what they mean).
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_TERMS_H
#define LOCKTIDY_SOLVE_TERMS_H

#include "Graph/Builder.h"
#include "llvm/ADT/ArrayRef.h"
#include <optional>

namespace locktidy {

/// Age of the unknown that stands for the returned value in a summary.
inline constexpr uint32_t ReturnedValue = 2;

/// True when \p Term is part of \p In, or \p In itself.
bool mentions(const FunctionGraph &G, ExprId In, ExprId Term);

/// True for a term over parameters and memory reached from them: what a caller
/// can say too.
bool isEntryTerm(const FunctionGraph &G, ExprId Term);
/// The same, with the returned value.
bool isExitTerm(const FunctionGraph &G, ExprId Term);

/// True when the value depends on memory other than the parameters' slots.
bool readsMemory(const FunctionGraph &G, ExprId Term);

/// \p In with every \p From replaced by \p To. \p Terms builds in G's pool.
ExprId replaced(const FunctionGraph &G, ExprBuilder &Terms, ExprId In,
                ExprId From, ExprId To);

/// The object of \p Lock is found from a global, from where the function goes
/// on from one such object to the next: it may be one that callers know by
/// another name, and whether it is on the list only memory tells.
bool isOnGlobalList(const TUGraph &Tables, const FunctionGraph &G, ExprId Lock);

/// A value and what is added to it: `x - 1` is x and -1.
std::pair<ExprId, int64_t> splitOffset(const FunctionGraph &G, ExprId Term);

/// True for addresses of two different objects: variables, functions, fields of
/// one record or elements of one array that differ (`&sc->rx.lock`,
/// `&sc->tx.lock`;
/// `&a[i]`, `&a[i - 1]`). False when they may be one, as with fields of two
/// records at one address: a pointer was cast, and one may lie in the other.
bool areDistinct(const TUGraph &Tables, const FunctionGraph &G, ExprId A,
                 ExprId B);

/// `--count`: what is left of a count that memory holds.
bool isCountLeft(const FunctionGraph &G, ExprId Term);

/// The object that a field or element at \p Address, which may be none, is part
/// of, as far as its address is computed without reading memory again: the value
/// of sc, of `&sc->tx.lock`.
ExprId objectOf(const FunctionGraph &G, ExprId Address);

/// The parameter or variable whose value \p Term, which may be none, is.
std::optional<uint32_t> slotOf(const FunctionGraph &G, ExprId Term);

/// The parameter whose value \p Term, which may be none, is: `sc`, not
/// `sc->flags`.
std::optional<uint32_t> parameterOf(const FunctionGraph &G, ExprId Term);

/// The field whose value \p Term, which may be none, is: softc::flags of
/// `sc->flags`.
std::optional<uint32_t> fieldOf(const FunctionGraph &G, ExprId Term);

/// Whether \p Term has the value that some object's field has in memory, other
/// than at the address \p Except.
bool loadsField(const FunctionGraph &G, ExprId Term, uint32_t Field,
                ExprId Except = ExprId());

/// The same of one of several fields, which are sorted.
bool loadsOneOf(const FunctionGraph &G, ExprId Term,
                llvm::ArrayRef<uint32_t> Fields);

} // namespace locktidy

#endif
