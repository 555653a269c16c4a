//===- FlagSources.cpp - where the flags of a file come from --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/FlagSources.h"
#include "Lower/Paths.h"
#include "Project/OwnHeaders.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace locktidy;
using namespace llvm;

static constexpr StringLiteral DatabaseName = "compile_commands.json";
static constexpr StringLiteral FlagsName = "compile_flags.txt";

static Error makeError(const Twine &Text) {
  return createStringError(inconvertibleErrorCode(), Text);
}

CompileJob FlagSource::jobByFlags(const std::string &File) {
  if (Tree) {
    CompileJob Job = Tree->job(File);
    if (isBelow(File, Tree->root()))
      return Job;
    std::string Directory = sys::path::parent_path(File).str();
    auto [It, New] = OwnHeaders.try_emplace(Directory);
    if (New)
      It->second = ownHeaderFlags(Directory, Tree->root());
    Job.Arguments.insert(Job.Arguments.begin() + 1, It->second.begin(),
                         It->second.end());
    return Job;
  }
  CompileJob Job{Directory, File, {"clang"}};
  append_range(Job.Arguments, Flags);
  Job.Arguments.push_back(File);
  return Job;
}

std::string FlagSource::describe() const {
  if (!Tree)
    return Path;
  return "the tree profile '" + Tree->profile().Name + "' for " + Path;
}

/// One flag a line, as clangd reads it.
static std::vector<std::string> readFlags(StringRef Text) {
  std::vector<std::string> Flags;
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    if (StringRef Flag = Line.trim(); !Flag.empty())
      Flags.push_back(Flag.str());
    Text = Rest;
  }
  return Flags;
}

Expected<FlagSource *> FlagSources::open(const std::string &Path) {
  std::unique_ptr<FlagSource> &Slot = Open[Path];
  if (Slot)
    return Slot.get();
  auto Source = std::make_unique<FlagSource>();
  Source->Path = Path;
  Source->Directory = sys::path::parent_path(Path).str();
  if (sys::path::filename(Path) == FlagsName) {
    auto Buffer = MemoryBuffer::getFile(Path);
    if (!Buffer)
      return makeError(Path + ": error: " + Buffer.getError().message());
    Source->Flags = readFlags((*Buffer)->getBuffer());
  } else {
    auto Database = CompileDatabase::load(Path);
    if (!Database)
      return Database.takeError();
    Source->Database = std::move(*Database);
    append_range(Notes, Source->Database->duplicates());
  }
  Notes.push_back("flags from " + Path);
  Slot = std::move(Source);
  return Slot.get();
}

/// The source in \p Directory or above, or the tree around it; null when there
/// is none.
Expected<FlagSource *> FlagSources::nearest(StringRef Directory) {
  auto [It, IsNew] = Nearest.try_emplace(Directory.str(), nullptr);
  if (!IsNew)
    return It->second;
  std::string Base = Directory.str();
  for (std::string Candidate :
       {absolutePath(Base, DatabaseName),
        absolutePath(Base, ("build/" + DatabaseName).str()),
        absolutePath(Base, FlagsName)})
    if (sys::fs::is_regular_file(Candidate)) {
      auto Source = open(Candidate);
      if (Source)
        Nearest[Base] = *Source;
      return Source;
    }
  // What lies above a kernel tree is of another project.
  auto IsTree = KernelTree::isRoot(Directory);
  if (!IsTree)
    return IsTree.takeError();
  if (*IsTree) {
    auto Tree = treeOf(Directory);
    if (Tree)
      Nearest[Base] = *Tree;
    return Tree;
  }
  StringRef Parent = sys::path::parent_path(Directory);
  if (Parent.empty() || Parent == Directory)
    return nullptr;
  auto Source = nearest(Parent);
  if (Source)
    Nearest[Base] = *Source;
  return Source;
}

/// The kernel tree around \p Directory, null when there is none.
Expected<FlagSource *> FlagSources::treeOf(StringRef Directory) {
  for (auto &[Path, Source] : Open)
    if (Source && Source->Tree &&
        isBelow(Directory.str() + "/", Source->Directory))
      return Source.get();
  auto Tree = KernelTree::find(Directory, Options.Prepare);
  if (!Tree)
    return Tree.takeError();
  if (!*Tree)
    return nullptr;
  auto Source = std::make_unique<FlagSource>();
  Source->Directory = Source->Path = (*Tree)->root().str();
  Source->Tree = std::move(*Tree);
  Notes.push_back("flags by " + Source->describe());
  std::unique_ptr<FlagSource> &Slot = Open[Source->Path];
  Slot = std::move(Source);
  return Slot.get();
}

/// `freebsd (sys/conf/newvers.sh, ...)`, for all trees: what they are known by.
static std::string knownTrees() {
  std::vector<std::string> Texts;
  for (MemoryBufferRef Yaml : builtinTreeProfiles()) {
    auto Profile = loadTreeProfile(Yaml);
    if (!Profile) {
      consumeError(Profile.takeError());
      continue;
    }
    Texts.push_back(Profile->Name + " (" + join(Profile->Recognise, ", ") +
                    ")");
  }
  return join(Texts, ", ");
}

/// The database that -p names.
Expected<FlagSource *> FlagSources::byDatabase() {
  std::string Path = absolutePath(Options.WorkingDirectory, Options.Database);
  if (!sys::fs::is_directory(Path)) {
    if (sys::fs::exists(Path))
      return open(Path);
    return makeError("no such file or directory: '" + Options.Database +
                     "', named by -p");
  }
  for (StringRef Name : {StringRef(DatabaseName), StringRef(FlagsName)})
    if (std::string File = absolutePath(Path, Name); sys::fs::exists(File))
      return open(File);
  return makeError("no " + DatabaseName + " in '" + Options.Database +
                   "', named by -p");
}

/// The tree that --tree names.
Expected<FlagSource *> FlagSources::byTree() {
  std::string Path = absolutePath(Options.WorkingDirectory, Options.Tree);
  if (!sys::fs::is_directory(Path))
    return makeError("no such directory: '" + Options.Tree +
                     "', named by --tree");
  auto Source = treeOf(Path);
  if (Source && !*Source)
    return makeError("'" + Options.Tree +
                     "', named by --tree, is no kernel source tree that is "
                     "known: " +
                     knownTrees());
  return Source;
}

Expected<FlagSource *> FlagSources::sourceFor(StringRef Directory) {
  if (Options.Flags) {
    std::unique_ptr<FlagSource> &Slot = Open["--"];
    if (!Slot)
      Slot = std::make_unique<FlagSource>(FlagSource{"--",
                                                     std::nullopt,
                                                     nullptr,
                                                     Options.WorkingDirectory,
                                                     *Options.Flags,
                                                     {}});
    return Slot.get();
  }
  if (!Options.Database.empty())
    return byDatabase();
  if (!Options.Tree.empty())
    return byTree();
  auto Source = nearest(Directory);
  if (Source && !*Source)
    return makeError("no compile database: neither " + DatabaseName + " nor " +
                     FlagsName + " in '" + Directory +
                     "' or above; make one with your build system or bear, "
                     "name one by -p or a kernel's source tree by --tree, or "
                     "give the flags after '--'");
  return Source;
}
