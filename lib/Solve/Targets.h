//===- Targets.h - what a call through a pointer may call -------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where function pointers flow in a linked program, whatever the path: from
// initialisers, assignments and arguments, through fields, globals, locals,
// parameters and results, to the expressions that are called. One object of a
// record stands for all (a flow goes to the field, not to the field of one
// object), and an array for its elements.
//
//   static struct ops foo_ops = { .start = foo_start };
//   void set(struct softc *sc, void (*cb)(void *)) { sc->done = cb; }
//   ... set(sc, foo_done); ...
//
//   sc->ops->start(sc)    {foo_start}
//   sc->done(sc)          {foo_done}, by way of set's parameter cb
//
// A set is complete when nothing outside of the program can add to it: all that
// flows into it is seen, and the record is the driver's own (FieldInfo::File,
// FieldInfo::Own), not one that the kernel's headers give to every module. Else
// its members are among what is called, and no more is known.
//
// Cost: one pass over the events, then each function along its flow, at most
// MaxKnown in one place.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_TARGETS_H
#define LOCKTIDY_SOLVE_TARGETS_H

#include "Solve/Program.h"
#include <map>

namespace locktidy {

struct TargetSet {
  /// More targets than this are a hub: which one is called is not asked.
  static constexpr size_t MaxTargets = 8;
  /// A set does not grow beyond this.
  static constexpr size_t MaxKnown = 64;

  std::vector<FunctionId> Functions; ///< those with a body, sorted
  bool Complete = false;             ///< nothing else can be called

  /// What is called is one of a few known functions.
  bool isExact() const {
    return Complete && !Functions.empty() && Functions.size() <= MaxTargets;
  }
};

/// Calls through pointers in a program, by how many functions they may call.
struct PointerCallCounts {
  unsigned One = 0, Few = 0, Hub = 0; ///< Hub: more than MaxTargets
  unsigned Exact = 0;                 ///< of One and Few: nothing else
  unsigned Unknown = 0;
};

class Targets {
public:
  Targets() = default;
  explicit Targets(const Program &P);

  /// What a call of \p Callee in the \p I-th function, whose graph is \p G, may
  /// call. Empty and not complete for what is not a flow of function pointers.
  const TargetSet &of(uint32_t I, const FunctionGraph &G, ExprId Callee) const;

  /// What has flowed into a field.
  const TargetSet &ofField(FieldId F) const;

  PointerCallCounts Counts;

private:
  friend class FlowBuilder;
  static constexpr uint32_t NoNode = ~0u;
  void leaveOut(const Program &P);
  /// The place where memory at \p Address lies; what it points at is the same
  /// place.
  uint32_t place(uint32_t I, const FunctionGraph &G, ExprId Address) const;

  // Places are numbered: fields, globals, then each function's locals and its
  // result.
  uint32_t NumFields = 0;
  std::vector<uint32_t> FirstLocal;         ///< by function
  llvm::DenseMap<uint32_t, uint32_t> SetOf; ///< place -> index in Sets
  std::vector<TargetSet> Sets;
  TargetSet Nothing;
  /// What is left of a set in a function that never calls some of it.
  std::map<std::pair<FunctionId, uint32_t>, TargetSet> Without;
};

} // namespace locktidy

#endif
