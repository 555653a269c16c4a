//===- Selection.cpp - the model that holds for a unit --------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Model/Selection.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;
using namespace llvm;

/// Stands between the names of a kernel and its layers.
static constexpr StringLiteral With = " with ";

static const Model *named(ArrayRef<const Model *> Models, StringRef Kernel) {
  auto It =
      find_if(Models, [&](const Model *M) { return M->Kernel == Kernel; });
  return It == Models.end() ? nullptr : *It;
}

const Model *locktidy::selectModel(ArrayRef<const Model *> Models,
                                   StringRef Kernel,
                                   function_ref<bool(StringRef)> IsDefined,
                                   Model &Storage) {
  auto Detected = [&](const Model *M) {
    return any_of(M->DetectMacros, IsDefined);
  };
  const Model *Base = nullptr;
  SmallVector<const Model *> Layers;
  if (!Kernel.empty()) {
    Base = named(Models, Kernel);
    if (Base && !Base->Extends.empty()) {
      Layers = {Base};
      Base = named(Models, Base->Extends);
    }
  } else {
    // Layers come last: their headers define nothing that tells the kernel.
    for (bool IsLayer : {false, true})
      for (const Model *M : Models)
        if (!Base && M->Extends.empty() != IsLayer && Detected(M))
          Base = IsLayer ? named(Models, M->Extends) : M;
  }
  if (!Base)
    return nullptr;
  if (Layers.empty())
    for (const Model *M : Models)
      if (M->Extends == Base->Kernel && Detected(M))
        Layers.push_back(M);
  if (Layers.empty())
    return Base;
  Storage = *Base;
  for (const Model *Layer : Layers) {
    extendModel(Storage, *Layer);
    Storage.Kernel += (With + Layer->Kernel).str();
  }
  return &Storage;
}

bool locktidy::isPartOf(const Model &M, StringRef Selected) {
  SmallVector<StringRef> Parts;
  Selected.split(Parts, With);
  return is_contained(Parts, M.Kernel);
}
