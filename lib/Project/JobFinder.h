//===- JobFinder.h - which files to analyse, with which flags ---*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From what the user typed to a list of compile jobs. Flags come from the first
// of: those after `--`; the database named by -p; the kernel tree named by
// --tree; for each file the nearest compile_commands.json (also in build/) or
// compile_flags.txt in its directory or above; the kernel tree that it lies in.
// A named file without flags is an error, never a silent skip:
//
//   locktidy check drv/a.c      drv/a.c by /src/compile_commands.json
//   locktidy check drv          every file of that database below drv
//   locktidy check              every file of the database of this directory
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_PROJECT_JOBFINDER_H
#define LOCKTIDY_PROJECT_JOBFINDER_H

#include "Lower/Frontend.h"
#include "Project/Preparation.h"
#include "llvm/Support/Error.h"
#include <map>
#include <optional>

namespace locktidy {

struct JobOptions {
  std::string WorkingDirectory; ///< absolute; relative names are read from it
  std::string Database;         ///< -p: a directory or a file; empty: search
  std::string Tree;             ///< --tree, tree:; a directory
  /// Without names the files of Tree are meant, not of the working directory.
  bool WholeTree = false;
  PrepareOptions Prepare; ///< whether the tree's own programs may run
  std::optional<std::vector<std::string>> Flags; ///< after `--`
  std::vector<std::string> ExtraArgs, ExtraArgsBefore;
};

struct JobList {
  std::vector<CompileJob> Jobs;          ///< no file twice
  std::vector<std::string> Other;        ///< files of a database that are not C
  std::map<std::string, size_t> Skipped; ///< files of a tree, by reason
  std::vector<std::string> Notes; ///< for --verbose: what was found where
};

/// \p Names are files and directories; none: the whole project. All errors are
/// reported at once, joined.
llvm::Expected<JobList> findJobs(const JobOptions &Options,
                                 llvm::ArrayRef<std::string> Names);

} // namespace locktidy

#endif
