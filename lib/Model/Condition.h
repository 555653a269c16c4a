//===- Condition.h - the small languages inside a model ---------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Text of a model to the Condition and Operand of Model.h, which describe both
// languages. `arg2 & PDROP` becomes the nodes Arg 2, Name PDROP, BitAnd(0, 1).
// Unlike in C, `&` and `|` bind tighter than comparisons.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_MODEL_CONDITION_H
#define LOCKTIDY_MODEL_CONDITION_H

#include "Model/Model.h"
#include "llvm/ADT/StringRef.h"

namespace locktidy {

/// What is wrong with a text, and from which character on.
struct TextError {
  size_t Offset = 0;
  std::string Message;
};

/// The parsed text, or none and \p Error set.
std::optional<Condition> parseCondition(llvm::StringRef Text, TextError &Error);
std::optional<Operand> parseOperand(llvm::StringRef Text, TextError &Error);
std::optional<CallForm> parseCallForm(llvm::StringRef Text, TextError &Error);

} // namespace locktidy

#endif
