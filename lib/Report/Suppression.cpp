//===- Suppression.cpp - NOLINT comments ----------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report/Suppression.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <map>

using namespace locktidy;
using llvm::StringRef;

namespace {

enum class Form { Line, NextLine, Begin, End };

/// One NOLINT word with its list.
struct NoLint {
  Form Kind = Form::Line;
  size_t Offset = 0;
  bool HasList = false;
  std::vector<StringRef> Globs; ///< without blanks around them

  bool suppresses(StringRef Check) const;
  bool closes(const NoLint &Begin) const {
    return HasList == Begin.HasList && Globs == Begin.Globs;
  }
};

/// The text between a NOLINTBEGIN and its NOLINTEND.
struct Range {
  NoLint Begin;
  size_t EndOffset;
};

struct FileNoLints {
  std::vector<NoLint> Words; ///< in the order of the file
  std::vector<Range> Ranges;
};

} // namespace

/// Whether \p Name matches \p Glob, in which `*` stands for any text.
static bool matches(StringRef Glob, StringRef Name) {
  auto [First, Rest] = Glob.split('*');
  if (First.size() == Glob.size())
    return Name == Glob;
  if (!Name.consume_front(First))
    return false;
  // The pieces between stars match at the first place possible each, and the
  // last one at the end.
  while (Rest.contains('*')) {
    auto [Piece, After] = Rest.split('*');
    size_t At = Name.find(Piece);
    if (At == StringRef::npos)
      return false;
    Name = Name.drop_front(At + Piece.size());
    Rest = After;
  }
  return Name.ends_with(Rest);
}

bool NoLint::suppresses(StringRef Check) const {
  // clang-tidy ignores negative globs here.
  return !HasList || llvm::any_of(Globs, [&](StringRef Glob) {
    return !Glob.starts_with("-") && matches(Glob, Check);
  });
}

static std::optional<Form> formOf(StringRef Suffix) {
  if (Suffix.empty())
    return Form::Line;
  if (Suffix == "NEXTLINE")
    return Form::NextLine;
  if (Suffix == "BEGIN")
    return Form::Begin;
  if (Suffix == "END")
    return Form::End;
  return std::nullopt;
}

static std::vector<NoLint> scan(StringRef Text) {
  constexpr StringRef Word = "NOLINT";
  std::vector<NoLint> Found;
  size_t At = 0;
  while ((At = Text.find(Word, At)) != StringRef::npos) {
    NoLint N;
    N.Offset = At;
    At += Word.size();
    StringRef Suffix = Text.substr(At).take_while(llvm::isAlpha);
    At += Suffix.size();
    std::optional<Form> Kind = formOf(Suffix);
    if (!Kind)
      continue;
    N.Kind = *Kind;
    StringRef List = Text.substr(At);
    if (List.consume_front("(")) {
      // A list that its line does not close is none: everything is meant.
      size_t Close = List.find_first_of("\n)");
      if (Close != StringRef::npos && List[Close] == ')') {
        N.HasList = true;
        for (StringRef Glob : llvm::split(List.take_front(Close), ','))
          N.Globs.push_back(Glob.trim());
        At += Close + 2;
      }
    }
    Found.push_back(std::move(N));
  }
  return Found;
}

static UnmatchedNoLint unmatched(StringRef File, StringRef Text,
                                 const NoLint &N) {
  StringRef Before = Text.take_front(N.Offset);
  UnmatchedNoLint U;
  U.Where.File = File.str();
  U.Where.Line = Before.count('\n') + 1;
  U.Where.Column = N.Offset - (Before.rfind('\n') + 1) + 1;
  U.Message = N.Kind == Form::Begin
                  ? "'NOLINTBEGIN' without a later 'NOLINTEND' of the same list"
                  : "'NOLINTEND' without an earlier 'NOLINTBEGIN' of the same "
                    "list";
  return U;
}

/// Pairs each NOLINTEND with the innermost open NOLINTBEGIN.
static FileNoLints read(StringRef File, StringRef Text,
                        std::vector<UnmatchedNoLint> &Unmatched) {
  FileNoLints Result;
  Result.Words = scan(Text);
  std::vector<NoLint> Open;
  for (const NoLint &N : Result.Words) {
    if (N.Kind == Form::Begin)
      Open.push_back(N);
    if (N.Kind != Form::End)
      continue;
    if (Open.empty() || !N.closes(Open.back())) {
      Unmatched.push_back(unmatched(File, Text, N));
      continue;
    }
    Result.Ranges.push_back({std::move(Open.back()), N.Offset});
    Open.pop_back();
  }
  for (const NoLint &N : Open)
    Unmatched.push_back(unmatched(File, Text, N));
  return Result;
}

/// Whether a word of form \p Kind in line \p Line suppresses \p Check.
static bool lineHas(const FileNoLints &N, Sources &Lines, StringRef File,
                    unsigned Line, Form Kind, StringRef Check) {
  std::optional<size_t> Start = Lines.lineStart(File, Line);
  if (!Start)
    return false;
  size_t End = Lines.lineStart(File, Line + 1).value_or(StringRef::npos);
  auto First = llvm::partition_point(
      N.Words, [&](const NoLint &W) { return W.Offset < *Start; });
  for (auto It = First; It != N.Words.end() && It->Offset < End; ++It)
    if (It->Kind == Kind && It->suppresses(Check))
      return true;
  return false;
}

static bool suppressed(const Finding &F, const FileNoLints &N, Sources &Lines) {
  std::string Check = "locktidy-" + F.Rule;
  const Location &L = F.Where;
  if (lineHas(N, Lines, L.File, L.Line, Form::Line, Check) ||
      lineHas(N, Lines, L.File, L.Line - 1, Form::NextLine, Check))
    return true;
  std::optional<size_t> Start = Lines.lineStart(L.File, L.Line);
  if (!Start)
    return false;
  size_t At = *Start + (L.Column ? L.Column - 1 : 0);
  return llvm::any_of(N.Ranges, [&](const Range &R) {
    return R.Begin.Offset < At && At < R.EndOffset && R.Begin.suppresses(Check);
  });
}

Suppressions locktidy::findSuppressions(llvm::ArrayRef<Finding> Findings,
                                        Sources &Lines) {
  Suppressions Result;
  std::map<std::string, FileNoLints> Known;
  for (const Finding &F : Findings) {
    auto [It, New] = Known.try_emplace(F.Where.File);
    std::optional<StringRef> Text = Lines.text(F.Where.File);
    if (New && Text)
      It->second = read(F.Where.File, *Text, Result.Unmatched);
    Result.Suppressed.push_back(suppressed(F, It->second, Lines));
  }
  return Result;
}
