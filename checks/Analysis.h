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
#include "Model/Model.h"
#include "Rules/Finding.h"
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
  explicit Analysis(llvm::ArrayRef<const Model *> Models)
      : Lower(Models, LoweringOptions()) {}

  /// Adds a rule to those that will run. False when it is there: the caller
  /// belongs to another unit and needs an Analysis of its own.
  bool join(llvm::StringRef Rule);

  /// Before parsing; calls after the first do nothing.
  void attach(clang::Preprocessor &PP);

  /// The findings of all rules that joined. After parsing.
  const std::vector<Finding> &findings(clang::ASTContext &Context);

private:
  Lowering Lower;
  bool Attached = false;
  std::vector<std::string> Rules;
  std::optional<std::vector<Finding>> Found;
};

class Session {
public:
  Session();

  /// The Analysis of the unit for which the host makes checks now, which
  /// \p Host identifies while it does so.
  std::shared_ptr<Analysis> join(const void *Host, llvm::StringRef Rule);

private:
  std::vector<Model> Models;
  std::vector<const Model *> ModelPointers;
  std::mutex Lock;
  std::vector<std::pair<const void *, std::weak_ptr<Analysis>>> Current;
};

} // namespace locktidy

#endif
