//===- CodeText.cpp - the text of C sources, for edits --------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report/CodeText.h"
#include "llvm/ADT/StringExtras.h"

using namespace locktidy;
using llvm::StringRef;

static void blank(std::string &Text, size_t From, size_t To) {
  for (size_t I = From; I < To; ++I)
    if (Text[I] != '\n')
      Text[I] = ' ';
}

/// Behind the comment or literal that begins at \p I; \p I if none does.
static size_t endOfToken(StringRef Text, size_t I) {
  StringRef Rest = Text.substr(I);
  if (Rest.starts_with("/*"))
    return std::min(Text.find("*/", I + 2), Text.size() - 2) + 2;
  if (Rest.starts_with("//"))
    return std::min(Text.find('\n', I), Text.size());
  if (Text[I] != '"' && Text[I] != '\'')
    return I;
  size_t End = I + 1;
  while (End < Text.size() && Text[End] != Text[I] && Text[End] != '\n')
    End += Text[End] == '\\' ? 2 : 1;
  return std::min(End + 1, Text.size());
}

/// Behind the directive that begins at \p I, with its continuations and with
/// comments that go beyond it.
static size_t endOfDirective(StringRef Text, size_t I) {
  while (I < Text.size() && Text[I] != '\n') {
    size_t End = endOfToken(Text, I);
    if (End == I)
      End = I + (Text.substr(I).starts_with("\\\n")     ? 2
                 : Text.substr(I).starts_with("\\\r\n") ? 3
                                                        : 1);
    I = End;
  }
  return I;
}

std::pair<StringRef, StringRef> locktidy::directive(StringRef Line) {
  Line = Line.trim();
  if (!Line.consume_front("#"))
    return {};
  Line = Line.ltrim();
  StringRef Name = Line.take_while(llvm::isAlpha);
  return {Name, Line.drop_front(Name.size()).trim()};
}

std::vector<std::pair<size_t, StringRef>> locktidy::includesOf(StringRef Code) {
  std::vector<std::pair<size_t, StringRef>> Out;
  for (size_t Start = 0, End; Start < Code.size(); Start = End + 1) {
    End = std::min(Code.find('\n', Start), Code.size());
    if (auto [Name, Rest] = directive(Code.slice(Start, End));
        Name == "include")
      Out.emplace_back(Start, Rest);
  }
  return Out;
}

std::string locktidy::blanked(StringRef Text, unsigned Parts) {
  std::string Out = Text.str();
  bool LineStart = true;
  for (size_t I = 0; I < Text.size(); ++I) {
    size_t End = endOfToken(Text, I);
    bool IsComment = End != I && Text[I] == '/';
    if (LineStart && Text[I] == '#' && (Parts & Directives)) {
      End = endOfDirective(Text, I);
      blank(Out, I, End);
    } else if (IsComment && (Parts & Comments)) {
      blank(Out, I, End);
    } else if (End != I && !IsComment && (Parts & Literals)) {
      blank(Out, I + 1, End - 1);
    }
    if (Text[I] == '\n')
      LineStart = true;
    else if (!llvm::isSpace(Text[I]) && !IsComment)
      LineStart = false;
    if (End > I)
      I = End - 1;
  }
  return Out;
}

size_t locktidy::findOutside(StringRef Code, size_t From,
                             llvm::function_ref<bool(size_t)> IsEnd) {
  unsigned Depth = 0;
  for (size_t I = From; I < Code.size(); ++I) {
    if (Depth == 0 && IsEnd(I))
      return I;
    if (StringRef("([{").contains(Code[I]))
      ++Depth;
    else if (StringRef("]}").contains(Code[I]) && Depth == 0)
      return StringRef::npos;
    else if (StringRef(")]}").contains(Code[I]) && Depth != 0)
      --Depth;
  }
  return StringRef::npos;
}

size_t locktidy::findOutside(StringRef Code, size_t From, StringRef Ends) {
  return findOutside(Code, From,
                     [&](size_t I) { return Ends.contains(Code[I]); });
}

bool locktidy::isWord(char C) { return llvm::isAlnum(C) || C == '_'; }

bool locktidy::isAt(StringRef Text, size_t At, StringRef Name) {
  size_t End = At + Name.size();
  return Text.substr(At).starts_with(Name) &&
         (At == 0 || !isWord(Text[At - 1])) &&
         (End == Text.size() || !isWord(Text[End]));
}

bool locktidy::mentions(StringRef Text, StringRef Name) {
  for (size_t At = 0; (At = Text.find(Name, At)) != StringRef::npos; ++At)
    if (isAt(Text, At, Name))
      return true;
  return false;
}

static size_t skipBlanks(StringRef Text, size_t From) {
  return std::min(Text.find_first_not_of(" \t\r\n", From), Text.size());
}

std::optional<std::pair<size_t, size_t>>
locktidy::parameters(StringRef Code, size_t Name, StringRef Function) {
  size_t Open = skipBlanks(Code, Name + Function.size());
  if (Open == Code.size() || Code[Open] != '(')
    return std::nullopt;
  size_t Close = findOutside(Code, Open + 1, ")");
  if (Close == StringRef::npos)
    return std::nullopt;
  size_t Next = skipBlanks(Code, Close + 1);
  if (Next == Code.size() || Code[Next] == '(')
    return std::nullopt;
  return std::pair(Open, Close);
}

size_t locktidy::behindIncludes(StringRef Code, size_t Before) {
  size_t Place = StringRef::npos, Inner = StringRef::npos;
  size_t FirstCode = StringRef::npos;
  unsigned Depth = 0, Base = 0; // Base: inside of the include guard
  StringRef Guard;
  bool First = true;
  for (size_t Start = 0, Next; Start < Before; Start = Next) {
    Next = std::min(Code.find('\n', Start), Code.size() - 1) + 1;
    StringRef Line = Code.slice(Start, Next);
    auto [Name, Rest] = directive(Line);
    if (Name.empty()) {
      if (FirstCode == StringRef::npos && !Line.trim().empty())
        FirstCode = Start;
      continue;
    }
    Next = std::min(endOfDirective(Code, Start) + 1, Code.size());
    if (Name.starts_with("if"))
      ++Depth;
    if (Name == "ifndef" && First && FirstCode == StringRef::npos)
      Guard = Rest;
    else if (Name == "define" && !Guard.empty() && Rest == Guard)
      Base = 1, Place = Next;
    else if (Name == "pragma" && Rest == "once")
      Place = Next;
    else if (Name.starts_with("include"))
      (Depth <= Base ? Place : Inner) = Next;
    if (Name == "endif" && Depth && --Depth <= Base &&
        Inner != StringRef::npos) {
      Place = Next;
      Inner = StringRef::npos;
    }
    if (!First || Name != "ifndef")
      Guard = "";
    First = false;
  }
  if (Inner != StringRef::npos)
    return Inner; // they are in the conditional that Before is in
  if (Place == StringRef::npos)
    Place = FirstCode == StringRef::npos ? Before : FirstCode;
  return std::min(Place, Before);
}
