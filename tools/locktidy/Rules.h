//===- Rules.h - rules by the names that users give -------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   sleep-under-lock, locktidy-sleep-under-lock    the rule
//   sleep-under-lok                                an error that names it
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_TOOL_RULES_H
#define LOCKTIDY_TOOL_RULES_H

#include "Rules/Rule.h"
#include "llvm/Support/Error.h"

namespace locktidy {

/// The rule \p Name, with or without the prefix that messages give it.
llvm::Expected<const Rule *> findRule(llvm::StringRef Name);

} // namespace locktidy

#endif
