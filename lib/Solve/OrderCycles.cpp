//===- OrderCycles.cpp - the cycles of the lock order graph ---------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/OrderCycles.h"
#include "llvm/ADT/STLExtras.h"
#include <numeric>
#include <optional>
#include <tuple>

using namespace locktidy;

namespace {

constexpr size_t MaxCycleLength = 6;
/// With an edge that is doubtful.
constexpr size_t MaxDoubtfulLength = 3;
/// Witnesses tried for one cycle.
constexpr unsigned MaxTries = 4096;

class CycleFinder {
public:
  CycleFinder(OrderGraph &Graph, const OrderFacts &Facts)
      : Graph(Graph), Facts(Facts) {}
  void run();

private:
  void tell(uint32_t Begin, uint32_t End, size_t MaxLength);
  std::vector<uint32_t> wayBack(uint32_t Edge, size_t MaxLength) const;
  const OrderWitness &witness(const OrderCycle &C, size_t I) const {
    return Graph.edge(C.Edges[I]).Witnesses[C.Witness[I]];
  }
  bool canMeet(uint32_t EdgeA, const OrderWitness &A, uint32_t EdgeB,
               const OrderWitness &B) const;
  bool isOfOneDevice(const OrderCycle &C) const;
  bool chooseWitnesses(OrderCycle &C, unsigned &Tries) const;
  Marks marks(const OrderCycle &C) const;
  bool needsWriter(const OrderCycle &C) const;
  bool isBeforeUpcalls(const std::vector<uint32_t> &Cycle) const;
  bool isNewSlip(const std::vector<uint32_t> &Cycle);

  OrderGraph &Graph;
  const OrderFacts &Facts;
  /// The edges that are certain, by From.
  std::map<LockClass, std::vector<uint32_t>> Out;
  std::set<LockClass> Nested;
  /// A place that takes a lock of a class against the order of the others.
  using Slip = std::tuple<uint32_t, EventRef, LockClass>;
  std::set<Slip> Slips;
};

} // namespace

/// The shortest way from the end of an edge back to its start, as a cycle of at
/// most \p MaxLength edges.
std::vector<uint32_t> CycleFinder::wayBack(uint32_t Edge,
                                           size_t MaxLength) const {
  LockClass Goal = Graph.edge(Edge).From, Start = Graph.edge(Edge).To;
  std::map<LockClass, uint32_t> Into; // class -> edge by which it was reached
  std::vector<LockClass> Reached{Start};
  Into[Start] = Edge;
  for (size_t Length = 2; Length <= MaxLength && !Reached.empty(); ++Length) {
    std::vector<LockClass> Next;
    for (LockClass Now : Reached) {
      auto It = Out.find(Now);
      if (It == Out.end())
        continue;
      for (uint32_t E : It->second) {
        LockClass To = Graph.Edges[E].To;
        if (To == Goal) {
          std::vector<uint32_t> Way{E};
          for (LockClass C = Now; C != Start;) {
            Way.push_back(Into[C]);
            C = Graph.edge(Into[C]).From;
          }
          Way.push_back(Edge);
          std::reverse(Way.begin(), Way.end());
          return Way;
        }
        if (Into.try_emplace(To, E).second)
          Next.push_back(To);
      }
    }
    Reached = std::move(Next);
  }
  return {};
}

/// Whether two threads of a cycle can be there at one time: they hold no lock
/// in common which one of them has alone.
bool CycleFinder::canMeet(uint32_t EdgeA, const OrderWitness &A, uint32_t EdgeB,
                          const OrderWitness &B) const {
  auto Exclude = [](const Gate &G, const Gate &H) {
    return G.Class == H.Class &&
           (G.Mode == LockMode::Exclusive || H.Mode == LockMode::Exclusive);
  };
  auto AnyExcludes = [&](const OrderWitness &W, const Gate &G) {
    return llvm::any_of(W.Gates, [&](const Gate &H) { return Exclude(G, H); });
  };
  Gate FromA{Graph.edge(EdgeA).From, heldLock(A).Mode};
  Gate FromB{Graph.edge(EdgeB).From, heldLock(B).Mode};
  return !AnyExcludes(B, FromA) && !AnyExcludes(A, FromB) &&
         llvm::none_of(A.Gates,
                       [&](const Gate &G) { return AnyExcludes(B, G); });
}

/// Whether the lock that one thread waits for may be the one that the next one
/// holds.
static bool canBlock(const OrderWitness &Waits, const OrderWitness &Holds) {
  return !Waits.WaitedIn || !Holds.HeldIn || Waits.WaitedIn == Holds.HeldIn;
}

/// Whether the threads of a cycle must all be about the same device.
bool CycleFinder::isOfOneDevice(const OrderCycle &C) const {
  auto IsOfDevice = [&](uint32_t E) { return isOfDevice(Graph.edge(E).From); };
  return C.Edges.size() == 2 ? llvm::any_of(C.Edges, IsOfDevice)
                             : llvm::all_of(C.Edges, IsOfDevice);
}

/// Picks a witness for each further edge such that all threads can meet; for
/// each the ones with the fewest gates first.
bool CycleFinder::chooseWitnesses(OrderCycle &C, unsigned &Tries) const {
  size_t I = C.Witness.size();
  if (I == C.Edges.size())
    return true;
  const std::vector<OrderWitness> &All = Graph.edge(C.Edges[I]).Witnesses;
  std::vector<uint32_t> ByGates(All.size());
  std::iota(ByGates.begin(), ByGates.end(), 0);
  llvm::sort(ByGates, [&](uint32_t A, uint32_t B) {
    return std::pair(All[A].Gates.size(), A) <
           std::pair(All[B].Gates.size(), B);
  });
  bool OneDevice = isOfOneDevice(C);
  llvm::SmallVector<LockClass, 4> Locks;
  for (uint32_t E : C.Edges)
    Locks.push_back(Graph.edge(E).From);
  for (uint32_t W : ByGates) {
    if (Tries++ == MaxTries)
      return false;
    bool Meets = (I == 0 || canBlock(witness(C, I - 1), All[W])) &&
                 (I + 1 != C.Edges.size() || canBlock(All[W], witness(C, 0)));
    for (size_t J = 0; J != I && Meets; ++J)
      Meets = canMeet(C.Edges[J], witness(C, J), C.Edges[I], All[W]) &&
              !(OneDevice &&
                Facts.Exclude(witness(C, J).Function, All[W].Function, Locks));
    if (!Meets)
      continue;
    C.Witness.push_back(W);
    if (chooseWitnesses(C, Tries))
      return true;
    C.Witness.pop_back();
  }
  return false;
}

/// Of two threads that both share a lock none waits for the other: a third one
/// that waits to have it alone must come between. (Readers wait behind it, or
/// it would wait for ever: rwlock(9).) Nobody who does is known.
bool CycleFinder::needsWriter(const OrderCycle &C) const {
  size_t N = C.Edges.size();
  auto Modes = [&](size_t I) { return modes(witness(C, I)); };
  for (size_t I = 0; I != N; ++I)
    if (Modes(I).second == LockMode::Shared &&
        Modes((I + 1) % N).first == LockMode::Shared &&
        !Facts.Written.contains(Graph.edge(C.Edges[I]).To))
      return true;
  return false;
}

/// Whether a cycle is new: of its edges, one that the fewest places make is the
/// one to be mended. Such a slip, under several locks or closed by several ways
/// back, is told once.
bool CycleFinder::isNewSlip(const std::vector<uint32_t> &Cycle) {
  unsigned Least = ~0u;
  for (uint32_t E : Cycle)
    Least = std::min(Least, Graph.edge(E).Places);
  std::optional<Slip> First;
  for (uint32_t E : Cycle) {
    const OrderEdge &Edge = Graph.edge(E);
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
bool CycleFinder::isBeforeUpcalls(const std::vector<uint32_t> &Cycle) const {
  auto All = [&](uint32_t E, auto Test) {
    return llvm::all_of(Graph.edge(E).Witnesses, Test);
  };
  return llvm::any_of(Cycle,
                      [&](uint32_t E) {
                        return All(
                            E, [](const OrderWitness &W) { return W.Upcall; });
                      }) &&
         llvm::any_of(Cycle, [&](uint32_t E) {
           return All(E, [&](const OrderWitness &W) {
             return Facts.IsSetup(W.Function);
           });
         });
}

/// What the cycle rests on, its witnesses chosen.
Marks CycleFinder::marks(const OrderCycle &C) const {
  Marks May = 0;
  bool Nests = llvm::any_of(
      C.Edges, [&](uint32_t E) { return Nested.contains(Graph.edge(E).From); });
  for (size_t I = 0; I != C.Edges.size(); ++I)
    May |= witness(C, I).May;
  for (size_t I = 0; Nests && I != C.Edges.size(); ++I)
    if (!witness(C, I).SameObject)
      May |= MarkSameObject;
  for (size_t I = 0; I != C.Edges.size(); ++I)
    for (LockClass L : witness(C, I).Yielded)
      for (size_t J = 0; J != I; ++J)
        if (llvm::is_contained(witness(C, J).Yielded, L))
          May |= MarkContext;
  if (isBeforeUpcalls(C.Edges))
    May |= MarkTarget;
  if (needsWriter(C))
    May |= MarkReaders;
  return May;
}

void CycleFinder::run() {
  for (uint32_t E = 0; E != Graph.Edges.size(); ++E)
    Out[Graph.Edges[E].From].push_back(E);
  for (const Nesting &N : Graph.Nestings)
    if (!N.InRounds)
      Nested.insert(N.Class);
  tell(0, Graph.Edges.size(), MaxCycleLength);
  tell(Graph.Edges.size(), Graph.numEdges(), MaxDoubtfulLength);
}

/// Tells the cycles of the edges from \p Begin to \p End, each with the
/// shortest way back by edges that are certain.
void CycleFinder::tell(uint32_t Begin, uint32_t End, size_t MaxLength) {
  std::set<std::vector<uint32_t>> Seen;
  std::set<uint32_t> Told; // edges that are in a cycle already
  std::vector<std::vector<uint32_t>> Ways;
  for (uint32_t E = Begin; E != End; ++E)
    if (std::vector<uint32_t> Way = wayBack(E, MaxLength); !Way.empty())
      Ways.push_back(std::move(Way));
  llvm::sort(Ways, [](const auto &A, const auto &B) {
    return std::make_pair(A.size(), A) < std::make_pair(B.size(), B);
  });
  for (std::vector<uint32_t> &Way : Ways) {
    // The edge of the least class starts the cycle.
    std::rotate(Way.begin(),
                llvm::min_element(Way,
                                  [&](uint32_t A, uint32_t B) {
                                    return Graph.edge(A).From <
                                           Graph.edge(B).From;
                                  }),
                Way.end());
    bool New = llvm::any_of(Way, [&](uint32_t E) { return !Told.contains(E); });
    if (!New || !Seen.insert(Way).second)
      continue;
    OrderCycle C{Way, {}, 0};
    unsigned Tries = 0;
    if (!chooseWitnesses(C, Tries) || !isNewSlip(Way))
      continue;
    C.May = marks(C);
    Told.insert(Way.begin(), Way.end());
    Graph.Cycles.push_back(std::move(C));
  }
}

void locktidy::findCycles(OrderGraph &Graph, const OrderFacts &Facts) {
  CycleFinder(Graph, Facts).run();
}
