//===- WaitResultIgnored.cpp - wait-result-ignored ------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A wait that a signal ends, and nothing asks how it ended. In a loop the next
// wait ends at once, for the signal is still there: the thread spins until the
// condition holds, and cannot be killed.
//
//   while (sc->busy)
//           msleep(sc, &sc->mtx, PCATCH, "busy", 0);
//
// Or a test of the result that has the same answer whatever happened. A wait
// with a time limit outside of a loop is a pause.
//
//===----------------------------------------------------------------------===//
#include "Rules/Describe.h"
#include "Rules/Rule.h"
#include "Solve/Signals.h"

using namespace locktidy;

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  Signals Signalled(P);
  for (const WaitResult &W : P.WaitResults) {
    bool Ignored = W.What == WaitResult::Ignored;
    bool IsPause = W.Limited && !W.InLoop;
    if (Ignored && (IsPause || !Signalled.reach(W.In)))
      continue;
    Finding R = D.begin("wait-result-ignored", Severity::Warning,
                        *P.function(W.In), Ignored ? W.Pos : W.Test);
    std::string Name = P.Prog.str(W.Wait).str();
    R.Event = Name;
    if (Ignored) {
      R.Message = "a signal ends '" + Name + "', and its result is not used: ";
      R.Message += W.InLoop ? "the loop then spins, for the next call ends at "
                              "once"
                            : "what follows cannot tell that from a wakeup";
    } else {
      R.Message = "this test of the result of '" + Name + "' is ";
      R.Message += W.What == WaitResult::AlwaysTrue ? "always" : "never";
      R.Message += " true: no result that can come makes a difference to it";
      R.Paths.push_back({{D.place(W.Pos), "waits here"}});
    }
    Out.push_back(std::move(R));
  }
}

static const Rule WaitResultIgnored{
    "wait-result-ignored", Severity::Warning,
    "the result of a wait that a signal ends is ignored, or tested in vain",
    judge};
static RegisterRule Register(WaitResultIgnored);
