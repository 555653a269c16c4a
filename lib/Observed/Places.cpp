//===- Places.cpp - places of logs and of findings ------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Observed/Places.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

using namespace locktidy;
using llvm::StringRef;

size_t locktidy::commonEnd(StringRef A, StringRef B) {
  size_t Count = 0;
  auto I = llvm::sys::path::rbegin(A), J = llvm::sys::path::rbegin(B);
  for (; I != llvm::sys::path::rend(A) && J != llvm::sys::path::rend(B) &&
         *I == *J;
       ++I, ++J)
    ++Count;
  return Count;
}

bool locktidy::isBareName(StringRef A, StringRef B) {
  return !llvm::sys::path::has_parent_path(A) ||
         !llvm::sys::path::has_parent_path(B);
}

FindingClasses::FindingClasses(const SolvedProgram &P) : P(P) {
  const TUGraph &All = P.Prog.All;
  for (uint32_t I = 0; I != All.Fields.size(); ++I)
    ++Sharing[className(All, {LockClass::Field, I})];
  for (uint32_t I = 0; I != All.Globals.size(); ++I)
    ++Sharing[className(All, {LockClass::Global, I})];
}

bool FindingClasses::isAbout(const Finding &F, LockClass C) const {
  const TUGraph &All = P.Prog.All;
  std::string Name = className(All, C);
  if (!llvm::is_contained(F.LockClasses, Name))
    return false;
  bool IsField =
      C.What == LockClass::Field || C.What == LockClass::PointerField;
  StringId Own =
      IsField ? All.Fields[C.Symbol].File : All.Globals[C.Symbol].File;
  if (!Own || Sharing.lookup(StringRef(Name).ltrim('*')) < 2)
    return true;
  StringRef File = P.Prog.str(Own);
  auto IsIn = [&](const Step &S) { return S.Where.File == File; };
  return F.Where.File == File || F.Primitive.File == File ||
         llvm::any_of(F.Elsewhere, IsIn) ||
         llvm::any_of(F.Paths, [&](const std::vector<Step> &Path) {
           return llvm::any_of(Path, IsIn);
         });
}
