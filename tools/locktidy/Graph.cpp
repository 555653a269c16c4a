//===- Graph.cpp - locktidy graph: what lowering made of a function -------===//
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

#include "Graph/Print.h"
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

int locktidy::runGraph(const GraphOptions &Options) {
  const SourceOptions &Source = Options.Source;
  Console Out(Source.Quiet);
  if (Source.Kernels.size() > 1) {
    Out.error(createStringError(inconvertibleErrorCode(),
                                "a graph is made by one kernel's model; name "
                                "only one by --kernel"));
    return ExitError;
  }
  auto Models = loadModels(Source);
  if (!Models)
    return Out.error(Models.takeError()), ExitError;
  auto Jobs = findJobs(Source.Jobs, Source.Names);
  if (!Jobs)
    return Out.error(Jobs.takeError()), ExitError;
  catchInterrupt();
  std::vector<Reading> Readings = lower(Source, *Models, *Jobs, Out);
  Coverage Covered = cover(Source, *Jobs, Readings, Out);
  std::vector<LoweredFile> &Files = Readings.front().Files;
  std::vector<TUGraph> Graphs;
  for (LoweredFile &File :
       Files) // a graph is worth a look without a kernel too
    if (File.Status == LoweredFile::Complete ||
        File.Status == LoweredFile::Partial)
      Graphs.push_back(std::move(File.Graph));

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
      outs() << "// " << relativeTo(Source.Jobs.WorkingDirectory, File) << '\n';
    outs() << Text;
  }
  if (Texts.empty() && !Options.Function.empty()) {
    std::string Nearest = nearestFunction(Graphs, Options.Function);
    Out.error(createStringError(
        inconvertibleErrorCode(),
        "no function '" + Options.Function + "' is defined in " +
            Twine(Graphs.size()) + (Graphs.size() == 1 ? " file" : " files") +
            (Nearest.empty() ? "" : "; the nearest is '" + Nearest + "'")));
    return ExitError;
  }
  if (Options.Solved) {
    outs() << '\n';
    printSolved(outs(), solve(link(std::move(Graphs))), Options.Function);
  }
  return Covered.Failed.empty() && !Covered.NotStarted ? ExitClean
                                                       : ExitIncomplete;
}
