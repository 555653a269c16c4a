//===- Trust.cpp - whose programs locktidy may run ------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Trust.h"
#include "Lower/Paths.h"
#include "Model/Yaml.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace locktidy;
using namespace llvm;

std::string locktidy::userConfigFile() {
  SmallString<128> Path;
  if (!sys::path::user_config_directory(Path))
    return "";
  sys::path::append(Path, "locktidy", "config.yaml");
  return std::string(Path);
}

Expected<std::vector<std::string>> locktidy::readTrusted(MemoryBufferRef Yaml,
                                                         StringRef Home) {
  YamlErrors Errors(Yaml);
  std::vector<std::string> Trusted;
  auto Add = [&](const YamlNode &Word) {
    StringRef Path = Word.Text;
    bool BelowHome = Path == "~" || Path.starts_with("~/");
    if (BelowHome)
      Path = Path.drop_front(1).ltrim('/');
    else if (!sys::path::is_absolute(Path))
      return Errors.report(Word.At, "'" + Word.Text +
                                        "' is no absolute path: what it names "
                                        "would depend on where one stands");
    Trusted.push_back(absolutePath(Home, Path));
  };
  std::optional<YamlNode> Root = readYaml(Yaml, Errors);
  if (Root)
    for (auto [Key, Value] : zip_equal(Root->Keys, Root->Items)) {
      if (Key.Text != "trust")
        Errors.report(Key.At, "unknown key '" + Key.Text +
                                  "': 'trust' is the only one; settings of a "
                                  "repository belong into its .locktidy.yaml");
      else if (Value.Kind != YamlNode::List ||
               any_of(Value.Items, [](const YamlNode &Item) {
                 return Item.Kind != YamlNode::Scalar;
               }))
        Errors.report(Value.At, "expected a list of directories");
      else
        for_each(Value.Items, Add);
    }
  if (Error E = Errors.take())
    return std::move(E);
  return Trusted;
}

/// With links resolved: a link is no way into a trusted directory.
static std::string realPath(StringRef Path) {
  SmallString<256> Real;
  return sys::fs::real_path(Path, Real) ? Path.str() : std::string(Real);
}

Expected<bool> locktidy::isTrusted(StringRef Directory) {
  std::string File = userConfigFile();
  auto Buffer = MemoryBuffer::getFile(File);
  if (File.empty() || !Buffer)
    return false;
  SmallString<128> Home;
  sys::path::home_directory(Home);
  auto Trusted =
      readTrusted(MemoryBufferRef((*Buffer)->getBuffer(), File), Home);
  if (!Trusted)
    return Trusted.takeError();
  std::string Asked = realPath(Directory);
  return any_of(*Trusted, [&](const std::string &T) {
    StringRef Rest = Asked;
    return Rest.consume_front(StringRef(realPath(T)).rtrim('/')) &&
           (Rest.empty() || Rest.starts_with("/"));
  });
}
