//===- Overlay.cpp - files that exist only in memory ----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Lower/Overlay.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace locktidy;
using namespace llvm;

bool locktidy::matchesPattern(StringRef Name, StringRef Pattern) {
  size_t Star = Pattern.find('*');
  if (Star == StringRef::npos)
    return Name == Pattern;
  if (!Name.consume_front(Pattern.take_front(Star)))
    return false;
  Pattern = Pattern.drop_front(Star + 1);
  bool AcrossSlashes = Pattern.consume_front("*");
  for (size_t Taken = 0;; ++Taken) {
    if (matchesPattern(Name.drop_front(Taken), Pattern))
      return true;
    if (Taken == Name.size() || (!AcrossSlashes && Name[Taken] == '/'))
      return false;
  }
}

namespace {

/// The memory layer: a file that fits a pattern comes to be when asked for.
class GeneratedLayer : public vfs::ProxyFileSystem {
public:
  explicit GeneratedLayer(const GeneratedFiles &G)
      : ProxyFileSystem(makeIntrusiveRefCnt<vfs::InMemoryFileSystem>()),
        Memory(static_cast<vfs::InMemoryFileSystem &>(getUnderlyingFS())),
        Generated(G) {
    for (const auto &[Name, Text] : G.Files)
      Memory.addFileNoOwn(G.Directory + "/" + Name, 0,
                          MemoryBufferRef(Text, Name));
  }

  ErrorOr<vfs::Status> status(const Twine &Path) override {
    create(Path);
    return Memory.status(Path);
  }
  bool exists(const Twine &Path) override {
    create(Path);
    return Memory.exists(Path);
  }
  ErrorOr<std::unique_ptr<vfs::File>>
  openFileForRead(const Twine &Path) override {
    create(Path);
    return Memory.openFileForRead(Path);
  }

private:
  void create(const Twine &Path) {
    SmallString<256> Storage;
    StringRef Name = Path.toStringRef(Storage);
    if (!Name.consume_front(Generated.Directory) || !Name.consume_front("/"))
      return;
    if (!Generated.Files.count(Name.str()) &&
        any_of(Generated.EmptyOnDemand,
               [&](StringRef P) { return matchesPattern(Name, P); }))
      Memory.addFile(Path, 0, MemoryBuffer::getMemBuffer(""));
  }

  vfs::InMemoryFileSystem &Memory;
  const GeneratedFiles &Generated;
};

} // namespace

IntrusiveRefCntPtr<vfs::FileSystem>
locktidy::overlay(IntrusiveRefCntPtr<vfs::FileSystem> Disk,
                  const GeneratedFiles &Files) {
  auto Result = makeIntrusiveRefCnt<vfs::OverlayFileSystem>(std::move(Disk));
  Result->pushOverlay(makeIntrusiveRefCnt<GeneratedLayer>(Files));
  return Result;
}
