//===- Notes.cpp - what is said below a finding ---------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report/Notes.h"
#include "llvm/Support/FormatVariadic.h"

using namespace locktidy;

std::vector<Note> locktidy::notesOf(const Finding &F) {
  std::vector<Note> Notes;
  for (size_t I = 0; I != F.Paths.size(); ++I) {
    const std::vector<Step> &Path = F.Paths[I];
    if (!Path.empty() && F.Paths.size() > 1)
      Notes.push_back(
          {Path.front().Where,
           llvm::formatv("path {0} of {1}:", I + 1, F.Paths.size()).str(),
           /*Quotes=*/false});
    for (const Step &S : Path)
      Notes.push_back({S.Where, S.Text});
  }
  // With the rule, so that whoever looks for places of a rule finds all.
  for (const Step &S : F.Elsewhere)
    Notes.push_back(
        {S.Where, S.Text + " [locktidy-" + F.Rule + "]", /*Quotes=*/false});
  for (const std::string &Observed : F.Runtime)
    Notes.push_back({F.Where, Observed, /*Quotes=*/false});
  for (const std::string &Assumption : F.Assumptions)
    Notes.push_back({F.Where, Assumption, /*Quotes=*/false});
  if (F.Others)
    Notes.push_back(
        {F.Where,
         std::to_string(F.Others) + (F.Others == 1 ? " other path leads here"
                                                   : " other paths lead here"),
         /*Quotes=*/false});
  return Notes;
}
