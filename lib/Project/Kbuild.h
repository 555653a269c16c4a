//===- Kbuild.h - how Linux' makefiles compile a file -----------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In a Linux tree the Makefile of a directory lists objects; which of them are
// built, and as a part of which module, depends on the configuration. This
// reads those lists without running make: assignments only, with both arms of a
// condition.
//
//   drivers/foo/Makefile:                  configuration: CONFIG_FOO=m
//     obj-$(CONFIG_FOO) += foo.o
//     foo-y := main.o hw.o
//     ccflags-y := -I$(srctree)/drivers/bar
//
//   file("drivers/foo/main.c"): Listed, Built, Module "foo", AsModule,
//                               Flags {"-I<tree>/drivers/bar"}
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_PROJECT_KBUILD_H
#define LOCKTIDY_PROJECT_KBUILD_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace locktidy {

/// The lists `name-y += words` of one makefile.
class KbuildMakefile {
public:
  /// \p Config has the values of the symbols that are set.
  KbuildMakefile(llvm::StringRef Text,
                 const llvm::StringMap<std::string> &Config);

  /// The words of a list; empty when there is none.
  llvm::ArrayRef<std::string> list(llvm::StringRef Name) const;

  /// The names of the lists that hold \p Word, sorted: `obj-m`, `foo-y`; with
  /// nothing behind the last `-` when the configuration leaves them out.
  std::vector<std::string> listsOf(llvm::StringRef Word) const;

private:
  void assign(llvm::StringRef Name, llvm::StringRef Words);

  const llvm::StringMap<std::string> &Config;
  llvm::StringMap<std::vector<std::string>> Lists;
};

/// What the makefiles say of one source file.
struct KbuildFile {
  bool Listed = false;   ///< some list names its object
  bool Built = false;    ///< one that this configuration takes
  bool AsModule = false; ///< not for the kernel's image
  std::string Module;    ///< with `_` for `-`
  std::vector<std::string> Flags;
};

class Kbuild {
public:
  /// \p AutoConf: include/config/auto.conf of the configuration; lines
  /// `CONFIG_FOO=m`.
  Kbuild(std::string Root, llvm::StringRef AutoConf);

  /// For the absolute path of a source, which may lie outside the tree.
  KbuildFile file(llvm::StringRef Path) const;

private:
  bool reaches(llvm::StringRef Directory) const;
  void addFlags(llvm::ArrayRef<std::string> Words, llvm::StringRef Directory,
                std::vector<std::string> &Out) const;

  std::string Root;
  llvm::StringMap<std::string> Config;
};

} // namespace locktidy

#endif
