//===- UserModels.cpp - the models that hold for a run --------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/UserModels.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace locktidy;
using namespace llvm;

static Error makeError(const Twine &Text) {
  return createStringError(inconvertibleErrorCode(), Text);
}

void locktidy::addModel(std::vector<Model> &Models, Model New) {
  for (Model &Known : Models)
    if (Known.Kernel == New.Kernel)
      return extendModel(Known, std::move(New));
  Models.push_back(std::move(New));
}

Expected<Model> locktidy::loadModelFile(StringRef Path,
                                        const std::vector<Model> &Models) {
  auto Buffer = MemoryBuffer::getFile(Path);
  if (!Buffer)
    return makeError(Path + ": error: cannot read the model: " +
                     Buffer.getError().message());
  std::vector<const Model *> Known;
  for (const Model &M : Models)
    Known.push_back(&M);
  return loadModel(MemoryBufferRef((*Buffer)->getBuffer(), Path), Known);
}

Error locktidy::addUserModels(std::vector<Model> &Models,
                              ArrayRef<std::string> Files,
                              ArrayRef<std::string> Kernels,
                              StringRef KernelOrigin) {
  for (const std::string &Path : Files) {
    auto Extra = loadModelFile(Path, Models);
    if (!Extra)
      return Extra.takeError();
    addModel(Models, std::move(*Extra));
  }
  std::vector<StringRef> Names;
  for (const Model &M : Models)
    Names.push_back(M.Kernel);
  for (StringRef Kernel : Kernels)
    if (!is_contained(Names, Kernel))
      return makeError("no model of the kernel '" + Kernel + "', named by " +
                       KernelOrigin + "; there are: " + join(Names, ", "));
  return Error::success();
}
