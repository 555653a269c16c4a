//===- NamedFunctions.cpp - names of models that no file has --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Project/NamedFunctions.h"
#include "Model/Keys.h"
#include "Model/Selection.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <map>
#include <set>

using namespace locktidy;
using namespace llvm;

namespace {

/// What the files of one kernel have.
struct KnownFunctions {
  void add(const LoweredFile &File);

  bool Any = false;             ///< there are such files
  std::set<StringRef> Called;   ///< keys of `functions` that name something
  /// Paths of files by their name, wholly analysed.
  std::multimap<StringRef, StringRef> Analysed;
  std::set<StringRef> External; ///< functions
  /// Functions by the name of their file; and static ones by their own.
  std::map<StringRef, std::set<StringRef>> ByFile, Static;
};

} // namespace

void KnownFunctions::add(const LoweredFile &File) {
  const TUGraph &G = File.Graph;
  Any = true;
  if (File.Status == LoweredFile::Complete)
    Analysed.insert({sys::path::filename(G.MainFile), G.MainFile});
  for (const Binding &B : G.Bindings)
    if (B.CalledAs)
      Called.insert(G.str(B.CalledAs));
  for (const FunctionGraph &F : G.Graphs) {
    if (F.FromHeader || F.Prototype)
      continue;
    const FunctionInfo &Info = G.Functions[F.Id.Index];
    StringRef Name = G.str(Info.Name);
    StringRef In = sys::path::filename(G.str(F.Pos.File));
    ByFile[In].insert(Name);
    if (Info.File)
      Static[Name].insert(In);
    else
      External.insert(Name);
  }
}

static std::string nearest(StringRef Name, const std::set<StringRef> &Names) {
  return suggestion(Name, std::vector<StringRef>(Names.begin(), Names.end()));
}

/// Whether the file at \p Path has the word \p Name, perhaps in lines that were
/// not compiled.
static bool hasWord(StringRef Path, StringRef Name) {
  auto Buffer = MemoryBuffer::getFile(Path);
  if (!Buffer)
    return false;
  StringRef Text = (*Buffer)->getBuffer();
  auto IsPart = [&](size_t At) {
    return At < Text.size() && (isAlnum(Text[At]) || Text[At] == '_');
  };
  for (size_t At = 0; (At = Text.find(Name, At)) != StringRef::npos; ++At)
    if (!(At && IsPart(At - 1)) && !IsPart(At + Name.size()))
      return true;
  return false;
}

/// Why \p Name names none of \p Known.
static UnknownFunction explain(StringRef Name, const KnownFunctions &Known) {
  UnknownFunction Out;
  auto [File, InFile] = Name.split(':');
  if (!InFile.empty()) {
    StringRef Plain = sys::path::filename(File);
    auto [Begin, End] = Known.Analysed.equal_range(Plain);
    Out.Sure = Begin != End && none_of(make_range(Begin, End), [&](auto &At) {
                 return Plain == File && hasWord(At.second, InFile);
               });
    auto Of = Known.ByFile.find(Plain);
    Out.What = ("no function '" + InFile + "' in a file " + File).str();
    if (Plain != File)
      Out.What += ("; a file is named without its directory: '" + Plain + ":" +
                   InFile + "'")
                      .str();
    else if (Of != Known.ByFile.end())
      Out.What += nearest(InFile, Of->second);
  } else if (auto Of = Known.Static.find(Name); Of != Known.Static.end()) {
    Out.Sure = true;
    StringRef In = *Of->second.begin();
    Out.What = ("'" + Name +
                "' is a static function, which is named with its "
                "file: '" +
                In + ":" + Name + "'")
                   .str();
  } else {
    Out.What = ("no function '" + Name + "'").str();
    Out.What += nearest(Name, Known.External);
  }
  return Out;
}

std::vector<UnknownFunction>
locktidy::findUnknownFunctions(ArrayRef<Model> Models,
                               ArrayRef<std::string> ModelFiles,
                               ArrayRef<const LoweredFile *> Files) {
  std::vector<UnknownFunction> Out;
  for (const Model &M : Models) {
    auto IsUsers = [&](const auto &Named) {
      return is_contained(ModelFiles, Named.second.File);
    };
    if (none_of(M.Functions, IsUsers))
      continue;
    KnownFunctions Known;
    for (const LoweredFile *File : Files)
      if (isPartOf(M, File->Graph.Kernel))
        Known.add(*File);
    for (const auto &Named : M.Functions) {
      if (!Known.Any || !IsUsers(Named) || Known.Called.count(Named.first()))
        continue;
      UnknownFunction New = explain(Named.first(), Known);
      New.File = Named.second.File;
      New.Line = Named.second.Line;
      Out.push_back(std::move(New));
    }
  }
  auto Rank = [&](const UnknownFunction &F) {
    return std::tuple(find(ModelFiles, F.File) - ModelFiles.begin(), F.Line,
                      StringRef(F.What));
  };
  sort(Out, [&](const UnknownFunction &A, const UnknownFunction &B) {
    return Rank(A) < Rank(B);
  });
  return Out;
}
