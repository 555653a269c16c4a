//===- SleepUnderLock.cpp - sleep-under-lock ------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A wait, a call that may sleep, or a lock that is waited for by sleeping,
// while a lock is held that must not be held across a sleep. The interlock of
// a wait is not held while it sleeps and does not count.
//
//   mtx_lock(&sc->mtx);
//   tsleep(sc, PWAIT, "wait", 0);      <- sleeps with sc->mtx held
//
// A mutex of a kind that may be held across a sleep is advised against, unless
// those who end the wait are seen and do without it (Wakers.h). Of a lock that
// is meant to be held there it is told, as advice, when one of those holds it. A
// wait for a handler that takes the lock is worse, and drain-under-lock tells it.
//
//===----------------------------------------------------------------------===//
#include "Rules/Alternatives.h"
#include "Rules/Drains.h"
#include "Rules/Refusals.h"
#include "Rules/Rewrites.h"
#include "Rules/Rule.h"
#include "Rules/Sleeping.h"
#include "Rules/Waiting.h"
#include "Rules/Wakers.h"

using namespace locktidy;

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  Wakers Waking(P);
  Alternatives Choices(P);
  Refusals Refused(P);
  Drains Draining(P);
  // A wait that those end who do not need the lock.
  auto Harmless = [&](const SolvedFunction &F, const Observation &O,
                      const HeldLock &L) {
    LockClass Class = lockClassOf(F.Graph, L.Lock);
    if (O.Effect != EffectKind::Wait || !Class)
      return false;
    Site Where = innermost(P, F, O);
    return Where.event().Lock && Waking.take(Class, Where, F) == false;
  };
  // Who ends the wait with the lock held, which may be held asleep else.
  auto Needing = [&](const SolvedFunction &F, const Observation &O,
                     const HeldLock &L) -> const SolvedFunction * {
    LockClass Class = lockClassOf(F.Graph, L.Lock);
    if (O.Effect != EffectKind::Wait || !Class || L.Mode == LockMode::Shared ||
        D.kindOf(F, L).Kind->Held != SleepWhileHeld::Allowed)
      return nullptr;
    Site Where = innermost(P, F, O);
    if (!Where.event().Lock || isLimited(Where.Function->Graph, Where.event()))
      return nullptr;
    return Waking.holder(Class, Where, F);
  };
  auto Judge = [&](const SolvedFunction &F, const Observation &O,
                   const HeldLock &L) -> std::optional<Severity> {
    KnownKind Held = D.kindOf(F, L);
    bool Forbidden = Held.Kind->Held == SleepWhileHeld::Forbidden;
    switch (O.Effect) {
    case EffectKind::AssertSleepable:
      return Forbidden ? std::optional(Severity::Error) : std::nullopt;
    case EffectKind::Wait:
    case EffectKind::MaySleep:
      if (Refused.covers(F, O) || Draining.cover(F, O, L))
        return std::nullopt;
      if (Held.Kind->Held == SleepWhileHeld::Discouraged)
        return Harmless(F, O, L) ? Severity::Advice : Severity::Warning;
      if (Needing(F, O, L))
        return Severity::Advice;
      return Forbidden ? std::optional(Severity::Error) : std::nullopt;
    case EffectKind::Acquire: {
      // Waiting for a lock sleeps, or at least gives up the processor, which a
      // spinning holder must not.
      if (O.Try || O.Problem != Clash::None || !Forbidden)
        return std::nullopt;
      KnownKind Taken = D.kindOf(O.Class, O.Kind);
      bool Spins = Held.Kind->Waits == Waiting::Spin;
      bool Bad =
          Taken.Kind->Waits == Waiting::Sleep ||
          (Taken.Kind->Waits == Waiting::Block && Spins && Taken.Certain);
      if (!Bad)
        return std::nullopt;
      return Choices.takesOther(F, O, L) ? Severity::Advice : Severity::Error;
    }
    default:
      return std::nullopt;
    }
  };
  for (const UnderLock &U : findUnderLock(P, Judge)) {
    const char *What = "sleeps in";
    if (U.Seen->Effect == EffectKind::Acquire)
      What = "waits for a lock in";
    else if (U.Seen->Effect == EffectKind::AssertSleepable)
      What = "has to be able to sleep in";
    Finding F = describeUnderLock(D, "sleep-under-lock", U, What, P);
    if (U.Level == Severity::Advice && U.Seen->Effect == EffectKind::Acquire)
      F.Assumptions.push_back("assumes that one object uses the one lock and "
                              "another object the other");
    else if (const SolvedFunction *By =
                 Needing(*U.Function, *U.Seen, *U.Lock))
      F.Assumptions.push_back("assumes that '" +
                              P.Prog.name(By->Graph.Id).str() +
                              "', which holds the lock, has to end the wait");
    else if (U.Level == Severity::Advice)
      F.Assumptions.push_back("assumes that whoever ends the wait needs the "
                              "lock, though none that is seen takes it");
    bool Here = U.Seen->Effect == EffectKind::Wait && !U.Seen->Callee;
    if (Here && U.Level == Severity::Error && !U.May)
      F.Fixes = waitWithLock(D, P, *U.Function, U.Seen->At, *U.Lock);
    Out.push_back(std::move(F));
  }
}

static const Rule SleepUnderLock{
    "sleep-under-lock", Severity::Error,
    "sleeping while holding a lock that must not be held across a sleep",
    judge};
static RegisterRule Register(SleepUnderLock);
