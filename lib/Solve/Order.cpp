//===- Order.cpp - the lock order graph -----------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Cycles are searched inside strongly connected components: for each edge the
// shortest way back (breadth first). Every cycle found is rotated to a
// canonical start, so that each is reported once, not once per thread.
//
//===----------------------------------------------------------------------===//
#include "Solve/Order.h"
#include "Solve/Components.h"
#include "Solve/Phases.h"
#include "llvm/ADT/STLExtras.h"
#include <deque>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>

using namespace locktidy;

namespace {

constexpr size_t MaxWitnesses = 16, MaxCycleLength = 6;

class OrderFinder {
public:
  explicit OrderFinder(const SolvedProgram &P) : P(P), Phase(P) {}
  OrderGraph run();

private:
  void addObservation(uint32_t Function, const Observation &O, bool IsUpcall);
  void addEdge(LockClass From, LockClass To, OrderWitness W);
  unsigned length(const OrderWitness &W) const;
  bool isOrdered(LockClass C, StringId Kind) const;
  bool isUpToCallers(uint32_t Function, const Observation &O) const;
  void findCalled();
  LockClass pointed(LockClass C) const;
  std::vector<LockClass> stillHeld(uint32_t Function,
                                   const Observation &O) const;
  std::vector<LockClass> heldExclusively(uint32_t Function,
                                         const Observation &O) const;
  void findCycles();
  std::vector<uint32_t> wayBack(uint32_t Edge) const;
  bool chooseWitnesses(OrderCycle &C) const;
  bool chooseFrom(uint32_t First, OrderCycle &C) const;
  bool needsWriter(const OrderCycle &C) const;
  bool isBeforeUpcalls(const std::vector<uint32_t> &Cycle) const;
  bool isNewSlip(const std::vector<uint32_t> &Cycle);

  const SolvedProgram &P;
  std::set<LockClass> Written; ///< some thread waits to have it alone
  Phases Phase;
  llvm::BitVector Called; ///< by another function, or its address is taken
  OrderGraph Graph;
  std::map<std::pair<LockClass, LockClass>, OrderEdge> Found;
  std::map<LockClass, std::vector<uint32_t>> Out; ///< edges by From
  /// A place that takes a lock of a class against the order of the others.
  using Slip = std::tuple<uint32_t, EventRef, LockClass>;
  std::set<Slip> Slips;
  std::set<LockClass> Nested; ///< one is taken while another is held
};

} // namespace

/// Each device has its own.
static bool isOfDevice(LockClass C) {
  return C.What == LockClass::Field || C.What == LockClass::PointerField;
}

/// The class of the locks that a pointer of class \p C points at.
LockClass OrderFinder::pointed(LockClass C) const {
  if (C.What != LockClass::PointerField)
    return C;
  auto It = P.Pointed.Classes.find(C.Symbol);
  return It == P.Pointed.Classes.end() ? C : It->second;
}

bool OrderFinder::isOrdered(LockClass C, StringId Kind) const {
  const LockKind *K = P.Prog.kind(Kind);
  return C && !(K && K->OrderExempt);
}

void OrderFinder::findCalled() {
  Called.resize(P.Functions.size());
  auto Add = [&](FunctionId F) {
    if (uint32_t I = P.Prog.GraphOf[F.Index]; I != Program::NoGraph)
      Called.set(I);
  };
  for (const Binding &B : P.Prog.All.Bindings)
    Add(B.Target);
  for (const SolvedFunction &F : P.Functions)
    for (const Block &B : F.Graph.Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Call &&
            F.Graph.expr(E.Callee).Kind == ExprKind::Function)
          Add(FunctionId(F.Graph.expr(E.Callee).Symbol));
}

/// The lock is taken when it turns out that the caller does not hold it: which
/// callers there are tells what is held then.
bool OrderFinder::isUpToCallers(uint32_t Function, const Observation &O) const {
  return Called.test(Function) && O.Lock &&
         llvm::is_contained(O.EntryFree, O.Lock);
}

const HeldLock &locktidy::heldLock(const OrderWitness &W) {
  const Observation &O = *W.Seen;
  size_t Here = O.Held.size();
  return W.Held < Here ? O.Held[W.Held] : O.Within[W.Held - Here];
}

/// In which modes the one lock is held and the other waited for.
static std::pair<LockMode, LockMode> modes(const OrderWitness &W) {
  return {heldLock(W).Mode, W.Seen->Mode};
}

/// How many of the two locks are taken exclusively.
static unsigned strength(const OrderWitness &W) {
  auto [Held, Waited] = modes(W);
  return (Held == LockMode::Exclusive) + (Waited == LockMode::Exclusive);
}

unsigned OrderFinder::length(const OrderWitness &W) const {
  const Observation &O = *W.Seen;
  const SummaryEvent *E = calleeEvent(P, O);
  return (E ? E->Depth + 1 : 0) + (heldLock(W).From.Callee ? 1 : 0);
}

/// Locks that every caller of a function holds exclusively, and that the
/// function has not given up at \p O.
std::vector<LockClass> OrderFinder::stillHeld(uint32_t Function,
                                              const Observation &O) const {
  std::vector<LockClass> Out;
  auto It = Graph.FromFields.HeldAtEntry.find(Function);
  if (It == Graph.FromFields.HeldAtEntry.end())
    return Out;
  std::set<LockClass> Gone(O.DroppedClasses.begin(), O.DroppedClasses.end());
  for (ExprId Lock : O.Dropped)
    Gone.insert(lockClassOf(P.Functions[Function].Graph, Lock));
  for (LockClass C : It->second)
    if (!Gone.contains(C) && !Gone.contains(LockClass()))
      Out.push_back(pointed(C));
  return Out;
}

/// The classes of the locks that keep other threads from being at \p O, sorted.
std::vector<LockClass>
OrderFinder::heldExclusively(uint32_t Function, const Observation &O) const {
  std::vector<LockClass> Out = stillHeld(Function, O);
  for (const HeldLock &L : llvm::concat<const HeldLock>(O.Held, O.Within))
    if (LockClass C = pointed(lockClassOf(P.Functions[Function].Graph, L.Lock));
        C && L.Mode == LockMode::Exclusive && !L.May)
      Out.push_back(C);
  llvm::sort(Out);
  Out.erase(llvm::unique(Out), Out.end());
  return Out;
}

void OrderFinder::addObservation(uint32_t Function, const Observation &O,
                                 bool IsUpcall) {
  const SolvedFunction &F = P.Functions[Function];
  LockClass To = pointed(O.Class);
  if (O.Effect == EffectKind::Acquire && !O.Try &&
      O.Mode == LockMode::Exclusive && !Phase.isAlone(Function, O.At))
    Written.insert(To);
  if (O.Effect != EffectKind::Acquire || O.Try || O.May ||
      O.Problem != Clash::None || !isOrdered(To, O.Kind))
    return;
  if ((O.Held.empty() && O.Within.empty()) || isUpToCallers(Function, O))
    return;
  if (innermost(P, F, O).event().Nested)
    return;
  bool Alone = Phase.isAlone(Function, O.At);
  std::vector<LockClass> Surely = heldExclusively(Function, O);
  if (!isOfDevice(To) && llvm::is_contained(stillHeld(Function, O), To))
    return; // taken before, by whoever called
  for (uint32_t H = 0; H != O.Held.size() + O.Within.size(); ++H) {
    OrderWitness W{Function, &O, IsUpcall, H, {}};
    const HeldLock &L = heldLock(W);
    LockClass From = pointed(lockClassOf(F.Graph, L.Lock));
    if ((L.May & ~MarkPointerCallee) || !isOrdered(From, L.Kind))
      continue;
    if (From == To) {
      if (O.Lock && O.Lock != L.Lock)
        Nested.insert(From);
      continue;
    }
    if (Phase.isLastHold(Function, O.At, L.Lock))
      continue;
    // Nobody else can hold a lock of a device that is not yet published.
    if (Alone && (isOfDevice(From) || isOfDevice(To)))
      continue;
    llvm::copy_if(Surely, std::back_inserter(W.Gates),
                  [&](LockClass C) { return C != From && C != To; });
    addEdge(From, To, std::move(W));
  }
}

void OrderFinder::addEdge(LockClass From, LockClass To, OrderWitness W) {
  OrderEdge &Edge = Found[{From, To}];
  ++Edge.Places;
  std::vector<OrderWitness> &All = Edge.Witnesses;
  for (OrderWitness &Old : All)
    if (Old.Gates == W.Gates && modes(Old) == modes(W)) {
      if (length(W) < length(Old))
        Old = std::move(W);
      return;
    }
  if (All.size() < MaxWitnesses)
    All.insert(llvm::find_if(All,
                             [&](const OrderWitness &Old) {
                               return strength(Old) < strength(W);
                             }),
               std::move(W));
}

/// The shortest way from the end of an edge back to its start.
std::vector<uint32_t> OrderFinder::wayBack(uint32_t Edge) const {
  LockClass Goal = Graph.Edges[Edge].From;
  std::map<LockClass, uint32_t> Into; // class -> edge by which it was reached
  std::deque<LockClass> Todo{Graph.Edges[Edge].To};
  Into[Todo.front()] = Edge;
  while (!Todo.empty()) {
    LockClass Now = Todo.front();
    Todo.pop_front();
    auto It = Out.find(Now);
    if (It == Out.end())
      continue;
    for (uint32_t E : It->second) {
      LockClass To = Graph.Edges[E].To;
      if (To == Goal) {
        std::vector<uint32_t> Way{E};
        for (LockClass C = Now; C != Graph.Edges[Edge].To;) {
          Way.push_back(Into[C]);
          C = Graph.Edges[Into[C]].From;
        }
        Way.push_back(Edge);
        std::reverse(Way.begin(), Way.end());
        return Way;
      }
      if (Into.try_emplace(To, E).second)
        Todo.push_back(To);
    }
  }
  return {};
}

/// Picks a witness for each edge such that no gate is common to all of them.
bool OrderFinder::chooseWitnesses(OrderCycle &C) const {
  const auto &First = Graph.Edges[C.Edges.front()].Witnesses;
  std::vector<uint32_t> ByGates(First.size());
  std::iota(ByGates.begin(), ByGates.end(), 0);
  llvm::sort(ByGates, [&](uint32_t A, uint32_t B) {
    return std::pair(First[A].Gates.size(), A) <
           std::pair(First[B].Gates.size(), B);
  });
  return llvm::any_of(ByGates, [&](uint32_t W) { return chooseFrom(W, C); });
}

/// The same, given the witness of the first edge.
bool OrderFinder::chooseFrom(uint32_t First, OrderCycle &C) const {
  C.Witness = {First};
  std::vector<LockClass> Common =
      Graph.Edges[C.Edges.front()].Witnesses[First].Gates;
  for (uint32_t E : llvm::drop_begin(C.Edges)) {
    const auto &All = Graph.Edges[E].Witnesses;
    // The one with the fewest gates left in common.
    uint32_t Best = 0;
    std::vector<LockClass> Least;
    for (uint32_t W = 0; W != All.size(); ++W) {
      std::vector<LockClass> Left;
      std::set_intersection(Common.begin(), Common.end(), All[W].Gates.begin(),
                            All[W].Gates.end(), std::back_inserter(Left));
      if (W == 0 || Left.size() < Least.size()) {
        Best = W;
        Least = std::move(Left);
      }
    }
    C.Witness.push_back(Best);
    Common = std::move(Least);
  }
  return Common.empty();
}

/// Of two threads that both share a lock none waits for the other: a third one
/// that waits to have it alone must come between. (Readers wait behind it, or
/// it would wait for ever: rwlock(9).) Nobody who does is known.
bool OrderFinder::needsWriter(const OrderCycle &C) const {
  size_t N = C.Edges.size();
  auto Modes = [&](size_t I) {
    return modes(Graph.Edges[C.Edges[I]].Witnesses[C.Witness[I]]);
  };
  for (size_t I = 0; I != N; ++I)
    if (Modes(I).second == LockMode::Shared &&
        Modes((I + 1) % N).first == LockMode::Shared &&
        !Written.contains(Graph.Edges[C.Edges[I]].To))
      return true;
  return false;
}

/// Whether a cycle is new: of its edges, one that the fewest places make is the
/// one to be mended. Such a slip, under several locks or closed by several ways
/// back, is told once.
bool OrderFinder::isNewSlip(const std::vector<uint32_t> &Cycle) {
  unsigned Least = ~0u;
  for (uint32_t E : Cycle)
    Least = std::min(Least, Graph.Edges[E].Places);
  std::optional<Slip> First;
  for (uint32_t E : Cycle) {
    const OrderEdge &Edge = Graph.Edges[E];
    if (Edge.Places != Least)
      continue;
    const OrderWitness &W = Edge.Witnesses.front();
    Slip S{W.Function, W.Seen->At, Edge.To};
    if (Slips.contains(S))
      return false;
    if (!First)
      First = S;
  }
  Slips.insert(*First);
  return true;
}

/// Whether a framework's call of its driver closes the cycle, and the other
/// side is seen in attach routines alone: the framework may not know the device
/// yet.
bool OrderFinder::isBeforeUpcalls(const std::vector<uint32_t> &Cycle) const {
  auto All = [&](uint32_t E, auto Test) {
    return llvm::all_of(Graph.Edges[E].Witnesses, Test);
  };
  return llvm::any_of(Cycle,
                      [&](uint32_t E) {
                        return All(
                            E, [](const OrderWitness &W) { return W.Upcall; });
                      }) &&
         llvm::any_of(Cycle, [&](uint32_t E) {
           return All(E, [&](const OrderWitness &W) {
             return Phase.isSetup(W.Function);
           });
         });
}

void OrderFinder::findCycles() {
  std::set<std::vector<uint32_t>> Seen;
  std::set<uint32_t> Told; // edges that are in a cycle already
  std::vector<std::vector<uint32_t>> Ways;
  for (uint32_t E = 0; E != Graph.Edges.size(); ++E)
    if (std::vector<uint32_t> Way = wayBack(E);
        !Way.empty() && Way.size() <= MaxCycleLength)
      Ways.push_back(std::move(Way));
  llvm::sort(Ways, [](const auto &A, const auto &B) {
    return std::make_pair(A.size(), A) < std::make_pair(B.size(), B);
  });
  for (std::vector<uint32_t> &Way : Ways) {
    // Edges are sorted by class: the least edge starts the cycle.
    std::rotate(Way.begin(), std::min_element(Way.begin(), Way.end()),
                Way.end());
    bool New = llvm::any_of(Way, [&](uint32_t E) { return !Told.contains(E); });
    if (!New || !Seen.insert(Way).second)
      continue;
    OrderCycle C{Way, {}, 0};
    if (llvm::any_of(Way, [&](uint32_t E) {
          return Nested.contains(Graph.Edges[E].From);
        }))
      C.May = MarkSameObject;
    if (isBeforeUpcalls(Way))
      C.May |= MarkTarget;
    if (!chooseWitnesses(C) || !isNewSlip(Way))
      continue;
    if (needsWriter(C))
      C.May |= MarkReaders;
    Told.insert(Way.begin(), Way.end());
    Graph.Cycles.push_back(std::move(C));
  }
}

OrderGraph OrderFinder::run() {
  Graph.FromFields = findUpcalls(P);
  findCalled();
  for (uint32_t F = 0; F != P.Functions.size(); ++F)
    for (const Observation &O : P.Functions[F].Observations)
      addObservation(F, O, false);
  for (const Upcall &U : Graph.FromFields.Acquires)
    addObservation(U.Function, U.Seen, true);
  for (auto &[Ends, Edge] : Found) {
    Out[Ends.first].push_back(Graph.Edges.size());
    Graph.Edges.push_back(
        {Ends.first, Ends.second, std::move(Edge.Witnesses), Edge.Places});
  }
  findCycles();
  return std::move(Graph);
}

OrderGraph locktidy::findOrder(const SolvedProgram &P) {
  return OrderFinder(P).run();
}
