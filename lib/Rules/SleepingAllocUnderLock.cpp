//===- SleepingAllocUnderLock.cpp - sleeping-alloc-under-lock -------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An allocation that may sleep for memory while a lock is held. Under a mutex
// that an interrupt handler also takes, the handler then waits for memory.
//
//   mutex_enter(&sp->lock);
//   p = kmem_alloc(size, KM_SLEEP);
//
//===----------------------------------------------------------------------===//
#include "Rules/Rule.h"
#include "Rules/SharedRecords.h"
#include "Rules/Sleeping.h"
#include <map>
#include <set>

using namespace locktidy;

/// For each lock class the handlers, in contexts that forbid sleeping, which
/// take it.
static std::map<LockClass, std::vector<const Root *>>
takenByHandlers(const SolvedProgram &P) {
  std::map<LockClass, std::vector<const Root *>> Out;
  for (const Root &R : P.Roots) {
    const ContextKind *Context = P.Prog.context(R.Context);
    if (!Context || !Context->ForbidsSleep)
      continue;
    for (const Observation &O : P.function(R.Handler)->Observations)
      if (O.Effect == EffectKind::Acquire && O.Class)
        if (auto &Of = Out[O.Class]; Of.empty() || Of.back() != &R)
          Of.push_back(&R);
  }
  return Out;
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  auto Judge = [&](const SolvedFunction &F, const Observation &O,
                   const HeldLock &L) -> std::optional<Severity> {
    if (O.Effect != EffectKind::Alloc)
      return std::nullopt;
    switch (D.kindOf(F, L).Kind->Held) {
    case SleepWhileHeld::Forbidden:
      return Severity::Error;
    case SleepWhileHeld::Discouraged: // in drivers, by their guides
      return F.Graph.Core ? Severity::Advice : Severity::Warning;
    default:
      return std::nullopt;
    }
  };
  auto Handlers = takenByHandlers(P);
  std::set<std::pair<const SolvedFunction *, LockClass>> Told;
  for (const UnderLock &U : findUnderLock(P, Judge)) {
    LockClass Class = lockClassOf(U.Function->Graph, U.Lock->Lock);
    // What is only advised against needs no second example.
    if (U.Level != Severity::Error && Class &&
        !Told.insert({U.Function, Class}).second)
      continue;
    Finding F = describeUnderLock(D, "sleeping-alloc-under-lock", U,
                                  "may sleep for memory in", P);
    std::vector<const Root *> Also =
        handlersFor(P, Class, U.Function->Graph.Pos.File, Handlers[Class]);
    F.First = !Also.empty();
    if (F.First)
      F.Message += "; handler '" + P.Prog.name(Also[0]->Handler).str() +
                   "' takes it too and would wait for memory";
    Out.push_back(std::move(F));
  }
}

static const Rule SleepingAllocUnderLock{
    "sleeping-alloc-under-lock", Severity::Error,
    "allocating memory with a flag that may sleep while holding a lock", judge};
static RegisterRule Register(SleepingAllocUnderLock);
