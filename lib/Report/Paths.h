//===- Paths.h - the steps of a path, as text and as JSON -------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For what is printed beside findings: the lock order graph (OrderView.h) and
// the contexts of a function (ContextView.h).
//
//   foo.c:11: mutex 'sc->a' acquired here
//   {"file": "foo.c", "line": 11, "column": 2, "text": "mutex 'sc->a' ..."}
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_REPORT_PATHS_H
#define LOCKTIDY_REPORT_PATHS_H

#include "Rules/Finding.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace locktidy {

/// `foo.c:11`.
std::string placeText(const Location &L);
void writePath(llvm::raw_ostream &OS, const std::vector<Step> &Path);

// Paths and names of C need not be UTF-8, JSON must be.
void writeText(llvm::json::OStream &J, llvm::StringRef Text);
void writeText(llvm::json::OStream &J, llvm::StringRef Key,
               llvm::StringRef Text);
void writeTexts(llvm::json::OStream &J, llvm::StringRef Key,
                const std::vector<std::string> &Texts);
/// Three attributes: file, line, column.
void writePlace(llvm::json::OStream &J, const Location &L);
/// An attribute `path`.
void writePath(llvm::json::OStream &J, const std::vector<Step> &Path);

} // namespace locktidy

#endif
