//===- WrittenCalls.cpp - the source text of calls ------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Lower/WrittenCalls.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Lex/Preprocessor.h"

using namespace locktidy;
using namespace clang;
using llvm::ArrayRef;
using llvm::StringRef;

/// More tokens than any call or declaration that is worth a fix.
static constexpr size_t MaxTokens = 512;

/// From the token at \p From up to the \p End that no parentheses enclose; none
/// when a directive, or the end of the file, comes first.
WrittenCalls::Tokens WrittenCalls::tokens(SourceLocation From,
                                          tok::TokenKind End) const {
  auto At = U.SM.getDecomposedLoc(From);
  StringRef Buffer = U.SM.getBufferData(At.first);
  Lexer Raw(U.SM.getLocForStartOfFile(At.first), U.Ctx.getLangOpts(),
            Buffer.begin(), Buffer.begin() + At.second, Buffer.end());
  Tokens Out;
  int Depth = 0;
  for (Token T; Out.size() != MaxTokens;) {
    bool AtEnd = Raw.LexFromRawLexer(T);
    if (T.is(tok::eof) || (T.is(tok::hash) && T.isAtStartOfLine()))
      return {};
    Depth += T.isOneOf(tok::l_paren, tok::l_square, tok::l_brace);
    Depth -= T.isOneOf(tok::r_paren, tok::r_square, tok::r_brace);
    Out.push_back(T);
    if (Depth <= 0 && T.is(End))
      return Out;
    if (Depth < 0 || AtEnd)
      return {};
  }
  return {};
}

Span WrittenCalls::span(SourceLocation From, SourceLocation To) const {
  Position A = U.position(From), B = U.position(To);
  return {A.File, A.Line, A.Column, B.Line, B.Column};
}

StringRef WrittenCalls::source(SourceLocation From, SourceLocation To) const {
  return Lexer::getSourceText(CharSourceRange::getCharRange(From, To), U.SM,
                              U.Ctx.getLangOpts());
}

/// What goes with the text, so that nothing but the text is missed: the line on
/// which it stands alone, else the blanks on one side of it.
Span WrittenCalls::wholeLines(SourceLocation From, SourceLocation To) const {
  auto A = U.SM.getDecomposedLoc(From);
  unsigned B = U.SM.getDecomposedLoc(To).second;
  StringRef Text = U.SM.getBufferData(A.first);
  size_t Before = Text.find_last_not_of(" \t", A.second ? A.second - 1 : 0);
  size_t After = Text.find_first_not_of(" \t\r", B);
  if (Before == StringRef::npos || After == StringRef::npos)
    return span(From, To);
  SourceLocation File = U.SM.getLocForStartOfFile(A.first);
  // With the end of the line before: what begins with a line of its own has no
  // blanks on either side.
  if (Text[After] == '\n')
    return span(
        File.getLocWithOffset(Text[Before] == '\n' ? Before : Before + 1),
        File.getLocWithOffset(After));
  return span(From, File.getLocWithOffset(After));
}

/// The call whose name is written at \p Loc.
std::optional<WrittenCalls::Text>
WrittenCalls::textOf(SourceLocation Loc) const {
  Text Out;
  Out.All = tokens(Loc, tok::r_paren);
  if (Out.All.size() < 3 || Out.All[0].isNot(tok::raw_identifier) ||
      Out.All[1].isNot(tok::l_paren))
    return std::nullopt;
  int Depth = 0;
  size_t First = 2;
  for (size_t I = 1; I != Out.All.size(); ++I) {
    const Token &T = Out.All[I];
    bool Ends = I + 1 == Out.All.size() || (T.is(tok::comma) && Depth == 1);
    Depth += T.isOneOf(tok::l_paren, tok::l_square, tok::l_brace);
    Depth -= T.isOneOf(tok::r_paren, tok::r_square, tok::r_brace);
    if (!Ends)
      continue;
    if (First != I)
      Out.Args.emplace_back(First, I - 1);
    First = I + 1;
  }
  return Out;
}

//===----------------------------------------------------------------------===//
// Other calls
//===----------------------------------------------------------------------===//

/// Whether the unit knows a function or macro of that name.
bool WrittenCalls::isDeclared(StringRef Name) const {
  IdentifierInfo &Id = U.Ctx.Idents.get(Name);
  if (Id.hasMacroDefinition())
    return true;
  auto Found = U.Ctx.getTranslationUnitDecl()->lookup(&Id);
  return !Found.empty() && isa<FunctionDecl>(Found.front());
}

/// An argument keeps what is written between it and its neighbours: comments
/// and line breaks.
std::optional<OtherCall> WrittenCalls::other(const CallForm &Form,
                                             const Text &As) const {
  std::string Pieces[2] = {Form.Name + "(", ""};
  bool Lock = false;
  for (auto [I, A] : llvm::enumerate(Form.Arguments)) {
    StringRef Piece = A.Text;
    if (A.Is == CallForm::Argument::Given) {
      if (A.Index >= As.Args.size())
        return std::nullopt;
      auto [First, Last] = As.Args[A.Index];
      Piece =
          source(As.All[First - 1].getEndLoc(), As.All[Last + 1].getLocation())
              .rtrim(" \t");
    }
    std::string &To = Pieces[Lock];
    if (I)
      To += isWhitespace(Piece.empty() ? 0 : Piece.front()) ? "," : ", ";
    To += Piece;
    Lock |= A.Is == CallForm::Argument::Lock;
  }
  Pieces[Lock] += ")";
  return OtherCall{StringId(), U.Tables.string(Pieces[0]),
                   U.Tables.string(Pieces[1])};
}

/// The variables in \p In: they can be named where it stands.
void WrittenCalls::noteRecords(const Stmt &In, LocalOf Number) {
  const auto *Ref = dyn_cast<DeclRefExpr>(&In);
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (V && V->hasLocalStorage() && V->getType()->isPointerType())
    if (const RecordDecl *R = V->getType()->getPointeeType()->getAsRecordDecl())
      variable(*V, Number).Record = U.Tables.string(U.recordName(*R));
  for (const Stmt *Inner : In.children())
    if (Inner)
      noteRecords(*Inner, Number);
}

void WrittenCalls::noteOthers(const PrimitiveCall &Call, const Text &As,
                              LocalOf Number, WrittenCall &Out) {
  auto Add = [&](const CallForm &Form, StringRef Kind) {
    if (!isDeclared(Form.Name))
      return;
    if (std::optional<OtherCall> O = other(Form, As)) {
      if (!Kind.empty())
        O->Kind = U.Tables.string(Kind);
      Out.Others.push_back(*O);
    }
  };
  for (const auto &[Kind, Form] : Call.What.WithLock)
    Add(Form, Kind);
  if (!Call.What.WithSpan.Name.empty())
    Add(Call.What.WithSpan, "");
  for (const Actual &A : Call.Args)
    if (A.Source && !Call.What.WithLock.empty())
      noteRecords(*A.Source, Number);
}

//===----------------------------------------------------------------------===//
// The body as it is written
//===----------------------------------------------------------------------===//

namespace {

/// Whether what is written so far leaves a statement open, in any of the
/// configurations.
class OpenStatement {
public:
  bool Open = false;

  void directive(StringRef Name) {
    if (Name.starts_with("if")) {
      Groups.push_back({Open});
    } else if (Groups.empty()) {
      return;
    } else if (Name.starts_with("el")) {
      Groups.back().Ends |= Open;
      Groups.back().Else |= Name == "else";
      Open = Groups.back().Before;
    } else if (Name == "endif") {
      const Group &G = Groups.back();
      Open |= G.Ends || (G.Before && !G.Else);
      Groups.pop_back();
    }
  }

private:
  struct Group {
    bool Before, Ends = false, Else = false;
  };
  std::vector<Group> Groups;
};

} // namespace

void WrittenCalls::scan() {
  const Stmt *Body = F.getBody();
  if (Body->getBeginLoc().isMacroID() || Body->getEndLoc().isMacroID())
    return;
  auto At = U.SM.getDecomposedLoc(Body->getBeginLoc());
  unsigned End = U.SM.getDecomposedLoc(Body->getEndLoc()).second;
  StringRef Buffer = U.SM.getBufferData(At.first);
  Lexer Raw(U.SM.getLocForStartOfFile(At.first), U.Ctx.getLangOpts(),
            Buffer.begin(), Buffer.begin() + At.second, Buffer.end());
  BodyFile = At.first;
  OpenStatement State;
  // Of the token before, and whether the statement began where none was open.
  bool Colon = false, Behind = false, Clean = true;
  enum { None, Hash, Rest } Directive = None;
  for (Token T; !Raw.LexFromRawLexer(T);) {
    unsigned Offset = U.SM.getDecomposedLoc(T.getLocation()).second;
    if (Offset >= End)
      break;
    if (T.is(tok::raw_identifier))
      ++Names[T.getRawIdentifier()];
    if (T.isAtStartOfLine())
      Directive = T.is(tok::hash) ? Hash : None;
    else if (Directive == Hash) {
      if (T.is(tok::raw_identifier))
        State.directive(T.getRawIdentifier());
      Directive = Rest;
    }
    if (Directive != None) {
      Behind = true;
      continue;
    }
    if (!State.Open)
      Clean = true;
    else if (Behind)
      Clean = false;
    // Behind a label, too.
    if (Clean && (!State.Open || Colon))
      Begins.insert(Offset);
    if (Behind)
      BehindDirective.insert(Offset);
    State.Open = !T.isOneOf(tok::semi, tok::l_brace, tok::r_brace);
    Colon = T.is(tok::colon);
    Behind = false;
  }
}

std::optional<unsigned> WrittenCalls::offsetInBody(SourceLocation Loc) const {
  auto At = U.SM.getDecomposedLoc(U.SM.getExpansionLoc(Loc));
  if (At.first != BodyFile)
    return std::nullopt;
  return At.second;
}

/// Whether what is written there is a statement of its own in all
/// configurations.
bool WrittenCalls::beginsStatement(SourceLocation Loc) const {
  std::optional<unsigned> At = offsetInBody(Loc);
  return At && Begins.count(*At);
}

//===----------------------------------------------------------------------===//
// Calls that stand alone
//===----------------------------------------------------------------------===//

static const VarDecl *variableOf(const clang::Expr *X) {
  const auto *Ref = dyn_cast<DeclRefExpr>(X->IgnoreParenCasts());
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return V && V->hasLocalStorage() ? V : nullptr;
}

/// `NAME()`, or with \p Argument `NAME(variable)`.
static bool isPlainCall(ArrayRef<Token> In, StringRef Argument) {
  size_t Size = Argument.empty() ? 3 : 4;
  return In.size() == Size && In[0].is(tok::raw_identifier) &&
         In[1].is(tok::l_paren) && In.back().is(tok::r_paren) &&
         (Argument.empty() || (In[2].is(tok::raw_identifier) &&
                               In[2].getRawIdentifier() == Argument));
}

static bool isName(const Token &T, StringRef Name) {
  return T.is(tok::raw_identifier) && T.getRawIdentifier() == Name;
}

/// Whether \p X is \p Call alone: where a macro is written, all that it stands
/// for.
bool WrittenCalls::isWhole(const clang::Expr &X, const CallExpr &Call) const {
  const clang::Expr *Part = &X;
  while (Part != &Call && Part->getBeginLoc().isFileID()) {
    const auto *Cast = dyn_cast<CastExpr>(Part);
    const auto *Paren = dyn_cast<ParenExpr>(Part);
    if (!Cast && !Paren)
      break;
    Part = Cast ? Cast->getSubExpr() : Paren->getSubExpr();
  }
  SourceLocation Begin = Part->getBeginLoc(), End = Part->getEndLoc();
  if (Begin.isFileID())
    return End.isFileID();
  const LangOptions &Opts = U.Ctx.getLangOpts();
  return End.isMacroID() &&
         U.SM.getExpansionLoc(Begin) == U.SM.getExpansionLoc(End) &&
         Lexer::isAtStartOfMacroExpansion(Begin, U.SM, Opts) &&
         Lexer::isAtEndOfMacroExpansion(End, U.SM, Opts);
}

/// `s = splbio();`, `splx(s);` or `(void)splbio();`.
void WrittenCalls::loneExpression(const clang::Expr &X) {
  const clang::Expr *Outer = &X, *Inner = X.IgnoreParenCasts();
  const VarDecl *Taker = nullptr, *Given = nullptr;
  if (const auto *Op = dyn_cast<BinaryOperator>(Inner)) {
    Taker = Op->getOpcode() == BO_Assign ? variableOf(Op->getLHS()) : nullptr;
    if (!Taker)
      return;
    Outer = Op->getRHS();
    Inner = Outer->IgnoreParenCasts();
  }
  const auto *C = dyn_cast<CallExpr>(Inner);
  if (!C || C->getNumArgs() > 1 || !isWhole(*Outer, *C))
    return;
  if (C->getNumArgs() == 1 && !(Given = variableOf(C->getArg(0))))
    return;
  SourceLocation From = U.SM.getExpansionLoc(X.getBeginLoc());
  Tokens All = tokens(From, tok::semi);
  if (All.empty() || (Taker && Given) || !beginsStatement(From))
    return;
  ArrayRef<Token> Rest = ArrayRef(All).drop_back();
  if (Rest.size() > 3 && Rest[0].is(tok::l_paren) && isName(Rest[1], "void") &&
      Rest[2].is(tok::r_paren))
    Rest = Rest.drop_front(3);
  if (Taker) {
    if (Rest.size() < 2 || !isName(Rest[0], Taker->getName()) ||
        Rest[1].isNot(tok::equal))
      return;
    Rest = Rest.drop_front(2);
  }
  if (!isPlainCall(Rest, Given ? Given->getName() : ""))
    return;
  Position At = U.position(Rest[0].getLocation());
  LoneCalls[{At.Line, At.Column}] = {wholeLines(From, All.back().getEndLoc()),
                                     Taker ? Taker : Given};
  const VarDecl *V = Taker ? Taker : Given;
  if (!V || V->getType()->isIntegralOrEnumerationType())
    LoneStatements.insert(&X);
}

/// One of \p All, the tokens of a declaration.
void WrittenCalls::declarator(const VarDecl &V, ArrayRef<Token> All,
                              bool Only) {
  size_t Name = llvm::find_if(All,
                              [&](const Token &T) {
                                return T.getLocation() == V.getLocation();
                              }) -
                All.begin();
  if (Name == All.size() || Name == 0 || !isName(All[Name], V.getName()))
    return;
  size_t End = Name + 1;
  for (int Depth = 0; Depth || !All[End].isOneOf(tok::comma, tok::semi);
       ++End) {
    Depth += All[End].isOneOf(tok::l_paren, tok::l_square, tok::l_brace) -
             All[End].isOneOf(tok::r_paren, tok::r_square, tok::r_brace);
    if (Depth < 0) // `int (s);`
      return;
  }
  const Token &Before = All[Name - 1];
  Span Text;
  if (Only)
    Text = wholeLines(All[0].getLocation(), All.back().getEndLoc());
  else if (Before.is(tok::comma))
    Text = span(Before.getLocation(), All[End - 1].getEndLoc());
  else if (Before.is(tok::raw_identifier) && All[End].is(tok::comma))
    Text = span(All[Name].getLocation(), All[End + 1].getLocation());
  else
    return;
  Declarations[&V] = Text;
  ArrayRef<Token> Init = All.slice(Name + 1, End - Name - 1);
  if (Init.empty() || Init[0].isNot(tok::equal)) {
    if (!Init.empty())
      Declarations.erase(&V); // an array, or a function
    return;
  }
  const auto *C = dyn_cast<CallExpr>(V.getInit()->IgnoreParenCasts());
  if (!isPlainCall(Init.drop_front(), "") || !C || !isWhole(*V.getInit(), *C)) {
    Declarations.erase(&V);
    return;
  }
  Position At = U.position(Init[1].getLocation());
  LoneCalls[{At.Line, At.Column}] = {Text, &V};
}

void WrittenCalls::loneDeclarators(const DeclStmt &S) {
  if (S.getBeginLoc().isMacroID())
    return;
  Tokens All = tokens(S.getBeginLoc(), tok::semi);
  if (All.empty() || !beginsStatement(S.getBeginLoc()))
    return;
  for (const Decl *D : S.decls())
    if (const auto *V = dyn_cast<VarDecl>(D);
        V && V->hasLocalStorage() && V->getLocation().isFileID() &&
        V->getType()->isIntegralOrEnumerationType())
      declarator(*V, All, S.isSingleDecl());
}

/// \p S in a compound statement; \p Next follows it there.
void WrittenCalls::child(const Stmt &S, const Stmt *Next) {
  const Stmt *Leaf = &S;
  while (true) {
    if (const auto *L = dyn_cast<LabelStmt>(Leaf))
      Leaf = L->getSubStmt();
    else if (const auto *C = dyn_cast<clang::SwitchCase>(Leaf))
      Leaf = C->getSubStmt();
    else
      break;
  }
  // A label needs a statement.
  if (Leaf != &S && !(Next && stays(*Next)))
    return;
  if (const auto *D = dyn_cast<DeclStmt>(Leaf))
    loneDeclarators(*D);
  else if (const auto *X = dyn_cast<clang::Expr>(Leaf))
    loneExpression(*X);
}

/// Whether \p S is a statement, in all configurations, that no fix takes out.
bool WrittenCalls::stays(const Stmt &S) const {
  if (isa<DeclStmt>(S))
    return false;
  std::optional<unsigned> At = offsetInBody(S.getBeginLoc());
  return At && !BehindDirective.count(*At) && !LoneStatements.count(&S);
}

void WrittenCalls::visit(const Stmt &S) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
    if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl()))
      ++References[V];
  if (const auto *C = dyn_cast<CompoundStmt>(&S)) {
    ArrayRef<Stmt *> Body(C->body_begin(), C->size());
    // Backwards: whether the next one can go is asked.
    for (size_t I = Body.size(); I-- != 0;)
      child(*Body[I], I + 1 == Body.size() ? nullptr : Body[I + 1]);
  }
  for (const Stmt *Inner : S.children())
    if (Inner)
      visit(*Inner);
}

void WrittenCalls::findLone() {
  if (Searched)
    return;
  Searched = true;
  scan();
  visit(*F.getBody());
}

/// Names like that of \p V in the body, in whatever configuration.
uint32_t WrittenCalls::mentions(const VarDecl &V) const {
  auto It = Names.find(V.getName());
  return It == Names.end() ? 0 : It->second;
}

WrittenVariable &WrittenCalls::variable(const VarDecl &V, LocalOf Number) {
  LocalId Id = Number(V);
  for (WrittenVariable &W : G.WrittenVariables)
    if (W.Variable == Id)
      return W;
  WrittenVariable &New = G.WrittenVariables.emplace_back();
  New.Variable = Id;
  return New;
}

void WrittenCalls::noteLevel(WrittenCall &Out, LocalOf Number) {
  findLone();
  auto It = LoneCalls.find({Out.Line, Out.Column});
  if (It == LoneCalls.end())
    return;
  Out.Statement = It->second.Text;
  const VarDecl *V = It->second.Variable;
  if (!V)
    return;
  WrittenVariable &W = variable(*V, Number);
  Out.Variable = W.Variable;
  W.Mentions = References[V];
  // What another configuration, or a macro, says of it must not be lost.
  auto Known = Declarations.find(V);
  if (Known != Declarations.end() && mentions(*V) == W.Mentions + 1)
    W.Declaration = Known->second;
}

void WrittenCalls::note(const PrimitiveCall &Call, ArrayRef<Event> Events,
                        LocalOf Number) {
  bool Level = llvm::any_of(Events, [](const Event &E) {
    return E.Stub && (E.Effect == EffectKind::LevelRaise ||
                      E.Effect == EffectKind::LevelRestore);
  });
  bool Others = !Call.What.WithLock.empty() || !Call.What.WithSpan.Name.empty();
  if (!Level && !Others)
    return;
  SourceLocation Loc = U.SM.getExpansionLoc(Call.Loc);
  std::optional<Text> As = textOf(Loc);
  if (!As)
    return;
  Position At = U.position(Loc);
  WrittenCall Out;
  Out.Line = At.Line;
  Out.Column = At.Column;
  Out.Call = span(Loc, As->All.back().getEndLoc());
  if (Level)
    noteLevel(Out, Number);
  // Of another name, a macro that holds the call.
  if (Others && As->All[0].getRawIdentifier() == Call.Entry)
    noteOthers(Call, *As, Number, Out);
  if (Out.Statement || !Out.Others.empty())
    G.WrittenCalls.push_back(std::move(Out));
}
