//===- InterruptSections.cpp - interrupts turned on too early -------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/InterruptSections.h"
#include "Graph/Print.h"
#include "Rules/Chains.h"
#include "Rules/InContext.h"
#include "Solve/Terms.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace locktidy;

static constexpr const char *RuleName = "irq-unsafe-lock";

namespace {

class Sections {
public:
  Sections(const SolvedProgram &P, const Describer &D,
           std::vector<Finding> &Out)
      : P(P), D(D), Out(Out) {}
  void judge(const SolvedFunction &F);
  void judgeHandlers();

private:
  const HeldLock *masking(const Observation &O) const;
  const HeldLock *savedAlike(const SolvedFunction &F,
                             const Observation &O) const;
  Finding begin(const SolvedFunction &F, const Observation &O,
                const HeldLock &L, const std::string &Message,
                const std::string &LastStep) const;
  std::string quoted(StringId Name) const {
    return "'" + P.Prog.str(Name).str() + "'";
  }

  const SolvedProgram &P;
  const Describer &D;
  std::vector<Finding> &Out;
};

} // namespace

/// A lock that the function has taken and still holds, and with it interrupts
/// off. What is no lock but just that ends with whatever turns them on.
const HeldLock *Sections::masking(const Observation &O) const {
  for (const HeldLock &L : O.Held) {
    const LockKind *Kind = P.Prog.kind(L.Kind);
    if (L.Masks == IrqLevel::Hard && L.Lock != O.Lock && !L.Entry && !L.Multi &&
        !(Kind && Kind->Unpaired))
      return &L;
  }
  return nullptr;
}

/// The lock whose interrupts are saved where \p O saves those it finds.
const HeldLock *Sections::savedAlike(const SolvedFunction &F,
                                     const Observation &O) const {
  ExprId Place = F.event(O.At).Argument;
  if (!Place || F.Graph.expr(Place).Kind != ExprKind::Local)
    return nullptr;
  for (const HeldLock &L : O.Held)
    if (!L.From.Callee && !L.Entry && !L.Multi && L.Lock != O.Lock &&
        F.event(L.From.At).Argument == Place &&
        F.event(L.From.At).Interrupts == Masking::Saved)
      return &L;
  return nullptr;
}

Finding Sections::begin(const SolvedFunction &F, const Observation &O,
                        const HeldLock &L, const std::string &Message,
                        const std::string &LastStep) const {
  Finding R = D.begin(RuleName, Severity::Advice, F, F.event(O.At).Pos);
  R.Message = Message;
  R.Event = P.Prog.str(O.Name).str();
  R.LockClasses.push_back(D.className(lockClassOf(F.Graph, L.Lock)));
  std::vector<Step> &Path = R.Paths.emplace_back();
  D.addAcquired(F, L, Path);
  D.addEvent(F, O, LastStep, Path);
  if (O.Callee) {
    Site Where = innermost(P, F, O);
    R.Primitive = D.place(*Where.Function, Where.At);
  }
  D.setCertainty(R, Marks(marksOf(F, O) | marksOfWay(P, F, O) | L.May));
  return R;
}

void Sections::judge(const SolvedFunction &F) {
  std::set<EventRef> Told; // by the section: its first end tells the defect
  for (const Observation &O : F.Observations) {
    if (O.Callee && O.CalleeEvent == NoEvent)
      continue;
    Masking How = innermost(P, F, O).event().Interrupts;
    bool Ends = O.Effect == EffectKind::Release && !O.Callee;
    bool Begins = O.Effect == EffectKind::Acquire;
    if (!Ends && !Begins)
      continue;
    if (const HeldLock *L = Begins && !O.Callee ? savedAlike(F, O) : nullptr) {
      Out.push_back(begin(
          F, O, *L,
          quoted(O.Name) + " saves interrupts in '" +
              exprText(P.Prog.All, F.Graph, F.event(O.At).Argument) +
              "', which still has those from before " + D.lockNoun(F, *L) +
              ": they stay off in the end",
          "saved again here"));
      continue;
    }
    if (How != Masking::Hard && How != Masking::Soft)
      continue;
    // A section of this function is told at its end.
    const HeldLock *L = Ends || O.Callee ? masking(O) : nullptr;
    if (!L || !Told.insert(L->From.At).second)
      continue;
    std::string Does = How == Masking::Hard
                           ? "turns interrupts on"
                           : "lets soft interrupts run with interrupts off";
    Out.push_back(begin(F, O, *L,
                        quoted(O.Name) + " " + Does + " while " +
                            D.lockNoun(F, *L) +
                            " is held, which was acquired with them off",
                        O.Callee ? "interrupts go off here, and on at the end"
                        : How == Masking::Hard ? "interrupts go on here"
                                               : "soft interrupts run here"));
  }
}

void Sections::judgeHandlers() {
  auto Wanted = [&](const Observation &O, const ContextKind &Context) {
    return Context.Level == IrqLevel::Hard && O.Effect == EffectKind::Acquire;
  };
  std::set<const SolvedFunction *> Told;
  for (const InContext &C : findInContext(P, Wanted)) {
    Masking How = C.Where.event().Interrupts;
    if ((How != Masking::Hard && How != Masking::Soft) ||
        !Told.insert(C.Handler).second)
      continue;
    Finding R = describeInContext(
        D, P, RuleName, C,
        quoted(C.Seen->Name) +
            (How == Masking::Hard ? " turns interrupts on in the end"
                                  : " lets soft interrupts run in the end"),
        "interrupts go off here, and on at the end");
    R.LockClasses.push_back(D.className(C.Seen->Class));
    Out.push_back(std::move(R));
  }
}

void locktidy::judgeSections(const SolvedProgram &P, const Describer &D,
                             std::vector<Finding> &Out) {
  Sections S(P, D, Out);
  for (const SolvedFunction &F : P.Functions)
    S.judge(F);
  S.judgeHandlers();
}
