//===- LongHold.cpp - long-hold -------------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A busy wait of a millisecond or more while a lock is held that others spin or
// block for: they, an interrupt thread among them, lose that time as well.
//
//   mtx_lock(&sc->mtx);
//   sc_write(sc, RESET);
//   DELAY(10000);                      <- whoever needs sc->mtx waits 10 ms
//
// A busy wait of which the model gives no amount is one of milliseconds. Locks
// that may be held across a sleep are made to be held for long, and while a
// device is attached nobody else waits.
//
//===----------------------------------------------------------------------===//
#include "Rules/Rule.h"
#include "Rules/Sleeping.h"
#include "Solve/Phases.h"

using namespace locktidy;

static constexpr int64_t MaxMicroseconds = 1000;

static std::optional<Severity> judgeLock(const Describer &D,
                                         const SolvedFunction &F,
                                         const Observation &O,
                                         const HeldLock &L) {
  if (O.Effect != EffectKind::BusyWait)
    return std::nullopt;
  if (ExprId Amount = F.event(O.At).Amount) {
    const Expr &X = F.Graph.expr(Amount);
    if (X.Kind != ExprKind::Const || X.Value < MaxMicroseconds)
      return std::nullopt;
  }
  const LockKind &Held = *D.kindOf(F, L).Kind;
  bool ForShort = Held.Held == SleepWhileHeld::Forbidden ||
                  Held.Held == SleepWhileHeld::Discouraged;
  return ForShort && !Held.Name.empty() ? std::optional(Severity::Warning)
                                        : std::nullopt;
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  Phases Setup(P);
  auto Judge = [&](const SolvedFunction &F, const Observation &O,
                   const HeldLock &L) { return judgeLock(D, F, O, L); };
  for (const UnderLock &U : findUnderLock(P, Judge)) {
    uint32_t Index = P.Prog.GraphOf[U.Function->Graph.Id.Index];
    if (Setup.isAlone(Index, U.Seen->At))
      continue;
    Finding R = describeUnderLock(D, "long-hold", U, "waits busily in", P,
                                  Reason::None);
    ExprId Amount = U.Function->event(U.Seen->At).Amount;
    R.Message += ": others wait for it ";
    R.Message +=
        Amount ? std::to_string(U.Function->Graph.expr(Amount).Value / 1000) +
                     " ms as well"
               : "as long";
    Out.push_back(std::move(R));
  }
}

static const Rule LongHold{
    "long-hold", Severity::Warning,
    "a busy wait of a millisecond or more while others wait for the lock",
    judge};
static RegisterRule Register(LongHold);
