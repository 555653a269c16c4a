//===- Config.h - what a repository's .locktidy.yaml says -------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Joins the files `.locktidy.yaml` of a directory and those above it, up to the
// repository's root: for each key the nearest file that has it counts. Every
// value keeps where it comes from.
//
//   repo/.locktidy.yaml           level: advice
//                                 models: [locks.yaml]
//   repo/usb/.locktidy.yaml       level: error
//
//   in repo/usb: Level   Error,              from usb/.locktidy.yaml:1
//                Models  repo/locks.yaml,    from .locktidy.yaml:2
//
// What is wrong in a file is an error with its place, also in a value that a
// nearer file overrides. docs/configuration.md describes the keys. To add one:
// a member here, a row in Config.cpp's Keys, a line in
// tools/locktidy/Config.cpp and in docs/configuration.md, tests in
// test/unit/ConfigTest.cpp.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_PROJECT_CONFIG_H
#define LOCKTIDY_PROJECT_CONFIG_H

#include "Rules/Finding.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"
#include <optional>
#include <string>
#include <vector>

namespace locktidy {

/// A value and where it comes from: `usb/.locktidy.yaml:1`, `--level`; empty:
/// nobody gave it, so that it is the default.
template <typename T> struct Setting {
  T Value{};
  std::string Origin;

  bool given() const { return !Origin.empty(); }
  void set(T New, std::string From) {
    Value = std::move(New);
    Origin = std::move(From);
  }
};

struct Config {
  Setting<std::vector<std::string>> Models;  ///< paths as one may open them
  Setting<std::vector<std::string>> Kernels; ///< empty: by each file's macros
  Setting<std::vector<std::string>> Rules;   ///< ids; empty: all
  Setting<Severity> Level{Severity::Warning, ""};
  Setting<std::optional<Severity>> FailOn{Severity::Warning,
                                          ""};   ///< none: never
  Setting<std::string> Tree;                     ///< path; empty: none
  Setting<unsigned> BusyWait{1000, ""};          ///< RuleOptions::BusyWait
  Setting<std::vector<std::string>> LockScripts; ///< paths, Declarations.h
  Setting<std::vector<std::string>> OrderLists;
};

/// The name of the file.
inline constexpr llvm::StringLiteral ConfigFileName = ".locktidy.yaml";

/// Takes over from the text of one file what \p Out has not yet been given.
/// \p Directory is where the file stands: its relative paths begin there. Paths
/// below \p Here come out relative to it.
llvm::Error mergeConfig(llvm::MemoryBufferRef Yaml, llvm::StringRef Directory,
                        llvm::StringRef Here, Config &Out);

/// What holds in \p Directory (absolute), from its file and those above up to
/// the first directory with a `.git`.
llvm::Expected<Config> readConfig(llvm::StringRef Directory,
                                  llvm::StringRef Here);

/// The directory whose configuration holds for a run on \p Names: the deepest
/// one that holds them all; \p Here when there are none. One run links all its
/// files into one program, so that it can have one configuration only.
std::string configDirectory(llvm::StringRef Here,
                            llvm::ArrayRef<std::string> Names);

/// Configuration files nearer to one of \p Names than that directory, which
/// therefore do not count; sorted.
std::vector<std::string> unusedConfigs(llvm::StringRef Here,
                                       llvm::ArrayRef<std::string> Names);

} // namespace locktidy

#endif
