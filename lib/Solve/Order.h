//===- Order.h - the lock order graph ---------------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Nodes are lock classes; an edge A -> B is a place that waits for a B while it
// holds an A. A cycle is a possible deadlock of as many threads as it has
// edges, unless two of them hold a lock (a gate) that one has alone: then these
// two cannot be there at once. A try makes no edge into its lock, since it does
// not wait, and locks of a device that is not yet published, or that who holds
// them is about to destroy, make none (Phases.h).
//
// A function that a framework calls through a field, always with a lock of its
// own held, makes edges from that lock (Upcalls.h). A field that points at
// locks of one class only stands for these (LockPointers.h).
//
// Where one lock of a class is taken while another of it is held, its locks are
// ordered among themselves, as those of a tree's nodes are (a nesting). A cycle
// through such a class is a deadlock only when the functions mean the same
// object: that is shown where each takes its two locks in one object.
//
//   lock(&hub->a); lock(&hub->port->b);   hub->a before port->b, and
//   lock(&dev->b); lock(&dev->a);         dev->b before dev->a: a cycle, unless
//   lock(&hub->a); lock(&hub->port->a);   locks `a` nest: dev may be the port
//
// An order that only may facts make is kept apart (Doubtful): it closes a cycle
// of edges that are certain, which rests on what it rests on, and says nothing
// else.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_ORDER_H
#define LOCKTIDY_SOLVE_ORDER_H

#include "Solve/Upcalls.h"
#include <optional>

namespace locktidy {

/// Each device has its own lock of the class.
inline bool isOfDevice(LockClass C) {
  return C.What == LockClass::Field || C.What == LockClass::PointerField;
}

/// A lock held besides those of an edge.
struct Gate {
  LockClass Class;
  LockMode Mode = LockMode::Exclusive;
  auto operator<=>(const Gate &) const = default;
};

/// One place that makes an edge.
struct OrderWitness {
  uint32_t Function = 0; ///< index in SolvedProgram::Functions
  /// The acquire: in Function, or in OrderGraph::FromFields.
  const Observation *Seen = nullptr;
  bool Upcall = false;
  uint32_t Held = 0;       ///< index in its Held or, beyond, in its Within
  std::vector<Gate> Gates; ///< other locks held, sorted; one for each class
  /// Of those that a sleep gives up (the kernel lock), sorted: none of the
  /// threads gets there before the other waits, unless one sleeps before.
  std::vector<LockClass> Yielded;
  bool SameObject = false; ///< both lie in one object, or one is of a variable
  /// The global variables in which the lock that is held, and the one waited
  /// for, lie by name: of two there is no one lock.
  std::optional<uint32_t> HeldIn, WaitedIn;
  Marks May = 0;           ///< why it is doubtful
};

/// The lock that is held at the acquire.
const HeldLock &heldLock(const OrderWitness &W);

/// In which modes the one lock is held and the other waited for.
std::pair<LockMode, LockMode> modes(const OrderWitness &W);

struct OrderEdge {
  LockClass From, To;
  /// With distinct gates or modes, each the one with the shortest path; those
  /// that take more locks exclusively first.
  std::vector<OrderWitness> Witnesses;
  unsigned Places =
      0; ///< how often it was seen, all ways through calls counted
};

/// One lock of a class is taken while another of it is held.
struct Nesting {
  LockClass Class;
  OrderWitness Witness;
  bool Declared = false;  ///< the acquire says in which order
  bool ByAddress = false; ///< a comparison of the two decides
  bool InRounds = true;   ///< each by the same acquire, in rounds of a loop: that
                          ///< does not make them a tree
  unsigned Places = 0;
};

struct OrderCycle {
  /// Edges in order, each ending where the next begins; rotated so that the
  /// least class comes first. For OrderGraph::edge(); one at most is doubtful.
  std::vector<uint32_t> Edges;
  /// For each edge the witness that belongs to the cycle.
  std::vector<uint32_t> Witness;
  /// MarkSameObject: a class of it nests in itself, and it is not shown that
  /// the objects are the same. MarkTarget: it rests on an
  /// upcall while a device is attached, which its framework may not know yet.
  /// MarkContext: two threads have a lock that only a sleep gives up.
  /// MarkReaders: one lock of it is shared by who has it and who wants it.
  /// And what its doubtful edge rests on.
  Marks May = 0;
};

/// Not copied, since its witnesses point into it.
struct OrderGraph {
  OrderGraph() = default;
  OrderGraph(OrderGraph &&) = default;

  Upcalls FromFields;
  std::vector<OrderEdge> Edges;    ///< sorted by From, To
  std::vector<OrderEdge> Doubtful; ///< what only may facts make; sorted
  std::vector<Nesting> Nestings;   ///< sorted by Class
  std::vector<OrderCycle> Cycles;  ///< shortest first; one for each place that
                                   ///< goes against what others do (Order.cpp)

  /// Those that are certain, then those that are doubtful.
  uint32_t numEdges() const { return Edges.size() + Doubtful.size(); }
  const OrderEdge &edge(uint32_t I) const {
    return I < Edges.size() ? Edges[I] : Doubtful[I - Edges.size()];
  }
};

/// Builds the graph from the observations and finds its cycles.
OrderGraph findOrder(const SolvedProgram &P);

} // namespace locktidy

#endif
