//===- TreeProfile.h - how to parse a bare kernel source tree ---*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A tree that was never configured has no compile commands and lacks the
// headers that its build makes. A profile says how to do without, as data;
// docs/trees.md describes the format for authors:
//
//   tree: demo
//   recognise: [sys/conf/demo.sh]     the files by which the tree is known
//   flags: [-nostdinc, -D_KERNEL]     of every file
//   include: ['${generated}', sys]    directories, those that exist
//   sources: {drivers: [sys/dev]}
//   generate: [{empty: [opt_*.h]}]
//
//   -> clang -nostdinc -D_KERNEL -I<root>/.locktidy -I<root>/sys FILE
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_PROJECT_TREEPROFILE_H
#define LOCKTIDY_PROJECT_TREEPROFILE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace locktidy {

/// One entry of `generate`. File names are relative to the tree.
struct GeneratorSpec {
  enum GeneratorKind : uint8_t {
    Empty,      ///< Names: headers without text; `*`: those asked for
    Text,       ///< Value: the text of As
    Forward,    ///< Names: directories; As/x.h includes the first one's x.h
    Options,    ///< Names: option lists (name, header); Configs, Values
    Counts,     ///< Names: lists of sources and devices; As: a pattern
    Config,     ///< Names: config(1) lists of NetBSD; Values: counts
    Interfaces, ///< Names: directories with *_if.m files
    Vnode,      ///< Names: the file that describes the vnode operations
    Rpc,        ///< Names: descriptions for rpcgen; As: where the headers are
    Privileges, ///< Names: the definitions of illumos
    Devices,    ///< Names: a list of vendors and products; Values: prefixes
  } Kind;
  std::vector<std::string> Names;
  std::string As, Value;
  std::vector<std::string> Configs;
  std::vector<std::string> Undefine;
  std::map<std::string, std::string> Values;
};

struct TreeProfile {
  /// Flags for some directories, or all when none is named, of trees from
  /// version Since on.
  struct FlagsBelow {
    std::string Since;
    std::vector<std::string> Directories, Flags;
  };
  struct SkipRule {
    std::vector<std::string> Patterns;
    std::string Reason; ///< `for another machine`
  };

  /// `prepare`: what programs of the tree make. No commands: nothing.
  struct PrepareSpec {
    std::vector<std::vector<std::string>> Commands;
    std::string Config;            ///< the text of the file `${config}`
    std::string Made;              ///< a file that is there when it was done
    std::vector<std::string> Keep; ///< names in `${prepared}` that are needed
  };

  std::string Name;
  std::vector<std::string> Recognise; ///< files, all of which exist
  std::string VersionFile;
  std::vector<std::string> VersionAfter; ///< the texts before its numbers
  std::vector<std::string> Flags, Includes;
  std::vector<FlagsBelow> Below;
  std::vector<std::string> Drivers; ///< directories of `sources`
  /// Directories where the guides for drivers hold; none given: everywhere.
  std::optional<std::vector<std::string>> DriverCode;
  std::vector<std::string> Listed;  ///< patterns of files that name sources
  std::vector<SkipRule> Skip;
  std::vector<GeneratorSpec> Generate;
  PrepareSpec Prepare;
  /// Which files are built, and with which flags, the makefiles of Linux say;
  /// see Kbuild.h.
  bool ByKbuild = false;
};

/// Reads one profile; an error names file, line and column.
llvm::Expected<TreeProfile> loadTreeProfile(llvm::MemoryBufferRef Yaml);

/// The texts of lib/Project/trees, sorted by name.
std::vector<llvm::MemoryBufferRef> builtinTreeProfiles();

} // namespace locktidy

#endif
