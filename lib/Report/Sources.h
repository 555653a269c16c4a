//===- Sources.h - lines of source files ------------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The text of the files that findings point into, each read once, for quoting
// lines and for suppression comments. A file that cannot be read (generated and
// gone, or analysed on another machine) has no text; no report fails for that.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_REPORT_SOURCES_H
#define LOCKTIDY_REPORT_SOURCES_H

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace locktidy {

class Sources {
public:
  explicit Sources(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files =
                       llvm::vfs::getRealFileSystem())
      : Files(std::move(Files)) {}

  /// The whole file; nothing when it cannot be read.
  std::optional<llvm::StringRef> text(llvm::StringRef File);

  /// Line \p Line (from 1) without its end; nothing when there is none.
  std::optional<llvm::StringRef> line(llvm::StringRef File, unsigned Line);

  /// The offset at which line \p Line begins in text().
  std::optional<size_t> lineStart(llvm::StringRef File, unsigned Line);

private:
  struct Source {
    std::unique_ptr<llvm::MemoryBuffer> Buffer; ///< none: not readable
    std::vector<size_t> LineStarts;
  };
  const Source &source(llvm::StringRef File);

  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files;
  llvm::StringMap<Source> Known;
};

/// \p File as written from \p Directory: relative when it lies below it, as it
/// is otherwise. `/src/usb/ohci.c` from `/src` is `usb/ohci.c`.
std::string relativeTo(llvm::StringRef Directory, llvm::StringRef File);

} // namespace locktidy

#endif
