//===- ContextView.cpp - the contexts of a function, printed --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report/ContextView.h"
#include "Report/Paths.h"
#include "Rules/Describe.h"
#include "Solve/Print.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/GraphWriter.h"
#include <set>

using namespace locktidy;
using llvm::StringRef;

static ContextView describe(const SolvedProgram &P, const Describer &D,
                            const Reach &Contexts, const SolvedFunction &F,
                            const ContextWay &Way) {
  ContextView V;
  V.Function = D.functionName(F);
  V.File = D.place(F.Graph.Pos).File;
  V.Context = P.Prog.str(Way.Context).str();
  if (const ContextKind *K = P.Prog.context(Way.Context)) {
    V.Title = K->Title;
    V.Runs = concurrencyName(K->Runs).str();
    if (K->ForbidsSleep)
      V.Forbids.push_back("sleep");
    if (K->ForbidsBlock)
      V.Forbids.push_back("block");
  }
  D.addRoot(P.Roots[Way.Root], V.Path);
  for (const Site &Call : Contexts.calls(Way)) {
    V.Callers.push_back(D.functionName(*Call.Function));
    V.Path.push_back({D.place(*Call.Function, Call.At),
                      "called by '" + V.Callers.back() + "' here"});
  }
  V.Callers.push_back(V.Function);
  // Each call names whom it calls.
  for (size_t I = 1; I != V.Path.size(); ++I)
    V.Path[I].Text =
        "'" + V.Callers[I - 1] + "' calls '" + V.Callers[I] + "' here";
  return V;
}

std::vector<ContextView> locktidy::viewContexts(const SolvedProgram &P,
                                                StringRef Function) {
  Describer D(P);
  Reach Contexts(P);
  std::vector<ContextView> Out;
  for (uint32_t I = 0; I != P.Functions.size(); ++I)
    if (P.Prog.name(P.Functions[I].Graph.Id) == Function)
      for (const ContextWay &W : Contexts.of(I))
        Out.push_back(describe(P, D, Contexts, P.Functions[I], W));
  llvm::sort(Out);
  return Out;
}

void locktidy::writeContextsText(llvm::raw_ostream &OS,
                                 const std::vector<ContextView> &Views) {
  for (const ContextView &V : Views) {
    OS << V.Function << ": " << V.Title;
    if (!V.Forbids.empty())
      OS << "; forbids " << llvm::join(V.Forbids, " and ");
    if (V.Runs != concurrencyName(Concurrency::Parallel))
      OS << "; runs " << V.Runs;
    OS << '\n';
    writePath(OS, V.Path);
  }
}

void locktidy::writeContextsDot(llvm::raw_ostream &OS,
                                const std::vector<ContextView> &Views) {
  auto Quoted = [](const std::string &S) {
    return '"' + llvm::DOT::EscapeString(S) + '"';
  };
  // Ways share their ends: every edge once.
  std::set<std::string> Lines;
  for (const ContextView &V : Views) {
    Lines.insert(Quoted(V.Context) + " [shape=box, label=" + Quoted(V.Title) +
                 "];");
    std::string From = V.Context;
    for (const std::string &To : V.Callers) {
      Lines.insert(Quoted(From) + " -> " + Quoted(To + "()") + ";");
      From = To + "()";
    }
  }
  OS << "digraph contexts {\n";
  for (const std::string &Line : Lines)
    OS << "  " << Line << '\n';
  OS << "}\n";
}

void locktidy::writeContextsJson(llvm::raw_ostream &OS,
                                 const std::vector<ContextView> &Views) {
  llvm::json::OStream J(OS, /*IndentSize=*/1);
  J.array([&] {
    for (const ContextView &V : Views)
      J.object([&] {
        writeText(J, "function", V.Function);
        writeText(J, "file", V.File);
        writeText(J, "context", V.Context);
        writeText(J, "title", V.Title);
        writeTexts(J, "forbids", V.Forbids);
        writeText(J, "runs", V.Runs);
        writeTexts(J, "calls", V.Callers);
        writePath(J, V.Path);
      });
  });
  OS << '\n';
}
