//===- CallForm.cpp - calls that could stand for another ------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Model/Condition.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace locktidy {

static bool isIdentifier(StringRef Text) {
  return !Text.empty() && !isDigit(Text.front()) &&
         all_of(Text, [](char C) { return isAlnum(C) || C == '_'; });
}

std::optional<CallForm> parseCallForm(StringRef Text, TextError &Error) {
  CallForm Out;
  auto [Name, Rest] = Text.split('(');
  Out.Name = Name.str();
  if (!isIdentifier(Name) || !Rest.consume_back(")")) {
    Error = {0, "expected a call such as 'msleep(arg0, lock)'"};
    return std::nullopt;
  }
  SmallVector<StringRef, 8> Words;
  Rest.split(Words, ',');
  for (StringRef Word : Words) {
    Word = Word.trim();
    CallForm::Argument A;
    StringRef Number = Word;
    if (Word == "lock")
      A.Is = CallForm::Argument::Lock;
    else if (Number.consume_front("arg") && !Number.getAsInteger(10, A.Index))
      A.Is = CallForm::Argument::Given;
    else if (isIdentifier(Word) || to_integer(Word, A.Index))
      A.Text = Word.str();
    else {
      Error = {size_t(Word.data() - Text.data()),
               "expected 'argN', 'lock', a name or a number"};
      return std::nullopt;
    }
    Out.Arguments.push_back(std::move(A));
  }
  return Out;
}

} // namespace locktidy
