//===- Analysis.cpp - the pipeline over one translation unit --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/Analysis.h"
#include "Rules/ByKernel.h"
#include "Rules/Rule.h"
#include "Solve/Program.h"
#include "Solve/Solve.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ErrorHandling.h"
#include <utility>

using namespace locktidy;

Analysis::Analysis(Settings C, const std::vector<Model> &Builtin)
    : Config(std::move(C)) {
  if (Config.Kernels.empty())
    Config.Kernels.emplace_back(); // by the unit's macros
  std::vector<const Model *> Models;
  for (const Model &M : Config.Own.empty() ? Builtin : Config.Own)
    Models.push_back(&M);
  for (const std::string &Kernel : Config.Kernels)
    Lowerings.push_back(
        std::make_unique<Lowering>(Models, LoweringOptions{Kernel, Config.Core}));
}

bool Analysis::join(llvm::StringRef Rule) {
  if (llvm::is_contained(Rules, Rule))
    return false;
  Rules.push_back(Rule.str());
  return true;
}

void Analysis::attach(clang::Preprocessor &PP) {
  if (!Attached)
    for (auto &Lower : Lowerings)
      Lower->attach(PP);
  Attached = true;
}

std::string Analysis::takeFault() {
  return std::exchange(FaultTaken, true) ? std::string() : Config.Fault;
}

std::vector<Finding> Analysis::analyse(Lowering &Lower,
                                       clang::ASTContext &Context) {
  std::vector<TUGraph> Units;
  Units.push_back(Lower.run(Context));
  Program Linked = link(std::move(Units));
  SolvedProgram Solved = solve(Linked);
  return judge(Solved, Rules, Config.OfRules);
}

const std::vector<Finding> &Analysis::findings(clang::ASTContext &Context) {
  if (Found)
    return *Found;
  if (!Config.Rules.empty())
    llvm::erase_if(Rules, [&](const std::string &Rule) {
      return !llvm::is_contained(Config.Rules, Rule);
    });
  Found.emplace();
  // No rule would mean all of them.
  if (Rules.empty() || !Config.Fault.empty())
    return *Found;
  std::vector<std::pair<std::string, std::vector<Finding>>> Kernels;
  for (size_t I = 0; I != Lowerings.size(); ++I)
    Kernels.emplace_back(Config.Kernels[I], analyse(*Lowerings[I], Context));
  Found = combine(std::move(Kernels));
  return *Found;
}

Session::Session() {
  llvm::Expected<std::vector<Model>> Models = loadBuiltinModels();
  // A test loads each of them, so this is a broken build.
  if (!Models)
    llvm::report_fatal_error(Models.takeError());
  Builtin = std::move(*Models);
}

std::shared_ptr<Analysis> Session::join(const void *Host, llvm::StringRef Rule,
                                        llvm::StringRef File) {
  std::lock_guard<std::mutex> Guard(Lock);
  llvm::erase_if(Current, [](const auto &C) { return C.second.expired(); });
  // The newest first: the checks of the unit before may still live while those
  // of the next are made.
  for (const auto &[Owner, Weak] : llvm::reverse(Current))
    if (std::shared_ptr<Analysis> Known = Weak.lock();
        Known && Owner == Host && Known->join(Rule))
      return Known;
  auto Fresh = std::make_shared<Analysis>(readSettings(File, Builtin), Builtin);
  Fresh->join(Rule);
  Current.emplace_back(Host, Fresh);
  return Fresh;
}
