//===- Program.h - the lock graphs of a whole program -----------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Link joins translation units: afterwards strings, fields, globals, functions,
// lock kinds and contexts are numbered once for the program, and a call names
// the definition that it reaches. The order of the input does not matter: units
// are sorted by their main file first.
//
// Which definition a name means: one in the caller's own unit; else the only
// one; else, since trees hold many drivers with equal names, the one whose file
// shares the longest path with the caller's.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_PROGRAM_H
#define LOCKTIDY_SOLVE_PROGRAM_H

#include "Graph/LockGraph.h"
#include "llvm/ADT/DenseMap.h"
#include <set>
#include <vector>

namespace locktidy {

struct Program {
  /// Tables and graphs of all units, in program-wide numbering. MainFile,
  /// Kernel and the error fields are not used.
  TUGraph All;
  /// Function -> index in All.Graphs, for functions with a body.
  std::vector<uint32_t> GraphOf;
  /// Graphs of functions that several files define, each in its own way.
  std::set<uint32_t> Several;
  static constexpr uint32_t NoGraph = ~0u;
  /// Handlers of which the kernel calls a copy that begins with its lock
  /// (EntryLocks.h): the original is what everybody else calls.
  llvm::DenseMap<FunctionId, FunctionId> CalledByKernel;
  /// Copies and what they are copies of (Specialize.h).
  std::vector<std::pair<FunctionId, FunctionId>> Copies;

  /// Calls of which it is declared that they never happen: of the second
  /// function by the first, through whatever pointer.
  std::set<std::pair<FunctionId, FunctionId>> NeverCalls;

  const FunctionGraph *graph(FunctionId F) const {
    uint32_t I = GraphOf[F.Index];
    return I == NoGraph ? nullptr : &All.Graphs[I];
  }
  llvm::StringRef str(StringId S) const { return All.str(S); }
  llvm::StringRef name(FunctionId F) const {
    return All.str(All.Functions[F.Index].Name);
  }
  const LockKind *kind(StringId Name) const;
  const ContextKind *context(StringId Name) const;
};

/// Links \p Units into a program.
Program link(std::vector<TUGraph> Units);

} // namespace locktidy

#endif
