//===- Reach.h - the contexts that come to a function -----------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From each root (Contexts.h) down all calls, those through pointers too: in
// which contexts a function may run, and by which shortest way each comes to
// it. These are may facts, since conditions on the way are not asked: they say
// where to look, and what never runs at one time, not what happens.
//
//   callout_reset(&sc->c, hz, foo_tick, sc);   foo_tick: callout
//   foo_tick: foo_rx(sc);                      foo_rx: callout, by way of
//   foo_intr: foo_rx(sc);                        foo_tick; interrupt
//
// Two functions that only one handler comes to, which runs once at a time for
// a device, never run at one time for one device; nor do those that only the
// routines come to by which a driver attaches and detaches it.
//
// Cost: one breadth first search for each context of the program.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_REACH_H
#define LOCKTIDY_SOLVE_REACH_H

#include "Solve/Solved.h"

namespace locktidy {

/// How a context comes to a function.
struct ContextWay {
  static constexpr uint32_t NoCaller = ~0u;
  StringId Context;
  uint32_t Root = 0;          ///< index in SolvedProgram::Roots
  uint32_t Caller = NoCaller; ///< function; NoCaller: the handler itself
  EventRef At;                ///< the call in it
};

/// The functions that some call gets as an argument: it, or who it hands them
/// to, may call them. By index in SolvedProgram::Functions.
llvm::BitVector passedFunctions(const SolvedProgram &P);

/// Whether the memory is the driver's own, so that the calls through it are
/// among those that are seen.
bool isOwn(const TUGraph &T, const Binding &B);

/// A call that a function may make, as far as it matters to locking.
struct CallEdge {
  EventRef At;
  uint32_t To = 0;      ///< index in SolvedProgram::Functions
  bool Pointer = false; ///< through one
};

/// By function its calls, in the order of their places.
std::vector<std::vector<CallEdge>> findCallEdges(const SolvedProgram &P);

class Reach {
public:
  explicit Reach(const SolvedProgram &P);

  /// One way for each context, in the order of their names.
  llvm::ArrayRef<ContextWay> of(uint32_t Function) const {
    return Ways[Function];
  }
  /// The calls from the handler of a way to the function that it is of.
  std::vector<Site> calls(ContextWay Way) const;

  /// Whether \p A and \p B never run at one time, for one device.
  bool exclude(uint32_t A, uint32_t B) const {
    return Only[A] == Only[B] && Only[A] != Nobody && Only[A] != Many;
  }
  /// Whether only routines that begin and end a device come to \p F.
  bool isOfEnds(uint32_t F) const {
    return Only[F] >= P.Functions.size() && Only[F] < Many;
  }

private:
  void spread(StringId Context);
  uint32_t alone(uint32_t I, const ContextKind *C) const;
  void findOnly();

  static constexpr uint32_t Nobody = ~0u, Many = ~1u;
  const SolvedProgram &P;
  std::vector<std::vector<CallEdge>> Calls; ///< by function
  std::vector<std::vector<ContextWay>> Ways;
  /// The one handler, serial, that comes to a function; or, beyond the
  /// functions, the one file of handlers that begin and end a device.
  std::vector<uint32_t> Only;
};

} // namespace locktidy

#endif
