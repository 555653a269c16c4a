//===- Model.cpp - locktidy model: list, show, check, schema --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What locktidy knows of a kernel, and whether a model file of one's own is
// right, without analysing anything:
//
//   $ locktidy model show mtx_lock
//   freebsd: mtx_lock, at built-in freebsd.yaml:187
//     - names: [mtx_lock]
//       ...
//
//===----------------------------------------------------------------------===//

#include "Model/Keys.h"
#include "Model/Schema.h"
#include "locktidy/Console.h"
#include "locktidy/Inputs.h"
#include "locktidy/Options.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"
#include <set>

using namespace locktidy;
using namespace llvm;

static Error makeError(const Twine &Text) {
  return createStringError(inconvertibleErrorCode(), Text);
}

/// `1 entry`, `3 entries`.
static std::string countOf(size_t N, StringRef One, StringRef Many) {
  return formatv("{0} {1}", N, N == 1 ? One : Many);
}

/// Whether the entry is of the model in the binary, whose text has the kernel's
/// name where a file has its path.
static bool isBuiltin(const Entry &E, const Model &M) {
  return E.File == M.Kernel && builtinModelText(M.Kernel);
}

static std::string placeOf(const Entry &E, const Model &M) {
  return isBuiltin(E, M) ? formatv("built-in {0}.yaml:{1}", E.File, E.Line)
                         : formatv("{0}:{1}", E.File, E.Line);
}

static int listModels(const std::vector<Model> &Models) {
  for (const Model &M : Models) {
    std::vector<std::string> Files; // in the order in which they were added
    for (const Entry &E : M.Entries) {
      std::string File = isBuiltin(E, M) ? "built-in" : E.File;
      if (!is_contained(Files, File))
        Files.push_back(File);
    }
    outs() << formatv("{0,-12} {1,4} entries, {2,4} names, {3,2} lock kinds, "
                      "{4,2} contexts  ",
                      M.Kernel, M.Entries.size(), M.ByName.size(),
                      M.Kinds.size(), M.Contexts.size())
           << join(Files, ", ") << '\n';
  }
  return ExitClean;
}

/// The lines of \p Text that make up the list item at line \p First: those that
/// are indented deeper than its dash, without the blank ones at the end.
static std::string itemText(StringRef Text, unsigned First) {
  for (unsigned I = 1; I != First && !Text.empty(); ++I)
    Text = Text.split('\n').second;
  auto IndentOf = [](StringRef Line) {
    return Line.size() - Line.ltrim().size();
  };
  size_t Indent = IndentOf(Text.split('\n').first);
  bool HasDash = Text.ltrim(' ').starts_with("-");
  std::string Out, Blank;
  for (bool IsFirst = true; !Text.empty(); IsFirst = false) {
    auto [Line, Rest] = Text.split('\n');
    Text = Rest;
    if (Line.trim().empty()) {
      Blank += "\n";
      continue;
    }
    size_t Own = IndentOf(Line);
    bool Starts = Line.ltrim().starts_with("-") && Own <= Indent;
    if (!IsFirst && (HasDash ? Own <= Indent : Own < Indent || Starts))
      break;
    Out += std::exchange(Blank, "") +
           ("  " + Line.drop_front(std::min(Indent, Own)).rtrim()).str() + "\n";
  }
  return Out;
}

/// The text of the file that holds \p E; none when it has gone since.
static std::string textOf(const Entry &E, const Model &M, Sources &Files) {
  if (isBuiltin(E, M))
    return builtinModelText(M.Kernel)->getBuffer().str();
  return Files.text(E.File).value_or("").str();
}

/// Prints the entries of \p Name in \p M, the one in force first.
static bool showIn(const Model &M, StringRef Name, Sources &Files) {
  const Entry *InForce = M.find(Name);
  if (!InForce)
    return false;
  outs() << formatv("{0}: {1}, at {2}\n", M.Kernel, Name, placeOf(*InForce, M))
         << itemText(textOf(*InForce, M, Files), InForce->Line);
  for (const Entry &E : reverse(M.Entries))
    if (&E != InForce && is_contained(E.Names, Name))
      outs() << "  # replaces the entry at " << placeOf(E, M) << '\n';
  return true;
}

static Error show(const ModelOptions &Options,
                  const std::vector<Model> &Models) {
  StringRef Name = Options.Words[1];
  const std::vector<std::string> &Kernels = Options.Source.Kernels;
  Sources Files;
  bool Found = false;
  std::set<StringRef> Names; // sorted: the suggestion depends on their order
  for (const Model &M : Models) {
    if (!Kernels.empty() && !is_contained(Kernels, M.Kernel))
      continue;
    Found |= showIn(M, Name, Files);
    for (const auto &Known : M.ByName)
      Names.insert(Known.first());
  }
  if (Found)
    return Error::success();
  return makeError(
      "no entry of '" + Name + "' in the " +
      (Kernels.empty() ? "models"
                       : "model of " + join(Kernels, " and that of ")) +
      suggestion(Name, std::vector<StringRef>(Names.begin(), Names.end())));
}

/// Loads each file after those before it, as a run would.
static int checkFiles(ArrayRef<std::string> Files, Console &Out) {
  auto Models = loadBuiltinModels();
  if (!Models)
    return Out.error(Models.takeError()), ExitError;
  int Status = ExitClean;
  for (const std::string &Path : Files) {
    auto Extra = loadModelFile(Path, *Models);
    if (!Extra) {
      Out.error(Extra.takeError());
      Status = ExitError;
      continue;
    }
    std::vector<StringRef> Kernels;
    size_t Replaced = 0;
    bool Extends = false;
    for (const Model &M : *Models) {
      Kernels.push_back(M.Kernel);
      if (M.Kernel != Extra->Kernel)
        continue;
      Extends = true;
      for (const auto &Known : Extra->ByName)
        Replaced += M.find(Known.first()) != nullptr;
    }
    outs() << Path << ": OK: " << (Extends ? "extends " : "a new kernel, ")
           << Extra->Kernel << "; "
           << countOf(Extra->Entries.size(), "entry", "entries");
    if (Replaced)
      outs() << ", " << countOf(Replaced, "name", "names") << " replaced";
    if (!Extends)
      outs() << suggestion(Extra->Kernel, Kernels);
    outs() << '\n';
    addModel(*Models, std::move(*Extra));
  }
  return Status;
}

int locktidy::runModel(const ModelOptions &Options) {
  Console Out(Options.Source.Quiet);
  const std::vector<std::string> &Words = Options.Words;
  StringRef Action = Words.empty() ? StringRef() : StringRef(Words.front());
  if (Action == "schema" && Words.size() == 1)
    return printModelSchema(outs()), ExitClean;
  if (Action == "check" && Words.size() > 1)
    return checkFiles(ArrayRef(Words).drop_front(), Out);
  bool List = Action == "list" && Words.size() == 1;
  if (!List && !(Action == "show" && Words.size() == 2)) {
    Out.error(makeError("write one of: locktidy model list | show NAME | check "
                        "FILE... | schema"));
    return ExitError;
  }
  auto Models = loadModels(Options.Source);
  if (!Models)
    return Out.error(Models.takeError()), ExitError;
  if (List)
    return listModels(*Models);
  if (Error E = show(Options, *Models))
    return Out.error(std::move(E)), ExitError;
  return ExitClean;
}
