//===- FlagSources.h - where the flags of a file come from ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds, for a directory, the one thing that says how its files are compiled:
// what the command line names, else the nearest compile database, list of flags
// or kernel tree, from the directory upwards:
//
//   of /src/drv, with /src/compile_commands.json:  that database
//   of /usr/src/sys/dev, in a bare tree:           the tree /usr/src
//
// Each source is opened once. What lies above a kernel tree is of another
// project and does not count.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_PROJECT_FLAGSOURCES_H
#define LOCKTIDY_PROJECT_FLAGSOURCES_H

#include "Project/CompileDatabase.h"
#include "Project/JobFinder.h"
#include "Project/KernelTree.h"
#include <memory>

namespace locktidy {

/// A database, a tree, or one list for every file.
struct FlagSource {
  std::string Path; ///< for messages
  std::optional<CompileDatabase> Database;
  std::shared_ptr<const KernelTree> Tree;
  std::string Directory;
  std::vector<std::string> Flags;
  /// Of a tree: more flags for files outside of it, by their directory.
  std::map<std::string, std::vector<std::string>> OwnHeaders;

  /// The command for \p File, which no database has to know.
  CompileJob jobByFlags(const std::string &File);

  /// `the tree profile 'freebsd' for /usr/src`.
  std::string describe() const;
};

class FlagSources {
public:
  explicit FlagSources(const JobOptions &Options) : Options(Options) {}

  /// The source for files of \p Directory; none is an error.
  llvm::Expected<FlagSource *> sourceFor(llvm::StringRef Directory);

  std::vector<std::string> takeNotes() { return std::move(Notes); }

private:
  llvm::Expected<FlagSource *> byDatabase();
  llvm::Expected<FlagSource *> byTree();
  llvm::Expected<FlagSource *> nearest(llvm::StringRef Directory);
  llvm::Expected<FlagSource *> open(const std::string &Path);
  llvm::Expected<FlagSource *> treeOf(llvm::StringRef Directory);

  const JobOptions &Options;
  std::map<std::string, std::unique_ptr<FlagSource>> Open; ///< by path
  std::map<std::string, FlagSource *> Nearest; ///< by directory; null: none
  std::vector<std::string> Notes;
};

/// Whether \p File lies in \p Directory or below it.
inline bool isBelow(llvm::StringRef File, llvm::StringRef Directory) {
  return File.consume_front(Directory) &&
         (Directory.ends_with("/") || File.starts_with("/"));
}

} // namespace locktidy

#endif
