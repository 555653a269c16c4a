//===- ContextView.h - the contexts of a function, printed ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solved program and the name of a function in; out: each context that comes
// to it (Solve/Reach.h), what it forbids, and the shortest way from where its
// handler is registered, through each call. As text, DOT or JSON.
//
//   foo_rx: callout handler; forbids sleep
//     foo.c:80: 'foo_tick' is registered as callout handler here
//     foo.c:31: 'foo_tick' calls 'foo_rx' here
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_REPORT_CONTEXTVIEW_H
#define LOCKTIDY_REPORT_CONTEXTVIEW_H

#include "Rules/Finding.h"
#include "Solve/Reach.h"
#include "llvm/Support/raw_ostream.h"

namespace locktidy {

struct ContextView {
  std::string Function, File; ///< where it is defined
  std::string Context, Title; ///< `callout`, `callout handler`
  std::vector<std::string> Forbids;
  std::string Runs;                 ///< `parallel`, `serial`, `alone`
  std::vector<std::string> Callers; ///< from the handler on, then the function
  std::vector<Step> Path;
  auto operator<=>(const ContextView &) const = default;
};

/// Of all functions called \p Function, sorted.
std::vector<ContextView> viewContexts(const SolvedProgram &P,
                                      llvm::StringRef Function);

void writeContextsText(llvm::raw_ostream &OS,
                       const std::vector<ContextView> &Views);
void writeContextsDot(llvm::raw_ostream &OS,
                      const std::vector<ContextView> &Views);
void writeContextsJson(llvm::raw_ostream &OS,
                       const std::vector<ContextView> &Views);

} // namespace locktidy

#endif
