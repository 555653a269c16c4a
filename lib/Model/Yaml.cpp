//===- Yaml.cpp - a YAML document with places -----------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// LLVM's parser is lazy and skips what nobody looked at by recursion. It is
// therefore walked completely, to a fixed depth, and left where it stands as
// soon as the depth is exceeded: nothing is ever skipped by it.
//
//===----------------------------------------------------------------------===//
#include "Model/Yaml.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Casting.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

using namespace llvm;

namespace locktidy {

namespace {

constexpr size_t MaxErrors = 20;
constexpr size_t MaxBytes = 1 << 20;
constexpr unsigned MaxDepth = 8;

class TreeReader {
public:
  TreeReader(StringRef T, YamlErrors &E) : Text(T), Errors(E) {}

  /// False as soon as an error was reported: the parser is then left alone.
  bool read(yaml::Node *N, unsigned Depth, YamlNode &Out);
  void fail(const char *At, const Twine &Message) {
    Errors.report(At, Message);
    Failed = true;
  }
  bool Failed = false;

private:
  bool readMap(yaml::MappingNode &M, unsigned Depth, YamlNode &Out);
  bool readMissing(const YamlNode &Key, YamlNode &Value);
  bool plain(yaml::Node &N);
  void moveToBracket(YamlNode &Out) const;

  StringRef Text;
  YamlErrors &Errors;
};

/// Conditions and operands begin with the characters of YAML's anchors,
/// aliases and tags: say so instead of "unknown tag".
bool TreeReader::plain(yaml::Node &N) {
  if (auto *Alias = dyn_cast<yaml::AliasNode>(&N))
    fail(Alias->getName().data() - 1,
         "aliases are not supported; quote a value that begins with '*'");
  else if (!N.getAnchor().empty())
    fail(N.getAnchor().data(),
         "anchors are not supported; quote a value that begins with '&'");
  else if (!N.getRawTag().empty())
    fail(N.getRawTag().data(),
         "tags are not supported; quote a value that begins with '!'");
  return !Failed;
}

/// The parser places `{a: b}` at the a; its author would say at the bracket.
void TreeReader::moveToBracket(YamlNode &Out) const {
  StringRef Before = StringRef(Text.data(), Out.At - Text.data()).rtrim();
  if (Before.ends_with("{") || Before.ends_with("["))
    Out.At = Before.end() - 1;
}

/// The parser drops the anchor of a value that has nothing else, as in
/// `release: &arg0`. A missing value stands at its key.
bool TreeReader::readMissing(const YamlNode &Key, YamlNode &Value) {
  Value.At = Key.At;
  StringRef Rest(Key.At, Text.end() - Key.At);
  Rest = Rest.split(':').second.ltrim(' '); // none after `? key`
  if (Rest.starts_with("&") || Rest.starts_with("!"))
    fail(Rest.data(),
         "quote a value that begins with '" + Rest.take_front() + "'");
  return !Failed;
}

bool TreeReader::readMap(yaml::MappingNode &M, unsigned Depth, YamlNode &Out) {
  StringSet<> Seen;
  for (yaml::KeyValueNode &Pair : M) {
    if (Failed)
      return false;
    YamlNode Key, Value;
    if (!read(Pair.getKey(), Depth + 1, Key))
      return false;
    if (Key.Kind != YamlNode::Scalar) {
      fail(Key.At ? Key.At : Out.At, "expected a word before ':'");
      return false;
    }
    if (!Seen.insert(Key.Text).second) {
      fail(Key.At, "key '" + Key.Text + "' is given twice");
      return false;
    }
    if (!read(Pair.getValue(), Depth + 1, Value))
      return false;
    if (Value.Kind == YamlNode::Null && !readMissing(Key, Value))
      return false;
    Out.Keys.push_back(std::move(Key));
    Out.Items.push_back(std::move(Value));
  }
  return !Failed;
}

bool TreeReader::read(yaml::Node *N, unsigned Depth, YamlNode &Out) {
  if (Failed || !N)
    return false;
  Out.At = N->getSourceRange().Start.getPointer();
  if (Depth > MaxDepth) {
    fail(Out.At, "nested too deeply");
    return false;
  }
  if (!plain(*N))
    return false;
  if (auto *S = dyn_cast<yaml::ScalarNode>(N)) {
    SmallString<64> Storage;
    Out.Kind = YamlNode::Scalar;
    Out.Text = S->getValue(Storage).str();
    Out.Quoted =
        S->getRawValue().starts_with("'") || S->getRawValue().starts_with("\"");
    return !Failed;
  }
  if (auto *B = dyn_cast<yaml::BlockScalarNode>(N)) {
    Out.Kind = YamlNode::Scalar;
    Out.Text = B->getValue().str();
    Out.Quoted = true;
    return !Failed;
  }
  if (auto *M = dyn_cast<yaml::MappingNode>(N)) {
    Out.Kind = YamlNode::Map;
    moveToBracket(Out);
    return readMap(*M, Depth, Out);
  }
  if (auto *L = dyn_cast<yaml::SequenceNode>(N)) {
    Out.Kind = YamlNode::List;
    moveToBracket(Out);
    for (yaml::Node &Item : *L)
      if (!read(&Item, Depth + 1, Out.Items.emplace_back()))
        return false;
    return !Failed;
  }
  Out.Kind = YamlNode::Null;
  return !Failed;
}

/// Reports the first byte that no text file of ours may have.
bool isText(StringRef Text, YamlErrors &Errors) {
  if (Text.size() > MaxBytes) {
    Errors.report(Text.data(), "file is larger than 1 MiB");
    return false;
  }
  const auto *P = reinterpret_cast<const UTF8 *>(Text.data());
  if (!isLegalUTF8String(&P, P + Text.size())) {
    Errors.report(reinterpret_cast<const char *>(P), "not valid UTF-8");
    return false;
  }
  size_t Control = Text.find_if([](char C) {
    auto U = static_cast<unsigned char>(C);
    return (U < 0x20 && C != '\n' && C != '\r' && C != '\t') || U == 0x7f;
  });
  if (Control != StringRef::npos) {
    Errors.report(Text.data() + Control, "control character");
    return false;
  }
  return true;
}

} // namespace

std::pair<unsigned, unsigned> YamlErrors::place(const char *At) const {
  StringRef Text = Buffer.getBuffer();
  if (!At || At < Text.begin() || At > Text.end())
    return {1, 1};
  StringRef Before(Text.data(), At - Text.data());
  return {Before.count('\n') + 1, Before.size() - (Before.rfind('\n') + 1) + 1};
}

void YamlErrors::report(const char *At, const Twine &Message) {
  if (Lines.size() >= MaxErrors) {
    ++Dropped;
    return;
  }
  auto [Line, Column] = place(At);
  std::string Clean; // what the file holds must not break the line
  for (char C : Message.str())
    Clean += C == '\n' || C == '\r' ? ' ' : C;
  Lines.push_back((Buffer.getBufferIdentifier() + ":" + Twine(Line) + ":" +
                   Twine(Column) + ": error: " + Clean)
                      .str());
}

Error YamlErrors::take() {
  if (Lines.empty())
    return Error::success();
  if (Dropped)
    Lines.push_back((Buffer.getBufferIdentifier() + ": error: and " +
                     Twine(Dropped) + " more errors")
                        .str());
  return createStringError(inconvertibleErrorCode(), "%s",
                           join(Lines, "\n").c_str());
}

std::optional<YamlNode> readYaml(MemoryBufferRef Buffer, YamlErrors &Errors) {
  StringRef Text = Buffer.getBuffer();
  if (!isText(Text, Errors))
    return std::nullopt;

  TreeReader Reader(Text, Errors);
  SourceMgr Sources;
  Sources.setDiagHandler(
      [](const SMDiagnostic &D, void *Context) {
        std::string Message = D.getMessage().rtrim('.').str();
        if (!Message.empty())
          Message[0] = toLower(Message[0]);
        if (StringRef(Message).contains("anchor"))
          Message += "; quote a value that begins with '&', '*' or '!'";
        static_cast<TreeReader *>(Context)->fail(D.getLoc().getPointer(),
                                                 Message);
      },
      &Reader);

  yaml::Stream Stream(Buffer, Sources, /*ShowColors=*/false);
  YamlNode Root;
  auto Document = Stream.begin();
  if (Document == Stream.end() || !Reader.read(Document->getRoot(), 0, Root)) {
    if (!Reader.Failed)
      Reader.fail(Text.data(), "not a YAML document");
    return std::nullopt;
  }
  if (Root.Kind != YamlNode::Map) {
    Reader.fail(Root.At, "expected a mapping of keys to values");
    return std::nullopt;
  }
  ++Document;
  if (!Reader.Failed && Document != Stream.end()) {
    yaml::Node *Second = Document->getRoot();
    Reader.fail(Second ? Second->getSourceRange().Start.getPointer()
                       : Text.data(),
                "a second document in one file");
  }
  if (Reader.Failed)
    return std::nullopt;
  return Root;
}

} // namespace locktidy
