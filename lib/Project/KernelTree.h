//===- KernelTree.h - a kernel source tree, ready to be parsed --*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A directory and the profile that fits it, as compile jobs:
//
//   KernelTree::find("/usr/src/sys/dev/usb")
//     Root "/usr/src", by the profile `freebsd`, version "10.4"
//   job("/usr/src/sys/dev/usb/if_aue.c")
//     clang -target x86_64-unknown-freebsd10.4 ... -I/usr/src/sys FILE
//
// Generated headers lie in a directory of the tree that exists in memory only;
// nothing is ever written there.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_PROJECT_KERNELTREE_H
#define LOCKTIDY_PROJECT_KERNELTREE_H

#include "Lower/Frontend.h"
#include "Project/Kbuild.h"
#include "Project/Preparation.h"
#include "Project/TreeProfile.h"
#include "llvm/ADT/StringSet.h"

namespace locktidy {

/// What `locktidy check` on a directory of a tree comes to.
struct TreeSources {
  std::vector<std::string> Files;        ///< sorted
  std::map<std::string, size_t> Skipped; ///< how many, by reason
};

class KernelTree {
public:
  /// The tree that \p Directory is, or is in; null: none that a profile knows.
  static llvm::Expected<std::shared_ptr<const KernelTree>>
  find(llvm::StringRef Directory, const PrepareOptions &Options = {});

  /// Whether \p Directory itself is such a tree; cheaper than find().
  static llvm::Expected<bool> isRoot(llvm::StringRef Directory);

  /// The command for \p File (absolute), which may lie outside the tree.
  CompileJob job(llvm::StringRef File) const;

  /// The sources below \p Directory that a kernel for this machine is made of;
  /// of the whole tree, only those of drivers.
  TreeSources sources(llvm::StringRef Directory) const;

  llvm::StringRef root() const { return Root; }
  llvm::StringRef version() const { return Version; }
  const TreeProfile &profile() const { return Profile; }
  const GeneratedFiles &generated() const { return *Generated; }

private:
  KernelTree(std::string Root, TreeProfile Profile);

  llvm::Error prepare(const PrepareOptions &Options);
  void readVersion();
  bool isFrom(llvm::StringRef Since) const;
  std::string expand(llvm::StringRef Text) const;
  void addFlags(llvm::ArrayRef<std::string> Flags,
                std::vector<std::string> &Out) const;
  void addKbuildFlags(llvm::StringRef File,
                      std::vector<std::string> &Out) const;
  llvm::StringSet<> listedNames() const;

  std::string Root, Version;
  std::string Prepared; ///< where programs of the tree made headers
  TreeProfile Profile;
  std::unique_ptr<const Kbuild> Makefiles; ///< of a tree that has such
  std::vector<std::string> CommonFlags;
  std::shared_ptr<GeneratedFiles> Generated;
};

/// What of a kernel is no driver: there is legal and common what the guides for
/// drivers advise against, as to wait for memory with a mutex held. The profile
/// of a tree says where its drivers are; code in no known tree is a driver's.
class CoreCode {
public:
  /// Fails when a built-in profile is broken.
  static llvm::Expected<CoreCode> load();

  /// \p File is absolute.
  bool contains(llvm::StringRef File);

private:
  std::vector<TreeProfile> Profiles;
  llvm::StringMap<bool> Directories; ///< those asked for
};

/// Regular files below \p Directory, sorted; absolute.
std::vector<std::string> filesBelow(llvm::StringRef Directory);

/// Makes the headers of \p Specs from the tree \p Root.
void generateHeaders(llvm::StringRef Root, llvm::ArrayRef<GeneratorSpec> Specs,
                     GeneratedFiles &Out);

} // namespace locktidy

#endif
