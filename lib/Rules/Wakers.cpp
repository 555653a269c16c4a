//===- Wakers.cpp - who ends a wait ---------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/Wakers.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

static LockClass channelOf(const FunctionGraph &G, const Event &E) {
  return E.Channel ? lockClassOf(G, E.Channel) : LockClass();
}

void Wakers::find() {
  if (Found)
    return;
  Found = true;
  for (const SolvedFunction &F : P.Functions)
    for (const Block &B : F.Graph.Blocks)
      for (const Event &E : B.Events) {
        if (E.Kind == EventKind::Effect && E.Effect == EffectKind::Wakeup)
          if (LockClass Channel = channelOf(F.Graph, E))
            ByChannel[Channel].insert(&F);
        if (E.Kind != EventKind::Call ||
            F.Graph.expr(E.Callee).Kind != ExprKind::Function)
          continue;
        FunctionId To(F.Graph.expr(E.Callee).Symbol);
        if (const SolvedFunction *Callee = P.function(To))
          Callers[Callee].insert(&F);
      }
}

bool Wakers::touches(const SolvedFunction &F, LockClass Lock) {
  auto [It, New] = Touched.try_emplace(&F);
  std::set<LockClass> &Classes = It->second;
  if (!New)
    return Classes.count(Lock);
  for (const Observation &O : F.Observations) {
    if (O.Effect == EffectKind::Acquire)
      Classes.insert(O.Class);
    for (const HeldLock &L : O.Held)
      Classes.insert(lockClassOf(F.Graph, L.Lock));
  }
  return Classes.count(Lock);
}

std::vector<const SolvedFunction *> Wakers::of(const Site &Wait) {
  find();
  LockClass Channel = channelOf(Wait.Function->Graph, Wait.event());
  auto It = Channel ? ByChannel.find(Channel) : ByChannel.end();
  if (It == ByChannel.end())
    return {};
  // They lie in one vector, so that their addresses are in its order.
  return {It->second.begin(), It->second.end()};
}

const SolvedFunction *Wakers::holder(LockClass Lock, const Site &Wait,
                                     const SolvedFunction &From) {
  LockClass Channel = channelOf(Wait.Function->Graph, Wait.event());
  for (const SolvedFunction *F : of(Wait))
    for (const Observation &O : F->Observations)
      if (F != &From && F != Wait.Function &&
          O.Effect == EffectKind::Wakeup && !O.Callee && !O.May &&
          channelOf(F->Graph, F->event(O.At)) == Channel &&
          llvm::any_of(O.Held, [&](const HeldLock &L) {
            return !L.May && lockClassOf(F->Graph, L.Lock) == Lock;
          }))
        return F;
  return nullptr;
}

std::optional<bool> Wakers::take(LockClass Lock, const Site &Wait,
                                 const SolvedFunction &From) {
  find();
  LockClass Channel = channelOf(Wait.Function->Graph, Wait.event());
  auto It = Channel ? ByChannel.find(Channel) : ByChannel.end();
  if (It == ByChannel.end())
    return std::nullopt;
  std::set<const SolvedFunction *> Seen{&From, Wait.Function};
  std::vector<const SolvedFunction *> Todo;
  auto Add = [&](const std::set<const SolvedFunction *> &Functions) {
    for (const SolvedFunction *F : Functions)
      if (Seen.insert(F).second)
        Todo.push_back(F);
  };
  Add(It->second);
  if (Todo.empty())
    return std::nullopt;
  while (!Todo.empty()) {
    const SolvedFunction *F = Todo.back();
    Todo.pop_back();
    if (touches(*F, Lock))
      return true;
    if (auto Of = Callers.find(F); Of != Callers.end())
      Add(Of->second);
  }
  return false;
}
