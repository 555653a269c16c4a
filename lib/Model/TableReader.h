//===- TableReader.h - one table of a model file ----------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the YAML of a table of handlers to a HandlerTable. A lock, and its kind,
// given to the table is that of each handler which does not give its own.
//
//   record: struct cdevsw
//   source: driver(9)
//   handlers: {d_open: entry, d_strategy: {context: strategy, lock: lock
//   Giant}}
//     -> Record "struct cdevsw", Handlers {d_open, "entry"}, {d_strategy, ...}
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_MODEL_TABLEREADER_H
#define LOCKTIDY_MODEL_TABLEREADER_H

#include "Model/EffectReader.h"

namespace locktidy {

class TableReader {
public:
  TableReader(YamlErrors &E, EffectReader &Words) : Errors(E), Words(Words) {}

  HandlerTable read(const YamlNode &Node);

private:
  void handlers(const YamlNode &Map, HandlerTable &Out);
  HandlerTable::Handler handler(const YamlNode &Node);
  void check(const YamlNode &Node, const HandlerTable &T);
  std::string word(const YamlNode &Node);

  YamlErrors &Errors;
  EffectReader &Words;
};

} // namespace locktidy

#endif
