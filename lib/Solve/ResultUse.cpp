//===- ResultUse.cpp - what callers ask of a result -----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/ResultUse.h"
#include "Solve/Slice.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

namespace {

/// By function that releases locks: the parameters that it compares with
/// numbers.
using ComparedParameters = std::vector<llvm::BitVector>;

/// What one function asks of the results it takes.
class Caller {
public:
  Caller(const FunctionGraph &G, const ComparedParameters &InCallees)
      : G(G), InCallees(InCallees), Tested(G.Locals.size()), Compared(Tested),
        Returned(Tested), Unlocks(Tested) {
    findConditions();
    spread();
  }

  /// Adds it to \p Uses. Returned results: what the callers of this function
  /// ask is asked of them.
  std::vector<uint32_t> addTo(std::vector<ResultUse> &Uses) const;

  llvm::BitVector comparedParameters() const {
    llvm::BitVector Out = Compared;
    Out.resize(G.NumParams);
    return Out;
  }

private:
  void findConditions();
  void condition(ExprId E);
  void mark(ExprId E, llvm::BitVector &Into);
  void passed(const Event &Call);
  void spread();

  const FunctionGraph &G;
  const ComparedParameters &InCallees;
  llvm::BitVector Tested, Compared, Returned, Unlocks; ///< by local
  llvm::DenseSet<ExprId> ComparedMemory;               ///< addresses
};

} // namespace

/// The locals whose values \p E is made of.
void Caller::mark(ExprId E, llvm::BitVector &Into) {
  const Expr &X = G.expr(E);
  if (X.Kind == ExprKind::Load && G.expr(X.A).Kind == ExprKind::Local)
    Into.set(G.expr(X.A).Symbol);
  else if (X.Kind == ExprKind::Load && &Into == &Compared)
    ComparedMemory.insert(X.A);
  if (X.A)
    mark(X.A, Into);
  if (X.B)
    mark(X.B, Into);
}

void Caller::condition(ExprId E) {
  const Expr &X = G.expr(E);
  if (X.Kind == ExprKind::Eq || X.Kind == ExprKind::Lt) {
    // `x < 0` and `0 < x` ask for the sign, which is a class of its own.
    auto Zero = [&](ExprId Side) {
      const Expr &S = G.expr(Side);
      return S.Kind == ExprKind::Const && S.Value == 0;
    };
    if (!Zero(X.A) && !Zero(X.B))
      mark(E, Compared);
  }
  if (X.A)
    condition(X.A);
  if (X.B)
    condition(X.B);
}

/// Whoever it is given to may ask.
void Caller::passed(const Event &Call) {
  const Expr *To = Call.Callee ? &G.expr(Call.Callee) : nullptr;
  const llvm::BitVector *Asked =
      To && To->Kind == ExprKind::Function && To->Symbol < InCallees.size()
          ? &InCallees[To->Symbol]
          : nullptr;
  for (auto [I, Arg] : llvm::enumerate(Call.Args)) {
    if (!Arg)
      continue;
    mark(Arg, Tested);
    if (Asked && I < Asked->size() && Asked->test(I))
      mark(Arg, Unlocks);
  }
}

void Caller::findConditions() {
  for (const Block &B : G.Blocks) {
    for (const Event &E : B.Events) {
      forEachOperand(E, [&](ExprId Op) { condition(Op); });
      passed(E);
      if (E.Kind == EventKind::Store &&
          G.expr(E.Address).Kind != ExprKind::Local)
        mark(E.Value, Tested);
    }
    if (!B.Term.Cond)
      continue;
    condition(B.Term.Cond);
    if (B.Term.Kind == TermKind::Return) {
      mark(B.Term.Cond, Returned);
      continue;
    }
    mark(B.Term.Cond, Tested);
    if (B.Term.Kind == TermKind::Switch)
      mark(B.Term.Cond, Compared);
  }
  // `sc->error = f(); if (sc->error == EAGAIN) ...`
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events)
      if (E.Kind == EventKind::Store && ComparedMemory.contains(E.Address))
        mark(E.Value, Compared);
}

/// What is asked of a copy is asked of the original.
void Caller::spread() {
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const Block &B : G.Blocks)
      for (const Event &E : B.Events) {
        if (E.Kind != EventKind::Store ||
            G.expr(E.Address).Kind != ExprKind::Local)
          continue;
        uint32_t To = G.expr(E.Address).Symbol;
        llvm::BitVector From(G.Locals.size());
        mark(E.Value, From);
        for (llvm::BitVector *Bits : {&Tested, &Compared, &Returned, &Unlocks})
          if (Bits->test(To) && From.test(*Bits)) { // some are not in it
            *Bits |= From;
            Changed = true;
          }
      }
  }
}

std::vector<uint32_t> Caller::addTo(std::vector<ResultUse> &Uses) const {
  std::vector<uint32_t> Passed;
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events) {
      if (E.Kind != EventKind::Call)
        continue;
      const Expr &To = G.expr(E.Callee);
      if (To.Kind != ExprKind::Function)
        continue;
      ResultUse &U = Uses[To.Symbol];
      U.Called = true;
      if (!E.Result)
        continue;
      U.Tested |= Tested.test(E.Result.Index);
      U.Compared |= Compared.test(E.Result.Index);
      U.Unlocks |= Unlocks.test(E.Result.Index);
      if (Returned.test(E.Result.Index))
        Passed.push_back(To.Symbol);
    }
  return Passed;
}

static bool releases(const FunctionGraph &G) {
  return llvm::any_of(G.Blocks, [](const Block &B) {
    return llvm::any_of(B.Events, [](const Event &E) {
      return E.Kind == EventKind::Effect && E.Effect == EffectKind::Release;
    });
  });
}

std::vector<ResultUse> locktidy::findResultUses(const Program &P) {
  std::vector<ResultUse> Uses(P.All.Functions.size());
  ComparedParameters Compared(P.All.Functions.size());
  for (const FunctionGraph &G : P.All.Graphs)
    if (releases(G))
      Compared[G.Id.Index] = Caller(G, {}).comparedParameters();
  std::vector<std::pair<uint32_t, uint32_t>> Passed; // by, of
  auto CalledByKernel = [&](FunctionId Handler) -> ResultUse & {
    auto It = P.CalledByKernel.find(Handler);
    return Uses[(It == P.CalledByKernel.end() ? Handler : It->second).Index];
  };
  for (const FunctionGraph &G : P.All.Graphs) {
    for (uint32_t Of : Caller(G, Compared).addTo(Uses))
      Passed.push_back({G.Id.Index, Of});
    for (const Block &B : G.Blocks)
      for (const Event &E : B.Events)
        forEachOperand(E, [&](ExprId Op) {
          const Expr &X = G.expr(Op);
          if (X.Kind != ExprKind::Function || Op == E.Callee)
            return;
          Uses[X.Symbol].Bound = true;
          if (E.Kind == EventKind::Effect && Op == E.Handler)
            CalledByKernel(FunctionId(X.Symbol)).Registered = true;
        });
  }
  for (const Binding &B : P.All.Bindings) {
    Uses[B.Target.Index].Bound = true;
    if (B.Context)
      CalledByKernel(B.Target).InTable = true;
  }
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (auto [By, Of] : Passed) {
      ResultUse &U = Uses[Of];
      ResultUse Old = U;
      // Nobody is known to call it: whoever does looks at what it returns.
      U.Tested |= Uses[By].Tested || !Uses[By].Called;
      U.Compared |= Uses[By].Compared;
      Changed |= Old.Tested != U.Tested || Old.Compared != U.Compared;
    }
  }
  // A copy is called in the place of its original.
  for (auto [Copy, Original] : P.Copies) {
    const ResultUse &Of = Uses[Copy.Index];
    ResultUse &U = Uses[Original.Index];
    U.Called |= Of.Called;
    U.Tested |= Of.Tested;
    U.Compared |= Of.Compared;
    U.Unlocks |= Of.Unlocks;
  }
  return Uses;
}
