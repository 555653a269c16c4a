//===- FreedObjects.h - memory given back with a lock in it -----*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A lock that is held when the memory around it is given back is gone; nobody
// can wait for it, and nothing is left to release.
//
//   spin_unlock(&head->spin);
//   kfree(ncp);                  ncp->nc_lock was held, and is no more
//
// Most of what is freed has no lock in it: such events go before anything is
// solved, so that they keep nothing alive.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_FREEDOBJECTS_H
#define LOCKTIDY_SOLVE_FREEDOBJECTS_H

#include "Solve/Program.h"

namespace locktidy {

/// Drops each Free of a record that no lock of the program is found in.
void dropIdleFrees(Program &P);

/// Whether \p Lock lies in the memory that starts at \p Object.
bool isWithin(const FunctionGraph &G, ExprId Lock, ExprId Object);

} // namespace locktidy

#endif
