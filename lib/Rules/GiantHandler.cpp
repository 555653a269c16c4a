//===- GiantHandler.cpp - giant-handler -----------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A handler is registered without the flag that says it needs no giant lock:
// the kernel takes that lock around each call, and serialises it with
// everything else that still runs under it. A handler from a field to which
// nobody gives one is none.
//
//===----------------------------------------------------------------------===//
#include "Rules/Describe.h"
#include "Rules/Rule.h"
#include "Solve/Terms.h"
#include <set>

using namespace locktidy;

/// The handler is read from a field that no function flows into.
static bool isNeverGiven(const SolvedProgram &P, const SolvedFunction &F,
                         ExprId Handler) {
  std::optional<uint32_t> Field = fieldOf(F.Graph, Handler);
  return Field && !P.WrittenFields.test(*Field) &&
         P.Pointers.of(P.Prog.GraphOf[F.Graph.Id.Index], F.Graph, Handler)
             .Functions.empty();
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  for (const SolvedFunction &F : P.Functions) {
    std::set<EventRef> Told;
    for (const Observation &O : F.Observations) {
      if (O.Effect != EffectKind::Register || !O.Giant || O.Callee ||
          !Told.insert(O.At).second)
        continue;
      const Event &E = F.event(O.At);
      Finding R = D.begin("giant-handler", Severity::Warning, F, E.Pos);
      std::string Handler = "handler";
      if (O.Handler && F.Graph.expr(O.Handler).Kind == ExprKind::Function)
        Handler =
            "'" +
            P.Prog.name(FunctionId(F.Graph.expr(O.Handler).Symbol)).str() + "'";
      R.Message =
          Handler + " is registered by '" + P.Prog.str(E.Name).str() +
          "' without the flag that it needs no giant lock, and runs under it";
      R.Event = P.Prog.str(E.Name).str() + " " + Handler;
      bool IsNone = isNeverGiven(P, F, O.Handler);
      D.setCertainty(R, O.May | (IsNone ? MarkTarget : Marks()));
      Out.push_back(std::move(R));
    }
  }
}

static const Rule GiantHandler{
    "giant-handler", Severity::Warning,
    "handler registered so that it runs under the giant lock", judge};
static RegisterRule Register(GiantHandler);
