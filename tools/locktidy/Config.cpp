//===- Config.cpp - locktidy config: the settings and their origins -------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One line a setting: its name in .locktidy.yaml, its value, who gave it.
//
//   level    advice                         drv/.locktidy.yaml:2
//   rules    all                            default
//
//===----------------------------------------------------------------------===//

#include "Project/Config.h"
#include "Report/Text.h"
#include "locktidy/Options.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace locktidy;
using namespace llvm;

namespace {
struct Line {
  StringRef Key;
  std::string Value, Origin;
};
} // namespace

static std::string list(const std::vector<std::string> &Words,
                        StringRef Nothing) {
  return Words.empty() ? Nothing.str() : join(Words, ", ");
}

int locktidy::runConfig(const Config &C) {
  const Line Lines[] = {
      {"models", list(C.Models.Value, "built-in ones"), C.Models.Origin},
      {"kernel", list(C.Kernels.Value, "by the macros of each file"),
       C.Kernels.Origin},
      {"rules", list(C.Rules.Value, "all"), C.Rules.Origin},
      {"level", severityName(C.Level.Value).str(), C.Level.Origin},
      {"fail-on",
       (C.FailOn.Value ? severityName(*C.FailOn.Value) : "never").str(),
       C.FailOn.Origin},
      {"tree", C.Tree.Value.empty() ? "none" : C.Tree.Value, C.Tree.Origin},
      {"wlcmd", list(C.LockScripts.Value, "none"), C.LockScripts.Origin},
      {"order-files", list(C.OrderLists.Value, "none"), C.OrderLists.Origin},
      {"busy-wait", std::to_string(C.BusyWait.Value) + " us",
       C.BusyWait.Origin},
  };
  size_t Width = 0;
  for (const Line &L : Lines)
    Width = std::max(Width, L.Value.size());
  for (const Line &L : Lines)
    outs() << formatv("{0,-11} ", L.Key) << L.Value
           << std::string(Width + 2 - L.Value.size(), ' ')
           << (L.Origin.empty() ? "default" : L.Origin) << '\n';
  return ExitClean;
}
