//===- GivenAway.cpp - memory that a call may write -----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/GivenAway.h"
#include "Graph/Builder.h"
#include "Graph/Evaluate.h"
#include "Solve/Regions.h"
#include "Solve/State.h"
#include "Solve/Terms.h"
#include "llvm/ADT/BitVector.h"
#include <map>
#include <set>

using namespace locktidy;

namespace {

class Finder {
public:
  Finder(FunctionGraph &G, MayWrite Writes) : G(G), Writes(Writes) {}
  void run();

private:
  using Places = std::set<ExprId>;
  void addPlaces(ExprId E, Places &Out) const;
  bool isIdle(uint32_t B, ExprId Place, std::set<EventRef> &Calls);
  bool decidesRelease(const Regions &Of, uint32_t B) const;
  bool changesAddress(const Event &E, ExprId Place) const;

  FunctionGraph &G;
  MayWrite Writes;
  std::vector<llvm::SmallVector<uint32_t, 2>> Before; ///< by block
};

} // namespace

/// Fields and globals that \p E reads.
void Finder::addPlaces(ExprId E, Places &Out) const {
  const Expr &X = G.expr(E);
  if (X.Kind == ExprKind::Load && (G.expr(X.A).Kind == ExprKind::Field ||
                                   G.expr(X.A).Kind == ExprKind::Global))
    Out.insert(X.A);
  if (X.A)
    addPlaces(X.A, Out);
  if (X.B)
    addPlaces(X.B, Out);
}

/// \p E sets a variable that \p Place is reached through.
bool Finder::changesAddress(const Event &E, ExprId Place) const {
  const Expr &Object = G.expr(objectOf(G, Place));
  if (Object.Kind != ExprKind::Load)
    return false;
  const Expr &From = G.expr(Object.A);
  return From.Kind == ExprKind::Local &&
         ((E.Kind == EventKind::Store && E.Address == Object.A) ||
          (E.Result && E.Result.Index == From.Symbol));
}

/// Whether what all ways to the end of \p B have stored to \p Place gives its
/// condition one answer; \p Calls: which may have written there since.
bool Finder::isIdle(uint32_t B, ExprId Place, std::set<EventRef> &Calls) {
  std::optional<bool> Answer;
  llvm::BitVector Seen(G.Blocks.size());
  llvm::SmallVector<uint32_t, 8> Todo{B};
  auto Agrees = [&](int64_t Value) {
    std::optional<int64_t> Is = evaluate(
        G, G.Blocks[B].Term.Cond, [&](ExprId E) -> std::optional<int64_t> {
          const Expr &X = G.expr(E);
          if (X.Kind == ExprKind::Const)
            return X.Value;
          bool Asked = X.Kind == ExprKind::Load && X.A == Place;
          return Asked ? std::optional(Value) : std::nullopt;
        });
    bool Same = Is && (!Answer || *Answer == (*Is != 0));
    if (Is)
      Answer = *Is != 0;
    return Same;
  };
  while (!Todo.empty()) {
    uint32_t At = Todo.pop_back_val();
    bool Stored = false;
    const std::vector<Event> &Events = G.Blocks[At].Events;
    for (uint32_t I = Events.size(); I-- != 0 && !Stored;) {
      const Event &E = Events[I];
      if (E.Kind == EventKind::Call && Writes(E, Place))
        Calls.insert({At, I});
      Stored = E.Kind == EventKind::Store && E.Address == Place;
      if (Stored && (G.expr(E.Value).Kind != ExprKind::Const ||
                     !Agrees(G.expr(E.Value).Value)))
        return false;
      if (!Stored && (changesAddress(E, Place) ||
                      (E.Kind == EventKind::Clobber && E.Address == Place)))
        return false;
    }
    if (Stored)
      continue;
    if (Before[At].empty())
      return false; // what it is at entry reaches the branch
    for (uint32_t From : Before[At])
      if (!Seen.test(From)) {
        Seen.set(From);
        Todo.push_back(From);
      }
  }
  return Answer.has_value() && !Calls.empty();
}

/// The branch decides whether a lock is given up that was taken before it: what
/// it reads says that the lock is held, and calls leave it alone.
///
///   mtx_lock(&sc->mtx); sc->locked = 1; ...; if (sc->locked) mtx_unlock(...);
bool Finder::decidesRelease(const Regions &Of, uint32_t B) const {
  auto Blocks = [&](EffectKind Kind, ExprId Lock) {
    llvm::BitVector Out(G.Blocks.size());
    for (uint32_t I = 0; I != G.Blocks.size(); ++I)
      for (const Event &E : G.Blocks[I].Events)
        if (E.Kind == EventKind::Effect && E.Effect == Kind && E.Lock == Lock)
          Out.set(I);
    return Out;
  };
  std::set<ExprId> Locks;
  for (const Block &Block : G.Blocks)
    for (const Event &E : Block.Events)
      if (E.Kind == EventKind::Effect && E.Effect == EffectKind::Release)
        Locks.insert(E.Lock);
  return llvm::any_of(Locks, [&](ExprId Lock) {
    if (!Of.contains(B, Blocks(EffectKind::Release, Lock)))
      return false;
    llvm::BitVector Taken = Blocks(EffectKind::Acquire, Lock);
    return llvm::any_of(Taken.set_bits(), [&](unsigned I) {
      return I == B || reachable(G, I).test(B);
    });
  });
}

void Finder::run() {
  std::set<ExprId> Stored;
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events)
      if (E.Kind == EventKind::Store && G.expr(E.Value).Kind == ExprKind::Const)
        Stored.insert(E.Address);
  if (Stored.empty())
    return;
  Before.resize(G.Blocks.size());
  for (uint32_t B = 0; B != G.Blocks.size(); ++B)
    for (BlockId To : successors(G.Blocks[B]))
      Before[To.Index].push_back(B);
  Regions Arms(G);
  std::map<EventRef, Places> Behind;
  for (uint32_t B = 0; B != G.Blocks.size(); ++B) {
    Places Asked;
    if (G.Blocks[B].Term.Kind == TermKind::Branch)
      addPlaces(G.Blocks[B].Term.Cond, Asked);
    for (ExprId Place : Asked)
      if (std::set<EventRef> Calls; Stored.contains(Place) &&
                                    isIdle(B, Place, Calls) &&
                                    !decidesRelease(Arms, B))
        for (EventRef Call : Calls)
          Behind[Call].insert(Place);
  }
  ExprBuilder Exprs(G.Exprs);
  // From the last on, so that those before keep their numbers.
  for (auto It = Behind.rbegin(); It != Behind.rend(); ++It)
    for (ExprId Place : It->second) {
      std::vector<Event> &Events = G.Blocks[It->first.Block].Events;
      Event New;
      New.Kind = EventKind::Store;
      New.Pos = Events[It->first.Index].Pos;
      New.Number = Events[It->first.Index].Number;
      New.Address = Place;
      New.Value = Exprs.unknown();
      Events.insert(Events.begin() + It->first.Index + 1, std::move(New));
    }
}

void locktidy::addGivenAway(FunctionGraph &G, MayWrite Writes) {
  Finder(G, Writes).run();
}
