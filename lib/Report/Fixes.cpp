//===- Fixes.cpp - applying the fixes of findings -------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report/Fixes.h"
#include "llvm/ADT/STLExtras.h"
#include <optional>

using namespace locktidy;
using llvm::ArrayRef;
using llvm::StringRef;

static std::optional<size_t> offset(Sources &Lines, StringRef File,
                                    unsigned Line, unsigned Column) {
  std::optional<size_t> Start = Lines.lineStart(File, Line);
  std::optional<StringRef> Text = Lines.text(File);
  if (!Start || !Column || *Start + Column - 1 > Text->size())
    return std::nullopt;
  return *Start + Column - 1;
}

/// Two that touch are in each other's way too when one of them inserts: which
/// comes first is not said.
static bool overlap(const TextEdit &A, const TextEdit &B) {
  if (A.Length == 0 || B.Length == 0)
    return A.Offset <= B.Offset + B.Length && B.Offset <= A.Offset + A.Length;
  return A.Offset < B.Offset + B.Length && B.Offset < A.Offset + A.Length;
}

namespace {
class Planner {
public:
  Planner(const llvm::StringSet<> &Editable, Sources &Lines)
      : Editable(Editable), Lines(Lines) {}
  /// Takes the edits of \p F, or says why not.
  std::string add(const Finding &F);

  FixPlan Plan;

private:
  const llvm::StringSet<> &Editable;
  Sources &Lines;
};
} // namespace

std::string Planner::add(const Finding &F) {
  std::vector<std::pair<std::string, TextEdit>> New;
  for (const FixIt &Fix : F.Fixes) {
    const std::string &File = Fix.Where.File;
    if (!Editable.contains(File))
      return "'" + File + "' is not one of the files that are analysed";
    auto From = offset(Lines, File, Fix.Where.Line, Fix.Where.Column);
    auto To = offset(Lines, File, Fix.EndLine, Fix.EndColumn);
    if (!From || !To || *From > *To)
      return "'" + File + "' has no such place any more";
    TextEdit Edit{*From, *To - *From, Fix.Text};
    for (const auto &[Other, Known] : New)
      if (Other == File && overlap(Known, Edit))
        return "its edits overlap";
    for (const TextEdit &Known : Plan.Edits[File])
      if (Known != Edit && overlap(Known, Edit))
        return "it would edit what the fix of another finding edits";
    New.emplace_back(File, std::move(Edit));
  }
  for (auto &[File, Edit] : New)
    if (std::vector<TextEdit> &Edits = Plan.Edits[File];
        !llvm::is_contained(Edits, Edit))
      Edits.push_back(std::move(Edit));
  return {};
}

FixPlan locktidy::planFixes(ArrayRef<Finding> Findings,
                            const std::vector<bool> &Suppressed,
                            const llvm::StringSet<> &Editable, Sources &Lines) {
  Planner P(Editable, Lines);
  for (size_t I = 0; I != Findings.size(); ++I) {
    if (Suppressed[I] || Findings[I].Fixes.empty())
      continue;
    std::string Refusal = P.add(Findings[I]);
    if (Refusal.empty())
      ++P.Plan.Fixed;
    else
      P.Plan.Refused.push_back({Findings[I].Where, std::move(Refusal)});
  }
  std::erase_if(P.Plan.Edits,
                [](const auto &File) { return File.second.empty(); });
  for (auto &[File, Edits] : P.Plan.Edits)
    llvm::sort(Edits);
  return std::move(P.Plan);
}

std::string locktidy::edited(StringRef Text, ArrayRef<TextEdit> Edits) {
  std::string Out;
  size_t Done = 0;
  for (const TextEdit &E : Edits) {
    Out += Text.slice(Done, E.Offset);
    Out += E.Text;
    Done = E.Offset + E.Length;
  }
  return Out + Text.substr(Done).str();
}

//===----------------------------------------------------------------------===//
// Differences
//===----------------------------------------------------------------------===//

/// With their ends.
static std::vector<StringRef> splitLines(StringRef Text) {
  std::vector<StringRef> Out;
  for (; !Text.empty(); Text = Text.drop_front(Out.back().size()))
    Out.push_back(
        Text.take_front(std::min(Text.find('\n'), Text.size() - 1) + 1));
  return Out;
}

namespace {
/// Lines [From, To) of the old text, from 0, that become other lines.
struct Change {
  size_t From, To;
  std::string Text;
};

class DiffPrinter {
public:
  DiffPrinter(llvm::raw_ostream &OS, StringRef Text)
      : OS(OS), Text(Text), Lines(splitLines(Text)) {}
  void print(ArrayRef<TextEdit> Edits);

private:
  std::vector<Change> changes(ArrayRef<TextEdit> Edits) const;
  void trim(Change &C) const;
  void hunk(ArrayRef<Change> Changes);
  void line(char Mark, StringRef Line);
  size_t start(size_t Line) const { // of the text
    return Line == Lines.size() ? Text.size()
                                : size_t(Lines[Line].data() - Text.data());
  }

  static constexpr size_t Context = 3;
  llvm::raw_ostream &OS;
  StringRef Text;
  std::vector<StringRef> Lines;
  long Shift = 0; ///< lines that hunks before have added
};
} // namespace

/// Whole lines for edits, those that share a line as one.
std::vector<Change> DiffPrinter::changes(ArrayRef<TextEdit> Edits) const {
  std::vector<Change> Out;
  while (!Edits.empty()) {
    auto LineOf = [&](size_t Offset) {
      size_t Line = llvm::partition_point(
                        Lines,
                        [&](StringRef L) {
                          return size_t(L.data() - Text.data()) <= Offset;
                        }) -
                    Lines.begin();
      return Line ? Line - 1 : 0;
    };
    size_t From = LineOf(Edits[0].Offset), To = From, Count = 0;
    while (Count != Edits.size() &&
           (Count == 0 || LineOf(Edits[Count].Offset) < To)) {
      const TextEdit &E = Edits[Count++];
      To =
          std::max(To, std::min(LineOf(E.Offset + E.Length) + 1, Lines.size()));
    }
    std::vector<TextEdit> Own(Edits.begin(), Edits.begin() + Count);
    for (TextEdit &E : Own)
      E.Offset -= start(From);
    Change C{From, To, edited(Text.slice(start(From), start(To)), Own)};
    trim(C);
    Out.push_back(std::move(C));
    Edits = Edits.drop_front(Count);
  }
  return Out;
}

/// Without the lines at both ends that stay as they are: an edit that takes a
/// line out begins at the end of the one before.
void DiffPrinter::trim(Change &C) const {
  std::vector<StringRef> New = splitLines(C.Text);
  llvm::ArrayRef<StringRef> Rest = New;
  while (C.From != C.To && !Rest.empty() && Lines[C.From] == Rest.front()) {
    ++C.From;
    Rest = Rest.drop_front();
  }
  while (C.From != C.To && !Rest.empty() && Lines[C.To - 1] == Rest.back()) {
    --C.To;
    Rest = Rest.drop_back();
  }
  std::string Text;
  for (StringRef Line : Rest)
    Text += Line;
  C.Text = std::move(Text);
}

void DiffPrinter::line(char Mark, StringRef Line) {
  OS << Mark << Line;
  if (!Line.ends_with("\n"))
    OS << "\n\\ No newline at end of file\n";
}

void DiffPrinter::hunk(ArrayRef<Change> Changes) {
  size_t From = Changes.front().From - std::min(Context, Changes.front().From);
  size_t To = std::min(Changes.back().To + Context, Lines.size());
  long Added = 0;
  for (const Change &C : Changes)
    Added += long(splitLines(C.Text).size()) - long(C.To - C.From);
  OS << "@@ -" << From + 1 << ',' << To - From << " +" << long(From) + 1 + Shift
     << ',' << long(To - From) + Added << " @@\n";
  Shift += Added;
  for (const Change &C : Changes) {
    for (; From != C.From; ++From)
      line(' ', Lines[From]);
    for (; From != C.To; ++From)
      line('-', Lines[From]);
    for (StringRef L : splitLines(C.Text))
      line('+', L);
  }
  for (; From != To; ++From)
    line(' ', Lines[From]);
}

void DiffPrinter::print(ArrayRef<TextEdit> Edits) {
  std::vector<Change> All = changes(Edits);
  for (ArrayRef<Change> Rest = All; !Rest.empty();) {
    size_t Count = 1;
    while (Count != Rest.size() &&
           Rest[Count].From <= Rest[Count - 1].To + 2 * Context)
      ++Count;
    hunk(Rest.take_front(Count));
    Rest = Rest.drop_front(Count);
  }
}

void locktidy::printDiff(llvm::raw_ostream &OS, StringRef Name, StringRef Text,
                         ArrayRef<TextEdit> Edits) {
  OS << "--- a/" << Name << "\n+++ b/" << Name << '\n';
  DiffPrinter(OS, Text).print(Edits);
}
