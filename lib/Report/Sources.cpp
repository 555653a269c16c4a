//===- Sources.cpp - lines of source files --------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report/Sources.h"

using namespace locktidy;
using llvm::StringRef;

static std::vector<size_t> lineStarts(StringRef Text) {
  std::vector<size_t> Starts = {0};
  for (size_t End = Text.find('\n'); End != StringRef::npos;
       End = Text.find('\n', End + 1))
    Starts.push_back(End + 1);
  return Starts;
}

const Sources::Source &Sources::source(StringRef File) {
  auto [It, New] = Known.try_emplace(File);
  Source &S = It->second;
  if (!New)
    return S;
  if (auto Buffer = Files->getBufferForFile(File)) {
    S.Buffer = std::move(*Buffer);
    S.LineStarts = lineStarts(S.Buffer->getBuffer());
  }
  return S;
}

std::optional<StringRef> Sources::text(StringRef File) {
  const Source &S = source(File);
  if (!S.Buffer)
    return std::nullopt;
  return S.Buffer->getBuffer();
}

std::optional<size_t> Sources::lineStart(StringRef File, unsigned Line) {
  const Source &S = source(File);
  if (Line == 0 || Line > S.LineStarts.size())
    return std::nullopt;
  return S.LineStarts[Line - 1];
}

std::optional<StringRef> Sources::line(StringRef File, unsigned Line) {
  std::optional<size_t> Start = lineStart(File, Line);
  if (!Start)
    return std::nullopt;
  StringRef Rest = text(File)->substr(*Start);
  return Rest.take_until([](char C) { return C == '\n'; }).rtrim('\r');
}

std::string locktidy::relativeTo(StringRef Directory, StringRef File) {
  StringRef Rest = File;
  if (Directory.starts_with("/") && Rest.consume_front(Directory.rtrim('/')) &&
      Rest.consume_front("/") && !Rest.empty())
    return Rest.str();
  return File.str();
}
