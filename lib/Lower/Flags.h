//===- Flags.h - compile commands as Clang understands them -----*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Kernels are built by GCC, and Clang stops at a flag it does not know. This
// turns any compile command into one that parses the file and does nothing
// else, by Clang's own option table, so that there is no list to keep:
//
//   ccache x86_64-linux-gnu-gcc -Werror -fconserve-stack -DX -MD -c -o f.o f.c
//     arguments  clang --target=x86_64-unknown-linux-gnu -DX f.c
//     dropped    -fconserve-stack
//
// Flags that only name outputs or make warnings errors vanish without a word;
// `dropped` holds those whose loss could matter, for --verbose.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_LOWER_FLAGS_H
#define LOCKTIDY_LOWER_FLAGS_H

#include "llvm/ADT/ArrayRef.h"
#include <string>
#include <vector>

namespace locktidy {

struct AdjustedCommand {
  std::vector<std::string> Arguments; ///< [0] is the compiler
  std::vector<std::string> Dropped;   ///< as written, in order
};

/// \p Arguments is a whole command, compiler first, response files expanded.
AdjustedCommand adjustCommand(llvm::ArrayRef<std::string> Arguments);

} // namespace locktidy

#endif
