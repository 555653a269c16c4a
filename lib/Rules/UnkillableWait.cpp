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
  if (Out.Level == Severity::Error)
    Out.Level = Severity::Warning;
  Out.Message += ": " + Why;
  return Out;
}

/// The bits that \p Value leaves set in what lies at \p Address: of an owner
/// all.
static int64_t bitsSet(const FunctionGraph &G, ExprId Value, ExprId Address) {
  const Expr &X = G.expr(Value);
  if (X.Kind == ExprKind::Load && G.expr(X.A).Kind == ExprKind::Local)
    return -1;
  if (X.Kind == ExprKind::Const)
    return X.Value;
  bool Adds = X.Kind == ExprKind::Or && G.expr(X.A).Kind == ExprKind::Load &&
              G.expr(X.A).A == Address && G.expr(X.B).Kind == ExprKind::Const;
  return Adds ? G.expr(X.B).Value : 0;
}

/// Whether the thread sets the flag that it waits to be cleared, as who takes a
/// lock made by hand does: another thread has it, which goes on.
///
///   while (sc->flags & LOCKED)
///           tsleep(sc, PCATCH, "lock", 0);
///   sc->flags |= LOCKED;
static bool takesByHand(const FunctionGraph &G, EventRef Wait) {
  llvm::BitVector Behind = reachable(G, Wait.Block);
  for (uint32_t I = 0; I != G.Blocks.size(); ++I) {
    const Block &B = G.Blocks[I];
    // In a loop with the wait.
    if (!B.Term.Cond || !Behind.test(I) || !reachable(G, I).test(Wait.Block))
      continue;
    const Expr &X = G.expr(B.Term.Cond);
    bool Masked =
        X.Kind == ExprKind::And && G.expr(X.B).Kind == ExprKind::Const;
    const Expr &Flags = Masked ? G.expr(X.A) : X;
    int64_t Mask = Masked ? G.expr(X.B).Value : -1;
    if (Flags.Kind != ExprKind::Load)
      continue;
    for (const Block &Other : G.Blocks)
      for (const Event &E : Other.Events)
        if (E.Kind == EventKind::Store && E.Address == Flags.A && E.Value &&
            bitsSet(G, E.Value, E.Address) & Mask)
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
    return isLimited(G, Wait) || mayBeSet(G, Wait.Until) ||
           takesByHand(G, C.Where.At) || isPrepared(P, C);
  });
  return Found;
}

static bool hasSignals(const InContext &C) {
  return mayBeSet(C.Where.Function->Graph, C.Where.event().Signals);
}

/// Whether all that wakes \p Wait runs while the driver is alone, as what
/// resumes it does: the system ends a suspension, whatever the device does.
static bool endsWithSuspension(const SolvedProgram &P, const Reach &Contexts,
                               Wakers &Wakes, const Site &Wait) {
  std::vector<const SolvedFunction *> Of = Wakes.of(Wait);
  auto IsAlone = [&](const ContextWay &W) {
    const ContextKind *C = P.Prog.context(W.Context);
    return C && C->Runs == Concurrency::Alone;
  };
  return !Of.empty() && llvm::all_of(Of, [&](const SolvedFunction *F) {
    auto Ways = Contexts.of(F - P.Functions.data());
    return !Ways.empty() && llvm::all_of(Ways, IsAlone);
  });
}

static std::string noSignal(const ContextKind &Context) {
  std::string Out = "no signal reaches a process that exits";
  if (!Context.SignalsIf.empty())
    Out += ", and nothing asks '" + Context.SignalsIf.front() + "'";
  return Out;
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
      if (C.Context->Signals != Signalling::UnlessExiting ||
          endsWithSuspension(P, Contexts, Wakes, C.Where))
        continue;
      Out.push_back(describe(D, P, C, noSignal(*C.Context)));
      // Who wakes it is not known.
      if (!C.Where.event().Channel)
        Out.back().Level = Severity::Advice;
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
    "unkillable-wait", Severity::Warning,
    "waiting in close or detach for what may never come", judge};
static RegisterRule Register(UnkillableWait);
