//===- Causes.h - findings of one cause -------------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings in, one for each cause out. A helper that sleeps, called from many
// functions that hold the same lock, is one thing to understand and to mend:
//
//   foo_reset() sleeps    foo_open(), foo_ioctl() and foo_stop() call it with
//                         sc->mtx held: the finding with the shortest path, and
//                         the other two as places in it
//
// What authors have suppressed stays as it is and hides no other place, so this
// comes after Suppression.h. The finding that stands for the others keeps its
// fingerprint, and the next one takes its place when it is mended alone.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_REPORT_CAUSES_H
#define LOCKTIDY_REPORT_CAUSES_H

#include "Report/Suppression.h"

namespace locktidy {

/// Leaves one of the findings that share rule, level, primitive, event and lock
/// classes; \p Silenced stays in step. The order does not change.
void joinByCause(std::vector<Finding> &Findings, Suppressions &Silenced);

} // namespace locktidy

#endif
