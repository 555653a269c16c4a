//===- Contract.h - what a source declares about its locks ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What authors wrote down for an analyser, and no compiler reads: the notes of
// Solaris and illumos (WARLOCK), Clang's thread-safety attributes.
//
//   _NOTE(MUTEX_PROTECTS_DATA(foo::f_lock, foo::{f_busy f_count}))
//       MutexProtects  Locks {t0->f_lock}  Data {t0->f_busy, t0->f_count}
//   _NOTE(LOCK_ORDER(foo_list_lock foo::f_lock))
//       Order          Locks {foo_list_lock, t0->f_lock}
//   static void g(foo_t *fp) { _NOTE(LOCK_RELEASED_AS_SIDE_EFFECT(&fp->f_lock))
//       Releases       Locks {t0->f_lock}  Function g
//
// Objects are addresses over TUGraph::InitExprs. What a note says of every
// object of a record has its Local 0 for the object; in a function, Local i is
// its i-th parameter, if it has that many, and MaxBindingParams - 1 anything
// else. They are classes, not instances.
//
// Of several contracts that say how a datum is protected the last one holds.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_GRAPH_CONTRACT_H
#define LOCKTIDY_GRAPH_CONTRACT_H

#include "Graph/Ids.h"
#include <cstdint>
#include <vector>

namespace locktidy {

enum class ContractKind : uint8_t {
  MutexProtects,     ///< Data and Records are accessed with Locks[0] held
  RwlockProtects,    ///< the same; for reading it may be held shared
  SchemeProtects,    ///< nothing is asked of accesses; Text says why
  ReadableUnlocked,  ///< reading Data and Records needs no lock
  ReadOnly,          ///< Data and Records are not written when others know them
  AssumingProtected, ///< Function takes them to be protected, however
  NowVisible,        ///< from here on other threads know the objects
  NowInvisible,      ///< from here on no other thread does
  Order,             ///< Locks, when several are held, are taken in this order
  AnyOrder,          ///< Locks[0] and Locks[1] are taken in either order
  Acquires,          ///< Function returns with Locks[0] held
  AcquiresShared,
  AcquiresIfNonZero, ///< it does when its result is not 0, and only then
  AcquiresIfZero,    ///< it does when its result is 0, and only then
  Releases,          ///< it returns with Locks[0] given up
  Upgrades,          ///< from shared to exclusive
  Downgrades,        ///< from exclusive to shared
  BeginsThreads,     ///< other threads run when Function returns
  EndsThreads,       ///< none do
};
inline constexpr ContractKind LastContractKind = ContractKind::EndsThreads;

/// `mutex-protects`, for printing.
const char *contractWord(ContractKind Kind);

} // namespace locktidy

#endif
