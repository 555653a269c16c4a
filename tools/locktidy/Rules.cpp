//===- Rules.cpp - locktidy rules: the list of them -----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/Text.h"
#include "Rules/Rule.h"
#include "locktidy/Options.h"
#include "llvm/Support/FormatVariadic.h"

using namespace locktidy;
using namespace llvm;

int locktidy::runRules() {
  size_t Width = 0;
  for (const Rule *R : allRules())
    Width = std::max(Width, R->Id.size());
  for (const Rule *R : allRules())
    outs() << R->Id << std::string(Width + 2 - R->Id.size(), ' ')
           << formatv("{0,-8}  ", severityName(R->Level)) << R->Summary << '\n';
  return ExitClean;
}
