//===- SchemaTest.cpp - the schema, and the loader that it tells of -------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Model/Schema.h"
#include "Model/Keys.h"
#include "ModelTexts.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "gtest/gtest.h"

using namespace locktidy;
using llvm::SmallVector;
using llvm::StringRef;

namespace {

/// A value of that shape which the loader takes, given the Preamble.
std::string sample(Shape Value, StringRef Words) {
  switch (Value) {
  case Shape::Text:
    return "mtx";
  case Shape::Texts:
    return "[a]";
  case Shape::Truth:
    return "true";
  case Shape::Count:
    return "1";
  case Shape::Condition:
    return "arg1 & F";
  case Shape::Operand:
    return "arg1";
  case Shape::Call:
    return "'f(arg1, lock, 0)'";
  case Shape::Choice:
    return Words.split(' ').first.str();
  case Shape::Choices:
    return "[" + Words.split(' ').first.str() + "]";
  case Shape::KindIfs:
    return "[{when: arg1, kind: mtx}]";
  case Shape::TextMap:
    return "{}";
  case Shape::Kinds:
  case Shape::Contexts:
  case Shape::Entries:
  case Shape::Effects:
  case Shape::Tables:
    return "[]";
  case Shape::Handlers:
    return "{f: irq}";
  }
  return "";
}

/// What the loader says of a word that is none of \p Words.
std::string expectedOneOf(StringRef Words) {
  SmallVector<StringRef> List;
  Words.split(List, ' ');
  return "unknown value 'qqqqqqqqqq'; expected one of " +
         llvm::join(List, ", ");
}

// The schema is printed from tables; here the loader agrees with them.
TEST(Schema, LoaderTakesEveryKey) {
  struct {
    llvm::ArrayRef<FieldWord> Words;
    StringRef Before, After;
  } Parts[] = {
      {kindWords(), "kernel: a\nkinds: [{", "}]\n"},
      {contextWords(), "kernel: a\ncontexts: [{", "}]\n"},
      {entryWords(), "kernel: a\nentries: [{", "}]\n"},
      {tableWords(), "kernel: a\ntables: [{", "}]\n"},
      {handlerWords(), "kernel: a\ntables: [{handlers: {f: {", "}}}]\n"},
      {fileWords(), "", "\n"},
  };
  for (const auto &Part : Parts)
    for (const FieldWord &W : Part.Words) {
      auto With = [&](StringRef Value) {
        return errorsOf(
            (Part.Before + W.Word + ": " + Value + Part.After).str());
      };
      std::string Text = With(sample(W.Value, W.Words));
      EXPECT_FALSE(StringRef(Text).contains("unknown")) << Text;
      EXPECT_FALSE(StringRef(Text).contains("expected")) << Text;
      std::string Wrong = W.Value == Shape::Choices  ? "[qqqqqqqqqq]"
                          : W.Value == Shape::Choice ? "qqqqqqqqqq"
                                                     : "";
      if (!Wrong.empty())
        EXPECT_TRUE(StringRef(With(Wrong)).contains(expectedOneOf(W.Words)))
            << With(Wrong);
    }
}

TEST(Schema, LoaderTakesEveryKeyOfAnEffect) {
  for (const EffectWord &E : effectWords())
    for (const KeyWord &W : keyWords()) {
      std::string Value = sample(W.Value, W.Words);
      if (W.Id == Key::Context)
        Value = "irq";
      auto With = [&](StringRef Value) {
        std::string Main = E.Value == MainValue::Flag ? "true" : "arg0";
        std::string Text = "{" + E.Word.str() + ": " + Main;
        for (const KeyWord &Needed : keyWords())
          if (E.requires_(Needed.Id) && Needed.Id != W.Id)
            Text += ", " + Needed.Word.str() +
                    (Needed.Id == Key::Context ? ": irq" : ": mtx");
        return effectError(Text + ", " + W.Word.str() + ": " + Value.str() +
                           "}");
      };
      EXPECT_EQ(With(Value).empty(), E.allows(W.Id)) << With(Value);
      if (E.allows(W.Id) && W.Value == Shape::Choice)
        EXPECT_TRUE(
            StringRef(With("qqqqqqqqqq")).contains(expectedOneOf(W.Words)))
            << With("qqqqqqqqqq");
    }
}

TEST(Schema, IsJson) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  printModelSchema(OS);
  llvm::Expected<llvm::json::Value> Json = llvm::json::parse(Text);
  ASSERT_TRUE(static_cast<bool>(Json)) << llvm::toString(Json.takeError());
  const llvm::json::Object *Definitions =
      Json->getAsObject()->getObject("definitions");
  ASSERT_TRUE(Definitions);
  EXPECT_EQ(Definitions->getObject("effect")->getArray("oneOf")->size(),
            effectWords().size());
}

} // namespace
