//===- Check.cpp - locktidy check: the whole pipeline ---------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Read runCheck() as the table of contents of locktidy: one call a stage, each
// with what it yields and what holds from there on.
//
//===----------------------------------------------------------------------===//

#include "Observed/Match.h"
#include "Report/Causes.h"
#include "Report/Fixes.h"
#include "Report/Output.h"
#include "Report/Sarif.h"
#include "Report/Suppression.h"
#include "Report/Text.h"
#include "Rules/ByKernel.h"
#include "Rules/Rule.h"
#include "Solve/Solve.h"
#include "locktidy/Console.h"
#include "locktidy/Inputs.h"
#include "locktidy/Options.h"
#include "locktidy/Rules.h"
#include "locktidy/Statistics.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace locktidy;
using namespace llvm;

static Error makeError(const Twine &Text) {
  return createStringError(inconvertibleErrorCode(), Text);
}

/// The ids to run, without the prefix that messages give them. Empty: all.
static Expected<std::vector<std::string>>
selectRules(const std::vector<std::string> &Names) {
  std::vector<std::string> Ids;
  for (StringRef Name : Names) {
    Name.consume_front("locktidy-");
    if (Name.empty())
      continue;
    Expected<const Rule *> Found = findRule(Name);
    if (!Found)
      return Found.takeError();
    Ids.push_back((*Found)->Id.str());
  }
  return Ids;
}

/// Drops what is below \p Least and what no kernel was seen to do: it is
/// neither printed nor written. Returns how many these were.
static size_t dropBelow(Severity Least, std::vector<Finding> &Findings) {
  size_t Before = Findings.size();
  erase_if(Findings,
           [&](const Finding &F) { return F.Level > Least && !F.Seen; });
  return Before - Findings.size();
}

/// What a running kernel has done comes before what it may do, errors before
/// warnings, and of these the worse ones; then by place.
static void rankFindings(std::vector<Finding> &Findings) {
  std::vector<Finding> Out;
  Out.reserve(Findings.size());
  for (bool Seen : {true, false})
    for (Severity Level :
         {Severity::Error, Severity::Warning, Severity::Advice})
      for (bool First : {true, false})
        for (Finding &F : Findings)
          if (F.Seen == Seen && F.Level == Level && F.First == First)
            Out.push_back(std::move(F));
  Findings = std::move(Out);
}

static void print(const CheckOptions &Options,
                  const std::vector<Finding> &Findings,
                  const Suppressions &Silenced, Sources &Lines, Console &Out) {
  TextOptions Text;
  Text.Colour = Options.Colour;
  Text.Directory = Options.Source.Jobs.WorkingDirectory;
  // Else stdout is the log, or the patch.
  if (Options.SarifFile != "-" && Options.Fix != FixMode::Show)
    for (size_t I = 0; I != Findings.size(); ++I)
      if (!Silenced.Suppressed[I])
        printFinding(outs(), Findings[I], Lines, Text);
  outs().flush();
  if (Options.Source.Quiet)
    return;
  for (const UnmatchedNoLint &U : Silenced.Unmatched)
    Out.line(relativeTo(Text.Directory, U.Where.File) + ":" +
             Twine(U.Where.Line) + ":" + Twine(U.Where.Column) +
             ": warning: " + U.Message);
}

/// The edits that mend the findings, as far as they are asked for.
static FixPlan planFixes(const CheckOptions &Options, const JobList &Jobs,
                         const std::vector<Finding> &Findings,
                         const Suppressions &Silenced, Sources &Lines) {
  if (Options.Fix == FixMode::None)
    return {};
  StringSet<> Editable;
  for (const CompileJob &J : Jobs.Jobs)
    Editable.insert(J.File);
  return planFixes(Findings, Silenced.Suppressed, Editable, Lines);
}

/// Makes or shows the edits of \p Plan, and says which were not made.
static Error fix(const CheckOptions &Options, const FixPlan &Plan,
                 Sources &Lines, Console &Out) {
  StringRef Here = Options.Source.Jobs.WorkingDirectory;
  for (const auto &[File, Edits] : Plan.Edits) {
    StringRef Text = *Lines.text(File); // the edits were found in it
    if (Options.Fix == FixMode::Show)
      printDiff(outs(), relativeTo(Here, File), Text, Edits);
    else if (Error E = writeFile(
                 File, [&](raw_ostream &OS) { OS << edited(Text, Edits); }))
      return E;
  }
  outs().flush();
  for (const RefusedFix &R : Plan.Refused)
    Out.line(relativeTo(Here, R.Where.File) + ":" + Twine(R.Where.Line) + ":" +
             Twine(R.Where.Column) + ": warning: not fixed: " + R.Reason);
  if (Options.Fix == FixMode::Apply && !Options.Source.Quiet)
    Out.line("fixed " + Twine(Plan.Fixed) +
             (Plan.Fixed == 1 ? " finding" : " findings"));
  return Error::success();
}

/// What SARIF calls the source root: the repository that \p Directory is in.
static std::string repositoryRoot(StringRef Directory) {
  for (StringRef D = Directory; !D.empty(); D = sys::path::parent_path(D))
    if (sys::fs::exists(D + "/.git"))
      return D.str();
  return Directory.str();
}

static bool isInterrupted(const Coverage &Covered) {
  return Covered.NotStarted != 0 || Covered.Stopped;
}

static Error writeLog(const CheckOptions &Options,
                      const std::vector<std::string> &Enabled,
                      const std::vector<Finding> &Findings,
                      const Suppressions &Silenced, const Coverage &Covered) {
  if (Options.SarifFile.empty())
    return Error::success();
  std::vector<const Rule *> Rules = allRules();
  erase_if(Rules, [&](const Rule *R) {
    return !Enabled.empty() && !is_contained(Enabled, R->Id);
  });
  SarifLog Log;
  Log.Root = repositoryRoot(Options.Source.Jobs.WorkingDirectory);
  Log.Rules = Rules;
  Log.Findings = Findings;
  Log.Suppressed = Silenced.Suppressed;
  Log.Failed = Covered.Failed;
  Log.Successful = !isInterrupted(Covered);
  return writeSarif(Options.SarifFile, Log);
}

/// The status by Options.h, from what was found and what was missed.
static int exitStatus(const CheckOptions &Options,
                      const std::vector<Finding> &Findings,
                      const Suppressions &Silenced, const Coverage &Covered,
                      size_t Files) {
  for (size_t I = 0; I != Findings.size(); ++I)
    if (!Silenced.Suppressed[I] && Options.FailOn &&
        Findings[I].Level <= *Options.FailOn)
      return ExitFindings;
  size_t Missed = Covered.Failed.size() + Covered.NotStarted;
  double Allowed = Options.AllowIncomplete.value_or(0) * Files / 100;
  return Missed > Allowed || Covered.Stopped ? ExitIncomplete : ExitClean;
}

static std::string closingLine(const JobList &Jobs, const Coverage &Covered,
                               const std::vector<Finding> &Findings,
                               const Suppressions &Silenced,
                               uint64_t LockOperations) {
  Counts C;
  size_t NotCompiled = Jobs.Other.size();
  for (const auto &[Reason, Count] : Jobs.Skipped)
    NotCompiled += Count;
  C.Files = Jobs.Jobs.size() + NotCompiled;
  C.Skipped = NotCompiled + Covered.NoKernel.size() + Covered.NotStarted;
  for (const FailedFile &F : Covered.Failed)
    ++(F.Partial ? C.Partial : C.Failed);
  C.LockOperations = LockOperations;
  C.Suppressed = count(Silenced.Suppressed, true);
  C.Findings = Findings.size() - C.Suppressed;
  C.BelowLevel = Covered.BelowLevel;
  return (isInterrupted(Covered) ? "interrupted: " : "") + summaryLine(C);
}

/// Says in the findings what running kernels did, and on \p Out what they did
/// that the program's lock order does not have.
static void observe(const CheckOptions &Options, const SolvedProgram &Solved,
                    ArrayRef<LockLog> Logs, std::vector<Finding> &Findings,
                    Console &Out) {
  if (Logs.empty())
    return;
  Observed Seen = match(Solved, Logs);
  mark(Solved, Seen, Findings);
  if (!Options.Source.Quiet)
    for (const std::string &Line :
         compare(Solved, Seen, Options.Source.Verbose))
      Out.line("observed: " + Line);
}

/// From the graphs of one kernel to its findings.
static std::vector<Finding> analyse(const CheckOptions &Options,
                                    std::vector<TUGraph> Graphs,
                                    const Declarations &Declared,
                                    const std::vector<std::string> &Rules,
                                    ArrayRef<LockLog> Logs, Statistics &Stats,
                                    Coverage &Covered, Console &Out) {
  // Link: one program, in which calls name the definitions that they reach, and
  // what files beside the sources say of them.
  Out.stage("linking");
  auto [Linked, Report] =
      link(Options.Source, std::move(Graphs), Declared, Out);
  Stats.count(Report);
  Stats.stage("link");

  // Solve: the lock states at each event, and what each function does to its
  // callers. Paths are followed here and nowhere else.
  Out.stage("solving");
  // An interrupt before this has left out files, and those read are solved.
  bool Before = interrupted();
  SolvedProgram Solved =
      solve(std::move(Linked), [&] { return !Before && interrupted(); });
  Covered.Stopped |= Solved.Stopped;
  Stats.stage("solve");
  Stats.countSolved(Solved);
  if (Options.Stats)
    Stats.countDeclared(Solved);

  // Judge: findings, sorted, without duplicates, with fingerprints.
  Out.stage("judging");
  std::vector<Finding> Findings = judge(Solved, Rules, Options.OfRules);
  Stats.stage("judge");

  // Observe: which of it running kernels have done.
  observe(Options, Solved, Logs, Findings, Out);
  return Findings;
}

static int runPipeline(const CheckOptions &Options, Console &Out) {
  Statistics Stats;
  auto Fail = [&](Error E) {
    Out.error(std::move(E));
    return ExitError;
  };

  // What to look for: rule ids, and what each kernel's primitives do.
  auto Rules = selectRules(Options.Rules);
  if (!Rules)
    return Fail(Rules.takeError());
  auto Models = loadModels(Options.Source);
  if (!Models)
    return Fail(Models.takeError());

  auto Logs = readLogs(Options.Observed);
  if (!Logs)
    return Fail(Logs.takeError());
  auto Declared = readDeclarations(Options.Source);
  if (!Declared)
    return Fail(Declared.takeError());

  // Where: a compile job for each file. Every named file has one from here on.
  auto Jobs = findJobs(Options.Source.Jobs, Options.Source.Names);
  if (!Jobs)
    return Fail(Jobs.takeError());
  Stats.stage("find files");

  // Lower: one result a job, in the order of the jobs, for each kernel asked
  // for. The only stage that knows Clang; from here on no source is parsed.
  std::vector<Reading> Readings = lower(Options.Source, *Models, *Jobs, Out);
  Stats.stage("lower");

  // Which files were not (wholly) analysed: said, counted, never fatal.
  Coverage Covered = cover(Options.Source, *Jobs, Readings, Out);
  reviewModels(Options.Source, *Models, Readings, Out);
  if (Covered.NoKernel.size() == Jobs->Jobs.size())
    return Fail(makeError("none of these files is known to be of a kernel: "
                          "their flags define no macro of a model; name one "
                          "by --kernel"));

  // Link, solve, judge: the graphs of a kernel are a program of their own.
  std::vector<std::pair<std::string, std::vector<Finding>>> Found;
  for (Reading &R : Readings) {
    std::vector<TUGraph> Graphs = takeGraphs(std::move(R.Files));
    Stats.count(Graphs);
    Found.emplace_back(R.Kernel, analyse(Options, std::move(Graphs), *Declared,
                                         *Rules, *Logs, Stats, Covered, Out));
  }
  std::vector<Finding> Findings = combine(std::move(Found));
  Covered.BelowLevel = dropBelow(Options.Level, Findings);
  rankFindings(Findings);

  // Suppress: which of them their authors know about.
  Sources Lines;
  Suppressions Silenced = findSuppressions(Findings, Lines);

  // Fix: which edits mend them. No file is written before all is reported.
  FixPlan Fixes = planFixes(Options, *Jobs, Findings, Silenced, Lines);

  // Join: one finding for each cause, with the other places in it.
  joinByCause(Findings, Silenced);

  // Report: nothing is decided any more.
  print(Options, Findings, Silenced, Lines, Out);
  if (Error E = writeLog(Options, *Rules, Findings, Silenced, Covered))
    return Fail(std::move(E));
  if (Error E = fix(Options, Fixes, Lines, Out))
    return Fail(std::move(E));
  Stats.stage("report");
  if (Options.Stats)
    Stats.print(Out);
  if (!Options.Source.Quiet || isInterrupted(Covered)) // else what is missing looks clean
    Out.line(closingLine(*Jobs, Covered, Findings, Silenced,
                         Stats.lockOperations()));
  return exitStatus(Options, Findings, Silenced, Covered, Jobs->Jobs.size());
}

int locktidy::runCheck(const CheckOptions &Options) {
  Console Out(Options.Source.Quiet);
  catchInterrupt();
  return runPipeline(Options, Out);
}
