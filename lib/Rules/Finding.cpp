//===- Finding.cpp - order and fingerprints of findings -------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/Finding.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"
#include <algorithm>
#include <map>
#include <tuple>

using namespace locktidy;

/// What makes \p F the same finding after edits elsewhere. The parts are ended
/// by a character that no part holds, so that they cannot run together.
static std::string identity(const Finding &F) {
  std::string Key;
  auto Add = [&](const std::string &Part) { Key.append(Part).push_back('\0'); };
  Add(F.Rule);
  Add(F.Function);
  for (const std::string &Class : F.LockClasses)
    Add(Class);
  Add(""); // ends the classes
  Add(F.Event);
  return Key;
}

void locktidy::finish(std::vector<Finding> &Findings) {
  for (Finding &F : Findings) {
    std::sort(F.LockClasses.begin(), F.LockClasses.end());
    F.Fingerprint.clear();
  }
  // The whole finding decides between those of one place and rule, so that the
  // order of the input never does.
  std::sort(
      Findings.begin(), Findings.end(), [](const Finding &A, const Finding &B) {
        return std::tie(A.Where, A.Rule, A) < std::tie(B.Where, B.Rule, B);
      });
  Findings.erase(std::unique(Findings.begin(), Findings.end()), Findings.end());

  std::map<std::string, unsigned> Seen;
  for (Finding &F : Findings) {
    std::string Key = identity(F);
    Key += std::to_string(Seen[Key]++);
    F.Fingerprint = llvm::utohexstr(llvm::xxh3_64bits(Key), /*LowerCase=*/true,
                                    /*Width=*/16);
  }
}
