//===- Wakeups.h - what is changed before a wait is ended -------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A wait that only the change of its condition can end needs no second test:
//
//   if (sc->thread != NULL)                    sc->thread = NULL;
//           tsleep(&sc->dying, 0, "end", 0);   wakeup(&sc->dying);
//
// Every wakeup of the program that can mean the wait comes behind such a
// change, and nobody makes the condition true again before the thread that
// waits has run. Or the wait is for the end of a thread, which the kernel tells
// by a wakeup of the thread itself.
//
// Found before slicing, since nothing that decides about locks keeps what is
// stored there. Calls between the store and the wakeup are not looked into.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_WAKEUPS_H
#define LOCKTIDY_SOLVE_WAKEUPS_H

#include "Solve/LockClass.h"
#include "Solve/PartialValue.h"
#include "Solve/Program.h"
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace locktidy {

/// What sleepers wait for: a class, or an object by its address, of which only
/// the record is known. Both for what a field points at; neither when nothing
/// is known.
struct WaitChannel {
  LockClass Class;
  StringId Record;
};

/// A wait that a branch leads to.
struct WaitSite {
  const FunctionGraph &Graph; ///< sliced or not
  const Event &What;
  ExprId Test;        ///< what the branch asks
  bool Waits = false; ///< when that is so
};

class Wakeups {
public:
  Wakeups() = default;
  explicit Wakeups(const Program &P);

  struct End {
    bool Thread = false; ///< a thread ends
    Position Pos;        ///< the first wakeup, or where the thread is made
  };
  /// What alone ends \p Wait; nothing when something else may.
  std::optional<End> onlyEnd(const Program &P, const WaitSite &Wait) const;
  /// A wakeup that may end \p Wait, where nothing speaks against that it comes
  /// with the change of what is tested: no function that wakes there counts
  /// that down without asking whether it has come to its end, and nobody who
  /// waits there leaves it afterwards as those who wake do not, so that who is
  /// woken first takes what the others wait for.
  std::optional<Position> likelyEnd(const Program &P,
                                    const WaitSite &Wait) const;

private:
  struct Wakeup {
    FunctionId In;
    Position Pos;
    WaitChannel Channel;
    std::map<Place, PartialValue> Stored; ///< by then
    /// By a branch of the function, there or before it is stored.
    std::set<Place> Asked;
  };
  struct Store {
    FunctionId In;
    PartialValue Value;
    FunctionId Thread; ///< what is stored is the handle of one that runs this
  };

  void findPointees(const Program &P);
  void addStores(const Program &P, const FunctionGraph &G);
  void addWakeups(const Program &P, const FunctionGraph &G);
  WaitChannel channelOf(const Program &P, const FunctionGraph &G,
                        ExprId Channel) const;
  std::set<Place> handles() const;
  static bool mayMean(const Program &P, const Wakeup &W,
                      const WaitChannel &Channel, llvm::StringRef Home,
                      const std::set<Place> &Handles);
  bool isChanged(const Program &P, Place Of,
                 const std::vector<const Wakeup *> &By,
                 const WaitSite &Wait) const;
  static bool isLeftBy(const std::vector<const Wakeup *> &By,
                       const WaitSite &Wait, Place Of, PartialValue Value);

  std::vector<Wakeup> All;
  std::map<Place, std::vector<Store>> Stores;
  struct Later {
    WaitChannel Channel;
    std::map<Place, std::vector<PartialValue>> Stored;
  };
  /// What a function stores to after it has waited.
  std::map<std::pair<FunctionId, Position>, Later> Behind;
  std::map<LockClass, Position> Threads; ///< by where their handles are kept
  std::map<Place, StringId> Pointees;    ///< the record that a place points at
};

} // namespace locktidy

#endif
