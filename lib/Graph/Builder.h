//===- Builder.h - making lock graphs ---------------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Interning for the tables of a TUGraph and for the expressions of a function,
// with the normal forms of Expr.h. Lowering and the tests build with these.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_GRAPH_BUILDER_H
#define LOCKTIDY_GRAPH_BUILDER_H

#include "Graph/LockGraph.h"
#include <optional>
#include <unordered_map>

namespace locktidy {

struct ExprHash {
  size_t operator()(const Expr &E) const;
};

/// Makes the expressions of one vector, in normal form and without duplicates.
class ExprBuilder {
public:
  explicit ExprBuilder(std::vector<Expr> &Exprs);

  ExprId constant(int64_t Value);
  ExprId unknown(); ///< a fresh one
  /// The unknown of a serial number; Age tells apart values that one place made
  /// one after the other.
  ExprId unknown(int64_t Serial, uint32_t Age);
  ExprId local(LocalId L);
  ExprId global(GlobalId G);
  ExprId function(FunctionId F);
  ExprId field(ExprId Base, FieldId F); ///< also field of an Outer of it: Base
  ExprId index(ExprId Base, ExprId I);  ///< index 0 is Base itself
  /// \p Version tells apart loads before and after memory was written; none in
  /// graphs, an Unknown in the solver's terms.
  ExprId load(ExprId Address, ExprId Version = ExprId());
  ExprId outer(ExprId Member, FieldId F); ///< of a Field F: its base
  /// The value of a function that depends on its arguments alone.
  ExprId apply(FunctionId F, ExprId A = ExprId(), ExprId B = ExprId());
  ExprId logicalNot(ExprId A); ///< Not(Not(x)) is Eq-folded where x is a truth
  ExprId unary(ExprKind K, ExprId A);
  ExprId binary(ExprKind K, ExprId A, ExprId B); ///< folds constants
  ExprId notEqual(ExprId A, ExprId B) {
    return logicalNot(binary(ExprKind::Eq, A, B));
  }

  const Expr &operator[](ExprId E) const { return Exprs[E.Index]; }
  std::optional<int64_t> constantValue(ExprId E) const;
  /// True for Not, Eq and Lt: the value is 0 or 1.
  bool isTruth(ExprId E) const;

private:
  ExprId intern(Expr E);
  /// And or Or with a constant, in normal form: `x & Kept | Set` without common
  /// bits, and without an And that only clears bits which are set anyway.
  ExprId withBits(ExprKind K, ExprId A, int64_t Bits);
  std::vector<Expr> &Exprs;
  std::unordered_map<Expr, ExprId, ExprHash> Known;
  int64_t NextUnknown = 0;
};

/// Interns the tables of a TUGraph.
class TUBuilder {
public:
  explicit TUBuilder(TUGraph &G) : Graph(G) {}

  StringId string(llvm::StringRef S);
  FieldId field(llvm::StringRef Record, llvm::StringRef Name,
                llvm::StringRef File);
  GlobalId global(llvm::StringRef Name, llvm::StringRef File);
  FunctionId function(llvm::StringRef Name, llvm::StringRef File);

  TUGraph &Graph;

private:
  llvm::StringMap<StringId> Strings;
  llvm::DenseMap<std::pair<uint64_t, uint32_t>, FieldId> Fields;
  llvm::DenseMap<std::pair<uint32_t, uint32_t>, GlobalId> Globals;
  llvm::DenseMap<std::pair<uint32_t, uint32_t>, FunctionId> Functions;
};

} // namespace locktidy

#endif
