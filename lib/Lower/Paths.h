//===- Paths.h - one form for a file's path ---------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files are compared by path between translation units and stages, so each has
// one form: absolute, without `.`, `..` and doubled slashes, links unresolved.
//
//   absolutePath("/src/obj", "../dev/./f.c") == "/src/dev/f.c"
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_LOWER_PATHS_H
#define LOCKTIDY_LOWER_PATHS_H

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"
#include <string>

namespace locktidy {

/// \p Path, read from \p Directory, in the form above.
inline std::string absolutePath(llvm::StringRef Directory,
                                llvm::StringRef Path) {
  llvm::SmallString<256> Result;
  if (!llvm::sys::path::is_absolute(Path))
    Result = Directory;
  llvm::sys::path::append(Result, Path);
  llvm::sys::path::remove_dots(Result, /*remove_dot_dot=*/true);
  return std::string(Result);
}

} // namespace locktidy

#endif
