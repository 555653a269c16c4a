//===- Loops.cpp - rounds of a loop in a simulation -----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What happens to a state at the end of a loop's round, so that rounds have a
// fixed point: values that grow with each get a new name, and locks that the
// next round cannot name become one lock that stands for all rounds.
//
//   for (p = head; p; p = p->next)     p is head, then ?1, and ?1 again
//     mutex_enter(&p->lock);           held head->lock (multi)
//
//===----------------------------------------------------------------------===//
#include "Solve/Simulator.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

/// A value deeper than this at the end of a loop's round is taken to grow with
/// each round (a walk along a list).
static constexpr unsigned GrowingDepth = 7;
/// Numbers of unknowns that stand for memory at the head of a loop go down from
/// here; those of Values.cpp (terms cut off) are above.
static constexpr int64_t FirstMemoryPhi = -(int64_t(1) << 40);

static void addLocals(const FunctionGraph &G, ExprId E,
                      std::set<uint32_t> &Out) {
  const Expr &X = G.expr(E);
  if (X.Kind == ExprKind::Local)
    Out.insert(X.Symbol);
  if (X.A)
    addLocals(G, X.A, Out);
  if (X.B)
    addLocals(G, X.B, Out);
}

/// Locals that a loop computes from their own values of the last round, like
/// `p = p->next`, or `n = p->next; ...; p = n`.
void Simulator::findInduction() {
  std::map<std::pair<uint32_t, uint32_t>, std::set<uint32_t>> Reads;
  for (uint32_t B = 0; B != G.Blocks.size(); ++B)
    if (Component[B] != ~0u)
      for (const Event &E : G.Blocks[B].Events)
        if (E.Kind == EventKind::Store &&
            G.expr(E.Address).Kind == ExprKind::Local)
          addLocals(G, E.Value,
                    Reads[{Component[B], G.expr(E.Address).Symbol}]);
  for (auto &[Of, From] : Reads) {
    std::set<uint32_t> Seen;
    llvm::SmallVector<uint32_t, 8> Todo(From.begin(), From.end());
    while (!Todo.empty()) {
      uint32_t L = Todo.pop_back_val();
      if (!Seen.insert(L).second)
        continue;
      if (auto It = Reads.find({Of.first, L}); It != Reads.end())
        Todo.append(It->second.begin(), It->second.end());
    }
    if (Seen.contains(Of.second))
      StoredIn[Of.first].Inductive.insert(Of.second);
  }
}

/// A lock taken in a loop by a name that means another lock by the end of the
/// round, and still held: from here on it stands for the locks of all rounds.
void Simulator::foldLocks(BlockId Head, State &S) {
  uint32_t Loop = Component[Head.Index];
  for (const NotHeldLock &L : S.NotHeld)
    if (!L.New && Component[L.Since.Block] == Loop)
      Rounds.GivenUp.try_emplace({Loop, lockClassOf(G, L.Lock)}, L.Since);
  for (HeldLock &L : S.Held) {
    if (L.Multi || L.Entry || L.From.Callee ||
        Component[L.From.At.Block] != Loop)
      continue;
    ExprId Written = F.event(L.From.At).Lock;
    L.Multi = Written && evaluate(S, Written) != L.Lock;
    if (!L.Multi || isReachable(Head, S, L.Lock))
      continue;
    HeldLock Left = L;
    Left.Multi = false;
    Left.May |= S.marks();
    if (isHandedOver(Loop, Written))
      Left.May |= MarkUnknownCallee;
    auto [Known, New] = Rounds.Left.try_emplace({Loop, L.From.At}, Left);
    if (!New && Left.May < Known->second.May)
      Known->second = Left;
  }
  mergeMulti(S);
}

/// One lock stands for all of its class that earlier rounds took.
void Simulator::mergeMulti(State &S) const {
  llvm::SmallVector<LockClass, 4> Seen;
  llvm::erase_if(S.Held, [&](const HeldLock &L) {
    LockClass C = L.Multi ? lockClassOf(G, L.Lock) : LockClass();
    if (!C)
      return false;
    bool Again = llvm::is_contained(Seen, C);
    if (!Again)
      Seen.push_back(C);
    return Again;
  });
}

/// Whether the loop passes the object of the lock that is written \p Lock to a
/// function without body, which may release it.
bool Simulator::isHandedOver(uint32_t Loop, ExprId Lock) const {
  for (uint32_t B = 0; B != G.Blocks.size(); ++B)
    for (const Event &E : G.Blocks[B].Events) {
      if (Component[B] != Loop || E.Kind != EventKind::Call)
        continue;
      const Expr &To = G.expr(E.Callee);
      const SolvedFunction *Known = To.Kind == ExprKind::Function
                                        ? P.function(FunctionId(To.Symbol))
                                        : nullptr;
      if (!Known && llvm::any_of(E.Args, [&](ExprId Arg) {
            return Arg && G.expr(Arg).Kind != ExprKind::Const &&
                   mentions(Lock, Arg);
          }))
        return true;
    }
  return false;
}

/// Whether the next round can still name \p Lock: its object, or its index in
/// an array, is in a variable that is read, or was put into memory.
bool Simulator::isReachable(BlockId Head, const State &S, ExprId Lock) const {
  ExprId Base = Lock;
  for (;; Base = G.expr(Base).A) {
    const Expr &X = G.expr(Base);
    if (X.Kind == ExprKind::Index) {
      Base = X.B;
      break;
    }
    if (X.Kind != ExprKind::Field && X.Kind != ExprKind::Outer)
      break;
  }
  const Expr &X = G.expr(Base);
  if (X.Kind == ExprKind::Load && G.expr(X.A).Kind == ExprKind::Local &&
      !S.memory(X.A))
    return true; // a parameter that still has its value
  return llvm::any_of(S.Memory, [&](const auto &M) {
    const Expr &Slot = G.expr(M.first);
    return M.second == Base && (Slot.Kind != ExprKind::Local ||
                                Live.localAtEntry(Head, LocalId(Slot.Symbol)));
  });
}

/// Classes of which the function gives up locks that a loop collected: one walk
/// takes them, another releases them.
std::set<LockClass> Simulator::collectedClasses() const {
  std::set<LockClass> Found;
  for (const Observation &O : F.Observations)
    if (O.Effect == EffectKind::Release && !O.Callee && O.Class &&
        llvm::none_of(O.Held, [&](const HeldLock &L) {
          return L.Lock == O.Lock && !L.Multi;
        }))
      for (const HeldLock &L : O.Held)
        if (L.Multi && lockClassOf(G, L.Lock) == O.Class)
          Found.insert(O.Class);
  return Found;
}

/// Of the locks that a round left held, those that other paths of a round give
/// up, and that nothing behind the loop does: a loop that collects locks has
/// another one that releases them.
void Simulator::findRoundLeaks(const std::set<LockClass> &Collected) {
  for (const auto &[Where, Lock] : Rounds.Left) {
    LockClass Class = lockClassOf(G, Lock.Lock);
    std::optional<EventRef> Freed;
    if (auto It = Rounds.GivenUp.find({Where.first, Class});
        It != Rounds.GivenUp.end())
      Freed = It->second;
    for (const Observation &O : F.Observations) {
      if (O.Effect != EffectKind::Release || O.Callee)
        continue;
      const HeldLock *Same = llvm::find_if(
          O.Held, [&](const HeldLock &L) { return L.Lock == O.Lock; });
      if (Same != O.Held.end() && !Same->Multi && Same->From == Lock.From &&
          (!Freed || O.At < *Freed))
        Freed = O.At;
    }
    if (Freed && !Collected.contains(Class))
      F.RoundLeaks.push_back({Lock, *Freed});
  }
}

/// How many rounds the two walks of a function make that collects locks is not
/// followed: what is left of them at an exit, in the state, may have been
/// released, here or in a callee.
void Simulator::doubtCollected(const std::set<LockClass> &Collected) {
  auto LeftByRound = [&](const HeldLock &L) {
    return llvm::any_of(Rounds.Left, [&](const auto &Left) {
      return !L.From.Callee && Left.first.second == L.From.At;
    });
  };
  auto Collects = [&](LockClass C) {
    return llvm::any_of(F.Exits, [&](const Exit &X) {
      return llvm::any_of(X.Held, [&](const HeldLock &L) {
        return L.Multi && !L.Entry && lockClassOf(G, L.Lock) == C;
      });
    });
  };
  auto GivesInCallee = [&](LockClass C) {
    return llvm::any_of(G.Blocks, [&](const Block &B) {
      return llvm::any_of(B.Events, [&](const Event &E) {
        const NetLocks::Net *To = P.Net.callee(P.Prog, G, E);
        return To && To->Gives.count(C) && !To->Takes.count(C);
      });
    });
  };
  auto TakenInCallee = [&](const HeldLock &L) {
    LockClass C =
        L.From.Callee && !L.Entry ? lockClassOf(G, L.Lock) : LockClass();
    return C &&
           (Rounds.Collected.contains(C) || (Collects(C) && GivesInCallee(C)));
  };
  for (Exit &X : F.Exits)
    for (HeldLock &L : X.Held)
      if (((L.Multi || LeftByRound(L)) &&
           Collected.contains(lockClassOf(G, L.Lock))) ||
          TakenInCallee(L))
        L.May |= MarkSameObject;
}

/// Gives \p Value the name of \p Site in every term; what had that name is from
/// an earlier round.
ExprId Simulator::rename(State &S, ExprId Value, int64_t Site) {
  if (G.expr(Value).Kind == ExprKind::Const)
    return fresh(S, Site);
  // By way of another name: the value may be made of the earlier one.
  ExprId Between = Terms.unknown(Site, 2);
  substitute(S, Value, Between);
  ExprId Now = fresh(S, Site);
  substitute(S, Between, Now);
  return Now;
}

/// \p Last is about to be one of all older values. A lock found by what a
/// variable has still, by fields and pointers, is that one: what is known of
/// the variable goes with it. Not one in an array: an index may come again.
///
///   if (p->owner != last) {            last: ?1->owner, before the next p
///     if (last) unlock(&last->lock);   is ?1
///     last = p->owner; lock(&last->lock);
///   }
void Simulator::keepNames(State &S, ExprId Last) {
  auto Finds = [&](ExprId Value) {
    return llvm::any_of(S.Held, [&](const HeldLock &L) {
      ExprId Base = L.Lock;
      auto Steps = [&](ExprKind K) {
        return K == ExprKind::Field || K == ExprKind::Load;
      };
      while (Steps(G.expr(Base).Kind) && G.expr(Base).A != Value)
        Base = G.expr(Base).A;
      return !L.Multi && Steps(G.expr(Base).Kind);
    });
  };
  for (uint32_t Slot = 0; Slot != G.Locals.size(); ++Slot) {
    ExprId Value = S.memory(Terms.local(LocalId(Slot)));
    if (!Value || !mentions(Value, Last) || !Finds(Value))
      continue;
    rename(S, Value,
           FirstPhi + int64_t(G.Blocks.size()) * G.Locals.size() + Slot);
  }
}

/// At the end of a loop's round, a variable whose value grows with every round
/// gets a new name; locks held through the last round's name become "old".
void Simulator::widenLoop(BlockId Head, State &S) {
  const Stores &Loop = StoredIn[Component[Head.Index]];
  for (uint32_t Slot : Loop.Locals) {
    ExprId Value = S.memory(Terms.local(LocalId(Slot)));
    if (!Value || !Live.localAtEntry(Head, LocalId(Slot)))
      continue;
    const Expr X = G.expr(Value);
    bool Growing;
    switch (X.Kind) {
    case ExprKind::Const:
      Growing =
          Loop.Computed.contains(Slot) && !Literals[Slot].contains(X.Value);
      break;
    case ExprKind::Unknown:
    case ExprKind::Local:
    case ExprKind::Global:
    case ExprKind::Function:
      Growing = false;
      break;
    case ExprKind::Add:
    case ExprKind::Sub:
    case ExprKind::Mul:
    case ExprKind::Shl:
    case ExprKind::Shr:
      Growing = true;
      break;
    default:
      // What was passed has not grown.
      Growing =
          (Loop.Inductive.contains(Slot) &&
           (X.Kind != ExprKind::Load || G.expr(X.A).Kind != ExprKind::Local)) ||
          depth(Value) > GrowingDepth;
    }
    if (!Growing)
      continue;
    Range Known = rangeOf(S, Value);
    ExprId Phi = rename(
        S, Value, FirstPhi + int64_t(Head.Index) * G.Locals.size() + Slot);
    S.setMemory(Terms.local(LocalId(Slot)), Phi);
    // A bound that moves with each round would never settle.
    Known = Known.widened();
    if (!Known.isAll())
      S.setFact({Phi, Known, false, false, false});
  }
}

/// The same for fields, globals and what a pointer points to that a loop
/// computes from their own values: `sc->head = (sc->head + 1) % SIZE`.
void Simulator::widenMemory(BlockId Head, State &S) {
  const Stores &Loop = StoredIn[Component[Head.Index]];
  llvm::SmallVector<ExprId, 4> Addresses;
  for (auto [Address, Value] : S.Memory) {
    const Expr &A = G.expr(Address);
    ExprKind K = G.expr(Value).Kind;
    if (Loop.Memory.contains({A.Kind, A.Symbol}) && K != ExprKind::Const &&
        K != ExprKind::Unknown)
      Addresses.push_back(Address);
  }
  for (ExprId Address : Addresses) {
    ExprId Value = S.memory(Address);
    if (!Value)
      continue; // renamed with another
    const Expr A = G.expr(Address);
    int64_t Site =
        FirstMemoryPhi - int64_t(Address.Index) * G.Blocks.size() - Head.Index;
    bool Growing =
        depth(Value) > GrowingDepth ||
        mentions(Value, Terms.unknown(Site, 0)) ||
        (A.Kind == ExprKind::Field ? loadsField(G, Value, A.Symbol)
                                   : mentions(Value, Terms.load(Address)));
    if (Growing)
      S.setMemory(Address, rename(S, Value, Site));
  }
}
