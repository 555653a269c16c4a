//===- Macros.h - macro expansions and the AST ------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds out which statements and expressions are the expansion of a macro that
// a model names, and which of their parts are its arguments. The preprocessor's
// callbacks log each use of a modelled name with the places of its arguments;
// afterwards the source locations of an AST node tell the expansions in which
// it lies. With
//
//   #define LOCK(sc)    mtx_lock(&(sc)->mtx)
//   #define mtx_lock(m) do { _get((m), curthread); } while (0)
//   LOCK(dev->softc);
//
// the do statement lies in the expansions of mtx_lock and of LOCK, in this
// order; `dev->softc` lies in none, for an argument belongs to where it was
// written, and `&(dev->softc)->mtx` in LOCK alone.
//
// An expansion is named by the location of its macro's name.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_LOWER_MACROS_H
#define LOCKTIDY_LOWER_MACROS_H

#include "Model/Model.h"
#include "clang/Basic/SourceLocation.h"
#include "clang/Lex/Token.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <memory>
#include <optional>
#include <vector>

namespace clang {
class CallExpr;
class Expr;
class FunctionDecl;
class IdentifierInfo;
class PPCallbacks;
class SourceManager;
class Stmt;
} // namespace clang

namespace locktidy {

/// One use of a macro that some model names.
struct MacroUse {
  llvm::StringRef Name;
  /// First and last token of each argument; invalid when empty.
  llvm::SmallVector<clang::SourceRange, 4> Args;
  bool FunctionLike = false;
  /// The tokens of each argument, when the macro's body drops them all and
  /// does nothing: an assertion that is compiled away.
  llvm::SmallVector<llvm::SmallVector<clang::Token, 8>, 0> Words;
  clang::SourceLocation End; ///< the last token of such a use
};

/// The uses of modelled macros in one unit, filled while it is preprocessed.
class MacroLog : public std::enable_shared_from_this<MacroLog> {
public:
  explicit MacroLog(llvm::ArrayRef<const Model *> Models) : Models(Models) {}

  std::unique_ptr<clang::PPCallbacks> makeCallbacks();
  const MacroUse *find(clang::SourceLocation Expansion) const;

private:
  friend class MacroRecorder;
  friend class MacroMatcher;
  bool isModelled(const clang::IdentifierInfo &Name);

  std::vector<const Model *> Models;
  llvm::DenseMap<const clang::IdentifierInfo *, bool> Modelled;
  llvm::DenseMap<clang::SourceLocation, MacroUse> Uses;
};

using ExpansionList = llvm::SmallVector<clang::SourceLocation, 4>;

/// The expansions in which the tokens from \p Begin to \p End lie and which
/// they do not owe to an argument, innermost first.
ExpansionList enclosingExpansions(const clang::SourceManager &SM,
                                  clang::SourceLocation Begin,
                                  clang::SourceLocation End);

/// A subtree of the AST that a model's entry describes as a whole.
struct MacroMatch {
  clang::SourceLocation Expansion;
  const MacroUse *Use = nullptr;
  const Entry *What = nullptr;
};

/// Decides which subtrees are primitives spelled as macros. The innermost
/// modelled name wins: a macro whose expansion holds a modelled primitive is
/// refused unless its entry is opaque; so is one that hides a return.
class MacroMatcher {
public:
  MacroMatcher(const clang::SourceManager &SM, const MacroLog &Log,
               const Model &Kernel)
      : SM(SM), Log(Log), Kernel(Kernel) {}

  /// Whether \p Pieces, one node or neighbouring statements, all of the same
  /// expansion, are the outermost part of a match.
  std::optional<MacroMatch> match(llvm::ArrayRef<const clang::Stmt *> Pieces);

  /// The number of leading elements of \p Siblings which lie in the outermost
  /// modelled expansion of the first; 0 when there is none.
  size_t piecesOfFirst(llvm::ArrayRef<const clang::Stmt *> Siblings) const;

  /// The part of \p Pieces that is argument \p Index of a match, the largest
  /// one; null when the expansion does not evaluate it.
  const clang::Expr *argument(llvm::ArrayRef<const clang::Stmt *> Pieces,
                              const MacroUse &Use, unsigned Index) const;

  /// Calls \p Take for each use, in no order.
  void forEachUse(
      llvm::function_ref<void(clang::SourceLocation, const MacroUse &)> Take)
      const {
    for (const auto &[Name, Use] : Log.Uses)
      Take(Name, Use);
  }

  /// The use of a macro with nothing left of it that ends just before \p Next;
  /// each use once.
  const MacroUse *takeBefore(clang::SourceLocation Next);

  /// The entry that describes a call of a function: by its name, or by the name
  /// of an object-like macro that stands for it. Sets \p Name to that name.
  const Entry *findCallee(const clang::CallExpr &Call,
                          llvm::StringRef &Name) const;

  /// The name by which the author knows the primitive \p Name at \p At: that of
  /// the outermost modelled macro which was refused because it does just this.
  llvm::StringRef writtenName(const clang::Stmt &At, const Entry &What,
                              llvm::StringRef Name) const;

  /// Whether \p Pieces call no function that does anything, arguments apart.
  bool isStub(llvm::ArrayRef<const clang::Stmt *> Pieces,
              clang::SourceLocation Expansion) const;

private:
  struct Content {
    unsigned Primitives = 0;
    bool Returns = false, Calls = false;
  };
  void survey(const clang::Stmt *S, clang::SourceLocation Expansion,
              Content &Found) const;
  const Entry *entryOf(clang::SourceLocation Expansion) const;
  bool isNamesake(const clang::FunctionDecl &F, const Entry &What) const;
  ExpansionList enclosing(const clang::Stmt &S) const;

  const clang::SourceManager &SM;
  const MacroLog &Log;
  const Model &Kernel;
  /// Expansions that are no match, with the number of primitives in them.
  llvm::DenseMap<clang::SourceLocation, unsigned> Refused;
  /// Uses that left nothing, by their last token where it was written.
  llvm::DenseMap<clang::SourceLocation, const MacroUse *> Dropped;
  llvm::DenseSet<const MacroUse *> Taken;
  bool DroppedKnown = false;
};

} // namespace locktidy

#endif
