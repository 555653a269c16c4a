//===- NoopSpl.cpp - noop-spl ---------------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A call that once raised the interrupt level and whose definition does
// nothing any more: what it seems to protect is not protected. One finding for
// each raise, with the calls that restore the level it returned.
//
//===----------------------------------------------------------------------===//
#include "Rules/Describe.h"
#include "Rules/Rule.h"

using namespace locktidy;

/// The local whose value an expression is, if it is just that.
static LocalId localRead(const FunctionGraph &G, ExprId E) {
  if (!E || G.expr(E).Kind != ExprKind::Load)
    return {};
  const Expr &A = G.expr(G.expr(E).A);
  return A.Kind == ExprKind::Local ? LocalId(A.Symbol) : LocalId();
}

/// The variable that a raise's result is kept in: the result itself, or the
/// local to which that temporary is assigned.
static LocalId savedIn(const SolvedFunction &F, const Block &B,
                       const Event &Raise) {
  for (const Event &E : B.Events)
    if (E.Kind == EventKind::Store && Raise.Result &&
        localRead(F.Graph, E.Value) == Raise.Result &&
        F.Graph.expr(E.Address).Kind == ExprKind::Local)
      return LocalId(F.Graph.expr(E.Address).Symbol);
  return Raise.Result;
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  for (const SolvedFunction &F : P.Functions) {
    std::vector<const Event *> Restores;
    for (const Block &B : F.Graph.Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Effect && E.Effect == EffectKind::LevelRestore)
          Restores.push_back(&E);
    for (const Block &B : F.Graph.Blocks)
      for (const Event &E : B.Events) {
        if (E.Kind != EventKind::Effect || E.Effect != EffectKind::LevelRaise ||
            !E.Stub)
          continue;
        Finding R = D.begin("noop-spl", Severity::Warning, F, E.Pos);
        R.Message =
            "'" + P.Prog.str(E.Name).str() +
            "' does nothing on this kernel: it keeps no interrupt handler out";
        R.Event = P.Prog.str(E.Name).str();
        LocalId Saved = savedIn(F, B, E);
        std::vector<Step> Path;
        for (const Event *Restore : Restores)
          if (Saved && localRead(F.Graph, Restore->Argument) == Saved)
            Path.push_back(
                {D.place(Restore->Pos), "restored here by '" +
                                            P.Prog.str(Restore->Name).str() +
                                            "', which does nothing either"});
        if (!Path.empty())
          R.Paths.push_back(std::move(Path));
        Out.push_back(std::move(R));
      }
  }
}

static const Rule NoopSpl{
    "noop-spl", Severity::Warning,
    "raising the interrupt level by a call that does nothing", judge};
static RegisterRule Register(NoopSpl);
