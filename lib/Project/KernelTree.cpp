//===- KernelTree.cpp - a kernel source tree, ready to be parsed ----------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/KernelTree.h"
#include "Lower/Paths.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VersionTuple.h"
#include <algorithm>

using namespace locktidy;
using namespace llvm;

/// Where generated headers appear to lie, below the root.
static constexpr StringLiteral GeneratedName = ".locktidy";

/// Whether \p File is \p Directory or lies below it.
static bool isIn(StringRef File, StringRef Directory) {
  return File.consume_front(Directory) &&
         (File.empty() || File.starts_with("/"));
}

static bool fits(const TreeProfile &Profile, StringRef Directory) {
  return all_of(Profile.Recognise, [&](const std::string &Name) {
    return sys::fs::exists(absolutePath(Directory, Name));
  });
}

static Expected<std::vector<TreeProfile>> loadProfiles() {
  std::vector<TreeProfile> Profiles;
  for (MemoryBufferRef Text : builtinTreeProfiles()) {
    auto Profile = loadTreeProfile(Text);
    if (!Profile)
      return Profile.takeError();
    Profiles.push_back(std::move(*Profile));
  }
  return Profiles;
}

Expected<bool> KernelTree::isRoot(StringRef Directory) {
  auto Profiles = loadProfiles();
  if (!Profiles)
    return Profiles.takeError();
  return any_of(*Profiles,
                [&](const TreeProfile &P) { return fits(P, Directory); });
}

/// The tree that \p Directory is, or is in, with its root left in \p Directory;
/// null: none of \p Profiles fits.
static TreeProfile *findTree(std::vector<TreeProfile> &Profiles,
                             StringRef &Directory) {
  for (; !Directory.empty(); Directory = sys::path::parent_path(Directory))
    for (TreeProfile &Profile : Profiles)
      if (fits(Profile, Directory))
        return &Profile;
  return nullptr;
}

Expected<CoreCode> CoreCode::load() {
  auto Profiles = loadProfiles();
  if (!Profiles)
    return Profiles.takeError();
  CoreCode Out;
  Out.Profiles = std::move(*Profiles);
  return Out;
}

bool CoreCode::contains(StringRef File) {
  StringRef Directory = sys::path::parent_path(File), Root = Directory;
  auto [Known, New] = Directories.try_emplace(Directory, false);
  if (!New)
    return Known->second;
  const TreeProfile *Profile = findTree(Profiles, Root);
  Known->second =
      Profile && Profile->DriverCode &&
      none_of(*Profile->DriverCode, [&](const std::string &D) {
        return isIn(Directory, absolutePath(Root, D));
      });
  return Known->second;
}

Expected<std::shared_ptr<const KernelTree>>
KernelTree::find(StringRef Directory, const PrepareOptions &Options) {
  auto Profiles = loadProfiles();
  if (!Profiles)
    return Profiles.takeError();
  TreeProfile *Profile = findTree(*Profiles, Directory);
  if (!Profile)
    return nullptr;
  std::shared_ptr<KernelTree> Tree(
      new KernelTree(Directory.str(), std::move(*Profile)));
  if (Error E = Tree->prepare(Options))
    return std::move(E);
  return std::shared_ptr<const KernelTree>(std::move(Tree));
}

KernelTree::KernelTree(std::string R, TreeProfile P)
    : Root(std::move(R)), Profile(std::move(P)),
      Generated(std::make_shared<GeneratedFiles>()) {
  Generated->Directory = absolutePath(Root, GeneratedName);
  readVersion();
  generateHeaders(Root, Profile.Generate, *Generated);
}

/// What the flags name has to exist before they are made.
Error KernelTree::prepare(const PrepareOptions &Options) {
  auto Directory = prepareTree(Root, Version, Profile, Options);
  if (!Directory)
    return Directory.takeError();
  Prepared = std::move(*Directory);
  addFlags(Profile.Flags, CommonFlags);
  std::vector<std::string> Includes;
  for (const std::string &Name : Profile.Includes)
    Includes.push_back("-I" + absolutePath(Root, expand(Name)));
  addFlags(Includes, CommonFlags);
  if (!Profile.ByKbuild)
    return Error::success();
  auto Config =
      MemoryBuffer::getFile(absolutePath(Prepared, "include/config/auto.conf"));
  Makefiles = std::make_unique<Kbuild>(Root, Config ? (*Config)->getBuffer()
                                                    : StringRef());
  return Error::success();
}

/// The words behind the texts that the profile names, joined by dots: digits
/// and dots.
void KernelTree::readVersion() {
  if (Profile.VersionFile.empty())
    return;
  auto Buffer = MemoryBuffer::getFile(absolutePath(Root, Profile.VersionFile));
  if (!Buffer)
    return;
  for (const std::string &After : Profile.VersionAfter) {
    StringRef Text = (*Buffer)->getBuffer();
    size_t At = Text.find(After);
    if (At == StringRef::npos)
      continue;
    Text = Text.drop_front(At + After.size()).ltrim();
    Version += Version.empty() ? "" : ".";
    Version +=
        Text.take_while([](char C) { return isDigit(C) || C == '.'; }).str();
  }
}

std::string KernelTree::expand(StringRef Text) const {
  std::string Out;
  while (!Text.empty()) {
    size_t At = Text.find("${");
    Out += Text.take_front(At);
    if (At == StringRef::npos)
      break;
    auto [Name, Rest] = Text.drop_front(At + 2).split('}');
    Out += Name == "tree"        ? StringRef(Root)
           : Name == "generated" ? StringRef(Generated->Directory)
           : Name == "prepared"  ? StringRef(Prepared)
           : Name == "version"   ? StringRef(Version)
                                 : StringRef();
    Text = Rest;
  }
  return Out;
}

/// Include directories that this version of the tree lacks are left out.
void KernelTree::addFlags(ArrayRef<std::string> Flags,
                          std::vector<std::string> &Out) const {
  for (const std::string &Flag : Flags) {
    std::string Text = expand(Flag);
    StringRef Directory = Text;
    if (Directory.consume_front("-I") && Directory != Generated->Directory &&
        !isIn(Directory, Generated->Directory) &&
        !sys::fs::is_directory(Directory))
      continue;
    if (!StringRef(Text).starts_with("-I") || !is_contained(Out, Text))
      Out.push_back(std::move(Text));
  }
}

/// Whether the tree is of version \p Since or later. One whose version is not
/// known counts as the latest.
bool KernelTree::isFrom(StringRef Since) const {
  VersionTuple Ours, Theirs;
  return Since.empty() || Ours.tryParse(Version) || Theirs.tryParse(Since) ||
         Ours >= Theirs;
}

CompileJob KernelTree::job(StringRef File) const {
  CompileJob Job{Root, File.str(), {"clang"}, Generated};
  append_range(Job.Arguments, CommonFlags);
  for (const TreeProfile::FlagsBelow &B : Profile.Below)
    if (isFrom(B.Since) && (B.Directories.empty() ||
                            any_of(B.Directories, [&](const std::string &D) {
                              return isIn(File, absolutePath(Root, D));
                            })))
      addFlags(B.Flags, Job.Arguments);
  if (Makefiles)
    addKbuildFlags(File, Job.Arguments);
  Job.Arguments.push_back("-c");
  Job.Arguments.push_back(File.str());
  return Job;
}

/// What kbuild adds for one file.
void KernelTree::addKbuildFlags(StringRef File,
                                std::vector<std::string> &Out) const {
  KbuildFile How = Makefiles->file(File);
  std::string Stem = sys::path::stem(File).str();
  std::replace(Stem.begin(), Stem.end(), '-', '_');
  append_range(Out, How.Flags);
  if (How.AsModule || !How.Built)
    Out.push_back("-DMODULE");
  else
    Out.push_back("-DKBUILD_MODFILE=\"" + How.Module + "\"");
  Out.push_back("-I" + sys::path::parent_path(File).str());
  Out.push_back("-DKBUILD_BASENAME=\"" + Stem + "\"");
  Out.push_back("-DKBUILD_MODNAME=\"" + How.Module + "\"");
  Out.push_back("-D__KBUILD_MODNAME=kmod_" + How.Module);
}

std::vector<std::string> locktidy::filesBelow(StringRef Directory) {
  std::vector<std::string> Files;
  std::error_code EC;
  for (sys::fs::recursive_directory_iterator I(Directory, EC), End;
       I != End && !EC; I.increment(EC))
    if (I->type() != sys::fs::file_type::directory_file)
      Files.push_back(I->path());
  sort(Files);
  return Files;
}

/// The stems of all names of C and object files in the lists of the build: it
/// compiles a file when it names it, on whatever path.
StringSet<> KernelTree::listedNames() const {
  StringSet<> Names;
  auto Read = [&](StringRef Path) {
    auto Buffer = MemoryBuffer::getFile(Path);
    if (!Buffer)
      return;
    SmallVector<StringRef> Words;
    SplitString((*Buffer)->getBuffer(), Words, " \t\r\n\\\"'=:;,()");
    for (StringRef Word : Words)
      if (Word.ends_with(".c") || Word.ends_with(".o"))
        Names.insert(Word.drop_back(2).rsplit('/').second.empty()
                         ? Word.drop_back(2)
                         : Word.drop_back(2).rsplit('/').second);
  };
  for (const std::string &Pattern : Profile.Listed) {
    size_t Star = Pattern.find('*');
    if (Star == std::string::npos) {
      Read(absolutePath(Root, Pattern));
      continue;
    }
    StringRef Base = StringRef(Pattern).take_front(Star).rsplit('/').first;
    for (const std::string &File : filesBelow(absolutePath(Root, Base)))
      if (matchesPattern(StringRef(File).drop_front(Root.size() + 1), Pattern))
        Read(File);
  }
  return Names;
}

TreeSources KernelTree::sources(StringRef Directory) const {
  TreeSources Out;
  StringSet<> Listed = listedNames();
  std::vector<std::string> Directories;
  for (const std::string &D : Profile.Drivers)
    if (std::string Path = absolutePath(Root, D); isIn(Path, Directory))
      Directories.push_back(std::move(Path));
  // Asked for something that is not of drivers alone: all that is in it.
  if (Directories.empty())
    Directories.push_back(Directory.str());
  for (const std::string &D : Directories)
    for (std::string &File : filesBelow(D)) {
      if (!StringRef(File).ends_with(".c"))
        continue;
      StringRef Name = StringRef(File).drop_front(Root.size() + 1);
      auto Rule = find_if(Profile.Skip, [&](const TreeProfile::SkipRule &S) {
        return any_of(S.Patterns, [&](const std::string &P) {
          return matchesPattern(Name, P);
        });
      });
      if (Rule != Profile.Skip.end())
        ++Out.Skipped[Rule->Reason];
      else if (Makefiles && !Makefiles->file(File).Built)
        ++Out.Skipped[Makefiles->file(File).Listed ? "not in this configuration"
                                                   : "in no list of the build"];
      else if (!Listed.empty() && !Listed.contains(sys::path::stem(File)))
        ++Out.Skipped["in no list of the build"];
      else
        Out.Files.push_back(std::move(File));
    }
  sort(Out.Files);
  return Out;
}
