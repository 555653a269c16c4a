//===- main.cpp - the command line of locktidy ----------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Options to plain values (Options.h), then the command. To add an option: a
// member of CommandLine with its category, a member of Options.h, a line in the
// function that copies, a test in test/tool.
//
//===----------------------------------------------------------------------===//

#include "locktidy/Console.h"
#include "locktidy/Options.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/PrettyStackTrace.h"
#include "llvm/Support/raw_ostream.h"

using namespace locktidy;
using namespace llvm;

static constexpr StringLiteral Overview =
    "finds broken lock discipline in kernel drivers\n\n"
    "  locktidy check                    analyse the project of the nearest\n"
    "                                    compile_commands.json\n"
    "  locktidy check -p build dev/usb   only the files below dev/usb\n"
    "  locktidy check foo.c -- -D_KERNEL -I..   flags given here\n"
    "  locktidy graph foo_attach foo.c   what locktidy sees in a function\n"
    "  locktidy rules                    what it looks for\n";

static constexpr StringLiteral Closing =
    "\nFindings go to standard output, everything else to standard error.\n"
    "A comment NOLINT(locktidy-RULE) on a line, or NOLINTNEXTLINE before it,\n"
    "suppresses a finding there.\n\n"
    "Exit status: 0  nothing found\n"
    "             1  at least one error or warning (see --fail-on)\n"
    "             2  wrong usage or configuration, or a named file whose\n"
    "                compile flags are not known\n"
    "             3  nothing found, but some files could not be (wholly)\n"
    "                analysed (see --allow-incomplete)\n";

namespace {

/// The options, as llvm::cl wants them.
struct CommandLine {
  cl::SubCommand Check{"check", "Analyse files and print findings"};
  cl::SubCommand Graph{"graph", "Print the lock graph of a function"};
  cl::SubCommand Rules{"rules", "List the rules"};

  cl::OptionCategory What{"Input"};
  cl::OptionCategory Findings{"Findings"};
  cl::OptionCategory Output{"Output"};

  cl::list<std::string> Names{cl::Positional,
                              cl::desc("[FILE or DIRECTORY...] [-- FLAGS...]"),
                              cl::sub(Check), cl::cat(What)};
  cl::list<std::string> GraphNames{cl::Positional,
                                   cl::desc("FUNCTION [FILE...] [-- FLAGS...]"),
                                   cl::sub(Graph), cl::cat(What)};
  cl::opt<bool> All{"all",
                    cl::desc("All functions, and the tables of the file"),
                    cl::sub(Graph), cl::cat(What)};
  cl::opt<bool> Solved{
      "solved",
      cl::desc("Also link and solve the files: what happens in the\nfunction "
               "with which locks held, its exits, and what\ncallers see of it"),
      cl::sub(Graph), cl::cat(Output)};

  cl::opt<std::string> Database{
      "p",
      cl::value_desc("DIR|FILE"),
      cl::desc("Compile database (default: the nearest\ncompile_commands.json, "
               "build/compile_commands.json\nor compile_flags.txt upwards)"),
      cl::sub(Check),
      cl::sub(Graph),
      cl::cat(What)};
  cl::opt<std::string> Kernel{
      "kernel",
      cl::value_desc("NAME"),
      cl::desc("Kernel model for all files (default: by the\nmacros each file "
               "is compiled with)"),
      cl::sub(Check),
      cl::sub(Graph),
      cl::cat(What)};
  cl::list<std::string> Models{
      "model",
      cl::value_desc("FILE"),
      cl::desc("Model of more primitives; may be repeated"),
      cl::sub(Check),
      cl::sub(Graph),
      cl::cat(What)};
  cl::list<std::string> ExtraArgs{
      "extra-arg",
      cl::value_desc("FLAG"),
      cl::desc("Append a flag to each compile command"),
      cl::sub(Check),
      cl::sub(Graph),
      cl::cat(What)};
  cl::list<std::string> ExtraArgsBefore{
      "extra-arg-before",
      cl::value_desc("FLAG"),
      cl::desc("Prepend a flag to each compile command"),
      cl::sub(Check),
      cl::sub(Graph),
      cl::cat(What)};
  cl::opt<unsigned> Threads{
      "j",
      cl::Prefix,
      cl::value_desc("N"),
      cl::desc("Files to read at a time (default: one a core)"),
      cl::sub(Check),
      cl::sub(Graph),
      cl::cat(What)};

  cl::list<std::string> Enabled{
      "rules",
      cl::CommaSeparated,
      cl::value_desc("LIST"),
      cl::desc("Only these rules, separated by commas"),
      cl::sub(Check),
      cl::cat(Findings)};
  cl::opt<Severity> Level{
      "level",
      cl::desc("Least severity that is shown (default: warning)"),
      cl::values(clEnumValN(Severity::Error, "error",
                            "a panic, deadlock or hang when executed"),
                 clEnumValN(Severity::Warning, "warning",
                            "breaks a documented rule or loses protection"),
                 clEnumValN(Severity::Advice, "advice",
                            "legal but discouraged, or not certain")),
      cl::init(Severity::Warning),
      cl::sub(Check),
      cl::cat(Findings)};
  enum class Failing { Error, Warning, Never };
  cl::opt<Failing> FailOn{
      "fail-on",
      cl::desc("Least severity that makes the exit status 1\n"
               "(default: warning)"),
      cl::values(clEnumValN(Failing::Error, "error", "errors only"),
                 clEnumValN(Failing::Warning, "warning", "errors and warnings"),
                 clEnumValN(Failing::Never, "never", "no finding")),
      cl::init(Failing::Warning),
      cl::sub(Check),
      cl::cat(Findings)};
  cl::opt<std::string> AllowIncomplete{
      "allow-incomplete",
      cl::ValueOptional,
      cl::value_desc("N%"),
      cl::desc("No exit status 3 while at most N % of the files\nfail "
               "(without a number: however many)"),
      cl::sub(Check),
      cl::cat(Findings)};

  cl::opt<std::string> LogFile{
      "output", cl::value_desc("sarif=FILE"),
      cl::desc("Also write the findings as SARIF 2.1.0; with the\nfile '-' to "
               "standard output, instead of the text"),
      cl::sub(Check), cl::cat(Output)};
  cl::opt<ColourMode> Colour{
      "color",
      cl::desc("Colours (default: auto)"),
      cl::values(
          clEnumValN(ColourMode::Auto, "auto",
                     "on a terminal; NO_COLOR and CLICOLOR_FORCE decide"),
          clEnumValN(ColourMode::Always, "always", ""),
          clEnumValN(ColourMode::Never, "never", "")),
      cl::init(ColourMode::Auto),
      cl::sub(Check),
      cl::cat(Output)};
  cl::opt<bool> Verbose{
      "v",
      cl::desc("Say which flags were used and dropped, and name\nevery "
               "file that was not analysed"),
      cl::sub(Check), cl::sub(Graph), cl::cat(Output)};
  cl::opt<bool> Quiet{"q", cl::desc("Print nothing but findings"),
                      cl::sub(Check), cl::sub(Graph), cl::cat(Output)};
  cl::opt<bool> Stats{"stats", cl::desc("Print times and sizes by stage"),
                      cl::sub(Check), cl::cat(Output)};
  cl::extrahelp More{Closing};
};

} // namespace

static int usageError(const Twine &Text) {
  errs() << "locktidy: error: " << Text << "; see locktidy --help\n";
  return ExitError;
}

static std::vector<std::string> values(const cl::list<std::string> &Option) {
  return {Option.begin(), Option.end()};
}

static void readSourceOptions(const CommandLine &Line, SourceOptions &Out) {
  Out.Jobs.Database = Line.Database;
  Out.Jobs.ExtraArgs = values(Line.ExtraArgs);
  Out.Jobs.ExtraArgsBefore = values(Line.ExtraArgsBefore);
  Out.Threads = Line.Threads;
  Out.ModelFiles = values(Line.Models);
  Out.Kernel = Line.Kernel;
  Out.Verbose = Line.Verbose;
  Out.Quiet = Line.Quiet;
}

static int check(const CommandLine &Line, SourceOptions Source) {
  CheckOptions Options;
  Options.Source = std::move(Source);
  Options.Source.Names = values(Line.Names);
  Options.Rules = values(Line.Enabled);
  Options.Level = Line.Level;
  switch (Line.FailOn) {
  case CommandLine::Failing::Error:
    Options.FailOn = Severity::Error;
    break;
  case CommandLine::Failing::Warning:
    Options.FailOn = Severity::Warning;
    break;
  case CommandLine::Failing::Never:
    Options.FailOn = std::nullopt;
    break;
  }
  Options.Colour = wantsColour(Line.Colour);
  Options.Stats = Line.Stats;
  if (Line.AllowIncomplete.getNumOccurrences()) {
    StringRef Text = Line.AllowIncomplete;
    double Percent = 100;
    if (!Text.empty() &&
        (!Text.consume_back("%") || Text.getAsDouble(Percent) || Percent < 0))
      return usageError("--allow-incomplete takes a percentage such as 5%");
    Options.AllowIncomplete = Percent;
  }
  StringRef Log = Line.LogFile;
  if (Line.LogFile.getNumOccurrences() &&
      (!Log.consume_front("sarif=") || Log.empty()))
    return usageError("--output takes sarif=FILE");
  Options.SarifFile = Log.str();
  return runCheck(Options);
}

static int graph(const CommandLine &Line, SourceOptions Source) {
  GraphOptions Options;
  Options.Source = std::move(Source);
  Options.Solved = Line.Solved;
  std::vector<std::string> &Names = Options.Source.Names =
      values(Line.GraphNames);
  if (!Line.All) {
    if (Names.empty())
      return usageError("name a function, or give --all");
    Options.Function = Names.front();
    Names.erase(Names.begin());
  }
  return runGraph(Options);
}

int main(int Argc, const char **Argv) {
  setBugReportMsg("locktidy: internal error; please report it with the command "
                  "and what follows\n");
  InitLLVM Init(Argc, Argv);
  std::vector<const char *> Words(Argv, Argv + Argc);
  SourceOptions Source;
  // Flags for the compiler are none of ours, whatever they look like.
  if (auto Dashes = find(Words, StringRef("--")); Dashes != Words.end()) {
    Source.Jobs.Flags.emplace(Dashes + 1, Words.end());
    Words.erase(Dashes, Words.end());
  }
  SmallString<256> Here;
  if (std::error_code EC = sys::fs::current_path(Here))
    return usageError("cannot read the current directory: " + EC.message());
  Source.Jobs.WorkingDirectory = std::string(Here);

  auto Line = std::make_unique<CommandLine>();
  // LLVM's libraries register options of their own.
  for (cl::SubCommand *Sub : {&Line->Check, &Line->Graph, &Line->Rules,
                              &cl::SubCommand::getTopLevel()})
    cl::HideUnrelatedOptions({&Line->What, &Line->Findings, &Line->Output},
                             *Sub);
  cl::SetVersionPrinter([](raw_ostream &OS) {
    OS << "locktidy " LOCKTIDY_VERSION " (Clang " LLVM_VERSION_STRING ")\n";
  });
  std::string Faults;
  raw_string_ostream FaultStream(Faults);
  if (!cl::ParseCommandLineOptions(Words.size(), Words.data(), Overview,
                                   &FaultStream)) {
    errs() << FaultStream.str();
    return ExitError;
  }
  readSourceOptions(*Line, Source);
  if (Line->Check)
    return check(*Line, std::move(Source));
  if (Line->Graph)
    return graph(*Line, std::move(Source));
  if (Line->Rules)
    return runRules();
  return usageError("name a command: check, graph or rules");
}
