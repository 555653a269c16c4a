//===- Annotations.cpp - contracts as a patch of the sources --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Edits are insertions into a line, or lines behind one. The diff is made of
// them directly: no two versions of a file are compared.
//
//===----------------------------------------------------------------------===//
#include "Report/Annotations.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include <map>

using namespace locktidy;
using namespace llvm;

namespace {

/// What is done to one line.
struct LineEdit {
  std::map<size_t, std::string> Inserts; ///< by offset in the line
  std::vector<std::string> Behind;       ///< new lines that follow it
};

class Annotator {
public:
  Annotator(AnnotationStyle Style, Sources &Lines, StringRef Directory)
      : Style(Style), Lines(Lines), Directory(Directory) {}
  void add(const StructureContract &S);
  void print(raw_ostream &OS) const;

private:
  void guard(const StructureContract &S, const LockContract &L,
             const ProtectedData &D);
  void note(const StructureContract &S, const LockContract &L,
            const ProtectedData &D);
  void require(const NeedsLock &N);
  LineEdit *at(const Location &Where, size_t Offset);
  void printFile(raw_ostream &OS, StringRef File,
                 const std::map<unsigned, LineEdit> &Of) const;

  AnnotationStyle Style;
  Sources &Lines;
  StringRef Directory;
  std::map<std::string, std::map<unsigned, LineEdit>> Edits; ///< file, line
};

} // namespace

static bool isWord(char C) { return isAlnum(C) || C == '_'; }

/// Whether \p Name is written at \p At of \p Text.
static bool isWritten(StringRef Text, size_t At, StringRef Name) {
  return Text.substr(At).starts_with(Name) &&
         (At + Name.size() >= Text.size() || !isWord(Text[At + Name.size()]));
}

/// The first of \p Ends behind \p From that is in no brackets.
static size_t findOutside(StringRef Text, size_t From, StringRef Ends) {
  unsigned Depth = 0;
  for (size_t I = From; I < Text.size(); ++I) {
    if (Depth == 0 && Ends.contains(Text[I]))
      return I;
    if (Text[I] == '(' || Text[I] == '[' || Text[I] == '{')
      ++Depth;
    else if (Text[I] == ')' || Text[I] == ']' || Text[I] == '}') {
      if (Depth-- == 0)
        return StringRef::npos;
    }
  }
  return StringRef::npos;
}

/// The edit of the line in which \p Offset of the file is, to be completed;
/// null when the file is none of the project's.
LineEdit *Annotator::at(const Location &Where, size_t Offset) {
  if (relativeTo(Directory, Where.File) == Where.File)
    return nullptr;
  unsigned Line = Where.Line;
  while (auto Next = Lines.lineStart(Where.File, Line + 1)) {
    if (*Next > Offset)
      break;
    ++Line;
  }
  return &Edits[Where.File][Line];
}

void Annotator::guard(const StructureContract &S, const LockContract &L,
                      const ProtectedData &D) {
  auto Text = Lines.text(D.Declared.File);
  auto Start = Lines.lineStart(D.Declared.File, D.Declared.Line);
  // Only the structure's own locks have a name there.
  if (!Text || !Start || !(D.Inside || S.Name.empty()) ||
      StringRef(D.Name).contains('.'))
    return;
  size_t Name = *Start + D.Declared.Column - 1;
  size_t End = findOutside(*Text, Name, ";,=");
  if (!isWritten(*Text, Name, D.Name) || End == StringRef::npos)
    return;
  // At the end of the declarator, in its line.
  size_t Last = Text->substr(0, End).find_last_not_of(" \t\n") + 1;
  if (LineEdit *Edit = at(D.Declared, Last)) {
    size_t Line = Text->substr(0, Last).rfind('\n') + 1;
    Edit->Inserts[Last - Line] = " __attribute__((guarded_by(" + L.Name + ")))";
  }
}

void Annotator::require(const NeedsLock &N) {
  auto Text = Lines.text(N.Defined.File);
  auto Start = Lines.lineStart(N.Defined.File, N.Defined.Line);
  if (!Text || !Start || N.Lock.empty() || StringRef(N.Lock).contains('?'))
    return;
  size_t Name = *Start + N.Defined.Column - 1;
  if (!isWritten(*Text, Name, N.Function))
    return;
  size_t Open = Text->find_first_not_of(" \t\n", Name + N.Function.size());
  if (Open == StringRef::npos || (*Text)[Open] != '(')
    return;
  size_t Close = findOutside(*Text, Open + 1, ")");
  if (Close == StringRef::npos)
    return;
  size_t Body = Text->find_first_not_of(" \t\n", Close + 1);
  if (Body == StringRef::npos || (*Text)[Body] != '{')
    return;
  if (LineEdit *Edit = at(N.Defined, Close)) {
    size_t Line = Text->substr(0, Close).rfind('\n') + 1;
    std::string &Into = Edit->Inserts[Close + 1 - Line];
    Into += " __attribute__((requires_capability(" + N.Lock + ")))";
  }
}

/// Behind the closing line of the structure.
void Annotator::note(const StructureContract &S, const LockContract &L,
                     const ProtectedData &D) {
  auto Text = Lines.text(D.Declared.File);
  auto Start = Lines.lineStart(D.Declared.File, D.Declared.Line);
  if (!Text || !Start || !(D.Inside || S.Name.empty()))
    return;
  StringRef Tag = S.Name;
  Tag.consume_front("struct ");
  std::string Prefix = Tag.empty() ? "" : Tag.str() + "::";
  size_t Name = *Start + D.Declared.Column - 1, End = Name;
  if (!S.Name.empty()) {
    unsigned Depth = 1;
    for (; End < Text->size() && Depth != 0; ++End)
      Depth += (*Text)[End] == '{' ? 1 : (*Text)[End] == '}' ? -1 : 0;
  }
  End = Text->find(';', End);
  if (End == StringRef::npos)
    return;
  StringRef Kind = L.Shared ? "RWLOCK" : "MUTEX";
  if (LineEdit *Edit = at(D.Declared, End))
    Edit->Behind.push_back(("_NOTE(" + Kind + "_PROTECTS_DATA(" + Prefix +
                            L.Name + ", " + Prefix + D.Name + "))")
                               .str());
}

void Annotator::add(const StructureContract &S) {
  for (const LockContract &L : S.Locks) {
    for (const ProtectedData &D : L.Protects)
      if (D.Held == D.Known)
        Style == AnnotationStyle::Clang ? guard(S, L, D) : note(S, L, D);
    if (Style == AnnotationStyle::Clang)
      for (const NeedsLock &N : L.Needed)
        if (N.Required)
          require(N);
  }
}

static std::string edited(StringRef Line, const LineEdit &Edit) {
  std::string Out;
  size_t Done = 0;
  for (const auto &[Offset, Text] : Edit.Inserts) {
    Out += Line.substr(Done, Offset - Done);
    Out += Text;
    Done = Offset;
  }
  return Out + Line.substr(Done).str();
}

/// Hunks with up to three lines of context; what is nearer is one hunk.
void Annotator::printFile(raw_ostream &OS, StringRef File,
                          const std::map<unsigned, LineEdit> &Of) const {
  constexpr unsigned Context = 3;
  std::string Name = relativeTo(Directory, File);
  OS << "--- a/" << Name << "\n+++ b/" << Name << '\n';
  // What follows the last end of line is no line.
  auto Exists = [&](unsigned Line) {
    auto Start = Lines.lineStart(File, Line);
    return Start && *Start < Lines.text(File)->size();
  };
  int64_t Shift = 0;
  for (auto It = Of.begin(); It != Of.end();) {
    auto Next = It;
    unsigned Last = It->first;
    while (++Next != Of.end() && Next->first <= Last + 2 * Context)
      Last = Next->first;
    // A line that only others follow is the last of the context.
    unsigned Lead = It->second.Inserts.empty() ? Context - 1 : Context;
    unsigned From = It->first > Lead ? It->first - Lead : 1;
    unsigned To = Last;
    while (To < Last + Context && Exists(To + 1))
      ++To;
    std::string Body;
    unsigned Added = 0;
    for (unsigned Line = From; Line <= To; ++Line) {
      StringRef Old = *Lines.line(File, Line);
      auto Edit = Of.find(Line);
      if (Edit == Of.end() || Edit->second.Inserts.empty())
        Body += " " + Old.str() + "\n";
      else
        Body += "-" + Old.str() + "\n+" + edited(Old, Edit->second) + "\n";
      if (Edit != Of.end())
        for (const std::string &New : Edit->second.Behind) {
          Body += "+" + New + "\n";
          ++Added;
        }
    }
    OS << "@@ -" << From << ',' << To - From + 1 << " +" << From + Shift << ','
       << To - From + 1 + Added << " @@\n"
       << Body;
    Shift += Added;
    It = Next;
  }
}

void Annotator::print(raw_ostream &OS) const {
  for (const auto &[File, Of] : Edits)
    printFile(OS, File, Of);
}

void locktidy::printAnnotations(raw_ostream &OS,
                                ArrayRef<StructureContract> Contracts,
                                AnnotationStyle Style, Sources &Lines,
                                StringRef Directory) {
  Annotator A(Style, Lines, Directory);
  for (const StructureContract &S : Contracts)
    A.add(S);
  A.print(OS);
}
