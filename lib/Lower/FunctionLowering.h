//===- FunctionLowering.h - one function to its lock graph ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Walks the body of a function in the order of execution, appending events to a
// current block and starting blocks where control splits or joins.
//
//   Statements.cpp   control flow, scopes and their cleanups
//   Expressions.cpp  values and addresses
//   Conditions.cpp   &&, ||, !, ?: and branches
//   Attributes.cpp   what must hold at entry
//   Records.cpp      records as results and values
//   Accessors.cpp    calls that only name a value
//   Assertions.cpp   assertions that are compiled away
//   Calls.cpp        calls, builtins, and what the model says of them
//
// An expression of the graph is evaluated where an event uses it, so a value
// that a later side effect of the same full expression would change (`x++`) is
// first copied into a temporary. C leaves the order of other operands open.
//
// After a return or goto the current block is one that nothing reaches; what
// lands there is dropped at the end (Simplify.h).
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_LOWER_FUNCTIONLOWERING_H
#define LOCKTIDY_LOWER_FUNCTIONLOWERING_H

#include "Lower/Effects.h"
#include "Lower/Unit.h"
#include "Lower/WrittenCalls.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"

namespace locktidy {

class FunctionLowering {
public:
  FunctionLowering(Unit &U, const clang::FunctionDecl &F, FunctionGraph &G)
      : U(U), F(F), G(G), E(G.Exprs), Written(U, F, G) {}
  void run();
  /// The same of a function without a body, by its attributes.
  void runPrototype();

private:
  // Statements.cpp
  void statement(const clang::Stmt *S);
  void plainStatement(const clang::Stmt *S);
  void jumpStatement(const clang::Stmt *S);
  void compound(const clang::CompoundStmt &S);
  void phaseNotes(clang::SourceLocation Before);
  void ifStatement(const clang::IfStmt &S);
  void whileStatement(const clang::WhileStmt &S);
  void doStatement(const clang::DoStmt &S);
  void forStatement(const clang::ForStmt &S);
  void switchStatement(const clang::SwitchStmt &S);
  void label(const clang::LabelStmt &S);
  void indirectGoto(const clang::IndirectGotoStmt &S);
  void returnStatement(const clang::ReturnStmt &S);
  void declarations(const clang::DeclStmt &S);
  void findTakenLabels(const clang::Stmt *S);
  void assembler(const clang::GCCAsmStmt &S);
  void unknownStatement(const clang::Stmt *S);

  void begin();
  BlockId newBlock();
  void start(BlockId B) { Current = B; }
  void terminate(Terminator T); ///< and start a block that nothing reaches
  void jump(BlockId To, clang::SourceLocation Loc);
  void unreachable(clang::SourceLocation Loc);
  void append(Event Ev) {
    G.Blocks[Current.Index].Events.push_back(std::move(Ev));
  }

  /// A variable with __attribute__((cleanup(f))), to be given to f.
  struct Cleanup {
    const clang::VarDecl *Variable;
    const clang::FunctionDecl *Function;
  };
  using CleanupList = llvm::SmallVector<Cleanup, 0>;
  void runCleanups(llvm::ArrayRef<Cleanup> Of, clang::SourceLocation Loc);
  void leaveScope(size_t Depth, clang::SourceLocation Loc);
  void gotoLabel(const clang::LabelDecl &To, clang::SourceLocation Loc);
  void resolveGotos();
  BlockId labelBlock(const clang::LabelDecl &L);

  // Conditions.cpp
  void condition(const clang::Expr *C, BlockId Then, BlockId Else);
  void branch(ExprId Cond, BlockId Then, BlockId Else,
              clang::SourceLocation Loc);
  ExprId logical(const clang::Expr *C, bool Used);
  ExprId conditional(const clang::ConditionalOperator &C, bool Used);
  ExprId elvis(const clang::BinaryConditionalOperator &C);
  const clang::Expr *comparedWithZero(const clang::Expr *C,
                                      bool &Negated) const;

  // Expressions.cpp
  /// The value of \p X; its side effects become events.
  ExprId value(const clang::Expr *X);
  /// The address of the lvalue \p X, or of a copy of a record value.
  ExprId address(const clang::Expr *X);
  /// Only the side effects of \p X.
  void discard(const clang::Expr *X);
  ExprId evaluate(const clang::Expr *X, bool Used);
  ExprId evaluateOther(const clang::Expr *X, bool Used);
  ExprId atomic(const clang::AtomicExpr &X);
  ExprId cast(const clang::CastExpr &X, bool Used);
  ExprId unary(const clang::UnaryOperator &X, bool Used);
  ExprId binary(const clang::BinaryOperator &X, bool Used);
  ExprId arithmetic(const clang::BinaryOperator &X,
                    clang::BinaryOperatorKind Op, ExprId A, ExprId B);
  Event *asksForOwner(ExprId A, ExprId B);
  ExprId comparison(const clang::BinaryOperator &X, ExprId A, ExprId B);
  ExprId assignment(const clang::BinaryOperator &X);
  ExprId addressOfCopy(const clang::Expr *X);
  ExprId member(const clang::MemberExpr &X);
  ExprId element(const clang::ArraySubscriptExpr &X);
  ExprId statementExpression(const clang::StmtExpr &X, bool Used);
  ExprId integer(const clang::Expr &X); ///< folded, else unknown
  /// The value of a constant expression, by Clang.
  std::optional<int64_t> folded(const clang::Expr &X) const;
  ExprId recovered(const clang::RecoveryExpr &X);
  ExprId unknownOf(const clang::Expr &X);
  ExprId fit(ExprId V, clang::QualType T);
  ExprId truth(ExprId V) {
    return E.isTruth(V) ? V : E.logicalNot(E.logicalNot(V));
  }
  ExprId addressOfVariable(const clang::VarDecl &V);
  ExprId containerOf(ExprId Member, const clang::Expr &Offset);
  void initialise(ExprId Address, clang::QualType T, const clang::Expr &Init);
  void initialiseParts(ExprId Address, const clang::InitListExpr &List);
  void initialisePart(ExprId Address, const clang::Expr &Init);
  void initialiseRecord(ExprId Address, const clang::InitListExpr &List);
  void store(ExprId Address, ExprId V, clang::SourceLocation Loc);
  void clobber(ExprId Address, clang::SourceLocation Loc);
  void markTaken(ExprId Address);
  ExprId copyToTemporary(ExprId V, clang::SourceLocation Loc);
  ExprId known(const clang::NamedDecl &Source, ExprId V,
               clang::SourceLocation Loc);
  LocalId newLocal(llvm::StringRef Name = "");
  LocalId local(const clang::VarDecl &V);

  // Records.cpp
  ExprId recordResult(const clang::CallExpr &C);
  void takeRecord(ExprId Slot, clang::QualType T, clang::SourceLocation Loc);
  void returnRecord(const clang::Expr &X);
  void zeroRecord(const clang::CallExpr &C);
  void copyRecord(ExprId To, ExprId From, clang::QualType T,
                  clang::SourceLocation Loc);

  // Attributes.cpp
  void declaredAtEntry();
  void nameParameters();
  ExprId lockNamed(const clang::Expr &X);
  Event *declared(const clang::Expr *X, EffectKind Effect, bool Shared);

  // Accessors.cpp
  std::optional<ExprId> accessor(const clang::CallExpr &C);

  // Assertions.cpp
  void emptyStatement(const clang::NullStmt &S);
  void dropped(const MacroUse &Use, clang::SourceLocation Loc);
  void assertCondition(llvm::ArrayRef<clang::Token> In,
                       clang::SourceLocation Loc);
  void assertTokens(const Entry &What, llvm::StringRef Name,
                    llvm::ArrayRef<llvm::ArrayRef<clang::Token>> Args,
                    bool Truth, clang::SourceLocation Loc);
  ExprId variableNamed(llvm::StringRef Name, clang::QualType &Type);

  // Calls.cpp
  ExprId call(const clang::CallExpr &C, bool Used);
  ExprId anyCall(const clang::CallExpr &C, bool Used);
  std::optional<ExprId> builtin(const clang::CallExpr &C, bool Used);
  ExprId plainCall(const clang::CallExpr &C, bool Used);
  ExprId modelledCall(const clang::CallExpr &C, const Entry &What,
                      llvm::StringRef Name, bool Used);
  /// \p Pieces as a macro of the model; nothing when they are none.
  std::optional<ExprId> macro(llvm::ArrayRef<const clang::Stmt *> Pieces,
                              bool Used);
  ExprId primitive(PrimitiveCall &Call, bool Used);
  ExprId applied(const PrimitiveCall &Call);
  void countDown(const PrimitiveCall &Call);
  void sureResults(llvm::ArrayRef<Event> Events, const PrimitiveCall &Call);
  void keepConditions(const PrimitiveCall &Call,
                      llvm::ArrayRef<const clang::Stmt *> Pieces);
  Actual actual(const clang::Expr *Arg, bool Address, bool Used);
  bool isPlace(ExprId Address) const;
  void clobberOutputs(const PrimitiveCall &Call);
  llvm::StringRef calleeName(const clang::Expr &Callee) const;

  Unit &U;
  const clang::FunctionDecl &F;
  FunctionGraph &G;
  ExprBuilder E;
  WrittenCalls Written;
  BlockId Current;

  /// Where break and continue lead, and the cleanups that are in force there.
  struct JumpTarget {
    BlockId Break, Continue;
    size_t BreakDepth = 0, ContinueDepth = 0;
  };
  JumpTarget Target;

  llvm::ArrayRef<PhaseNote> Notes; ///< of the function, not yet lowered
  CleanupList Cleanups;            ///< in force, outermost first
  llvm::DenseMap<const clang::VarDecl *, LocalId> Variables;
  llvm::DenseMap<const clang::Expr *, ExprId> Opaque; ///< a of `a ?: b`
  llvm::DenseMap<const clang::SwitchCase *, BlockId> CaseBlocks;

  struct LabelInfo {
    BlockId Block;
    CleanupList Cleanups;
  };
  llvm::DenseMap<const clang::LabelDecl *, LabelInfo> Labels;
  std::vector<const clang::LabelDecl *> TakenLabels; ///< by &&label
  std::vector<BlockId> IndirectGotos;

  /// A goto out of a scope with cleanups; where it leads is known at the end.
  struct PendingGoto {
    BlockId From;
    const clang::LabelDecl *To;
    CleanupList Cleanups;
    clang::SourceLocation Loc;
  };
  std::vector<PendingGoto> Gotos;
};

} // namespace locktidy

#endif
