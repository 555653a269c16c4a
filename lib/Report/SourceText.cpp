//===- SourceText.cpp - a C source as edits look at it --------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report/SourceText.h"
#include "Report/CodeText.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

using namespace locktidy;
using namespace llvm;

SourceText::SourceText(StringRef Text)
    : Text(Text), Plain(blanked(Text, Comments | Literals)), Branches(Plain) {
  std::string Code = blanked(Text, Comments);
  for (auto [At, Name] : includesOf(Code))
    Includes.emplace_back(At, Name.str());
}

StringRef SourceText::code() {
  if (!Code) {
    Code = blanked(Text, Comments | Literals | Directives);
    Branches.blankOthers(*Code);
  }
  return *Code;
}

std::optional<size_t> SourceText::outermost(StringRef Name) {
  if (!Outermost) {
    Outermost.emplace();
    StringRef All = code();
    findOutside(All, 0, [&](size_t At) {
      if (isWord(All[At]) && (At == 0 || !isWord(All[At - 1])))
        Outermost->try_emplace(All.substr(At).take_while(isWord), At);
      return false;
    });
  }
  auto It = Outermost->find(Name);
  return It == Outermost->end() ? std::nullopt : std::optional(It->second);
}

SourceText *SourceTexts::get(StringRef File) {
  auto It = Known.find(File);
  if (It == Known.end()) {
    auto Text = Lines.text(File);
    if (!Text)
      return nullptr;
    It = Known.try_emplace(File.str(), *Text).first;
  }
  return &It->second;
}

/// The path that \p Written, an include in \p File, has beside it; empty when
/// it is not looked for there.
static std::string beside(StringRef File, StringRef Written) {
  if (!Written.consume_front("\""))
    return "";
  SmallString<128> Path = sys::path::parent_path(File);
  sys::path::append(Path, Written.take_until([](char C) { return C == '"'; }));
  sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return std::string(Path);
}

/// Whether the path of \p Header ends with what is \p Written.
static bool endsWith(StringRef Header, StringRef Written) {
  StringRef Path = Written.drop_front().take_until(
      [](char C) { return C == '"' || C == '>'; });
  while (Path.consume_front("./") || Path.consume_front("../"))
    ;
  return !Path.empty() && Header.ends_with(("/" + Path).str());
}

bool SourceTexts::includes(StringRef File, size_t Before, StringRef Header,
                           Search How) {
  StringSet<> Seen;
  std::vector<std::pair<std::string, size_t>> Left = {{File.str(), Before}};
  while (!Left.empty()) {
    auto [In, End] = Left.back();
    Left.pop_back();
    SourceText *Source = get(In);
    if (!Source)
      continue;
    for (const auto &[At, Written] : Source->Includes) {
      bool Sure = End == StringRef::npos
                      ? Source->Branches.isUnconditional(At)
                      : At < End && Source->Branches.covers(At, End);
      if (!Sure || Written.empty())
        continue;
      std::string Next = beside(In, Written);
      bool Found = !Next.empty() && get(Next);
      if (Found ? Next == Header
                : How == Search::Path && endsWith(Header, Written))
        return true;
      if (Found && Seen.insert(Next).second)
        Left.emplace_back(Next, StringRef::npos);
    }
  }
  return false;
}
