//===- Annotations.h - contracts as a patch of the sources ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Contracts (Rules/LockContracts.h) in, a unified diff out that patch(1)
// applies and that writes them into the sources, for data that always has its
// lock and functions that require it:
//
//   Clang     int sc_flags __attribute__((guarded_by(sc_mtx)));
//             static void foo_start(struct softc *sc)
//                 __attribute__((requires_capability(sc->sc_mtx)))
//   WARLOCK   _NOTE(MUTEX_PROTECTS_DATA(softc::sc_mtx, softc::sc_flags))
//             behind the structure
//
// Where the text at the declared place is not what it is expected to be (a
// macro declares several fields, the parameters are in the old style), nothing
// is written.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_REPORT_ANNOTATIONS_H
#define LOCKTIDY_REPORT_ANNOTATIONS_H

#include "Report/Sources.h"
#include "Rules/LockContracts.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/raw_ostream.h"

namespace locktidy {

enum class AnnotationStyle : uint8_t { Clang, Warlock };

/// \p Directory: paths in the patch are relative to it; files outside of it are
/// not annotated.
void printAnnotations(llvm::raw_ostream &OS,
                      llvm::ArrayRef<StructureContract> Contracts,
                      AnnotationStyle Style, Sources &Lines,
                      llvm::StringRef Directory);

} // namespace locktidy

#endif
