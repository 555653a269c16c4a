//===- Contracts.cpp - locktidy contracts: the discipline of a program ----===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The same stages as `check` up to the solved program, then what it says of
// each lock (Rules/LockContracts.h) instead of what is wrong.
//
//===----------------------------------------------------------------------===//

#include "Model/Selection.h"
#include "Report/Annotations.h"
#include "Report/ContractText.h"
#include "Rules/LockContracts.h"
#include "Solve/Solve.h"
#include "locktidy/Console.h"
#include "locktidy/Inputs.h"
#include "locktidy/Options.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"
#include <set>

using namespace locktidy;
using namespace llvm;

/// The files that have errors, and those that something in them is from.
static StringSet<> filesWithErrors(ArrayRef<LoweredFile> Files) {
  StringSet<> Out;
  for (const LoweredFile &File : Files) {
    const TUGraph &G = File.Graph;
    if (File.Status != LoweredFile::Partial)
      continue;
    Out.insert(G.MainFile);
    auto AddAll = [&](const auto &Declared) {
      for (const auto &D : Declared)
        Out.insert(G.str(D.Pos.File));
    };
    AddAll(G.Fields);
    AddAll(G.Globals);
    AddAll(G.Graphs);
  }
  return Out;
}

/// The macro for notes of a model that some file is read by; null: the form
/// that is asked for needs none.
static Expected<const Entry *> noteMacro(AnnotationStyle Style,
                                         ArrayRef<Model> Models,
                                         ArrayRef<LoweredFile> Files) {
  if (Style != AnnotationStyle::Warlock)
    return nullptr;
  std::set<StringRef> Kernels;
  for (const LoweredFile &File : Files)
    if (!File.Graph.Kernel.empty())
      Kernels.insert(File.Graph.Kernel);
  for (const Model &M : Models)
    if (M.noteMacro() &&
        any_of(Kernels, [&](StringRef Kernel) { return isPartOf(M, Kernel); }))
      return M.noteMacro();
  return createStringError(
      inconvertibleErrorCode(),
      "--emit-annotations=warlock: " +
          (Kernels.empty() ? "no model fits the files"
                           : "the model of " + join(Kernels, ", ") +
                                 " has no macro for notes") +
          "; add one by --model (an entry with 'note' and 'header'), or use "
          "--emit-annotations=clang");
}

/// As a patch; what is left out is said on \p Out.
static void annotate(const ContractsOptions &Options, const Entry *NoteMacro,
                     ArrayRef<StructureContract> Contracts,
                     const StringSet<> &WithErrors, Console &Out) {
  Sources Lines;
  LeftOut Left =
      printAnnotations(outs(), Contracts, NoteMacro, Lines,
                       Options.Source.Jobs.WorkingDirectory, WithErrors);
  if (!Options.Source.Quiet)
    for (const auto &[Why, Count] : Left)
      Out.line("not annotated: " + Twine(Count) + " " + Why);
}

static void print(const ContractsOptions &Options,
                  ArrayRef<StructureContract> Contracts) {
  switch (Options.Format) {
  case ContractFormat::Text:
    return printContracts(outs(), Contracts);
  case ContractFormat::Markdown:
    return printContractsMarkdown(outs(), Contracts);
  case ContractFormat::Json:
    return printContractsJson(outs(), Contracts);
  }
}

int locktidy::runContracts(const ContractsOptions &Options) {
  const SourceOptions &Source = Options.Source;
  Console Out(Source.Quiet);
  auto Read =
      readOne(Source, "contracts are those of one kernel's program", Out);
  if (!Read)
    return ExitError;
  auto &[Models, Files, Covered, Declared] = *Read;
  auto Macro = noteMacro(Options.Annotations.value_or(AnnotationStyle::Clang),
                         Models, Files);
  if (!Macro)
    return Out.error(Macro.takeError()), ExitError;
  StringSet<> WithErrors = filesWithErrors(Files);
  Out.stage("solving");
  SolvedProgram P =
      solve(link(Source, takeGraphs(std::move(Files)), Declared, Out).first,
            [] { return interrupted(); });
  if (P.Stopped)
    return ExitIncomplete; // half of a contract is none
  std::vector<StructureContract> Contracts = findContracts(P);
  if (Options.Annotations)
    annotate(Options, *Macro, Contracts, WithErrors, Out);
  else
    print(Options, Contracts);
  return Covered.Failed.empty() && !Covered.NotStarted ? ExitClean
                                                       : ExitIncomplete;
}
