//===- CompileDatabase.cpp - reading compile_commands.json ----------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/CompileDatabase.h"
#include "Lower/Paths.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/StringSaver.h"

using namespace locktidy;
using namespace llvm;

static Error makeError(const Twine &Text) {
  return createStringError(inconvertibleErrorCode(), Text);
}

/// The line on which entry \p Index of the top-level array starts. JSON values
/// do not know their place, and errors are rare enough to look again.
static unsigned lineOfEntry(StringRef Json, size_t Index) {
  unsigned Line = 1, Depth = 0;
  size_t Entry = 0;
  bool InString = false, Expecting = true;
  for (size_t I = 0; I != Json.size(); ++I) {
    char C = Json[I];
    if (C == '\n')
      ++Line;
    if (InString) {
      if (C == '\\')
        ++I;
      else if (C == '"')
        InString = false;
      continue;
    }
    if (Depth == 1 && Expecting && !llvm::isSpace(C)) {
      if (Entry++ == Index)
        return Line;
      Expecting = false;
    }
    if (C == '"')
      InString = true;
    else if (C == '[' || C == '{')
      ++Depth;
    else if (C == ']' || C == '}')
      --Depth;
    else if (C == ',' && Depth == 1)
      Expecting = true;
  }
  return Line;
}

/// llvm::json says `[line:column, byte=offset]: text`; editors want
/// `file:line:column: error: text`.
static Error syntaxError(StringRef Name, Error E) {
  std::string Text = toString(std::move(E));
  StringRef Rest = Text;
  std::string Place = Name.str();
  if (Rest.consume_front("[")) {
    auto [Position, Message] = Rest.split("]: ");
    StringRef LineColumn = Position.split(',').first;
    LineColumn.consume_back(":0"); // at the end of the text
    Place += ":" + LineColumn.str();
    Rest = Message;
  }
  return makeError(Place + ": error: not a compile database: " + Rest);
}

/// The words of an entry's command; \p Who names the entry in an error.
static Expected<std::vector<std::string>>
readCommand(const json::Object &Entry, function_ref<std::string()> Who) {
  std::vector<std::string> Words;
  if (const json::Value *Arguments = Entry.get("arguments")) {
    json::Path::Root Root;
    if (!fromJSON(*Arguments, Words, Root))
      return makeError(Who() + ": \"arguments\" is not a list of strings");
  } else if (auto Command = Entry.getString("command")) {
    BumpPtrAllocator Storage;
    StringSaver Saver(Storage);
    SmallVector<const char *, 64> Split;
    cl::TokenizeGNUCommandLine(*Command, Saver, Split);
    Words.assign(Split.begin(), Split.end());
  } else {
    return makeError(Who() + " has neither \"arguments\" nor \"command\"");
  }
  if (Words.empty())
    return makeError(Who() + " has an empty command");
  return Words;
}

Expected<CompileDatabase> CompileDatabase::parse(MemoryBufferRef Json) {
  StringRef Text = Json.getBuffer(), Name = Json.getBufferIdentifier();
  Expected<json::Value> Value = json::parse(Text);
  if (!Value)
    return syntaxError(Name, Value.takeError());
  const json::Array *Entries = Value->getAsArray();
  if (!Entries)
    return makeError(Name + ":1: error: not a compile database: the top level "
                            "is not a list of entries");
  StringRef Base = sys::path::parent_path(Name);
  CompileDatabase Result;
  for (size_t I = 0; I != Entries->size(); ++I) {
    auto Who = [&] {
      return formatv("{0}:{1}: error: entry {2}", Name, lineOfEntry(Text, I),
                     I + 1)
          .str();
    };
    const json::Object *Entry = (*Entries)[I].getAsObject();
    if (!Entry)
      return makeError(Who() + " is not an object");
    auto File = Entry->getString("file");
    if (!File)
      return makeError(Who() + " has no \"file\"");
    auto Directory = Entry->getString("directory");
    if (!Directory)
      return makeError(Who() + " has no \"directory\"");
    CompileJob Job;
    Job.Directory = absolutePath(Base, *Directory);
    Job.File = absolutePath(Job.Directory, *File);
    auto [It, IsNew] = Result.ByPath.try_emplace(Job.File, Result.Jobs.size());
    if (!IsNew) {
      Result.Duplicates.push_back(
          formatv("{0}:{1}: note: another entry for '{2}': the first is used",
                  Name, lineOfEntry(Text, I), Job.File));
      continue;
    }
    auto Words = readCommand(*Entry, Who);
    if (!Words)
      return Words.takeError();
    Job.Arguments = std::move(*Words);
    Result.Jobs.push_back(std::move(Job));
  }
  return Result;
}

Expected<CompileDatabase> CompileDatabase::load(StringRef Path) {
  auto Buffer = MemoryBuffer::getFile(Path);
  if (!Buffer)
    return makeError(Path + ": error: cannot read the compile database: " +
                     Buffer.getError().message());
  return parse(MemoryBufferRef((*Buffer)->getBuffer(), Path));
}

const CompileJob *CompileDatabase::find(StringRef File) {
  if (auto It = ByPath.find(File); It != ByPath.end())
    return &Jobs[It->second];
  SmallString<256> Real;
  if (ByRealPath.empty())
    for (size_t I = 0; I != Jobs.size(); ++I)
      if (!sys::fs::real_path(Jobs[I].File, Real))
        ByRealPath.try_emplace(Real, I);
  if (sys::fs::real_path(File, Real))
    return nullptr;
  auto It = ByRealPath.find(Real);
  return It == ByRealPath.end() ? nullptr : &Jobs[It->second];
}
