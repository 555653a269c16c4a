//===- Order.h - the lock order graph ---------------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Nodes are lock classes; an edge A -> B is a place that waits for a B while it
// holds an A. A cycle is a possible deadlock of as many threads as it has
// edges, unless a common lock (a gate) is held at all of them: then no two can
// be there at once. A try makes no edge into its lock, since it does not wait,
// and locks of a device that is not yet published, or that who holds them is
// about to destroy, make none (Phases.h).
//
// A function that a framework calls through a field, always with a lock of its
// own held, makes edges from that lock (Upcalls.h). A field that points at
// locks of one class only stands for these (LockPointers.h).
//
// Where one lock of a class is taken while another of it is held, its locks are
// ordered among themselves, as those of a tree's nodes are. A cycle through
// such a class is a deadlock only when the functions mean the same object.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_ORDER_H
#define LOCKTIDY_SOLVE_ORDER_H

#include "Solve/Upcalls.h"

namespace locktidy {

/// One place that makes an edge.
struct OrderWitness {
  uint32_t Function = 0; ///< index in SolvedProgram::Functions
  /// The acquire: in Function, or in OrderGraph::FromFields.
  const Observation *Seen = nullptr;
  bool Upcall = false;
  uint32_t Held = 0;            ///< index in its Held or, beyond, in its Within
  std::vector<LockClass> Gates; ///< other locks held exclusively, sorted
};

/// The lock that is held at the acquire.
const HeldLock &heldLock(const OrderWitness &W);

struct OrderEdge {
  LockClass From, To;
  /// With distinct gates or modes, each the one with the shortest path; those
  /// that take more locks exclusively first.
  std::vector<OrderWitness> Witnesses;
  unsigned Places =
      0; ///< how often it was seen, all ways through calls counted
};

struct OrderCycle {
  /// Edges in order, each ending where the next begins; rotated so that the
  /// least class comes first. Indices into OrderGraph::Edges.
  std::vector<uint32_t> Edges;
  /// For each edge the witness that belongs to the cycle.
  std::vector<uint32_t> Witness;
  /// MarkSameObject: a class of it nests in itself. MarkTarget: it rests on an
  /// upcall while a device is attached, which its framework may not know yet.
  /// MarkReaders: one lock of it is shared by who has it and who wants it.
  Marks May = 0;
};

/// Not copied, since its witnesses point into it.
struct OrderGraph {
  OrderGraph() = default;
  OrderGraph(OrderGraph &&) = default;

  Upcalls FromFields;
  std::vector<OrderEdge> Edges;   ///< sorted by From, To
  std::vector<OrderCycle> Cycles; ///< shortest first; one for each place that
                                  ///< goes against what others do (Order.cpp)
};

/// Builds the graph from must observations and finds its cycles.
OrderGraph findOrder(const SolvedProgram &P);

} // namespace locktidy

#endif
