//===- LostWakeup.cpp - lost-wakeup ---------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The lock under which a condition was tested is released before a wait that
// takes no lock: a wakeup between the two is lost.
//
//   mtx_lock(&sc->mtx);
//   while (sc->busy) {
//           mtx_unlock(&sc->mtx);
//           tsleep(&sc->busy, PWAIT, "busy", 0);
//
// Or those who wait are woken without the lock that all of them wait with,
// before it is taken: they may have tested, and not sleep yet.
//
//   cv_broadcast(&sc->cv);
//   mutex_enter(&sc->lock);
//
// After it was released that is right where the condition was changed under the
// lock, and advice: who was waiting may have freed what is signalled.
//
//===----------------------------------------------------------------------===//
#include "Rules/Describe.h"
#include "Rules/Rule.h"
#include "Rules/Waiting.h"
#include "Solve/Protection.h"
#include "Solve/Regions.h"
#include "Solve/Terms.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

using namespace locktidy;

namespace {

struct Gap {
  const Event *Released = nullptr;
  const Terminator *Test = nullptr;
  bool Raised = false; ///< an interrupt level, from before the test on
};

} // namespace

/// Whether an interrupt level is raised on all ways to the end of \p Block.
static bool isRaisedAt(const FunctionGraph &G, uint32_t Block) {
  std::vector<std::vector<uint32_t>> Before(G.Blocks.size());
  for (uint32_t B = 0; B != G.Blocks.size(); ++B)
    for (BlockId To : successors(G.Blocks[B]))
      Before[To.Index].push_back(B);
  std::set<uint32_t> Seen{Block};
  llvm::SmallVector<uint32_t, 8> Todo{Block};
  while (!Todo.empty()) {
    uint32_t B = Todo.pop_back_val();
    auto Last = llvm::find_if(llvm::reverse(G.Blocks[B].Events), [](auto &E) {
      return E.Kind == EventKind::Effect && !E.Stub &&
             (E.Effect == EffectKind::LevelRaise ||
              E.Effect == EffectKind::LevelRestore);
    });
    if (Last != G.Blocks[B].Events.rend()) {
      if (Last->Effect == EffectKind::LevelRestore)
        return false;
      continue;
    }
    if (B == 0)
      return false;
    for (uint32_t From : Before[B])
      if (Seen.insert(From).second)
        Todo.push_back(From);
  }
  return true;
}

/// The release that comes straight before \p Wait, and the test of memory,
/// under that lock, that leads to it.
static std::optional<Gap> gapBefore(const SolvedProgram &P,
                                    const FunctionGraph &G, EventRef Wait) {
  Gap Out;
  uint32_t Block = Wait.Block, Index = Wait.Index;
  for (size_t Steps = 0; Steps != G.Blocks.size(); ++Steps) {
    while (Index != 0) {
      const Event &E = G.Blocks[Block].Events[--Index];
      if (E.Kind == EventKind::Store)
        continue;
      const LockKind *Kind = P.Prog.kind(E.LockKind);
      if (Out.Released || E.Kind != EventKind::Effect ||
          E.Effect != EffectKind::Release || !Kind ||
          Kind->Held == SleepWhileHeld::Released || Kind->Unpaired)
        return std::nullopt;
      Out.Released = &E;
    }
    std::optional<uint32_t> From = onlyBlockBefore(G, Block);
    if (!From)
      return std::nullopt;
    const Terminator &T = G.Blocks[*From].Term;
    if (T.Kind == TermKind::Branch && readsMemory(G, T.Cond)) {
      Out.Test = &T;
      Out.Raised = isRaisedAt(G, *From);
      return Out.Released ? std::optional(Out) : std::nullopt;
    }
    Block = *From;
    Index = G.Blocks[Block].Events.size();
  }
  return std::nullopt;
}

static void judgeWaits(const SolvedProgram &P, const SolvedFunction &F,
                       const Describer &D, std::vector<Finding> &Out) {
  std::set<EventRef> Told;
  for (const Observation &O : F.Observations) {
    if (O.Effect != EffectKind::Wait || O.Callee || F.event(O.At).Lock ||
        isLimited(F.Graph, F.event(O.At)))
      continue;
    // Under a lock that every sleep drops nobody else comes between.
    bool Alone = llvm::any_of(O.Held, [&](const HeldLock &L) {
      return D.kindOf(F, L).Kind->Held == SleepWhileHeld::Released;
    });
    std::optional<Gap> Found =
        Alone ? std::nullopt : gapBefore(P, F.Graph, O.At);
    if (!Found || !Told.insert(O.At).second)
      continue;
    const Event &Wait = F.event(O.At);
    LockClass Class = lockClassOf(F.Graph, Found->Released->Lock);
    Finding R = D.begin("lost-wakeup", Severity::Warning, F, Wait.Pos);
    R.Event = P.Prog.str(Wait.Name).str();
    R.Message = "'" + D.lockText(F, Found->Released->Lock, Class) +
                "' is released between the test of the condition and '" +
                R.Event + "': a wakeup between the two is lost";
    R.LockClasses.push_back(D.className(Class));
    R.Paths.push_back({{D.place(Found->Test->Pos), "condition tested here"},
                       {D.place(Found->Released->Pos), "lock released here"}});
    D.setCertainty(R, O.May);
    if (Found->Raised) {
      R.Level = Severity::Advice;
      R.Assumptions.push_back("assumes that the interrupt level raised here "
                              "does not keep off who wakes");
    }
    Out.push_back(std::move(R));
  }
}

namespace {

/// The lock with which all who wait for something do, and one of them.
struct Guarding {
  LockClass Lock;
  bool Only = true; ///< there is no other lock, and no wait without one
  const SolvedFunction *Function = nullptr;
  EventRef At;
};

} // namespace

static std::map<LockClass, Guarding> findGuards(const SolvedProgram &P) {
  std::map<LockClass, Guarding> Out;
  for (const SolvedFunction &F : P.Functions)
    for (uint32_t B = 0; B != F.Graph.Blocks.size(); ++B)
      for (auto [I, E] : llvm::enumerate(F.Graph.Blocks[B].Events)) {
        if (E.Kind != EventKind::Effect || E.Effect != EffectKind::Wait ||
            !E.Channel || isLimited(F.Graph, E))
          continue;
        LockClass Channel = lockClassOf(F.Graph, E.Channel);
        if (!Channel)
          continue;
        LockClass Lock = E.Lock ? lockClassOf(F.Graph, E.Lock) : LockClass();
        auto [It, New] = Out.try_emplace(
            Channel, Guarding{Lock, true, &F, {B, uint32_t(I)}});
        It->second.Only &= Lock && It->second.Lock == Lock;
      }
  return Out;
}

/// Whether a callee takes at \p O, whatever it is passed, what may be the lock
/// of those who wait for \p Channel: not that of an object which is found
/// through the one of the channel.
static bool isOfWaiters(const FunctionGraph &G, const Observation &O,
                        ExprId Channel) {
  return readsMemory(G, objectOf(G, O.Lock)) ==
             readsMemory(G, objectOf(G, Channel)) &&
         llvm::all_of(O.Why, [&](auto &L) { return readsMemory(G, L.Term); });
}

/// Where \p F takes a lock of the class, itself or by a call; \p First: so that
/// it is not entered with the one of those who wait for \p Channel.
static std::vector<const Observation *> takes(const SolvedFunction &F,
                                              LockClass Lock, ExprId Channel,
                                              bool &First) {
  std::vector<const Observation *> Out;
  for (const Observation &O : F.Observations)
    if (O.Effect == EffectKind::Acquire && O.Class == Lock && !O.Try) {
      Out.push_back(&O);
      First |= takesFirst(O) && !O.May &&
               (!O.Callee || isOfWaiters(F.Graph, O, Channel));
    }
  return Out;
}

static bool comesBefore(const FunctionGraph &G, EventRef A, EventRef B) {
  return (A.Block == B.Block && A.Index < B.Index) ||
         reachable(G, A.Block).test(B.Block);
}

static void judgeWakeups(const SolvedProgram &P, const SolvedFunction &F,
                         const std::map<LockClass, Guarding> &Guards,
                         const Describer &D, std::vector<Finding> &Out) {
  std::set<EventRef> Told;
  for (const Observation &O : F.Observations) {
    if (O.Effect != EffectKind::Wakeup || !F.event(O.At).Channel)
      continue;
    const Event &E = F.event(O.At);
    auto It = Guards.find(lockClassOf(F.Graph, E.Channel));
    if (It == Guards.end() || !It->second.Only)
      continue;
    LockClass Lock = It->second.Lock;
    bool Held = llvm::any_of(O.Held, [&](const HeldLock &L) {
      LockClass C = lockClassOf(F.Graph, L.Lock);
      return C == Lock || !C;
    });
    bool First = false;
    std::vector<const Observation *> Taken = takes(F, Lock, E.Channel, First);
    if (Held || !First || !Told.insert(O.At).second)
      continue;
    bool After = llvm::any_of(Taken, [&](const Observation *T) {
      return comesBefore(F.Graph, T->At, O.At);
    });
    Finding R = D.begin("lost-wakeup", Severity::Advice, F, E.Pos);
    R.Event = P.Prog.str(E.Name).str();
    R.Message = "'" + R.Event + "' wakes those who wait with '" +
                D.className(Lock) + "' without it: one that has tested the " +
                "condition and does not sleep yet misses it";
    R.LockClasses.push_back(D.className(Lock));
    R.Paths.push_back(
        {{D.place(*It->second.Function, It->second.At), "waits here"}});
    D.setCertainty(R, O.May);
    if (After)
      R.Assumptions.push_back(
          "assumes that the condition is not changed under the lock before");
    Out.push_back(std::move(R));
  }
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  std::map<LockClass, Guarding> Guards = findGuards(P);
  for (const SolvedFunction &F : P.Functions) {
    judgeWaits(P, F, D, Out);
    judgeWakeups(P, F, Guards, D, Out);
  }
}

static const Rule LostWakeup{
    "lost-wakeup", Severity::Warning,
    "a wakeup can come between the test of a condition and the wait", judge};
static RegisterRule Register(LostWakeup);
