//===- LongHold.cpp - long-hold -------------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A busy wait of a millisecond or more (or what the user sets) while a lock is
// held that others spin or block for: they, an interrupt thread among them,
// lose that time as well.
//
//   mtx_lock(&sc->mtx);
//   sc_write(sc, RESET);
//   DELAY(10000);                      <- whoever needs sc->mtx waits 10 ms
//
// A busy wait of which the model gives no amount is one of milliseconds. Locks
// that may be held across a sleep are made to be held for long, and while a
// device is attached nobody else waits.
//
// Or a function of another module is called with a lock of the driver held
// (Callbacks.h): how long it takes, nobody here knows. As advice: many a
// framework says of its functions that they may be called so.
//
//===----------------------------------------------------------------------===//
#include "Rules/Callbacks.h"
#include "Rules/Rule.h"
#include "Rules/Sleeping.h"
#include "Solve/Phases.h"

using namespace locktidy;

static std::optional<Severity> judgeLock(const Describer &D, int64_t Bound,
                                         const SolvedFunction &F,
                                         const Observation &O,
                                         const HeldLock &L) {
  if (O.Effect != EffectKind::BusyWait)
    return std::nullopt;
  if (ExprId Amount = F.event(O.At).Amount) {
    const Expr &X = F.Graph.expr(Amount);
    if (X.Kind != ExprKind::Const || X.Value < Bound)
      return std::nullopt;
  }
  const LockKind &Held = *D.kindOf(F, L).Kind;
  bool ForShort = Held.Held == SleepWhileHeld::Forbidden ||
                  Held.Held == SleepWhileHeld::Discouraged;
  return ForShort && !Held.Name.empty() ? std::optional(Severity::Warning)
                                        : std::nullopt;
}

static std::string duration(int64_t Microseconds) {
  return Microseconds < 1000 ? std::to_string(Microseconds) + " us"
                             : std::to_string(Microseconds / 1000) + " ms";
}

static Finding describe(const Describer &D, const SolvedProgram &P,
                        const Callback &C) {
  const SolvedFunction &F = *C.Function;
  const Event &Call = F.event(C.At);
  Finding Out = D.begin("long-hold", Severity::Advice, F, Call.Pos);
  Out.Event = P.Prog.str(Call.Name).str();
  Out.Message = "calls '" + Out.Event + "' of another module while holding " +
                D.lockNoun(F, *C.Lock) +
                ": how long that takes, and whether it calls back and needs "
                "the lock, is not known here";
  Out.LockClasses = {D.className(lockClassOf(F.Graph, C.Lock->Lock))};
  D.addAcquired(F, *C.Lock, Out.Paths.emplace_back());
  return Out;
}

static void judge(const SolvedProgram &P, const RuleOptions &Options,
                  std::vector<Finding> &Out) {
  Describer D(P);
  Phases Setup(P);
  auto Judge = [&](const SolvedFunction &F, const Observation &O,
                   const HeldLock &L) {
    return judgeLock(D, Options.BusyWait, F, O, L);
  };
  for (const UnderLock &U : findUnderLock(P, Judge, &Setup)) {
    Finding R = describeUnderLock(D, "long-hold", U, "waits busily in", P,
                                  Reason::None);
    ExprId Amount = U.Function->event(U.Seen->At).Amount;
    R.Message += ": others wait for it ";
    if (Amount)
      R.Message += duration(U.Function->Graph.expr(Amount).Value) + " as well";
    else
      R.Message += "as long";
    Out.push_back(std::move(R));
  }
  for (const Callback &C : findCallbacks(P))
    if (!Setup.isAlone(P.Prog.GraphOf[C.Function->Graph.Id.Index], C.At))
      Out.push_back(describe(D, P, C));
}

static const Rule LongHold{
    "long-hold", Severity::Warning,
    "a busy wait of a millisecond or more while others wait for the lock",
    nullptr, judge};
static RegisterRule Register(LongHold);
