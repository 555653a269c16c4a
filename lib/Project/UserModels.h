//===- UserModels.h - the models that hold for a run ------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The built-in models, with those of --model and `models:` over them: one with
// the name of a built-in kernel extends that model, any other is a kernel of
// its own.
//
//   locks.yaml: kernel: freebsd, with an entry for foo_lock
//     the model `freebsd`, which knows foo_lock too
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_PROJECT_USERMODELS_H
#define LOCKTIDY_PROJECT_USERMODELS_H

#include "Model/Model.h"
#include "llvm/ADT/ArrayRef.h"

namespace locktidy {

/// Adds \p New, or extends the model of the same kernel by it.
void addModel(std::vector<Model> &Models, Model New);

/// The model in the file \p Path, which may use what \p Models declare.
llvm::Expected<Model> loadModelFile(llvm::StringRef Path,
                                    const std::vector<Model> &Models);

/// \p Models extended by those in \p Files, in their order. Fails when one of
/// \p Kernels, which \p KernelOrigin names, is none of them.
llvm::Error addUserModels(std::vector<Model> &Models,
                          llvm::ArrayRef<std::string> Files,
                          llvm::ArrayRef<std::string> Kernels,
                          llvm::StringRef KernelOrigin);

} // namespace locktidy

#endif
