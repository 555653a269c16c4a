//===- Annotations.cpp - contracts as a patch of the sources --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report/Annotations.h"
#include "Report/Annotator.h"
#include "Report/CodeText.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;
using namespace llvm;

Annotator::~Annotator() = default;

bool Annotator::isKnown(const LockContract &L, const Location &In, size_t At) {
  if (L.Declared.File == In.File)
    return offset(L.Declared) < At;
  return isHeader(L.Declared) && !isHeader(In) &&
         Texts.includes(In.File, At, L.Declared.File,
                        SourceTexts::Search::Path);
}

/// Why the file is not to be edited; empty when it is.
StringRef Annotator::whyNot(const Location &Where) {
  if (!Texts.get(Where.File) || relativeTo(Directory, Where.File) == Where.File)
    return Outside;
  // What it says already may not be seen.
  return WithErrors.contains(Where.File) ? StringRef(Errors) : StringRef();
}

Edited *Annotator::file(const Location &Where) {
  if (!whyNot(Where).empty())
    return nullptr;
  Edited &File = Files[Where.File];
  File.Source = Texts.get(Where.File);
  return &File;
}

size_t Annotator::offset(const Location &Where) {
  auto Start = Lines.lineStart(Where.File, Where.Line);
  return Start && Where.Column ? *Start + Where.Column - 1 : 0;
}

std::optional<size_t> Annotator::find(const Location &Where, StringRef Name) {
  auto Text = Lines.text(Where.File);
  size_t At = offset(Where);
  return Text && isAt(*Text, At, Name) ? std::optional(At) : std::nullopt;
}

void Annotator::insert(Edited &File, size_t At, std::string Text,
                       StringRef Macro) {
  File.Edits.push_back({At, 0, std::move(Text)});
  File.Needs.insert(Macro.str());
}

bool Annotator::isArray(const LockContract &L) {
  auto At = find(L.Declared, L.Name);
  if (!At)
    return false;
  StringRef Rest = Lines.text(L.Declared.File)->substr(*At + L.Name.size());
  return Rest.ltrim().starts_with("[");
}

void Annotator::see(const StructureContract &S) {
  auto See = [&](const Location &Where) {
    if (SourceText *Source = Texts.get(Where.File))
      Source->Branches.setCompiled(offset(Where));
  };
  for (const LockContract &L : S.Locks) {
    See(L.Declared);
    for (const ProtectedData &D : L.Protects)
      See(D.Declared);
    for (const NeedsLock &N : L.Needed)
      See(N.Defined);
  }
}

void Annotator::add(const StructureContract &S) {
  for (const LockContract &L : S.Locks) {
    for (const ProtectedData &D : L.Protects)
      if (D.Held == D.Known)
        protect(S, L, D);
    for (const NeedsLock &N : L.Needed)
      if (N.Required)
        require(S, L, N);
  }
}

bool Annotator::comesWith(StringRef Name, const Edited &File, StringRef Macro) {
  auto Has = [&](const auto &Other) {
    return Other.second.Needs.contains(Macro.str()) &&
           all_of(File.Edits, [&](const TextEdit &E) {
             return Texts.includes(Name, E.Offset, Other.first,
                                   SourceTexts::Search::Exact);
           });
  };
  return Name.ends_with(".c") && any_of(Files, [&](const auto &Other) {
           return !StringRef(Other.first).ends_with(".c") && Has(Other);
         });
}

/// Where what the edits ask for is known to all of them.
static size_t preamblePlace(const Edited &File) {
  size_t Place = behindIncludes(File.Source->Plain, File.Edits.front().Offset);
  auto Covers = [&](const TextEdit &E) {
    return File.Source->Branches.covers(Place, E.Offset);
  };
  while (!all_of(File.Edits, Covers))
    Place = File.Source->Branches.opening(Place);
  return Place;
}

void Annotator::print(raw_ostream &OS) {
  for (auto &[Name, File] : Files) {
    if (File.Edits.empty())
      continue;
    sort(File.Edits);
    StringRef Text = File.Source->Text;
    std::string Before;
    std::string Lines = preamble(Name, File);
    for (StringRef Rest = Lines; !Rest.empty();) {
      auto [Line, After] = Rest.split('\n');
      Before += (Line + lineEnd(Text)).str();
      Rest = After;
    }
    if (!Before.empty()) {
      size_t Place = preamblePlace(File);
      StringRef Eol = lineEnd(Text);
      auto [Above, Below] =
          std::pair(Text.take_front(Place), Text.substr(Place));
      if (isApart()) {
        if (!Above.empty() && !Above.ends_with((Eol + Eol).str()))
          Before = (Eol + Before).str();
        if (!Below.starts_with(Eol))
          Before += Eol;
      }
      File.Edits.insert(File.Edits.begin(), {Place, 0, Before});
    }
    printDiff(OS, relativeTo(Directory, Name), Text, File.Edits);
  }
}

LeftOut locktidy::printAnnotations(raw_ostream &OS,
                                   ArrayRef<StructureContract> Contracts,
                                   const Entry *NoteMacro, Sources &Lines,
                                   StringRef Directory,
                                   const StringSet<> &WithErrors) {
  AnnotatedSources Into{Lines, Directory, WithErrors};
  std::unique_ptr<Annotator> A = NoteMacro ? makeNoteAnnotator(Into, *NoteMacro)
                                           : makeAttributeAnnotator(Into);
  for (const StructureContract &S : Contracts)
    A->see(S);
  for (const StructureContract &S : Contracts)
    A->add(S);
  A->print(OS);
  return std::move(A->Left);
}
