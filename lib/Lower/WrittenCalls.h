//===- WrittenCalls.h - the source text of calls ----------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Notes what Graph/Written.h describes, from the tokens as they stand in the
// file: a call that a macro hides has no text that could be replaced, and what
// other configurations compile counts as well.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_LOWER_WRITTENCALLS_H
#define LOCKTIDY_LOWER_WRITTENCALLS_H

#include "Lower/Effects.h"
#include "clang/AST/Stmt.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>
#include <set>

namespace locktidy {

class WrittenCalls {
public:
  /// Numbers the variables of the function.
  using LocalOf = llvm::function_ref<LocalId(const clang::VarDecl &)>;

  WrittenCalls(Unit &U, const clang::FunctionDecl &F, FunctionGraph &G)
      : U(U), F(F), G(G) {}

  /// Notes \p Call, which made \p Events, when a fix may change it.
  void note(const PrimitiveCall &Call, llvm::ArrayRef<Event> Events,
            LocalOf Number);

private:
  using Tokens = std::vector<clang::Token>;

  /// A statement, or declarator, that is a call and nothing else.
  struct Lone {
    Span Text;
    const clang::VarDecl *Variable = nullptr;
  };
  /// Of a call: how its text begins and ends, and those of its arguments.
  struct Text {
    Tokens All;                                  ///< name, `(`, ..., `)`
    std::vector<std::pair<size_t, size_t>> Args; ///< [first, last] of All
  };

  void noteLevel(WrittenCall &Out, LocalOf Number);
  void noteOthers(const PrimitiveCall &Call, const Text &As, LocalOf Number,
                  WrittenCall &Out);
  void noteRecords(const clang::Stmt &In, LocalOf Number);
  WrittenVariable &variable(const clang::VarDecl &V, LocalOf Number);
  std::optional<OtherCall> other(const CallForm &Form, const Text &As) const;
  bool isDeclared(llvm::StringRef Name) const;
  std::optional<Text> textOf(clang::SourceLocation Loc) const;

  void findLone();
  void scan();
  std::optional<unsigned> offsetInBody(clang::SourceLocation Loc) const;
  bool beginsStatement(clang::SourceLocation Loc) const;
  bool stays(const clang::Stmt &S) const;
  bool isWhole(const clang::Expr &X, const clang::CallExpr &Call) const;
  void visit(const clang::Stmt &S);
  void child(const clang::Stmt &S, const clang::Stmt *Next);
  void loneExpression(const clang::Expr &X);
  void loneDeclarators(const clang::DeclStmt &S);
  void declarator(const clang::VarDecl &V, llvm::ArrayRef<clang::Token> All,
                  bool Only);
  uint32_t mentions(const clang::VarDecl &V) const;

  Tokens tokens(clang::SourceLocation From, clang::tok::TokenKind End) const;
  Span span(clang::SourceLocation From, clang::SourceLocation To) const;
  Span wholeLines(clang::SourceLocation From, clang::SourceLocation To) const;
  llvm::StringRef source(clang::SourceLocation From,
                         clang::SourceLocation To) const;

  Unit &U;
  const clang::FunctionDecl &F;
  FunctionGraph &G;
  bool Searched = false;
  // Of the body as it is written, whatever the configuration; offsets in
  // BodyFile, which is invalid when a macro holds the body.
  clang::FileID BodyFile;
  std::set<unsigned> Begins; ///< of a statement, where none is open before it
  std::set<unsigned> BehindDirective;        ///< first tokens behind one
  std::map<llvm::StringRef, uint32_t> Names; ///< how often each stands there

  std::set<const clang::Stmt *> LoneStatements; ///< those that a fix may take
  std::map<std::pair<uint32_t, uint32_t>, Lone> LoneCalls; ///< by place
  std::map<const clang::VarDecl *, Span> Declarations;
  std::map<const clang::VarDecl *, uint32_t> References; ///< in the tree
};

} // namespace locktidy

#endif
