//===- Keys.h - the words of a model file -----------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which keys each part of a model can have and what their values look like;
// which effects an entry can name, what the value of each names, and which
// further keys each may carry. docs/models.md describes the same tables for
// authors; Loader.cpp and EffectReader.cpp refuse what is not in them, and
// Schema.cpp prints them for editors.
//
//   {release: arg0, success: zero}   error: 'success' does not fit 'release'
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_MODEL_KEYS_H
#define LOCKTIDY_MODEL_KEYS_H

#include "Model/Effect.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace locktidy {

/// A key beside the effect's own.
enum class Key : uint8_t {
  Kind,
  KindIf,
  Mode,
  SharedIf,
  Success,
  Waits,
  Failure,
  When,
  WhenSure,
  Interlock,
  KeepsDropped,
  Timeout,
  Until,
  Signals,
  Results,
  NeverNull,
  Handle,
  Argument,
  Context,
  Lock,
  LockIf,
  Cookie,
  Label,
  Type,
  Level,
  Giant,
  Recursive,
  Nested,
  AnyThread,
  Stub,
  Amount,
  Answer,
  Args,
  Interrupts,
  SavedIn,
};

/// What the value of an effect's own key is.
enum class MainValue : uint8_t {
  Lock,     ///< an operand, stored as EffectSpec::Lock
  Channel,  ///< an operand: what is waited for, woken or drained
  Handler,  ///< an operand: the function registered
  Argument, ///< an operand: the saved level
  Flag,     ///< `true` or `result`: the effect is of the call itself
};

struct EffectWord {
  llvm::StringLiteral Word;
  EffectKind Kind;
  MainValue Value;
  uint64_t Allowed; ///< bit set of Key
  uint64_t Required;

  bool allows(Key K) const { return Allowed >> unsigned(K) & 1; }
  bool requires_(Key K) const { return Required >> unsigned(K) & 1; }
};

/// What the value of a key looks like.
enum class Shape : uint8_t {
  Text,      ///< a word or a line
  Texts,     ///< a list of them
  Truth,     ///< `true` or `false`
  Count,     ///< a number of arguments
  Condition, ///< `arg2 & PDROP`
  Operand,   ///< `arg0`
  Call,      ///< `msleep(arg0, lock, 0)`
  Choice,    ///< one of Words
  Choices,   ///< a list out of Words
  KindIfs,   ///< the list of `kind-if`
  TextMap,   ///< a map from names to words
  Kinds,     ///< a list of maps of kindWords()
  Contexts,  ///< a list of maps of contextWords()
  Entries,   ///< a list of maps of entryWords()
  Tables,    ///< a list of maps of tableWords()
  Handlers,  ///< a map from names to a context or a map of handlerWords()
  Effects,   ///< a list of effects
};

struct KeyWord {
  llvm::StringLiteral Word;
  Key Id;
  Shape Value = Shape::Text;
  llvm::StringLiteral Words = ""; ///< of a Choice, separated by blanks
};

/// A key of a file, a kind, a context or an entry.
struct FieldWord {
  llvm::StringLiteral Word;
  Shape Value = Shape::Text;
  bool Required = false;
  llvm::StringLiteral Words = ""; ///< of a Choice, separated by blanks
};

llvm::ArrayRef<EffectWord> effectWords();
llvm::ArrayRef<KeyWord> keyWords();
llvm::ArrayRef<FieldWord> fileWords();
llvm::ArrayRef<FieldWord> kindWords();
llvm::ArrayRef<FieldWord> contextWords();
llvm::ArrayRef<FieldWord> entryWords();
llvm::ArrayRef<FieldWord> tableWords();
llvm::ArrayRef<FieldWord> handlerWords();

/// `; did you mean 'acquire'?` when one of \p Valid is near \p Word, else
/// nothing.
std::string suggestion(llvm::StringRef Word,
                       llvm::ArrayRef<llvm::StringRef> Valid);

} // namespace locktidy

#endif
