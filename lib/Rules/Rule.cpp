//===- Rule.cpp - the table of rules --------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/Rule.h"
#include "Solve/Solved.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

/// Filled by static RegisterRule objects before main and constant from then on.
static std::vector<const Rule *> &table() {
  static std::vector<const Rule *> Rules;
  return Rules;
}

RegisterRule::RegisterRule(const Rule &R) { table().push_back(&R); }

std::vector<const Rule *> locktidy::allRules() {
  std::vector<const Rule *> Out = table();
  llvm::sort(Out, [](const Rule *A, const Rule *B) { return A->Id < B->Id; });
  return Out;
}

std::vector<Finding> locktidy::judge(const SolvedProgram &P,
                                     const std::vector<std::string> &Enabled,
                                     const RuleOptions &Options) {
  std::vector<Finding> Findings;
  for (const Rule *R : allRules()) {
    if (!Enabled.empty() && !llvm::is_contained(Enabled, R->Id))
      continue;
    if (R->JudgeWith)
      R->JudgeWith(P, Options, Findings);
    else
      R->Judge(P, Findings);
  }
  finish(Findings);
  return Findings;
}
