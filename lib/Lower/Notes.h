//===- Notes.h - what notes in macros say of locks --------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The notes of Solaris and illumos are arguments of a macro that expands to
// nothing. Here they become contracts of the unit (Graph/Contract.h), with
// every name looked up in the unit:
//
//   _NOTE(RWLOCK_PROTECTS_DATA(foo::lock, foo::{a in.b}))
//   _NOTE(DATA_READABLE_WITHOUT_LOCK(foo_debug))
//
//   foo::m        field m of the record foo: by its tag, else by a typedef
//   foo::in.b     a field of its field
//   foo           a variable, or each field of the record
//   p{a b}s       the same as pas pbs
//
// A word that is nearly one of a note, and a name that means nothing, is
// listed in TUGraph::Misread. Words that none is near are meant for others
// (ARGUNUSED for lint).
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_LOWER_NOTES_H
#define LOCKTIDY_LOWER_NOTES_H

#include "Lower/Unit.h"

namespace locktidy {

/// Adds the contracts of \p U's notes to its graph, and to Unit::PhaseNotes
/// those that say whether other threads run. To be called before functions are
/// lowered.
void readNotes(Unit &U);

} // namespace locktidy

#endif
