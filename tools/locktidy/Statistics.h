//===- Statistics.h - what a run took ---------------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Seconds by stage and sizes of the graphs, for `--stats`, and the count of
// lock operations for the closing line.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_TOOL_STATISTICS_H
#define LOCKTIDY_TOOL_STATISTICS_H

#include "Graph/LockGraph.h"
#include "Project/Declarations.h"
#include "Solve/Solved.h"
#include "locktidy/Console.h"
#include <chrono>
#include <map>

namespace locktidy {

class Statistics {
public:
  /// Ends the stage that began with the last call.
  void stage(llvm::StringRef Name);
  void count(const std::vector<TUGraph> &Graphs);
  /// Functions in which a limit of the solver joined or left out some paths,
  /// and what is known of calls through pointers.
  void countSolved(const SolvedProgram &P);
  /// What became of declarations beside the sources.
  void count(const DeclarationReport &R);
  /// Contracts, and how the code keeps to the orders among them.
  void countDeclared(const SolvedProgram &P);
  uint64_t lockOperations() const { return LockOperations; }
  void print(Console &Out) const;

private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point Last = Clock::now();
  std::vector<std::pair<std::string, double>> Seconds;
  uint64_t Units = 0, Functions = 0, Blocks = 0, Events = 0;
  uint64_t LockOperations = 0;
  PointerCallCounts Calls;
  DeclarationReport Beside;
  std::map<std::string, uint64_t> Contracts;
  struct {
    unsigned Kept = 0, Broken = 0, Unseen = 0;
  } Orders;
  std::vector<std::string> Limits;      ///< functions at a limit, in order
  std::map<std::string, uint64_t> Lost; ///< what lowering cannot express
};

} // namespace locktidy

#endif
