//===- Methods.cpp - primitives that a driver provides itself -------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/Methods.h"
#include "llvm/Support/Path.h"

using namespace locktidy;

static std::string directoryOf(const Location &Where) {
  return llvm::sys::path::parent_path(Where.File).str();
}

Methods::Methods(const SolvedProgram &P) : P(P), D(P) {
  for (const Binding &B : P.Prog.All.Bindings)
    if (B.Context && B.Key)
      Own.insert({B.Context, directoryOf(D.place(B.Pos))});
}

Marks Methods::of(const SolvedFunction &F, const Observation &O) const {
  if (Own.empty())
    return 0;
  Site Where = innermost(P, F, O);
  auto Here = std::make_pair(O.Name, directoryOf(D.place(Where.event().Pos)));
  return Own.count(Here) ? MarkTarget : Marks(0);
}
