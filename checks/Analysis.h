//===- Analysis.h - the pipeline over one translation unit ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// clang-tidy makes one check object per rule and unit, and calls each of them
// by itself. An Analysis is what those of one unit share: the first that needs
// it lowers, solves and judges, the others take their findings from the result.
//
//   locktidy-lock-leak       --+
//   locktidy-recursive-lock  --+-- Analysis -- lower, link, solve, judge once
//
// A Session lives as long as the module and hands out the Analysis; clangd
// uses one module from several threads, so that part is locked.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_CHECKS_ANALYSIS_H
#define LOCKTIDY_CHECKS_ANALYSIS_H

#include "Lower/Lowering.h"
#include "Rules/Finding.h"
#include "checks/Settings.h"
#include "clang/AST/ASTContext.h"
#include "clang/Lex/Preprocessor.h"
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace locktidy {

class Analysis {
public:
  /// \p Builtin must outlive the Analysis.
  Analysis(Settings Config, const std::vector<Model> &Builtin);

  /// Adds a rule to those that will run. False when it is there: the caller
  /// belongs to another unit and needs an Analysis of its own.
  bool join(llvm::StringRef Rule);

  /// Before parsing; calls after the first do nothing.
  void attach(clang::Preprocessor &PP);

  /// The findings of those rules that joined and are configured to run. After
  /// parsing.
  const std::vector<Finding> &findings(clang::ASTContext &Context);

  /// The least severity that is shown, where the check's options say nothing.
  Severity level() const { return Config.Level; }

  /// What holds for rules; a check that has an option sets it before parsing.
  RuleOptions &ofRules() { return Config.OfRules; }

  /// What is wrong with the configuration, to the first check that asks; the
  /// others get nothing. Then there are no findings.
  std::string takeFault();

private:
  std::vector<Finding> analyse(Lowering &Lower, clang::ASTContext &Context);

  Settings Config;
  std::vector<std::unique_ptr<Lowering>> Lowerings; ///< one for each kernel
  bool FaultTaken = false;
  bool Attached = false;
  std::vector<std::string> Rules;
  std::optional<std::vector<Finding>> Found;
};

class Session {
public:
  Session();

  /// The Analysis of the unit \p File (absolute, or empty) for which the host
  /// makes checks now, which \p Host identifies while it does so.
  std::shared_ptr<Analysis> join(const void *Host, llvm::StringRef Rule,
                                 llvm::StringRef File);

private:
  std::vector<Model> Builtin;
  std::mutex Lock;
  std::vector<std::pair<const void *, std::weak_ptr<Analysis>>> Current;
};

} // namespace locktidy

#endif
