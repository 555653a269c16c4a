//===- ByKernel.h - findings of several kernels as one list -----*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A program that is analysed once for each of several kernels (`--kernel` given
// twice) has a list of findings for each. They become one, in which a message
// says where it was made:
//
//   freebsd: foo.c:7 lock leaked     linux: foo.c:7 lock leaked
//     foo.c:7 lock leaked (kernels freebsd, linux)
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_BYKERNEL_H
#define LOCKTIDY_RULES_BYKERNEL_H

#include "Rules/Finding.h"
#include <utility>

namespace locktidy {

/// Of one kernel its findings as they are; else all, finished. One that several
/// kernels share is said once.
std::vector<Finding>
combine(std::vector<std::pair<std::string, std::vector<Finding>>> Kernels);

} // namespace locktidy

#endif
