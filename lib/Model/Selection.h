//===- Selection.h - the model that holds for a unit ------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A unit belongs to one kernel, known by a macro that its compiler or its flags
// define. It may include the headers of a layer that gives this kernel the
// interfaces of another one (a Linux driver built for FreeBSD, ZFS for Linux):
// a model with `extends` has what such a layer adds to its kernel, or means
// otherwise, and counts where one of its macros is defined.
//
//   freebsd   detect: [__FreeBSD__]
//   linuxkpi  detect: [_LINUX_SPINLOCK_H_], extends: freebsd
//
//   a unit that defines __FreeBSD__                     freebsd
//   ... and includes <linux/spinlock.h>                 freebsd with linuxkpi
//   a unit that defines the second one only             freebsd with linuxkpi
//   --kernel linuxkpi, whatever the unit defines        freebsd with linuxkpi
//
// Layers do not extend each other: one step is all that a kernel has.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_MODEL_SELECTION_H
#define LOCKTIDY_MODEL_SELECTION_H

#include "Model/Model.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace locktidy {

/// The model for a unit in which the macros are defined that \p IsDefined says;
/// \p Kernel, if not empty, names it instead. One with layers is made in
/// \p Storage. Null when none fits.
const Model *selectModel(llvm::ArrayRef<const Model *> Models,
                         llvm::StringRef Kernel,
                         llvm::function_ref<bool(llvm::StringRef)> IsDefined,
                         Model &Storage);

/// Whether \p M is the model named \p Selected by selectModel(), its kernel or
/// one of its layers: `freebsd` and `linuxkpi` of `freebsd with linuxkpi`.
bool isPartOf(const Model &M, llvm::StringRef Selected);

} // namespace locktidy

#endif
