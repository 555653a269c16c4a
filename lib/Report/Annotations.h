//===- Annotations.h - contracts as a patch of the sources ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Contracts (Rules/LockContracts.h) in, a unified diff out that patch(1)
// applies and that writes them into the sources, for data that always has its
// lock and functions that require it:
//
//   Clang     int sc_flags GUARDED_BY(&sc_mtx);
//             static void foo_start(struct softc *sc) REQUIRES(&sc->sc_mtx)
//             and behind the includes what defines the two, for Clang
//   WARLOCK   _NOTE(MUTEX_PROTECTS_DATA(softc::sc_mtx, softc::sc_flags))
//             behind the structure, and an include of what defines the macro
//             if needed; the kernel's model has the names of both
//
// What the sources say is not said again: a patch that was applied is followed
// by an empty one. Where C has no place for an annotation, or the text there is
// not what it is expected to be (a macro declares several fields, the
// parameters are in the old style, a declaration has lines of the preprocessor
// in it, the lock's structure is not known there), nothing is written, and that
// is counted.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_REPORT_ANNOTATIONS_H
#define LOCKTIDY_REPORT_ANNOTATIONS_H

#include "Model/Model.h"
#include "Report/Sources.h"
#include "Rules/LockContracts.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

namespace locktidy {

/// How many annotations were left out, by the reason.
using LeftOut = std::map<std::string, unsigned>;

/// \p NoteMacro: of the kernel's model, Model::noteMacro(); null: attributes.
/// \p Directory: paths in the patch are relative to it; files outside of it are
/// not annotated, nor are those of \p WithErrors.
LeftOut printAnnotations(llvm::raw_ostream &OS,
                         llvm::ArrayRef<StructureContract> Contracts,
                         const Entry *NoteMacro, Sources &Lines,
                         llvm::StringRef Directory,
                         const llvm::StringSet<> &WithErrors);

} // namespace locktidy

#endif
