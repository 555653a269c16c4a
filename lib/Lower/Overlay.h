//===- Overlay.h - files that exist only in memory --------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A kernel build generates headers. Where nothing was built they are laid over
// the disk, so that a source tree is never written to:
//
//   {Directory "/src/.locktidy", Files {"machine/cpu.h": "..."},
//    EmptyOnDemand {"opt_*.h"}}
//     /src/.locktidy/machine/cpu.h   the text above
//     /src/.locktidy/opt_foo.h       empty, whichever header asks for it
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_LOWER_OVERLAY_H
#define LOCKTIDY_LOWER_OVERLAY_H

#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <map>
#include <string>
#include <vector>

namespace locktidy {

struct GeneratedFiles {
  std::string Directory;                    ///< absolute
  std::map<std::string, std::string> Files; ///< by name below Directory
  std::vector<std::string> EmptyOnDemand;   ///< file names with `*`
};

/// Whether \p Name fits \p Pattern, in which `*` stands for any characters but
/// a slash and `**` for any.
bool matchesPattern(llvm::StringRef Name, llvm::StringRef Pattern);

/// \p Files over \p Disk. Not to be shared by threads; \p Files must outlive
/// it.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
overlay(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk,
        const GeneratedFiles &Files);

} // namespace locktidy

#endif
