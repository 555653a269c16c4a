//===- NoteAnnotator.cpp - contracts as notes of WARLOCK ------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report/Annotator.h"
#include "Report/CodeText.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;
using namespace llvm;

namespace {

class NoteAnnotator : public Annotator {
public:
  NoteAnnotator(const AnnotatedSources &Into, const Entry &Macro)
      : Annotator(Into), Macro(Macro) {}

private:
  void protect(const StructureContract &S, const LockContract &L,
               const ProtectedData &D) override;
  /// No note says that.
  void require(const StructureContract &, const LockContract &,
               const NeedsLock &) override {}
  std::string preamble(StringRef Name, const Edited &File) override;
  bool isApart() const override { return false; }
  bool hasMacro(const Edited &File) const;

  const Entry &Macro; ///< of the model
};

} // namespace

/// Behind the closing line of the outermost structure, or of the variable.
void NoteAnnotator::protect(const StructureContract &S, const LockContract &L,
                            const ProtectedData &D) {
  bool InRecord = D.Inside || StringRef(D.Name).contains("::");
  if (!(D.Inside || S.Name.empty()))
    return leaveOut(Elsewhere);
  Edited *File = file(D.Declared);
  if (!File)
    return leaveOut(whyNot(D.Declared));
  StringRef Code = File->Source->code(), Text = File->Source->Text;
  size_t Name = offset(D.Declared), End = Name;
  // A note elsewhere; an attribute is in the declaration, and for Clang alone.
  size_t Declared = findOutside(Code, Name, ";");
  auto IsNote = [&](const Location &Place) {
    size_t At = offset(Place);
    return Place.File != D.Declared.File || At < Name || At > Declared;
  };
  if (any_of(D.Said, IsNote))
    return;
  if (InRecord)
    for (size_t Next = Name;
         (Next = findOutside(Code, Next, "}")) != StringRef::npos; ++Next)
      End = Next;
  End = Code.find(';', End);
  // What is blank there is in another branch than the compiled one, and where
  // the end is in one, other compilations have another end.
  if (Name >= Code.size() || !isWord(Code[Name]) || End == StringRef::npos ||
      !File->Source->Branches.isCompiled(End))
    return leaveOut(OddText);
  std::string Prefix = S.Name.empty() ? "" : tagOf(S.Name).str() + "::";
  StringRef Kind = L.Shared ? "RWLOCK" : "MUTEX";
  std::string Said =
      (Macro.Names.front() + "(" + Kind + "_PROTECTS_DATA(" + Prefix + L.Name +
       ", " + (D.Inside ? Prefix + D.Name : tagOf(D.Name).str()) + "))")
          .str();
  StringRef Eol = lineEnd(Text);
  // Not into a comment that goes on in the next line.
  size_t Line = Text.find('\n', End);
  while (Line != StringRef::npos &&
         Text.slice(End, Line).count("/*") > Text.slice(End, Line).count("*/"))
    Line = Text.find('\n', Line + 1);
  // The last line may have no end.
  if (Line == StringRef::npos)
    insert(*File, Text.size(), (Eol + Said).str(), Macro.Names.front());
  else
    insert(*File, Line + 1, (Said + Eol).str(), Macro.Names.front());
}

/// Whether the macro is known in \p File, as far as its own text tells.
bool NoteAnnotator::hasMacro(const Edited &File) const {
  return any_of(File.Source->Includes,
                [&](const auto &Include) {
                  StringRef Header = StringRef(Include.second).trim("<>\"");
                  return Header.consume_back(Macro.Header) &&
                         (Header.empty() || Header.ends_with("/"));
                }) ||
         any_of(Macro.Names, [&](StringRef Name) {
           return mentions(File.Source->code(), Name);
         });
}

std::string NoteAnnotator::preamble(StringRef Name, const Edited &File) {
  return hasMacro(File) || comesWith(Name, File, Macro.Names.front())
             ? ""
             : "#include <" + Macro.Header + ">\n";
}

std::unique_ptr<Annotator>
locktidy::makeNoteAnnotator(const AnnotatedSources &Into, const Entry &Macro) {
  return std::make_unique<NoteAnnotator>(Into, Macro);
}
