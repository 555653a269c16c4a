//===- Analysis.cpp - the pipeline over one translation unit --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/Analysis.h"
#include "Rules/Rule.h"
#include "Solve/Program.h"
#include "Solve/Solve.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ErrorHandling.h"

using namespace locktidy;

bool Analysis::join(llvm::StringRef Rule) {
  if (llvm::is_contained(Rules, Rule))
    return false;
  Rules.push_back(Rule.str());
  return true;
}

void Analysis::attach(clang::Preprocessor &PP) {
  if (!Attached)
    Lower.attach(PP);
  Attached = true;
}

const std::vector<Finding> &Analysis::findings(clang::ASTContext &Context) {
  if (Found)
    return *Found;
  std::vector<TUGraph> Units;
  Units.push_back(Lower.run(Context));
  Program Linked = link(std::move(Units));
  SolvedProgram Solved = solve(Linked);
  Found = judge(Solved, Rules);
  return *Found;
}

Session::Session() {
  for (llvm::StringRef Kernel : builtinModelNames()) {
    llvm::Expected<Model> M = loadModel(*builtinModelText(Kernel));
    // A test loads each of them, so this is a broken build.
    if (!M)
      llvm::report_fatal_error(M.takeError());
    Models.push_back(std::move(*M));
  }
  for (const Model &M : Models)
    ModelPointers.push_back(&M);
}

std::shared_ptr<Analysis> Session::join(const void *Host,
                                        llvm::StringRef Rule) {
  std::lock_guard<std::mutex> Guard(Lock);
  llvm::erase_if(Current, [](const auto &C) { return C.second.expired(); });
  // The newest first: the checks of the unit before may still live while those
  // of the next are made.
  for (const auto &[Owner, Weak] : llvm::reverse(Current))
    if (std::shared_ptr<Analysis> Known = Weak.lock();
        Known && Owner == Host && Known->join(Rule))
      return Known;
  auto Fresh = std::make_shared<Analysis>(ModelPointers);
  Fresh->join(Rule);
  Current.emplace_back(Host, Fresh);
  return Fresh;
}
