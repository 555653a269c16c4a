//===- Module.cpp - the rules as a clang-tidy module ----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   clang-tidy-22 --load=locktidy-clang-tidy-22.so --checks='locktidy-*' f.c --
//
//===----------------------------------------------------------------------===//
#include "Lower/Paths.h"
#include "Rules/Rule.h"
#include "checks/RuleCheck.h"

using namespace clang::tidy;
using namespace locktidy;

/// The file for which checks are made; empty when the host only asks for their
/// options.
static std::string unitOf(const ClangTidyContext &Context) {
  llvm::StringRef File = Context.getCurrentFile();
  return File.empty() ? std::string()
                      : absolutePath(Context.getCurrentBuildDirectory(), File);
}

namespace {
class LocktidyModule : public ClangTidyModule {
public:
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
    // Held by the factories: no state outlives the host's own.
    auto Shared = std::make_shared<Session>();
    for (const Rule *R : allRules())
      Factories.registerCheckFactory(
          ("locktidy-" + R->Id).str(),
          [Shared, Id = R->Id](llvm::StringRef Name,
                               ClangTidyContext *Context) {
            return std::make_unique<RuleCheck>(
                Name, Context, Id, Shared->join(Context, Id, unitOf(*Context)));
          });
  }
};
} // namespace

static ClangTidyModuleRegistry::Add<LocktidyModule>
    Register("locktidy", "Lock discipline of kernel drivers.");
