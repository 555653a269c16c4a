//===- Inputs.h - models and sources of a command ----------------*- C++
//-*-===//
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

#include "Model/Model.h"
#include "Project/Lowerer.h"
#include "Report/Sarif.h"
#include "Report/Sources.h"
#include "locktidy/Console.h"
#include "locktidy/Options.h"

namespace locktidy {

/// The built-in models and those of --model; one with the name of a built-in
/// one extends it. Fails when --kernel names none of them.
llvm::Expected<std::vector<Model>> loadModels(const SourceOptions &Options);

/// Lowers all jobs with progress on \p Out; Ctrl-C leaves the rest Skipped.
std::vector<LoweredFile> lower(const SourceOptions &Options,
                               const std::vector<Model> &Models,
                               const JobList &Jobs, Console &Out);

/// Which files were analysed, and what kept the others from it.
struct Coverage {
  std::vector<FailedFile> Failed;    ///< by file, in order
  std::vector<std::string> NoKernel; ///< no model fits: nothing to look for
  size_t NotStarted = 0;
};

/// Sorts \p Files out, and says on \p Out which were not wholly analysed.
Coverage cover(const SourceOptions &Options, const JobList &Jobs,
               const std::vector<LoweredFile> &Files, Console &Out);

/// The graphs of the files that have one.
std::vector<TUGraph> takeGraphs(std::vector<LoweredFile> Files);

} // namespace locktidy

#endif
