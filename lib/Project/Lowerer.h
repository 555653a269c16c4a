//===- Lowerer.h - lowering all files of a project --------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs lowerFile on every job, several at once. Results are in the order of the
// jobs, whatever finishes first, so that later stages cannot depend on timing.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_PROJECT_LOWERER_H
#define LOCKTIDY_PROJECT_LOWERER_H

#include "Lower/Frontend.h"
#include <functional>

namespace locktidy {

struct LowererOptions {
  unsigned Threads = 0; ///< 0: one for each core
  /// Called after each file, never by two threads at once.
  std::function<void(size_t Done, size_t Total)> Progress;
  /// True: start no further file; those left are Skipped.
  std::function<bool()> ShouldStop;
};

std::vector<LoweredFile> lowerAll(llvm::ArrayRef<CompileJob> Jobs,
                                  llvm::ArrayRef<const Model *> Models,
                                  const LoweringOptions &Lowering,
                                  const LowererOptions &Options);

} // namespace locktidy

#endif
