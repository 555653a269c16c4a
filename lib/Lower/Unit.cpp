//===- Unit.cpp - what the functions of a unit share ----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Lower/Unit.h"
#include "Lower/Attributes.h"
#include "Lower/StaticInits.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

using namespace locktidy;
using namespace clang;
using llvm::StringRef;

Unit::Unit(ASTContext &Ctx, const Model &Kernel, const MacroLog &Log,
           Preprocessor *PP, TUGraph &Graph)
    : Ctx(Ctx), SM(Ctx.getSourceManager()), Kernel(Kernel),
      Macros(SM, Log, Kernel), Names(Ctx, PP), PP(PP), Graph(Graph),
      Tables(Graph), Statics(Graph.InitExprs) {}

StringRef Unit::path(SourceLocation Loc) {
  FileID File = SM.getFileID(SM.getExpansionLoc(Loc));
  auto [It, New] = Paths.try_emplace(File);
  if (New)
    if (OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File)) {
      llvm::SmallString<256> Path(Entry->getName());
      SM.getFileManager().makeAbsolutePath(Path);
      llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
      It->second = std::string(Path);
    }
  return It->second;
}

Position Unit::position(SourceLocation Loc) {
  Position P;
  if (Loc.isInvalid())
    return P;
  std::pair<FileID, unsigned> At = SM.getDecomposedExpansionLoc(Loc);
  if (StringRef Path = path(Loc); !Path.empty())
    P.File = Tables.string(Path);
  P.Line = SM.getLineNumber(At.first, At.second);
  P.Column = SM.getColumnNumber(At.first, At.second);
  return P;
}

bool Unit::inUnitFile(SourceLocation Loc) {
  if (Loc.isInvalid())
    return false;
  FileID File = SM.getFileID(SM.getExpansionLoc(Loc));
  return File == SM.getMainFileID() || path(Loc).ends_with(".c");
}

/// `struct tag`, the typedef's name, or for a record without any name that of
/// the member it is the type of.
std::string Unit::recordName(const RecordDecl &R) {
  std::string Kind(R.getKindName());
  if (R.getIdentifier())
    return Kind + " " + R.getName().str();
  if (const TypedefNameDecl *T = R.getTypedefNameForAnonDecl())
    return T->getName().str();
  if (const auto *Outer = dyn_cast<RecordDecl>(R.getLexicalDeclContext()))
    for (const FieldDecl *F : Outer->fields()) {
      const Type *T = F->getType()->getBaseElementTypeUnsafe();
      const RecordDecl *Of = T->getAsRecordDecl();
      if (Of && Of->getCanonicalDecl() == R.getCanonicalDecl())
        return recordName(*Outer) +
               (F->getIdentifier() ? "." + F->getName().str() : "");
    }
  return Kind + " (anonymous in " +
         llvm::sys::path::filename(path(R.getLocation())).str() + ")";
}

FieldId Unit::field(const FieldDecl &F) {
  auto [It, New] = Fields.try_emplace(&F);
  if (!New)
    return It->second;
  const RecordDecl *Record = F.getParent();
  while (Record->isAnonymousStructOrUnion() && !Record->getIdentifier()) {
    const auto *Outer = dyn_cast<RecordDecl>(Record->getLexicalDeclContext());
    if (!Outer)
      break;
    Record = Outer;
  }
  StringRef Header = path(Record->getLocation());
  StringRef File = inUnitFile(Record->getLocation()) ? Header : "";
  FieldId Id = Tables.field(recordName(*Record), F.getName(), File);
  StringRef Folder = llvm::sys::path::parent_path(Graph.MainFile);
  Graph.Fields[Id.Index].Own =
      File.empty() && Header.starts_with(Folder) &&
      Header.drop_front(Folder.size()).starts_with("/");
  Graph.Fields[Id.Index].Pos = position(F.getLocation());
  return Fields[&F] = Id;
}

GlobalId Unit::global(const VarDecl &V) {
  std::string Name = V.getName().str();
  if (const auto *F = dyn_cast_or_null<FunctionDecl>(
          V.isStaticLocal() ? V.getParentFunctionOrMethod() : nullptr))
    Name = F->getName().str() + "." + Name;
  bool Static = V.isStaticLocal() || !V.hasExternalFormalLinkage();
  GlobalId Id =
      Tables.global(Name, Static ? path(V.getCanonicalDecl()->getLocation())
                                 : StringRef());
  const VarDecl *Definition = V.getDefinition();
  Graph.Globals[Id.Index].Pos =
      position((Definition ? Definition : &V)->getLocation());
  return Id;
}

FunctionId Unit::function(const FunctionDecl &F) {
  auto [It, New] = Functions.try_emplace(F.getCanonicalDecl());
  if (!New)
    return It->second;
  const FunctionDecl *Definition = nullptr;
  bool HasBody = F.hasBody(Definition);
  const FunctionDecl *At = HasBody ? Definition : F.getCanonicalDecl();
  FunctionId Id = Tables.function(
      F.getName(), F.isExternallyVisible() ? "" : path(At->getLocation()));
  if (HasBody && !inUnitFile(Definition->getLocation()))
    Pending.push_back(Definition);
  if (!HasBody && declaresLocks(F))
    Pending.push_back(At);
  Declarations[Id] = At;
  return Functions[F.getCanonicalDecl()] = Id;
}

std::vector<const FunctionDecl *> Unit::takePending() {
  return std::exchange(Pending, {});
}

llvm::ArrayRef<PhaseNote> Unit::phaseNotesOf(const FunctionDecl &F) const {
  if (PhaseNotes.empty())
    return {};
  auto After = [&](SourceLocation Place) {
    return llvm::partition_point(PhaseNotes, [&](const PhaseNote &N) {
      return SM.isBeforeInTranslationUnit(N.Loc, SM.getExpansionLoc(Place));
    });
  };
  auto Begin = After(F.getBody()->getBeginLoc());
  auto End = After(F.getBody()->getEndLoc());
  return llvm::ArrayRef(PhaseNotes)
      .slice(Begin - PhaseNotes.begin(), End - Begin);
}

/// The arm of `1 ? f : (type *)0`, by which a macro has the type of f checked.
static const clang::Expr *checked(const clang::Expr *E) {
  const auto *Choice = dyn_cast<ConditionalOperator>(E);
  const auto *Asked =
      Choice ? dyn_cast<IntegerLiteral>(Choice->getCond()->IgnoreParenCasts())
             : nullptr;
  if (!Asked)
    return E;
  return (Asked->getValue().isZero() ? Choice->getFalseExpr()
                                     : Choice->getTrueExpr())
      ->IgnoreParenCasts();
}

/// The declaration that \p E designates or points at, casts apart.
template <typename T> static const T *designated(const clang::Expr *E) {
  E = E ? checked(E->IgnoreParenCasts()) : nullptr;
  if (const auto *Address = dyn_cast_or_null<UnaryOperator>(E))
    if (Address->getOpcode() == UO_AddrOf)
      E = Address->getSubExpr()->IgnoreParenCasts();
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E);
  return Ref ? dyn_cast<T>(Ref->getDecl()) : nullptr;
}

void Unit::bind(FieldId Field, FunctionId Target, SourceLocation Loc,
                const InitListExpr *Row, GlobalId Variable) {
  Binding B;
  B.Field = Field;
  B.Variable = Variable;
  B.Target = Target;
  B.Pos = position(Loc);
  if (Row && Row->getNumInits())
    if (const auto *V = designated<VarDecl>(Row->getInit(0)))
      B.Key = Tables.string(V->getName());
  addContext(B, Row);
  Graph.Bindings.push_back(B);
}

void Unit::bind(GlobalId Variable, FunctionId Target, SourceLocation Loc) {
  Binding B;
  B.Variable = Variable;
  B.Target = Target;
  B.Pos = position(Loc);
  Graph.Bindings.push_back(B);
}

void Unit::bindCall(StringRef Context, FunctionId Target, SourceLocation Loc,
                    StringRef CalledAs) {
  Binding B;
  B.Target = Target;
  B.Pos = position(Loc);
  B.Context = Tables.string(Context);
  if (!CalledAs.empty())
    B.CalledAs = Tables.string(CalledAs);
  Graph.Bindings.push_back(B);
}

void Unit::bindByName(const FunctionDecl &F) {
  if (!F.getIdentifier() || Kernel.Functions.empty())
    return;
  std::string Name =
      (llvm::sys::path::filename(path(F.getLocation())) + ":" + F.getName())
          .str();
  auto Found = Kernel.Functions.find(Name);
  if (Found == Kernel.Functions.end() && F.isExternallyVisible())
    Found = Kernel.Functions.find(F.getName());
  if (Found == Kernel.Functions.end())
    return;
  const FunctionDecl *Target = F.doesThisDeclarationHaveABody() ? &F : nullptr;
  if (const auto *Alias = F.getAttr<AliasAttr>()) {
    IdentifierInfo &Name = Ctx.Idents.get(Alias->getAliasee());
    for (const NamedDecl *D : Ctx.getTranslationUnitDecl()->lookup(&Name))
      if (const auto *Of = dyn_cast<FunctionDecl>(D))
        Target = Of;
  }
  if (Target)
    bindCall(Found->second.Context, function(*Target), F.getLocation(),
             Found->first());
}

void Unit::lost(SourceLocation Loc, StringRef What) {
  Graph.Lost.push_back({position(Loc), Tables.string(What)});
}

void Unit::bindInitialiser(const VarDecl &V) {
  if (!V.hasInit())
    return;
  bindExpr(V.getInit(), V.hasGlobalStorage() ? global(V) : GlobalId());
  if (V.hasGlobalStorage())
    lowerStaticInit(*this, V);
}

/// Functions below \p E; \p Variable is what a function that is \p E itself,
/// or an element of the array \p E, is put into, be it in a record.
void Unit::bindExpr(const clang::Expr *E, GlobalId Variable) {
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return bindList(*List, Variable);
  if (const auto *F = designated<FunctionDecl>(E); F && F->getIdentifier()) {
    FunctionId Target = function(*F);
    if (Variable)
      bind(Variable, Target, E->getBeginLoc());
    return;
  }
  for (const Stmt *Child : E->children())
    if (const auto *Inside = dyn_cast_or_null<clang::Expr>(Child))
      bindExpr(Inside, GlobalId());
}

void Unit::bindList(const InitListExpr &List, GlobalId Variable) {
  const RecordDecl *Record = List.getType()->getAsRecordDecl();
  RecordDecl::field_iterator Next, End;
  if (Record) {
    Next = Record->field_begin();
    End = Record->field_end();
  }
  for (const clang::Expr *E : List.inits()) {
    const FieldDecl *Field = nullptr;
    if (Record && Record->isUnion()) {
      Field = List.getInitializedFieldInUnion();
    } else if (Record) {
      while (Next != End && Next->isUnnamedBitField())
        ++Next;
      if (Next != End)
        Field = *Next++;
    }
    const auto *Target = E ? designated<FunctionDecl>(E) : nullptr;
    if (Target && Field && Target->getIdentifier() && Field->getIdentifier())
      bind(field(*Field), function(*Target), E->getBeginLoc(), &List, Variable);
    else if (E)
      bindExpr(E, Record ? GlobalId() : Variable);
  }
}

/// Whether \p E does nothing but yield a constant or a variable's value.
static bool isInertValue(const clang::Expr *E) {
  E = E->IgnoreParenCasts();
  if (const auto *U = dyn_cast<UnaryOperator>(E))
    return !U->isIncrementDecrementOp() && isInertValue(U->getSubExpr());
  return isa<DeclRefExpr, IntegerLiteral, CharacterLiteral,
             clang::StringLiteral, UnaryExprOrTypeTraitExpr>(E);
}

static bool doesNothing(const Stmt *S) {
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    return llvm::all_of(Block->body(), doesNothing);
  if (const auto *Return = dyn_cast<ReturnStmt>(S))
    return !Return->getRetValue() || isInertValue(Return->getRetValue());
  if (const auto *E = dyn_cast<clang::Expr>(S))
    return isInertValue(E);
  return isa<NullStmt>(S);
}

bool Unit::isStub(const FunctionDecl &F) {
  const Stmt *Body = F.getBody();
  return Body && doesNothing(Body);
}
