//===- UnkillableWait.cpp - unkillable-wait -------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A close routine also runs when a process exits, and then no signal reaches
// the thread (on kernels whose model says so): a wait that a signal is to end
// ends by its event alone.
//
//   foo_close(...)      while (sp->busy)
//                         cv_wait_sig(&sp->cv, &sp->lock);
//
// And a close or detach routine that waits, with no limit and for no signal,
// for what only an interrupt handler says never returns when the device is dead
// or gone: the process cannot be killed, the driver not unloaded.
//
//===----------------------------------------------------------------------===//
#include "Graph/Evaluate.h"
#include "Rules/Chains.h"
#include "Rules/InContext.h"
#include "Rules/Rule.h"
#include "Rules/Waiting.h"
#include "Rules/Wakers.h"
#include "Solve/Reach.h"
#include "Solve/Regions.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

/// Whether a function on the way to the wait asks if signals come, or has a
/// handler called later, which may end the wait.
static bool isPrepared(const SolvedProgram &P, const InContext &C) {
  bool Found = false;
  auto Asks = [&](const Expr &X) {
    return X.Kind == ExprKind::Apply &&
           llvm::is_contained(C.Context->SignalsIf,
                              P.Prog.name(FunctionId(X.Symbol)));
  };
  auto Registers = [](const Observation &O) {
    return O.Effect == EffectKind::Register;
  };
  forEachOnTheWay(P, *C.Handler, *C.Seen,
                  [&](const SolvedFunction &F, EventRef, FunctionId) {
                    Found = Found || llvm::any_of(F.Graph.Exprs, Asks) ||
                            llvm::any_of(F.Observations, Registers);
                  });
  return Found;
}

/// The handler that ends \p Wait, when nothing but interrupts of the device
/// does; none when something else does, or nobody is seen to.
static std::optional<FunctionId> hardwareWaker(const SolvedProgram &P,
                                               const Reach &Contexts,
                                               Wakers &Wakes,
                                               const Site &Wait) {
  std::optional<FunctionId> Out;
  for (const SolvedFunction *F : Wakes.of(Wait)) {
    uint32_t I = F - P.Functions.data();
    if (Contexts.of(I).empty())
      return std::nullopt; // who calls it is not seen
    for (const ContextWay &W : Contexts.of(I)) {
      const ContextKind *C = P.Prog.context(W.Context);
      if (C && C->Runs == Concurrency::Alone)
        continue; // not while another routine waits
      if (!C || !C->Hardware)
        return std::nullopt;
      Out = P.Roots[W.Root].Handler;
    }
  }
  return Out;
}

static Finding describe(const Describer &D, const SolvedProgram &P,
                        const InContext &C, const std::string &Why) {
  std::string Name = "'" + P.Prog.str(C.Seen->Name).str() + "'";
  Finding Out =
      describeInContext(D, P, "unkillable-wait", C, Name + " waits without end",
                        "waits in " + Name + " here");
  // Of those that were judged about half are true: what ends such a wait is
  // often known to the device or to who opens it alone.
  Out.Level = Severity::Advice;
  Out.Message += ": " + Why;
  return Out;
}

/// Whether \p E stores what keeps a thread waiting that does so as long as
/// \p Cond is \p While, in place of what does not.
static bool setsBusy(const FunctionGraph &G, const Event &E, ExprId Cond,
                     bool While) {
  if (E.Kind != EventKind::Store || !E.Value)
    return false;
  auto With = [&](ExprId Of, int64_t Now) {
    return evaluate(G, Of, [&](ExprId Leaf) -> std::optional<int64_t> {
      const Expr &X = G.expr(Leaf);
      if (X.Kind == ExprKind::Const)
        return X.Value;
      if (X.Kind == ExprKind::Load && X.A == E.Address)
        return Now;
      return std::nullopt;
    });
  };
  auto IsBusy = [&](int64_t Now) -> std::optional<bool> {
    std::optional<int64_t> V = With(Cond, Now);
    return V ? std::optional((*V != 0) == While) : std::nullopt;
  };
  for (int64_t Idle : {0, -1}) {
    if (IsBusy(Idle) != false)
      continue;
    const Expr &X = G.expr(E.Value);
    bool IsOwner =
        X.Kind == ExprKind::Load && G.expr(X.A).Kind == ExprKind::Local;
    std::optional<int64_t> Set = IsOwner ? -1 : With(E.Value, Idle);
    return Set && IsBusy(*Set) == true;
  }
  return false;
}

/// \p Start and what is reached from it without passing through \p Barrier.
static llvm::BitVector startingAt(const FunctionGraph &G, uint32_t Start,
                                  uint32_t Barrier) {
  if (Start == Barrier)
    return llvm::BitVector(G.Blocks.size());
  llvm::BitVector Out = reachable(G, Start, Barrier);
  Out.set(Start);
  return Out;
}

/// Whether the thread, behind the loop of \p Wait, sets the flag that it waits
/// there to be cleared, as who takes a lock made by hand does: another thread
/// has it, which goes on.
///
///   while (sc->flags & LOCKED)
///           tsleep(sc, PCATCH, "lock", 0);
///   sc->flags |= LOCKED;
///
/// Who sets it before the loop waits for what was begun then.
static bool takesByHand(const FunctionGraph &G, EventRef Wait) {
  llvm::BitVector Behind = reachable(G, Wait.Block);
  auto Takes = [&](uint32_t Branch, BlockId In, BlockId Out, bool While) {
    llvm::BitVector Left = startingAt(G, Out.Index, Branch);
    if (Left.test(Wait.Block) ||
        !startingAt(G, In.Index, Branch).test(Wait.Block))
      return false;
    bool Found = false;
    for (uint32_t I = 0; I != G.Blocks.size(); ++I) {
      if (!llvm::any_of(G.Blocks[I].Events, [&](const Event &E) {
            return setsBusy(G, E, G.Blocks[Branch].Term.Cond, While);
          }))
        continue;
      if (!startingAt(G, 0, I).test(Branch))
        return false; // on all ways to the loop
      Found = Found || Left.test(I);
    }
    return Found;
  };
  for (uint32_t I = 0; I != G.Blocks.size(); ++I) {
    const Terminator &T = G.Blocks[I].Term;
    if (T.Kind == TermKind::Branch && Behind.test(I) &&
        (Takes(I, T.Then, T.Else, true) || Takes(I, T.Else, T.Then, false)))
      return true;
  }
  return false;
}

/// The waits without a limit in contexts that \p In picks.
static std::vector<InContext>
findWaits(const SolvedProgram &P,
          llvm::function_ref<bool(const ContextKind &)> In) {
  auto Wanted = [&](const Observation &O, const ContextKind &Context) {
    return In(Context) &&
           (O.Effect == EffectKind::Wait || O.Effect == EffectKind::MaySleep);
  };
  std::vector<InContext> Found = findInContext(P, Wanted);
  llvm::erase_if(Found, [&](const InContext &C) {
    const FunctionGraph &G = C.Where.Function->Graph;
    const Event &Wait = C.Where.event();
    return isLimited(G, Wait) || mayBeSet(G, Wait.Until) || isPrepared(P, C);
  });
  return Found;
}

static bool hasSignals(const InContext &C) {
  return mayBeSet(C.Where.Function->Graph, C.Where.event().Signals);
}

/// Who may end \p Wait, whatever the device does: what the driver has
/// registered (a timer, a thread), or, where nothing else wakes it, what runs
/// while the driver is alone, as what resumes it does.
static std::optional<ContextWay> otherWaker(const SolvedProgram &P,
                                            const Reach &Contexts,
                                            Wakers &Wakes, const Site &Wait) {
  std::optional<ContextWay> Alone;
  bool OnlyAlone = true;
  for (const SolvedFunction *F : Wakes.of(Wait)) {
    llvm::ArrayRef<ContextWay> Ways = Contexts.of(F - P.Functions.data());
    OnlyAlone = OnlyAlone && !Ways.empty();
    for (const ContextWay &W : Ways) {
      const ContextKind *C = P.Prog.context(W.Context);
      if (!C || C->Hardware) {
        OnlyAlone = false;
      } else if (C->Runs == Concurrency::Alone) {
        Alone = W;
      } else if (P.Roots[W.Root].RegisteredIn) {
        return W;
      } else {
        OnlyAlone = false;
      }
    }
  }
  return OnlyAlone ? Alone : std::nullopt;
}

static std::string noSignal(const ContextKind &Context) {
  std::string Out = "no signal reaches a process that exits";
  if (!Context.SignalsIf.empty())
    Out += ", and nothing asks '" + Context.SignalsIf.front() + "'";
  return Out;
}

static void addUnsignalled(const Describer &D, const SolvedProgram &P,
                           const Reach &Contexts, Wakers &Wakes,
                           const InContext &C, std::vector<Finding> &Out) {
  if (C.Context->Signals != Signalling::UnlessExiting ||
      takesByHand(C.Where.Function->Graph, C.Where.At))
    return;
  Finding &New = Out.emplace_back(describe(D, P, C, noSignal(*C.Context)));
  std::optional<ContextWay> Other = otherWaker(P, Contexts, Wakes, C.Where);
  if (Other)
    New.Assumptions.push_back(
        "assumes that '" + P.Prog.name(P.Roots[Other->Root].Handler).str() +
        "' (" + P.Prog.context(Other->Context)->Title + ") does not end it");
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  std::vector<InContext> Ends =
      findWaits(P, [](const ContextKind &Context) { return Context.Ends; });
  if (Ends.empty())
    return;
  Describer D(P);
  Reach Contexts(P);
  Wakers Wakes(P);
  for (const InContext &C : Ends)
    if (hasSignals(C)) {
      addUnsignalled(D, P, Contexts, Wakes, C, Out);
    } else if (std::optional<FunctionId> Waker =
                   hardwareWaker(P, Contexts, Wakes, C.Where)) {
      Out.push_back(describe(D, P, C,
                             "only the interrupt handler '" +
                                 P.Prog.name(*Waker).str() +
                                 "' wakes it, which a device that is dead or "
                                 "gone never calls"));
    }
}

static const Rule UnkillableWait{
    "unkillable-wait", Severity::Advice,
    "waiting in close or detach for what may never come", judge};
static RegisterRule Register(UnkillableWait);
