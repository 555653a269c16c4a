//===- Preparation.cpp - headers that a tree's programs make --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Preparation.h"
#include "Lower/Paths.h"
#include "Project/Trust.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

using namespace locktidy;
using namespace llvm;

static Error makeError(const Twine &Text) {
  return createStringError(inconvertibleErrorCode(), Text);
}

/// The names of working directories: the output's with this and a number.
static constexpr StringLiteral WorkSuffix = ".work-";

namespace {

class Preparation {
public:
  Preparation(StringRef Root, StringRef Version, const TreeProfile &Profile,
              const PrepareOptions &Options)
      : Root(Root), Version(Version), Profile(Profile), Options(Options) {}

  Expected<std::string> run();

private:
  bool isMade(StringRef Directory) const;
  Error locate();
  Error checkTrust() const;
  Error makeUnderLock();
  Error make(const std::string &Work);
  Error runCommand(const std::vector<std::string> &Words, StringRef Log) const;
  std::string expand(StringRef Text) const;
  std::string commandText() const;

  StringRef Root, Version;
  const TreeProfile &Profile;
  const PrepareOptions &Options;
  std::string Target;         ///< where the output will be
  std::string Output, Config; ///< where the commands are told to put it
};

} // namespace

bool Preparation::isMade(StringRef Directory) const {
  return sys::fs::exists(absolutePath(Directory, Profile.Prepare.Made));
}

/// `-22` when the tools of this release are installed by that suffix, as
/// Debian does; else those without one.
static std::string toolSuffix() {
  std::string Suffix = "-" + utostr(LLVM_VERSION_MAJOR);
  return sys::findProgramByName("clang" + Suffix) ? Suffix : "1";
}

std::string Preparation::expand(StringRef Text) const {
  std::string Out;
  while (!Text.empty()) {
    size_t At = Text.find("${");
    Out += Text.take_front(At);
    if (At == StringRef::npos)
      break;
    auto [Name, Rest] = Text.drop_front(At + 2).split('}');
    if (Name == "tree")
      Out += Root;
    else if (Name == "prepared")
      Out += Output;
    else if (Name == "config")
      Out += Config;
    else if (Name == "llvm")
      Out += toolSuffix();
    else if (Name == "cores")
      Out += utostr(hardware_concurrency().compute_thread_count());
    Text = Rest;
  }
  return Out;
}

/// Its name has all that the output depends on.
Error Preparation::locate() {
  SmallString<256> Cache;
  if (!sys::path::cache_directory(Cache) || !sys::path::is_absolute(Cache))
    return makeError("there is no directory for a cache: set XDG_CACHE_HOME "
                     "to an absolute path");
  std::string Key = (Root + "\n" + Version + "\n" + Profile.Prepare.Config +
                     "\n" + toolSuffix())
                        .str();
  for (const auto &Words : Profile.Prepare.Commands)
    Key += "\n" + join(Words, " ");
  sys::path::append(Cache, "locktidy", "trees",
                    Profile.Name + "-" + Version + "-" +
                        utohexstr(xxh3_64bits(StringRef(Key)), true, 16));
  Target = std::string(Cache);
  Output = Target;
  Config = Target + "/config";
  return Error::success();
}

/// The commands on one line, without the words that say how and where.
std::string Preparation::commandText() const {
  std::vector<std::string> Texts;
  for (const auto &Words : Profile.Prepare.Commands) {
    std::string Text;
    for (StringRef Word : Words)
      if (!Word.contains("${") && !Word.contains('=') && !Word.starts_with("-"))
        Text += (Text.empty() ? "" : " ") + Word.str();
    Texts.push_back(std::move(Text));
  }
  return join(Texts, " && ");
}

Error Preparation::checkTrust() const {
  if (Options.Trusted)
    return Error::success();
  auto Trusted = isTrusted(Root);
  if (!Trusted)
    return Trusted.takeError();
  if (*Trusted)
    return Error::success();
  return makeError("'" + Root +
                   "' lacks headers that only programs in it can "
                   "make, which locktidy does not run unasked; if you trust "
                   "this tree, --trust (or 'trust: [" +
                   Root + "]' in " + userConfigFile() +
                   ") lets it run, once: " + commandText());
}

/// What a command said last.
static std::string lastLines(StringRef Log) {
  auto Buffer = MemoryBuffer::getFile(Log);
  if (!Buffer)
    return "";
  SmallVector<StringRef> Lines;
  SplitString((*Buffer)->getBuffer(), Lines, "\n");
  if (Lines.size() > 8)
    Lines.erase(Lines.begin(), Lines.end() - 8);
  return "\n  " + join(Lines, "\n  ");
}

Error Preparation::runCommand(const std::vector<std::string> &Words,
                              StringRef Log) const {
  auto Program = sys::findProgramByName(Words.front());
  if (!Program)
    return makeError("'" + Words.front() +
                     "' is not installed; it is needed "
                     "to make the headers of '" +
                     Root + "'");
  std::vector<std::string> Expanded;
  for (const std::string &Word : Words)
    Expanded.push_back(expand(Word));
  std::vector<StringRef> Arguments(Expanded.begin(), Expanded.end());
  std::string Message;
  // Nothing is asked: a question without an answer would wait for ever.
  std::optional<StringRef> Redirects[] = {StringRef(), Log, Log};
  int Status = sys::ExecuteAndWait(*Program, Arguments, std::nullopt, Redirects,
                                   0, 0, &Message);
  if (Status == 0)
    return Error::success();
  return makeError("'" + join(Expanded, " ") + "' failed" +
                   (Message.empty() ? "" : ": " + Message) + lastLines(Log));
}

Error Preparation::make(const std::string &Work) {
  Output = Work + "/out";
  Config = Work + "/config";
  std::error_code EC = sys::fs::create_directories(Output);
  if (!EC) {
    raw_fd_ostream Stream(Config, EC);
    if (!EC)
      Stream << Profile.Prepare.Config;
    Stream.close();
    if (!EC)
      EC = Stream.error();
    Stream.clear_error();
  }
  if (EC)
    return makeError(Work + ": error: " + EC.message());
  for (const auto &Words : Profile.Prepare.Commands)
    if (Error E = runCommand(Words, Work + "/log"))
      return E;
  if (!isMade(Output))
    return makeError("'" + commandText() + "' did not make " +
                     Profile.Prepare.Made);
  // What else it built takes space and is read by nobody.
  for (sys::fs::directory_iterator I(Output, EC, false), End; I != End && !EC;
       I.increment(EC)) {
    if (is_contained(Profile.Prepare.Keep, sys::path::filename(I->path())))
      continue;
    if (I->type() == sys::fs::file_type::directory_file)
      sys::fs::remove_directories(I->path());
    else
      sys::fs::remove(I->path());
  }
  if (auto Failed = sys::fs::rename(Output, Target))
    return makeError(Target + ": error: " + Failed.message());
  return Error::success();
}

/// Removes the working directories of this run and of those that were killed.
static void removeLeftovers(StringRef Target) {
  std::error_code EC;
  for (sys::fs::directory_iterator I(sys::path::parent_path(Target), EC, false),
       End;
       I != End && !EC; I.increment(EC))
    if (StringRef(I->path()).starts_with((Target + WorkSuffix).str()))
      sys::fs::remove_directories(I->path());
}

Error Preparation::makeUnderLock() {
  StringRef Cache = sys::path::parent_path(Target);
  if (auto EC = sys::fs::create_directories(Cache))
    return makeError(Cache + ": error: " + EC.message());
  int File;
  if (auto EC = sys::fs::openFileForReadWrite(
          Target + ".lock", File, sys::fs::CD_OpenAlways, sys::fs::OF_None))
    return makeError(Target + ".lock: error: " + EC.message());
  // The system drops the lock when the process ends, however it does.
  Error Result = Error::success();
  if (sys::fs::tryLockFile(File)) {
    Options.Say("waiting for another run that makes the headers of " +
                Root.str());
    if (auto EC = sys::fs::lockFile(File))
      Result = makeError(Target + ".lock: error: " + EC.message());
  }
  if (!Result && !isMade(Target)) {
    removeLeftovers(Target);
    Options.Say("making the headers of " + Root.str() +
                ", once for this version, in " + Target);
    Result = make(
        (Target + WorkSuffix + utostr(sys::Process::getProcessId())).str());
    removeLeftovers(Target);
  }
  sys::Process::SafelyCloseFileDescriptor(File);
  return Result;
}

Expected<std::string> Preparation::run() {
  if (isMade(Root))
    return Root.str();
  if (Error E = locate())
    return std::move(E);
  if (isMade(Target))
    return Target;
  if (Error E = checkTrust())
    return std::move(E);
  if (Error E = makeUnderLock())
    return std::move(E);
  return Target;
}

Expected<std::string> locktidy::prepareTree(StringRef Root, StringRef Version,
                                            const TreeProfile &Profile,
                                            const PrepareOptions &Options) {
  if (Profile.Prepare.Commands.empty())
    return std::string();
  return Preparation(Root, Version, Profile, Options).run();
}
