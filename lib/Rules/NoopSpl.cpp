//===- NoopSpl.cpp - noop-spl ---------------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A call that once raised the interrupt level and whose definition does
// nothing any more: what it seems to protect is not protected. One finding for
// each raise, with the calls that restore the level it returned.
//
//===----------------------------------------------------------------------===//
#include "Rules/Describe.h"
#include "Rules/Levels.h"
#include "Rules/Rule.h"

using namespace locktidy;

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  for (const SolvedFunction &F : P.Functions) {
    Levels Of(F.Graph);
    for (const auto &[E, Raise] : Of.raises()) {
      if (!E->Stub)
        continue;
      Finding R = D.begin("noop-spl", Severity::Warning, F, E->Pos);
      R.Message =
          "'" + P.Prog.str(E->Name).str() +
          "' does nothing on this kernel: it keeps no interrupt handler out";
      R.Event = P.Prog.str(E->Name).str();
      std::vector<Step> Path;
      for (const Event *Restore : Raise.Restores)
        Path.push_back({D.place(Restore->Pos),
                        "restored here by '" + P.Prog.str(Restore->Name).str() +
                            "', which does nothing either"});
      if (!Path.empty())
        R.Paths.push_back(std::move(Path));
      Out.push_back(std::move(R));
    }
  }
}

static const Rule NoopSpl{
    "noop-spl", Severity::Warning,
    "raising the interrupt level by a call that does nothing", judge};
static RegisterRule Register(NoopSpl);
