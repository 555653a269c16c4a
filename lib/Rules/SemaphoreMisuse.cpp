//===- SemaphoreMisuse.cpp - semaphore-misuse -----------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A semaphore that starts with one is a mutex: a path that takes it and does not
// give it back, where others do, locks everybody out; one that gives it back
// without having taken it lets two in at once.
//
//   if (down_interruptible(&sc->sem))
//           goto out;
//   ...
// out:
//   up(&sc->sem);              <- also when a signal came instead
//
// Whoever waits for one that starts with nothing waits for a signal, and nobody
// need give anything back. That waiting sleeps is a matter of the rules on
// sleeping.
//
//===----------------------------------------------------------------------===//
#include "Rules/LockFindings.h"
#include "Rules/Rule.h"

using namespace locktidy;

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  std::vector<Finding> Found;
  findLeaks(P, CountedLocks::Only, Found);
  findUnheld(P, CountedLocks::Only, Found);
  for (Finding &F : Found) {
    F.Rule = "semaphore-misuse";
    // Many a semaphore that starts with 1 is given back by another thread.
    F.Level = Severity::Advice;
    Out.push_back(std::move(F));
  }
}

static const Rule SemaphoreMisuse{
    "semaphore-misuse", Severity::Advice,
    "a semaphore used as a lock that a path does not give back, or gives back "
    "untaken",
    judge};
static RegisterRule Register(SemaphoreMisuse);
