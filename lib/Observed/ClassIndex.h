//===- ClassIndex.h - which lock class a name of a log is -------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A name of a log is that of a class when it is the name that an init gives,
// the text of an init's argument, a global, or a field; where the log says at
// which line a lock was taken, one that the program takes there. Both have to
// agree: a line is another one in other sources. What more than one class could
// be is narrowed to what the functions of the stack take:
//
//   mtx_init(&sc->mtx, "foo", NULL, MTX_DEF);       "foo"
//   spin_lock_init(&sc->lock);                      "&(&sc->lock)->rlock#2"
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_OBSERVED_CLASSINDEX_H
#define LOCKTIDY_OBSERVED_CLASSINDEX_H

#include "Observed/Log.h"
#include "Solve/Solved.h"
#include "llvm/ADT/StringMap.h"
#include <map>
#include <set>

namespace locktidy {

using LockClasses = std::set<LockClass>;

class ClassIndex {
public:
  explicit ClassIndex(const SolvedProgram &P);

  struct Match {
    LockClasses Classes;  ///< none, one, or several that it can be
    bool Differs = false; ///< what is taken at the line has another name
  };
  Match find(const LoggedLock &Lock) const;

private:
  /// What a name or a place says; Sure of a name: not only that of a field.
  struct Named {
    LockClasses Classes;
    bool Sure = false;
  };

  void addClass(LockClass C);
  void addNames(const SolvedFunction &F, const Observation &O);
  void addPlace(const SolvedFunction &F, const Observation &O);
  /// What is locked at a place; Sure: more than the file's name agrees.
  Named at(const LoggedPlace &Place) const;
  LockClasses beginningWith(llvm::StringRef Cut) const;
  Named named(const LoggedLock &Lock) const;
  bool hasOtherName(LockClass C, const LoggedLock &Lock) const;
  void narrow(const LoggedLock &Lock, LockClasses &To) const;

  const SolvedProgram &P;
  llvm::StringMap<LockClasses> Names;  ///< of inits, and globals
  llvm::StringMap<LockClasses> Fields; ///< by the field's name
  /// By function, which makes, takes or releases them.
  llvm::StringMap<LockClasses> Makers, Takers, Releasers;
  LockClasses Unnamed; ///< of which some init gives no name that is known
  struct Use {
    std::string File;
    LockClass Class;
    bool Taken = false;
    auto operator<=>(const Use &) const = default;
  };
  /// By file name and line, with the whole path.
  std::map<LoggedPlace, std::set<Use>> Places;
};

} // namespace locktidy

#endif
