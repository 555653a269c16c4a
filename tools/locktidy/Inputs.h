//===- Inputs.h - models and sources of a command ---------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The first stages, which all commands share: options in, one lowered file per
// job out, with what was wrong said on the console and counted.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_TOOL_INPUTS_H
#define LOCKTIDY_TOOL_INPUTS_H

#include "Project/Declarations.h"
#include "Project/Lowerer.h"
#include "Project/UserModels.h"
#include "Report/Sarif.h"
#include "Report/Sources.h"
#include "locktidy/Console.h"
#include "locktidy/Options.h"
#include <optional>

namespace locktidy {

/// The built-in models and those of --model; one with the name of a built-in
/// one extends it. Fails when a kernel asked for is none of them.
llvm::Expected<std::vector<Model>> loadModels(const SourceOptions &Options);

/// The files as one kernel sees them, in the order of the jobs.
struct Reading {
  std::string Kernel; ///< empty: each file by its macros
  std::vector<LoweredFile> Files;
};

/// Lowers all jobs with progress on \p Out, once for each kernel asked for;
/// Ctrl-C leaves the rest Skipped. There is at least one reading.
std::vector<Reading> lower(const SourceOptions &Options,
                           const std::vector<Model> &Models,
                           const JobList &Jobs, Console &Out);

/// Which files were analysed, and what kept the others from it.
struct Coverage {
  std::vector<FailedFile> Failed;    ///< by file, in order
  std::vector<std::string> NoKernel; ///< no model fits: nothing to look for
  size_t NotStarted = 0;
  bool Stopped = false;  ///< interrupted while solving
  size_t BelowLevel = 0; ///< findings that are not shown
};

/// Sorts the files out, and says on \p Out which were not wholly analysed. Of
/// several readings of a file the one that went worst counts.
Coverage cover(const SourceOptions &Options, const JobList &Jobs,
               const std::vector<Reading> &Readings, Console &Out);

/// Says on \p Out which functions that users' models name no file has: those
/// that are a mistake, and with --verbose those that may be another program's.
void reviewModels(const SourceOptions &Options,
                  const std::vector<Model> &Models,
                  const std::vector<Reading> &Readings, Console &Out);

/// What a command reads that works on the program of one kernel.
struct ProgramInput {
  std::vector<Model> Models;
  std::vector<LoweredFile> Files;
  Coverage Covered;
  Declarations Declared; ///< of --wlcmd and --order-file
};

/// \p Whose begins the error for several kernels: "a graph is made by one
/// kernel's model". Nothing when it was said on \p Out what is wrong.
std::optional<ProgramInput> readOne(const SourceOptions &Options,
                                    llvm::StringRef Whose, Console &Out);

/// The graphs of the files that have one.
std::vector<TUGraph> takeGraphs(std::vector<LoweredFile> Files);

/// What files beside the sources say.
llvm::Expected<Declarations> readDeclarations(const SourceOptions &Options);

/// One program of the graphs, and what \p Declared says of it; --verbose names
/// on \p Out what of it is not in the program.
std::pair<Program, DeclarationReport> link(const SourceOptions &Options,
                                           std::vector<TUGraph> Graphs,
                                           const Declarations &Declared,
                                           Console &Out);

} // namespace locktidy

#endif
