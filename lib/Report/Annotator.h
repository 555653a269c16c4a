//===- Annotator.h - writing annotations into sources -----------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the forms of annotations (Annotations.h) have in common: the texts of
// the files, what is inserted where, what is left out, and the patch of it.
//
//   attributes   AttributeAnnotator.cpp
//   notes        NoteAnnotator.cpp
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_REPORT_ANNOTATOR_H
#define LOCKTIDY_REPORT_ANNOTATOR_H

#include "Report/Annotations.h"
#include "Report/Fixes.h"
#include "Report/SourceText.h"
#include <memory>
#include <set>

namespace locktidy {

/// Where the annotations go.
struct AnnotatedSources {
  Sources &Lines;
  llvm::StringRef Directory; ///< nothing outside of it is edited
  const llvm::StringSet<> &WithErrors;
};

/// What is written into a file.
struct Edited {
  SourceText *Source;
  std::vector<TextEdit> Edits;
  std::set<std::string> Needs; ///< macros
};

class Annotator {
public:
  explicit Annotator(const AnnotatedSources &Into)
      : Lines(Into.Lines), Directory(Into.Directory),
        WithErrors(Into.WithErrors), Texts(Lines) {}
  virtual ~Annotator();
  /// What is named there was compiled; all of it comes before what is added.
  void see(const StructureContract &S);
  void add(const StructureContract &S);
  void print(llvm::raw_ostream &OS);

  LeftOut Left;

protected:
  /// That data always has the lock.
  virtual void protect(const StructureContract &S, const LockContract &L,
                       const ProtectedData &D) = 0;
  /// That a function requires it.
  virtual void require(const StructureContract &S, const LockContract &L,
                       const NeedsLock &N) = 0;
  /// Lines that the annotations of \p File ask for above them.
  virtual std::string preamble(llvm::StringRef Name, const Edited &File) = 0;
  /// Whether these stand between empty lines.
  virtual bool isApart() const = 0;

  /// Null when the file is not to be edited, and why not.
  Edited *file(const Location &Where);
  llvm::StringRef whyNot(const Location &Where);
  void insert(Edited &File, size_t At, std::string Text, llvm::StringRef Macro);
  void leaveOut(llvm::StringRef Why) { ++Left[Why.str()]; }

  size_t offset(const Location &Where);
  /// The offset of \p Where, if \p Name is written there.
  std::optional<size_t> find(const Location &Where, llvm::StringRef Name);
  /// Whether the lock surely is known at \p At of the file of \p In: above it,
  /// or in a header that a source includes.
  bool isKnown(const LockContract &L, const Location &In, size_t At);
  bool isArray(const LockContract &L);
  /// Whether the source \p File surely includes a header into which \p Macro
  /// comes. Headers do not rely on each other, they may include each other.
  bool comesWith(llvm::StringRef Name, const Edited &File,
                 llvm::StringRef Macro);

private:
  Sources &Lines;
  llvm::StringRef Directory;
  const llvm::StringSet<> &WithErrors;
  SourceTexts Texts;
  std::map<std::string, Edited> Files;
};

/// Clang's attributes.
std::unique_ptr<Annotator> makeAttributeAnnotator(const AnnotatedSources &Into);
/// Notes of WARLOCK, by the macro that \p Macro is of.
std::unique_ptr<Annotator> makeNoteAnnotator(const AnnotatedSources &Into,
                                             const Entry &Macro);

// Why an annotation is left out.
inline constexpr llvm::StringLiteral TooEarly =
    "declared before the lock, where C has no name for it";
inline constexpr llvm::StringLiteral Elsewhere =
    "in another structure than the lock, or in one inside of it";
inline constexpr llvm::StringLiteral OddText =
    "not written as a plain declaration (a macro, an old-style function)";
inline constexpr llvm::StringLiteral Nameless =
    "the lock has no name there, or is one of an array";
inline constexpr llvm::StringLiteral Untyped =
    "required by a parameter that is not declared with the lock's structure";
inline constexpr llvm::StringLiteral Outside =
    "outside of the current directory";
inline constexpr llvm::StringLiteral Errors =
    "in a file with errors, or one that comes into such a file";

/// `struct softc` as notes name it.
inline llvm::StringRef tagOf(llvm::StringRef Record) {
  if (!Record.consume_front("struct "))
    Record.consume_front("union ");
  return Record;
}

inline llvm::StringRef lineEnd(llvm::StringRef Text) {
  return Text.contains("\r\n") ? "\r\n" : "\n";
}

inline bool isHeader(const Location &L) {
  return !llvm::StringRef(L.File).ends_with(".c");
}

} // namespace locktidy

#endif
