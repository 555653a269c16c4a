//===- RuleCheck.h - a locktidy rule as a clang-tidy check ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One class for all rules: `locktidy-<rule>` prints what that rule found as
// warnings (gating is by WarningsAsErrors, and an error from a check would make
// clang-tidy apply no fixes) with the steps of the path as notes.
//
// Option LocktidyLevel, for all checks or one: `error`, `warning` or `advice`,
// the least severity that is shown; without it that of .locktidy.yaml (see
// Settings.h), which is `warning` by default. Option BusyWait, of long-hold:
// the microseconds from which on a busy wait is told, as `busy-wait` there.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_CHECKS_RULECHECK_H
#define LOCKTIDY_CHECKS_RULECHECK_H

#include "checks/Analysis.h"
#include "checks/Compat.h"

namespace locktidy {

class RuleCheck : public clang::tidy::ClangTidyCheck {
public:
  RuleCheck(llvm::StringRef CheckName, clang::tidy::ClangTidyContext *Context,
            llvm::StringRef Rule, std::shared_ptr<Analysis> Shared);

  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) override;
  void registerPPCallbacks(const clang::SourceManager &SM,
                           clang::Preprocessor *PP,
                           clang::Preprocessor *ModuleExpanderPP) override;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &R) override;

private:
  void report(const Finding &F, clang::SourceManager &SM);
  int64_t *busyWait();

  std::string Rule;
  std::string LevelName;
  Severity Level;
  std::shared_ptr<Analysis> Shared;
};

} // namespace locktidy

#endif
