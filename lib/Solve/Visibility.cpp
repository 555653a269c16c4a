//===- Visibility.cpp - data that notes say no other thread has -----------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Visibility.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

std::vector<DataPlace> locktidy::contractData(const FunctionGraph &Objects,
                                              const Contract &C) {
  std::vector<DataPlace> Out;
  ExprId Object;
  for (ExprId Address : C.Data)
    if (std::optional<DataPlace> Place = placeOf(Objects, Address, Object))
      Out.push_back(std::move(*Place));
  return Out;
}

Visibility::Visibility(const SolvedProgram &P) : P(P) {
  FunctionGraph Objects;
  for (const Contract &C : P.Prog.All.Contracts) {
    bool Hides = C.Kind == ContractKind::NowInvisible ||
                 C.Kind == ContractKind::AssumingProtected;
    if (!Hides && C.Kind != ContractKind::NowVisible)
      continue;
    if (Objects.Exprs.empty())
      Objects.Exprs = P.Prog.All.InitExprs;
    Note N{C.Pos, Hides, contractData(Objects, C), C.Records};
    llvm::sort(N.Records);
    // An assumption is about the whole function.
    if (C.Kind == ContractKind::AssumingProtected)
      N.From = {C.Pos.File, 0, 0};
    Notes[C.Function].push_back(std::move(N));
  }
  for (auto &[Function, Of] : Notes)
    llvm::sort(Of,
               [](const Note &A, const Note &B) { return A.From < B.From; });
  for (auto [Copy, Original] : P.Prog.Copies)
    if (auto It = Notes.find(Original); It != Notes.end())
      Notes[Copy] = std::vector<Note>(It->second);
}

/// Whether \p Inner is \p Outer or a part of it.
static bool isPartOf(const DataPlace &Inner, const DataPlace &Outer) {
  return Inner.Variable == Outer.Variable &&
         Inner.Fields.size() >= Outer.Fields.size() &&
         std::equal(Outer.Fields.begin(), Outer.Fields.end(),
                    Inner.Fields.begin());
}

bool Visibility::isIn(uint32_t Place,
                      const std::vector<StringId> &Records) const {
  return llvm::any_of(P.Data.all()[Place].Fields, [&](uint32_t Field) {
    return llvm::binary_search(Records, P.Prog.All.Fields[Field].Record);
  });
}

bool Visibility::isHidden(uint32_t I, const Access &A) const {
  auto It = Notes.find(P.Functions[I].Graph.Id);
  if (It == Notes.end())
    return false;
  const DataPlace &Place = P.Data.all()[A.Place];
  bool Hidden = false;
  for (const Note &N : It->second) {
    if (N.From.File != A.Pos.File || A.Pos < N.From)
      continue;
    if (isIn(A.Place, N.Records) ||
        llvm::any_of(N.Data,
                     [&](const DataPlace &D) { return isPartOf(Place, D); }))
      Hidden = N.Hides;
  }
  return Hidden;
}

std::vector<StringId> Visibility::hiddenAt(uint32_t I, Position At) const {
  std::vector<StringId> Out;
  auto It = Notes.find(P.Functions[I].Graph.Id);
  if (It == Notes.end())
    return Out;
  for (const Note &N : It->second) {
    if (N.From.File != At.File || At < N.From)
      continue;
    for (StringId R : N.Records) {
      auto Where = llvm::lower_bound(Out, R);
      bool Known = Where != Out.end() && *Where == R;
      if (N.Hides && !Known)
        Out.insert(Where, R);
      else if (!N.Hides && Known)
        Out.erase(Where);
    }
  }
  return Out;
}
