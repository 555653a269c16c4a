//===- EffectReader.h - one effect of a model file --------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the YAML of an effect to an EffectSpec, with every error reported at its
// place. Names of kinds and contexts are checked against those declared.
//
//   {acquire: arg0, kind: mtx, success: nonzero}
//     -> Kind Acquire, Lock arg0, LockKind mtx, Succeeds NonZero
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_MODEL_EFFECTREADER_H
#define LOCKTIDY_MODEL_EFFECTREADER_H

#include "Model/Condition.h"
#include "Model/Keys.h"
#include "Model/Model.h"
#include "Model/Yaml.h"
#include "llvm/ADT/StringSet.h"

namespace locktidy {

class EffectReader {
public:
  /// \p Kinds and \p Contexts are the declared names.
  EffectReader(YamlErrors &E, const llvm::StringSet<> &Kinds,
               const llvm::StringSet<> &Contexts)
      : Errors(E), Kinds(Kinds), Contexts(Contexts) {}

  EffectSpec read(const YamlNode &Node);

  /// Reports \p What at \p Node unless it is a non-empty scalar.
  bool isWord(const YamlNode &Node, llvm::StringRef What);
  /// The declared name in \p Node, or nothing and an error.
  std::string kindName(const YamlNode &Node);
  std::string contextName(const YamlNode &Node);

  Condition condition(const YamlNode &Node);
  Operand operand(const YamlNode &Node);
  CallForm callForm(const YamlNode &Node);

private:
  template <typename T>
  T parsed(const YamlNode &Node, llvm::StringRef What,
           std::optional<T> (*Parse)(llvm::StringRef, TextError &));
  const EffectWord *mainWord(const YamlNode &Node, size_t &Where);
  void mainValue(const EffectWord &W, const YamlNode &Value, EffectSpec &Out);
  void value(Key K, const YamlNode &Value, EffectSpec &Out);
  void kindIfs(const YamlNode &List, EffectSpec &Out);
  std::string declared(const YamlNode &Node, const llvm::StringSet<> &Names,
                       llvm::StringRef What);

  YamlErrors &Errors;
  const llvm::StringSet<> &Kinds;
  const llvm::StringSet<> &Contexts;
};

} // namespace locktidy

#endif
