//===- Config.cpp - what a repository's .locktidy.yaml says ---------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Config.h"
#include "Lower/Paths.h"
#include "Model/Choice.h"
#include "Model/Yaml.h"
#include "Report/Sources.h"
#include "Rules/Rule.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace locktidy;
using namespace llvm;

namespace {

/// Reads one file; every value is checked, also one that is not taken.
class ConfigReader {
public:
  ConfigReader(MemoryBufferRef B, StringRef Directory, StringRef Here,
               Config &Out)
      : File(B.getBufferIdentifier()), Directory(Directory), Here(Here),
        Errors(B), Out(Out) {}

  void read(const YamlNode &Root);

  void models(const YamlNode &Node);
  void kernel(const YamlNode &Node);
  void rules(const YamlNode &Node);
  void level(const YamlNode &Node);
  void failOn(const YamlNode &Node);
  void busyWait(const YamlNode &Node);
  void tree(const YamlNode &Node);
  void lockScripts(const YamlNode &Node);
  void orderLists(const YamlNode &Node);

  StringRef File, Directory, Here;
  YamlErrors Errors;

private:
  bool isWord(const YamlNode &Node, StringRef What);
  std::vector<std::string> files(const YamlNode &Node, StringRef What);
  SmallVector<const YamlNode *> words(const YamlNode &Node, StringRef What);
  template <typename T>
  void take(const YamlNode &Node, Setting<T> &Into, T Value);

  Config &Out;
};

struct ConfigKey {
  StringLiteral Word;
  void (ConfigReader::*Read)(const YamlNode &);
};

constexpr ConfigKey Keys[] = {
    {"models", &ConfigReader::models},
    {"kernel", &ConfigReader::kernel},
    {"rules", &ConfigReader::rules},
    {"level", &ConfigReader::level},
    {"fail-on", &ConfigReader::failOn},
    {"busy-wait", &ConfigReader::busyWait},
    {"tree", &ConfigReader::tree},
    {"wlcmd", &ConfigReader::lockScripts},
    {"order-files", &ConfigReader::orderLists},
};

} // namespace

bool ConfigReader::isWord(const YamlNode &Node, StringRef What) {
  if (Node.Kind == YamlNode::Scalar && !Node.Text.empty())
    return true;
  Errors.report(Node.At, "expected " + What);
  return false;
}

/// The words of a list; a single word is a list of one.
SmallVector<const YamlNode *> ConfigReader::words(const YamlNode &Node,
                                                  StringRef What) {
  SmallVector<const YamlNode *> Words;
  if (Node.Kind == YamlNode::List) {
    for (const YamlNode &Item : Node.Items)
      if (isWord(Item, What))
        Words.push_back(&Item);
  } else if (isWord(Node, (What + " or a list of them").str())) {
    Words.push_back(&Node);
  }
  return Words;
}

template <typename T>
void ConfigReader::take(const YamlNode &Node, Setting<T> &Into, T Value) {
  if (!Into.given())
    Into.set(std::move(Value),
             (File + ":" + Twine(Errors.lineOf(Node.At))).str());
}

/// The names of files that exist, as one may open them.
std::vector<std::string> ConfigReader::files(const YamlNode &Node,
                                             StringRef What) {
  std::vector<std::string> Files;
  for (const YamlNode *Word :
       words(Node, ("the name of a " + What + " file").str())) {
    std::string Path = absolutePath(Directory, Word->Text);
    sys::fs::file_status Status;
    // Whoever wrote the file may be a stranger: a device or a pipe would never
    // end.
    if (std::error_code EC = sys::fs::status(Path, Status))
      Errors.report(Word->At, "cannot read the " + What + " '" + Word->Text +
                                  "': " + EC.message());
    else if (!sys::fs::is_regular_file(Status))
      Errors.report(Word->At,
                    "the " + What + " '" + Word->Text + "' is not a file");
    else
      Files.push_back(relativeTo(Here, Path));
  }
  return Files;
}

void ConfigReader::models(const YamlNode &Node) {
  take(Node, Out.Models, files(Node, "model"));
}

void ConfigReader::lockScripts(const YamlNode &Node) {
  take(Node, Out.LockScripts, files(Node, "command"));
}

void ConfigReader::orderLists(const YamlNode &Node) {
  take(Node, Out.OrderLists, files(Node, "order"));
}

void ConfigReader::kernel(const YamlNode &Node) {
  std::vector<std::string> Names;
  for (const YamlNode *Word : words(Node, "the name of a kernel"))
    if (!is_contained(Names, Word->Text))
      Names.push_back(Word->Text);
  take(Node, Out.Kernels, std::move(Names));
}

void ConfigReader::rules(const YamlNode &Node) {
  SmallVector<StringRef> Known;
  for (const Rule *R : allRules())
    Known.push_back(R->Id);
  std::vector<std::string> Ids;
  for (const YamlNode *Word : words(Node, "the id of a rule")) {
    StringRef Id = Word->Text;
    Id.consume_front("locktidy-");
    if (is_contained(Known, Id))
      Ids.push_back(Id.str());
    else
      Errors.report(Word->At, "no rule '" + Id + "'" + suggestion(Id, Known));
  }
  take(Node, Out.Rules, std::move(Ids));
}

void ConfigReader::level(const YamlNode &Node) {
  take(Node, Out.Level,
       choice<Severity>(Errors, Node,
                        {{"error", Severity::Error},
                         {"warning", Severity::Warning},
                         {"advice", Severity::Advice}}));
}

void ConfigReader::failOn(const YamlNode &Node) {
  take(Node, Out.FailOn,
       choice<std::optional<Severity>>(Errors, Node,
                                       {{"error", Severity::Error},
                                        {"warning", Severity::Warning},
                                        {"never", std::nullopt}}));
}

void ConfigReader::busyWait(const YamlNode &Node) {
  unsigned Microseconds = 0;
  if (Node.Kind == YamlNode::Scalar &&
      to_integer(Node.Text, Microseconds, /*Base=*/10))
    take(Node, Out.BusyWait, Microseconds);
  else
    Errors.report(Node.At, "expected a number of microseconds");
}

void ConfigReader::tree(const YamlNode &Node) {
  if (isWord(Node, "the directory of a kernel's source tree"))
    take(Node, Out.Tree, relativeTo(Here, absolutePath(Directory, Node.Text)));
}

void ConfigReader::read(const YamlNode &Root) {
  SmallVector<StringRef> Known;
  for (const ConfigKey &K : Keys)
    Known.push_back(K.Word);
  for (auto [Key, Value] : zip_equal(Root.Keys, Root.Items)) {
    const ConfigKey *K =
        find_if(Keys, [&](const ConfigKey &K) { return K.Word == Key.Text; });
    if (K != std::end(Keys))
      (this->*K->Read)(Value);
    else
      Errors.report(Key.At, "unknown key '" + Key.Text +
                                "' in a configuration" +
                                suggestion(Key.Text, Known));
  }
}

/// Whether there is nothing but comments: a template that nobody filled in yet.
static bool isBlank(StringRef Text) {
  for (StringRef Line : split(Text, '\n'))
    if (Line = Line.trim(); !Line.empty() && !Line.starts_with("#"))
      return false;
  return true;
}

Error locktidy::mergeConfig(MemoryBufferRef Yaml, StringRef Directory,
                            StringRef Here, Config &Out) {
  ConfigReader Reader(Yaml, Directory, Here, Out);
  if (!isBlank(Yaml.getBuffer()))
    if (std::optional<YamlNode> Root = readYaml(Yaml, Reader.Errors))
      Reader.read(*Root);
  return Reader.Errors.take();
}

/// Merges the file of \p Directory, if there is one.
static Error mergeFile(StringRef Directory, StringRef Here, Config &Out) {
  SmallString<256> Path(Directory);
  sys::path::append(Path, ConfigFileName);
  sys::fs::file_status Status;
  if (sys::fs::status(Path, Status) == std::errc::no_such_file_or_directory)
    return Error::success();
  std::string Name = relativeTo(Here, Path);
  auto Unreadable = [&](StringRef Why) {
    return createStringError(
        inconvertibleErrorCode(),
        Twine(Name) + ": error: cannot read the configuration: " + Why);
  };
  if (Status.type() == sys::fs::file_type::status_error)
    return Unreadable("no access");
  if (!sys::fs::is_regular_file(Status))
    return Unreadable("it is not a file");
  auto Buffer = MemoryBuffer::getFile(Path);
  if (!Buffer)
    return Unreadable(Buffer.getError().message());
  return mergeConfig(MemoryBufferRef((*Buffer)->getBuffer(), Name), Directory,
                     Here, Out);
}

Expected<Config> locktidy::readConfig(StringRef Directory, StringRef Here) {
  Config Out;
  Error Errors = Error::success();
  for (StringRef D = Directory; !D.empty(); D = sys::path::parent_path(D)) {
    Errors = joinErrors(std::move(Errors), mergeFile(D, Here, Out));
    if (sys::fs::exists(D + "/.git"))
      break;
  }
  if (Errors)
    return std::move(Errors);
  return Out;
}

/// The directories of \p Names; a directory is its own.
static std::vector<std::string> directoriesOf(StringRef Here,
                                              ArrayRef<std::string> Names) {
  std::vector<std::string> Out;
  for (StringRef Name : Names) {
    std::string Path = absolutePath(Here, Name);
    Out.push_back(sys::fs::is_directory(Path)
                      ? Path
                      : sys::path::parent_path(Path).str());
  }
  return Out;
}

std::string locktidy::configDirectory(StringRef Here,
                                      ArrayRef<std::string> Names) {
  std::vector<std::string> Directories = directoriesOf(Here, Names);
  if (Directories.empty())
    return Here.str();
  StringRef Common = Directories.front();
  for (StringRef D : Directories)
    while (D != Common && !(D.starts_with(Common) &&
                            (Common.ends_with("/") || D[Common.size()] == '/')))
      Common = sys::path::parent_path(Common);
  return Common.str();
}

std::vector<std::string> locktidy::unusedConfigs(StringRef Here,
                                                 ArrayRef<std::string> Names) {
  std::string Common = configDirectory(Here, Names);
  std::vector<std::string> Each = directoriesOf(Here, Names);
  std::set<StringRef> Directories(Each.begin(), Each.end());
  std::set<std::string> Found;
  for (StringRef D : Directories)
    for (; D.size() > Common.size(); D = sys::path::parent_path(D)) {
      SmallString<256> Path(D);
      sys::path::append(Path, ConfigFileName);
      if (sys::fs::exists(Path))
        Found.insert(relativeTo(Here, Path));
    }
  return {Found.begin(), Found.end()};
}
