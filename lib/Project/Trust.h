//===- Trust.h - whose programs locktidy may run ----------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Some headers only programs of the analysed tree can make, and who analyses a
// stranger's tree may not want to run them. So it is the user who says which
// trees are trusted: by --trust, or in a file of the user's own,
//
//   ~/.config/locktidy/config.yaml:   trust: [/usr/src, ~/linux]
//
//   isTrusted("/usr/src/linux-6.1")   true
//   isTrusted("/home/u/Downloads/linux")  false
//
// Never in a file of the tree or of a repository: that would be the stranger's
// word.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_PROJECT_TRUST_H
#define LOCKTIDY_PROJECT_TRUST_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"
#include <string>
#include <vector>

namespace locktidy {

/// The user's file; empty when the user has no home.
std::string userConfigFile();

/// The directories that the text of such a file trusts, absolute; a `~` stands
/// for \p Home.
llvm::Expected<std::vector<std::string>> readTrusted(llvm::MemoryBufferRef Yaml,
                                                     llvm::StringRef Home);

/// Whether the user's file trusts \p Directory, links in both resolved.
llvm::Expected<bool> isTrusted(llvm::StringRef Directory);

} // namespace locktidy

#endif
