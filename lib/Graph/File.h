//===- File.h - the .lockgraph file -----------------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A TUGraph as bytes, to be cached, or made on one machine and linked on
// another: the same graph gives the same bytes anywhere, and reading them and
// writing them again gives them back.
//
//   "LOCKGRPH"  format version (4 bytes)  xxh3 of the rest (8 bytes)
//   tables, then functions: ULEB128 numbers, ids plus one so that 0 is "none"
//
// Reading trusts nothing: the checksum finds damage, and every index that later
// stages use without a check is checked here, so that no bytes can crash them.
// A file of another format version is refused, not converted: it is a cache.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_GRAPH_FILE_H
#define LOCKTIDY_GRAPH_FILE_H

#include "Graph/LockGraph.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"
#include "llvm/Support/raw_ostream.h"

namespace locktidy {

/// Raised by one whenever Fields.h or a type in it changes.
inline constexpr uint32_t LockGraphVersion = 31;

void writeGraph(llvm::raw_ostream &OS, const TUGraph &G);

/// Errors name the file and what to do about it.
llvm::Expected<TUGraph> readGraph(llvm::MemoryBufferRef File);

} // namespace locktidy

#endif
