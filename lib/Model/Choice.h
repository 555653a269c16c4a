//===- Choice.h - one word out of a few -------------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   held: forbiden    error: unknown value 'forbiden'; did you mean
//   'forbidden'?
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_MODEL_CHOICE_H
#define LOCKTIDY_MODEL_CHOICE_H

#include "Model/Keys.h"
#include "Model/Yaml.h"
#include "llvm/ADT/SmallVector.h"
#include <initializer_list>
#include <utility>

namespace locktidy {

/// The value that \p Node names; the first one, and an error, when it names
/// none.
template <typename T>
T choice(YamlErrors &Errors, const YamlNode &Node,
         std::initializer_list<std::pair<llvm::StringRef, T>> Choices) {
  llvm::SmallVector<llvm::StringRef> Words;
  for (const auto &[Word, Value] : Choices) {
    if (Node.Kind == YamlNode::Scalar && Node.Text == Word)
      return Value;
    Words.push_back(Word);
  }
  std::string Message = "unknown value '" + Node.Text + "'";
  std::string Near = suggestion(Node.Text, Words);
  if (Node.Kind != YamlNode::Scalar)
    Message = "expected a word";
  if (Near.empty()) {
    Message += "; expected one of";
    for (llvm::StringRef W : Words)
      Message += (W == Words.front() ? " " : ", ") + W.str();
  }
  Errors.report(Node.At, Message + Near);
  return Choices.begin()->second;
}

/// Whether \p Key is one of \p Valid; reports it when not.
inline bool knownKey(YamlErrors &Errors, const YamlNode &Key,
                     llvm::StringRef Where, llvm::ArrayRef<FieldWord> Valid) {
  llvm::SmallVector<llvm::StringRef> Words;
  for (const FieldWord &W : Valid) {
    if (Key.Text == W.Word)
      return true;
    Words.push_back(W.Word);
  }
  Errors.report(Key.At, "unknown key '" + Key.Text + "' in " + Where +
                            suggestion(Key.Text, Words));
  return false;
}

} // namespace locktidy

#endif
