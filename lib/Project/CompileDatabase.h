//===- CompileDatabase.h - reading compile_commands.json --------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Clang's own reader rejects a whole database over one key it does not know, so
// this is our own. Unknown keys are ignored; an error names file and line:
//
//   [{"directory": "/b", "file": "../f.c", "command": "gcc -c ../f.c"}]
//     CompileJob{"/b", "/f.c", {"gcc", "-c", "../f.c"}}
//   [{"directory": "/b", "command": "gcc -c ../f.c"}]
//     db.json:1: error: entry 1 has no "file"
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_PROJECT_COMPILEDATABASE_H
#define LOCKTIDY_PROJECT_COMPILEDATABASE_H

#include "Lower/Frontend.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"

namespace locktidy {

class CompileDatabase {
public:
  /// Reads the file \p Path.
  static llvm::Expected<CompileDatabase> load(llvm::StringRef Path);

  /// Reads \p Json; relative directories are taken from that of its name.
  static llvm::Expected<CompileDatabase> parse(llvm::MemoryBufferRef Json);

  /// One job a file, in the order of the database.
  const std::vector<CompileJob> &jobs() const { return Jobs; }

  /// The job of the file with this absolute path, also through symbolic links.
  const CompileJob *find(llvm::StringRef File);

  /// Entries after the first one of a file.
  const std::vector<std::string> &duplicates() const { return Duplicates; }

private:
  std::vector<CompileJob> Jobs;
  std::vector<std::string> Duplicates;
  llvm::StringMap<unsigned> ByPath;
  llvm::StringMap<unsigned> ByRealPath; ///< filled when first needed
};

} // namespace locktidy

#endif
