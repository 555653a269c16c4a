//===- Builtin.cpp - the models in the binary -----------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The files of lib/Model/kernels as the build embedded them: BuiltinModels.inc
// has one row `{"freebsd", R"yaml(...)yaml"},` for each, sorted by name.
//
//===----------------------------------------------------------------------===//
#include "Model/Model.h"
#include "llvm/ADT/ArrayRef.h"

using namespace locktidy;

namespace {
struct Builtin {
  const char *Kernel;
  const char *Text;
};
} // namespace

static constexpr Builtin Table[] = {
#include "Model/BuiltinModels.inc"
    {nullptr, nullptr}, // an array needs a row, also without any model
};

static llvm::ArrayRef<Builtin> builtins() {
  return llvm::ArrayRef(Table).drop_back();
}

std::vector<llvm::StringRef> locktidy::builtinModelNames() {
  std::vector<llvm::StringRef> Names;
  for (const Builtin &B : builtins())
    Names.push_back(B.Kernel);
  return Names;
}

llvm::Expected<std::vector<Model>> locktidy::loadBuiltinModels() {
  std::vector<Model> Models;
  for (const Builtin &B : builtins()) {
    std::vector<const Model *> Known; // a layer names the kinds of its kernel
    for (const Model &M : Models)
      Known.push_back(&M);
    auto M = loadModel(llvm::MemoryBufferRef(B.Text, B.Kernel), Known);
    if (!M)
      return M.takeError();
    Models.push_back(std::move(*M));
  }
  return Models;
}

std::optional<llvm::MemoryBufferRef>
locktidy::builtinModelText(llvm::StringRef Kernel) {
  for (const Builtin &B : builtins())
    if (Kernel == B.Kernel)
      return llvm::MemoryBufferRef(B.Text, B.Kernel);
  return std::nullopt;
}
