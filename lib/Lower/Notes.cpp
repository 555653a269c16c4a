//===- Notes.cpp - what notes in macros say of locks ----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Lower/Notes.h"
#include "Lower/Effects.h"
#include "Lower/Tokens.h"
#include "clang/AST/Stmt.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;
using namespace clang;
using llvm::ArrayRef;
using llvm::StringRef;

namespace {

struct NoteWord {
  enum Operands : uint8_t {
    LockAndData, ///< the name of a lock, then of what it protects
    TextAndData,
    Data,
    Locks,
    LockExpr, ///< an expression at the end of the function
    DataExprs,
    Nothing,
    Now, ///< nothing: it is about the threads from here on
  };
  llvm::StringLiteral Word;
  ContractKind Kind;
  Operands Takes;
};

constexpr NoteWord NoteWords[] = {
    {"MUTEX_PROTECTS_DATA", ContractKind::MutexProtects, NoteWord::LockAndData},
    {"RWLOCK_PROTECTS_DATA", ContractKind::RwlockProtects,
     NoteWord::LockAndData},
    {"SCHEME_PROTECTS_DATA", ContractKind::SchemeProtects,
     NoteWord::TextAndData},
    {"DATA_READABLE_WITHOUT_LOCK", ContractKind::ReadableUnlocked,
     NoteWord::Data},
    {"READ_ONLY_DATA", ContractKind::ReadOnly, NoteWord::Data},
    {"LOCK_ORDER", ContractKind::Order, NoteWord::Locks},
    {"ASSUMING_PROTECTED", ContractKind::AssumingProtected,
     NoteWord::DataExprs},
    {"NOW_VISIBLE_TO_OTHER_THREADS", ContractKind::NowVisible,
     NoteWord::DataExprs},
    {"NOW_INVISIBLE_TO_OTHER_THREADS", ContractKind::NowInvisible,
     NoteWord::DataExprs},
    {"MUTEX_ACQUIRED_AS_SIDE_EFFECT", ContractKind::Acquires,
     NoteWord::LockExpr},
    {"WRITE_LOCK_ACQUIRED_AS_SIDE_EFFECT", ContractKind::Acquires,
     NoteWord::LockExpr},
    {"READ_LOCK_ACQUIRED_AS_SIDE_EFFECT", ContractKind::AcquiresShared,
     NoteWord::LockExpr},
    {"LOCK_RELEASED_AS_SIDE_EFFECT", ContractKind::Releases,
     NoteWord::LockExpr},
    {"LOCK_UPGRADED_AS_SIDE_EFFECT", ContractKind::Upgrades,
     NoteWord::LockExpr},
    {"LOCK_DOWNGRADED_AS_SIDE_EFFECT", ContractKind::Downgrades,
     NoteWord::LockExpr},
    {"COMPETING_THREADS_AS_SIDE_EFFECT", ContractKind::BeginsThreads,
     NoteWord::Nothing},
    {"NO_COMPETING_THREADS_AS_SIDE_EFFECT", ContractKind::EndsThreads,
     NoteWord::Nothing},
    {"COMPETING_THREADS_NOW", ContractKind::BeginsThreads, NoteWord::Now},
    {"NO_COMPETING_THREADS_NOW", ContractKind::EndsThreads, NoteWord::Now},
};

/// Longest distance at which a word is taken for a misspelt one.
constexpr unsigned MaxSlips = 2;

/// A name: an object by its type, or any of a record.
struct Named {
  ExprId Address;
  QualType Type;
  const RecordDecl *Record = nullptr; ///< Type is null then
};

class NoteReader {
public:
  explicit NoteReader(Unit &U) : U(U) {}
  void run();

private:
  void findFunctions();
  const FunctionDecl *functionAround(SourceLocation Loc) const;
  void note(ArrayRef<Token> In);
  void operands(const NoteWord &Word, ArrayRef<Token> In);
  void addData(StringRef Names);
  void addLocks(StringRef Names);
  void addExpression(ArrayRef<Token> In, bool IsLock);
  std::optional<Named> named(StringRef Name);
  std::optional<Named> members(Named Base, StringRef Path);
  const RecordDecl *record(StringRef Name) const;
  ExprId variable(StringRef Name, QualType &Type);
  std::string text(ArrayRef<Token> In) const;
  void misread(const llvm::Twine &Why) {
    U.Graph.Misread.push_back({U.position(Loc), U.Tables.string(Why.str())});
  }

  Unit &U;
  std::vector<const FunctionDecl *> Bodies; ///< in the order of the source
  // The note at hand.
  SourceLocation Loc;
  const FunctionDecl *Function = nullptr; ///< around it
  Contract Out;
};

} // namespace

/// The words of \p Text, with `p{a b}s` replaced by `pas pbs`; false when a
/// brace has no partner.
static bool expandNames(StringRef Text, std::vector<std::string> &Out) {
  while (!(Text = Text.ltrim()).empty()) {
    size_t Depth = 0, End = 0, Open = StringRef::npos, Close = StringRef::npos;
    for (; End != Text.size() && (Depth || Text[End] != ' '); ++End) {
      if (Text[End] == '{' && ++Depth == 1 && Open == StringRef::npos)
        Open = End;
      if (Text[End] == '}' && (Depth == 0 || --Depth == 0) &&
          Close == StringRef::npos)
        Close = End;
    }
    if (Depth || (Open == StringRef::npos) != (Close == StringRef::npos))
      return false;
    StringRef Word = Text.take_front(End);
    Text = Text.drop_front(End);
    if (Open == StringRef::npos) {
      Out.push_back(Word.str());
      continue;
    }
    std::vector<std::string> Inner;
    if (!expandNames(Word.slice(Open + 1, Close), Inner))
      return false;
    for (const std::string &Middle : Inner)
      if (!expandNames(Word.take_front(Open).str() + Middle +
                           Word.drop_front(Close + 1).str(),
                       Out))
        return false;
  }
  return true;
}

/// \p In cut at its commas, those in parentheses apart.
static llvm::SmallVector<ArrayRef<Token>, 4> splitAtCommas(ArrayRef<Token> In) {
  llvm::SmallVector<ArrayRef<Token>, 4> Out;
  unsigned Depth = 0;
  size_t Begin = 0;
  for (size_t I = 0; I <= In.size(); ++I) {
    if (I != In.size()) {
      Depth += In[I].isOneOf(tok::l_paren, tok::l_square);
      Depth -= Depth && In[I].isOneOf(tok::r_paren, tok::r_square);
      if (Depth || In[I].isNot(tok::comma))
        continue;
    }
    Out.push_back(In.slice(Begin, I - Begin));
    Begin = I + 1;
  }
  return Out;
}

std::string NoteReader::text(ArrayRef<Token> In) const {
  std::string Out;
  for (const Token &T : In) {
    if (!Out.empty() && (T.hasLeadingSpace() || T.isAtStartOfLine()))
      Out += ' ';
    Out += Lexer::getSpelling(T, U.SM, U.Ctx.getLangOpts());
  }
  return Out;
}

const RecordDecl *NoteReader::record(StringRef Name) const {
  const RecordDecl *Found = nullptr;
  for (const NamedDecl *D :
       U.Ctx.getTranslationUnitDecl()->lookup(&U.Ctx.Idents.get(Name))) {
    if (const auto *Tag = dyn_cast<RecordDecl>(D))
      return Tag->getDefinition();
    if (const auto *T = dyn_cast<TypedefNameDecl>(D))
      if (const RecordDecl *Of = T->getUnderlyingType()->getAsRecordDecl())
        Found = Of->getDefinition();
  }
  return Found;
}

/// The address of a global, or of what stands for a variable of the function.
ExprId NoteReader::variable(StringRef Name, QualType &Type) {
  const VarDecl *Found = nullptr;
  if (Function)
    for (const Decl *D : Function->decls())
      if (const auto *V = dyn_cast<VarDecl>(D);
          V && V->getIdentifier() && V->getName() == Name)
        Found = V;
  if (!Found)
    for (const NamedDecl *D :
         U.Ctx.getTranslationUnitDecl()->lookup(&U.Ctx.Idents.get(Name)))
      if (const auto *V = dyn_cast<VarDecl>(D))
        Found = V;
  if (!Found)
    return ExprId();
  Type = Found->getType();
  if (Found->hasGlobalStorage())
    return U.Statics.global(U.global(*Found));
  unsigned Slot = MaxBindingParams - 1;
  if (const auto *P = dyn_cast<ParmVarDecl>(Found))
    Slot = std::min(Slot, P->getFunctionScopeIndex());
  return U.Statics.local(LocalId(Slot));
}

/// `a.b` in \p Base; pointers are followed.
std::optional<Named> NoteReader::members(Named Base, StringRef Path) {
  while (!Path.empty()) {
    auto [Name, Rest] = Path.split('.');
    Path = Rest;
    if (!Base.Record && Base.Type->isPointerType()) {
      Base.Address = U.Statics.load(Base.Address);
      Base.Type = Base.Type->getPointeeType();
    }
    const RecordDecl *In =
        Base.Record ? Base.Record
                    : Base.Type->getBaseElementTypeUnsafe()->getAsRecordDecl();
    const FieldDecl *F = In ? findField(In, Name) : nullptr;
    if (!F) {
      misread("no field '" + Name + "' in '" +
              (In ? U.recordName(*In) : Base.Type.getAsString()) + "'");
      return std::nullopt;
    }
    Base = {U.Statics.field(Base.Address, U.field(*F)), F->getType(), nullptr};
  }
  return Base;
}

std::optional<Named> NoteReader::named(StringRef Name) {
  if (size_t At = Name.find("::"); At != StringRef::npos) {
    StringRef Tag = Name.take_front(At);
    const RecordDecl *Of = record(Tag);
    if (!Of) {
      misread("no structure '" + Tag + "'");
      return std::nullopt;
    }
    ExprId Object = U.Statics.load(U.Statics.local(LocalId(0)));
    return members({Object, QualType(), Of}, Name.drop_front(At + 2));
  }
  auto [First, Path] = Name.split('.');
  QualType Type;
  if (ExprId Address = variable(First, Type))
    return members({Address, Type, nullptr}, Path);
  if (const RecordDecl *Of = Path.empty() ? record(First) : nullptr)
    return Named{ExprId(), QualType(), Of};
  misread("no variable or structure '" + First + "'");
  return std::nullopt;
}

void NoteReader::addData(StringRef Names) {
  std::vector<std::string> Each;
  if (!expandNames(Names, Each))
    return misread("a brace without its partner in '" + Names + "'");
  for (const std::string &Name : Each)
    if (auto Found = named(Name)) {
      if (Found->Record)
        Out.Records.push_back(U.Tables.string(U.recordName(*Found->Record)));
      else
        Out.Data.push_back(Found->Address);
    }
}

void NoteReader::addLocks(StringRef Names) {
  std::vector<std::string> Each;
  if (!expandNames(Names, Each))
    return misread("a brace without its partner in '" + Names + "'");
  for (const std::string &Name : Each) {
    auto Found = named(Name);
    if (!Found)
      continue;
    if (Found->Record)
      misread("'" + Name + "' is a structure, not a lock");
    else
      Out.Locks.push_back(Found->Type->isPointerType()
                              ? U.Statics.load(Found->Address)
                              : Found->Address);
  }
}

/// An object, or a pointer to it.
void NoteReader::addExpression(ArrayRef<Token> In, bool IsLock) {
  auto Variable = [&](StringRef Name, QualType &T) {
    return variable(Name, T);
  };
  TokenReader Reader(U, U.Statics, Variable);
  auto Found = Reader.operand(Reader.expanded(In));
  // What is made invisible may be given as an expression of any form.
  if (!Found && !IsLock)
    return;
  if (!Found)
    return misread("no lock is '" + text(In) + "'");
  QualType T = Found->Type;
  bool Points = !Found->Address || T->isPointerType();
  (IsLock ? Out.Locks : Out.Data)
      .push_back(Points ? Found->Value : Found->Address);
  // Of a pointer in an object the note is about itself, too.
  if (!IsLock && Points && Found->Address)
    Out.Data.push_back(Found->Address);
  // Local variables have no name elsewhere: their records have.
  QualType Told = T->isPointerType() ? T->getPointeeType() : T;
  if (!IsLock)
    if (const RecordDecl *Of = Told->getBaseElementTypeUnsafe()
                                   ->getAsRecordDecl())
      Out.Records.push_back(U.Tables.string(U.recordName(*Of)));
}

void NoteReader::operands(const NoteWord &Word, ArrayRef<Token> In) {
  llvm::SmallVector<ArrayRef<Token>, 4> Args = splitAtCommas(In);
  ArrayRef<ArrayRef<Token>> Names = Args;
  auto Each = [&](auto Add) {
    for (ArrayRef<Token> A : Names)
      Add(A);
  };
  auto Data = [&](ArrayRef<Token> A) { addData(text(A)); };
  switch (Word.Takes) {
  case NoteWord::LockAndData:
  case NoteWord::TextAndData:
    if (Args.size() < 2)
      return misread(Word.Word + " takes two arguments");
    if (Word.Takes == NoteWord::LockAndData)
      addLocks(text(Args.front()));
    else
      Out.Text = U.Tables.string(StringRef(text(Args.front())).trim('"'));
    Names = Names.drop_front();
    return Each(Data);
  case NoteWord::Data:
    return Each(Data);
  case NoteWord::Locks:
    return Each([&](ArrayRef<Token> A) { addLocks(text(A)); });
  case NoteWord::LockExpr:
  case NoteWord::DataExprs:
    return Each([&](ArrayRef<Token> A) {
      addExpression(A, Word.Takes == NoteWord::LockExpr);
    });
  case NoteWord::Nothing:
  case NoteWord::Now:
    return;
  }
}

void NoteReader::note(ArrayRef<Token> In) {
  if (In.empty() || !In.front().isAnyIdentifier())
    return;
  StringRef Name = In.front().getIdentifierInfo()->getName();
  const NoteWord *Word = llvm::find_if(
      NoteWords, [&](const NoteWord &W) { return W.Word == Name; });
  if (Word == std::end(NoteWords)) {
    for (const NoteWord &W : NoteWords)
      if (Name.edit_distance(W.Word, true, MaxSlips) <= MaxSlips)
        return misread("no note '" + Name + "'; did you mean '" + W.Word +
                       "'?");
    return;
  }
  Out = Contract();
  Out.Kind = Word->Kind;
  Out.Pos = U.position(Loc);
  if (Function)
    Out.Function = U.function(*Function);
  bool InFunction = Word->Takes >= NoteWord::LockExpr;
  if (InFunction && !Function)
    return misread(Name + " belongs into a function");
  if (Word->Takes == NoteWord::Now) {
    U.PhaseNotes.push_back({Loc, Name,
                            Word->Kind == ContractKind::BeginsThreads
                                ? EffectKind::Publish
                                : EffectKind::Alone});
    return;
  }
  ArrayRef<Token> Rest = In.drop_front();
  if (Rest.size() >= 2 && Rest.front().is(tok::l_paren) &&
      Rest.back().is(tok::r_paren))
    operands(*Word, Rest.drop_front().drop_back());
  else if (Word->Takes != NoteWord::Nothing)
    return misread(Name + " takes its arguments in parentheses");
  bool Says = !Out.Locks.empty() || !Out.Data.empty() || !Out.Records.empty();
  if (Says || Word->Takes == NoteWord::Nothing)
    U.Graph.Contracts.push_back(std::move(Out));
}

void NoteReader::findFunctions() {
  for (const Decl *D : U.Ctx.getTranslationUnitDecl()->decls())
    if (const auto *F = dyn_cast<FunctionDecl>(D);
        F && F->doesThisDeclarationHaveABody())
      Bodies.push_back(F);
}

const FunctionDecl *NoteReader::functionAround(SourceLocation At) const {
  auto After = llvm::partition_point(Bodies, [&](const FunctionDecl *F) {
    return U.SM.isBeforeInTranslationUnit(
        U.SM.getExpansionLoc(F->getBody()->getBeginLoc()), At);
  });
  if (After == Bodies.begin())
    return nullptr;
  const FunctionDecl *F = *std::prev(After);
  bool Inside = U.SM.isBeforeInTranslationUnit(
      At, U.SM.getExpansionLoc(F->getBody()->getEndLoc()));
  return Inside ? F : nullptr;
}

void NoteReader::run() {
  std::vector<std::pair<SourceLocation, const MacroUse *>> Notes;
  U.Macros.forEachUse([&](SourceLocation Name, const MacroUse &Use) {
    const Entry *What = U.Kernel.find(Use.Name);
    if (What && What->Note && Use.Words.size() == 1)
      Notes.push_back({U.SM.getExpansionLoc(Name), &Use});
  });
  if (Notes.empty())
    return;
  llvm::sort(Notes, [&](const auto &A, const auto &B) {
    return A.first != B.first ? U.SM.isBeforeInTranslationUnit(A.first, B.first)
                              : A.second->End < B.second->End;
  });
  findFunctions();
  for (const auto &[At, Use] : Notes) {
    Loc = At;
    Function = functionAround(At);
    note(Use->Words.front());
  }
}

void locktidy::readNotes(Unit &U) { NoteReader(U).run(); }
