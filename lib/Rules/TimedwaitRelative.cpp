//===- TimedwaitRelative.cpp - timedwait-relative -------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A span of time is given to a wait that takes the moment at which it ends, so
// that it ends at once: the moment is long past. Or a moment is given to one
// that takes a span, and it lasts as long as the system has been up.
//
//   cv_timedwait(&sc->cv, &sc->lock, drv_usectohz(5000000));
//
// What numbers are is found by Solve/TimeLimits.h.
//
//===----------------------------------------------------------------------===//
#include "Rules/Describe.h"
#include "Rules/Rewrites.h"
#include "Rules/Rule.h"

using namespace locktidy;

/// The same wait by the function that takes a span, where there is one.
static std::vector<FixIt>
waitForSpan(const Describer &D, const SolvedProgram &P, const WrongLimit &W) {
  const WrittenCall *Call = writtenCall(P.function(W.In)->Graph, W.Pos);
  if (!Call || W.Through || W.Given != TimeSort::Span)
    return {};
  for (const OtherCall &O : Call->Others)
    if (!O.Kind)
      return {replace(D, Call->Call, P.Prog.str(O.Before).str())};
  return {};
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  for (const WrongLimit &W : P.WrongLimits) {
    Finding R = D.begin("timedwait-relative", Severity::Error,
                        *P.function(W.In), W.Pos);
    std::string Name = P.Prog.str(W.Wait).str();
    bool IsSpan = W.Given == TimeSort::Span;
    if (W.Through)
      R.Message = "call of '" + P.Prog.name(W.Through).str() + "' gives '" +
                  Name + "' ";
    else
      R.Message = "'" + Name + "' is given ";
    R.Message +=
        IsSpan ? "how long to wait, and wants the moment at which to stop, "
                 "counted from boot: it ends at once"
               : "the moment at which to stop, and wants how long to wait: it "
                 "lasts as long as the system has been up";
    R.Event = Name;
    if (W.Through)
      R.Paths.push_back({{D.place(W.Pos), "passes the time limit here"},
                         {D.place(W.WaitPos), "waits here"}});
    R.Fixes = waitForSpan(D, P, W);
    Out.push_back(std::move(R));
  }
}

static const Rule TimedwaitRelative{
    "timedwait-relative", Severity::Error,
    "a span of time given to a wait that takes a moment, or the reverse",
    judge};
static RegisterRule Register(TimedwaitRelative);
