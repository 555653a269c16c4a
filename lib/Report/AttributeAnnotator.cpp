//===- AttributeAnnotator.cpp - contracts as Clang's attributes -----------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The attributes stand behind macros, in the form of Clang's documentation: a
// GCC that ignores an attribute still looks up the names in it, which are
// members and parameters, and takes none at the definition of a function.
//
//===----------------------------------------------------------------------===//
#include "Report/Annotator.h"
#include "Report/CodeText.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace locktidy;
using namespace llvm;

namespace {

class AttributeAnnotator : public Annotator {
public:
  using Annotator::Annotator;

private:
  void protect(const StructureContract &S, const LockContract &L,
               const ProtectedData &D) override;
  void require(const StructureContract &S, const LockContract &L,
               const NeedsLock &N) override;
  std::string preamble(StringRef Name, const Edited &File) override;
  bool isApart() const override { return true; } // definitions
  bool requireAt(Edited &File, const NeedsLock &N, size_t Name, StringRef Ends);
  bool requireAtDeclaration(const StructureContract &S, const LockContract &L,
                            const NeedsLock &N, const Location &In);
};

} // namespace

static constexpr StringLiteral GuardedBy = "GUARDED_BY";
static constexpr StringLiteral Requires = "REQUIRES";

/// Where the declarator that has its name at \p Name ends with one of \p Ends;
/// nothing when lines of the preprocessor are in it.
static std::optional<size_t> declaratorEnd(StringRef Plain, size_t Name,
                                           StringRef Ends, size_t From = 0) {
  size_t End = findOutside(Plain, std::max(Name, From), Ends);
  if (End == StringRef::npos || Plain.slice(Name, End).contains('#'))
    return std::nullopt;
  return End;
}

void AttributeAnnotator::protect(const StructureContract &S,
                                 const LockContract &L,
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
bool AttributeAnnotator::requireAt(Edited &File, const NeedsLock &N,
                                   size_t Name, StringRef Ends) {
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
bool AttributeAnnotator::requireAtDeclaration(const StructureContract &S,
                                              const LockContract &L,
                                              const NeedsLock &N,
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

void AttributeAnnotator::require(const StructureContract &S,
                                 const LockContract &L, const NeedsLock &N) {
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

/// What the annotations of \p File ask for.
std::string AttributeAnnotator::preamble(StringRef Name, const Edited &File) {
  std::string Out;
  auto Define = [&](StringRef Macro, StringRef Attribute) {
    if (!File.Needs.contains(Macro.str()) || comesWith(Name, File, Macro) ||
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
  return Out;
}

std::unique_ptr<Annotator>
locktidy::makeAttributeAnnotator(const AnnotatedSources &Into) {
  return std::make_unique<AttributeAnnotator>(Into);
}
