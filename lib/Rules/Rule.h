//===- Rule.h - a rule and its registration ---------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A rule is one file: a pure function from the solved program to findings, and
// a RegisterRule object. To add one: lib/Rules/<Name>.cpp, docs/rules/<id>.md,
// test/rules/<id>/; nothing else is touched.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_RULE_H
#define LOCKTIDY_RULES_RULE_H

#include "Rules/Finding.h"
#include "llvm/ADT/StringRef.h"
#include <vector>

namespace locktidy {

class SolvedProgram;

/// What users may set of rules.
struct RuleOptions {
  int64_t BusyWait = 1000; ///< long-hold: from so many microseconds on
};

struct Rule {
  using Judging = void (*)(const SolvedProgram &, std::vector<Finding> &);
  using JudgingWith = void (*)(const SolvedProgram &, const RuleOptions &,
                               std::vector<Finding> &);

  llvm::StringRef Id;      ///< `sleep-under-lock`
  Severity Level;          ///< of its must findings
  llvm::StringRef Summary; ///< one line for lists and SARIF
  Judging Judge = nullptr;
  JudgingWith JudgeWith = nullptr; ///< in place of Judge, when it has options
};

/// All registered rules, sorted by id.
std::vector<const Rule *> allRules();

/// A static object of this type registers its rule.
struct RegisterRule {
  explicit RegisterRule(const Rule &R);
};

/// Runs the rules of \p Enabled (ids; empty: all) and finishes the findings.
std::vector<Finding> judge(const SolvedProgram &P,
                           const std::vector<std::string> &Enabled,
                           const RuleOptions &Options = {});

} // namespace locktidy

#endif
