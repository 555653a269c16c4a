//===- TreeProfile.cpp - how to parse a bare kernel source tree -----------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/TreeProfile.h"
#include "Model/Keys.h"
#include "Model/Yaml.h"
#include "llvm/ADT/STLExtras.h"
#include <functional>
#include <optional>

using namespace locktidy;
using namespace llvm;

namespace {

class ProfileReader {
public:
  explicit ProfileReader(YamlErrors &Errors) : Errors(Errors) {}
  void read(const YamlNode &Root);
  TreeProfile Out;

private:
  /// What each key of a map means; the first one names what the map is.
  struct Field {
    StringLiteral Word;
    std::function<void(const YamlNode &)> Read;
  };

  void map(const YamlNode &Node, ArrayRef<Field> Fields);
  void each(const YamlNode &Node, function_ref<void(const YamlNode &)> Read);
  Field text(StringLiteral Word, std::string &Out);
  Field words(StringLiteral Word, std::vector<std::string> &Out);
  Field values(StringLiteral Word, std::map<std::string, std::string> &Out);
  void readText(const YamlNode &Node, std::string &Out);
  void readWords(const YamlNode &Node, std::vector<std::string> &Out);
  void generator(const YamlNode &Node);

  YamlErrors &Errors;
};

} // namespace

void ProfileReader::map(const YamlNode &Node, ArrayRef<Field> Fields) {
  if (Node.Kind != YamlNode::Map)
    return Errors.report(Node.At, "expected a mapping of keys to values");
  SmallVector<StringRef> Valid;
  for (const Field &F : Fields)
    Valid.push_back(F.Word);
  for (auto [Key, Item] : zip(Node.Keys, Node.Items)) {
    auto *F = find_if(
        Fields, [&, &K = Key](const Field &F) { return F.Word == K.Text; });
    if (F == Fields.end())
      Errors.report(Key.At, "unknown key '" + Key.Text + "'" +
                                suggestion(Key.Text, Valid));
    else
      F->Read(Item);
  }
}

void ProfileReader::each(const YamlNode &Node,
                         function_ref<void(const YamlNode &)> Read) {
  if (Node.Kind != YamlNode::List)
    return Errors.report(Node.At, "expected a list");
  for (const YamlNode &Item : Node.Items)
    Read(Item);
}

void ProfileReader::readText(const YamlNode &Node, std::string &Out) {
  if (Node.Kind != YamlNode::Scalar)
    return Errors.report(Node.At, "expected a word");
  Out = Node.Text;
}

/// A list of words, or one word.
void ProfileReader::readWords(const YamlNode &Node,
                              std::vector<std::string> &Out) {
  if (Node.Kind == YamlNode::Scalar) {
    Out.push_back(Node.Text);
    return;
  }
  each(Node, [&](const YamlNode &Item) { readText(Item, Out.emplace_back()); });
}

ProfileReader::Field ProfileReader::text(StringLiteral Word,
                                         std::string &Value) {
  return {Word, [&](const YamlNode &N) { readText(N, Value); }};
}

ProfileReader::Field ProfileReader::words(StringLiteral Word,
                                          std::vector<std::string> &Value) {
  return {Word, [&](const YamlNode &N) { readWords(N, Value); }};
}

ProfileReader::Field
ProfileReader::values(StringLiteral Word,
                      std::map<std::string, std::string> &Value) {
  return {Word, [&](const YamlNode &N) {
            if (N.Kind != YamlNode::Map)
              return Errors.report(N.At,
                                   "expected a mapping of keys to values");
            for (auto [Key, Item] : zip(N.Keys, N.Items))
              readText(Item, Value[Key.Text]);
          }};
}

/// Which keys an entry of `generate` has depends on the one that names it.
void ProfileReader::generator(const YamlNode &Node) {
  GeneratorSpec Spec;
  auto Named = [&](StringLiteral Word, GeneratorSpec::GeneratorKind Kind) {
    return Field{Word, [this, &Spec, Kind](const YamlNode &N) {
                   Spec.Kind = Kind;
                   if (Kind == GeneratorSpec::Text)
                     readText(N, Spec.Value);
                   else
                     readWords(N, Spec.Names);
                 }};
  };
  Field As = text("as", Spec.As);
  const std::vector<std::vector<Field>> Forms = {
      {Named("empty", GeneratorSpec::Empty)},
      {Named("text", GeneratorSpec::Text), As},
      {Named("forward", GeneratorSpec::Forward), As},
      {Named("options", GeneratorSpec::Options), words("set", Spec.Configs),
       values("define", Spec.Values), words("undefine", Spec.Undefine), As},
      {Named("counts", GeneratorSpec::Counts), As},
      {Named("config", GeneratorSpec::Config), values("define", Spec.Values)},
      {Named("interfaces", GeneratorSpec::Interfaces)},
      {Named("vnode-operations", GeneratorSpec::Vnode)},
      {Named("rpc", GeneratorSpec::Rpc), As},
      {Named("privileges", GeneratorSpec::Privileges)},
      {Named("devices", GeneratorSpec::Devices), As,
       values("prefix", Spec.Values)},
  };
  SmallVector<StringRef> Valid;
  for (const auto &Form : Forms) {
    Valid.push_back(Form.front().Word);
    if (Node.Kind != YamlNode::Map ||
        none_of(Node.Keys,
                [&](const YamlNode &K) { return K.Text == Valid.back(); }))
      continue;
    map(Node, Form);
    bool NeedsAs = is_contained({GeneratorSpec::Text, GeneratorSpec::Forward,
                                 GeneratorSpec::Counts, GeneratorSpec::Devices},
                                Spec.Kind);
    if (NeedsAs && Spec.As.empty())
      Errors.report(Node.At, "'" + Valid.back() + "' without 'as'");
    Out.Generate.push_back(std::move(Spec));
    return;
  }
  StringRef First = Node.Kind == YamlNode::Map && !Node.Keys.empty()
                        ? StringRef(Node.Keys.front().Text)
                        : StringRef();
  Errors.report(Node.At, "no generator named here" + suggestion(First, Valid));
}

void ProfileReader::read(const YamlNode &Root) {
  Field Below{"below", [&](const YamlNode &N) {
                each(N, [&](const YamlNode &Item) {
                  auto &B = Out.Below.emplace_back();
                  map(Item, {text("since", B.Since),
                             words("directories", B.Directories),
                             words("flags", B.Flags)});
                });
              }};
  Field Skip{"skip", [&](const YamlNode &N) {
               each(N, [&](const YamlNode &Item) {
                 auto &S = Out.Skip.emplace_back();
                 map(Item,
                     {words("files", S.Patterns), text("reason", S.Reason)});
               });
             }};
  Field DriverCode{"driver_code", [&](const YamlNode &N) {
                     readWords(N, Out.DriverCode.emplace());
                   }};
  Field Sources{"sources", [&](const YamlNode &N) {
                  map(N, {words("drivers", Out.Drivers), DriverCode,
                          words("listed", Out.Listed), Skip});
                }};
  Field Version{"version", [&](const YamlNode &N) {
                  map(N, {text("file", Out.VersionFile),
                          words("after", Out.VersionAfter)});
                }};
  Field Generate{"generate", [&](const YamlNode &N) {
                   each(N, [&](const YamlNode &Item) { generator(Item); });
                 }};
  Field Commands{"commands", [&](const YamlNode &N) {
                   each(N, [&](const YamlNode &Item) {
                     readWords(Item, Out.Prepare.Commands.emplace_back());
                   });
                 }};
  Field Prepare{"prepare", [&](const YamlNode &N) {
                  map(N, {Commands, text("config", Out.Prepare.Config),
                          text("made", Out.Prepare.Made),
                          words("keep", Out.Prepare.Keep)});
                  if (Out.Prepare.Commands.empty() || Out.Prepare.Made.empty())
                    Errors.report(N.At,
                                  "'prepare' needs 'commands' and 'made'");
                }};
  Field Makefiles{"makefiles", [&](const YamlNode &N) {
                    std::string Kind;
                    readText(N, Kind);
                    if (!(Out.ByKbuild = Kind == "kbuild"))
                      Errors.report(N.At,
                                    "only makefiles of 'kbuild' are known");
                  }};
  map(Root,
      {Prepare, Makefiles, text("tree", Out.Name),
       words("recognise", Out.Recognise), Version, words("flags", Out.Flags),
       words("include", Out.Includes), Below, Sources, Generate});
  if (Out.Name.empty())
    Errors.report(Root.At, "no 'tree', which names the profile");
  if (Out.Recognise.empty())
    Errors.report(Root.At, "no 'recognise': no tree would be known by it");
}

Expected<TreeProfile> locktidy::loadTreeProfile(MemoryBufferRef Yaml) {
  YamlErrors Errors(Yaml);
  ProfileReader Reader(Errors);
  if (auto Root = readYaml(Yaml, Errors))
    Reader.read(*Root);
  if (Error E = Errors.take())
    return std::move(E);
  return std::move(Reader.Out);
}

static constexpr struct {
  const char *Name;
  const char *Text;
} Table[] = {
#include "Project/BuiltinTrees.inc"
    {nullptr, nullptr}, // an array needs a row
};

std::vector<MemoryBufferRef> locktidy::builtinTreeProfiles() {
  std::vector<MemoryBufferRef> Result;
  for (const auto &Row : ArrayRef(Table).drop_back())
    Result.push_back(MemoryBufferRef(Row.Text, Row.Name));
  return Result;
}
