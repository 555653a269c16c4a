//===- LockContracts.h - what the code says about each lock -----*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The lock discipline that a program follows, without any finding: plain values
// in the author's words, for `locktidy contracts`. One for each structure that
// holds a lock which the program takes, and one for the global locks:
//
//   struct softc
//     mutex sc_mtx, initialised by foo_attach() of foo.c
//       protects sc_flags (always), sc_busy (7 of 8 accesses)
//       held on entry of foo_start (required), foo_kick (by every caller)
//       taken before struct ring::lock
//
// Sorted by name, without line numbers in what is shown, so that an edit which
// changes no discipline changes no contract.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_LOCKCONTRACTS_H
#define LOCKTIDY_RULES_LOCKCONTRACTS_H

#include "Rules/Finding.h"
#include <string>
#include <vector>

namespace locktidy {

class SolvedProgram;

/// Data that a lock protects.
struct ProtectedData {
  std::string Name;    ///< `sc_flags`; `struct req::state` when it is elsewhere
  bool Inside = false; ///< in the structure of the lock
  unsigned Held = 0, Known = 0; ///< accesses with the lock, and all known ones
  Location Declared;
  std::vector<Location> Said; ///< where the sources say what protects it
};

/// A function that is entered with a lock held.
struct NeedsLock {
  std::string Function;
  std::string Lock;      ///< by its parameters, `sc->sc_mtx`; empty: not known
  bool Required = false; ///< it asserts, waits with or gives up the lock; else
                         ///< every caller holds it
  Location Defined;
  bool Said = false; ///< by an attribute
};

struct LockContract {
  std::string Name;               ///< `sc_mtx`
  Location Declared;
  std::string Noun;               ///< `mutex`
  bool Shared = false;            ///< some take it in shared mode
  std::vector<std::string> Inits; ///< `foo_attach() of foo.c`
  std::vector<std::string> Names; ///< given to it there
  std::vector<ProtectedData> Protects;
  std::vector<NeedsLock> Needed;
  std::vector<std::string> Before, After; ///< locks taken under and around it
};

struct StructureContract {
  std::string Name; ///< `struct softc`; empty: the globals
  std::string File; ///< of a structure or global that one file has to itself
  std::vector<LockContract> Locks;
};

/// Data below this share of accesses with a lock is not called protected.
constexpr unsigned MinContractShare = 60; ///< percent
/// Fewer known accesses say nothing.
constexpr unsigned MinContractAccesses = 2;

std::vector<StructureContract> findContracts(const SolvedProgram &P);

} // namespace locktidy

#endif
