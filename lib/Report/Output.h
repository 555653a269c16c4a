//===- Output.h - writing a file whole or not at all ------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A report is read by other programs, possibly while the next one is written:
// it goes to a temporary file beside its place and is renamed when complete.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_REPORT_OUTPUT_H
#define LOCKTIDY_REPORT_OUTPUT_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace locktidy {

/// Writes \p File by \p Print; `-` is standard output. Devices and pipes are
/// written in place. Errors name the file.
llvm::Error writeFile(llvm::StringRef File,
                      llvm::function_ref<void(llvm::raw_ostream &)> Print);

} // namespace locktidy

#endif
