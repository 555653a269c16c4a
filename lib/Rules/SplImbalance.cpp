//===- SplImbalance.cpp - spl-imbalance -----------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The interrupt level is raised, and some way through the function does not
// give it back, gives it back twice, or gives back a level that it never saved.
//
//   s = splnet();
//   if (foo_meminit(sc) != 0)
//           return;                <- with the level of splnet()
//   splx(s);
//
// A level is no lock: raising it twice is right, and what counts is only that
// each variable that keeps one is given back once. So a walk over the graph for
// each such variable is enough (LevelWalk.h).
//
//===----------------------------------------------------------------------===//
#include "Rules/Describe.h"
#include "Rules/LevelWalk.h"
#include "Rules/Rule.h"

using namespace locktidy;

static Finding describe(const Describer &D, const SolvedProgram &P,
                        const SolvedFunction &F, const Imbalance &I) {
  auto Quoted = [&](const Event *E) {
    return "'" + P.Prog.str(E->Name).str() + "'";
  };
  Severity Level = I.What == Slip::Twice ? Severity::Warning : Severity::Error;
  Finding Out = D.begin("spl-imbalance", Level, F, I.Where);
  std::vector<Step> Path;
  switch (I.What) {
  case Slip::Kept:
    Out.Message = "returns with the interrupt level that " + Quoted(I.First) +
                  " raised, which other paths restore";
    Path.push_back({D.place(I.First->Pos), "level raised here"});
    Path.push_back({D.place(I.Where), "returns here with it"});
    break;
  case Slip::Twice:
    Out.Message = Quoted(I.First) +
                  " restores a level again that this path has restored before";
    Path.push_back({D.place(I.First->Pos), "level restored here"});
    break;
  case Slip::NeverSaved:
    Out.Message =
        Quoted(I.First) + " restores a level that was not saved on this path";
    break;
  }
  Out.Event = P.Prog.str(I.First->Name).str();
  if (!Path.empty())
    Out.Paths.push_back(std::move(Path));
  return Out;
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  for (const SolvedFunction &F : P.Functions)
    for (const Imbalance &I : findImbalances(F.Graph))
      Out.push_back(describe(D, P, F, I));
}

static const Rule SplImbalance{
    "spl-imbalance", Severity::Error,
    "an interrupt level that is not restored on a path, or is restored twice",
    judge};
static RegisterRule Register(SplImbalance);
