//===- Lowering.h - Clang AST to lock graphs --------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Turns a parsed translation unit into lock graphs: the functions of the main
// file, and of headers those that they reach. One Lowering serves one unit:
//
//   Lowering L(Models, Options);
//   L.attach(CI.getPreprocessor());   // before parsing
//   ... parse ...
//   TUGraph G = L.run(CI.getASTContext());
//
// Lowering walks the AST itself instead of building a clang::CFG. Kernels spell
// primitives as macros that expand to loops and branches,
//
//   #define mtx_lock(m) do { if (!cas(&(m)->own, ..)) _mtx_lock_hard(m); }
//   while (0)
//
// and such an expansion must become ONE event with the macro's arguments as
// operands; in a clang::CFG that subtree is already spread over blocks.
//
// Invariants of the result: block 0 is the entry, every block is reachable from
// it, expressions are in the normal form of Expr.h, a branch condition is never
// a constant nor a Not. Nothing depends on addresses or on hash order, so the
// same unit always gives the same graph. A construct that cannot be expressed
// is listed in TUGraph::Lost, never dropped silently.
//
// Cost: linear in the code lowered; a few percent of the parse.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_LOWER_LOWERING_H
#define LOCKTIDY_LOWER_LOWERING_H

#include "Graph/LockGraph.h"
#include "Model/Model.h"
#include "llvm/ADT/ArrayRef.h"
#include <memory>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class Preprocessor;
} // namespace clang

namespace locktidy {

class MacroLog;

struct LoweringOptions {
  /// The model to use; empty: by the unit's macros (Model/Selection.h).
  std::string Kernel;
  bool Core = false; ///< the unit is of a kernel, but not of a driver
};

class Lowering {
public:
  /// \p Models must outlive the Lowering.
  Lowering(llvm::ArrayRef<const Model *> Models, LoweringOptions Options);
  ~Lowering();

  /// Listens to the macro expansions of \p PP; to be called before parsing.
  void attach(clang::Preprocessor &PP);

  /// Lowers the unit; to be called once, while the preprocessor still lives.
  TUGraph run(clang::ASTContext &Ctx);

private:
  const Model &chooseModel();

  std::vector<const Model *> Models;
  LoweringOptions Options;
  std::shared_ptr<MacroLog>
      Macros; ///< shared with the preprocessor's callbacks
  clang::Preprocessor *PP = nullptr;
  Model Own; ///< empty when no model fits; else may be made of several
};

} // namespace locktidy

#endif
