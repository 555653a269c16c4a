//===- Attributes.h - Clang's thread-safety attributes ----------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the attributes of Clang's thread-safety analysis say of data, locks and
// functions, as contracts (Graph/Contract.h). FreeBSD's macros (__guarded_by)
// expand to them.
//
//   struct mtx b __attribute__((acquired_after(a)));
//   int n __attribute__((guarded_by(a)));
//   void f(struct s *p) __attribute__((release_capability(&p->m)));
//
//   order a b      mutex-protects a: n      releases t0->m in f
//
// What a function requires at entry (requires_capability, assert_capability,
// locks_excluded) is an assertion in its graph: FunctionLowering::declaredAtEntry(). A function
// without a body that is called is a graph of what its attributes say, and
// nothing else:
//
//   int t(struct s *p) __attribute__((try_acquire_capability(1, &p->m)));
//
//   t(p) [prototype]   t0 = acquire p->m (success nonzero); return t0
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_LOWER_ATTRIBUTES_H
#define LOCKTIDY_LOWER_ATTRIBUTES_H

#include "Lower/Unit.h"

namespace locktidy {

/// Adds the contracts of the attributes in \p U to its graph.
void readAttributes(Unit &U);

/// Whether an attribute says what a call of \p F does to a lock.
bool declaresLocks(const clang::FunctionDecl &F);

} // namespace locktidy

#endif
