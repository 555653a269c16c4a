//===- SharedRecords.cpp - locks in records that all drivers have ---------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/SharedRecords.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

using namespace locktidy;

bool locktidy::isOfKernel(const SolvedProgram &P, LockClass Class) {
  if (Class.What != LockClass::Field && Class.What != LockClass::PointerField)
    return false;
  const FieldInfo &Field = P.Prog.All.Fields[Class.Symbol];
  return !Field.Own && !Field.File;
}

/// The handler was registered for an object that is another field than \p Class:
/// a callout. A number in another field, as of an interrupt, may be the same.
static bool isForOtherField(const SolvedProgram &P, const Root &R,
                            LockClass Class) {
  if (!R.RegisteredIn || Class.What != LockClass::Field)
    return false;
  LockClass Its = P.function(R.RegisteredIn)->Observations[R.Observation].Class;
  return Its.What == LockClass::Field && Its != Class;
}

std::vector<const Root *>
locktidy::handlersFor(const SolvedProgram &P, LockClass Class, StringId File,
                      llvm::ArrayRef<const Root *> Handlers) {
  std::vector<const Root *> All(Handlers.begin(), Handlers.end());
  if (!isOfKernel(P, Class))
    return All;
  auto FileOf = [&](const Root *R) {
    return P.function(R->Handler)->Graph.Pos.File;
  };
  auto FolderOf = [&](StringId Of) {
    return llvm::sys::path::parent_path(P.Prog.str(Of));
  };
  std::vector<const Root *> Near;
  llvm::copy_if(All, std::back_inserter(Near),
                [&](const Root *R) { return FileOf(R) == File; });
  // A folder may hold a driver in several files, or many drivers. A file that
  // has a handler of the same sort, which may be for what is meant here, is a
  // driver of its own.
  auto IsOther = [&](const Root *R) {
    return llvm::any_of(P.Roots, [&](const Root &Other) {
      return Other.Context == R->Context && FileOf(&Other) == File &&
             !isForOtherField(P, Other, Class);
    });
  };
  if (Near.empty())
    llvm::copy_if(All, std::back_inserter(Near), [&](const Root *R) {
      return FolderOf(FileOf(R)) == FolderOf(File) && !IsOther(R);
    });
  return Near;
}
