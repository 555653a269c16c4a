//===- Accesses.h - which data a function reads and writes ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A side table of a function: its reads and writes of fields and globals, its
// calls, and the locks held at each. It is made of the whole graph, and no code
// is kept for its sake. What slicing drops has no effect on locks, so the
// states at an access are those at the next thing before or behind it that
// stays:
//
//   mtx_lock(&sc->mtx);    acquire        kept
//   if (sc->busy)          read busy      gone: at the release, {sc->mtx}
//     sc->count++;         write count    gone: the same
//   mtx_unlock(&sc->mtx);  release        kept
//
// AccessCollector reads a graph before it is sliced and says afterwards where
// in the sliced graph each access lies; the simulator fills in the locks.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_ACCESSES_H
#define LOCKTIDY_SOLVE_ACCESSES_H

#include "Solve/LockClass.h"
#include "Solve/State.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <map>
#include <optional>
#include <vector>

namespace locktidy {

/// Memory that threads can share: a global, or fields from an object inwards,
/// `sc->tx.head`. Two objects of one record are one place.
struct DataPlace {
  GlobalId Variable;            ///< none: of an object that a pointer names
  std::vector<uint32_t> Fields; ///< FieldIds, the outermost first
  auto operator<=>(const DataPlace &) const = default;
};

/// `struct softc::tx.head`, `foo_count`.
std::string placeName(const TUGraph &Tables, const DataPlace &Place);

/// The places of a program, numbered.
class DataPlaces {
public:
  uint32_t number(const DataPlace &Place);
  const std::vector<DataPlace> &all() const { return Places; }

  /// Places of which the program hands out the address: who has that reads and
  /// writes it, perhaps atomically.
  llvm::DenseSet<uint32_t> HandedOut;

private:
  std::vector<DataPlace> Places;
  std::map<DataPlace, uint32_t> Numbers;
};

/// The locks at some point of a function, over all paths that come there.
/// Classes are sorted.
struct AccessPoint {
  std::vector<EventRef> Anchors; ///< in the sliced graph
  bool Reached = false;
  std::vector<LockClass> Sure;  ///< held in each state
  std::vector<LockClass> Write; ///< of those, held exclusively in each
  std::vector<LockClass> Read;  ///< of those, taken as a reader in each
  std::vector<LockClass> Maybe; ///< held in some state
  std::vector<LockClass> Given; ///< the caller's, given up by then in some
  bool Unknown = false; ///< a lock of which the class is not known is held
};

constexpr uint32_t NoPoint = ~0u;

struct Access {
  uint32_t Place = 0; ///< number in SolvedProgram::Data
  Position Pos;
  ExprId Address;        ///< as the function names it
  uint32_t At = NoPoint; ///< in FunctionAccesses::Points; none: the function
                         ///< does nothing to locks
  bool Write = false;
  bool Update = false; ///< it is read for what is written: `count++`
  bool New = false; ///< of an object that the function has allocated itself
  bool Shown = false; ///< of a new one, too, which as a whole is written, or
                      ///< passed to what is not seen
  bool Fetched = false; ///< of one that a call gave to it, perhaps as its own
};

struct CallPoint {
  std::vector<FunctionId> Callees; ///< those that may be called
  Position Pos;
  uint32_t At = NoPoint;
  bool Pointer = false; ///< through one
};

struct FunctionAccesses {
  bool Acts = false; ///< has an effect, or calls what is not seen
  bool CallsUnseen = false; ///< the latter
  bool GivesUnseen = false; ///< and passes more than constants
  std::vector<Access> Accesses;
  std::vector<CallPoint> Calls;
  std::vector<FunctionId> Passed; ///< functions that are an argument; sorted
  std::vector<FunctionId> Kept;   ///< returned, or put into a variable; sorted
  std::vector<AccessPoint> Points;
  /// Where to look at the state, sorted.
  std::vector<std::pair<EventRef, uint32_t>> Anchors;
};

/// What a call may call.
using CalleesOf = llvm::function_ref<std::vector<FunctionId>(const Event &)>;

class AccessCollector {
public:
  /// Numbers the events of \p G (Event::Number).
  AccessCollector(FunctionGraph &G, DataPlaces &Data, CalleesOf Callees);

  /// \p G is the same function, sliced, or with no blocks left.
  FunctionAccesses finish(const FunctionGraph &G);

private:
  llvm::DenseSet<uint32_t>
  localsOf(llvm::function_ref<bool(const Event &)> Gives) const;
  void findShown(CalleesOf Callees);
  void event(const Event &E, EventRef At, CalleesOf Callees);
  void addFunctions(ExprId E, std::vector<FunctionId> &To) const;
  void read(ExprId E, Position Pos, EventRef At);
  void write(ExprId Address, Position Pos, EventRef At);
  void handOut(ExprId Address);
  void add(ExprId Address, Position Pos, EventRef At, bool Write);
  std::vector<EventRef> anchorsOf(const FunctionGraph &G,
                                  const std::vector<bool> &Kept,
                                  EventRef Before) const;
  std::vector<bool> keptBlocks(const FunctionGraph &G) const;

  const FunctionGraph &G;
  DataPlaces &Data;
  FunctionAccesses Out;
  std::vector<EventRef> OfAccess, OfCall; ///< before slicing
  std::vector<std::vector<uint32_t>> Predecessors;
  llvm::DenseSet<uint32_t> New, Shown,
      Fetched; ///< locals that point at such objects
};

/// The place at \p Address; none when threads cannot share it, or it has no
/// name. \p Object: the pointer to the object, none for a global.
std::optional<DataPlace> placeOf(const FunctionGraph &G, ExprId Address,
                                 ExprId &Object);

} // namespace locktidy

#endif
