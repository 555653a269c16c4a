//===- OrderView.h - the lock order graph, printed --------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solved program in; its lock order graph (Solve/Order.h), or a part of it,
// out: as plain values with names instead of numbers, in one order whatever the
// numbering was, and these as text, as DOT for Graphviz, or as JSON.
//
//   lock struct softc::a (mutex "foo")
//   order struct softc::a -> struct softc::b; 2 places; declared (foo.h:7)
//     foo.c:12 in foo_start; callout, entry; under struct softc::gate
//   cycle struct softc::a -> struct softc::b -> struct softc::a
//     foo.c:11: mutex 'sc->a' acquired here
//     ...
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_REPORT_ORDERVIEW_H
#define LOCKTIDY_REPORT_ORDERVIEW_H

#include "Observed/Match.h"
#include "Rules/Finding.h"
#include "Solve/Order.h"
#include "Solve/Reach.h"
#include "llvm/Support/Error.h"

namespace locktidy {

struct OrderView {
  struct Lock {
    std::string Name;                ///< `struct softc::mtx`
    std::string File;                ///< of a record or a static of one file
    std::string Kind;                ///< `mutex`
    std::vector<std::string> Labels; ///< names that init calls give
    std::optional<SeenUse> Use = std::nullopt; ///< what profilers measured
    bool operator<(const Lock &Other) const {
      return std::tie(Name, File, Kind, Labels) <
             std::tie(Other.Name, Other.File, Other.Kind, Other.Labels);
    }
  };
  /// A place that makes an edge.
  struct Way {
    Location Where;
    std::string Function;
    std::vector<std::string> Contexts; ///< titles, of those that come to it
    std::vector<std::string> Gates;    ///< names of other locks held
    std::vector<Step> Path;
    auto operator<=>(const Way &) const = default;
  };
  struct Edge {
    uint32_t From = 0, To = 0; ///< index in Locks
    unsigned Places = 0;       ///< how often it was seen
    std::vector<Way> Ways;     ///< those that differ in gates or modes; none:
                               ///< only seen, or only declared
    std::optional<SeenOrder> Seen; ///< by a running kernel
    /// Where the order is declared, and where the other way round.
    std::optional<Location> Declared = std::nullopt, Against = std::nullopt;
  };
  struct Nest {
    uint32_t Lock = 0;
    unsigned Places = 0;
    bool Declared = false, ByAddress = false;
    Way Where;
  };
  struct Cycle {
    std::vector<uint32_t> Locks; ///< in order; the last comes before the first
    std::vector<Way> Ways;       ///< from each lock to the next
    std::vector<std::string> Assumptions;
    bool Seen = false; ///< running kernels have taken all its orders
  };
  std::vector<Lock> Locks;    ///< sorted
  std::vector<Edge> Edges;    ///< sorted by From, To
  std::vector<Nest> Nestings; ///< sorted by Lock
  std::vector<Cycle> Cycles;  ///< shortest first
};

/// Which part of the graph.
struct OrderPart {
  std::string Lock;      ///< around this one: its class, field, global or label
  unsigned Distance = 1; ///< edges from it, either way
  bool CyclesOnly = false;
};

/// Fails when no lock of the graph has the name that \p Part says. \p Seen:
/// what running kernels did with the program's locks.
llvm::Expected<OrderView> viewOrder(const SolvedProgram &P,
                                    const OrderGraph &Graph,
                                    const OrderPart &Part,
                                    const Observed &Seen);

void writeOrderText(llvm::raw_ostream &OS, const OrderView &View);
void writeOrderDot(llvm::raw_ostream &OS, const OrderView &View);
void writeOrderJson(llvm::raw_ostream &OS, const OrderView &View);

} // namespace locktidy

#endif
