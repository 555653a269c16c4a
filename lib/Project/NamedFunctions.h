//===- NamedFunctions.h - names of models that no file has ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The functions that a user's model names below `functions:`, and that no
// analysed file has. A model may be about more than one program, and a run
// about a part of one: only two mistakes are sure.
//
//   foo.c:foo_lat: callout   foo.c was analysed, and has a foo_late only
//   foo_late: callout        foo_late is a static function, in foo.c
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_PROJECT_NAMEDFUNCTIONS_H
#define LOCKTIDY_PROJECT_NAMEDFUNCTIONS_H

#include "Lower/Frontend.h"

namespace locktidy {

struct UnknownFunction {
  std::string File; ///< of the model
  unsigned Line = 0;
  std::string What;
  bool Sure = false; ///< a mistake, and not another program's function
};

/// Those of the models in \p ModelFiles, in their order. A model of a kernel
/// that none of \p Files is of is left out.
std::vector<UnknownFunction>
findUnknownFunctions(llvm::ArrayRef<Model> Models,
                     llvm::ArrayRef<std::string> ModelFiles,
                     llvm::ArrayRef<const LoweredFile *> Files);

} // namespace locktidy

#endif
