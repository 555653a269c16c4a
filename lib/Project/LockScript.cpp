//===- LockScript.cpp - command files of WARLOCK --------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lines of words; `\` at the end of a line joins the next one, `#` begins a
// comment. They are scripts of a shell, of which two forms are in use:
//
//   HANDLERS="foo_intr foo_timeout"
//   add foo::handler targets $HANDLERS
//
//   for ptr in `funcptrs | grep '^foo_ops::'`
//   do
//       add $ptr target foo_dummy
//   done
//
// Here ptr stands for each pointer in foo_ops, and is replaced by `foo_ops::*`;
// in a loop over names (`for f in $HANDLERS`) a line that has it is read once
// for each.
//
//===----------------------------------------------------------------------===//
#include "Project/Declarations.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

using namespace locktidy;
using namespace llvm;

/// Commands that say nothing to an analysis which follows paths and objects: of
/// how many instances a record has, what the session prints.
/// The words of the shell around commands count for nothing either.
static constexpr StringLiteral Others[] = {
    ".",       "analyze",  "declare",  "disallows", "do",       "else",
    "files",   "funcptrs", "funcs",    "help",      "load",     "locks",
    "members", "one",      "order",    "pointer",   "reallows", "readable",
    "refresh", "restart",  "restore",  "save",      "saves",    "start",
    "sym",     "then",     "unassert", "unignore",  "vars"};

/// Characters that the words of a line can be, variables replaced: a loop over
/// itself doubles them at each turn.
static constexpr size_t MaxExpansion = 1 << 20;

/// How often a line can be read, in loops in loops.
static constexpr size_t MaxTurns = 1 << 16;

/// What an assertion may begin with.
static constexpr StringLiteral Assertions[] = {
    "competing", "mutex", "no", "order", "read", "rwlock", "side"};

namespace {

class ScriptReader {
public:
  ScriptReader(MemoryBufferRef Text, Declarations &Out)
      : File(Text.getBufferIdentifier().str()), Rest(Text.getBuffer()),
        Out(Out) {}
  Error run();

private:
  bool nextLine();
  bool assignment();
  Expected<std::vector<std::string>> expand(StringRef Text) const;
  Error line(StringRef Text);
  Error turns(StringRef Name, StringRef Text, size_t Depth, size_t &Left);
  Error command(StringRef Name, ArrayRef<std::string> Operands);
  void reallow(ArrayRef<std::string> Words);
  Error add(ArrayRef<std::string> Words);
  Error assertion(ArrayRef<std::string> Words);
  Error loop(StringRef Text);
  Error close(StringRef Opening, StringRef Closing);
  Error wrong(const Twine &Why) const { return wrong(At, Why); }
  static Error wrong(const Declarations::Place &Where, const Twine &Why) {
    return createStringError(inconvertibleErrorCode(), Where.File + ":" +
                                                           Twine(Where.Line) +
                                                           ": error: " + Why);
  }
  void functions(ArrayRef<std::string> Words,
                 std::vector<Declarations::Function> &Into) {
    for (const std::string &W : Words)
      Into.push_back({At, W});
  }

  std::string File;
  StringRef Rest;
  Declarations &Out;
  Declarations::Place At; ///< of Line
  unsigned Read = 0;      ///< lines
  std::string Line;
  StringMap<std::string> Variables; ///< of the shell, without the `$`
  /// A `for` or `if` whose end has not come.
  struct Block {
    Declarations::Place At;
    std::string Word;
    std::string Variable;           ///< of a `for`
    std::vector<std::string> Names; ///< that it stands for, one at a time
  };
  std::vector<Block> Open; ///< innermost last
};

} // namespace

/// The next line with a command, comments gone and continuations joined.
bool ScriptReader::nextLine() {
  Line.clear();
  for (bool More = false; !Rest.empty();) {
    auto [Text, After] = Rest.split('\n');
    Rest = After;
    ++Read;
    if (!More)
      At = {File, Read};
    Text = Text.rtrim();
    if (StringRef Start = Text.ltrim(); Start.starts_with("#"))
      continue;
    if (size_t Hash = Text.find(" #"); Hash != StringRef::npos)
      Text = Text.take_front(Hash);
    More = Text.consume_back("\\");
    Line += ' ';
    Line += Text;
    if (!More && !StringRef(Line).trim().empty())
      return true;
    if (!More)
      Line.clear();
  }
  return !StringRef(Line).trim().empty();
}

/// `NAME="words"`.
bool ScriptReader::assignment() {
  auto [Name, Value] = StringRef(Line).trim().split('=');
  bool IsName = Value.data() && !Name.empty() &&
                all_of(Name, [](char C) { return isAlnum(C) || C == '_'; });
  if (IsName)
    Variables[Name] = Value.trim('"').str();
  return IsName;
}

/// The words of \p Text, with those that variables stand for: `$X`, `${X}`.
Expected<std::vector<std::string>> ScriptReader::expand(StringRef Text) const {
  std::string Plain;
  while (true) {
    auto [Before, After] = Text.split('$');
    Plain += Before;
    if (!After.data())
      break;
    bool Braces = After.consume_front("{");
    StringRef Name =
        After.take_while([](char C) { return isAlnum(C) || C == '_'; });
    auto It = Variables.find(Name);
    if (It == Variables.end())
      return wrong("the variable '" + Name + "' is not set");
    if (Plain.size() + It->second.size() > MaxExpansion)
      return wrong("the words that '$" + Name +
                   "' stands for are too many; write fewer, or list them");
    Plain += It->second;
    Text = After.drop_front(Name.size());
    if (Braces && !Text.consume_front("}"))
      return wrong("expected '}' behind '${" + Name + "'");
  }
  SmallVector<StringRef> Words;
  SplitString(Plain, Words);
  return std::vector<std::string>(Words.begin(), Words.end());
}

/// `ptr in ...`: the pointers of a record, or names.
Error ScriptReader::loop(StringRef Text) {
  auto [Name, Over] = Text.split(' ');
  Over = Over.ltrim();
  if (Name.empty() || !Over.consume_front("in "))
    return wrong("expected 'for NAME in ...'");
  Over.consume_back("do");
  Over = Over.rtrim("; ");
  Open.push_back({At, "for", Name.str(), {}});
  if (Over.contains('`')) {
    StringRef Record = Over.split("'^").second.split("::").first;
    if (Record.empty() || Record.contains('`'))
      return wrong("expected `funcptrs | grep '^RECORD::'`");
    Variables[Name] = (Record + "::*").str();
    Open.back().Names = {Variables[Name]};
    return Error::success();
  }
  auto Names = expand(Over);
  if (!Names)
    return Names.takeError();
  Variables[Name] = join(*Names, " ");
  Open.back().Names = std::move(*Names);
  return Error::success();
}

/// A `done` or `fi`.
Error ScriptReader::close(StringRef Opening, StringRef Closing) {
  if (Open.empty() || Open.back().Word != Opening)
    return wrong("no '" + Opening + "' for this '" + Closing + "' to end");
  Open.pop_back();
  return Error::success();
}

Error ScriptReader::add(ArrayRef<std::string> Words) {
  if (Words.size() < 3 || (Words[1] != "target" && Words[1] != "targets"))
    return wrong("expected 'add POINTER targets FUNCTION...'");
  Out.Pointers.push_back({At, Words[0], Words.drop_front(2).vec()});
  return Error::success();
}

/// `assert order a b`. Of the others (`assert mutex protects`) notes in the
/// sources are the usual form.
Error ScriptReader::assertion(ArrayRef<std::string> Words) {
  if (Words.empty() || !is_contained(Assertions, Words.front()))
    return wrong(Words.empty() ? Twine("expected 'assert order LOCK...'")
                               : "no assertion '" + Words.front() +
                                     "'; expected 'assert order LOCK...'");
  if (Words.front() != "order")
    return Error::success();
  if (Words.size() < 3)
    return wrong("an order is of two locks at least");
  Declarations::Order O;
  O.At = At;
  O.Names = Words.drop_front().vec();
  Out.Orders.push_back(std::move(O));
  return Error::success();
}

/// Takes a `disallow` of the same functions back.
void ScriptReader::reallow(ArrayRef<std::string> Words) {
  size_t Before = Out.Disallowed.size();
  erase_if(Out.Disallowed, [&](const Declarations::Sequence &S) {
    return ArrayRef(S.Names) == Words;
  });
  if (Out.Disallowed.size() == Before)
    Out.Reallowed.push_back({At, Words.vec()});
}

Error ScriptReader::command(StringRef Name, ArrayRef<std::string> Operands) {
  if (Operands.empty() &&
      is_contained({"root", "ignore", "disallow", "reallow"}, Name))
    return wrong("expected '" + Name + " FUNCTION...'");
  if (Name == "root")
    functions(Operands, Out.Roots);
  else if (Name == "ignore")
    functions(Operands, Out.Ignored);
  else if (Name == "disallow")
    Out.Disallowed.push_back({At, Operands.vec()});
  else if (Name == "reallow")
    reallow(Operands);
  else if (Name == "add")
    return add(Operands);
  else if (Name == "assert")
    return assertion(Operands);
  else
    return wrong("no command '" + Name + "'");
  return Error::success();
}

/// Whether \p Text has `$X` or `${X}`.
static bool hasVariable(StringRef Text, StringRef X) {
  while (true) {
    Text = Text.split('$').second;
    if (!Text.data())
      return false;
    Text.consume_front("{");
    if (Text.take_while([](char C) { return isAlnum(C) || C == '_'; }) == X)
      return true;
  }
}

/// Reads the line once for each name of the loops from \p Depth on whose
/// variables it has.
Error ScriptReader::turns(StringRef Name, StringRef Text, size_t Depth,
                          size_t &Left) {
  auto Stands = [&](size_t I) { // an inner loop may use the name anew
    const Block &B = Open[I];
    return !B.Variable.empty() && hasVariable(Text, B.Variable) &&
           none_of(drop_begin(Open, I + 1), [&](const Block &Inner) {
             return Inner.Variable == B.Variable;
           });
  };
  while (Depth != Open.size() && !Stands(Depth))
    ++Depth;
  if (Depth == Open.size()) {
    if (Left-- == 0)
      return wrong("the loops around this line have too many turns");
    auto Operands = expand(Text);
    return Operands ? command(Name, *Operands) : Operands.takeError();
  }
  std::string &Value = Variables[Open[Depth].Variable];
  std::string All = Value;
  for (const std::string &One : Open[Depth].Names) {
    Value = One;
    if (Error E = turns(Name, Text, Depth + 1, Left))
      return E;
  }
  Value = All;
  return Error::success();
}

Error ScriptReader::line(StringRef Text) {
  Text = Text.trim();
  StringRef Name, Rest;
  do { // `do COMMAND`
    Name = Text.take_until([](char C) { return isSpace(C); });
    Rest = Text.drop_front(Name.size()).ltrim();
    Text = Rest;
  } while (Name == "do" && !Rest.empty());
  if (Name == "for")
    return loop(Rest);
  if (Name == "if")
    Open.push_back({At, "if", "", {}});
  else if (Name == "done")
    return close("for", Name);
  else if (Name == "fi")
    return close("if", Name);
  else if (!is_contained(Others, Name)) {
    size_t Left = MaxTurns;
    return turns(Name, Rest, 0, Left);
  }
  return Error::success();
}

Error ScriptReader::run() {
  while (nextLine()) {
    if (StringRef(Line).count('"') % 2)
      return wrong("a '\"' is not closed");
    if (assignment())
      continue;
    if (Error E = line(Line))
      return E;
  }
  if (Open.empty())
    return Error::success();
  const auto &[Where, Word, Variable, Names] = Open.back();
  return wrong(Where, "no '" + Twine(Word == "if" ? "fi" : "done") +
                          "' ends this '" + Word + "'");
}

Error locktidy::readLockScript(MemoryBufferRef Text, Declarations &Out) {
  return ScriptReader(Text, Out).run();
}
