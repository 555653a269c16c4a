//===- Annotations.cpp - contracts as a patch of the sources --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Clang's attributes stand behind macros, in the form of its documentation: a
// GCC that ignores an attribute still looks up the names in it, which are
// members and parameters, and takes none at the definition of a function.
//
//===----------------------------------------------------------------------===//
#include "Report/Annotations.h"
#include "Report/CodeText.h"
#include "Report/Fixes.h"
#include "Report/SourceText.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <set>

using namespace locktidy;
using namespace llvm;

namespace {

/// What is written into a file.
struct Edited {
  SourceText *Source;
  std::vector<TextEdit> Edits;
  std::set<StringRef> Needs; ///< macros
};

class Annotator {
public:
  Annotator(AnnotationStyle Style, Sources &Lines, StringRef Directory,
            const StringSet<> &WithErrors)
      : Style(Style), Lines(Lines), Texts(Lines), Directory(Directory),
        WithErrors(WithErrors) {}
  /// What is named there was compiled; all of it comes before what is added.
  void see(const StructureContract &S);
  void add(const StructureContract &S);
  void print(raw_ostream &OS);

  LeftOut Left;

private:
  void guard(const StructureContract &S, const LockContract &L,
             const ProtectedData &D);
  void note(const StructureContract &S, const LockContract &L,
            const ProtectedData &D);
  void require(const StructureContract &S, const LockContract &L,
               const NeedsLock &N);
  bool requireAt(Edited &File, const NeedsLock &N, size_t Name, StringRef Ends);
  bool isKnown(const LockContract &L, const Location &In, size_t At);
  bool requireAtDeclaration(const StructureContract &S, const LockContract &L,
                            const NeedsLock &N, const Location &In);
  bool isArray(const LockContract &L);
  StringRef whyNot(const Location &Where);
  Edited *file(const Location &Where);
  size_t offset(const Location &Where);
  std::optional<size_t> find(const Location &Where, StringRef Name);
  void insert(Edited &File, size_t At, std::string Text, StringRef Macro);
  void leaveOut(StringRef Why) { ++Left[Why.str()]; }
  std::string preamble(StringRef Name, const Edited &File);
  bool comesWith(StringRef Name, const Edited &File, StringRef Macro);

  AnnotationStyle Style;
  Sources &Lines;
  SourceTexts Texts;
  StringRef Directory;
  const StringSet<> &WithErrors;
  std::map<std::string, Edited> Files;
};

} // namespace

static constexpr StringLiteral GuardedBy = "GUARDED_BY";
static constexpr StringLiteral Requires = "REQUIRES";
static constexpr StringLiteral Note = "_NOTE";

// Why an annotation is left out.
static constexpr StringLiteral TooEarly =
    "declared before the lock, where C has no name for it";
static constexpr StringLiteral Elsewhere =
    "in another structure than the lock, or in one inside of it";
static constexpr StringLiteral OddText =
    "not written as a plain declaration (a macro, an old-style function)";
static constexpr StringLiteral Nameless =
    "the lock has no name there, or is one of an array";
static constexpr StringLiteral Untyped =
    "required by a parameter that is not declared with the lock's structure";
static constexpr StringLiteral Outside = "outside of the current directory";
static constexpr StringLiteral Errors =
    "in a file with errors, or one that comes into such a file";

static StringRef lineEnd(StringRef Text) {
  return Text.contains("\r\n") ? "\r\n" : "\n";
}

static bool isHeader(const Location &L) {
  return !StringRef(L.File).ends_with(".c");
}

/// Whether the lock surely is known at \p At of the file of \p In: above it, or
/// in a header that a source includes.
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

/// The file to be edited; null when it is not.
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

/// The offset of \p Where, if \p Name is written there.
std::optional<size_t> Annotator::find(const Location &Where, StringRef Name) {
  auto Text = Lines.text(Where.File);
  size_t At = offset(Where);
  return Text && isAt(*Text, At, Name) ? std::optional(At) : std::nullopt;
}

void Annotator::insert(Edited &File, size_t At, std::string Text,
                       StringRef Macro) {
  File.Edits.push_back({At, 0, std::move(Text)});
  File.Needs.insert(Macro);
}

bool Annotator::isArray(const LockContract &L) {
  auto At = find(L.Declared, L.Name);
  if (!At)
    return false;
  StringRef Rest = Lines.text(L.Declared.File)->substr(*At + L.Name.size());
  return Rest.ltrim().starts_with("[");
}

//===----------------------------------------------------------------------===//
// Clang's attributes
//===----------------------------------------------------------------------===//

/// Where the declarator that has its name at \p Name ends with one of \p Ends;
/// nothing when lines of the preprocessor are in it.
static std::optional<size_t> declaratorEnd(StringRef Plain, size_t Name,
                                           StringRef Ends, size_t From = 0) {
  size_t End = findOutside(Plain, std::max(Name, From), Ends);
  if (End == StringRef::npos || Plain.slice(Name, End).contains('#'))
    return std::nullopt;
  return End;
}

void Annotator::guard(const StructureContract &S, const LockContract &L,
                      const ProtectedData &D) {
  // Only the structure's own locks have a name there.
  if (!(D.Inside || S.Name.empty()) || StringRef(D.Name).contains('.') ||
      StringRef(D.Name).contains("::"))
    return leaveOut(Elsewhere);
  if (StringRef(L.Name).contains('.') || isArray(L))
    return leaveOut(Nameless);
  Edited *File = file(D.Declared);
  if (!File)
    return leaveOut(whyNot(D.Declared));
  auto Name = find(D.Declared, D.Name);
  auto End =
      Name ? declaratorEnd(File->Source->Plain, *Name, ";,=") : std::nullopt;
  if (!End)
    return leaveOut(OddText);
  auto IsHere = [&](const Location &Place) {
    size_t At = offset(Place);
    return Place.File == D.Declared.File && At > *Name && At < *End;
  };
  // A macro may say it of which no attribute comes.
  if (any_of(D.Said, IsHere) ||
      mentions(StringRef(File->Source->Plain).slice(*Name, *End), GuardedBy))
    return;
  if (!isKnown(L, D.Declared, *Name))
    return leaveOut(TooEarly);
  // At the end of the declarator.
  size_t Last = StringRef(File->Source->Plain).take_front(*End).rtrim().size();
  insert(*File, Last, " GUARDED_BY(&" + L.Name + ")", GuardedBy);
}

/// `struct softc` as notes name it.
static StringRef tagOf(StringRef Record) {
  if (!Record.consume_front("struct "))
    Record.consume_front("union ");
  return Record;
}

/// Whether the lock that \p N names can be reached in \p Parameters: one points
/// at the structure, by its tag or a typedef that is made of it.
static bool isParameter(StringRef Parameters, const StructureContract &S,
                        const LockContract &L, const NeedsLock &N) {
  if (N.Lock == L.Name)
    return true;
  StringRef Base = StringRef(N.Lock).take_while(isWord);
  std::string Tag = tagOf(S.Name).str();
  SmallVector<StringRef> Each;
  Parameters.split(Each, ',');
  return any_of(Each, [&](StringRef P) {
    return mentions(P, Base) && (mentions(P, Tag) || mentions(P, Tag + "_t"));
  });
}

/// Writes it behind the parameters, when the declarator at \p Name ends with
/// one of \p Ends.
bool Annotator::requireAt(Edited &File, const NeedsLock &N, size_t Name,
                          StringRef Ends) {
  StringRef Plain = File.Source->Plain;
  auto Parameters = parameters(Plain, Name, N.Function);
  if (!Parameters)
    return false;
  size_t Behind = Parameters->second + 1;
  auto End = declaratorEnd(Plain, Name, ";{,", Behind);
  if (!End || !Ends.contains(Plain[*End]))
    return false;
  // A macro may say it of which no attribute comes.
  if (!mentions(Plain.slice(Behind, *End), N.Lock))
    insert(File, Behind, " REQUIRES(&" + N.Lock + ")", Requires);
  return true;
}

/// Writes it at the first declaration in the file of \p In that is none of a
/// body, if that comes behind the lock's and names the parameter.
bool Annotator::requireAtDeclaration(const StructureContract &S,
                                     const LockContract &L, const NeedsLock &N,
                                     const Location &In) {
  // Another source's function of that name is another one.
  if (In.File != N.Defined.File && !isHeader(In))
    return false;
  Edited *File = file(In);
  auto Name = File ? File->Source->outermost(N.Function) : std::nullopt;
  if (!Name || !File->Source->Branches.isCompiled(*Name) ||
      (In.File == N.Defined.File && *Name == offset(N.Defined)))
    return false;
  StringRef Plain = File->Source->Plain;
  auto Parameters = parameters(Plain, *Name, N.Function);
  if (!Parameters)
    return false;
  StringRef Text = Plain.slice(Parameters->first + 1, Parameters->second);
  return isKnown(L, In, *Name) && isParameter(Text, S, L, N) &&
         requireAt(*File, N, *Name, ";,");
}

void Annotator::require(const StructureContract &S, const LockContract &L,
                        const NeedsLock &N) {
  if (N.Said)
    return;
  StringRef Base = StringRef(N.Lock).take_while(isWord);
  if (N.Lock.empty() || isArray(L) ||
      (N.Lock != L.Name && N.Lock != (Base + "->" + L.Name).str()))
    return leaveOut(Nameless);
  if (StringRef Why = whyNot(N.Defined); !Why.empty())
    return leaveOut(Why);
  // Callers see the declaration, which may be in the lock's header.
  for (const Location *In : {&L.Declared, &N.Defined})
    if (requireAtDeclaration(S, L, N, *In))
      return;
  Edited *File = file(N.Defined);
  auto Name = find(N.Defined, N.Function);
  if (!Name)
    return leaveOut(OddText);
  StringRef Plain = File->Source->Plain;
  auto In = parameters(Plain, *Name, N.Function);
  if (!In)
    return leaveOut(OddText);
  if (!isKnown(L, N.Defined, *Name))
    return leaveOut(Nameless);
  if (!isParameter(Plain.slice(In->first + 1, In->second), S, L, N))
    return leaveOut(Untyped);
  if (!requireAt(*File, N, *Name, "{"))
    leaveOut(OddText);
}

//===----------------------------------------------------------------------===//
// Notes of WARLOCK
//===----------------------------------------------------------------------===//

/// Behind the closing line of the outermost structure, or of the variable.
void Annotator::note(const StructureContract &S, const LockContract &L,
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
      ("_NOTE(" + Kind + "_PROTECTS_DATA(" + Prefix + L.Name + ", " +
       (D.Inside ? Prefix + D.Name : tagOf(D.Name).str()) + "))")
          .str();
  StringRef Eol = lineEnd(Text);
  // Not into a comment that goes on in the next line.
  size_t Line = Text.find('\n', End);
  while (Line != StringRef::npos &&
         Text.slice(End, Line).count("/*") > Text.slice(End, Line).count("*/"))
    Line = Text.find('\n', Line + 1);
  // The last line may have no end.
  if (Line == StringRef::npos)
    insert(*File, Text.size(), (Eol + Said).str(), Note);
  else
    insert(*File, Line + 1, (Said + Eol).str(), Note);
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
        Style == AnnotationStyle::Clang ? guard(S, L, D) : note(S, L, D);
    if (Style == AnnotationStyle::Clang)
      for (const NeedsLock &N : L.Needed)
        if (N.Required)
          require(S, L, N);
  }
}

//===----------------------------------------------------------------------===//
// The patch
//===----------------------------------------------------------------------===//

/// Whether the source \p File surely includes a header into which \p Macro
/// comes. Headers do not rely on each other, they may include each other.
bool Annotator::comesWith(StringRef Name, const Edited &File, StringRef Macro) {
  auto Has = [&](const auto &Other) {
    return Other.second.Needs.contains(Macro) &&
           all_of(File.Edits, [&](const TextEdit &E) {
             return Texts.includes(Name, E.Offset, Other.first,
                                   SourceTexts::Search::Exact);
           });
  };
  return Name.ends_with(".c") && any_of(Files, [&](const auto &Other) {
           return !StringRef(Other.first).ends_with(".c") && Has(Other);
         });
}

/// Whether the macro for notes is known in \p File, as far as its own text
/// tells.
static bool hasNotes(const Edited &File) {
  return File.Source->Text.contains("sys/note.h") ||
         mentions(File.Source->code(), "_NOTE") ||
         mentions(File.Source->code(), "NOTE");
}

/// What the annotations of \p File ask for.
std::string Annotator::preamble(StringRef Name, const Edited &File) {
  std::string Out;
  auto Define = [&](StringRef Macro, StringRef Attribute) {
    if (!File.Needs.contains(Macro) || comesWith(Name, File, Macro) ||
        StringRef(File.Source->Plain).contains(("define " + Macro + "(").str()))
      return;
    Out += ("#ifndef " + Macro + "\n#ifdef __clang__\n#define " + Macro +
            "(x)\t__attribute__((" + Attribute + "(x)))\n#else\n#define " +
            Macro + "(x)\n#endif\n#endif\n")
               .str();
  };
  Define(GuardedBy, "guarded_by");
  Define(Requires, "requires_capability");
  if (!Out.empty())
    Out = "/* Clang's thread-safety attributes; other compilers have none. "
          "*/\n" +
          Out;
  if (File.Needs.contains(Note) && !hasNotes(File) &&
      !comesWith(Name, File, Note))
    Out += "#include <sys/note.h>\n";
  return Out;
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
      // Definitions stand between empty lines.
      if (Style == AnnotationStyle::Clang) {
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
                                   AnnotationStyle Style, Sources &Lines,
                                   StringRef Directory,
                                   const StringSet<> &WithErrors) {
  Annotator A(Style, Lines, Directory, WithErrors);
  for (const StructureContract &S : Contracts)
    A.see(S);
  for (const StructureContract &S : Contracts)
    A.add(S);
  A.print(OS);
  return std::move(A.Left);
}
