//===- StaticInits.h - what static initialisers do --------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A variable whose initialiser is, or holds, the expansion of a macro that a
// model names: the init effects of its entry go to TUGraph::StaticInits. The
// entry's `result` is the object that the macro initialises.
//
//   struct mutex m = MUTEX_INITIALIZER(IPL_NET);   init: result, cookie: arg0
//   MTX_SYSINIT(foo, &foo_mtx, "foo", MTX_SPIN);   init: arg1, kind-if: arg3
//   ...
//     -> init MTX_SYSINIT foo_mtx (mtx-spin)
//
// The second macro defines a variable of its own, which says where the lock is.
// In the same way a macro that has a function called by the kernel,
// `module_init(f)`, is the `register` of its entry, and makes a binding.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_LOWER_STATICINITS_H
#define LOCKTIDY_LOWER_STATICINITS_H

#include "Lower/Unit.h"

namespace locktidy {

/// Records what the initialiser of \p V, which has static storage, does.
void lowerStaticInit(Unit &U, const clang::VarDecl &V);

} // namespace locktidy

#endif
