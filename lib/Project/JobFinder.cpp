//===- JobFinder.cpp - which files to analyse, with which flags -----------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/JobFinder.h"
#include "Lower/Paths.h"
#include "Project/CompileDatabase.h"
#include "Project/KernelTree.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include <map>
#include <memory>

using namespace locktidy;
using namespace llvm;

static constexpr StringLiteral DatabaseName = "compile_commands.json";
static constexpr StringLiteral FlagsName = "compile_flags.txt";

static Error makeError(const Twine &Text) {
  return createStringError(inconvertibleErrorCode(), Text);
}

static bool isC(StringRef File) { return File.ends_with(".c"); }

/// Whether \p File lies in \p Directory or below it.
static bool isBelow(StringRef File, StringRef Directory) {
  return File.consume_front(Directory) &&
         (Directory.ends_with("/") || File.starts_with("/"));
}

namespace {

/// Where flags come from: a database, a tree, or one list for every file.
struct FlagSource {
  std::string Path; ///< for messages
  std::optional<CompileDatabase> Database;
  std::shared_ptr<const KernelTree> Tree;
  std::string Directory;
  std::vector<std::string> Flags;
};

class JobFinder {
public:
  explicit JobFinder(const JobOptions &Options) : Options(Options) {}

  Error addProject();
  Error addName(StringRef Name);
  JobList take() { return std::move(Result); }

private:
  Expected<FlagSource *> sourceFor(StringRef Directory);
  Expected<FlagSource *> nearest(StringRef Directory);
  Expected<FlagSource *> open(const std::string &Path);
  Expected<FlagSource *> treeOf(StringRef Directory);
  Error addDirectory(const FlagSource &Source, StringRef Directory);
  Error addFile(const std::string &File, StringRef Name);
  void addJob(CompileJob Job, const FlagSource &Source);
  CompileJob jobByFlags(const FlagSource &Source, const std::string &File);

  const JobOptions &Options;
  std::map<std::string, std::unique_ptr<FlagSource>> Open; ///< by path
  std::map<std::string, FlagSource *> Nearest; ///< by directory; null: none
  StringSet<> Seen;
  JobList Result;
};

} // namespace

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

Expected<FlagSource *> JobFinder::open(const std::string &Path) {
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
    append_range(Result.Notes, Source->Database->duplicates());
  }
  Result.Notes.push_back("flags from " + Path);
  Slot = std::move(Source);
  return Slot.get();
}

/// The source in \p Directory or above, or the tree around it; null when there
/// is none.
Expected<FlagSource *> JobFinder::nearest(StringRef Directory) {
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
Expected<FlagSource *> JobFinder::treeOf(StringRef Directory) {
  for (auto &[Path, Source] : Open)
    if (Source && Source->Tree &&
        isBelow(Directory.str() + "/", Source->Directory))
      return Source.get();
  auto Tree = KernelTree::find(Directory);
  if (!Tree)
    return Tree.takeError();
  if (!*Tree)
    return nullptr;
  auto Source = std::make_unique<FlagSource>();
  Source->Directory = Source->Path = (*Tree)->root().str();
  Result.Notes.push_back("flags by the tree profile '" +
                         (*Tree)->profile().Name + "' for " + Source->Path);
  Source->Tree = std::move(*Tree);
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

/// The source for files of \p Directory; none is an error.
Expected<FlagSource *> JobFinder::sourceFor(StringRef Directory) {
  if (Options.Flags) {
    std::unique_ptr<FlagSource> &Slot = Open["--"];
    if (!Slot)
      Slot = std::make_unique<FlagSource>(
          FlagSource{"--", std::nullopt, nullptr, Options.WorkingDirectory,
                     *Options.Flags});
    return Slot.get();
  }
  if (!Options.Database.empty()) {
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
  if (!Options.Tree.empty()) {
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
  auto Source = nearest(Directory);
  if (Source && !*Source)
    return makeError("no compile database: neither " + DatabaseName + " nor " +
                     FlagsName + " in '" + Directory +
                     "' or above; make one with your build system or bear, "
                     "name one by -p, or give the flags after '--'");
  return Source;
}

CompileJob JobFinder::jobByFlags(const FlagSource &Source,
                                 const std::string &File) {
  if (Source.Tree)
    return Source.Tree->job(File);
  CompileJob Job{Source.Directory, File, {"clang"}};
  append_range(Job.Arguments, Source.Flags);
  Job.Arguments.push_back(File);
  return Job;
}

void JobFinder::addJob(CompileJob Job, const FlagSource &Source) {
  if (!Seen.insert(Job.File).second)
    return;
  Job.Origin = Source.Tree
                   ? "the tree profile '" + Source.Tree->profile().Name +
                         "' for " + Source.Path
                   : Source.Path;
  std::vector<std::string> &Words = Job.Arguments;
  Words.insert(Words.begin() + 1, Options.ExtraArgsBefore.begin(),
               Options.ExtraArgsBefore.end());
  Words.insert(std::find(Words.begin(), Words.end(), "--"),
               Options.ExtraArgs.begin(), Options.ExtraArgs.end());
  Result.Jobs.push_back(std::move(Job));
}

Error JobFinder::addFile(const std::string &File, StringRef Name) {
  auto Source = sourceFor(sys::path::parent_path(File));
  if (!Source)
    return Source.takeError();
  if (!(*Source)->Database) {
    if (!isC(File))
      return makeError(Name + ": error: not a C source file; name the files "
                              "that include it");
    addJob(jobByFlags(**Source, File), **Source);
    return Error::success();
  }
  const CompileJob *Job = (*Source)->Database->find(File);
  if (!Job)
    return makeError(Name + ": error: no flags known: it is not in " +
                     (*Source)->Path +
                     (isC(File) ? "; rebuild the database, or give the flags "
                                  "after '--'"
                                : "; name the files that include it"));
  addJob(*Job, **Source);
  return Error::success();
}

/// Every file of \p Source below \p Directory.
Error JobFinder::addDirectory(const FlagSource &Source, StringRef Directory) {
  if (Source.Database) {
    for (const CompileJob &Job : Source.Database->jobs()) {
      if (!isBelow(Job.File, Directory))
        continue;
      if (isC(Job.File))
        addJob(Job, Source);
      else
        Result.Other.push_back(Job.File);
    }
    return Error::success();
  }
  if (Source.Tree && isBelow((Directory + "/").str(), Source.Directory)) {
    TreeSources Sources = Source.Tree->sources(Directory);
    for (const std::string &File : Sources.Files)
      addJob(jobByFlags(Source, File), Source);
    for (const auto &[Reason, Count] : Sources.Skipped)
      Result.Skipped[Reason] += Count;
    return Error::success();
  }
  for (const std::string &File : filesBelow(Directory))
    if (isC(File))
      addJob(jobByFlags(Source, File), Source);
  return Error::success();
}

Error JobFinder::addName(StringRef Name) {
  std::string Path = absolutePath(Options.WorkingDirectory, Name);
  if (!sys::fs::exists(Path))
    return makeError(Name + ": error: no such file or directory");
  if (!sys::fs::is_directory(Path))
    return addFile(Path, Name);
  auto Source = sourceFor(Path);
  if (!Source)
    return Source.takeError();
  size_t Before = Seen.size();
  if (Error E = addDirectory(**Source, Path))
    return E;
  if (Seen.size() == Before)
    return makeError(Name + ": error: no C file below this directory has a "
                            "compile command");
  return Error::success();
}

Error JobFinder::addProject() {
  auto Source = sourceFor(Options.WorkingDirectory);
  if (!Source)
    return Source.takeError();
  if ((*Source)->Path == "--")
    return makeError("flags after '--', but no file named");
  // A database holds the whole project, wherever its files lie.
  StringRef Top = "/";
  if ((*Source)->Tree && Options.WholeTree)
    Top = (*Source)->Directory;
  else if (!(*Source)->Database)
    Top = Options.WorkingDirectory;
  if (Error E = addDirectory(**Source, Top))
    return E;
  if (Result.Jobs.empty())
    return makeError((*Source)->Path + ": error: no C file in it");
  return Error::success();
}

Expected<JobList> locktidy::findJobs(const JobOptions &Options,
                                     ArrayRef<std::string> Names) {
  JobFinder Finder(Options);
  Error Errors = Error::success();
  if (Names.empty())
    Errors = Finder.addProject();
  StringSet<> Reported; // one bad database is one error, however many files
  for (const std::string &Name : Names)
    handleAllErrors(Finder.addName(Name), [&](const ErrorInfoBase &E) {
      if (Reported.insert(E.message()).second)
        Errors = joinErrors(std::move(Errors), makeError(E.message()));
    });
  if (Errors)
    return std::move(Errors);
  return Finder.take();
}
