//===- OwnHeaders.cpp - the headers of a driver's repository --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Project/OwnHeaders.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace locktidy;
using namespace llvm;

static constexpr size_t MaxDirectories = 64;

/// The nearest directory upwards that is a repository, or has settings.
static StringRef repositoryOf(StringRef Directory) {
  for (StringRef At = Directory; !At.empty(); At = sys::path::parent_path(At))
    for (StringRef Name : {".git", ".locktidy.yaml"}) {
      SmallString<256> Sign = At;
      sys::path::append(Sign, Name);
      if (sys::fs::exists(Sign))
        return At;
    }
  return StringRef();
}

std::vector<std::string> locktidy::ownHeaderFlags(StringRef Directory,
                                                  StringRef Except) {
  StringRef Root = repositoryOf(Directory);
  if (Root.empty())
    return {};
  std::set<std::string> Found{Root.str()};
  std::error_code EC;
  for (sys::fs::recursive_directory_iterator I(Root, EC, false), End;
       I != End && !EC; I.increment(EC)) {
    StringRef Path = I->path();
    if (I->type() == sys::fs::file_type::directory_file) {
      if (sys::path::filename(Path).starts_with(".") || Path == Except)
        I.no_push();
    } else if (Path.ends_with(".h")) {
      Found.insert(sys::path::parent_path(Path).str());
    }
    if (Found.size() > MaxDirectories)
      return {};
  }
  std::vector<std::string> Flags;
  for (const std::string &D : Found)
    Flags.insert(Flags.end(), {"-idirafter", D});
  return Flags;
}
