//===- Simplify.h - tidying a lowered function ------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lowering makes a block wherever control might split or join. This drops the
// blocks that nothing reaches, goes through those that only jump, joins a block
// with its only successor when it is that one's only predecessor, and numbers
// the rest in reverse postorder, a branch's first way first. A question about a
// lock whose wrong answer ends the run becomes an assertion:
//
//   t1 = query mutex_owned m; branch t1 b1 b2; b2: unreachable
//   -> assert-held mutex_owned m; jump b1
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_LOWER_SIMPLIFY_H
#define LOCKTIDY_LOWER_SIMPLIFY_H

#include "Graph/LockGraph.h"

namespace locktidy {

void simplify(FunctionGraph &G);

} // namespace locktidy

#endif
