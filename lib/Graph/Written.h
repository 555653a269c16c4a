//===- Written.h - source text that a fix may replace -----------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a rule cannot know of a call, since it knows no source: where its text
// ends, whether the statement can go, and how another call would be written
// with the same arguments. Noted by lowering, for the few calls that a fix may
// change.
//
//   int s, error;           variable s: "s, " can go, mentioned here and twice
//   s = splbio();           raise: the line can go; uses s
//   tsleep(sc, PZERO,       Others: "msleep(sc, " <lock> ", PZERO,\n  ..., 0)"
//       "wait", 0);
//   splx(s);                restore: the line can go; uses s
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_GRAPH_WRITTEN_H
#define LOCKTIDY_GRAPH_WRITTEN_H

#include "Graph/Ids.h"
#include <cstdint>
#include <vector>

namespace locktidy {

/// Text of one file from a place up to, without, another; none where there is
/// no text that could be replaced.
struct Span {
  StringId File;
  uint32_t Line = 0, Column = 0, EndLine = 0, EndColumn = 0;
  explicit operator bool() const { return Line != 0; }
  bool operator==(const Span &) const = default;
};

/// Another call that does the same otherwise.
struct OtherCall {
  StringId Kind; ///< of the lock that it gives up meanwhile: its address stands
                 ///< between Before and After; none: it takes a span of time
  StringId Before, After;
};

struct WrittenCall {
  uint32_t Line = 0, Column = 0; ///< where its events are (Event::Pos)
  Span Call;                     ///< `tsleep(sc, PZERO, "wait", 0)`
  Span Statement; ///< what can go when the call is not wanted: all that stands
                  ///< there is this call, and what it takes from, or gives to,
                  ///< Variable
  LocalId Variable;
  std::vector<OtherCall> Others;
};

/// A local variable, or parameter, that a WrittenCall names.
struct WrittenVariable {
  LocalId Variable;
  StringId Record;  ///< what it points at, as FieldInfo::Record
  Span Declaration; ///< what can go with the variable: `s, ` of `int s, error;`
  uint32_t Mentions = 0; ///< places that name it, without the declaration
};

} // namespace locktidy

#endif
