//===- Schema.cpp - the model format as JSON Schema -----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Model/Schema.h"
#include "Model/Keys.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/JSON.h"

using namespace llvm;

namespace locktidy {

namespace {

class SchemaPrinter {
public:
  explicit SchemaPrinter(raw_ostream &OS) : J(OS, /*IndentSize=*/2) {}

  void print();

private:
  void shape(Shape Value, StringRef Words);
  void listOf(StringRef Definition);
  void reference(StringRef Definition);
  void oneOf(StringRef Words);
  void fields(ArrayRef<FieldWord> Words);
  void effects();
  void effect(const EffectWord &Effect);
  void kindIfs();
  void handlers();
  void mainValue(MainValue Value);
  void definitions();

  json::OStream J;
};

} // namespace

void SchemaPrinter::reference(StringRef Definition) {
  J.object([&] { J.attribute("$ref", ("#/definitions/" + Definition).str()); });
}

void SchemaPrinter::listOf(StringRef Definition) {
  J.object([&] {
    J.attribute("type", "array");
    J.attributeBegin("items");
    reference(Definition);
    J.attributeEnd();
  });
}

void SchemaPrinter::oneOf(StringRef Words) {
  SmallVector<StringRef> List;
  Words.split(List, ' ');
  J.object([&] {
    J.attributeArray("enum", [&] {
      for (StringRef W : List)
        J.value(W);
    });
  });
}

void SchemaPrinter::kindIfs() {
  J.object([&] {
    J.attribute("type", "array");
    J.attributeObject("items", [&] {
      J.attribute("type", "object");
      J.attribute("additionalProperties", false);
      J.attribute("required", json::Array{"when", "kind"});
      J.attributeObject("properties", [&] {
        J.attributeBegin("when");
        reference("condition");
        J.attributeEnd();
        J.attributeBegin("kind");
        reference("text");
        J.attributeEnd();
      });
    });
  });
}

void SchemaPrinter::handlers() {
  J.object([&] {
    J.attribute("type", "object");
    J.attributeObject("additionalProperties", [&] {
      J.attributeArray("oneOf", [&] {
        reference("text");
        reference("handler");
      });
    });
  });
}

void SchemaPrinter::shape(Shape Value, StringRef Words) {
  switch (Value) {
  case Shape::Text:
    return reference("text");
  case Shape::Texts:
    return listOf("text");
  case Shape::Condition:
    return reference("condition");
  case Shape::Operand:
    return reference("operand");
  case Shape::Call:
    return J.object([&] {
      J.attribute("type", "string");
      J.attribute("pattern", "^\\w+\\(.*\\)$");
    });
  case Shape::Choice:
    return oneOf(Words);
  case Shape::KindIfs:
    return kindIfs();
  case Shape::Kinds:
    return listOf("kind");
  case Shape::Contexts:
    return listOf("context");
  case Shape::Entries:
    return listOf("entry");
  case Shape::Effects:
    return listOf("effect");
  case Shape::Tables:
    return listOf("table");
  case Shape::Handlers:
    return handlers();
  case Shape::Truth:
    return J.object([&] { J.attribute("type", "boolean"); });
  case Shape::Count:
    return J.object([&] {
      J.attribute("type", "integer");
      J.attribute("minimum", 1);
      J.attribute("maximum", 32);
    });
  case Shape::Choices:
    return J.object([&] {
      J.attribute("type", "array");
      J.attributeBegin("items");
      oneOf(Words);
      J.attributeEnd();
    });
  case Shape::TextMap:
    return J.object([&] {
      J.attribute("type", "object");
      J.attributeBegin("additionalProperties");
      reference("text");
      J.attributeEnd();
    });
  }
  llvm_unreachable("unknown shape");
}

/// The members of an object that has the keys of \p Words and no others.
void SchemaPrinter::fields(ArrayRef<FieldWord> Words) {
  J.attribute("type", "object");
  J.attribute("additionalProperties", false);
  J.attributeArray("required", [&] {
    for (const FieldWord &W : Words)
      if (W.Required)
        J.value(W.Word);
  });
  J.attributeObject("properties", [&] {
    for (const FieldWord &W : Words) {
      J.attributeBegin(W.Word);
      shape(W.Value, W.Words);
      J.attributeEnd();
    }
  });
}

void SchemaPrinter::mainValue(MainValue Value) {
  if (Value != MainValue::Flag)
    return reference("operand");
  J.object([&] { J.attribute("enum", json::Array{true, "result"}); });
}

/// Only the effect's own key is in one alternative and no other, so that an
/// editor which knows the first key offers just what fits it.
void SchemaPrinter::effect(const EffectWord &Effect) {
  J.object([&] {
    J.attribute("type", "object");
    J.attribute("additionalProperties", false);
    J.attributeArray("required", [&] {
      J.value(Effect.Word);
      for (const KeyWord &W : keyWords())
        if (Effect.requires_(W.Id))
          J.value(W.Word);
    });
    J.attributeObject("properties", [&] {
      J.attributeBegin(Effect.Word);
      mainValue(Effect.Value);
      J.attributeEnd();
      for (const KeyWord &W : keyWords()) {
        if (!Effect.allows(W.Id))
          continue;
        J.attributeBegin(W.Word);
        shape(W.Value, W.Words);
        J.attributeEnd();
      }
    });
  });
}

void SchemaPrinter::effects() {
  J.attributeObject("effect", [&] {
    J.attributeArray("oneOf", [&] {
      for (const EffectWord &W : effectWords())
        effect(W);
    });
  });
}

void SchemaPrinter::definitions() {
  J.attributeObject("text", [&] {
    J.attribute("type", "string");
    J.attribute("minLength", 1);
  });
  J.attributeObject("condition", [&] {
    J.attribute("description", "condition or value over argN, result, names of "
                               "macros and enumerators, and integers");
    J.attribute("type", json::Array{"string", "integer"});
  });
  J.attributeObject("operand", [&] {
    J.attribute("description", "argN, &argN, *argN, argN.a.b, "
                               "outer(argN, member), result or lock NAME");
    J.attribute("type", "string");
    J.attribute("pattern", "^([&*]?arg[0-9]|outer\\(|result|lock )");
  });
  J.attributeObject("kind", [&] { fields(kindWords()); });
  J.attributeObject("context", [&] { fields(contextWords()); });
  J.attributeObject("entry", [&] { fields(entryWords()); });
  J.attributeObject("table", [&] { fields(tableWords()); });
  J.attributeObject("handler", [&] { fields(handlerWords()); });
  effects();
}

void SchemaPrinter::print() {
  J.object([&] {
    J.attribute("$schema", "http://json-schema.org/draft-07/schema#");
    J.attribute("title", "locktidy kernel model");
    fields(fileWords());
    J.attributeObject("definitions", [&] { definitions(); });
  });
}

void printModelSchema(raw_ostream &OS) {
  SchemaPrinter(OS).print();
  OS << '\n';
}

} // namespace locktidy
