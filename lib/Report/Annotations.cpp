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
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace locktidy;
using namespace llvm;

namespace {

/// What is written into a file.
struct Edited {
  StringRef Text;
  std::string Plain; ///< without comments and literals
  std::string Code;  ///< nor directives and other branches
  std::vector<TextEdit> Edits;
  std::set<StringRef> Needs; ///< macros
};

class Annotator {
public:
  Annotator(AnnotationStyle Style, Sources &Lines, StringRef Directory)
      : Style(Style), Lines(Lines), Directory(Directory) {}
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
  bool requireAtDeclaration(const StructureContract &S, const LockContract &L,
                            const NeedsLock &N, const Location &In);
  bool isArray(const LockContract &L);
  Edited *file(const Location &Where);
  size_t offset(const Location &Where);
  std::optional<size_t> find(const Location &Where, StringRef Name);
  void insert(Edited &File, size_t At, std::string Text, StringRef Macro);
  void leaveOut(StringRef Why) { ++Left[Why.str()]; }
  std::string preamble(const Edited &File) const;
  bool comesWith(const Edited &File, StringRef Macro) const;

  AnnotationStyle Style;
  Sources &Lines;
  StringRef Directory;
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

static StringRef lineEnd(StringRef Text) {
  return Text.contains("\r\n") ? "\r\n" : "\n";
}

static bool isHeader(const Location &L) {
  return !StringRef(L.File).ends_with(".c");
}

/// Whether what is declared at \p A surely is known at \p B: above it, or in a
/// header while B is in a source.
static bool comesBefore(const Location &A, const Location &B) {
  if (A.File == B.File)
    return std::tie(A.Line, A.Column) < std::tie(B.Line, B.Column);
  return isHeader(A) && !isHeader(B);
}

/// The file to be edited; null when it is none of the project's.
Edited *Annotator::file(const Location &Where) {
  auto Text = Lines.text(Where.File);
  if (!Text || relativeTo(Directory, Where.File) == Where.File)
    return nullptr;
  auto [It, New] = Files.try_emplace(Where.File);
  if (New) {
    It->second.Text = *Text;
    It->second.Plain = blanked(*Text, Comments | Literals);
    It->second.Code =
        blanked(*Text, Comments | Literals | Directives | OtherBranches);
  }
  return &It->second;
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
    return leaveOut(Outside);
  auto Name = find(D.Declared, D.Name);
  size_t End = Name ? findOutside(File->Code, *Name, ";,=") : StringRef::npos;
  if (End == StringRef::npos)
    return leaveOut(OddText);
  auto IsHere = [&](const Location &Place) {
    size_t At = offset(Place);
    return Place.File == D.Declared.File && At > *Name && At < End;
  };
  if (any_of(D.Said, IsHere))
    return;
  if (!comesBefore(L.Declared, D.Declared))
    return leaveOut(TooEarly);
  // At the end of the declarator.
  size_t Last = StringRef(File->Code).take_front(End).rtrim().size();
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
  StringRef Code = File.Code;
  auto Parameters = parameters(Code, Name, N.Function);
  if (!Parameters)
    return false;
  size_t Close = Parameters->second;
  size_t End = findOutside(Code, Close + 1, ";{,");
  if (End == StringRef::npos || !Ends.contains(Code[End]))
    return false;
  // A macro may say it of which no attribute comes.
  if (!mentions(Code.slice(Close + 1, End), N.Lock))
    insert(File, Close + 1, " REQUIRES(&" + N.Lock + ")", Requires);
  return true;
}

/// Writes it at the first declaration in the file of \p In that is none of a
/// body, if that comes behind the lock's and names the parameter.
bool Annotator::requireAtDeclaration(const StructureContract &S,
                                     const LockContract &L, const NeedsLock &N,
                                     const Location &In) {
  Edited *File = file(In);
  if (!File)
    return false;
  StringRef Code = File->Code;
  size_t Name = findOutside(
      Code, 0, [&](size_t At) { return isAt(Code, At, N.Function); });
  if (Name == StringRef::npos)
    return false;
  auto Parameters = parameters(Code, Name, N.Function);
  if (!Parameters)
    return false;
  Location Here = In;
  Here.Line = Code.take_front(Name).count('\n') + 1;
  StringRef Text = Code.slice(Parameters->first + 1, Parameters->second);
  return comesBefore(L.Declared, Here) && isParameter(Text, S, L, N) &&
         requireAt(*File, N, Name, ";,");
}

void Annotator::require(const StructureContract &S, const LockContract &L,
                        const NeedsLock &N) {
  if (N.Said)
    return;
  StringRef Base = StringRef(N.Lock).take_while(isWord);
  if (N.Lock.empty() || isArray(L) ||
      (N.Lock != L.Name && N.Lock != (Base + "->" + L.Name).str()))
    return leaveOut(Nameless);
  if (relativeTo(Directory, N.Defined.File) == N.Defined.File)
    return leaveOut(Outside);
  // Callers see the declaration, which may be in the lock's header.
  for (const Location *In : {&L.Declared, &N.Defined})
    if (requireAtDeclaration(S, L, N, *In))
      return;
  Edited *File = file(N.Defined);
  auto Name = find(N.Defined, N.Function);
  auto In =
      File && Name ? parameters(File->Code, *Name, N.Function) : std::nullopt;
  if (In && !isParameter(StringRef(File->Code).slice(In->first + 1, In->second),
                         S, L, N))
    return leaveOut(Untyped);
  if (!In || !requireAt(*File, N, *Name, "{"))
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
    return leaveOut(Outside);
  size_t Name = offset(D.Declared), End = Name;
  // A note elsewhere; an attribute is in the declaration, and for Clang alone.
  size_t Declared = findOutside(File->Code, Name, ";");
  auto IsNote = [&](const Location &Place) {
    size_t At = offset(Place);
    return Place.File != D.Declared.File || At < Name || At > Declared;
  };
  if (any_of(D.Said, IsNote))
    return;
  if (InRecord)
    for (size_t Next = Name;
         (Next = findOutside(File->Code, Next, "}")) != StringRef::npos; ++Next)
      End = Next;
  End = File->Code.find(';', End);
  if (End == std::string::npos)
    return leaveOut(OddText);
  std::string Prefix = S.Name.empty() ? "" : tagOf(S.Name).str() + "::";
  StringRef Kind = L.Shared ? "RWLOCK" : "MUTEX";
  std::string Text =
      ("_NOTE(" + Kind + "_PROTECTS_DATA(" + Prefix + L.Name + ", " +
       (D.Inside ? Prefix + D.Name : tagOf(D.Name).str()) + "))")
          .str();
  StringRef Eol = lineEnd(File->Text);
  size_t Line = File->Text.find('\n', End);
  // The last line may have no end.
  if (Line == StringRef::npos)
    insert(*File, File->Text.size(), (Eol + Text).str(), Note);
  else
    insert(*File, Line + 1, (Text + Eol).str(), Note);
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

/// Whether \p File includes another one into which \p Macro comes.
bool Annotator::comesWith(const Edited &File, StringRef Macro) const {
  return any_of(Files, [&](const auto &Other) {
    StringRef Name = sys::path::filename(Other.first);
    return &Other.second != &File && Other.second.Needs.contains(Macro) &&
           (File.Text.contains(("\"" + Name + "\"").str()) ||
            File.Text.contains(("/" + Name + "\"").str()));
  });
}

/// Whether the macro for notes is known in \p File, as far as its own text
/// tells.
static bool hasNotes(const Edited &File) {
  return File.Text.contains("sys/note.h") || mentions(File.Code, "_NOTE") ||
         mentions(File.Code, "NOTE");
}

/// What the annotations of \p File ask for.
std::string Annotator::preamble(const Edited &File) const {
  std::string Out;
  auto Define = [&](StringRef Macro, StringRef Attribute) {
    if (!File.Needs.contains(Macro) || comesWith(File, Macro) ||
        StringRef(File.Plain).contains(("define " + Macro + "(").str()))
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
  if (File.Needs.contains(Note) && !hasNotes(File) && !comesWith(File, Note))
    Out += "#include <sys/note.h>\n";
  return Out;
}

void Annotator::print(raw_ostream &OS) {
  for (auto &[Name, File] : Files) {
    if (File.Edits.empty())
      continue;
    sort(File.Edits);
    std::string Before;
    std::string Lines = preamble(File);
    for (StringRef Rest = Lines; !Rest.empty();) {
      auto [Line, After] = Rest.split('\n');
      Before += (Line + lineEnd(File.Text)).str();
      Rest = After;
    }
    if (!Before.empty()) {
      size_t Place = behindIncludes(File.Plain, File.Edits.front().Offset);
      StringRef Eol = lineEnd(File.Text);
      auto [Above, Below] =
          std::pair(File.Text.take_front(Place), File.Text.substr(Place));
      // Definitions stand between empty lines.
      if (Style == AnnotationStyle::Clang) {
        if (!Above.empty() && !Above.ends_with((Eol + Eol).str()))
          Before = (Eol + Before).str();
        if (!Below.starts_with(Eol))
          Before += Eol;
      }
      File.Edits.insert(File.Edits.begin(), {Place, 0, Before});
    }
    printDiff(OS, relativeTo(Directory, Name), File.Text, File.Edits);
  }
}

LeftOut locktidy::printAnnotations(raw_ostream &OS,
                                   ArrayRef<StructureContract> Contracts,
                                   AnnotationStyle Style, Sources &Lines,
                                   StringRef Directory) {
  Annotator A(Style, Lines, Directory);
  for (const StructureContract &S : Contracts)
    A.add(S);
  A.print(OS);
  return std::move(A.Left);
}
