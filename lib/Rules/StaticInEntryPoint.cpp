//===- StaticInEntryPoint.cpp - static-in-entry-point ---------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A static variable of a function is one for all threads. Where several can be
// in the function at once, and one writes it with no lock at all, another has
// it under its feet:
//
//   foo_ioctl(...)        an entry point: two threads may be in it
//   {
//     static char buf[80];
//     buf[0] = '\0';      both write it
//
//===----------------------------------------------------------------------===//
#include "Graph/Print.h"
#include "Rules/Describe.h"
#include "Rules/Rule.h"
#include "Solve/Protection.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

/// Whether \p Variable is a static of a function: `function.name`.
static bool isFunctionStatic(const TUGraph &T, GlobalId Variable) {
  const GlobalInfo &G = T.Globals[Variable.Index];
  return G.File && T.str(G.Name).contains('.');
}

/// A context that two threads can be in at once, and from which \p F is
/// reached; none when there is none known.
static const ContextKind *sharedContext(const SolvedProgram &P,
                                        const EntryFacts &In) {
  for (StringId Name : In.Contexts)
    if (const ContextKind *C = P.Prog.context(Name);
        C && C->Runs == Concurrency::Parallel)
      return C;
  return nullptr;
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  Protection Locks(P);
  std::set<std::pair<uint32_t, uint32_t>> Told; // function, place
  for (uint32_t I = 0; I != P.Functions.size(); ++I) {
    const SolvedFunction &F = P.Functions[I];
    const ContextKind *Where = sharedContext(P, Locks.entry(I));
    if (!Where || Locks.entry(I).Alone)
      continue;
    for (uint32_t J = 0; J != F.Data.Accesses.size(); ++J) {
      const Access &A = F.Data.Accesses[J];
      const DataPlace &Place = P.Data.all()[A.Place];
      AccessRef R{I, J};
      if (!A.Write || !Place.Variable ||
          !isFunctionStatic(P.Prog.All, Place.Variable) ||
          !Locks.isReached(R) || !Locks.isBare(R) ||
          !Told.insert({I, Place.Variable.Index}).second)
        continue;
      std::string Name = exprText(P.Prog.All, F.Graph, A.Address);
      Finding New =
          D.begin("static-in-entry-point", Severity::Advice, F, A.Pos);
      New.Message = "static variable '" + Name +
                    "' is written without a lock, and two threads can be in '" +
                    D.functionName(F) + "' at once (" + Where->Title + ")";
      New.Event = "written " + placeName(P.Prog.All, Place);
      Out.push_back(std::move(New));
    }
  }
}

static const Rule StaticInEntryPoint{
    "static-in-entry-point", Severity::Advice,
    "static variable written where two threads can be at once", judge};
static RegisterRule Register(StaticInEntryPoint);
