//===- Frontend.h - one compile command to lock graphs ----------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs Clang's driver and parser in process on one file and hands the result to
// Lowering. It always returns: a missing header, a syntax error, an unusable
// command or a crash of the parser are values, so that one bad file never ends
// a run; and nothing is written to stderr.
//
//   f.c with a missing #include:  Status Partial, FirstError
//   "f.c:1:10: 'x.h' file not found", and the graphs of what was parsed.
//
// Calls are independent: each has its own file manager and its own file system
// with its own working directory. (Shared ones give wrong results, since both
// resolve relative paths once for all.)
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_LOWER_FRONTEND_H
#define LOCKTIDY_LOWER_FRONTEND_H

#include "Graph/LockGraph.h"
#include "Lower/Lowering.h"
#include "Lower/Overlay.h"
#include "llvm/ADT/ArrayRef.h"
#include <memory>
#include <string>
#include <vector>

namespace locktidy {

/// One entry of a compile database.
struct CompileJob {
  std::string Directory;              ///< absolute
  std::string File;                   ///< absolute, without `.` and `..`
  std::vector<std::string> Arguments; ///< [0] is the compiler
  /// Headers that no build has generated; shared by the jobs of a tree.
  std::shared_ptr<const GeneratedFiles> Generated = nullptr;
  std::string Origin = ""; ///< who gave the command, for messages
  bool Core = false;       ///< of a kernel, but not of a driver
};

/// An error of the parser. Without a place: Line 0.
struct SourceError {
  std::string File;
  unsigned Line = 0, Column = 0;
  std::string Message; ///< empty: no error
};

struct LoweredFile {
  enum Outcome : uint8_t {
    Complete, ///< parsed without an error
    Partial,  ///< Graph holds what could be parsed; FirstError says what not
    Failed,   ///< no graph; FirstError says why
    Skipped,  ///< not started: the run was stopped
  };
  Outcome Status = Skipped;
  bool Crashed = false; ///< Failed by a crash in Clang or in lowering
  TUGraph Graph;
  SourceError FirstError;
  std::vector<std::string> DroppedFlags; ///< that Clang does not know
  std::vector<std::string> FlagErrors;   ///< what it says of those it knows
  /// As the source names them, without repetition, in order.
  std::vector<std::string> MissingHeaders;
};

/// Parses and lowers \p Job. Thread-safe.
LoweredFile lowerFile(const CompileJob &Job,
                      llvm::ArrayRef<const Model *> Models,
                      const LoweringOptions &Options);

} // namespace locktidy

#endif
