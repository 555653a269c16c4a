//===- Settings.cpp - what .locktidy.yaml says to the plugin --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/Settings.h"
#include "Project/Config.h"
#include "Project/KernelTree.h"
#include "Project/UserModels.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace locktidy;

Settings locktidy::readSettings(llvm::StringRef File,
                                const std::vector<Model> &Builtin) {
  Settings Out;
  if (File.empty())
    return Out;
  // Model files are opened by the process, whose directory need not be the one
  // that the host pretends to be in.
  llvm::SmallString<256> Here;
  llvm::sys::fs::current_path(Here);
  auto Config = readConfig(llvm::sys::path::parent_path(File), Here);
  if (!Config) {
    Out.Fault = toString(Config.takeError());
    return Out;
  }
  auto Core = CoreCode::load();
  if (!Core) {
    Out.Fault = toString(Core.takeError());
    return Out;
  }
  Out.Core = Core->contains(File);
  Out.Level = Config->Level.Value;
  Out.Rules = Config->Rules.Value;
  Out.OfRules.BusyWait = Config->BusyWait.Value;
  Out.Kernels = Config->Kernels.Value;
  if (Config->Models.Value.empty() && Out.Kernels.empty())
    return Out;
  Out.Own = Builtin;
  if (llvm::Error E = addUserModels(Out.Own, Config->Models.Value, Out.Kernels,
                                    Config->Kernels.Origin))
    Out.Fault = toString(std::move(E));
  return Out;
}
