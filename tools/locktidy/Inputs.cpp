//===- Inputs.cpp - models and sources of a command -----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "locktidy/Inputs.h"
#include "Project/NamedFunctions.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FormatVariadic.h"

using namespace locktidy;
using namespace llvm;

/// Lines about files, beyond which only their number is said.
static constexpr size_t MessageLimit = 20;

Expected<std::vector<Model>>
locktidy::loadModels(const SourceOptions &Options) {
  auto Models = loadBuiltinModels();
  if (!Models)
    return Models.takeError();
  if (Error E = addUserModels(*Models, Options.ModelFiles, Options.Kernels,
                              Options.KernelOrigin))
    return std::move(E);
  return Models;
}

std::vector<Reading> locktidy::lower(const SourceOptions &Options,
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
  How.ShouldStop = interrupted;
  std::vector<std::string> Kernels = Options.Kernels;
  if (Kernels.empty())
    Kernels.emplace_back();
  std::vector<Reading> Readings;
  for (const std::string &Kernel : Kernels) {
    size_t Before = Readings.size() * Jobs.Jobs.size();
    How.Progress = [&](size_t Done, size_t Total) {
      Out.progress(Before + Done, Kernels.size() * Total);
    };
    Readings.push_back(
        {Kernel, lowerAll(Jobs.Jobs, Pointers, LoweringOptions{Kernel}, How)});
  }
  return Readings;
}

/// Of the readings of file \p I the one that went worst. The parse is the same
/// in all, but one may have crashed or not been started.
static const LoweredFile &worst(const std::vector<Reading> &Readings,
                                size_t I) {
  const LoweredFile *Worst = &Readings.front().Files[I];
  for (const Reading &R : Readings)
    if (R.Files[I].Status > Worst->Status)
      Worst = &R.Files[I];
  return *Worst;
}

/// What --verbose says of contracts that mean nothing; a header's once.
static void explainContracts(const TUGraph &G, StringRef Directory,
                             StringSet<> &Said, Console &Out) {
  for (const NotLowered &M : G.Misread) {
    std::string Text = formatv("{0}:{1}:{2}: note: not understood: {3}",
                               relativeTo(Directory, G.str(M.Pos.File)),
                               M.Pos.Line, M.Pos.Column, G.str(M.What));
    if (Said.insert(Text).second)
      Out.line(Text);
  }
}

/// What --verbose says of one file.
static void explain(const CompileJob &Job, const LoweredFile &File,
                    StringRef Name, Console &Out) {
  for (const std::string &Flag : File.DroppedFlags)
    Out.line(Name + ": note: dropped a flag that Clang does not know: " + Flag);
  for (const std::string &Text : File.FlagErrors)
    Out.line(Name + ": note: of its flags Clang says: " + Text);
  if (File.Crashed)
    Out.line(Name + ": note: its command is: " + join(Job.Arguments, " "));
}

namespace {
/// `place: warning: what`, and the files that it keeps from being analysed: a
/// missing header is one line, however many include it.
struct Complaint {
  std::string Text;
  std::string First; ///< the first of the files, when the place is not in it
  std::string Cause; ///< what makes complaints one; empty: the text
  size_t Files = 0;
};
} // namespace

static void complain(const SourceOptions &Options, const CompileJob &Job,
                     const LoweredFile &File,
                     std::vector<Complaint> &Complaints) {
  const SourceError &Error = File.FirstError;
  StringRef Directory = Options.Jobs.WorkingDirectory;
  std::string Name = relativeTo(Directory, Job.File);
  Complaint New;
  New.Text = Error.File.empty() ? Name : relativeTo(Directory, Error.File);
  if (Error.Line)
    New.Text += formatv(":{0}:{1}", Error.Line, Error.Column);
  New.Text += ": warning: ";
  New.Text += File.Status == LoweredFile::Partial ? "not fully analysed: "
                                                  : "not analysed: ";
  New.Text += Error.Message;
  if (!Error.File.empty() && Error.File != Job.File)
    New.First = Name;
  // A header that is not there is one cause, wherever it is included.
  if (!File.MissingHeaders.empty() &&
      StringRef(Error.Message).ends_with("file not found"))
    New.Cause = Error.Message;
  auto Same = find_if(Complaints, [&](const Complaint &C) {
    return New.Cause.empty() ? C.Text == New.Text : C.Cause == New.Cause;
  });
  if (Same == Complaints.end())
    Same = Complaints.insert(Same, std::move(New));
  ++Same->Files;
}

static void print(const SourceOptions &Options,
                  const std::vector<Complaint> &Complaints, Console &Out) {
  if (Options.Quiet)
    return;
  for (size_t I = 0; I != Complaints.size(); ++I) {
    const Complaint &C = Complaints[I];
    if (I == MessageLimit && !Options.Verbose) {
      Out.line(Twine(Complaints.size() - I) +
               " more such lines; -v prints them");
      return;
    }
    std::string Text = C.Text;
    if (!C.First.empty())
      Text += " (included from " + C.First +
              (C.Files > 1 ? formatv(" and {0} more", C.Files - 1).str() : "") +
              ")";
    else if (C.Files > 1)
      Text += formatv(" (and in {0} more)", C.Files - 1);
    Out.line(Text);
  }
}

Coverage locktidy::cover(const SourceOptions &Options, const JobList &Jobs,
                         const std::vector<Reading> &Readings, Console &Out) {
  Coverage Result;
  std::vector<Complaint> Complaints;
  StringSet<> Said;
  for (size_t I = 0; I != Jobs.Jobs.size(); ++I) {
    const CompileJob &Job = Jobs.Jobs[I];
    const LoweredFile &File = worst(Readings, I);
    if (Options.Verbose) {
      explain(Job, File, relativeTo(Options.Jobs.WorkingDirectory, Job.File),
              Out);
      explainContracts(File.Graph, Options.Jobs.WorkingDirectory, Said, Out);
    }
    if (File.Status == LoweredFile::Skipped) {
      ++Result.NotStarted;
      continue;
    }
    bool HasGraph = File.Status != LoweredFile::Failed;
    if (HasGraph && File.Graph.Kernel.empty()) {
      Result.NoKernel.push_back(Job.File);
      continue;
    }
    if (File.Status == LoweredFile::Complete)
      continue;
    Result.Failed.push_back({Job.File, File.FirstError.Message, HasGraph});
    complain(Options, Job, File, Complaints);
  }
  print(Options, Complaints, Out);
  if (!Options.Quiet)
    for (const auto &[Reason, Count] : Jobs.Skipped)
      Out.line("skipped " + Twine(Count) + (Count == 1 ? " file" : " files") +
               ": " + Reason);
  return Result;
}

void locktidy::reviewModels(const SourceOptions &Options,
                            const std::vector<Model> &Models,
                            const std::vector<Reading> &Readings,
                            Console &Out) {
  if (Options.Quiet)
    return;
  std::vector<const LoweredFile *> Files;
  for (const Reading &R : Readings)
    for (const LoweredFile &File : R.Files) {
      if (File.Status == LoweredFile::Skipped)
        return; // it may have them
      Files.push_back(&File);
    }
  for (const UnknownFunction &F :
       findUnknownFunctions(Models, Options.ModelFiles, Files))
    if (F.Sure || Options.Verbose)
      Out.line(relativeTo(Options.Jobs.WorkingDirectory, F.File) + ":" +
               Twine(F.Line) + (F.Sure ? ": warning: " : ": note: ") + F.What);
}

std::optional<ProgramInput> locktidy::readOne(const SourceOptions &Options,
                                              StringRef Whose, Console &Out) {
  if (Options.Kernels.size() > 1) {
    Out.error(createStringError(inconvertibleErrorCode(),
                                Whose + "; name only one by --kernel"));
    return std::nullopt;
  }
  auto Models = loadModels(Options);
  if (!Models)
    return Out.error(Models.takeError()), std::nullopt;
  auto Declared = readDeclarations(Options);
  if (!Declared)
    return Out.error(Declared.takeError()), std::nullopt;
  auto Jobs = findJobs(Options.Jobs, Options.Names);
  if (!Jobs)
    return Out.error(Jobs.takeError()), std::nullopt;
  catchInterrupt();
  std::vector<Reading> Readings = lower(Options, *Models, *Jobs, Out);
  Coverage Covered = cover(Options, *Jobs, Readings, Out);
  reviewModels(Options, *Models, Readings, Out);
  return ProgramInput{std::move(*Models), std::move(Readings.front().Files),
                      std::move(Covered), std::move(*Declared)};
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

Expected<Declarations>
locktidy::readDeclarations(const SourceOptions &Options) {
  return readDeclarations(Options.LockScripts, Options.OrderLists);
}

std::pair<Program, DeclarationReport>
locktidy::link(const SourceOptions &Options, std::vector<TUGraph> Graphs,
               const Declarations &Declared, Console &Out) {
  Program Linked = link(std::move(Graphs));
  DeclarationReport Report = declare(Declared, Linked);
  if (Options.Verbose)
    for (const std::string &Line : Report.Notes)
      Out.line(Line);
  return {std::move(Linked), std::move(Report)};
}
