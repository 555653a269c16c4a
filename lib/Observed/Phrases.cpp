//===- Phrases.cpp - what kernels say of one lock -------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Observed/Phrases.h"
#include "Observed/Lines.h"

using namespace locktidy;
using llvm::StringRef;

/// What `%n` or `%*` can be at the beginning of \p Rest, which it is cut from:
/// all before \p Next, or, when nothing follows, all before the place.
static std::optional<StringRef> takeUpTo(StringRef Next, StringRef &Rest) {
  size_t End = Next.empty() ? Rest.rfind(" @ ") : Rest.find_insensitive(Next);
  if (End == StringRef::npos) {
    if (!Next.empty())
      return std::nullopt;
    End = Rest.size();
  }
  StringRef Out = Rest.take_front(End);
  Rest = Rest.drop_front(End);
  return Out;
}

static std::optional<Said> says(StringRef Line, const Phrase &P) {
  Said Out{&P, {}, {}};
  auto [Literal, Pattern] = P.Text.split('%');
  size_t At = Line.find_insensitive(Literal);
  if (At == StringRef::npos)
    return std::nullopt;
  StringRef Rest = Line.drop_front(At + Literal.size());
  while (!Pattern.empty()) {
    bool IsName = Pattern.consume_front("n");
    if (!IsName)
      Pattern = Pattern.drop_front(); // the star
    std::tie(Literal, Pattern) = Pattern.split('%');
    auto Hole = takeUpTo(Literal, Rest);
    if (!Hole)
      return std::nullopt;
    if (IsName)
      Out.Name = Hole->trim().str();
    Rest = Rest.drop_front(Literal.size());
  }
  Out.Place = placeIn(Rest);
  return Out;
}

std::optional<Said> locktidy::findPhrase(StringRef Line,
                                         llvm::ArrayRef<Phrase> Table) {
  for (const Phrase &P : Table)
    if (std::optional<Said> Found = says(Line, P))
      return Found;
  return std::nullopt;
}

bool locktidy::saysOne(StringRef Text, llvm::ArrayRef<Phrase> Table) {
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    if (findPhrase(Line, Table))
      return true;
    Text = Rest;
  }
  return false;
}
