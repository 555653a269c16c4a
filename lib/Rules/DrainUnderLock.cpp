//===- DrainUnderLock.cpp - drain-under-lock -----------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Waits for a handler to finish while holding a lock that the handler takes: if
// it is about to, neither goes on.
//
//   callout_reset(&sc->co, hz, foo_tick, sc);     foo_tick(arg):
//   mtx_lock(&sc->mtx);                             mtx_lock(&sc->mtx)
//   callout_drain(&sc->co);                       <- waits for foo_tick
//
//===----------------------------------------------------------------------===//
#include "Rules/Drains.h"
#include "Rules/Rule.h"

using namespace locktidy;

static Finding describe(const Describer &D, const SolvedProgram &P,
                        const Drain &W) {
  const SolvedFunction &F = *W.Function;
  const Observation &O = *W.Seen;
  std::string Primitive = P.Prog.str(O.Name).str();
  std::string Handler = P.Prog.name(W.From->Handler).str();
  const ContextKind *Context = P.Prog.context(W.From->Context);
  Finding Out =
      D.begin("drain-under-lock", Severity::Error, F, F.event(O.At).Pos);
  Out.Message =
      (O.Callee ? "call of '" + P.Prog.name(O.Callee).str() + "' " : "") +
      "waits in '" + Primitive + "' for the " + Context->Title + " '" +
      Handler + "' while holding " + D.lockNoun(F, *W.Lock) +
      ", which it takes: neither goes on when it has begun";
  Out.LockClasses.push_back(D.className(O.Class));
  Out.LockClasses.push_back(D.className(lockClassOf(F.Graph, W.Lock->Lock)));
  llvm::sort(Out.LockClasses);
  Out.Event = Primitive + " for " + Handler;
  std::vector<Step> Waits, Takes;
  D.addAcquired(F, *W.Lock, Waits);
  D.addEvent(F, O, "waits for '" + Handler + "' here", Waits);
  if (O.Callee)
    Out.Primitive = Waits.back().Where;
  D.addRoot(*W.From, Takes);
  D.addEvent(*W.Handler, *W.Takes,
             W.Handler->event(W.Takes->At).Context
                 ? "the kernel takes the lock for it, as said here"
                 : "takes the lock here",
             Takes);
  Out.Paths = {std::move(Waits), std::move(Takes)};
  D.setCertainty(Out, W.May);
  return Out;
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  Drains Found(P);
  for (const Drain &W : Found.all())
    Out.push_back(describe(D, P, W));
}

static const Rule DrainUnderLock{
    "drain-under-lock", Severity::Error,
    "waiting for a handler while holding a lock that it takes", judge};
static RegisterRule Register(DrainUnderLock);
