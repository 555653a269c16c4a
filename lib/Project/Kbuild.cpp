//===- Kbuild.cpp - how Linux' makefiles compile a file -------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Kbuild.h"
#include "Lower/Paths.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <algorithm>
#include <optional>

using namespace locktidy;
using namespace llvm;

/// The text of the makefile in \p Directory, if it has one.
static std::unique_ptr<MemoryBuffer> readMakefile(StringRef Directory) {
  for (StringRef Name : {"Kbuild", "Makefile"})
    if (auto Buffer = MemoryBuffer::getFile(absolutePath(Directory, Name)))
      return std::move(*Buffer);
  return nullptr;
}

static std::string replaceAll(std::string Text, StringRef From, StringRef To) {
  for (size_t At = 0; (At = Text.find(From.str(), At)) != std::string::npos;
       At += To.size())
    Text.replace(At, From.size(), To.str());
  return Text;
}

/// Lines end where no backslash says that they go on; comments are gone.
static std::vector<std::string> logicalLines(StringRef Text) {
  std::vector<std::string> Lines;
  bool GoesOn = false;
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    Text = Rest;
    if (!GoesOn)
      Lines.emplace_back();
    Line = Line.split('#').first.rtrim();
    GoesOn = Line.consume_back("\\");
    Lines.back() += (Line + " ").str();
  }
  return Lines;
}

KbuildMakefile::KbuildMakefile(StringRef Text,
                               const StringMap<std::string> &Config)
    : Config(Config) {
  for (StringRef Line : logicalLines(Text)) {
    size_t Equals = Line.find('=');
    if (Line.starts_with("\t") || Equals == StringRef::npos)
      continue;
    StringRef Name = Line.take_front(Equals).rtrim(":+?").trim();
    if (!Name.contains(' '))
      assign(Name, Line.drop_front(Equals + 1));
  }
}

/// `obj-$(CONFIG_FOO)` is the list `obj-m`, or `obj-` when it is not set.
void KbuildMakefile::assign(StringRef Name, StringRef Words) {
  std::string Key = Name.str();
  size_t At = Key.find("$(");
  if (size_t End = Key.find(')'); At != Key.npos && End != Key.npos && At < End)
    Key.replace(At, End + 1 - At,
                Config.lookup(StringRef(Key).slice(At + 2, End)));
  SmallVector<StringRef> Parts;
  SplitString(Words, Parts, " \t");
  for (StringRef Part : Parts)
    Lists[Key].push_back(Part.str());
}

ArrayRef<std::string> KbuildMakefile::list(StringRef Name) const {
  auto It = Lists.find(Name);
  return It == Lists.end() ? ArrayRef<std::string>()
                           : ArrayRef<std::string>(It->second);
}

std::vector<std::string> KbuildMakefile::listsOf(StringRef Word) const {
  std::vector<std::string> Names;
  for (const auto &List : Lists)
    if (is_contained(List.second, Word))
      Names.push_back(List.first().str());
  sort(Names);
  return Names;
}

Kbuild::Kbuild(std::string Root, StringRef AutoConf) : Root(std::move(Root)) {
  SmallVector<StringRef> Lines;
  SplitString(AutoConf, Lines, "\n");
  for (StringRef Line : Lines) {
    auto [Name, Value] = Line.split('=');
    if (Name.starts_with("CONFIG_") && (Value == "y" || Value == "m"))
      Config[Name] = Value.str();
  }
}

/// Words for the preprocessor; the others do not matter to a parser. A name of
/// a directory may be a word of its own.
void Kbuild::addFlags(ArrayRef<std::string> Words, StringRef Directory,
                      std::vector<std::string> &Out) const {
  std::string Source = Directory.str();
  std::string Below = StringRef(Source).starts_with(Root + "/")
                          ? Source.substr(Root.size() + 1)
                          : Source;
  bool IsDirectory = false;
  for (std::string Word : Words) {
    Word = replaceAll(std::move(Word), "$(srctree)", Root);
    Word = replaceAll(std::move(Word), "$(src)", Below);
    Word = replaceAll(std::move(Word), "$(obj)", Below);
    Word = replaceAll(std::move(Word), "//", "/"); // an absolute $(src)
    StringRef Text = Word;
    if (!IsDirectory && Text == "-I") {
      IsDirectory = true;
      continue;
    }
    if ((IsDirectory || Text.consume_front("-I")) && !Text.contains("$("))
      Out.push_back("-I" + absolutePath(Root, Text));
    else if ((Text.starts_with("-D") || Text.starts_with("-U")) &&
             !Text.contains("$("))
      // As the shell would read it.
      Out.push_back(replaceAll(replaceAll(Word, "'", ""), "\\\"", "\""));
    IsDirectory = false;
  }
}

/// Whether the makefiles above \p Directory lead to it. One that does not
/// mention it says nothing.
bool Kbuild::reaches(StringRef Directory) const {
  for (; Directory.starts_with(Root + "/");
       Directory = sys::path::parent_path(Directory)) {
    auto Text = readMakefile(sys::path::parent_path(Directory));
    if (!Text)
      continue;
    auto Names = KbuildMakefile(Text->getBuffer(), Config)
                     .listsOf((sys::path::filename(Directory) + "/").str());
    if (!Names.empty() &&
        all_of(Names, [](StringRef Name) { return Name.ends_with("-"); }))
      return false;
  }
  return true;
}

/// The lists that take an object end in these; `foo-objs` is an old `foo-y`.
static bool isTaken(StringRef List) {
  return List.ends_with("-y") || List.ends_with("-m") ||
         List.ends_with("-objs");
}

KbuildFile Kbuild::file(StringRef Path) const {
  KbuildFile Out;
  // A directory without a makefile belongs to the one above it.
  StringRef Directory = sys::path::parent_path(Path);
  std::unique_ptr<MemoryBuffer> Text;
  while (!(Text = readMakefile(Directory)) && Directory.size() > 1)
    Directory = sys::path::parent_path(Directory);
  std::string Object =
      Path.drop_front(Text ? Directory.size() + 1 : 0).drop_back(2).str();
  StringRef Stem = sys::path::stem(Path);
  Out.Module = Stem.str();
  if (!Text)
    return Out;
  KbuildMakefile Lists(Text->getBuffer(), Config);
  auto Take = [&](StringRef List) {
    Out.Built = true;
    Out.AsModule |= List.ends_with("-m");
  };
  for (StringRef List : Lists.listsOf(Object + ".o")) {
    Out.Listed = true;
    if (!isTaken(List))
      continue;
    StringRef Name = List.rsplit('-').first;
    if (Name == "obj" || Name == "lib") {
      Take(List);
      continue;
    }
    for (StringRef Outer : Lists.listsOf((Name + ".o").str()))
      if (isTaken(Outer))
        Take(Outer), Out.Module = Name.str();
  }
  Out.Built = Out.Built && reaches(Directory);
  std::replace(Out.Module.begin(), Out.Module.end(), '-', '_');
  for (StringRef Name : {"subdir-ccflags-y", "ccflags-y", "EXTRA_CFLAGS"})
    addFlags(Lists.list(Name), Directory, Out.Flags);
  addFlags(Lists.list(("CFLAGS_" + Stem + ".o").str()), Directory, Out.Flags);
  for (StringRef Above = sys::path::parent_path(Directory);
       Above.starts_with(Root + "/"); Above = sys::path::parent_path(Above))
    if (auto Outer = readMakefile(Above))
      addFlags(
          KbuildMakefile(Outer->getBuffer(), Config).list("subdir-ccflags-y"),
          Above, Out.Flags);
  return Out;
}
