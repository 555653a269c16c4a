//===- SleepingAllocUnderLock.cpp - sleeping-alloc-under-lock -------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An allocation that may sleep for memory while a lock is held. Under a mutex
// that an interrupt handler also takes, the handler then waits for memory; and
// under one that a handler takes to make memory free, both wait for ever.
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

namespace {

/// For each lock class the handlers which take it.
using Takers = std::map<LockClass, std::vector<const Root *>>;

} // namespace

/// Those in contexts of which \p Counts, and which wait for the lock.
static Takers takenIn(const SolvedProgram &P,
                      llvm::function_ref<bool(const ContextKind &)> Counts) {
  Takers Out;
  for (const Root &R : P.Roots) {
    const ContextKind *Context = P.Prog.context(R.Context);
    if (!Context || !Counts(*Context))
      continue;
    for (const Observation &O : P.function(R.Handler)->Observations)
      if (O.Effect == EffectKind::Acquire && O.Class && !O.Try && !O.May)
        if (auto &Of = Out[O.Class]; Of.empty() || Of.back() != &R)
          Of.push_back(&R);
  }
  return Out;
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  Takers Handlers =
      takenIn(P, [](const ContextKind &C) { return C.ForbidsSleep; });
  Takers Reclaim = takenIn(P, [](const ContextKind &C) { return C.Reclaims; });
  auto Judge = [&](const SolvedFunction &F, const Observation &O,
                   const HeldLock &L) -> std::optional<Severity> {
    if (O.Effect != EffectKind::Alloc)
      return std::nullopt;
    switch (D.kindOf(F, L).Kind->Held) {
    case SleepWhileHeld::Forbidden:
      return Severity::Error;
    case SleepWhileHeld::Discouraged: // in drivers, by their guides
      return F.Graph.Core ? Severity::Advice : Severity::Warning;
    default: {
      // Readers of both sides wait for a writer only.
      bool Waits = L.Mode == LockMode::Exclusive &&
                   Reclaim.count(lockClassOf(F.Graph, L.Lock));
      return Waits ? std::optional(Severity::Advice) : std::nullopt;
    }
    }
  };
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
    if (auto It = Reclaim.find(Class); It != Reclaim.end()) {
      const Root &R = *It->second.front();
      F.Message += "; the " + P.Prog.context(R.Context)->Title + " '" +
                   P.Prog.name(R.Handler).str() +
                   "' takes it to make memory free";
      D.addRoot(R, F.Paths.emplace_back());
      F.Assumptions.push_back("assumes that the thread has not said before "
                              "that it must not make memory free itself");
    }
    Out.push_back(std::move(F));
  }
}

static const Rule SleepingAllocUnderLock{
    "sleeping-alloc-under-lock", Severity::Error,
    "allocating memory with a flag that may sleep while holding a lock", judge};
static RegisterRule Register(SleepingAllocUnderLock);
