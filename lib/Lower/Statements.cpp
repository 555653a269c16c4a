//===- Statements.cpp - control flow --------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Lower/FunctionLowering.h"
#include "Lower/Simplify.h"
#include "clang/AST/Attr.h"

using namespace locktidy;
using namespace clang;

BlockId FunctionLowering::newBlock() {
  G.Blocks.emplace_back();
  return BlockId(G.Blocks.size() - 1);
}

void FunctionLowering::terminate(Terminator T) {
  G.Blocks[Current.Index].Term = std::move(T);
  start(newBlock());
}

void FunctionLowering::jump(BlockId To, SourceLocation Loc) {
  Terminator T;
  T.Kind = TermKind::Jump;
  T.Then = To;
  T.Pos = U.position(Loc);
  terminate(std::move(T));
}

void FunctionLowering::unreachable(SourceLocation Loc) {
  Terminator T;
  T.Kind = TermKind::Unreachable;
  T.Pos = U.position(Loc);
  terminate(std::move(T));
}

static ReturnKind returnKind(QualType T) {
  if (T->isVoidType())
    return ReturnKind::Void;
  if (T->isBooleanType())
    return ReturnKind::Boolean;
  if (T->isPointerType())
    return ReturnKind::Pointer;
  return T->isIntegralOrEnumerationType() ? ReturnKind::Integer
                                          : ReturnKind::Other;
}

void FunctionLowering::begin() {
  G.Id = U.function(F);
  G.Pos = U.position(F.getLocation());
  G.Returns = returnKind(F.getReturnType());
  G.Stub = Unit::isStub(F);
  G.FromHeader = !U.inUnitFile(F.getLocation());
  G.NumParams = F.getNumParams();
  for (const ParmVarDecl *P : F.parameters())
    local(*P);
  if (F.getReturnType()->isRecordType() && !F.isVariadic()) {
    newLocal("result"); // Records.cpp
    ++G.NumParams;
  }
  start(newBlock());
  declaredAtEntry();
}

void FunctionLowering::run() {
  begin();
  Notes = U.phaseNotesOf(F);
  statement(F.getBody());
  Terminator End;
  End.Kind = TermKind::Return;
  End.Pos = U.position(F.getBody()->getEndLoc());
  terminate(std::move(End));
  resolveGotos();
  simplify(G);
}

void FunctionLowering::statement(const Stmt *S) {
  if (!S)
    return;
  if (const auto *X = dyn_cast<clang::Expr>(S))
    return discard(X);
  if (!macro(S, /*Used=*/false))
    plainStatement(S);
}

void FunctionLowering::plainStatement(const Stmt *S) {
  switch (S->getStmtClass()) {
  case Stmt::NullStmtClass:
    return emptyStatement(*llvm::cast<NullStmt>(S));
  case Stmt::CompoundStmtClass:
    return compound(*cast<CompoundStmt>(S));
  case Stmt::IfStmtClass:
    return ifStatement(*llvm::cast<IfStmt>(S));
  case Stmt::WhileStmtClass:
    return whileStatement(*llvm::cast<WhileStmt>(S));
  case Stmt::DoStmtClass:
    return doStatement(*llvm::cast<DoStmt>(S));
  case Stmt::ForStmtClass:
    return forStatement(*llvm::cast<ForStmt>(S));
  case Stmt::SwitchStmtClass:
    return switchStatement(*llvm::cast<SwitchStmt>(S));
  case Stmt::DeclStmtClass:
    return declarations(*llvm::cast<DeclStmt>(S));
  case Stmt::GCCAsmStmtClass:
    return assembler(*llvm::cast<GCCAsmStmt>(S));
  case Stmt::AttributedStmtClass:
    return statement(llvm::cast<AttributedStmt>(S)->getSubStmt());
  default:
    return jumpStatement(S);
  }
}

void FunctionLowering::jumpStatement(const Stmt *S) {
  switch (S->getStmtClass()) {
  case Stmt::CaseStmtClass:
  case Stmt::DefaultStmtClass: {
    const auto *Case = llvm::cast<clang::SwitchCase>(S);
    auto It = CaseBlocks.find(Case);
    if (It != CaseBlocks.end()) {
      jump(It->second, S->getBeginLoc());
      start(It->second);
    }
    return statement(Case->getSubStmt());
  }
  case Stmt::LabelStmtClass:
    return label(*llvm::cast<LabelStmt>(S));
  case Stmt::GotoStmtClass:
    return gotoLabel(*llvm::cast<GotoStmt>(S)->getLabel(), S->getBeginLoc());
  case Stmt::IndirectGotoStmtClass:
    return indirectGoto(*llvm::cast<IndirectGotoStmt>(S));
  case Stmt::ReturnStmtClass:
    return returnStatement(*llvm::cast<ReturnStmt>(S));
  case Stmt::BreakStmtClass:
  case Stmt::ContinueStmtClass: {
    bool IsBreak = isa<BreakStmt>(S);
    BlockId To = IsBreak ? Target.Break : Target.Continue;
    size_t Depth = IsBreak ? Target.BreakDepth : Target.ContinueDepth;
    if (!To) // only after an error
      return unreachable(S->getBeginLoc());
    runCleanups(llvm::ArrayRef(Cleanups).drop_front(Depth), S->getBeginLoc());
    return jump(To, S->getBeginLoc());
  }
  default:
    return unknownStatement(S);
  }
}

void FunctionLowering::unknownStatement(const Stmt *S) {
  U.lost(S->getBeginLoc(), S->getStmtClassName());
  for (const Stmt *Child : S->children())
    statement(Child);
}

/// Statements in order; those that one macro expands to are taken together.
void FunctionLowering::compound(const CompoundStmt &S) {
  size_t Depth = Cleanups.size();
  llvm::SmallVector<const Stmt *, 16> Body(S.body());
  for (llvm::ArrayRef<const Stmt *> Rest = Body; !Rest.empty();) {
    phaseNotes(Rest.front()->getBeginLoc());
    size_t Pieces = U.Macros.piecesOfFirst(Rest);
    if (Pieces > 1 && macro(Rest.take_front(Pieces), /*Used=*/false)) {
      Rest = Rest.drop_front(Pieces);
      continue;
    }
    statement(Rest.front());
    Rest = Rest.drop_front();
  }
  phaseNotes(S.getRBracLoc());
  leaveScope(Depth, S.getRBracLoc());
}

/// Whether `while` in place of `if` would be legal, and repeat one call only.
static bool couldBeWhile(const IfStmt &S) {
  const Stmt *Then = S.getThen();
  if (const auto *Body = dyn_cast<CompoundStmt>(Then))
    Then = Body->size() == 1 ? Body->body_front() : nullptr;
  const auto *X = dyn_cast_or_null<clang::Expr>(Then);
  return X && isa<CallExpr>(X->IgnoreParenCasts()) && !S.getElse() &&
         !S.getIfLoc().isMacroID();
}

/// The notes between the statement before and \p Before.
void FunctionLowering::phaseNotes(SourceLocation Before) {
  while (!Notes.empty() &&
         U.SM.isBeforeInTranslationUnit(Notes.front().Loc,
                                        U.SM.getExpansionLoc(Before))) {
    Event Ev;
    Ev.Kind = EventKind::Effect;
    Ev.Effect = Notes.front().Effect;
    Ev.Pos = U.position(Notes.front().Loc);
    Ev.Name = U.Tables.string(Notes.front().Name);
    append(std::move(Ev));
    Notes = Notes.drop_front();
  }
}

void FunctionLowering::ifStatement(const IfStmt &S) {
  uint32_t First = Current.Index;
  BlockId Then = newBlock(), Join = newBlock();
  BlockId Else = S.getElse() ? newBlock() : Join;
  condition(S.getCond(), Then, Else);
  if (couldBeWhile(S))
    for (Block &B : llvm::MutableArrayRef(G.Blocks).drop_front(First))
      if (B.Term.Kind == TermKind::Branch &&
          (B.Term.Then == Then || B.Term.Else == Then))
        B.Term.If = U.position(S.getIfLoc());
  start(Then);
  statement(S.getThen());
  jump(Join, S.getThen()->getEndLoc());
  if (S.getElse()) {
    start(Else);
    statement(S.getElse());
    jump(Join, S.getElse()->getEndLoc());
  }
  start(Join);
}

void FunctionLowering::whileStatement(const WhileStmt &S) {
  BlockId Head = newBlock(), Body = newBlock(), Exit = newBlock();
  JumpTarget Outer = Target;
  Target = {Exit, Head, Cleanups.size(), Cleanups.size()};
  jump(Head, S.getBeginLoc());
  start(Head);
  condition(S.getCond(), Body, Exit);
  start(Body);
  statement(S.getBody());
  jump(Head, S.getBody()->getEndLoc());
  Target = Outer;
  start(Exit);
}

void FunctionLowering::doStatement(const DoStmt &S) {
  BlockId Body = newBlock(), Test = newBlock(), Exit = newBlock();
  JumpTarget Outer = Target;
  Target = {Exit, Test, Cleanups.size(), Cleanups.size()};
  jump(Body, S.getBeginLoc());
  start(Body);
  statement(S.getBody());
  jump(Test, S.getWhileLoc());
  Target = Outer;
  start(Test);
  condition(S.getCond(), Body, Exit);
  start(Exit);
}

void FunctionLowering::forStatement(const ForStmt &S) {
  size_t Depth = Cleanups.size();
  statement(S.getInit());
  BlockId Head = newBlock(), Body = newBlock(), Step = newBlock(),
          Exit = newBlock();
  JumpTarget Outer = Target;
  Target = {Exit, Step, Cleanups.size(), Cleanups.size()};
  jump(Head, S.getBeginLoc());
  start(Head);
  if (S.getCond())
    condition(S.getCond(), Body, Exit);
  else
    jump(Body, S.getBeginLoc());
  start(Body);
  statement(S.getBody());
  jump(Step, S.getBody()->getEndLoc());
  start(Step);
  if (S.getInc())
    discard(S.getInc());
  jump(Head, S.getBody()->getEndLoc());
  Target = Outer;
  start(Exit);
  leaveScope(Depth, S.getEndLoc());
}

/// Whether \p S is over an enumeration and each enumerator has one of \p Cases.
static bool isExhaustive(const SwitchStmt &S,
                         llvm::ArrayRef<locktidy::SwitchCase> Cases) {
  const auto *Type =
      S.getCond()->IgnoreParenImpCasts()->getType()->getAs<clang::EnumType>();
  const clang::EnumDecl *Enum =
      Type ? Type->getDecl()->getDefinition() : nullptr;
  return Enum && !Enum->enumerators().empty() &&
         llvm::all_of(Enum->enumerators(), [&](const auto *Named) {
           int64_t Value = Named->getInitVal().getExtValue();
           return llvm::any_of(Cases, [&](const locktidy::SwitchCase &C) {
             return C.Low <= Value && Value <= C.High;
           });
         });
}

void FunctionLowering::switchStatement(const SwitchStmt &S) {
  Terminator T;
  T.Kind = TermKind::Switch;
  T.Cond = value(S.getCond());
  T.Pos = U.position(S.getBeginLoc());
  BlockId Exit = newBlock();
  T.Else = Exit;
  // The list is in reverse; a case may stand anywhere in the body.
  for (const auto *C = S.getSwitchCaseList(); C; C = C->getNextSwitchCase()) {
    BlockId Here = newBlock();
    CaseBlocks[C] = Here;
    const auto *Case = dyn_cast<CaseStmt>(C);
    if (!Case) {
      T.Else = Here;
      continue;
    }
    auto Low = E.constantValue(integer(*Case->getLHS()));
    auto High =
        Case->getRHS() ? E.constantValue(integer(*Case->getRHS())) : Low;
    if (Low && High && *Low <= *High)
      T.Cases.push_back({*Low, *High, Here});
  }
  std::reverse(T.Cases.begin(), T.Cases.end());
  T.Exhaustive = isExhaustive(S, T.Cases);
  if (auto Known = E.constantValue(T.Cond)) {
    BlockId To = T.Else;
    for (const auto &C : T.Cases)
      if (C.Low <= *Known && *Known <= C.High)
        To = C.Target;
    jump(To, S.getBeginLoc());
  } else {
    terminate(std::move(T));
  }
  JumpTarget Outer = Target;
  Target.Break = Exit;
  Target.BreakDepth = Cleanups.size();
  statement(S.getBody());
  jump(Exit, S.getEndLoc());
  Target = Outer;
  start(Exit);
}

BlockId FunctionLowering::labelBlock(const LabelDecl &L) {
  LabelInfo &Info = Labels[&L];
  if (!Info.Block)
    Info.Block = newBlock();
  return Info.Block;
}

void FunctionLowering::label(const LabelStmt &S) {
  BlockId Here = labelBlock(*S.getDecl());
  Labels[S.getDecl()].Cleanups = Cleanups;
  jump(Here, S.getIdentLoc());
  start(Here);
  statement(S.getSubStmt());
}

void FunctionLowering::gotoLabel(const LabelDecl &To, SourceLocation Loc) {
  if (!Cleanups.empty())
    Gotos.push_back({Current, &To, Cleanups, Loc});
  jump(labelBlock(To), Loc);
}

/// To any label whose address is taken, which is known at the end.
void FunctionLowering::indirectGoto(const IndirectGotoStmt &S) {
  discard(S.getTarget());
  IndirectGotos.push_back(Current);
  unreachable(S.getBeginLoc());
}

void FunctionLowering::resolveGotos() {
  for (const PendingGoto &P : Gotos) {
    const CleanupList &At = Labels[P.To].Cleanups;
    size_t Common = 0;
    while (Common != At.size() && Common != P.Cleanups.size() &&
           At[Common].Variable == P.Cleanups[Common].Variable)
      ++Common;
    start(P.From);
    runCleanups(llvm::ArrayRef(P.Cleanups).drop_front(Common), P.Loc);
  }
  for (BlockId From : IndirectGotos) {
    if (TakenLabels.empty())
      continue;
    Terminator T;
    T.Kind = TermKind::Switch;
    T.Pos = G.Blocks[From.Index].Term.Pos;
    T.Cond = E.unknown();
    for (size_t I = 0; I + 1 < TakenLabels.size(); ++I)
      T.Cases.push_back({static_cast<int64_t>(I), static_cast<int64_t>(I),
                         labelBlock(*TakenLabels[I])});
    T.Else = labelBlock(*TakenLabels.back());
    G.Blocks[From.Index].Term = std::move(T);
  }
}

void FunctionLowering::returnStatement(const ReturnStmt &S) {
  Terminator T;
  T.Kind = TermKind::Return;
  T.Pos = U.position(S.getBeginLoc());
  if (const clang::Expr *X = S.getRetValue()) {
    if (X->getType()->isRecordType())
      returnRecord(*X);
    else
      T.Cond = evaluate(X, !X->getType()->isVoidType());
    // Of a function that another one may replace nothing is known.
    if (T.Cond && F.hasAttr<clang::WeakAttr>())
      T.Cond = E.unknown();
    if (T.Cond && !Cleanups.empty())
      T.Cond = copyToTemporary(T.Cond, S.getBeginLoc());
  }
  runCleanups(Cleanups, S.getBeginLoc());
  terminate(std::move(T));
}

void FunctionLowering::declarations(const DeclStmt &S) {
  for (const Decl *D : S.decls()) {
    const auto *V = dyn_cast<VarDecl>(D);
    if (!V)
      continue;
    if (!V->hasLocalStorage()) {
      U.bindInitialiser(*V);
      if (V->isStaticLocal() && V->hasInit())
        findTakenLabels(V->getInit());
      continue;
    }
    LocalId Id = local(*V);
    if (const auto *Array = U.Ctx.getAsVariableArrayType(V->getType()))
      if (Array->getSizeExpr())
        discard(Array->getSizeExpr());
    if (V->hasInit())
      initialise(E.local(Id), V->getType(), *V->getInit());
    if (const auto *A = V->getAttr<CleanupAttr>())
      Cleanups.push_back({V, A->getFunctionDecl()});
  }
}

/// `static void *Table[] = { &&a, &&b };`
void FunctionLowering::findTakenLabels(const Stmt *S) {
  if (const auto *X = dyn_cast<AddrLabelExpr>(S))
    TakenLabels.push_back(X->getLabel());
  for (const Stmt *Child : S->children())
    if (Child)
      findTakenLabels(Child);
}

void FunctionLowering::leaveScope(size_t Depth, SourceLocation Loc) {
  runCleanups(llvm::ArrayRef(Cleanups).drop_front(Depth), Loc);
  Cleanups.truncate(Depth);
}

/// What assembler does to locking is not known; what it writes is.
void FunctionLowering::assembler(const GCCAsmStmt &S) {
  for (const clang::Expr *Input : S.inputs())
    discard(Input);
  for (const clang::Expr *Output : S.outputs())
    clobber(address(Output), S.getBeginLoc());
  if (S.getNumLabels() == 0)
    return;
  Terminator T;
  T.Kind = TermKind::Switch;
  T.Cond = E.unknown();
  T.Pos = U.position(S.getBeginLoc());
  for (unsigned I = 0; I != S.getNumLabels(); ++I)
    T.Cases.push_back({I, I, labelBlock(*S.getLabelExpr(I)->getLabel())});
  BlockId Next = T.Else = newBlock();
  terminate(std::move(T));
  start(Next);
}
