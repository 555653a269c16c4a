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
// What a function requires at entry (requires_capability, locks_excluded) is an
// assertion in its graph: FunctionLowering::declaredAtEntry().
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_LOWER_ATTRIBUTES_H
#define LOCKTIDY_LOWER_ATTRIBUTES_H

#include "Lower/Unit.h"

namespace locktidy {

/// Adds the contracts of the attributes in \p U to its graph.
void readAttributes(Unit &U);

} // namespace locktidy

#endif
