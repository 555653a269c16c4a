//===- HandlerLocks.cpp - locks that the kernel's calls lack --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/HandlerLocks.h"
#include "Rules/Handovers.h"
#include "Solve/Terms.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace locktidy;

/// \p F takes a lock of this class by another name. It may be the one that is
/// needed.
static bool takesAlike(const SolvedFunction &F, const EntryCondition &C,
                       LockClass Class) {
  return llvm::any_of(F.Observations, [&](const Observation &O) {
    return O.Effect == EffectKind::Acquire && O.Class == Class &&
           O.Lock != C.Lock;
  });
}

/// \p C is something that the call of the kernel surely lacks: of a lock that
/// has a name in the handler's terms and is no giant one. A callee that needs
/// it in some of its cases (MarkSameObject) needs it.
static bool isLacking(const Describer &D, const SolvedFunction &F,
                      const EntryCondition &C, const ContextKind &Context) {
  LockClass Class = lockClassOf(F.Graph, C.Lock);
  bool Own = Class.What == LockClass::Field || Class.What == LockClass::Global;
  const LockKind *Kind = D.kindOf(Class, C.Kind).Kind;
  // Of a kind that is unknown, who takes it is unknown, too.
  return !Kind->Name.empty() && C.Held && !C.Tested &&
         !(C.May & ~MarkSameObject) && Own && isEntryTerm(F.Graph, C.Lock) &&
         !Kind->OrderExempt && !Kind->Counting && !takesAlike(F, C, Class) &&
         !llvm::is_contained(Context.Holds, Kind->Name);
}

static Finding describe(const Describer &D, const SolvedProgram &P,
                        const Root &R, const SolvedFunction &F,
                        const EntryCondition &C) {
  const Event &E = F.event(C.From.At);
  Finding Out = D.begin("unlock-not-held", Severity::Error, F, E.Pos);
  StringId Name =
      C.From.Callee ? P.Prog.All.Functions[C.From.Callee.Index].Name : E.Name;
  HeldLock Needed;
  Needed.Lock = C.Lock;
  Needed.Kind = C.Kind;
  Needed.From = C.From;
  std::string Noun = D.lockNoun(F, Needed);
  const ContextKind *Context = P.Prog.context(R.Context);
  Out.Message = "'" + P.Prog.str(Name).str() + "' needs " + Noun +
                " held, but the kernel calls the " + Context->Title + " '" +
                D.functionName(F) + "' without it";
  Out.LockClasses.push_back(D.className(lockClassOf(F.Graph, C.Lock)));
  Out.Event = P.Prog.str(Name).str();
  std::vector<Step> &Path = Out.Paths.emplace_back();
  D.addRoot(R, Path);
  D.addCondition(F, C.From, "needed here", Path);
  return Out;
}

void locktidy::judgeHandlers(const SolvedProgram &P, const Describer &D,
                             std::vector<Finding> &Out) {
  Handovers Handed(P);
  std::set<std::pair<FunctionId, ExprId>> Told;
  for (const Root &R : P.Roots) {
    const ContextKind *Context = P.Prog.context(R.Context);
    if (!Context || !Context->Unlocked)
      continue;
    const SolvedFunction &F = *P.function(R.Handler);
    for (const Exit &X : F.Exits)
      for (const EntryCondition &C : X.Entry)
        if (!X.May && isLacking(D, F, C, *Context) &&
            !(C.Released &&
              Handed.reaches(R.Handler, lockClassOf(F.Graph, C.Lock))) &&
            Told.insert({F.Graph.Id, C.Lock}).second)
          Out.push_back(describe(D, P, R, F, C));
  }
}
