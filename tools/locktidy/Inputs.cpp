//===- Inputs.cpp - models and sources of a command -----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "locktidy/Inputs.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace locktidy;
using namespace llvm;

/// Messages about single files, beyond which only their number is said.
static constexpr size_t MessageLimit = 20;

static Error makeError(const Twine &Text) {
  return createStringError(inconvertibleErrorCode(), Text);
}

/// Adds \p New, or extends the model of the same kernel by it.
static void addModel(std::vector<Model> &Models, Model New) {
  for (Model &Known : Models)
    if (Known.Kernel == New.Kernel)
      return extendModel(Known, std::move(New));
  Models.push_back(std::move(New));
}

Expected<std::vector<Model>>
locktidy::loadModels(const SourceOptions &Options) {
  std::vector<Model> Models;
  for (StringRef Name : builtinModelNames()) {
    auto Builtin = loadModel(*builtinModelText(Name));
    if (!Builtin)
      return Builtin.takeError();
    addModel(Models, std::move(*Builtin));
  }
  for (const std::string &Path : Options.ModelFiles) {
    auto Buffer = MemoryBuffer::getFile(Path);
    if (!Buffer)
      return makeError(Path + ": error: cannot read the model: " +
                       Buffer.getError().message());
    auto Extra = loadModel(
        MemoryBufferRef((*Buffer)->getBuffer(), Path));
    if (!Extra)
      return Extra.takeError();
    addModel(Models, std::move(*Extra));
  }
  std::vector<StringRef> Names;
  for (const Model &M : Models)
    Names.push_back(M.Kernel);
  if (!Options.Kernel.empty() && !is_contained(Names, Options.Kernel))
    return makeError("no model of the kernel '" + Options.Kernel +
                     "', named by --kernel; there are: " + join(Names, ", "));
  return Models;
}

std::vector<LoweredFile> locktidy::lower(const SourceOptions &Options,
                                         const std::vector<Model> &Models,
                                         const JobList &Jobs, Console &Out) {
  if (Options.Verbose)
    for (const std::string &Note : Jobs.Notes)
      Out.line(Note);
  std::vector<const Model *> Pointers;
  for (const Model &M : Models)
    Pointers.push_back(&M);
  LowererOptions How;
  How.Threads = Options.Threads;
  How.Progress = [&](size_t Done, size_t Total) { Out.progress(Done, Total); };
  How.ShouldStop = interrupted;
  return lowerAll(Jobs.Jobs, Pointers, LoweringOptions{Options.Kernel}, How);
}

/// What --verbose says of one file.
static void explain(const CompileJob &Job, const LoweredFile &File,
                    StringRef Name, Console &Out) {
  for (const std::string &Flag : File.DroppedFlags)
    Out.line(Name + ": note: dropped a flag that Clang does not know: " + Flag);
  for (const std::string &Text : File.FlagErrors)
    Out.line(Name + ": note: of its flags Clang says: " + Text);
  if (File.Crashed)
    Out.line(Name + ": note: its command is: " +
             join(Job.Arguments, " "));
}

Coverage locktidy::cover(const SourceOptions &Options, const JobList &Jobs,
                         const std::vector<LoweredFile> &Files, Console &Out) {
  Coverage Result;
  for (size_t I = 0; I != Files.size(); ++I) {
    const LoweredFile &File = Files[I];
    const SourceError &First = File.FirstError;
    StringRef Directory = Options.Jobs.WorkingDirectory;
    std::string Name = relativeTo(Directory, Jobs.Jobs[I].File);
    if (Options.Verbose)
      explain(Jobs.Jobs[I], File, Name, Out);
    if (File.Status == LoweredFile::Skipped) {
      ++Result.NotStarted;
      continue;
    }
    bool HasGraph = File.Status != LoweredFile::Failed;
    if (HasGraph && File.Graph.Kernel.empty()) {
      Result.NoKernel.push_back(Jobs.Jobs[I].File);
      continue;
    }
    Result.Analysed += HasGraph;
    if (File.Status == LoweredFile::Complete)
      continue;
    Result.Failed.push_back({Jobs.Jobs[I].File, First.Message, HasGraph});
    if (Options.Quiet ||
        (Result.Failed.size() > MessageLimit && !Options.Verbose))
      continue;
    std::string Place =
        First.File.empty() ? Name : relativeTo(Directory, First.File);
    if (First.Line)
      Place += formatv(":{0}:{1}", First.Line, First.Column);
    // A header's error does not say which file it keeps from being analysed.
    bool Elsewhere = !First.File.empty() && First.File != Jobs.Jobs[I].File;
    Out.line(Place + ": warning: " +
             (HasGraph ? "not fully analysed: " : "not analysed: ") +
             First.Message +
             (Elsewhere ? " (included from " + Name + ")" : std::string()));
  }
  if (!Options.Quiet && !Options.Verbose &&
      Result.Failed.size() > MessageLimit)
    Out.line(formatv("{0} more files were not fully analysed; -v names them",
                     Result.Failed.size() - MessageLimit)
                 .str());
  return Result;
}

std::vector<TUGraph> locktidy::takeGraphs(std::vector<LoweredFile> Files) {
  std::vector<TUGraph> Graphs;
  for (LoweredFile &File : Files)
    if ((File.Status == LoweredFile::Complete ||
         File.Status == LoweredFile::Partial) &&
        !File.Graph.Kernel.empty())
      Graphs.push_back(std::move(File.Graph));
  return Graphs;
}
