//===- SleepInInterrupt.cpp - sleep-in-interrupt --------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A wait, a sleeping allocation or a lock that is waited for by sleeping, in
// a handler whose context forbids it, or in what it calls.
//
//===----------------------------------------------------------------------===//
#include "Rules/InContext.h"
#include "Rules/Rule.h"

using namespace locktidy;

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  auto Wanted = [&](const Observation &O, const ContextKind &Context) {
    if (!Context.ForbidsSleep)
      return false;
    switch (O.Effect) {
    case EffectKind::Wait:
    case EffectKind::Alloc:
    case EffectKind::MaySleep:
    case EffectKind::AssertSleepable:
      return true;
    case EffectKind::Acquire:
      return !O.Try && D.kindOf(O.Class, O.Kind).Kind->Waits == Waiting::Sleep;
    default:
      return false;
    }
  };
  for (const InContext &C : findInContext(P, Wanted)) {
    std::string Name = "'" + P.Prog.str(C.Seen->Name).str() + "'";
    bool Alloc = C.Seen->Effect == EffectKind::Alloc;
    Out.push_back(describeInContext(
        D, P, "sleep-in-interrupt", C,
        Name + (Alloc ? " may sleep for memory" : " sleeps"),
        (Alloc ? "may sleep for memory in " : "sleeps in ") + Name + " here"));
  }
}

static const Rule SleepInInterrupt{
    "sleep-in-interrupt", Severity::Error,
    "sleeping in an interrupt handler or another context that forbids it",
    judge};
static RegisterRule Register(SleepInInterrupt);
