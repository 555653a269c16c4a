//===- UnmadeLocks.h - locks that are never initialised ---------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What lock-lifetime reports of a lock in an object that the program makes and
// fills in, which something takes, and nothing initialises.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_UNMADELOCKS_H
#define LOCKTIDY_RULES_UNMADELOCKS_H

#include "Rules/Finding.h"

namespace locktidy {

class SolvedProgram;

void findUnmade(const SolvedProgram &P, std::vector<Finding> &Out);

} // namespace locktidy

#endif
