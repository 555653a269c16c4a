//===- Yaml.h - a YAML document with places ---------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads one YAML document into a tree whose nodes know where they stand, so
// that the meaning of a file can be checked after its form, with a place in
// every message. Input may be hostile: size, depth, encoding, anchors, tags and
// duplicate keys are checked here and never again.
//
//   kernel: demo      -> Map { Keys: [kernel], Items: [demo] }
//   a: *b             -> demo.yaml:2:4: error: aliases are not supported; ...
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_MODEL_YAML_H
#define LOCKTIDY_MODEL_YAML_H

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"
#include <optional>
#include <string>
#include <vector>

namespace locktidy {

/// A value of the document. A map has as many Keys (scalars) as Items.
struct YamlNode {
  enum NodeKind : uint8_t { Null, Scalar, Map, List };
  NodeKind Kind = Null;
  bool Quoted = false;      ///< `'true'` is text, `true` a truth value
  const char *At = nullptr; ///< first character, in the buffer
  std::string Text;         ///< of a scalar
  std::vector<YamlNode> Keys, Items;

  /// The place of character \p Offset of the text, for plain scalars.
  const char *at(size_t Offset) const { return Quoted ? At : At + Offset; }
};

/// Collects the errors of one file, at most 20.
class YamlErrors {
public:
  explicit YamlErrors(llvm::MemoryBufferRef B) : Buffer(B) {}

  void report(const char *At, const llvm::Twine &Message);
  bool empty() const { return Lines.empty(); }
  unsigned lineOf(const char *At) const { return place(At).first; }
  /// All lines joined by newlines, or success.
  llvm::Error take();

private:
  std::pair<unsigned, unsigned> place(const char *At) const;

  llvm::MemoryBufferRef Buffer;
  std::vector<std::string> Lines;
  unsigned Dropped = 0;
};

/// The root of the only document of \p Buffer, which must be a map; none when
/// an error was reported. Nodes point into \p Buffer.
std::optional<YamlNode> readYaml(llvm::MemoryBufferRef Buffer,
                                 YamlErrors &Errors);

} // namespace locktidy

#endif
