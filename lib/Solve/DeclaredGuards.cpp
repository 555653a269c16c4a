//===- DeclaredGuards.cpp - what authors say guards their data ------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/DeclaredGuards.h"
#include "Solve/Visibility.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

DeclaredGuards::DeclaredGuards(const SolvedProgram &P) : P(P) {
  FunctionGraph Objects;
  for (const Contract &C : P.Prog.All.Contracts) {
    if (C.Kind > ContractKind::ReadOnly)
      continue;
    if (Objects.Exprs.empty())
      Objects.Exprs = P.Prog.All.InitExprs;
    LockClass Lock;
    if (!C.Locks.empty())
      Lock = P.Pointed.resolve(lockClassOf(Objects, C.Locks.front()));
    uint32_t I = Notes.size();
    Notes.push_back({C.Kind, Lock, C.Pos, contractData(Objects, C)});
    for (StringId R : C.Records)
      OfRecord[R].push_back(I);
    for (const DataPlace &D : Notes.back().Data)
      if (D.Fields.empty())
        OfGlobal[D.Variable.Index].push_back(I);
      else
        OfField[D.Fields.back()].push_back(I);
  }
}

/// Whether \p Inner is \p Outer, of any object that has one inside, or a part
/// of it.
static bool isInside(const DataPlace &Inner, const DataPlace &Outer) {
  if (Outer.Variable)
    return Inner.Variable == Outer.Variable &&
           Inner.Fields.size() >= Outer.Fields.size() &&
           std::equal(Outer.Fields.begin(), Outer.Fields.end(),
                      Inner.Fields.begin());
  return std::search(Inner.Fields.begin(), Inner.Fields.end(),
                     Outer.Fields.begin(),
                     Outer.Fields.end()) != Inner.Fields.end();
}

/// In the order in which they are said.
std::vector<uint32_t> DeclaredGuards::notesOf(uint32_t Place) const {
  const DataPlace &At = P.Data.all()[Place];
  std::vector<uint32_t> Said;
  auto AddNamed = [&](const auto &By, uint32_t Key) {
    if (auto It = By.find(Key); It != By.end())
      llvm::copy_if(It->second, std::back_inserter(Said), [&](uint32_t I) {
        return llvm::any_of(
            Notes[I].Data, [&](const DataPlace &D) { return isInside(At, D); });
      });
  };
  for (uint32_t Field : At.Fields) {
    if (auto It = OfRecord.find(P.Prog.All.Fields[Field].Record);
        It != OfRecord.end())
      llvm::append_range(Said, It->second);
    AddNamed(OfField, Field);
  }
  if (At.Variable)
    AddNamed(OfGlobal, At.Variable.Index);
  llvm::sort(Said);
  return Said;
}

std::vector<Position> DeclaredGuards::saidAt(uint32_t Place) const {
  std::vector<Position> Out;
  for (uint32_t I : notesOf(Place))
    if (Notes[I].Kind != ContractKind::ReadableUnlocked)
      Out.push_back(Notes[I].Pos);
  return Out;
}

std::optional<DeclaredGuard> DeclaredGuards::of(uint32_t Place) const {
  const DataPlace &At = P.Data.all()[Place];
  std::vector<uint32_t> Said = notesOf(Place);
  if (Said.empty())
    return std::nullopt;
  DeclaredGuard Out;
  for (uint32_t I : Said) {
    const Note &N = Notes[I];
    if (N.Kind == ContractKind::ReadableUnlocked) {
      Out.ReadFree = true;
      continue;
    }
    Out.Lock = N.Lock;
    Out.ReadOnly = N.Kind == ContractKind::ReadOnly;
    Out.Pos = N.Pos;
  }
  // A pointer to the lock is set before there is anything to guard.
  if (Out.Lock.What == LockClass::PointerField &&
      llvm::is_contained(At.Fields, Out.Lock.Symbol))
    Out.Lock = LockClass();
  return Out;
}
