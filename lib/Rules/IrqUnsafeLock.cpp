//===- IrqUnsafeLock.cpp - irq-unsafe-lock --------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A spin lock is taken by an interrupt handler, and elsewhere with that
// interrupt on: when it comes on the processor that holds the lock, its handler
// spins for ever.
//
//   foo_intr(irq, sc): spin_lock(&sc->lock);
//   foo_ioctl(sc):     spin_lock(&sc->lock);    <- interrupts are on
//
// What a path masks is part of its state (State::masked()), and of what it does
// to callers (SummaryEvent::Masked); at which level a handler runs is said by
// the model. Where it is not known with which interrupts on a function is
// called nothing is said: only what roots of a known level do counts.
//
//===----------------------------------------------------------------------===//
#include "Rules/InContext.h"
#include "Rules/InterruptSections.h"
#include "Rules/Rule.h"
#include "Rules/SharedRecords.h"
#include "Solve/Phases.h"
#include "llvm/ADT/DenseSet.h"
#include <map>

using namespace locktidy;

namespace {

class UnsafeLocks {
public:
  explicit UnsafeLocks(const SolvedProgram &P);
  void judge(std::vector<Finding> &Out);

private:
  using Uses = std::map<LockClass, std::vector<InContext>>;

  bool isSpin(const Observation &O) const;
  LockClass classOf(const Observation &O) const {
    return P.Pointed.resolve(O.Class);
  }
  Uses findUses(IrqLevel Level) const;
  std::vector<InContext> findOpen(IrqLevel Level, const Uses &Inside) const;
  const InContext *partner(const InContext &Open,
                           const std::vector<InContext> &Inside) const;
  Finding describe(const InContext &Open, const InContext &Handler,
                   IrqLevel Level) const;

  const SolvedProgram &P;
  Describer D;
  /// What roots do while nothing else of the device runs.
  llvm::DenseSet<const Observation *> Alone;
};

} // namespace

UnsafeLocks::UnsafeLocks(const SolvedProgram &P) : P(P), D(P) {
  Phases Setup(P);
  for (const Root &R : P.Roots) {
    uint32_t I = P.Prog.GraphOf[R.Handler.Index];
    for (const Observation &O : P.Functions[I].Observations)
      if (Setup.isAlone(I, O.At))
        Alone.insert(&O);
  }
}

bool UnsafeLocks::isSpin(const Observation &O) const {
  if (O.Effect != EffectKind::Acquire || O.Try || !O.Class)
    return false;
  const LockKind &Kind = *D.kindOf(O.Class, O.Kind).Kind;
  return Kind.Waits == Waiting::Spin && !Kind.Recursive && !Kind.Unpaired &&
         !Kind.OrderExempt && !Kind.Name.empty();
}

/// What handlers of \p Level take.
UnsafeLocks::Uses UnsafeLocks::findUses(IrqLevel Level) const {
  auto Wanted = [&](const Observation &O, const ContextKind &Context) {
    return Context.Level == Level && isSpin(O);
  };
  Uses Out;
  for (const InContext &C : findInContext(P, Wanted))
    Out[classOf(*C.Seen)].push_back(C);
  return Out;
}

/// Where such locks are taken below \p Level, and without it masked.
std::vector<InContext> UnsafeLocks::findOpen(IrqLevel Level,
                                             const Uses &Inside) const {
  return findInContext(P, [&](const Observation &O, const ContextKind &Context) {
    return Context.Level != IrqLevel::Unknown && Context.Level < Level &&
           O.Masked < Level && isSpin(O) && Inside.count(classOf(O)) &&
           !Alone.contains(&O);
  });
}

/// The best handler's use that deadlocks with \p Open; none when there is none.
const InContext *
UnsafeLocks::partner(const InContext &Open,
                     const std::vector<InContext> &Inside) const {
  LockClass Class = classOf(*Open.Seen);
  auto FileOf = [](const InContext &C) { return C.Handler->Graph.Pos.File; };
  // A lock in a record of the kernel's is another one in each driver.
  bool Shared = isOfKernel(P, Class);
  const InContext *Best = nullptr;
  for (const InContext &C : Inside) {
    bool Readers = C.Seen->Mode == LockMode::Shared &&
                   Open.Seen->Mode == LockMode::Shared;
    if (Readers || (Shared && FileOf(C) != FileOf(Open)) ||
        asksFor(P, *Open.Handler, *Open.Seen, *C.Context))
      continue;
    if (!Best || (Best->May && !C.May))
      Best = &C;
  }
  return Best;
}

Finding UnsafeLocks::describe(const InContext &Open, const InContext &Handler,
                              IrqLevel Level) const {
  const SolvedFunction &F = *Open.Where.Function;
  const LockKind &Kind = *D.kindOf(Open.Seen->Class, Open.Seen->Kind).Kind;
  Finding Out = D.begin("irq-unsafe-lock", Severity::Advice, F,
                        Open.Where.event().Pos);
  Out.Message =
      "'" + P.Prog.str(Open.Seen->Name).str() + "' acquires " + Kind.Noun +
      " '" + D.lockText(F, Open.Where.event().Lock, Open.Seen->Class) +
      "' with " + (Level == IrqLevel::Hard ? "" : "soft ") +
      "interrupts on, but " + Handler.Context->Title + " '" +
      D.functionName(*Handler.Handler) + "' acquires it too";
  if (!Kind.InterruptPanic.empty())
    Out.Message += ": " + Kind.InterruptPanic;
  Out.LockClasses.push_back(D.className(classOf(*Open.Seen)));
  Out.Event = "in " + Handler.Context->Name;
  Out.Others = Open.Others;
  for (const InContext *C : {&Open, &Handler}) {
    std::vector<Step> &Path = Out.Paths.emplace_back();
    D.addRoot(*C->From, Path);
    D.addEvent(*C->Handler, *C->Seen, "acquired here", Path);
  }
  Out.Primitive = D.place(*Handler.Where.Function, Handler.Where.At);
  D.setCertainty(Out, Marks(Open.May | Handler.May));
  for (const InContext *C : {&Open, &Handler})
    if (C->May & MarkContext)
      Out.Assumptions.push_back("assumes " + C->Context->Assumes);
  return Out;
}

void UnsafeLocks::judge(std::vector<Finding> &Out) {
  llvm::DenseSet<const Event *> Told;
  for (IrqLevel Level : {IrqLevel::Hard, IrqLevel::Soft}) {
    Uses Inside = findUses(Level);
    for (const InContext &Open : findOpen(Level, Inside))
      if (const InContext *By = partner(Open, Inside[classOf(*Open.Seen)]))
        if (Told.insert(&Open.Where.event()).second)
          Out.push_back(describe(Open, *By, Level));
  }
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  UnsafeLocks(P).judge(Out);
  judgeSections(P, Describer(P), Out);
}

static const Rule IrqUnsafeLock{
    "irq-unsafe-lock", Severity::Advice,
    "a spin lock that an interrupt handler takes, held with interrupts on",
    judge};
static RegisterRule Register(IrqUnsafeLock);
