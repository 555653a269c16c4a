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
//===----------------------------------------------------------------------===//
#include "Rules/Rule.h"
#include "Rules/Sleeping.h"

using namespace locktidy;

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  auto Judge = [&](const Observation &O,
                   const KnownKind &Held) -> std::optional<Severity> {
    bool Forbidden = Held.Kind->Held == SleepWhileHeld::Forbidden;
    switch (O.Effect) {
    case EffectKind::Wait:
    case EffectKind::MaySleep:
      if (Held.Kind->Held == SleepWhileHeld::Discouraged)
        return Severity::Warning;
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
      return Bad ? std::optional(Severity::Error) : std::nullopt;
    }
    default:
      return std::nullopt;
    }
  };
  for (const UnderLock &U : findUnderLock(P, Judge)) {
    bool Lock = U.Seen->Effect == EffectKind::Acquire;
    Finding F =
        describeUnderLock(D, "sleep-under-lock", U,
                          Lock ? "waits for a lock in" : "sleeps in", P);
    Out.push_back(std::move(F));
  }
}

static const Rule SleepUnderLock{
    "sleep-under-lock", Severity::Error,
    "sleeping while holding a lock that must not be held across a sleep",
    judge};
static RegisterRule Register(SleepUnderLock);
