//===- Settings.h - what .locktidy.yaml says to the plugin ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The configuration that holds for one unit, the same that `locktidy check` of
// that file alone would have:
//
//   drv/.locktidy.yaml    kernel: freebsd
//                         models: [locks.yaml]
//   unit drv/a.c          Kernels {freebsd}; Own, with the entries of
//                         locks.yaml over the built-in ones
//
// Of the keys, `tree` and `fail-on` say nothing here: flags and exit status are
// clang-tidy's. What is wrong in a file is kept as text, since there is nobody
// yet to report it to; the unit is then not analysed.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_CHECKS_SETTINGS_H
#define LOCKTIDY_CHECKS_SETTINGS_H

#include "Model/Model.h"
#include "Rules/Rule.h"
#include "llvm/ADT/ArrayRef.h"
#include <string>
#include <vector>

namespace locktidy {

struct Settings {
  Severity Level = Severity::Warning; ///< unless the checks' options say so
  std::vector<std::string> Rules;     ///< ids; empty: all
  RuleOptions OfRules;                ///< unless the checks' options say so
  std::vector<std::string> Kernels;   ///< empty: by the unit's macros
  std::vector<Model> Own;             ///< instead of the built-in ones, if any
  bool Core = false;                  ///< the unit is of no driver
  std::string Fault;                  ///< empty: none
};

/// The settings for the unit \p File (absolute; empty: there is no unit, and
/// defaults hold).
Settings readSettings(llvm::StringRef File, const std::vector<Model> &Builtin);

} // namespace locktidy

#endif
