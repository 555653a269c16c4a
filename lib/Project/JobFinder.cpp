//===- JobFinder.cpp - which files to analyse, with which flags -----------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/JobFinder.h"
#include "Lower/Hosted.h"
#include "Lower/Paths.h"
#include "Project/FlagSources.h"
#include "Project/KernelTree.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace locktidy;
using namespace llvm;

static Error makeError(const Twine &Text) {
  return createStringError(inconvertibleErrorCode(), Text);
}

static bool isC(StringRef File) { return File.ends_with(".c"); }

/// A tool in the repository of a driver, which is no part of the kernel.
static bool isTool(const std::string &File) {
  auto Text = MemoryBuffer::getFile(File);
  return Text && isHostedProgram((*Text)->getBuffer());
}

namespace {

class JobFinder {
public:
  explicit JobFinder(const JobOptions &Options)
      : Options(Options), Sources(Options) {}

  Error addProject();
  Error addName(StringRef Name);
  JobList take();

private:
  Error addDirectory(FlagSource &Source, StringRef Directory);
  Error addFile(const std::string &File, StringRef Name);
  void addJob(CompileJob Job, const FlagSource &Source);

  const JobOptions &Options;
  FlagSources Sources;
  StringSet<> Seen;
  JobList Result;
};

} // namespace

JobList JobFinder::take() {
  Result.Notes = Sources.takeNotes();
  return std::move(Result);
}

void JobFinder::addJob(CompileJob Job, const FlagSource &Source) {
  if (!Seen.insert(Job.File).second)
    return;
  Job.Origin = Source.describe();
  std::vector<std::string> &Words = Job.Arguments;
  Words.insert(Words.begin() + 1, Options.ExtraArgsBefore.begin(),
               Options.ExtraArgsBefore.end());
  Words.insert(std::find(Words.begin(), Words.end(), "--"),
               Options.ExtraArgs.begin(), Options.ExtraArgs.end());
  Result.Jobs.push_back(std::move(Job));
}

Error JobFinder::addFile(const std::string &File, StringRef Name) {
  auto Source = Sources.sourceFor(sys::path::parent_path(File));
  if (!Source)
    return Source.takeError();
  if (!(*Source)->Database) {
    if (!isC(File))
      return makeError(Name + ": error: not a C source file; name the files "
                              "that include it");
    addJob((*Source)->jobByFlags(File), **Source);
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
Error JobFinder::addDirectory(FlagSource &Source, StringRef Directory) {
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
    TreeSources Found = Source.Tree->sources(Directory);
    for (const std::string &File : Found.Files)
      addJob(Source.jobByFlags(File), Source);
    for (const auto &[Reason, Count] : Found.Skipped)
      Result.Skipped[Reason] += Count;
    return Error::success();
  }
  for (const std::string &File : filesBelow(Directory)) {
    if (!isC(File))
      continue;
    if (Source.Tree && isTool(File))
      ++Result.Skipped["a program for user space"];
    else
      addJob(Source.jobByFlags(File), Source);
  }
  return Error::success();
}

Error JobFinder::addName(StringRef Name) {
  std::string Path = absolutePath(Options.WorkingDirectory, Name);
  if (!sys::fs::exists(Path))
    return makeError(Name + ": error: no such file or directory");
  if (!sys::fs::is_directory(Path))
    return addFile(Path, Name);
  auto Source = Sources.sourceFor(Path);
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
  auto Source = Sources.sourceFor(Options.WorkingDirectory);
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
  auto Core = CoreCode::load();
  if (!Core)
    return Core.takeError();
  JobList Found = Finder.take();
  for (CompileJob &Job : Found.Jobs)
    Job.Core = Core->contains(Job.File);
  return Found;
}
