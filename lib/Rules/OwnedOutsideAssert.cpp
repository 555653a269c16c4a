//===- OwnedOutsideAssert.cpp - owned-outside-assert ----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A question whether a lock is held decides whether it is taken or given up:
//
//   if (!mutex_owned(&sp->lock)) {
//           mutex_enter(&sp->lock);
//           taken = 1;
//   }
//
// Such a function cannot say what it needs of its callers, and neither can what
// it calls. It works, as long as the question is answered for this thread, and
// kernels are full of it: advice. Where any thread may be the one that has the
// lock, this one goes on without.
//
//===----------------------------------------------------------------------===//
#include "Rules/Describe.h"
#include "Rules/Rule.h"
#include "Solve/Regions.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

static bool reads(const FunctionGraph &G, ExprId E,
                  const llvm::BitVector &Locals) {
  const Expr &X = G.expr(E);
  if (X.Kind == ExprKind::Load && G.expr(X.A).Kind == ExprKind::Local &&
      Locals.test(G.expr(X.A).Symbol))
    return true;
  return (X.A && reads(G, X.A, Locals)) || (X.B && reads(G, X.B, Locals));
}

/// The variables whose value comes from the answer to \p Question.
static llvm::BitVector answers(const FunctionGraph &G, const Event &Question) {
  llvm::BitVector Out(G.Locals.size());
  Out.set(Question.Result.Index);
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const Block &B : G.Blocks)
      for (const Event &E : B.Events) {
        if (E.Kind != EventKind::Store ||
            G.expr(E.Address).Kind != ExprKind::Local)
          continue;
        uint32_t Local = G.expr(E.Address).Symbol;
        if (!Out.test(Local) && reads(G, E.Value, Out)) {
          Out.set(Local);
          Changed = true;
        }
      }
  }
  return Out;
}

/// Whether \p From asks no more than whether to end the run, as an assertion of
/// several alternatives does.
static bool mayPanic(const FunctionGraph &G, BlockId From) {
  for (size_t Steps = 0; Steps != G.Blocks.size(); ++Steps) {
    const Block &B = G.Blocks[From.Index];
    bool Acts = llvm::any_of(B.Events, [](const Event &E) {
      return E.Kind == EventKind::Effect && E.Effect != EffectKind::Query;
    });
    if (Acts || B.Term.Kind == TermKind::Return)
      return false;
    if (B.Term.Kind == TermKind::Unreachable)
      return true;
    if (B.Term.Kind == TermKind::Branch)
      return llvm::any_of(successors(B), [&](BlockId S) {
        return G.Blocks[S.Index].Events.empty() &&
               G.Blocks[S.Index].Term.Kind == TermKind::Unreachable;
      });
    if (B.Term.Kind != TermKind::Jump)
      return false;
    From = B.Term.Then;
  }
  return false;
}

/// What is taken or given up of \p Class where the branch of \p At decides.
static const Event *decides(const FunctionGraph &G, const Regions &R,
                            uint32_t At, LockClass Class) {
  for (uint32_t B = 0; B != G.Blocks.size(); ++B) {
    llvm::BitVector Here(G.Blocks.size());
    Here.set(B);
    if (!R.contains(At, Here))
      continue;
    for (const Event &E : G.Blocks[B].Events)
      if (E.Kind == EventKind::Effect &&
          (E.Effect == EffectKind::Acquire ||
           E.Effect == EffectKind::Release) &&
          lockClassOf(G, E.Lock) == Class)
        return &E;
  }
  return nullptr;
}

/// The function returns with the lock that it takes: what follows is done with
/// the lock or without it, as its caller cannot tell. Who turns back instead of
/// waiting, and takes the lock for itself otherwise, may mean any thread.
static bool isKept(const SolvedFunction &F, LockClass Class) {
  return llvm::any_of(F.Exits, [&](const Exit &X) {
    return llvm::any_of(X.Held, [&](const HeldLock &L) {
      return !L.Entry && lockClassOf(F.Graph, L.Lock) == Class;
    });
  });
}

static void judgeQuestion(const SolvedProgram &P, const Describer &D,
                          const SolvedFunction &F, const Event &Question,
                          std::vector<Finding> &Out) {
  const FunctionGraph &G = F.Graph;
  LockClass Class = lockClassOf(G, Question.Lock);
  KnownKind Kind = D.kindOf(Class, Question.LockKind);
  // What a sleep lets go anyway is dropped by whoever has it.
  if (!Class || Kind.Kind->Held == SleepWhileHeld::Released)
    return;
  llvm::BitVector Answers = answers(G, Question);
  Regions R(G);
  for (uint32_t B = 0; B != G.Blocks.size(); ++B) {
    const Terminator &T = G.Blocks[B].Term;
    if (T.Kind != TermKind::Branch || !reads(G, T.Cond, Answers) ||
        mayPanic(G, T.Then) || mayPanic(G, T.Else))
      continue;
    const Event *Decided = decides(G, R, B, Class);
    if (!Decided)
      continue;
    bool Takes = Decided->Effect == EffectKind::Acquire;
    std::string Name = P.Prog.str(Question.Name).str();
    std::string Lock = D.lockNoun(F, Question.Lock, Class, Question.LockKind);
    bool Race = Takes && Question.AnyThread && isKept(F, Class);
    Finding New = D.begin("owned-outside-assert",
                          Race ? Severity::Warning : Severity::Advice, F,
                          Question.Pos);
    New.Message = "'" + Name + "' decides whether " + Lock + " is " +
                  (Takes ? "acquired" : "released") + " here, but is " +
                  (Race ? "true when another thread holds it, too"
                        : "meant for assertions only");
    New.Event = Name;
    New.LockClasses.push_back(D.className(Class));
    New.Paths.push_back(
        {{D.place(T.Pos), "decided here"},
         {D.place(Decided->Pos),
          Lock + (Takes ? " acquired here" : " released here")}});
    Out.push_back(std::move(New));
    return;
  }
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  for (const SolvedFunction &F : P.Functions)
    for (const Block &B : F.Graph.Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Effect && E.Effect == EffectKind::Query &&
            E.Result && E.Lock)
          judgeQuestion(P, D, F, E, Out);
}

static const Rule OwnedOutsideAssert{
    "owned-outside-assert", Severity::Advice,
    "a question whether a lock is held decides about taking it", judge};
static RegisterRule Register(OwnedOutsideAssert);
