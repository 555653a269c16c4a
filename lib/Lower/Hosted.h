//===- Hosted.h - programs that are no part of a kernel ---------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A driver's repository has tools and tests next to the driver. They are told
// by a header that only a hosted implementation of C has (ISO C 4p6), included
// whatever is defined:
//
//   #include <stdio.h>                        a program
//   #ifndef _KERNEL                           either, and so a file to read
//   #include <stdio.h>
//   #endif
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_LOWER_HOSTED_H
#define LOCKTIDY_LOWER_HOSTED_H

#include "llvm/ADT/StringRef.h"

namespace locktidy {

/// Whether the text of a C file, which ends with a NUL, says that it is a
/// program for user space. Text that is no C is none.
bool isHostedProgram(llvm::StringRef Text);

} // namespace locktidy

#endif
