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
#include "llvm/Support/Process.h"
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
    "  locktidy contracts foo.c          what each lock protects\n"
    "  locktidy rules                    what it looks for\n"
    "  locktidy explain RULE             why, with bad and good code\n"
    "  locktidy model show NAME          what a primitive does to locking\n"
    "  locktidy config                   the settings, and who made them\n"
    "  locktidy check --tree /usr/src    the drivers of a bare kernel source\n"
    "                                    tree; also for files outside it\n"
    "  locktidy doctor foo.c             why a file is (not) analysed\n"
    "  locktidy compile-commands --tree /usr/src -o DIR   for clangd\n";

static constexpr StringLiteral Closing =
    "\nFindings go to standard output, everything else to standard error.\n"
    "A comment NOLINT(locktidy-RULE) on a line, or NOLINTNEXTLINE before it,\n"
    "suppresses a finding there. Options of every run belong into the file\n"
    ".locktidy.yaml of the repository; those given here win.\n\n"
    "Exit status: 0  nothing found\n"
    "             1  at least one error or warning (see --fail-on)\n"
    "             2  wrong usage or configuration, or a named file whose\n"
    "                compile flags are not known\n"
    "             3  nothing found, but some files could not be (wholly)\n"
    "                analysed (see --allow-incomplete)\n";

namespace {

/// The commands that have an option, and its heading in --help.
struct In {
  cl::OptionCategory &Heading;
  std::vector<cl::SubCommand *> Commands;

  template <typename Option> void apply(Option &O) const {
    O.addCategory(Heading);
    for (cl::SubCommand *Command : Commands)
      O.addSubCommand(*Command);
  }
};

/// The options, as llvm::cl wants them.
struct CommandLine {
  cl::SubCommand Check{"check", "Analyse files and print findings"};
  cl::SubCommand Graph{"graph", "Print the lock graph of a function"};
  cl::SubCommand Contracts{"contracts", "Print what each lock protects"};
  cl::SubCommand Rules{"rules", "List the rules"};
  cl::SubCommand Explain{"explain", "Print the pages of rules"};
  cl::SubCommand Model{"model", "List, show or check kernel models"};
  cl::SubCommand Config{"config", "Print the settings and their origins"};
  cl::SubCommand Doctor{"doctor", "Say how a file is read, stage by stage"};
  cl::SubCommand Commands{"compile-commands",
                          "Write a compile database of a kernel source tree"};

  cl::OptionCategory What{"Input"};
  cl::OptionCategory Findings{"Findings"};
  cl::OptionCategory Output{"Output"};

  /// What most options of a kind share.
  const In OfSources{What, {&Check, &Graph, &Contracts, &Doctor}};
  const In OfModels{What,
                    {&Check, &Graph, &Contracts, &Doctor, &Model, &Config}};
  const In OfTrees{What,
                   {&Check, &Graph, &Contracts, &Config, &Doctor, &Commands}};
  const In OfFindings{Findings, {&Check, &Config}};
  const In OfDeclarations{What, {&Check, &Graph, &Contracts, &Config}};

  cl::list<std::string> Names{cl::Positional,
                              cl::desc("[FILE or DIRECTORY...] [-- FLAGS...]"),
                              In{What, {&Check}}};
  cl::list<std::string> GraphNames{cl::Positional,
                                   cl::desc("FUNCTION [FILE...] [-- FLAGS...]"),
                                   In{What, {&Graph}}};
  cl::list<std::string> ExplainNames{cl::Positional, cl::desc("RULE..."),
                                     In{What, {&Explain}}};
  cl::opt<bool> Markdown{"markdown",
                         cl::desc("As the page of docs/rules that lists them"),
                         In{Output, {&Rules}}};
  cl::list<std::string> ContractNames{
      cl::Positional, cl::desc("[FILE or DIRECTORY...] [-- FLAGS...]"),
      In{What, {&Contracts}}};
  cl::opt<ContractFormat> Format{
      "format", cl::desc("Form of the contracts (default: text)"),
      cl::values(clEnumValN(ContractFormat::Text, "text", ""),
                 clEnumValN(ContractFormat::Markdown, "markdown", ""),
                 clEnumValN(ContractFormat::Json, "json", "")),
      cl::init(ContractFormat::Text), In{Output, {&Contracts}}};
  cl::opt<AnnotationStyle> Annotations{
      "emit-annotations",
      cl::desc("Print a patch that writes them into the sources"),
      cl::values(clEnumValN(AnnotationStyle::Clang, "clang",
                            "as attributes: guarded_by, requires_capability"),
                 clEnumValN(AnnotationStyle::Warlock, "warlock",
                            "as _NOTE(MUTEX_PROTECTS_DATA(...))")),
      In{Output, {&Contracts}}};
  cl::list<std::string> ModelWords{
      cl::Positional, cl::desc("list | show NAME | check FILE... | schema"),
      In{What, {&Model}}};
  cl::list<std::string> ConfigNames{
      cl::Positional, cl::desc("[FILE or DIRECTORY...]"), In{What, {&Config}}};
  cl::list<std::string> DoctorNames{
      cl::Positional, cl::desc("FILE... [-- FLAGS...]"), In{What, {&Doctor}}};
  cl::list<std::string> CommandNames{cl::Positional,
                                     cl::desc("[FILE or DIRECTORY...]"),
                                     In{What, {&Commands}}};
  cl::opt<std::string> OutputDirectory{
      "o", cl::value_desc("DIR"),
      cl::desc("Where to write compile_commands.json and the headers\nthat the "
               "tree's build would make"),
      In{Output, {&Commands}}};
  cl::opt<bool> All{"all",
                    cl::desc("All functions, and the tables of the file"),
                    In{What, {&Graph}}};
  cl::opt<bool> Solved{
      "solved",
      cl::desc("Also link and solve the files: what happens in the\nfunction "
               "with which locks held, its exits, and what\ncallers see of it"),
      In{Output, {&Graph}}};
  cl::opt<bool> Order{"order",
                      cl::desc("The order of the locks of all files, instead"),
                      In{What, {&Graph}}};
  cl::opt<std::string> AroundLock{
      "lock", cl::value_desc("NAME"),
      cl::desc("Only the order around this lock: a class\n(struct foo::mtx), "
               "a field, a global, or what an\ninit call names it"),
      In{What, {&Graph}}};
  cl::opt<unsigned> Distance{
      "distance", cl::value_desc("N"), cl::init(1),
      cl::desc("How far from the lock, in edges (default: 1)"),
      In{What, {&Graph}}};
  cl::opt<bool> Cycles{"cycles", cl::desc("Only the cycles of the order"),
                       In{What, {&Graph}}};
  cl::opt<bool> Contexts{
      "contexts",
      cl::desc("The contexts that come to the function, each with\nthe "
               "shortest way, instead"),
      In{What, {&Graph}}};
  cl::opt<GraphOptions::Form> Form{
      "format", cl::desc("Form of the graph (default: text)"),
      cl::values(clEnumValN(GraphOptions::Text, "text", ""),
                 clEnumValN(GraphOptions::Dot, "dot", "for Graphviz"),
                 clEnumValN(GraphOptions::Json, "json", "")),
      cl::init(GraphOptions::Text), In{Output, {&Graph}}};

  cl::opt<std::string> Database{
      "p", cl::value_desc("DIR|FILE"),
      cl::desc("Compile database (default: the nearest\ncompile_commands.json, "
               "build/compile_commands.json\nor compile_flags.txt upwards)"),
      OfSources};
  cl::opt<std::string> Tree{
      "tree", cl::value_desc("DIR"),
      cl::desc("Kernel source tree whose flags and headers to use;\nit needs "
               "no build (default: the one the files are\nin, when they have "
               "no compile database)"),
      OfTrees};
  cl::opt<bool> Trust{
      "trust",
      cl::desc("Let programs of the tree make the headers that\nonly they can "
               "make (Linux: its makefiles); once, into\nthe user's cache"),
      OfTrees};
  cl::list<std::string> Kernels{
      "kernel", cl::value_desc("NAME"),
      cl::desc("Kernel model for all files (default: by the\nmacros each file "
               "is compiled with); when repeated,\nfindings are made and named "
               "for each"),
      OfModels};
  cl::list<std::string> Models{
      "model", cl::value_desc("FILE"),
      cl::desc("Model of more primitives; may be repeated"), OfModels};
  cl::list<std::string> LockScripts{
      "wlcmd", cl::value_desc("FILE"),
      cl::desc("Command file of WARLOCK: roots, what pointers call,\nlock "
               "orders; may be repeated"),
      OfDeclarations};
  cl::list<std::string> OrderLists{
      "order-file", cl::value_desc("FILE"),
      cl::desc("Lock orders as WITNESS has them (subr_witness.c);\nmay be "
               "repeated"),
      OfDeclarations};
  cl::list<std::string> ExtraArgs{
      "extra-arg", cl::value_desc("FLAG"),
      cl::desc("Append a flag to each compile command"), OfSources};
  cl::list<std::string> ExtraArgsBefore{
      "extra-arg-before", cl::value_desc("FLAG"),
      cl::desc("Prepend a flag to each compile command"), OfSources};
  cl::opt<unsigned> Threads{
      "j", cl::Prefix, cl::value_desc("N"),
      cl::desc("Files to read at a time (default: one a core)"),
      In{What, {&Check, &Graph, &Contracts}}};
  cl::alias Jobs{"jobs", cl::desc("The same as -j"), cl::aliasopt(Threads),
                 cl::NotHidden};

  cl::list<std::string> Enabled{
      "rules", cl::CommaSeparated, cl::value_desc("LIST"),
      cl::desc("Only these rules, separated by commas"), OfFindings};
  cl::opt<Severity> Level{
      "level", cl::desc("Least severity that is shown (default: warning)"),
      cl::values(clEnumValN(Severity::Error, "error",
                            "a panic, deadlock or hang when executed"),
                 clEnumValN(Severity::Warning, "warning",
                            "breaks a documented rule or loses protection"),
                 clEnumValN(Severity::Advice, "advice",
                            "legal but discouraged, or not certain")),
      cl::init(Severity::Warning), OfFindings};
  enum class Failing { Error, Warning, Never };
  cl::opt<Failing> FailOn{
      "fail-on",
      cl::desc("Least severity that makes the exit status 1\n"
               "(default: warning)"),
      cl::values(clEnumValN(Failing::Error, "error", "errors only"),
                 clEnumValN(Failing::Warning, "warning", "errors and warnings"),
                 clEnumValN(Failing::Never, "never", "no finding")),
      cl::init(Failing::Warning), OfFindings};
  cl::opt<unsigned> BusyWait{
      "busy-wait", cl::value_desc("N"),
      cl::desc("Microseconds from which on long-hold tells a busy\nwait "
               "(default: 1000)"),
      OfFindings};
  cl::opt<std::string> AllowIncomplete{
      "allow-incomplete", cl::ValueOptional, cl::value_desc("N%"),
      cl::desc("No exit status 3 while at most N % of the files\nfail "
               "(without a number: however many)"),
      In{Findings, {&Check}}};

  cl::list<std::string> Observed{
      "observed", cl::value_desc("FILE"),
      cl::desc("What a running kernel said of its locks: reports of\nwitness "
               "or lockdep, their tables, output of lockstat;\nmay be "
               "repeated"),
      In{Findings, {&Check, &Graph}}};
  cl::opt<bool> Fix{"fix",
                    cl::desc("Apply the fixes of what is found, to the files\n"
                             "that are analysed"),
                    In{Findings, {&Check}}};
  cl::opt<bool> FixDryRun{
      "fix-dry-run",
      cl::desc("Print what --fix would change as a patch, in place\nof the "
               "findings"),
      In{Findings, {&Check}}};

  cl::opt<std::string> LogFile{
      "output", cl::value_desc("sarif=FILE"),
      cl::desc("Also write the findings as SARIF 2.1.0; with the\nfile '-' to "
               "standard output, instead of the text"),
      In{Output, {&Check}}};
  cl::opt<ColourMode> Colour{
      "color", cl::desc("Colours (default: auto)"),
      cl::values(
          clEnumValN(ColourMode::Auto, "auto",
                     "on a terminal; NO_COLOR and CLICOLOR_FORCE decide"),
          clEnumValN(ColourMode::Always, "always", ""),
          clEnumValN(ColourMode::Never, "never", "")),
      cl::init(ColourMode::Auto), In{Output, {&Check, &Explain}}};
  cl::opt<bool> Verbose{
      "v",
      cl::desc("Say which flags were used and dropped, and name\nevery "
               "file that was not analysed"),
      In{Output, {&Check, &Graph, &Contracts}}};
  cl::opt<bool> Quiet{
      "q", cl::desc("Print nothing but findings"),
      In{Output, {&Check, &Graph, &Contracts, &Doctor, &Commands}}};
  cl::opt<bool> Stats{"stats", cl::desc("Print times and sizes by stage"),
                      In{Output, {&Check}}};
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

/// The files' settings with those of the command line over them.
static Expected<Config> settings(const CommandLine &Line, StringRef Here,
                                 const std::vector<std::string> &Names) {
  auto Out = readConfig(configDirectory(Here, Names), Here);
  if (!Out)
    return Out;
  // Model files add up: the later ones win name by name.
  std::vector<std::string> &Models = Out->Models.Value;
  if (!Line.Models.empty()) {
    Models.insert(Models.end(), Line.Models.begin(), Line.Models.end());
    Out->Models.Origin += Out->Models.given() ? ", --model" : "--model";
  }
  if (!Line.LockScripts.empty())
    Out->LockScripts.set(values(Line.LockScripts), "--wlcmd");
  if (!Line.OrderLists.empty())
    Out->OrderLists.set(values(Line.OrderLists), "--order-file");
  if (!Line.Kernels.empty()) {
    std::vector<std::string> Kernels;
    for (const std::string &Kernel : Line.Kernels)
      if (!is_contained(Kernels, Kernel))
        Kernels.push_back(Kernel);
    Out->Kernels.set(std::move(Kernels), "--kernel");
  }
  if (!Line.Enabled.empty())
    Out->Rules.set(values(Line.Enabled), "--rules");
  if (Line.Level.getNumOccurrences())
    Out->Level.set(Line.Level, "--level");
  if (Line.FailOn.getNumOccurrences()) {
    std::optional<Severity> Least; // never
    if (Line.FailOn == CommandLine::Failing::Error)
      Least = Severity::Error;
    else if (Line.FailOn == CommandLine::Failing::Warning)
      Least = Severity::Warning;
    Out->FailOn.set(Least, "--fail-on");
  }
  if (Line.BusyWait.getNumOccurrences())
    Out->BusyWait.set(Line.BusyWait, "--busy-wait");
  if (!Line.Tree.empty())
    Out->Tree.set(Line.Tree, "--tree");
  if (!Line.Quiet)
    for (const std::string &File : unusedConfigs(Here, Names))
      errs() << "locktidy: warning: '" << File
             << "' does not count: files outside its directory are analysed "
                "too\n";
  return Out;
}

static void readSourceOptions(const CommandLine &Line, const Config &Settings,
                              SourceOptions &Out) {
  Out.Jobs.Database = Line.Database;
  Out.Jobs.ExtraArgs = values(Line.ExtraArgs);
  Out.Jobs.ExtraArgsBefore = values(Line.ExtraArgsBefore);
  Out.Threads = Line.Threads;
  Out.ModelFiles = Settings.Models.Value;
  Out.Kernels = Settings.Kernels.Value;
  Out.KernelOrigin = Settings.Kernels.Origin;
  Out.LockScripts = Settings.LockScripts.Value;
  Out.OrderLists = Settings.OrderLists.Value;
  Out.Jobs.Tree = Settings.Tree.Value;
  Out.Jobs.WholeTree = !Line.Tree.empty();
  Out.Jobs.Prepare.Trusted = Line.Trust;
  if (!Line.Quiet)
    Out.Jobs.Prepare.Say = [](StringRef Text) {
      errs() << "locktidy: " << Text << '\n';
    };
  Out.Verbose = Line.Verbose;
  Out.Quiet = Line.Quiet;
}

static int check(const CommandLine &Line, const Config &Settings,
                 SourceOptions Source) {
  CheckOptions Options;
  Options.Source = std::move(Source);
  Options.Rules = Settings.Rules.Value;
  Options.Level = Settings.Level.Value;
  Options.OfRules.BusyWait = Settings.BusyWait.Value;
  Options.FailOn = Settings.FailOn.Value;
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
  Options.Observed = values(Line.Observed);
  if (Line.Fix && Line.FixDryRun)
    return usageError("--fix and --fix-dry-run exclude each other");
  if (Line.Fix || Line.FixDryRun)
    Options.Fix = Line.Fix ? FixMode::Apply : FixMode::Show;
  StringRef Log = Line.LogFile;
  if (Line.LogFile.getNumOccurrences() &&
      (!Log.consume_front("sarif=") || Log.empty()))
    return usageError("--output takes sarif=FILE");
  if (Line.FixDryRun && Log == "-")
    return usageError("--fix-dry-run and --output sarif=- both want standard "
                      "output");
  Options.SarifFile = Log.str();
  return runCheck(Options);
}

/// Whether `graph` is about the program, not about a function.
static bool asksForOrder(const CommandLine &Line) {
  return Line.Order || Line.Cycles || Line.AroundLock.getNumOccurrences() ||
         Line.Distance.getNumOccurrences() ||
         Line.Observed.getNumOccurrences();
}

static int graph(const CommandLine &Line, SourceOptions Source) {
  GraphOptions Options;
  Options.Source = std::move(Source);
  Options.Solved = Line.Solved;
  Options.Observed = values(Line.Observed);
  Options.Part = {Line.AroundLock, Line.Distance, Line.Cycles};
  Options.As = Line.Form;
  if (asksForOrder(Line)) {
    if (Line.All || Line.Solved || Line.Contexts)
      return usageError("the order of locks is not of a function: --all, "
                        "--solved and --contexts do not go with it");
    Options.What = GraphOptions::Order;
    return runGraph(Options);
  }
  if (Line.Contexts)
    Options.What = GraphOptions::Contexts;
  else if (Line.Solved && Line.Form != GraphOptions::Text)
    return usageError("what --solved prints is text only");
  if (Line.Contexts && (Line.All || Line.Solved))
    return usageError("--contexts goes with the name of one function");
  if (!Line.All) {
    if (Line.GraphNames.empty())
      return usageError("name a function, or give --all");
    Options.Function = Line.GraphNames.front();
  }
  return runGraph(Options);
}

static int contracts(const CommandLine &Line, SourceOptions Source) {
  ContractsOptions Options;
  Options.Source = std::move(Source);
  Options.Format = Line.Format;
  if (Line.Annotations.getNumOccurrences())
    Options.Annotations = Line.Annotations;
  return runContracts(Options);
}

/// The files and directories that the command is about.
static std::vector<std::string> namesOf(const CommandLine &Line) {
  if (Line.Check)
    return values(Line.Names);
  if (Line.Config)
    return values(Line.ConfigNames);
  if (Line.Contracts)
    return values(Line.ContractNames);
  if (Line.Doctor)
    return values(Line.DoctorNames);
  if (Line.Commands)
    return values(Line.CommandNames);
  if (!Line.Graph)
    return {};
  std::vector<std::string> Names = values(Line.GraphNames);
  if (!Line.All && !asksForOrder(Line) && !Names.empty())
    Names.erase(Names.begin()); // the function
  return Names;
}

/// Runs a command that depends on settings.
static int runWithSettings(const CommandLine &Line, SourceOptions Source) {
  Source.Names = namesOf(Line);
  auto Settings = settings(Line, Source.Jobs.WorkingDirectory, Source.Names);
  if (!Settings) {
    errs() << toString(Settings.takeError()) << '\n';
    return ExitError;
  }
  readSourceOptions(Line, *Settings, Source);
  if (Line.Check)
    return check(Line, *Settings, std::move(Source));
  if (Line.Graph)
    return graph(Line, std::move(Source));
  if (Line.Contracts)
    return contracts(Line, std::move(Source));
  if (Line.Doctor)
    return runDoctor(Source);
  if (Line.Commands)
    return runCompileCommands(Source, Line.OutputDirectory);
  if (Line.Model)
    return runModel({std::move(Source), values(Line.ModelWords)});
  return runConfig(*Settings);
}

static int run(int Argc, const char **Argv) {
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
  for (cl::SubCommand *Sub :
       {&Line->Check, &Line->Graph, &Line->Contracts, &Line->Rules,
        &Line->Explain, &Line->Model, &Line->Config, &Line->Doctor,
        &Line->Commands, &cl::SubCommand::getTopLevel()})
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
  if (Line->Rules)
    return runRules(Line->Markdown);
  if (Line->Explain)
    return Line->ExplainNames.empty()
               ? usageError("name a rule; 'locktidy rules' lists them")
               : runExplain(values(Line->ExplainNames),
                            wantsColour(Line->Colour));
  if (Line->Check || Line->Graph || Line->Contracts || Line->Model ||
      Line->Config || Line->Doctor || Line->Commands)
    return runWithSettings(*Line, std::move(Source));
  return usageError(
      "name a command: check, graph, contracts, rules, explain, model, "
      "config, doctor or compile-commands");
}

int main(int Argc, const char **Argv) {
  setBugReportMsg("locktidy: internal error; please report it with the command "
                  "and what follows\n");
  InitLLVM Init(Argc, Argv);
  int Status = run(Argc, Argv);
  // Without cleaning up: what a file whose analysis crashed has left in LLVM's
  // tables (timers) cannot be freed.
  outs().flush();
  if (outs().has_error()) {
    errs() << "locktidy: error: cannot write to standard output: "
           << outs().error().message() << '\n';
    Status = ExitError;
  }
  sys::Process::Exit(Status, /*NoCleanup=*/true);
}
