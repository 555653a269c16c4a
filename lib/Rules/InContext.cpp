//===- InContext.cpp - effects in contexts that forbid them ------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/InContext.h"
#include "Solve/Contexts.h"
#include <map>

using namespace locktidy;

std::vector<InContext> locktidy::findInContext(
    const SolvedProgram &P,
    llvm::function_ref<bool(const Observation &, const ContextKind &)> Wanted) {
  std::vector<InContext> Out;
  for (const auto &[Index, Ways] : P.Reached) {
    const SolvedFunction &F = P.Functions[Index];
    std::map<EventRef, size_t> Found; // event -> index in Out
    for (const Reach &R : Ways) {
      const ContextKind *Context = P.Prog.context(P.Roots[R.RootIndex].Context);
      if (!Context)
        continue;
      for (const Observation &O : F.Observations) {
        if (O.Callee || !Wanted(O, *Context) || !possible(F.Graph, O.Why, R.Args))
          continue;
        auto [It, New] = Found.try_emplace(O.At, Out.size());
        if (New) {
          Out.push_back({Index, &O, &R, Context, 0});
          continue;
        }
        InContext &Old = Out[It->second];
        // Another observation of the same event on the same way: a must fact
        // decides.
        if (Old.Seen->May && !O.May)
          Old = {Index, &O, &R, Context, Old.Others};
        else if (Old.Way != &R)
          ++Old.Others;
      }
    }
  }
  return Out;
}

Finding locktidy::describeInContext(const Describer &D, const SolvedProgram &P,
                                    llvm::StringRef Rule, const InContext &C,
                                    const std::string &What,
                                    const std::string &LastStep) {
  const SolvedFunction &F = P.Functions[C.Function];
  Finding Out = D.begin(Rule, Severity::Error, F, F.event(C.Seen->At).Pos);
  Out.Message = What + " in " + C.Context->Title;
  FunctionId Handler = P.Roots[C.Way->RootIndex].Handler;
  if (Handler != F.Graph.Id)
    Out.Message += " (reached from handler '" + P.Prog.name(Handler).str() + "')";
  if (!C.Context->Reason.empty())
    Out.Message += ": " + C.Context->Reason;
  Out.Event = P.Prog.str(C.Seen->Name).str() + " in " + C.Context->Name;
  Out.Others = C.Others;
  std::vector<Step> &Path = Out.Paths.emplace_back();
  D.addContext(C.Function, *C.Way, Path);
  Path.push_back({Out.Where, LastStep});
  D.setCertainty(Out, C.Seen->May);
  return Out;
}
