//===- RuleCheck.cpp - a locktidy rule as a clang-tidy check --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/RuleCheck.h"
#include "Report/Notes.h"
#include "Report/Text.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace locktidy;

RuleCheck::RuleCheck(llvm::StringRef CheckName, tidy::ClangTidyContext *Context,
                     llvm::StringRef Rule, std::shared_ptr<Analysis> Shared)
    : ClangTidyCheck(CheckName, Context), Rule(Rule),
      LevelName(
          Options
              .getLocalOrGlobal("LocktidyLevel", severityName(Shared->level()))
              .str()),
      Shared(std::move(Shared)) {
  auto Parsed = llvm::StringSwitch<std::optional<Severity>>(LevelName)
                    .Case("error", Severity::Error)
                    .Case("warning", Severity::Warning)
                    .Case("advice", Severity::Advice)
                    .Default(std::nullopt);
  if (!Parsed)
    configurationDiag(
        "LocktidyLevel is '%0', not one of error, warning, advice")
        << LevelName;
  Level = Parsed.value_or(Severity::Warning);
  if (int64_t *Limit = busyWait())
    *Limit = Options.get("BusyWait", *Limit);
  if (std::string Fault = this->Shared->takeFault(); !Fault.empty())
    configurationDiag("%0", DiagnosticIDs::Error) << Fault;
}

/// The one option that a rule has.
int64_t *RuleCheck::busyWait() {
  return Rule == "long-hold" ? &Shared->ofRules().BusyWait : nullptr;
}

void RuleCheck::storeOptions(tidy::ClangTidyOptions::OptionMap &Opts) {
  Options.store(Opts, "LocktidyLevel", LevelName);
  if (int64_t *Limit = busyWait())
    Options.store(Opts, "BusyWait", *Limit);
}

void RuleCheck::registerPPCallbacks(const SourceManager &, Preprocessor *PP,
                                    Preprocessor *) {
  Shared->attach(*PP);
}

void RuleCheck::registerMatchers(ast_matchers::MatchFinder *Finder) {
  // Once per unit. Matchers on functions would not fire in system headers.
  Finder->addMatcher(ast_matchers::translationUnitDecl(), this);
}

void RuleCheck::check(const ast_matchers::MatchFinder::MatchResult &R) {
  for (const Finding &F : Shared->findings(*R.Context))
    if (F.Rule == Rule && F.Level <= Level)
      report(F, *R.SourceManager);
}

static SourceLocation locate(const Location &Where, SourceManager &SM) {
  if (OptionalFileEntryRef File =
          SM.getFileManager().getOptionalFileRef(Where.File))
    return SM.translateFileLineCol(*File, Where.Line, Where.Column);
  return SM.getLocForStartOfFile(SM.getMainFileID());
}

void RuleCheck::report(const Finding &F, SourceManager &SM) {
  {
    DiagnosticBuilder D = diag(locate(F.Where, SM), "%0");
    D << F.Message;
    for (const FixIt &Fix : F.Fixes) {
      Location End{Fix.Where.File, Fix.EndLine, Fix.EndColumn};
      D << FixItHint::CreateReplacement(
          CharSourceRange::getCharRange(locate(Fix.Where, SM), locate(End, SM)),
          Fix.Text);
    }
  }
  // A note belongs to the diagnostic before it, so that one has to be out.
  for (const Note &N : notesOf(F))
    diag(locate(N.Where, SM), "%0", DiagnosticIDs::Note) << N.Text;
}
