//===- DataGuards.h - which lock guards which data --------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the program does tells what it means: a field that has a lock of one
// class at most of its accesses is guarded by it. After Engler and others, Bugs
// as deviant behavior (SOSP 2001); the lock sets are those of Protection.h.
//
//   sc->count++ at five places with sc->mtx, at one without:
//     struct softc::count: struct softc::mtx, held 5 (writes 5), not 1
//
// An access to an object that no other thread can have does not count, nor one
// of which it is not known whether it has the lock.
//
// Where an author declares what guards the data (DeclaredGuards.h) it is that
// lock that is counted.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_DATAGUARDS_H
#define LOCKTIDY_SOLVE_DATAGUARDS_H

#include "Solve/DeclaredGuards.h"
#include "Solve/Protection.h"

namespace locktidy {

/// How the accesses to a place stand to a lock.
struct GuardCount {
  LockClass Class;
  std::vector<AccessRef> Held, Not; ///< one for each place in the source
  /// Writes that have it as a reader only; counted in neither.
  std::vector<AccessRef> AsReader;
  unsigned HeldWrites = 0, NotWrites = 0;
  unsigned Functions = 0; ///< of Held
  bool Own = false;       ///< isOwnLock()

  unsigned known() const { return Held.size() + Not.size(); }
};

struct GuardedData {
  uint32_t Place = 0; ///< number in SolvedProgram::Data
  /// All shared accesses, one for each place in the source.
  std::vector<AccessRef> Uses;
  /// The lock that most of them have; own ones first, and of equal ones that
  /// which the program holds less.
  GuardCount Best;
  std::optional<DeclaredGuard> Declared; ///< Best is then of its lock, if any
};

/// Data that some access has a lock for, or that is declared to have one, by
/// name. Locks that are states of the processor do not count.
std::vector<GuardedData> findGuards(const SolvedProgram &P,
                                    const Protection &Locks);

/// Data that is declared to be read only, and is written where others can see
/// it; by name.
struct ReadOnlyData {
  uint32_t Place = 0;            ///< number in SolvedProgram::Data
  std::vector<AccessRef> Writes; ///< one for each place in the source
  DeclaredGuard Declared;
};
std::vector<ReadOnlyData> findReadOnly(const SolvedProgram &P,
                                       const Protection &Locks);

/// Whether some access to the data may happen while \p Function runs.
bool isShared(const SolvedProgram &P, const Protection &Locks,
              const GuardedData &G, uint32_t Function);

/// Whether the lock is in the same object as the data; of a global, whether it
/// is one, too.
bool isOwnLock(const TUGraph &Tables, const DataPlace &Place, LockClass C);

/// Kinds of the locks that the program acquires, by class.
std::map<LockClass, StringId> findKinds(const SolvedProgram &P);

} // namespace locktidy

#endif
