//===- Prototypes.cpp - the kinds of locks in prototypes ------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Prototypes.h"
#include "Solve/LockClass.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

using namespace locktidy;

namespace {
/// The kinds that primitives give to a class.
struct KindsOf {
  std::set<StringId> ByInit, ByUse;
};
} // namespace

static void forEachLock(FunctionGraph &G,
                        llvm::function_ref<void(Event &, LockClass)> Visit) {
  for (Block &B : G.Blocks)
    for (Event &E : B.Events)
      if (E.Kind == EventKind::Effect && E.Lock)
        if (LockClass C = lockClassOf(G, E.Lock))
          Visit(E, C);
}

void locktidy::settlePrototypes(Program &P) {
  auto IsPrototype = [](const FunctionGraph &G) { return G.Prototype; };
  if (llvm::none_of(P.All.Graphs, IsPrototype))
    return;
  std::map<LockClass, KindsOf> Known;
  auto Note = [&](const Event &E, LockClass C) {
    if (E.LockKind && C)
      (E.Effect == EffectKind::Init ? Known[C].ByInit : Known[C].ByUse)
          .insert(E.LockKind);
  };
  FunctionGraph Statics;
  Statics.Exprs = P.All.InitExprs;
  for (const Event &E : P.All.StaticInits)
    Note(E, lockClassOf(Statics, E.Lock));
  for (FunctionGraph &G : P.All.Graphs)
    if (!G.Prototype)
      forEachLock(G, Note);
  for (FunctionGraph &G : llvm::make_filter_range(P.All.Graphs, IsPrototype))
    forEachLock(G, [&](Event &E, LockClass C) {
      const KindsOf &Kinds = Known[C];
      const auto &Said = Kinds.ByInit.empty() ? Kinds.ByUse : Kinds.ByInit;
      if (Said.size() == 1)
        E.LockKind = *Said.begin();
    });
}
