//===- NetLocks.cpp - locks that go over to callers, and back -------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A forward problem per class, whose values are sets of: as at entry, taken,
// given up.
//
//===----------------------------------------------------------------------===//
#include "Solve/NetLocks.h"
#include "Solve/Regions.h"
#include <map>

using namespace locktidy;

namespace {

enum : uint8_t { Untouched = 1, Taken = 2, Given = 4 };

/// What may have happened to the locks of each class; none: Untouched.
using Balance = std::map<LockClass, uint8_t>;

} // namespace

static uint8_t &valueOf(Balance &B, LockClass C) {
  return B.try_emplace(C, uint8_t(Untouched)).first->second;
}

static uint8_t afterTaking(uint8_t Values) {
  return (Values & (Untouched | Taken) ? Taken : 0) |
         (Values & Given ? Untouched : 0);
}

static uint8_t afterGiving(uint8_t Values) {
  return (Values & (Untouched | Given) ? Given : 0) |
         (Values & Taken ? Untouched : 0);
}

/// Adds the values of \p From; true on change.
static bool join(Balance &Into, const Balance &From, bool First) {
  if (First) {
    Into = From;
    return true;
  }
  Balance Old = Into;
  for (auto &[Class, Values] : Into)
    if (!From.count(Class))
      Values |= Untouched;
  for (auto [Class, Values] : From)
    valueOf(Into, Class) |= Values;
  return Into != Old;
}

static bool isEffect(const Event &E, EffectKind Kind) {
  return E.Kind == EventKind::Effect && E.Effect == Kind;
}

const NetLocks::Net *NetLocks::callee(const Program &P, const FunctionGraph &G,
                                      const Event &E) const {
  if (E.Kind != EventKind::Call || G.expr(E.Callee).Kind != ExprKind::Function)
    return nullptr;
  uint32_t I = P.GraphOf[G.expr(E.Callee).Symbol];
  return I == Program::NoGraph ? nullptr : &Of[I];
}

NetLocks::Net NetLocks::findNet(const Program &P,
                                const FunctionGraph &G) const {
  auto Apply = [&](const Event &E, Balance &Now) {
    if (isEffect(E, EffectKind::Acquire) || isEffect(E, EffectKind::Release)) {
      LockClass C = lockClassOf(G, E.Lock);
      if (!C)
        return;
      uint8_t &Values = valueOf(Now, C);
      bool Takes = E.Effect == EffectKind::Acquire;
      uint8_t After = Takes ? afterTaking(Values) : afterGiving(Values);
      Values = E.Succeeds == Success::Always ? After : Values | After;
    } else if (const Net *To = callee(P, G, E)) {
      for (LockClass C : To->Takes)
        valueOf(Now, C) |= afterTaking(valueOf(Now, C));
      for (LockClass C : To->Gives) {
        uint8_t &Values = valueOf(Now, C);
        // What only gives up a lock surely does so to one that was taken here.
        Values = To->Takes.count(C) ? Values | afterGiving(Values)
                                    : afterGiving(Values);
      }
    }
  };
  std::vector<Balance> At(G.Blocks.size());
  llvm::BitVector Reached(G.Blocks.size());
  std::set<uint32_t> Todo{0};
  Net Out;
  while (!Todo.empty()) {
    uint32_t I = *Todo.begin();
    Todo.erase(Todo.begin());
    Reached.set(I);
    const Block &B = G.Blocks[I];
    Balance Now = At[I];
    for (const Event &E : B.Events)
      Apply(E, Now);
    if (B.Term.Kind == TermKind::Return)
      for (auto [Class, Values] : Now) {
        if (Values & Taken)
          Out.Takes.insert(Class);
        if (Values & Given)
          Out.Gives.insert(Class);
      }
    for (BlockId S : successors(B))
      if (join(At[S.Index], Now,
               !Reached.test(S.Index) && !Todo.count(S.Index)))
        Todo.insert(S.Index);
  }
  return Out;
}

/// Adds what \p E reads, and the locals that it names.
static void addReads(const FunctionGraph &G, ExprId E, llvm::BitVector &Fields,
                     std::set<uint32_t> &Locals) {
  const Expr &X = G.expr(E);
  if (X.Kind == ExprKind::Load && G.expr(X.A).Kind == ExprKind::Field)
    Fields.set(G.expr(X.A).Symbol);
  if (X.Kind == ExprKind::Local)
    Locals.insert(X.Symbol);
  if (X.A)
    addReads(G, X.A, Fields, Locals);
  if (X.B)
    addReads(G, X.B, Fields, Locals);
}

void NetLocks::findTelling(const Program &P, const FunctionGraph &G) {
  const Net &Own = Of[P.GraphOf[G.Id.Index]];
  std::set<uint32_t> Locals;
  llvm::BitVector Giving(G.Blocks.size());
  for (uint32_t I = 0; I != G.Blocks.size(); ++I)
    for (const Event &E : G.Blocks[I].Events) {
      auto IsOwn = [&](LockClass C) { return Own.Gives.count(C) != 0; };
      const Net *To = callee(P, G, E);
      if (isEffect(E, EffectKind::Release) && IsOwn(lockClassOf(G, E.Lock)))
        addReads(G, E.Lock, Telling, Locals);
      else if (To && llvm::any_of(To->Gives, IsOwn))
        for (ExprId Arg : E.Args) {
          if (Arg)
            addReads(G, Arg, Telling, Locals);
        }
      else
        continue;
      Giving.set(I);
    }
  Regions Of(G);
  for (uint32_t I = 0; I != G.Blocks.size(); ++I)
    if (G.Blocks[I].Term.Cond && successors(G.Blocks[I]).size() > 1 &&
        Of.contains(I, Giving))
      addReads(G, G.Blocks[I].Term.Cond, Telling, Locals);
  // Through variables that were given their values before.
  for (size_t Before = 0; Before != Locals.size();) {
    Before = Locals.size();
    for (const Block &B : G.Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Store &&
            G.expr(E.Address).Kind == ExprKind::Local &&
            Locals.count(G.expr(E.Address).Symbol))
          addReads(G, E.Value, Telling, Locals);
  }
}

NetLocks::NetLocks(const Program &P, const CallGraph &Graph)
    : Of(P.All.Graphs.size()), Telling(P.All.Fields.size()) {
  for (const std::vector<uint32_t> &Cycle : Graph.bottomUp()) {
    // What one of a cycle takes, the others may: until nothing is added. What
    // was found once stays: to take less, where a callee turns out to give up
    // as well, could go round for ever.
    for (bool Changed = true; std::exchange(Changed, false);)
      for (uint32_t I : Cycle)
        if (Graph.matters(I)) {
          Net New = findNet(P, P.All.Graphs[I]);
          Net &Old = Of[I];
          size_t Before = Old.Takes.size() + Old.Gives.size();
          Old.Takes.merge(New.Takes);
          Old.Gives.merge(New.Gives);
          Changed |= Old.Takes.size() + Old.Gives.size() != Before;
        }
  }
  for (uint32_t I = 0; I != Of.size(); ++I) {
    const FunctionGraph &G = P.All.Graphs[I];
    if (!Graph.matters(I))
      continue;
    if (!Of[I].Gives.empty())
      findTelling(P, G);
    GivenSomewhere.insert(Of[I].Gives.begin(), Of[I].Gives.end());
  }
}
