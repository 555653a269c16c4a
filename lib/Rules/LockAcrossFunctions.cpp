//===- LockAcrossFunctions.cpp - lock-across-functions --------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function that is no wrapper of a lock returns with one that it took, and
// its caller, or another function that it calls, gives it up: neither text
// shows both ends.
//
//   foo_prepare(sc)   mtx_lock(&sc->mtx);      foo_read(sc)   foo_prepare(sc);
//                     if (sc->dead) ...                       ...
//                     sc->busy = 1;                           mtx_unlock(...);
//
// A wrapper says so by its name (`foo_lock`), or does nothing else. A function
// that looks an object up and returns a pointer to it hands it out locked.
//
//===----------------------------------------------------------------------===//
#include "Rules/Describe.h"
#include "Rules/Rule.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

using namespace locktidy;

/// By its name, or since it does nothing else, \p F is there to take a lock.
static bool isWrapper(const SolvedProgram &P, const SolvedFunction &F) {
  llvm::StringRef Name = P.Prog.name(F.Graph.Id);
  for (llvm::StringRef Word :
       {"lock", "enter", "acquire", "hold", "grab", "begin", "seize", "claim",
        "reserve", "own", "excl", "busy", "suspend", "quiesce", "freeze",
        "wait"})
    if (Name.contains_insensitive(Word))
      return true;
  return F.Data.Calls.empty() &&
         llvm::none_of(F.Data.Accesses, [](const Access &A) { return A.Write; });
}

/// Where a function gives up a lock of class \p C that it did not take.
static const Observation *releaseIn(const SolvedFunction &F,
                                    LockClass C) {
  for (const Observation &O : F.Observations)
    if (O.Effect == EffectKind::Release && !O.Callee && O.Class == C)
      return &O;
  return nullptr;
}

namespace {

class Spaces {
public:
  Spaces(const SolvedProgram &P, std::vector<Finding> &Out)
      : P(P), D(P), Out(Out) {}
  void run();

private:
  void findCallees();
  void judge(uint32_t I);
  /// Who gives up what the \p I-th function returns with.
  struct Giver {
    const SolvedFunction *Function = nullptr;
    const Observation *At = nullptr;
  };
  Giver giverOf(uint32_t I, LockClass C) const;

  const SolvedProgram &P;
  Describer D;
  std::vector<Finding> &Out;
  std::vector<std::set<uint32_t>> Callees;
};

} // namespace

void Spaces::findCallees() {
  Callees.resize(P.Functions.size());
  for (uint32_t I = 0; I != P.Functions.size(); ++I)
    for (const CallPoint &Call : P.Functions[I].Data.Calls)
      for (FunctionId To : Call.Callees)
        if (uint32_t J = P.Prog.GraphOf[To.Index]; J != Program::NoGraph)
          Callees[I].insert(J);
}

Spaces::Giver Spaces::giverOf(uint32_t I, LockClass C) const {
  for (CallerRef From : P.Callers[I]) {
    uint32_t Caller = From.Function;
    const SolvedFunction &By = P.Functions[Caller];
    if (const Observation *O = releaseIn(By, C))
      return {&By, O};
    for (uint32_t Other : Callees[Caller])
      if (P.Net.of(Other).Gives.count(C))
        if (const Observation *O = releaseIn(P.Functions[Other], C))
          return {&P.Functions[Other], O};
  }
  return {};
}

void Spaces::judge(uint32_t I) {
  const SolvedFunction &F = P.Functions[I];
  if (F.Graph.Returns == ReturnKind::Pointer || isWrapper(P, F))
    return;
  std::set<LockClass> Told;
  for (const Exit &X : F.Exits)
    for (const HeldLock &L : X.Held) {
      LockClass C = lockClassOf(F.Graph, L.Lock);
      const LockKind *Kind = P.Prog.kind(L.Kind);
      if (!C || L.Entry || L.From.Callee || L.May || X.May || !Kind ||
          Kind->Unpaired || !P.Net.of(I).Takes.count(C) ||
          !X.Untolds.empty() || Told.count(C))
        continue;
      Giver By = giverOf(I, C);
      if (!By.Function || By.Function == &F)
        continue;
      Told.insert(C);
      Finding R = D.begin("lock-across-functions", Severity::Advice, F,
                          F.event(L.From.At).Pos);
      std::string Other = "'" + D.functionName(*By.Function) + "'";
      R.Message = "'" + D.functionName(F) + "' returns with " +
                  D.lockNoun(F, L) + ", which " + Other +
                  " releases: neither shows both ends";
      R.LockClasses = {D.className(C)};
      R.Event = "returned with";
      std::vector<Step> &Path = R.Paths.emplace_back();
      D.addAcquired(F, L, Path);
      Path.push_back({D.place(X.Pos), "returns with it held here"});
      Path.push_back({D.place(*By.Function, By.At->At),
                      "released in " + Other + " here"});
      Out.push_back(std::move(R));
    }
}

void Spaces::run() {
  findCallees();
  for (uint32_t I = 0; I != P.Functions.size(); ++I)
    judge(I);
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Spaces(P, Out).run();
}

static const Rule LockAcrossFunctions{
    "lock-across-functions", Severity::Advice,
    "a lock is taken in one function and released in another", judge};
static RegisterRule Register(LockAcrossFunctions);
