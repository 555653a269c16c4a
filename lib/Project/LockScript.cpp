//===- LockScript.cpp - command files of WARLOCK --------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lines of words; `\` at the end of a line joins the next one, `#` begins a
// comment. They are scripts of a shell, of which one form is in use:
//
//   for ptr in `funcptrs | grep '^foo_ops::'`
//   do
//       add $ptr target foo_dummy
//   done
//
// It stands for each pointer in foo_ops, which is written `foo_ops::*` here.
//
//===----------------------------------------------------------------------===//
#include "Project/Declarations.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace locktidy;
using namespace llvm;

/// Commands that say nothing to an analysis which follows paths and objects: of
/// how many instances a record has, which calls are not to be followed, what
/// the session prints.
static constexpr StringLiteral Others[] = {
    "analyze",  "declare",  "disallow", "disallows", "files",    "funcptrs",
    "funcs",    "help",     "load",     "locks",     "members",  "one",
    "order",    "pointer",  "reallow",  "reallows",  "readable", "refresh",
    "restart",  "restore",  "save",     "saves",     "start",    "sym",
    "unassert", "unignore", "vars"};

namespace {

class ScriptReader {
public:
  ScriptReader(MemoryBufferRef Text, Declarations &Out)
      : File(Text.getBufferIdentifier().str()), Rest(Text.getBuffer()),
        Out(Out) {}
  Error run();

private:
  bool nextLine();
  Error command(ArrayRef<StringRef> Words);
  Error add(ArrayRef<StringRef> Words);
  Error assertion(ArrayRef<StringRef> Words);
  void loop(StringRef Text);
  Error wrong(const Twine &Why) const {
    return createStringError(inconvertibleErrorCode(),
                             File + ":" + Twine(At.Line) + ": error: " + Why);
  }
  void functions(ArrayRef<StringRef> Words,
                 std::vector<Declarations::Function> &Into) {
    for (StringRef W : Words)
      Into.push_back({At, W.str()});
  }

  std::string File;
  StringRef Rest;
  Declarations &Out;
  Declarations::Place At; ///< of Line
  unsigned Read = 0;      ///< lines
  std::string Line;
  std::string Variable, Members; ///< of the loop: `$ptr`, `foo_ops::*`
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

void ScriptReader::loop(StringRef Text) {
  Variable = ("$" + Text.split(' ').first).str();
  StringRef Pattern = Text.split("'^").second;
  Members = (Pattern.split("::").first + "::*").str();
}

Error ScriptReader::add(ArrayRef<StringRef> Words) {
  if (Words.size() < 3 || (Words[1] != "target" && Words[1] != "targets"))
    return wrong("expected 'add POINTER targets FUNCTION...'");
  Declarations::Pointer P{At, Words[0].str(), {}};
  if (!Variable.empty() && P.Name == Variable)
    P.Name = Members;
  for (StringRef W : Words.drop_front(2))
    P.Targets.push_back(W.str());
  Out.Pointers.push_back(std::move(P));
  return Error::success();
}

/// `assert order a b`. Of the others (`assert mutex protects`) notes in the
/// sources are the usual form.
Error ScriptReader::assertion(ArrayRef<StringRef> Words) {
  if (Words.empty() || Words.front() != "order")
    return Error::success();
  if (Words.size() < 3)
    return wrong("an order is of two locks at least");
  Declarations::Order O;
  O.At = At;
  for (StringRef W : Words.drop_front())
    O.Names.push_back(W.str());
  Out.Orders.push_back(std::move(O));
  return Error::success();
}

Error ScriptReader::command(ArrayRef<StringRef> Words) {
  StringRef Name = Words.front();
  ArrayRef<StringRef> Operands = Words.drop_front();
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
  else if (Name == "done")
    Variable.clear();
  else if (Name == "do")
    return Operands.empty() ? Error::success() : command(Operands);
  else if (!is_contained(Others, Name))
    return wrong("no command '" + Name + "'");
  return Error::success();
}

Error ScriptReader::run() {
  while (nextLine()) {
    SmallVector<StringRef> Words;
    SplitString(Line, Words);
    if (Error E = command(Words))
      return E;
  }
  return Error::success();
}

Error locktidy::readLockScript(MemoryBufferRef Text, Declarations &Out) {
  return ScriptReader(Text, Out).run();
}
