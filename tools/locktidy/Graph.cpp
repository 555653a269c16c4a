//===- Graph.cpp - locktidy graph: what locktidy sees ---------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Prints lock graphs in the form of Graph/Print.h. A header's function, which
// many units hold alike, is printed once; functions of equal name that differ
// are each headed by their file. Then, when asked for, what the solver makes of
// them (Solve/Print.h), with all files linked into one program.
//
//===----------------------------------------------------------------------===//

#include "Graph/EventText.h"
#include "Graph/Print.h"
#include "Observed/Match.h"
#include "Report/ContextView.h"
#include "Report/GraphFormats.h"
#include "Report/OrderView.h"
#include "Solve/Print.h"
#include "Solve/Solve.h"
#include "locktidy/Console.h"
#include "locktidy/Inputs.h"
#include "locktidy/Options.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/raw_ostream.h"

using namespace locktidy;
using namespace llvm;

/// The function name nearest to \p Wanted, for a mistyped one.
static std::string nearestFunction(const std::vector<TUGraph> &Graphs,
                                   StringRef Wanted) {
  std::string Nearest;
  unsigned Best = Wanted.size() / 2 + 1;
  for (const TUGraph &G : Graphs)
    for (const FunctionGraph &F : G.Graphs) {
      StringRef Name = G.str(G.Functions[F.Id.Index].Name);
      unsigned Distance = Wanted.edit_distance(Name, true, Best);
      if (Distance < Best) {
        Best = Distance;
        Nearest = Name.str();
      }
    }
  return Nearest;
}

/// Nothing is called so.
static void reportUnknown(Console &Out, const std::vector<TUGraph> &Graphs,
                          StringRef Function) {
  std::string Nearest = nearestFunction(Graphs, Function);
  Out.error(createStringError(
      inconvertibleErrorCode(),
      "no function '" + Function + "' is defined in " + Twine(Graphs.size()) +
          (Graphs.size() == 1 ? " file" : " files") +
          (Nearest.empty() ? "" : "; the nearest is '" + Nearest + "'")));
}

static bool defines(const std::vector<TUGraph> &Graphs, StringRef Function) {
  return any_of(Graphs, [&](const TUGraph &G) {
    return any_of(G.Graphs, [&](const FunctionGraph &F) {
      return G.str(G.Functions[F.Id.Index].Name) == Function;
    });
  });
}

/// What the solver makes of the files and of what is declared beside them.
using SolveAll = function_ref<SolvedProgram(std::vector<TUGraph>)>;

/// The functions asked for, each once.
static std::vector<UnitFunction>
findFunctions(const GraphOptions &Options, const std::vector<TUGraph> &Graphs) {
  std::vector<UnitFunction> Out;
  StringSet<> Seen;
  for (const TUGraph &G : Graphs)
    for (const FunctionGraph &F : G.Graphs) {
      StringRef Name = G.str(G.Functions[F.Id.Index].Name);
      if ((Options.Function.empty() || Name == Options.Function) &&
          Seen.insert((G.str(F.Pos.File) + functionText(G, F)).str()).second)
        Out.push_back({&G, &F});
    }
  return Out;
}

static void printFunctions(const GraphOptions &Options,
                           std::vector<TUGraph> Graphs, SolveAll Solve) {
  if (Options.As == GraphOptions::Dot)
    return writeGraphsDot(outs(), findFunctions(Options, Graphs));
  if (Options.As == GraphOptions::Json)
    return writeGraphsJson(outs(), findFunctions(Options, Graphs));
  std::vector<std::pair<std::string, std::string>> Texts; // with their file
  StringSet<> Seen;
  for (const TUGraph &G : Graphs) {
    std::string Text;
    raw_string_ostream Stream(Text);
    printGraph(Stream, G, Options.Function);
    if (!Text.empty() && Seen.insert(Text).second)
      Texts.emplace_back(G.MainFile, std::move(Text));
  }
  for (const auto &[File, Text] : Texts) {
    if (Texts.size() > 1)
      outs() << "// " << relativeTo(Options.Source.Jobs.WorkingDirectory, File)
             << '\n';
    outs() << Text;
  }
  if (Options.Solved) {
    outs() << '\n';
    printSolved(outs(), Solve(std::move(Graphs)), Options.Function);
  }
}

static Error printOrder(const GraphOptions &Options,
                        std::vector<TUGraph> Graphs, ArrayRef<LockLog> Logs,
                        SolveAll Solve) {
  SolvedProgram P = Solve(std::move(Graphs));
  OrderGraph Order = findOrder(P);
  auto View = viewOrder(P, Order, Options.Part, match(P, Logs));
  if (!View)
    return View.takeError();
  switch (Options.As) {
  case GraphOptions::Text:
    writeOrderText(outs(), *View);
    break;
  case GraphOptions::Dot:
    writeOrderDot(outs(), *View);
    break;
  case GraphOptions::Json:
    writeOrderJson(outs(), *View);
    break;
  }
  return Error::success();
}

static void printContexts(const GraphOptions &Options,
                          std::vector<TUGraph> Graphs, SolveAll Solve,
                          Console &Out) {
  std::vector<ContextView> Views =
      viewContexts(Solve(std::move(Graphs)), Options.Function);
  if (Views.empty())
    Out.line(Twine("locktidy: ") + "no handler that is known comes to '" +
             Options.Function + "'");
  switch (Options.As) {
  case GraphOptions::Text:
    return writeContextsText(outs(), Views);
  case GraphOptions::Dot:
    return writeContextsDot(outs(), Views);
  case GraphOptions::Json:
    return writeContextsJson(outs(), Views);
  }
}

int locktidy::runGraph(const GraphOptions &Options) {
  const SourceOptions &Source = Options.Source;
  Console Out(Source.Quiet);
  auto Logs = readLogs(Options.Observed);
  if (!Logs)
    return Out.error(Logs.takeError()), ExitError;
  auto Read = readOne(Source, "a graph is made by one kernel's model", Out);
  if (!Read)
    return ExitError;
  auto &[Models, Files, Covered, Declared] = *Read;
  std::vector<TUGraph> Graphs;
  for (LoweredFile &File :
       Files) // a graph is worth a look without a kernel too
    if (File.Status == LoweredFile::Complete ||
        File.Status == LoweredFile::Partial)
      Graphs.push_back(std::move(File.Graph));

  if (!Options.Function.empty() && !defines(Graphs, Options.Function)) {
    reportUnknown(Out, Graphs, Options.Function);
    return ExitError;
  }
  auto Solve = [&, &Declared = Declared](std::vector<TUGraph> All) {
    return solve(link(Source, std::move(All), Declared, Out).first);
  };
  switch (Options.What) {
  case GraphOptions::Functions:
    printFunctions(Options, std::move(Graphs), Solve);
    break;
  case GraphOptions::Order:
    if (Error E = printOrder(Options, std::move(Graphs), *Logs, Solve))
      return Out.error(std::move(E)), ExitError;
    break;
  case GraphOptions::Contexts:
    printContexts(Options, std::move(Graphs), Solve, Out);
    break;
  }
  return Covered.Failed.empty() && !Covered.NotStarted ? ExitClean
                                                       : ExitIncomplete;
}
