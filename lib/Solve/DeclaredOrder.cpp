//===- DeclaredOrder.cpp - the lock order that authors declared -----------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/DeclaredOrder.h"
#include <deque>

using namespace locktidy;

DeclaredOrder::DeclaredOrder(const SolvedProgram &P) {
  FunctionGraph Objects;
  std::set<std::pair<LockClass, LockClass>> Known;
  for (const Contract &C : P.Prog.All.Contracts) {
    if (C.Kind != ContractKind::Order && C.Kind != ContractKind::AnyOrder)
      continue;
    if (Objects.Exprs.empty())
      Objects.Exprs = P.Prog.All.InitExprs;
    for (size_t I = 1; I < C.Locks.size(); ++I) {
      LockClass A = P.Pointed.resolve(lockClassOf(Objects, C.Locks[I - 1]));
      LockClass B = P.Pointed.resolve(lockClassOf(Objects, C.Locks[I]));
      if (!A || !B)
        continue;
      if (C.Kind == ContractKind::AnyOrder) {
        Free.insert({std::min(A, B), std::max(A, B)});
      } else if (Known.insert({A, B}).second) {
        From[A].push_back(Claims.size());
        Claims.push_back({A, B, C.Pos});
      }
    }
  }
}

bool DeclaredOrder::isFree(LockClass A, LockClass B) const {
  return Free.contains({std::min(A, B), std::max(A, B)});
}

std::vector<const OrderClaim *> DeclaredOrder::between(LockClass First,
                                                       LockClass Second) const {
  if (isFree(First, Second))
    return {};
  std::map<LockClass, uint32_t> Into; // class -> claim by which it was reached
  std::deque<LockClass> Todo{First};
  while (!Todo.empty() && !Into.contains(Second)) {
    auto It = From.find(Todo.front());
    Todo.pop_front();
    if (It == From.end())
      continue;
    for (uint32_t C : It->second)
      if (Into.try_emplace(Claims[C].Second, C).second)
        Todo.push_back(Claims[C].Second);
  }
  std::vector<const OrderClaim *> Way;
  if (!Into.contains(Second))
    return Way;
  for (LockClass At = Second; Way.empty() || At != First;
       At = Way.back()->First)
    Way.push_back(&Claims[Into[At]]);
  std::reverse(Way.begin(), Way.end());
  return Way;
}
