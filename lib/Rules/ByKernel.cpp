//===- ByKernel.cpp - findings of several kernels as one list -------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Rules/ByKernel.h"
#include "llvm/ADT/StringExtras.h"
#include <map>

using namespace locktidy;
using namespace llvm;

std::vector<Finding> locktidy::combine(
    std::vector<std::pair<std::string, std::vector<Finding>>> Kernels) {
  if (Kernels.size() == 1)
    return std::move(Kernels.front().second);
  std::map<Finding, std::vector<StringRef>> Found;
  for (auto &[Kernel, Findings] : Kernels)
    for (Finding &F : Findings) {
      F.Fingerprint.clear(); // its serial number counts within one kernel
      Found[std::move(F)].push_back(Kernel);
    }
  std::vector<Finding> All;
  for (auto &[F, In] : Found) {
    All.push_back(F);
    All.back().Message +=
        (In.size() == 1 ? " (kernel " : " (kernels ") + join(In, ", ") + ")";
  }
  finish(All);
  return All;
}
