//===- ContractText.h - contracts of locks as text --------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Contracts (Rules/LockContracts.h) in, one of three forms out, each complete
// and the same for the same program: text to read, Markdown for a repository's
// documentation, JSON for other programs. One fact a line, so that a difference
// between two versions shows as the line of that fact:
//
//   struct softc
//     mutex sc_mtx (initialised by foo_attach() of foo.c)
//       protects sc_busy: 7 of 8 accesses
//       protects sc_flags: always
//       held on entry of foo_start (required)
//       taken before struct ring::lock
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_REPORT_CONTRACTTEXT_H
#define LOCKTIDY_REPORT_CONTRACTTEXT_H

#include "Rules/LockContracts.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/raw_ostream.h"

namespace locktidy {

void printContracts(llvm::raw_ostream &OS,
                    llvm::ArrayRef<StructureContract> Contracts);
void printContractsMarkdown(llvm::raw_ostream &OS,
                            llvm::ArrayRef<StructureContract> Contracts);
void printContractsJson(llvm::raw_ostream &OS,
                        llvm::ArrayRef<StructureContract> Contracts);

} // namespace locktidy

#endif
