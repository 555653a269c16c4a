//===- EffectReader.cpp - one effect of a model file ----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Model/EffectReader.h"
#include "Model/Choice.h"
#include "Model/Condition.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

using namespace llvm;

namespace locktidy {

// Where the values of the keys that are conditions and operands go.
static constexpr std::pair<Key, Condition EffectSpec::*> Conditions[] = {
    {Key::SharedIf, &EffectSpec::SharedIf},
    {Key::Waits, &EffectSpec::Waits},
    {Key::Failure, &EffectSpec::Failure},
    {Key::When, &EffectSpec::When},
    {Key::WhenSure, &EffectSpec::WhenSure},
    {Key::LockIf, &EffectSpec::LockIf},
    {Key::KeepsDropped, &EffectSpec::KeepsDropped},
    {Key::Timeout, &EffectSpec::Timeout},
    {Key::Until, &EffectSpec::Until},
    {Key::Signals, &EffectSpec::Signals},
    {Key::Results, &EffectSpec::Results},
    {Key::NeverNull, &EffectSpec::NeverNull},
    {Key::Giant, &EffectSpec::Giant},
    {Key::Recursive, &EffectSpec::RecursiveIf},
    {Key::Nested, &EffectSpec::NestedIf},
    {Key::AnyThread, &EffectSpec::AnyThreadIf},
    {Key::Amount, &EffectSpec::Amount},
    {Key::Answer, &EffectSpec::Answer},
};
static constexpr std::pair<Key, Operand EffectSpec::*> Operands[] = {
    {Key::Interlock, &EffectSpec::Lock}, {Key::Lock, &EffectSpec::Lock},
    {Key::Handle, &EffectSpec::Channel}, {Key::Argument, &EffectSpec::Argument},
    {Key::Cookie, &EffectSpec::Cookie},  {Key::Label, &EffectSpec::Label},
    {Key::Type, &EffectSpec::Type},
    {Key::SavedIn, &EffectSpec::Argument},
};

bool EffectReader::isWord(const YamlNode &Node, StringRef What) {
  if (Node.Kind == YamlNode::Scalar && !Node.Text.empty())
    return true;
  Errors.report(Node.At, "expected " + What);
  return false;
}

template <typename T>
T EffectReader::parsed(const YamlNode &Node, StringRef What,
                       std::optional<T> (*Parse)(StringRef, TextError &)) {
  if (!isWord(Node, What))
    return {};
  TextError E;
  std::optional<T> Out = Parse(Node.Text, E);
  if (!Out) {
    Errors.report(Node.at(E.Offset), E.Message);
    return {};
  }
  return std::move(*Out);
}

Condition EffectReader::condition(const YamlNode &Node) {
  return parsed(Node, "a condition", parseCondition);
}

Operand EffectReader::operand(const YamlNode &Node) {
  return parsed(Node, "an operand", parseOperand);
}

CallForm EffectReader::callForm(const YamlNode &Node) {
  return parsed(Node, "a call", parseCallForm);
}

std::string EffectReader::declared(const YamlNode &Node,
                                   const StringSet<> &Names, StringRef What) {
  if (!isWord(Node, "the name of a " + What.str()))
    return "";
  if (Names.contains(Node.Text))
    return Node.Text;
  SmallVector<StringRef> Valid(Names.keys());
  llvm::sort(Valid);
  Errors.report(Node.At, What + " '" + Node.Text + "' is not declared" +
                             suggestion(Node.Text, Valid));
  return "";
}

std::string EffectReader::kindName(const YamlNode &Node) {
  return declared(Node, Kinds, "lock kind");
}

std::string EffectReader::contextName(const YamlNode &Node) {
  return declared(Node, Contexts, "context");
}

/// The one key that names an effect; \p Where is its index.
const EffectWord *EffectReader::mainWord(const YamlNode &Node, size_t &Where) {
  const EffectWord *Found = nullptr;
  for (auto [I, K] : enumerate(Node.Keys)) {
    const EffectWord *W = find_if(
        effectWords(), [&](const EffectWord &W) { return W.Word == K.Text; });
    if (W == effectWords().end())
      continue;
    if (Found) {
      Errors.report(K.At, "a second effect '" + K.Text +
                              "' in one map; write two list items");
      return Found;
    }
    Found = W;
    Where = I;
  }
  return Found;
}

EffectSpec EffectReader::read(const YamlNode &Node) {
  EffectSpec Out;
  if (Node.Kind != YamlNode::Map) {
    Errors.report(Node.At, "expected an effect such as '{acquire: arg0}'");
    return Out;
  }
  SmallVector<StringRef> Effects, All;
  for (const EffectWord &W : effectWords())
    Effects.push_back(W.Word);
  All = Effects;
  for (const KeyWord &W : keyWords())
    All.push_back(W.Word);

  size_t Main = 0;
  const EffectWord *Effect = mainWord(Node, Main);
  uint64_t Given = 0;
  bool Unknown = false;
  for (auto [I, K] : enumerate(Node.Keys)) {
    const KeyWord *W =
        find_if(keyWords(), [&](const KeyWord &W) { return W.Word == K.Text; });
    if (Effect && I == Main) {
      mainValue(*Effect, Node.Items[I], Out);
    } else if (W == keyWords().end()) {
      if (is_contained(Effects, K.Text))
        continue; // the second effect, reported already
      Unknown = true;
      Errors.report(K.At, "unknown key '" + K.Text + "' in an effect" +
                              suggestion(K.Text, Effect ? All : Effects));
    } else if (Effect && !Effect->allows(W->Id)) {
      Errors.report(K.At, "key '" + K.Text + "' does not fit effect '" +
                              Effect->Word + "'");
    } else {
      Given |= uint64_t(1) << unsigned(W->Id);
      value(W->Id, Node.Items[I], Out);
    }
  }
  if (!Effect) {
    // A misspelt effect has been reported as an unknown key.
    if (!Unknown)
      Errors.report(Node.At, "no effect in this map: expected one of acquire, "
                             "release, wait, ...");
    return Out;
  }
  for (const KeyWord &W : keyWords())
    if (Effect->requires_(W.Id) && !(Given >> unsigned(W.Id) & 1))
      Errors.report(Node.At,
                    "effect '" + Effect->Word + "' needs key '" + W.Word + "'");
  return Out;
}

void EffectReader::mainValue(const EffectWord &W, const YamlNode &Value,
                             EffectSpec &Out) {
  Out.Kind = W.Kind;
  switch (W.Value) {
  case MainValue::Lock:
    Out.Lock = operand(Value);
    return;
  case MainValue::Channel:
    Out.Channel = operand(Value);
    return;
  case MainValue::Handler:
    Out.Handler = operand(Value);
    return;
  case MainValue::Argument:
    Out.Argument = operand(Value);
    return;
  case MainValue::Flag:
    if (isWord(Value, "'true' or 'result'") && Value.Text != "true" &&
        Value.Text != "result")
      Errors.report(Value.At,
                    "expected 'true' or 'result' for '" + W.Word + "'");
    return;
  }
}

void EffectReader::kindIfs(const YamlNode &List, EffectSpec &Out) {
  static constexpr StringLiteral Form =
      "expected a list of '{when: CONDITION, kind: NAME}'";
  if (List.Kind != YamlNode::List) {
    Errors.report(List.At, Form);
    return;
  }
  for (const YamlNode &Item : List.Items) {
    EffectSpec::KindIf K;
    if (Item.Kind != YamlNode::Map || Item.Keys.size() != 2) {
      Errors.report(Item.At, Form);
      continue;
    }
    for (auto [Word, Value] : zip_equal(Item.Keys, Item.Items)) {
      if (Word.Text == "when")
        K.When = condition(Value);
      else if (Word.Text == "kind")
        K.LockKind = kindName(Value);
      else
        Errors.report(Word.At, Form);
    }
    Out.KindIfs.push_back(std::move(K));
  }
}

void EffectReader::value(Key K, const YamlNode &V, EffectSpec &Out) {
  for (auto [Of, Member] : Conditions)
    if (Of == K)
      Out.*Member = condition(V);
  for (auto [Of, Member] : Operands)
    if (Of == K)
      Out.*Member = operand(V);

  switch (K) {
  case Key::Kind:
    Out.LockKind = kindName(V);
    return;
  case Key::KindIf:
    kindIfs(V, Out);
    return;
  case Key::Mode:
    Out.ModeGiven = true;
    Out.Mode = choice<LockMode>(
        Errors, V,
        {{"exclusive", LockMode::Exclusive}, {"shared", LockMode::Shared}});
    return;
  case Key::Success:
    Out.Succeeds = choice<Success>(Errors, V,
                                   {{"nonzero", Success::NonZero},
                                    {"zero", Success::Zero},
                                    {"no-errno", Success::NoErrno},
                                    {"nonnegative", Success::NonNegative}});
    return;
  case Key::Interrupts:
    Out.Interrupts = choice<Masking>(Errors, V,
                                     {{"soft", Masking::Soft},
                                      {"hard", Masking::Hard},
                                      {"saved", Masking::Saved}});
    return;
  case Key::Context:
    Out.Context = contextName(V);
    return;
  case Key::Level:
    if (isWord(V, "the name of a level"))
      Out.Level = V.Text;
    return;
  case Key::Stub:
    Out.Stub =
        choice<EffectSpec::StubRule>(Errors, V,
                                     {{"always", EffectSpec::AlwaysStub},
                                      {"visible", EffectSpec::IfVisibleStub}});
    return;
  case Key::Args:
    if (isWord(V, "a number of arguments") &&
        (StringRef(V.Text).getAsInteger(10, Out.Args) || Out.Args == 0 ||
         Out.Args > 32))
      Errors.report(V.At, "expected a number of arguments from 1 to 32");
    return;
  default: // read by the tables
    return;
  }
}

} // namespace locktidy
