//===- WaitNotInLoop.cpp - wait-not-in-loop -------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An `if` tests memory and waits, and nothing tests again after waking: the
// condition may be false again, or the wakeup meant somebody else. Waits with a
// time limit are left out: much driver code uses them as pauses.
//
//   if (sc->busy)
//           cv_wait(&sc->cv, &sc->lock);
//
// Or nothing is tested at all between taking the lock and waiting: a wakeup
// that came before is lost.
//
//   mutex_enter(&sc->lock);
//   cv_wait(&sc->cv, &sc->lock);
//
// A wait may stand in a small function of its own that tests nothing and waits
// with its caller's lock: then it is the call that has to be in a loop.
//
//===----------------------------------------------------------------------===//
#include "Rules/Describe.h"
#include "Rules/Rule.h"
#include "Rules/Waiting.h"
#include "Solve/Regions.h"
#include "Solve/Slice.h"
#include <optional>
#include <set>

using namespace locktidy;

static bool readsMemory(const FunctionGraph &G, ExprId E) {
  const Expr &X = G.expr(E);
  if (X.Kind == ExprKind::Load) {
    ExprKind At = G.expr(X.A).Kind;
    if (At == ExprKind::Field || At == ExprKind::Global ||
        At == ExprKind::Index)
      return true;
  }
  return (X.A && readsMemory(G, X.A)) || (X.B && readsMemory(G, X.B));
}

/// Whether \p Asked, at the end of \p B, means what \p Test does, also by way
/// of what was stored there: `while ((next = sc->head) != NULL)`.
static bool asksSame(const FunctionGraph &G, const Block &B, ExprId Asked,
                     ExprId Test) {
  if (!Asked || !Test || Asked == Test)
    return Asked == Test;
  const Expr &X = G.expr(Asked), &Y = G.expr(Test);
  if (X.Kind == ExprKind::Load)
    for (const Event &E : llvm::reverse(B.Events))
      if (E.Kind == EventKind::Store && E.Address == X.A)
        return E.Value == Test;
  return X.Kind == Y.Kind && X.Symbol == Y.Symbol && X.Value == Y.Value &&
         asksSame(G, B, X.A, Y.A) && asksSame(G, B, X.B, Y.B);
}

/// Whether every way from \p Wait to where the ways round it come back tests
/// again what \p Test did. A way that leaves the function works on nothing.
static bool testedAgain(const FunctionGraph &G, uint32_t Wait,
                        const llvm::BitVector &Round, ExprId Test) {
  auto Tests = [&](uint32_t B) {
    const Terminator &T = G.Blocks[B].Term;
    return T.Kind == TermKind::Branch && asksSame(G, G.Blocks[B], T.Cond, Test);
  };
  llvm::BitVector Seen(G.Blocks.size());
  llvm::SmallVector<uint32_t, 16> Todo{Wait};
  bool Again = false;
  while (!Todo.empty())
    for (BlockId S : successors(G.Blocks[Todo.pop_back_val()])) {
      if (Seen.test(S.Index))
        continue;
      Seen.set(S.Index);
      if (Tests(S.Index))
        Again = true;
      else if (Round.test(S.Index))
        return false;
      else
        Todo.push_back(S.Index);
    }
  return Again;
}

/// The memory that \p E reads.
static void addReads(const FunctionGraph &G, ExprId E, std::set<ExprId> &Out) {
  const Expr &X = G.expr(E);
  if (X.Kind == ExprKind::Load && readsMemory(G, E))
    Out.insert(E);
  else if (X.A) {
    addReads(G, X.A, Out);
    if (X.B)
      addReads(G, X.B, Out);
  }
}

/// Whether the first branch behind \p Wait panics by what \p Test asked: who
/// asserts that knows that nothing else wakes it.
static bool isAsserted(const FunctionGraph &G, uint32_t Wait, ExprId Test) {
  std::set<ExprId> Tested;
  addReads(G, Test, Tested);
  auto Panics = [&](BlockId B) {
    return G.Blocks[B.Index].Term.Kind == TermKind::Unreachable;
  };
  for (size_t Steps = 0; Steps != G.Blocks.size(); ++Steps) {
    const Terminator &T = G.Blocks[Wait].Term;
    if (T.Kind == TermKind::Branch) {
      std::set<ExprId> Asserted;
      addReads(G, T.Cond, Asserted);
      return (Panics(T.Then) || Panics(T.Else)) && Asserted == Tested;
    }
    if (T.Kind != TermKind::Jump)
      return false;
    Wait = T.Then.Index;
  }
  return false;
}

/// Whether \p Wait lies in one arm of a test, further out, that is made again.
static bool outerTestedAgain(const FunctionGraph &G, uint32_t Wait) {
  for (uint32_t B = 0; B != G.Blocks.size(); ++B) {
    const Terminator &T = G.Blocks[B].Term;
    if (B == Wait || T.Kind != TermKind::Branch || !readsMemory(G, T.Cond) ||
        (B != 0 && (Wait == 0 || reachable(G, 0, B).test(Wait))))
      continue;
    for (auto [Waits, Skips] :
         {std::pair(T.Then, T.Else), std::pair(T.Else, T.Then)}) {
      llvm::BitVector Round = reachable(G, Skips.Index, B);
      Round.set(Skips.Index);
      if (!Round.test(Wait) && testedAgain(G, Wait, Round, T.Cond))
        return true;
    }
  }
  return false;
}

namespace {

/// A branch on memory of which one arm waits and the other goes round the wait.
struct WaitTest {
  const Terminator *Branch;
  bool Waits; ///< when the condition is so
};

} // namespace

/// Whether the way round a wait has a loop of its own: who may not sleep yet
/// asks the device instead, and the test only says which of the two is done.
///
///   if (cold)
///           while (!sc->done)
///                   poll(sc);
///   else
///           tsleep(sc, 0, "cmd", 0);
static bool polls(const FunctionGraph &G, llvm::BitVector Round,
                  const llvm::BitVector &After) {
  Round.reset(After);
  return llvm::any_of(Round.set_bits(), [&](unsigned B) {
    return reachable(G, B).test(B);
  });
}

static std::optional<WaitTest> conditionOf(const FunctionGraph &G,
                                           uint32_t Wait) {
  llvm::BitVector After = reachable(G, Wait);
  for (uint32_t B = 0; B != G.Blocks.size(); ++B) {
    const Terminator &T = G.Blocks[B].Term;
    if (T.Kind != TermKind::Branch || !readsMemory(G, T.Cond))
      continue;
    for (auto [Waits, Skips] :
         {std::pair(T.Then, T.Else), std::pair(T.Else, T.Then)}) {
      if (Waits.Index != Wait)
        continue;
      llvm::BitVector Round = reachable(G, Skips.Index, Wait);
      Round.set(Skips.Index);
      if (Round.anyCommon(After) && !testedAgain(G, Wait, Round, T.Cond) &&
          !isAsserted(G, Wait, T.Cond) && !outerTestedAgain(G, Wait) &&
          !polls(G, Round, After))
        return WaitTest{&T, Waits == T.Then};
    }
  }
  return std::nullopt;
}

/// The acquire of the interlock that \p Wait follows without a test of memory
/// or a call that matters to locking between.
static const Event *bareSince(const FunctionGraph &G, EventRef Wait) {
  const Event &W = G.Blocks[Wait.Block].Events[Wait.Index];
  LockClass Interlock = W.Lock ? lockClassOf(G, W.Lock) : LockClass();
  if (!Interlock)
    return nullptr;
  uint32_t Block = Wait.Block, Index = Wait.Index;
  for (size_t Steps = 0; Steps != G.Blocks.size(); ++Steps) {
    while (Index != 0) {
      const Event &E = G.Blocks[Block].Events[--Index];
      bool Acquire =
          E.Kind == EventKind::Effect && E.Effect == EffectKind::Acquire;
      if (!Acquire)
        return nullptr;
      if (lockClassOf(G, E.Lock) == Interlock)
        return E.Succeeds == Success::Always ? &E : nullptr;
    }
    // Back to the only block that leads here, when its branch reads no memory.
    std::optional<uint32_t> From = onlyBlockBefore(G, Block);
    if (!From || (G.Blocks[*From].Term.Cond &&
                  readsMemory(G, G.Blocks[*From].Term.Cond)))
      return nullptr;
    Block = *From;
    Index = G.Blocks[Block].Events.size();
  }
  return nullptr;
}

/// The wait without a time limit that \p O is about, here or in a function that
/// does nothing but wait with a lock of its caller.
static const Event *waitOf(const SolvedProgram &P, const SolvedFunction &F,
                           const Observation &O) {
  if (O.Effect != EffectKind::Wait)
    return nullptr;
  if (!O.Callee)
    return isLimited(F.Graph, F.event(O.At)) ? nullptr : &F.event(O.At);
  if (O.CalleeEvent == NoEvent ||
      P.function(O.Callee)->Sum.Events[O.CalleeEvent].Depth != 0)
    return nullptr;
  Site Where = innermost(P, F, O);
  const FunctionGraph &G = Where.Function->Graph;
  const Event &Wait = Where.event();
  if (!Wait.Lock || isLimited(G, Wait) ||
      reachable(G, Where.At.Block).test(Where.At.Block))
    return nullptr;
  for (const Block &B : G.Blocks) {
    if (B.Term.Cond && readsMemory(G, B.Term.Cond))
      return nullptr;
    for (const Event &E : B.Events) {
      bool Effect =
          E.Kind == EventKind::Effect && E.Effect != EffectKind::Acquire;
      bool Own = E.Kind == EventKind::Store &&
                 G.expr(E.Address).Kind == ExprKind::Local;
      if (!Effect && !Own)
        return nullptr;
    }
  }
  return &Wait;
}

/// Adds the fix where it is certain: nothing but a wakeup ends \p Wait, and
/// then it goes on where those go that the test lets round it.
static void addFix(const Describer &D, const FunctionGraph &G, EventRef At,
                   const Event &Wait, const Terminator &Test, Finding &Out) {
  const Block &B = G.Blocks[At.Block];
  bool Alone = B.Events.size() == 1 && B.Term.Kind == TermKind::Jump &&
               llvm::any_of(G.Blocks, [&](const Block &Other) {
                 return Other.Term.If == Test.If &&
                        llvm::is_contained(successors(Other), B.Term.Then);
               });
  if (!Alone || !Test.If.Line || mayBeSet(G, Wait.Signals) ||
      mayBeSet(G, Wait.KeepsDropped))
    return;
  Location If = D.place(Test.If);
  Out.Fixes.push_back({If, If.Line, If.Column + 2, "while"});
}

/// Whether a signal may end the wait \p O and nobody would know: the result is
/// not looked at.
static bool endsUnnoticed(const SolvedProgram &P, const SolvedFunction &F,
                          const Observation &O) {
  const Event &Wait = F.event(O.At);
  if (!mayBeSet(F.Graph, Wait.Signals))
    return false;
  return F.Graph.expr(Wait.Signals).Kind != ExprKind::Const ||
         llvm::any_of(P.WaitResults, [&](const WaitResult &W) {
           return W.In == F.Graph.Id && W.Pos == Wait.Pos &&
                  W.What == WaitResult::Ignored;
         });
}

/// Says why the wait \p O most likely needs no second test; false when it does.
static bool excuse(const SolvedProgram &P, const SolvedFunction &F,
                   const Observation &O, const WaitTest &Test, Finding &R) {
  if (endsUnnoticed(P, F, O))
    return false;
  WaitSite Site{F.Graph, F.event(O.At), Test.Branch->Cond, Test.Waits};
  auto Advise = [&](Position At, const char *What, const char *Assumption) {
    R.Level = Severity::Advice;
    R.Paths.back().push_back({Describer(P).place(At), What});
    R.Assumptions.push_back(Assumption);
    return true;
  };
  if (std::optional<Wakeups::End> End = P.Woken.onlyEnd(P.Prog, Site))
    return End->Thread
               ? Advise(End->Pos,
                        "the thread that is waited for is made here",
                        "assumes that something else than the end of the "
                        "thread wakes it")
               : Advise(End->Pos, "woken here, after the change",
                        "assumes that something wakes it without the change");
  if (std::optional<Position> At = P.Woken.likelyEnd(P.Prog, Site))
    return Advise(*At, "woken here, most likely after the change",
                  "assumes that it is not so any more when the wait ends");
  return false;
}

static void judgeTested(const SolvedProgram &P, const SolvedFunction &F,
                        const Observation &O, const Event &Wait,
                        const WaitTest &Test, Finding &R) {
  Describer D(P);
  R.Message =
      "'" + R.Event + "'" +
      (O.Callee ? " in '" + P.Prog.name(O.Callee).str() + "'" : std::string()) +
      " is not in a loop: the condition is not tested again "
      "after waking";
  std::vector<Step> &Path = R.Paths.emplace_back();
  Path.push_back({D.place(Test.Branch->Pos), "condition tested here, once"});
  D.setCertainty(R, O.May);
  if (O.Callee) {
    D.addEvent(F, O, "waits here", Path);
  } else if (!excuse(P, F, O, Test, R)) {
    addFix(D, F.Graph, O.At, Wait, *Test.Branch, R);
  }
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  for (const SolvedFunction &F : P.Functions) {
    const FunctionGraph &G = F.Graph;
    std::set<EventRef> Told;
    for (const Observation &O : F.Observations) {
      const Event *Wait = waitOf(P, F, O);
      if (!Wait || !Told.insert(O.At).second ||
          reachable(G, O.At.Block).test(O.At.Block))
        continue;
      std::optional<WaitTest> Test = conditionOf(G, O.At.Block);
      const Event *Taken = Test || O.Callee ? nullptr : bareSince(G, O.At);
      if (!Test && !Taken)
        continue;
      Finding R =
          D.begin("wait-not-in-loop", Severity::Warning, F, F.event(O.At).Pos);
      R.Event = P.Prog.str(Wait->Name).str();
      if (Test) {
        judgeTested(P, F, O, *Wait, *Test, R);
      } else {
        R.Message = "'" + R.Event +
                    "' tests no condition, before or after: a wakeup that came "
                    "earlier is lost, and any other ends the wait";
        R.Paths.push_back({{D.place(Taken->Pos), "lock acquired here"}});
        D.setCertainty(R, O.May);
      }
      Out.push_back(std::move(R));
    }
  }
}

static const Rule WaitNotInLoop{
    "wait-not-in-loop", Severity::Warning,
    "waiting for a condition that is not tested again after waking", judge};
static RegisterRule Register(WaitNotInLoop);
