//===- Macros.cpp - macro expansions and the AST --------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Lower/Macros.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/MacroArgs.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Token.h"

using namespace locktidy;
using clang::SourceLocation;
using clang::SourceManager;

namespace locktidy {

class MacroRecorder : public clang::PPCallbacks {
public:
  explicit MacroRecorder(std::shared_ptr<MacroLog> Log) : Log(std::move(Log)) {}

  void MacroExpands(const clang::Token &Name, const clang::MacroDefinition &MD,
                    clang::SourceRange Range,
                    const clang::MacroArgs *Args) override {
    const clang::IdentifierInfo *Id = Name.getIdentifierInfo();
    if (!Id || !Log->isModelled(*Id))
      return;
    MacroUse Use;
    Use.Name = Id->getName();
    Use.FunctionLike = Args != nullptr;
    const clang::MacroInfo *Body = MD.getMacroInfo();
    bool Variadic = Body && Body->isVariadic();
    bool Nothing = Args && Body && leavesNothing(*Body);
    if (Nothing)
      Use.End = Range.getEnd();
    for (unsigned I = 0, N = Args ? Args->getNumMacroArguments() : 0; I != N;
         ++I) {
      const clang::Token *First = Args->getUnexpArgument(I);
      llvm::ArrayRef Tokens(First, clang::MacroArgs::getArgLength(First));
      addArguments(Tokens, Variadic && I + 1 == N, Use);
      if (Nothing)
        Use.Words.emplace_back(Tokens);
    }
    Log->Uses[Name.getLocation()] = std::move(Use);
  }

private:
  /// `(void)0`, `do { } while (0)` and the like, or no token at all.
  static bool leavesNothing(const clang::MacroInfo &Body) {
    return llvm::all_of(Body.tokens(), [](const clang::Token &T) {
      const clang::IdentifierInfo *Id = T.getIdentifierInfo();
      return Id ? Id->isStr("void") || Id->isStr("do") || Id->isStr("while")
                : T.isOneOf(clang::tok::l_paren, clang::tok::r_paren,
                            clang::tok::l_brace, clang::tok::r_brace,
                            clang::tok::semi, clang::tok::numeric_constant);
    });
  }

  /// One argument, or those that `...` stands for.
  static void addArguments(llvm::ArrayRef<clang::Token> Tokens, bool Split,
                           MacroUse &Use) {
    unsigned Depth = 0;
    size_t Begin = 0;
    for (size_t I = 0; I <= Tokens.size(); ++I) {
      bool End = I == Tokens.size();
      if (!End) {
        Depth += Tokens[I].is(clang::tok::l_paren);
        Depth -= Depth && Tokens[I].is(clang::tok::r_paren);
        if (!Split || Depth || Tokens[I].isNot(clang::tok::comma))
          continue;
      }
      Use.Args.push_back(Begin == I
                             ? clang::SourceRange()
                             : clang::SourceRange(Tokens[Begin].getLocation(),
                                                  Tokens[I - 1].getLocation()));
      Begin = I + 1;
    }
  }

  std::shared_ptr<MacroLog> Log;
};

} // namespace locktidy

std::unique_ptr<clang::PPCallbacks> MacroLog::makeCallbacks() {
  return std::make_unique<MacroRecorder>(shared_from_this());
}

bool MacroLog::isModelled(const clang::IdentifierInfo &Name) {
  auto [It, New] = Modelled.try_emplace(&Name, false);
  if (New)
    It->second = llvm::any_of(
        Models, [&](const Model *M) { return M->find(Name.getName()); });
  return It->second;
}

const MacroUse *MacroLog::find(SourceLocation Expansion) const {
  auto It = Uses.find(Expansion);
  return It == Uses.end() ? nullptr : &It->second;
}

namespace {

/// A place on the way from a token to the file, seen as the text that the
/// preprocessor made: an argument lies where the macro's body uses it.
struct Level {
  SourceLocation Loc;
  clang::FileID File;
  bool IsArgument;
};

llvm::SmallVector<Level, 8> levels(const SourceManager &SM, SourceLocation Loc,
                                   bool AtEnd) {
  llvm::SmallVector<Level, 8> Path;
  while (Loc.isMacroID()) {
    clang::FileID File = SM.getFileID(Loc);
    const clang::SrcMgr::ExpansionInfo &X =
        SM.getSLocEntry(File).getExpansion();
    Path.push_back({Loc, File, X.isMacroArgExpansion()});
    Loc = AtEnd ? X.getExpansionLocEnd() : X.getExpansionLocStart();
  }
  return Path;
}

/// Whether the token at \p Loc comes from the one at \p Target, through
/// arguments and, at its first (or last) token, expansions.
bool stemsFrom(const SourceManager &SM, SourceLocation Loc,
               SourceLocation Target, bool AtEnd) {
  while (Loc != Target) {
    if (!Loc.isMacroID())
      return false;
    const clang::SrcMgr::ExpansionInfo &X =
        SM.getSLocEntry(SM.getFileID(Loc)).getExpansion();
    if (X.isMacroArgExpansion() &&
        stemsFrom(SM, SM.getImmediateSpellingLoc(Loc), Target, AtEnd))
      return true;
    Loc = AtEnd ? X.getExpansionLocEnd() : X.getExpansionLocStart();
  }
  return true;
}

} // namespace

ExpansionList locktidy::enclosingExpansions(const SourceManager &SM,
                                            SourceLocation Begin,
                                            SourceLocation End) {
  ExpansionList Found;
  while (Begin.isMacroID() && End.isMacroID()) {
    auto B = levels(SM, Begin, false), E = levels(SM, End, true);
    size_t I = 0, J = 0;
    for (; I != B.size(); ++I) {
      for (J = 0; J != E.size() && E[J].File != B[I].File; ++J)
        ;
      if (J != E.size())
        break;
    }
    if (I == B.size())
      break;
    // Both ends within one argument: it belongs to where it was written.
    bool SameChunk = B[I].IsArgument;
    bool SameUse = I && J && B[I - 1].IsArgument && E[J - 1].IsArgument &&
                   B[I].Loc == E[J].Loc;
    if (SameChunk || SameUse) {
      size_t Down = SameChunk ? 0 : 1;
      Begin = SM.getImmediateSpellingLoc(B[I - Down].Loc);
      End = SM.getImmediateSpellingLoc(E[J - Down].Loc);
      continue;
    }
    const clang::SrcMgr::ExpansionInfo &X =
        SM.getSLocEntry(B[I].File).getExpansion();
    Begin = X.getExpansionLocStart();
    End = X.getExpansionLocEnd();
    Found.push_back(Begin);
  }
  return Found;
}

/// An entry that says something about locking, not only that a function is
/// harmless or never returns.
static bool isPrimitive(const Entry *E) { return E && !E->Effects.empty(); }

ExpansionList MacroMatcher::enclosing(const clang::Stmt &S) const {
  return enclosingExpansions(SM, S.getBeginLoc(), S.getEndLoc());
}

const Entry *MacroMatcher::entryOf(SourceLocation Expansion) const {
  const MacroUse *Use = Log.find(Expansion);
  const Entry *What = Use ? Kernel.find(Use->Name) : nullptr;
  // One that asserts its argument is what it expands to, if that is anything.
  return What && What->Asserts && Use->Words.empty() ? nullptr : What;
}

/// Whether running \p S is of no consequence: only functions are called that
/// the model says are inert (to print that something is left to do), and those
/// whose visible bodies are of this kind.
static bool isInertCode(const Model &Kernel, const clang::ASTContext &Context,
                        const clang::Stmt *S, unsigned Calls = 0) {
  auto Inert = [&](const clang::Stmt *Part, unsigned Depth) {
    return isInertCode(Kernel, Context, Part, Depth);
  };
  if (const auto *Block = llvm::dyn_cast<clang::CompoundStmt>(S))
    return llvm::all_of(Block->body(), [&](const clang::Stmt *Part) {
      return Inert(Part, Calls);
    });
  if (const auto *Return = llvm::dyn_cast<clang::ReturnStmt>(S))
    return !Return->getRetValue() || Inert(Return->getRetValue(), Calls);
  const auto *E = llvm::dyn_cast<clang::Expr>(S);
  if (!E)
    return llvm::isa<clang::NullStmt>(S);
  const auto *Call = llvm::dyn_cast<clang::CallExpr>(E->IgnoreParenCasts());
  if (!Call)
    return !E->HasSideEffects(Context);
  const clang::FunctionDecl *F = Call->getDirectCallee(), *Definition = nullptr;
  if (!F || Calls == 4)
    return false;
  const Entry *What = Kernel.find(F->getName());
  if (What && What->Inert)
    return true;
  return F->hasBody(Definition) && Inert(Definition->getBody(), Calls + 1);
}

void MacroMatcher::survey(const clang::Stmt *S, SourceLocation Expansion,
                          Content &Found) const {
  if (!S)
    return;
  ExpansionList In = enclosing(*S);
  size_t Depth = llvm::find(In, Expansion) - In.begin();
  if (Depth == In.size())
    return; // an argument
  llvm::ArrayRef<SourceLocation> Inner = llvm::ArrayRef(In).take_front(Depth);
  if (llvm::any_of(Inner, [&](SourceLocation Other) {
        return isPrimitive(entryOf(Other)) && !Refused.count(Other);
      })) {
    ++Found.Primitives;
    Found.Calls = true;
    return;
  }
  if (const auto *Call = llvm::dyn_cast<clang::CallExpr>(S)) {
    llvm::StringRef Name;
    Found.Primitives += isPrimitive(findCallee(*Call, Name));
    const clang::FunctionDecl *F = Call->getDirectCallee();
    Found.Calls |= !Call->getBuiltinCallee() &&
                   !(F && isInertCode(Kernel, F->getASTContext(), Call));
  }
  Found.Returns |= llvm::isa<clang::ReturnStmt>(S);
  for (const clang::Stmt *Child : S->children())
    survey(Child, Expansion, Found);
}

std::optional<MacroMatch>
MacroMatcher::match(llvm::ArrayRef<const clang::Stmt *> Pieces) {
  ExpansionList In = enclosing(*Pieces.front());
  for (SourceLocation Expansion : llvm::reverse(In)) {
    const Entry *What = entryOf(Expansion);
    if (!What || Refused.count(Expansion))
      continue;
    Content Found;
    for (const clang::Stmt *Piece : Pieces)
      survey(Piece, Expansion, Found);
    if (!Found.Returns && (What->Opaque || !Found.Primitives))
      return MacroMatch{Expansion, Log.find(Expansion), What};
    Refused[Expansion] = Found.Primitives;
  }
  return std::nullopt;
}

size_t MacroMatcher::piecesOfFirst(
    llvm::ArrayRef<const clang::Stmt *> Siblings) const {
  if (!Siblings.front()->getBeginLoc().isMacroID())
    return 0;
  ExpansionList First = enclosing(*Siblings.front());
  for (SourceLocation Expansion : llvm::reverse(First)) {
    if (!entryOf(Expansion) || Refused.count(Expansion))
      continue;
    size_t N = 1;
    while (N != Siblings.size() &&
           llvm::is_contained(enclosing(*Siblings[N]), Expansion))
      ++N;
    return N;
  }
  return 0;
}

const clang::Expr *
MacroMatcher::argument(llvm::ArrayRef<const clang::Stmt *> Pieces,
                       const MacroUse &Use, unsigned Index) const {
  if (Index >= Use.Args.size() || Use.Args[Index].isInvalid())
    return nullptr;
  clang::SourceRange Arg = Use.Args[Index];
  for (const clang::Stmt *S : Pieces) {
    if (!S || !S->getBeginLoc().isMacroID())
      continue; // an argument's parts are all in macros
    const auto *E = llvm::dyn_cast<clang::Expr>(S);
    if (E && stemsFrom(SM, E->getBeginLoc(), Arg.getBegin(), false) &&
        stemsFrom(SM, E->getEndLoc(), Arg.getEnd(), true))
      return E;
    if (llvm::isa<clang::UnaryExprOrTypeTraitExpr>(S))
      continue;
    llvm::SmallVector<const clang::Stmt *, 8> Children(S->children());
    if (const clang::Expr *Inside = argument(Children, Use, Index))
      return Inside;
  }
  return nullptr;
}

const MacroUse *MacroMatcher::takeBefore(SourceLocation Next) {
  if (!DroppedKnown) {
    DroppedKnown = true;
    for (const auto &[Name, Use] : Log.Uses) {
      if (Use.Words.empty())
        continue;
      for (SourceLocation End :
           {Use.End, SM.getExpansionRange(Use.End).getEnd()}) {
        const MacroUse *&First = Dropped[End];
        if (!First || Use.End < First->End)
          First = &Use;
      }
    }
  }
  auto [File, Offset] = SM.getDecomposedSpellingLoc(Next);
  llvm::StringRef Before = SM.getBufferData(File).take_front(Offset);
  size_t Last = Before.find_last_not_of(" \t\r\n\\");
  if (Last == llvm::StringRef::npos)
    return nullptr;
  auto It = Dropped.find(Next.getLocWithOffset(int(Last) - int(Offset)));
  bool New = It != Dropped.end() && Taken.insert(It->second).second;
  return New ? It->second : nullptr;
}

/// Whether \p F only shares the name of a kernel's function: it is the file's
/// own. A user's model may well describe such a function.
bool MacroMatcher::isNamesake(const clang::FunctionDecl &F,
                              const Entry &What) const {
  const clang::FunctionDecl *Body = nullptr;
  return F.getStorageClass() == clang::SC_Static && F.hasBody(Body) &&
         !Body->isInlineSpecified() &&
         SM.getFileID(SM.getExpansionLoc(Body->getLocation())) ==
             SM.getMainFileID() &&
         builtinModelText(What.File);
}

const Entry *MacroMatcher::findCallee(const clang::CallExpr &Call,
                                      llvm::StringRef &Name) const {
  const auto *Ref =
      llvm::dyn_cast<clang::DeclRefExpr>(Call.getCallee()->IgnoreParenCasts());
  const auto *F =
      Ref ? llvm::dyn_cast<clang::FunctionDecl>(Ref->getDecl()) : nullptr;
  if (!F || !F->getIdentifier())
    return nullptr;
  // `#define lock_enter lock_enter_hard` is a use of lock_enter, too.
  if (Ref->getBeginLoc().isMacroID())
    for (auto Around = enclosing(*Ref);
         SourceLocation Expansion : llvm::reverse(Around)) {
      const MacroUse *Use = Log.find(Expansion);
      if (!Use || Use->FunctionLike ||
          llvm::is_contained(enclosing(Call), Expansion))
        continue;
      if (const Entry *What = entryOf(Expansion)) {
        Name = Use->Name;
        return What;
      }
    }
  Name = F->getName();
  const Entry *What = Kernel.find(Name);
  bool Other = What && (What->Asserts || isNamesake(*F, *What));
  return Other ? nullptr : What;
}

llvm::StringRef MacroMatcher::writtenName(const clang::Stmt &At,
                                          const Entry &What,
                                          llvm::StringRef Name) const {
  if (!isPrimitive(&What))
    return Name;
  for (auto Around = enclosing(At);
       SourceLocation Expansion : llvm::reverse(Around)) {
    auto It = Refused.find(Expansion);
    const Entry *Outer = entryOf(Expansion);
    if (It != Refused.end() && It->second == 1 && isPrimitive(Outer) &&
        Outer->Effects.front().Kind == What.Effects.front().Kind)
      return Log.find(Expansion)->Name;
  }
  return Name;
}

bool MacroMatcher::isStub(llvm::ArrayRef<const clang::Stmt *> Pieces,
                          SourceLocation Expansion) const {
  Content Found;
  for (const clang::Stmt *Piece : Pieces)
    survey(Piece, Expansion, Found);
  return !Found.Calls;
}
