//===- HighLevelMutex.cpp - high-level-mutex ------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An adaptive mutex (one whose contender blocks) is entered in a context that
// cannot block: an interrupt above the level of the scheduler, a filter.
//
//===----------------------------------------------------------------------===//
#include "Rules/InContext.h"
#include "Rules/Rule.h"

using namespace locktidy;

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  auto Wanted = [&](const Observation &O, const ContextKind &Context) {
    if (!Context.ForbidsBlock || O.Effect != EffectKind::Acquire || O.Try)
      return false;
    KnownKind Kind = D.kindOf(O.Class, O.Kind);
    return Kind.Certain && Kind.Kind->Waits == Waiting::Block;
  };
  for (const InContext &C : findInContext(P, Wanted)) {
    const SolvedFunction &F = *C.Where.Function;
    std::string Lock =
        D.lockNoun(F, C.Where.event().Lock, C.Seen->Class, C.Seen->Kind);
    Finding R = describeInContext(D, P, "high-level-mutex", C,
                                  "'" + P.Prog.str(C.Seen->Name).str() +
                                      "' acquires " + Lock,
                                  Lock + " acquired here");
    R.LockClasses.push_back(D.className(C.Seen->Class));
    Out.push_back(std::move(R));
  }
}

static const Rule HighLevelMutex{
    "high-level-mutex", Severity::Error,
    "entering a mutex that may block where blocking is impossible", judge};
static RegisterRule Register(HighLevelMutex);
