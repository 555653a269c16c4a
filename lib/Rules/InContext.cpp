//===- InContext.cpp - effects in contexts that forbid them ---------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/InContext.h"
#include "Rules/Chains.h"
#include "Rules/Once.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <tuple>

using namespace locktidy;

static unsigned depthOf(const SolvedProgram &P, const Observation &O) {
  const SummaryEvent *E = calleeEvent(P, O);
  return E ? E->Depth + 1 : 0;
}

/// The function that \p Term calls, or the member that it reads, or of which it
/// reads some bits; else nothing.
static llvm::StringRef nameOfAsked(const SolvedProgram &P,
                                   const FunctionGraph &G, ExprId Term) {
  if (const Expr &X = G.expr(Term);
      X.Kind == ExprKind::And && G.expr(X.B).Kind == ExprKind::Const)
    Term = X.A;
  const Expr &Asked = G.expr(Term);
  if (Asked.Kind == ExprKind::Apply)
    return P.Prog.name(FunctionId(Asked.Symbol));
  if (Asked.Kind == ExprKind::Load && G.expr(Asked.A).Kind == ExprKind::Field)
    return P.Prog.str(P.Prog.All.Fields[G.expr(Asked.A).Symbol].Name);
  return {};
}

/// \p Term is the value that the handler's argument with the number \p I has.
static bool isArgument(const FunctionGraph &G, ExprId Term, unsigned I) {
  const Expr &X = G.expr(Term);
  return X.Kind == ExprKind::Load && G.expr(X.A).Kind == ExprKind::Local &&
         G.expr(X.A).Symbol == I;
}

/// The way to \p O was taken because of the answer that it is another context,
/// or with an argument that says so; or what it calls does not sleep here.
static bool isRuledOut(const SolvedProgram &P, const SolvedFunction &F,
                       const Observation &O, const ContextKind &Context) {
  if (llvm::is_contained(Context.RefusedBy, P.Prog.str(O.Name)))
    return true;
  return llvm::any_of(O.Why, [&](const Literal &L) {
    if (Context.Unless && isArgument(F.Graph, L.Term, Context.Unless - 1) &&
        !L.Values.contains(0))
      return true;
    return L.Values.value() == 0 &&
           llvm::is_contained(Context.AskedBy, nameOfAsked(P, F.Graph, L.Term));
  });
}

bool locktidy::asksFor(const SolvedProgram &P, const SolvedFunction &F,
                       const Observation &O, const ContextKind &Context) {
  return llvm::any_of(O.Why, [&](const Literal &L) {
    return llvm::is_contained(Context.AskedBy, nameOfAsked(P, F.Graph, L.Term));
  });
}

/// A handler that has this context only with a flag at its registration, which
/// memory may have or not, is one perhaps.
static Marks marksOfRoot(const SolvedProgram &P, const Root &R) {
  if (!R.RegisteredIn)
    return 0;
  const SolvedFunction &F = *P.function(R.RegisteredIn);
  return llvm::any_of(F.Observations[R.Observation].Why,
                      [&](const Literal &L) {
                        return !L.Values.contains(0) &&
                               isFlagInMemory(F.Graph, L);
                      })
             ? MarkFlag
             : 0;
}

std::vector<InContext> locktidy::findInContext(
    const SolvedProgram &P,
    llvm::function_ref<bool(const Observation &, const ContextKind &)> Wanted) {
  std::map<std::pair<const SolvedFunction *, EventRef>, InContext> Found;
  Once Done(P);
  for (const Root &R : P.Roots) {
    const ContextKind *Context = P.Prog.context(R.Context);
    const SolvedFunction &F = *P.function(R.Handler);
    for (const Observation &O : F.Observations) {
      // What the kernel takes itself before the call is no matter of the code.
      bool Kernels = O.Effect == EffectKind::Acquire && F.event(O.At).Context;
      if (!Context || Kernels || (O.Callee && O.CalleeEvent == NoEvent) ||
          !Wanted(O, *Context) || isRuledOut(P, F, O, *Context))
        continue;
      Site Where = innermost(P, F, O);
      InContext Now{&F,
                    &O,
                    &R,
                    Context,
                    Where,
                    0,
                    Marks(marksOf(F, O) | marksOfWay(P, F, O) |
                          Done.ofWay(F, O) | marksOfRoot(P, R) |
                          (Context->Assumes.empty() ? 0 : MarkContext))};
      auto [It, New] = Found.try_emplace({Where.Function, Where.At}, Now);
      if (New)
        continue;
      InContext &Old = It->second;
      Now.Others = Old.Others + (Old.From != &R);
      bool Better = std::make_pair(Now.May != 0, depthOf(P, O)) <
                    std::make_pair(Old.May != 0, depthOf(P, *Old.Seen));
      if (Better)
        Old = Now;
      else
        Old.Others = Now.Others;
    }
  }
  std::vector<InContext> Out;
  for (auto &[Key, C] : Found)
    Out.push_back(C);
  llvm::sort(Out, [](const InContext &A, const InContext &B) {
    return A.Where.event().Pos < B.Where.event().Pos;
  });
  return Out;
}

Finding locktidy::describeInContext(const Describer &D, const SolvedProgram &P,
                                    llvm::StringRef Rule, const InContext &C,
                                    const std::string &What,
                                    const std::string &LastStep) {
  const SolvedFunction &Inside = *C.Where.Function;
  Finding Out = D.begin(Rule, Severity::Error, Inside, C.Where.event().Pos);
  Out.Message = What + " in " + C.Context->Title;
  if (C.Handler != &Inside)
    Out.Message +=
        " (reached from handler '" + D.functionName(*C.Handler) + "')";
  if (!C.Context->Reason.empty())
    Out.Message += ": " + C.Context->Reason;
  Out.Event = P.Prog.str(C.Seen->Name).str() + " in " + C.Context->Name;
  Out.Others = C.Others;
  std::vector<Step> &Path = Out.Paths.emplace_back();
  D.addRoot(*C.From, Path);
  D.addEvent(*C.Handler, *C.Seen, LastStep, Path);
  D.setCertainty(Out, C.May);
  if (C.May & MarkContext)
    Out.Assumptions.push_back("assumes " + C.Context->Assumes);
  return Out;
}
