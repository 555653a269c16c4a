//===- TableReader.cpp - one table of a model file ------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Model/TableReader.h"
#include "Model/Choice.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace locktidy {

std::string TableReader::word(const YamlNode &Node) {
  return Words.isWord(Node, "a text") ? Node.Text : "";
}

static bool equality(const Condition &C) {
  const Condition::Node &Root = C.Nodes.back();
  if (Root.Kind != Condition::Eq || C.Nodes[Root.A].Kind != Condition::Arg)
    return false;
  Condition::Op Value = C.Nodes[Root.B].Kind;
  return Value == Condition::Int || Value == Condition::Name;
}

/// What a handler's name stands for: a context alone, or a map.
HandlerTable::Handler TableReader::handler(const YamlNode &Node) {
  HandlerTable::Handler H;
  if (Node.Kind != YamlNode::Map) {
    H.Context = Words.contextName(Node);
    return H;
  }
  bool Given = false;
  for (auto [Key, V] : zip_equal(Node.Keys, Node.Items)) {
    if (!knownKey(Errors, Key, "a handler", handlerWords()))
      continue;
    if (Key.Text == "context") {
      H.Context = Words.contextName(V);
      Given = true;
    } else if (Key.Text == "lock") {
      H.Lock = Words.operand(V);
    } else if (Key.Text == "kind") {
      H.LockKind = Words.kindName(V);
    } else if (Key.Text == "argument-by") {
      H.ArgumentBy = word(V);
    } else if (Key.Text == "resumed-if") {
      H.ResumedIf = Words.condition(V);
      if (!H.ResumedIf.empty() && !equality(H.ResumedIf))
        Errors.report(V.At,
                      "'resumed-if' needs an argument and its value, such "
                      "as 'arg1 == DDI_RESUME'");
    }
  }
  if (!Given)
    Errors.report(Node.At, "a handler needs 'context'");
  return H;
}

void TableReader::handlers(const YamlNode &Map, HandlerTable &Out) {
  if (Map.Kind != YamlNode::Map) {
    Errors.report(Map.At, "expected a map from a handler's name to a context");
    return;
  }
  for (auto [Key, V] : zip_equal(Map.Keys, Map.Items)) {
    Out.Handlers.push_back(handler(V));
    Out.Handlers.back().Name = Key.Text;
  }
}

void TableReader::check(const YamlNode &Node, const HandlerTable &T) {
  if (T.Record.empty())
    Errors.report(Node.At, "a table needs 'record': the struct's tag or the "
                           "typedef's name");
  if (T.Source.empty())
    Errors.report(Node.At, "a table needs 'source': the man page or header "
                           "that says so");
  if (T.Handlers.empty())
    Errors.report(Node.At, "a table needs 'handlers'");
  if (T.LockIf.empty() != T.Flags.empty())
    Errors.report(Node.At, "'lock-if' and 'flags' need each other: arg0 of the "
                           "one is the value of the other");
  for (const HandlerTable::Handler &H : T.Handlers)
    if (bool(H.Lock) == H.LockKind.empty())
      Errors.report(Node.At, "'lock' and 'kind' need each other");
}

HandlerTable TableReader::read(const YamlNode &Node) {
  HandlerTable Out;
  if (Node.Kind != YamlNode::Map) {
    Errors.report(Node.At, "expected a table such as '{record: ...}'");
    return Out;
  }
  HandlerTable::Handler All;
  for (auto [Key, V] : zip_equal(Node.Keys, Node.Items)) {
    StringRef W = Key.Text;
    if (!knownKey(Errors, Key, "a table", tableWords()))
      continue;
    if (W == "record")
      Out.Record = word(V);
    else if (W == "source")
      Out.Source = word(V);
    else if (W == "field")
      Out.Field = word(V);
    else if (W == "flags")
      Out.Flags = word(V);
    else if (W == "lock-if")
      Out.LockIf = Words.condition(V);
    else if (W == "lock")
      All.Lock = Words.operand(V);
    else if (W == "kind")
      All.LockKind = Words.kindName(V);
    else
      handlers(V, Out);
  }
  for (HandlerTable::Handler &H : Out.Handlers)
    if (!H.Lock) {
      H.Lock = All.Lock;
      H.LockKind = All.LockKind;
    }
  Out.Line = Errors.lineOf(Node.At);
  check(Node, Out);
  return Out;
}

} // namespace locktidy
