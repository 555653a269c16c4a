//===- Causes.cpp - findings of one cause ---------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report/Causes.h"
#include <map>
#include <tuple>

using namespace locktidy;

static size_t pathLength(const Finding &F) {
  size_t Steps = 0;
  for (const std::vector<Step> &Path : F.Paths)
    Steps += Path.size();
  return Steps;
}

void locktidy::joinByCause(std::vector<Finding> &Findings,
                           Suppressions &Silenced) {
  using Cause = std::tuple<std::string, Severity, Location,
                           std::vector<std::string>, std::string>;
  std::map<Cause, std::vector<size_t>> Same;
  for (size_t I = 0; I != Findings.size(); ++I) {
    const Finding &F = Findings[I];
    if (F.Primitive.Line && !Silenced.Suppressed[I])
      Same[{F.Rule, F.Level, F.Primitive, F.LockClasses, F.Event}].push_back(I);
  }
  std::vector<bool> Joined(Findings.size());
  for (const auto &[Key, Members] : Same) {
    size_t First = Members.front();
    for (size_t I : Members)
      if (pathLength(Findings[I]) < pathLength(Findings[First]))
        First = I;
    for (size_t I : Members)
      if (I != First) {
        Findings[First].Elsewhere.push_back(
            {Findings[I].Where, "also in '" + Findings[I].Function + "' here"});
        Joined[I] = true;
      }
  }
  size_t Kept = 0;
  for (size_t I = 0; I != Findings.size(); ++I) {
    if (Joined[I])
      continue;
    if (I != Kept) {
      Findings[Kept] = std::move(Findings[I]);
      Silenced.Suppressed[Kept] = Silenced.Suppressed[I];
    }
    ++Kept;
  }
  Findings.resize(Kept);
  Silenced.Suppressed.resize(Kept);
}
