//===- LockLifetime.cpp - lock-lifetime -----------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A lock is destroyed while it is held, is destroyed again or taken after it
// was destroyed, or is left behind on a way out of the function that made it,
// where others destroy it.
//
//   mutex_init(&lock, NULL, MUTEX_DEFAULT, NULL);
//   if (dsl_pool_open(dp) != 0)
//           return (EIO);                       <- lock is not destroyed
//   ...
//   mutex_destroy(&lock);
//
// What follows a destroy has to follow it on every path, in a callee too: a
// flag may say what is still to be done.
//
//===----------------------------------------------------------------------===//
#include "Rules/Describe.h"
#include "Rules/Rule.h"
#include "Rules/UnmadeLocks.h"
#include "Rules/Waiting.h"
#include "Solve/ConstantFlow.h"
#include "Solve/Regions.h"
#include "Solve/Terms.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

using namespace locktidy;

/// By function, in callees too: of which classes locks are made or destroyed.
using Classes = std::vector<std::set<LockClass>>;

static bool isEffect(const Event &E, EffectKind K) {
  return E.Kind == EventKind::Effect && E.Effect == K;
}

static uint32_t calleeOf(const SolvedProgram &P, const FunctionGraph &G,
                         const Event &E) {
  return E.Kind == EventKind::Call &&
                 G.expr(E.Callee).Kind == ExprKind::Function
             ? P.Prog.GraphOf[G.expr(E.Callee).Symbol]
             : Program::NoGraph;
}

static Classes findInCallees(const SolvedProgram &P, EffectKind Kind) {
  Classes Of(P.Functions.size());
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (uint32_t I = 0; I != P.Functions.size(); ++I) {
      const FunctionGraph &G = P.Functions[I].Graph;
      size_t Before = Of[I].size();
      for (const Block &B : G.Blocks)
        for (const Event &E : B.Events)
          if (isEffect(E, Kind))
            Of[I].insert(lockClassOf(G, E.Lock));
          else if (uint32_t To = calleeOf(P, G, E); To != Program::NoGraph)
            Of[I].insert(Of[To].begin(), Of[To].end());
      Changed |= Of[I].size() != Before;
    }
  }
  return Of;
}

/// By function: the functions that call it, and where.
using CallSites =
    std::map<uint32_t, std::vector<std::pair<uint32_t, EventRef>>>;

static CallSites findCallers(const SolvedProgram &P) {
  CallSites Of;
  for (uint32_t I = 0; I != P.Functions.size(); ++I) {
    const FunctionGraph &G = P.Functions[I].Graph;
    for (uint32_t B = 0; B != G.Blocks.size(); ++B)
      for (uint32_t J = 0; J != G.Blocks[B].Events.size(); ++J)
        if (uint32_t To = calleeOf(P, G, G.Blocks[B].Events[J]);
            To != Program::NoGraph)
          Of[To].push_back({I, {B, J}});
  }
  return Of;
}

namespace {

class Lifetimes {
public:
  Lifetimes(const SolvedProgram &P, std::vector<Finding> &Out)
      : P(P), D(P), Out(Out), Destroys(findInCallees(P, EffectKind::Destroy)),
        Inits(findInCallees(P, EffectKind::Init)), Callers(findCallers(P)) {}
  void judge(const SolvedFunction &F);

private:
  bool isMadeAfter(const SolvedFunction &F, EventRef At, LockClass C) const;
  bool endsLife(const SolvedFunction &F, const Event &E, LockClass C,
                ExprId Lock) const;
  void judgeHeld(const SolvedFunction &F, const Observation &O);
  void judgeAfter(const SolvedFunction &F, const Observation &O,
                  const Observation &Next);
  void judgeInit(const SolvedFunction &F, const Observation &O);
  bool isEndedByCaller(const SolvedFunction &F, LockClass C,
                       int64_t Result) const;
  bool isSure(const Observation &O) const;
  std::string nounOf(const SolvedFunction &F, const Observation &O) const;

  const SolvedProgram &P;
  Describer D;
  std::vector<Finding> &Out;
  Classes Destroys, Inits;
  CallSites Callers;
  std::set<std::pair<FunctionId, ExprId>> Told; ///< after its end
  std::set<std::pair<FunctionId, EventRef>> HeldTold;
};

} // namespace

/// Whether a lock of class \p C may be made anew after \p At.
bool Lifetimes::isMadeAfter(const SolvedFunction &F, EventRef At,
                            LockClass C) const {
  const FunctionGraph &G = F.Graph;
  auto Makes = [&](const Event &E) {
    uint32_t To = calleeOf(P, G, E);
    return (isEffect(E, EffectKind::Init) && lockClassOf(G, E.Lock) == C) ||
           (To != Program::NoGraph &&
            (Inits[To].count(C) || Inits[To].count(LockClass())));
  };
  llvm::BitVector After = reachable(G, At.Block);
  if (llvm::any_of(After.set_bits(), [&](unsigned B) {
        return llvm::any_of(G.Blocks[B].Events, Makes);
      }))
    return true;
  return llvm::any_of(llvm::drop_begin(G.Blocks[At.Block].Events, At.Index),
                      Makes);
}

/// Whether \p E may destroy \p Lock, which is of class \p C.
bool Lifetimes::endsLife(const SolvedFunction &F, const Event &E, LockClass C,
                         ExprId Lock) const {
  if (isEffect(E, EffectKind::Destroy))
    return E.Lock == Lock || (C && lockClassOf(F.Graph, E.Lock) == C);
  if (E.Kind != EventKind::Call)
    return false;
  uint32_t To = calleeOf(P, F.Graph, E);
  // What a pointer calls, or what gets a record with the lock, may destroy it.
  if (To == Program::NoGraph)
    return F.Graph.expr(E.Callee).Kind != ExprKind::Function ||
           llvm::is_contained(E.Args, Lock);
  // One that destroys by a parameter may destroy any.
  return (C && Destroys[To].count(C)) || Destroys[To].count(LockClass());
}

/// Whether a caller of \p F may destroy a lock of class \p C when it has got
/// that result: what has failed half way is taken down there.
bool Lifetimes::isEndedByCaller(const SolvedFunction &F, LockClass C,
                                int64_t Result) const {
  auto Ends = [&](const SolvedFunction &In, EventRef Call) {
    const FunctionGraph &G = In.Graph;
    auto EndsLife = [&](const Event &E) {
      uint32_t To = calleeOf(P, G, E);
      return (isEffect(E, EffectKind::Destroy) && lockClassOf(G, E.Lock) == C) ||
             (To != Program::NoGraph && Destroys[To].count(C));
    };
    llvm::BitVector After = ConstantFlow(G).after(Call, Result);
    return llvm::any_of(
               llvm::drop_begin(G.Blocks[Call.Block].Events, Call.Index + 1),
               EndsLife) ||
           llvm::any_of(After.set_bits(), [&](unsigned B) {
             return llvm::any_of(G.Blocks[B].Events, EndsLife);
           });
  };
  auto It = Callers.find(P.Prog.GraphOf[F.Graph.Id.Index]);
  return C && It != Callers.end() &&
         llvm::any_of(It->second, [&](const auto &At) {
           return Ends(P.Functions[At.first], At.second);
         });
}

/// It happens when the place where it is seen is reached.
bool Lifetimes::isSure(const Observation &O) const {
  const SummaryEvent *E = calleeEvent(P, O);
  return !O.May && (!E || (E->When.empty() && !E->May));
}

std::string Lifetimes::nounOf(const SolvedFunction &F,
                              const Observation &O) const {
  return D.lockNoun(F, O.Lock, O.Class, O.Kind);
}

void Lifetimes::judgeHeld(const SolvedFunction &F, const Observation &O) {
  const Event &Destroy = innermost(P, F, O).event();
  for (const HeldLock &L : O.Held) {
    bool Allowed = Destroy.ModeGiven && L.Mode == Destroy.Mode;
    if (L.Lock != O.Lock || Allowed ||
        !HeldTold.insert({F.Graph.Id, O.At}).second)
      continue;
    Finding R = D.begin("lock-lifetime", Severity::Error, F, F.event(O.At).Pos);
    std::string Noun = D.lockNoun(F, L);
    R.Message = "'" + P.Prog.str(O.Name).str() + "' destroys " + Noun +
                ", which is held";
    R.LockClasses.push_back(D.className(lockClassOf(F.Graph, L.Lock)));
    R.Event = P.Prog.str(O.Name).str();
    std::vector<Step> &Path = R.Paths.emplace_back();
    D.addAcquired(F, L, Path);
    D.addEvent(F, O, Noun + " destroyed here", Path);
    D.setCertainty(R, O.May | L.May);
    Out.push_back(std::move(R));
  }
}

/// Whether every path from \p From to a return passes \p To.
static bool alwaysFollows(const FunctionGraph &G, EventRef From, EventRef To) {
  if (From.Block == To.Block)
    return From.Index < To.Index;
  llvm::BitVector Round = reachable(G, From.Block, To.Block);
  return reachable(G, From.Block).test(To.Block) &&
         llvm::none_of(Round.set_bits(), [&](unsigned B) {
           return B == From.Block || G.Blocks[B].Term.Kind == TermKind::Return;
         });
}

/// On some path it is another lock to which \p O happens: the variable by which
/// it is reached has got a new value there.
static bool isOtherLockToo(const SolvedFunction &F, const Observation &O) {
  return llvm::any_of(F.Observations, [&](const Observation &Other) {
    return Other.At == O.At && Other.Effect == O.Effect &&
           Other.Callee == O.Callee && Other.CalleeEvent == O.CalleeEvent &&
           Other.Lock != O.Lock;
  });
}

/// \p Next happens to the lock after \p O has destroyed it.
void Lifetimes::judgeAfter(const SolvedFunction &F, const Observation &O,
                           const Observation &Next) {
  bool Again = Next.Effect == EffectKind::Destroy;
  // A callee that destroys on some paths may say which by its result; one that
  // is called a second time may know.
  bool Surely = isSure(O) || (Again && !Next.Callee && !F.event(O.At).Result);
  if (Next.Lock != O.Lock || Next.At == O.At || O.May || !isSure(Next) ||
      !Surely || !alwaysFollows(F.Graph, O.At, Next.At) ||
      isOtherLockToo(F, Next) ||
      isMadeAfter(F, O.At, O.Class) ||
      !Told.insert({F.Graph.Id, O.Lock}).second)
    return;
  Finding R =
      D.begin("lock-lifetime", Severity::Error, F, F.event(Next.At).Pos);
  R.Message = "'" + P.Prog.str(Next.Name).str() + "' " +
              (Again ? "destroys " : "acquires ") + nounOf(F, O) +
              (Again ? " again" : ", which has been destroyed");
  R.LockClasses.push_back(D.className(O.Class));
  R.Event = P.Prog.str(Next.Name).str();
  std::vector<Step> &Path = R.Paths.emplace_back();
  D.addEvent(F, O, "destroyed here", Path);
  D.addEvent(F, Next, Again ? "destroyed again here" : "acquired here", Path);
  Out.push_back(std::move(R));
}

/// The value is a number that is not 0, or 0.
static bool returnsNumber(const FunctionGraph &G, const Terminator &T,
                          bool Zero) {
  return T.Cond && G.expr(T.Cond).Kind == ExprKind::Const &&
         (G.expr(T.Cond).Value == 0) == Zero;
}

static bool isLocalLock(const FunctionGraph &G, ExprId Lock) {
  while (G.expr(Lock).Kind == ExprKind::Field ||
         G.expr(Lock).Kind == ExprKind::Index)
    Lock = G.expr(Lock).A;
  return G.expr(Lock).Kind == ExprKind::Local;
}

/// Where the lock is destroyed it is the same one whenever the function comes
/// there: a caller's, a variable, or what was found once and not anew in each
/// round of a loop.
static bool isOneLock(const FunctionGraph &G, ExprId Lock, EventRef At) {
  return isEntryTerm(G, Lock) || isLocalLock(G, Lock) ||
         !reachable(G, At.Block).test(At.Block);
}

/// Ways out that leave the lock behind which \p O makes. Of one in memory only
/// those by which the function says that it failed, when it also says success.
void Lifetimes::judgeInit(const SolvedFunction &F, const Observation &O) {
  const FunctionGraph &G = F.Graph;
  llvm::BitVector Left(G.Blocks.size()), Gone(G.Blocks.size());
  auto Ends = [&](uint32_t B, uint32_t From) {
    const std::vector<Event> &Events = G.Blocks[B].Events;
    for (uint32_t I = From; I < Events.size(); ++I)
      if (endsLife(F, Events[I], O.Class, F.event(O.At).Lock))
        return true;
    return false;
  };
  llvm::SmallVector<uint32_t, 16> Todo{O.At.Block};
  auto Visit = [&](uint32_t B, uint32_t From) {
    bool End = Ends(B, From);
    if (End) {
      Gone.set(B);
      Gone |= reachable(G, B);
      return;
    }
    Left.set(B);
    for (BlockId S : successors(G.Blocks[B]))
      if (!Left.test(S.Index) && !Gone.test(S.Index))
        Todo.push_back(S.Index);
  };
  Todo.pop_back();
  Visit(O.At.Block, O.At.Index + 1);
  while (!Todo.empty())
    Visit(Todo.pop_back_val(), 0);
  Left.reset(Gone);
  if (Gone.none())
    return;
  bool Local = isLocalLock(G, O.Lock);
  auto IsReturn = [&](unsigned B) {
    return G.Blocks[B].Term.Kind == TermKind::Return;
  };
  bool Succeeds = llvm::any_of(Left.set_bits(), [&](unsigned B) {
    return IsReturn(B) && returnsNumber(G, G.Blocks[B].Term, true);
  });
  llvm::BitVector Possible = ConstantFlow(G).after(O.At);
  Possible.set(O.At.Block);
  Left &= Possible;
  std::vector<Position> Ways;
  for (unsigned B : Left.set_bits())
    if (const Terminator &T = G.Blocks[B].Term;
        IsReturn(B) &&
        (Local || (Succeeds && returnsNumber(G, T, false) &&
                   !isEndedByCaller(F, O.Class, G.expr(T.Cond).Value))))
      Ways.push_back(T.Pos);
  if (Ways.empty())
    return;
  llvm::sort(Ways);
  Finding R = D.begin("lock-lifetime", Severity::Warning, F, Ways.front());
  R.Message = "returns without destroying " + nounOf(F, O) +
              ", which other paths destroy";
  R.LockClasses.push_back(D.className(O.Class));
  R.Event = "leaves " + P.Prog.str(O.Name).str();
  std::vector<Step> &Path = R.Paths.emplace_back();
  D.addEvent(F, O, "initialised here", Path);
  for (Position Other : llvm::drop_begin(Ways))
    Path.push_back({D.place(Other), "this returns without it, too"});
  Out.push_back(std::move(R));
}

void Lifetimes::judge(const SolvedFunction &F) {
  for (const Observation &O : F.Observations) {
    if (!O.Lock || (O.Callee && O.CalleeEvent == NoEvent))
      continue;
    if (O.Effect == EffectKind::Init && !O.May && !O.Callee)
      judgeInit(F, O);
    if (O.Effect != EffectKind::Destroy)
      continue;
    judgeHeld(F, O);
    if (F.Recursive || !O.Class || !isOneLock(F.Graph, O.Lock, O.At))
      continue;
    for (const Observation &Next : F.Observations)
      if (Next.Effect == EffectKind::Destroy ||
          (Next.Effect == EffectKind::Acquire && !Next.Try))
        judgeAfter(F, O, Next);
  }
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Lifetimes Of(P, Out);
  for (const SolvedFunction &F : P.Functions)
    Of.judge(F);
  findUnmade(P, Out);
}

static const Rule LockLifetime{
    "lock-lifetime", Severity::Error,
    "a lock destroyed while held, used after that, or never destroyed", judge};
static RegisterRule Register(LockLifetime);
