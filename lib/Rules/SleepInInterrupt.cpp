//===- SleepInInterrupt.cpp - sleep-in-interrupt --------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A wait, a sleeping allocation or a lock that is waited for by sleeping, in
// a handler whose context forbids it, or in what it calls.
//
//===----------------------------------------------------------------------===//
#include "Rules/Alternatives.h"
#include "Rules/InContext.h"
#include "Rules/Rule.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace locktidy;

static Finding describe(const Describer &D, const SolvedProgram &P,
                        const InContext &C) {
  const char *What = "sleeps";
  if (C.Seen->Effect == EffectKind::Alloc)
    What = "may sleep for memory";
  else if (C.Seen->Effect == EffectKind::AssertSleepable)
    What = "has to be able to sleep";
  std::string Name = "'" + P.Prog.str(C.Seen->Name).str() + "'";
  return describeInContext(D, P, "sleep-in-interrupt", C, Name + " " + What,
                           std::string(What) + " in " + Name + " here");
}

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
  std::vector<InContext> Found = findInContext(P, Wanted);
  llvm::sort(Found, [](const InContext &A, const InContext &B) {
    return std::make_pair(A.May != 0, A.Where.event().Pos) <
           std::make_pair(B.May != 0, B.Where.event().Pos);
  });
  // A function that sleeps usually does so again further on: the first place
  // tells that the handler must not call it.
  std::set<std::pair<const SolvedFunction *, const SolvedFunction *>> Told;
  Alternatives Choices(P);
  for (const InContext &C : Found)
    if (C.Seen->Effect == EffectKind::Acquire &&
        llvm::any_of(Choices.of(C.Seen->Class), [&](LockClass Other) {
          return D.kindOf(Other, {}).Kind->Waits != Waiting::Sleep;
        })) {
      Finding &F = Out.emplace_back(describe(D, P, C));
      F.Level = Severity::Advice;
      F.Assumptions.push_back("assumes that the handler's object does not use "
                              "its other lock instead");
    } else if (C.Handler == C.Where.Function ||
               Told.insert({C.Handler, C.Where.Function}).second)
      Out.push_back(describe(D, P, C));
}

static const Rule SleepInInterrupt{
    "sleep-in-interrupt", Severity::Error,
    "sleeping in an interrupt handler or another context that forbids it",
    judge};
static RegisterRule Register(SleepInInterrupt);
