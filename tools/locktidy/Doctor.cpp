//===- Doctor.cpp - locktidy doctor: how a file is read -------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs the first stages on each file and says what came of them, in their
// order, so that the first line which is wrong is the cause:
//
//   foo.c
//     flags     by the tree profile 'freebsd' for /usr/src
//     command   clang -nostdinc ... foo.c
//     dropped   -fconserve-stack
//     headers   1 not found: machine/foo.h
//     parse     1 error, the first at foo.c:1:10: 'machine/foo.h' file not
//     found model     freebsd lowered   14 functions, 31 lock operations
//
//===----------------------------------------------------------------------===//

#include "locktidy/Inputs.h"
#include "locktidy/Options.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace locktidy;
using namespace llvm;

static void say(StringRef What, const Twine &Text) {
  outs() << "  " << left_justify(What, 10) << Text << '\n';
}

static std::string plural(size_t Count, StringRef What) {
  return (Twine(Count) + " " + What + (Count == 1 ? "" : "s")).str();
}

static void describeParse(const LoweredFile &File, StringRef Directory) {
  if (!File.MissingHeaders.empty())
    say("headers", Twine(File.MissingHeaders.size()) +
                       " not found: " + join(File.MissingHeaders, ", "));
  if (File.Status == LoweredFile::Complete)
    return say("parse", "complete");
  const SourceError &E = File.FirstError;
  std::string Place = E.File.empty() ? "" : relativeTo(Directory, E.File);
  if (E.Line)
    Place += (":" + Twine(E.Line) + ":" + Twine(E.Column)).str();
  std::string First = Place.empty() ? E.Message : Place + ": " + E.Message;
  if (File.Status == LoweredFile::Failed)
    return say("parse", (File.Crashed ? "crashed: " : "failed: ") + First);
  if (File.Status == LoweredFile::Skipped)
    return say("parse", "not started");
  say("parse",
      plural(File.Graph.ParseErrors, "error") + ", the first at " + First);
}

static void describe(const CompileJob &Job, const LoweredFile &File,
                     StringRef Directory) {
  outs() << relativeTo(Directory, Job.File) << '\n';
  say("flags", "by " + Job.Origin);
  say("command", join(Job.Arguments, " "));
  if (Job.Generated)
    say("generated", plural(Job.Generated->Files.size(), "header") +
                         " in memory, as if in " +
                         relativeTo(Directory, Job.Generated->Directory));
  for (const std::string &Flag : File.DroppedFlags)
    say("dropped", Flag);
  for (const std::string &Text : File.FlagErrors)
    say("flag error", Text);
  describeParse(File, Directory);
  if (File.Status >= LoweredFile::Failed)
    return;
  const TUGraph &G = File.Graph;
  say("model", G.Kernel.empty() ? "none: its flags define no macro of a model"
                                : StringRef(G.Kernel));
  say("lowered",
      plural(G.Graphs.size(), "function") + ", " +
          plural(G.LockOperations, "lock operation") +
          (G.Lost.empty() ? ""
                          : ", " + plural(G.Lost.size(), "construct") +
                                " not understood"));
}

int locktidy::runDoctor(const SourceOptions &Options) {
  Console Out(Options.Quiet);
  auto Fail = [&](Error E) { return Out.error(std::move(E)), ExitError; };
  if (Options.Names.empty())
    return Fail(createStringError(inconvertibleErrorCode(),
                                  "name the files to look at"));
  auto Models = loadModels(Options);
  if (!Models)
    return Fail(Models.takeError());
  auto Jobs = findJobs(Options.Jobs, Options.Names);
  if (!Jobs)
    return Fail(Jobs.takeError());
  std::vector<Reading> Readings = lower(Options, *Models, *Jobs, Out);
  const std::vector<LoweredFile> &Files = Readings.front().Files;
  for (auto [Job, File] : zip(Jobs->Jobs, Files))
    describe(Job, File, Options.Jobs.WorkingDirectory);
  return all_of(Files,
                [](const LoweredFile &F) {
                  return F.Status == LoweredFile::Complete;
                })
             ? ExitClean
             : ExitIncomplete;
}
