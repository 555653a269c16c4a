//===- Lowerer.cpp - lowering all files of a project ----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Lowerer.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/ThreadPool.h"
#include <mutex>

using namespace locktidy;
using namespace llvm;

std::vector<LoweredFile> locktidy::lowerAll(ArrayRef<CompileJob> Jobs,
                                            ArrayRef<const Model *> Models,
                                            const LoweringOptions &Lowering,
                                            const LowererOptions &Options) {
  CrashRecoveryContext::Enable();
  std::vector<LoweredFile> Results(Jobs.size());
  std::mutex Lock;
  size_t Done = 0;
  DefaultThreadPool Pool(hardware_concurrency(Options.Threads));
  for (size_t I = 0; I != Jobs.size(); ++I)
    Pool.async([&, I] {
      if (Options.ShouldStop && Options.ShouldStop())
        return;
      LoweringOptions Own = Lowering;
      Own.Core = Jobs[I].Core;
      // No two jobs share an element; the pool's wait publishes them all.
      Results[I] = lowerFile(Jobs[I], Models, Own);
      std::lock_guard<std::mutex> Guard(Lock);
      ++Done;
      if (Options.Progress)
        Options.Progress(Done, Jobs.size());
    });
  Pool.wait();
  CrashRecoveryContext::Disable();
  return Results;
}
