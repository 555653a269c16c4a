//===- SharedHalves.h - data of a driver's two halves -----------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A driver's lower half is what the hardware and the clock call, its upper half
// what processes call. Data that both write, and that no lock of the one is a
// lock of the other, is lost when an interrupt comes between the read and the
// write of the other half:
//
//   foo_ioctl:  sc->flags |= FOO_OPEN;     upper half, no lock
//   foo_intr:   sc->flags &= ~FOO_BUSY;    lower half: one of the two is gone
//
// That a level is raised there by a call that does nothing shows that somebody
// knew. For unguarded-access.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_SHAREDHALVES_H
#define LOCKTIDY_RULES_SHAREDHALVES_H

#include "Solve/Protection.h"

namespace locktidy {

struct SharedHalves {
  uint32_t Place = 0;     ///< number in SolvedProgram::Data
  AccessRef Upper, Lower; ///< both write; one at least updates
  StringId UpperContext, LowerContext;
};

/// One for each place, sorted by where the upper half writes.
std::vector<SharedHalves> findSharedHalves(const SolvedProgram &P,
                                           const Protection &Locks);

} // namespace locktidy

#endif
