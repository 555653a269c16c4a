//===- Unit.h - what the functions of a unit share --------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The state of lowering one translation unit: its tables, its model, and the
// names by which declarations go in a lock graph:
//
//   struct softc { struct { struct mtx lock; } tx; union { int a; }; };
//   lock   Field{"struct softc.tx", "lock"}
//   a      Field{"struct softc", "a"}
//   static struct mtx m; in f()   Global{"f.m", file}
//
// It also remembers the functions of headers that were referred to, which are
// lowered after those of the main file.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_LOWER_UNIT_H
#define LOCKTIDY_LOWER_UNIT_H

#include "Graph/Builder.h"
#include "Lower/Constants.h"
#include "Lower/Macros.h"
#include "Model/Model.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseSet.h"
#include <vector>

namespace locktidy {

/// A note in a function which says that other threads run from there on
/// (Publish), or that none does (Alone).
struct PhaseNote {
  clang::SourceLocation Loc;
  llvm::StringRef Name;
  EffectKind Effect;
};

class Unit {
public:
  Unit(clang::ASTContext &Ctx, const Model &Kernel, const MacroLog &Log,
       clang::Preprocessor *PP, TUGraph &Graph);

  Position position(clang::SourceLocation Loc);
  /// The absolute path of the file where \p Loc is.
  llvm::StringRef path(clang::SourceLocation Loc);
  FieldId field(const clang::FieldDecl &F);
  GlobalId global(const clang::VarDecl &V);

  /// The id of \p F; its body, if it has one, will be lowered.
  FunctionId function(const clang::FunctionDecl &F);

  /// Whether \p Loc is in the main file, or in a `.c` file that it includes.
  bool inUnitFile(clang::SourceLocation Loc);

  /// Records the functions that the initialiser of a variable refers to, and
  /// those that it puts into fields.
  void bindInitialiser(const clang::VarDecl &V);
  /// \p Row: the list of the record's initialisers, if it is one; \p Variable:
  /// the record, or the array of such.
  void bind(FieldId Field, FunctionId Target, clang::SourceLocation Loc,
            const clang::InitListExpr *Row = nullptr,
            GlobalId Variable = GlobalId());
  void bind(GlobalId Variable, FunctionId Target, clang::SourceLocation Loc);
  /// The kernel calls \p Target in a context, by no memory that is seen; by the
  /// name \p CalledAs of the model, if not empty.
  void bindCall(llvm::StringRef Context, FunctionId Target,
                clang::SourceLocation Loc, llvm::StringRef CalledAs = "");
  /// Does so when the model knows the name of \p F, or of its alias.
  void bindByName(const clang::FunctionDecl &F);
  void lost(clang::SourceLocation Loc, llvm::StringRef What);
  std::string recordName(const clang::RecordDecl &R);

  /// Whether the visible body of \p F does nothing: it returns a constant, an
  /// argument, or nothing at all.
  static bool isStub(const clang::FunctionDecl &F);

  /// Those of PhaseNotes in the body of \p F.
  llvm::ArrayRef<PhaseNote> phaseNotesOf(const clang::FunctionDecl &F) const;

  /// The definitions of headers referred to since the last call.
  std::vector<const clang::FunctionDecl *> takePending();

  clang::ASTContext &Ctx;
  const clang::SourceManager &SM;
  const Model &Kernel;
  MacroMatcher Macros;
  Constants Names;
  clang::Preprocessor *PP; ///< may be null
  TUGraph &Graph;
  TUBuilder Tables;
  ExprBuilder Statics;               ///< makes Graph.InitExprs
  std::vector<PhaseNote> PhaseNotes; ///< in the order of the source

private:
  // Handlers.cpp
  void addContext(Binding &B, const clang::InitListExpr *Row);
  void addResumed(Binding &B, const Condition &Equality);
  ExprId heldOnCall(const Operand &Lock, FunctionId Handler);

  void bindExpr(const clang::Expr *E, GlobalId Variable);
  void bindList(const clang::InitListExpr &List, GlobalId Variable);

  llvm::DenseMap<clang::FileID, std::string> Paths;
  llvm::DenseMap<const clang::FieldDecl *, FieldId> Fields;
  llvm::DenseMap<const clang::FunctionDecl *, FunctionId> Functions;
  llvm::DenseMap<FunctionId, const clang::FunctionDecl *> Declarations;
  std::vector<const clang::FunctionDecl *> Pending;
};

} // namespace locktidy

#endif
