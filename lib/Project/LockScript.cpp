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
// Here ptr stands for each pointer in foo_ops, and is replaced by `foo_ops::*`.
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
/// how many instances a record has, which calls are not to be followed, what
/// the session prints.
/// The words of the shell around commands count for nothing either.
static constexpr StringLiteral Others[] = {
    ".",       "analyze",  "declare",  "disallow", "disallows", "do",
    "done",    "else",     "fi",       "files",    "funcptrs",  "funcs",
    "help",    "if",       "load",     "locks",    "members",   "one",
    "order",   "pointer",  "reallow",  "reallows", "readable",  "refresh",
    "restart", "restore",  "save",     "saves",    "start",     "sym",
    "then",    "unassert", "unignore", "vars"};

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
  std::vector<std::string> words() const;
  Error command(ArrayRef<std::string> Words);
  Error add(ArrayRef<std::string> Words);
  Error assertion(ArrayRef<std::string> Words);
  void loop(StringRef Text);
  Error wrong(const Twine &Why) const {
    return createStringError(inconvertibleErrorCode(),
                             File + ":" + Twine(At.Line) + ": error: " + Why);
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

/// `ptr in ...`
void ScriptReader::loop(StringRef Text) {
  StringRef Pattern = Text.split("'^").second;
  Variables[Text.split(' ').first] = (Pattern.split("::").first + "::*").str();
}

/// The words of the line, with those that variables stand for.
std::vector<std::string> ScriptReader::words() const {
  std::vector<std::string> Out;
  SmallVector<StringRef> Words;
  SplitString(Line, Words);
  for (StringRef W : Words) {
    auto It =
        W.starts_with("$") ? Variables.find(W.drop_front()) : Variables.end();
    SmallVector<StringRef> Values{W};
    if (It != Variables.end()) {
      Values.clear();
      SplitString(It->second, Values);
    }
    Out.insert(Out.end(), Values.begin(), Values.end());
  }
  return Out;
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
  if (Words.empty() || Words.front() != "order")
    return Error::success();
  if (Words.size() < 3)
    return wrong("an order is of two locks at least");
  Declarations::Order O;
  O.At = At;
  O.Names = Words.drop_front().vec();
  Out.Orders.push_back(std::move(O));
  return Error::success();
}

Error ScriptReader::command(ArrayRef<std::string> Words) {
  StringRef Name = Words.front();
  ArrayRef<std::string> Operands = Words.drop_front();
  if (Operands.empty() && (Name == "root" || Name == "ignore"))
    return wrong("expected '" + Name + " FUNCTION...'");
  if (Name == "root")
    functions(Operands, Out.Roots);
  else if (Name == "ignore")
    functions(Operands, Out.Ignored);
  else if (Name == "add")
    return add(Operands);
  else if (Name == "assert")
    return assertion(Operands);
  else if (Name == "for")
    loop(StringRef(Line).ltrim().drop_front(Name.size()).ltrim());
  else if (Name == "do" && !Operands.empty())
    return command(Operands);
  else if (!is_contained(Others, Name))
    return wrong("no command '" + Name + "'");
  return Error::success();
}

Error ScriptReader::run() {
  while (nextLine()) {
    if (StringRef(Line).count('"') % 2)
      return wrong("a '\"' is not closed");
    if (assignment())
      continue;
    if (Error E = command(words()))
      return E;
  }
  return Error::success();
}

Error locktidy::readLockScript(MemoryBufferRef Text, Declarations &Out) {
  return ScriptReader(Text, Out).run();
}
