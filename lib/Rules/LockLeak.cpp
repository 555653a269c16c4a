//===- LockLeak.cpp - lock-leak ----------------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function returns with a lock held on one path and without it on another,
// and the caller has no way to tell: neither the result nor what it passed
// differs. Two conventions are no defects: success returns with the lock held
// and failure without, and a parameter that says what to do. The reverse of the
// first, failure with the lock held, is one: nobody means that.
//
//===----------------------------------------------------------------------===//
#include "Rules/Describe.h"
#include "Rules/Rule.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

using namespace locktidy;

namespace {

class LeakFinder {
public:
  LeakFinder(const SolvedProgram &P, std::vector<Finding> &Out) : D(P), Out(Out) {}
  void run(const SolvedFunction &F);

private:
  bool callerCanTell(const SolvedFunction &F, const Exit &A, const Exit &B) const;
  bool isFailure(const SolvedFunction &F, const Exit &Held, const Exit &Free) const;
  void report(const SolvedFunction &F, const Exit &Leak, const HeldLock &L,
              const Exit &Free);

  Describer D;
  std::vector<Finding> &Out;
};

} // namespace

static const HeldLock *holds(const Exit &X, ExprId Lock) {
  for (const HeldLock &L : X.Held)
    if (L.Lock == Lock && !L.Entry && !L.Multi)
      return &L;
  return nullptr;
}

/// Whether a guard or an out-parameter tells the two exits apart.
bool LeakFinder::callerCanTell(const SolvedFunction &F, const Exit &A,
                               const Exit &B) const {
  for (const Literal &L : A.Why)
    for (const Literal &M : B.Why)
      if (L.Term == M.Term && L.Values.meet(M.Values).empty() &&
          !L.UnderLock && !M.UnderLock)
        return true;
  for (auto [Address, Value] : A.Memory)
    for (auto [Other, What] : B.Memory)
      if (Address == Other && Value != What &&
          F.Graph.expr(Address).Kind != ExprKind::Local)
        return true;
  return false;
}

/// The exit with the lock reports failure, the one without success.
bool LeakFinder::isFailure(const SolvedFunction &F, const Exit &Held,
                           const Exit &Free) const {
  switch (F.Graph.Returns) {
  case ReturnKind::Integer: {
    // 1 and 0 alone may be an answer, not an error number.
    bool Truth = llvm::all_of(F.Exits, [](const Exit &X) {
      return X.Returns.within(Range::truth());
    });
    return !Truth && !Held.Returns.contains(0) && Free.Returns.value() == 0;
  }
  case ReturnKind::Pointer:
    return Held.Returns.value() == 0 && !Free.Returns.contains(0);
  default:
    return false;
  }
}

void LeakFinder::report(const SolvedFunction &F, const Exit &Leak,
                        const HeldLock &L, const Exit &Free) {
  Finding R = D.begin("lock-leak", Severity::Error, F, Leak.Pos);
  R.Message = "returns with " + D.lockNoun(F, L) + " held, which is released on another path";
  R.LockClasses.push_back(D.className(lockClassOf(F.Graph, L.Lock)));
  R.Event = "return";
  std::vector<Step> &Path = R.Paths.emplace_back();
  D.addAcquired(F, L, Path);
  Path.push_back({R.Where, "returns with it held here"});
  Path.push_back({D.place(Free.Pos), "returns without it here"});
  D.setCertainty(R, Leak.May | L.May);
  Out.push_back(std::move(R));
}

void LeakFinder::run(const SolvedFunction &F) {
  std::set<std::tuple<Position, Origin>> Told;
  for (const Exit &Leak : F.Exits)
    for (const HeldLock &L : Leak.Held) {
      if (L.Entry || L.Multi)
        continue;
      const Exit *Against = nullptr;
      for (const Exit &Free : F.Exits) {
        if (holds(Free, L.Lock) || Free.May)
          continue;
        bool SameResult = !Leak.Returns.meet(Free.Returns).empty();
        bool Wrong = SameResult ? !callerCanTell(F, Leak, Free)
                                : isFailure(F, Leak, Free);
        if (Wrong && (!Against || Free.Pos < Against->Pos))
          Against = &Free;
      }
      if (Against && Told.insert({Leak.Pos, L.From}).second)
        report(F, Leak, L, *Against);
    }
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  LeakFinder Finder(P, Out);
  for (const SolvedFunction &F : P.Functions)
    Finder.run(F);
}

static const Rule LockLeak{
    "lock-leak", Severity::Error,
    "returning with a lock held that is released on other paths", judge};
static RegisterRule Register(LockLeak);
