//===- Ids.h - typed indices ------------------------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Everything in a lock graph is named by a small index into a vector of its
// owner, never by a pointer: graphs are copied, cached and sent to other
// machines. The tag keeps a FieldId from being used as a LocalId.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_GRAPH_IDS_H
#define LOCKTIDY_GRAPH_IDS_H

#include "llvm/ADT/DenseMapInfo.h"
#include <compare>
#include <cstdint>

namespace locktidy {

/// An index with a type. Default-constructed means "none".
template <typename Tag> struct Id {
  static constexpr uint32_t None = ~0u;
  uint32_t Index = None;

  constexpr Id() = default;
  constexpr explicit Id(size_t I) : Index(static_cast<uint32_t>(I)) {}
  constexpr explicit operator bool() const { return Index != None; }
  constexpr auto operator<=>(const Id &) const = default;
};

using StringId = Id<struct StringTag>;     ///< TUGraph::Strings
using FieldId = Id<struct FieldTag>;       ///< TUGraph::Fields
using GlobalId = Id<struct GlobalTag>;     ///< TUGraph::Globals
using FunctionId = Id<struct FunctionTag>; ///< TUGraph::Functions
using LocalId = Id<struct LocalTag>;       ///< FunctionGraph::Locals
using ExprId = Id<struct ExprTag>;         ///< FunctionGraph::Exprs
using BlockId = Id<struct BlockTag>;       ///< FunctionGraph::Blocks

} // namespace locktidy

template <typename Tag> struct llvm::DenseMapInfo<locktidy::Id<Tag>> {
  using T = locktidy::Id<Tag>;
  static T getEmptyKey() { return T(~0u); }
  static T getTombstoneKey() { return T(~0u - 1); }
  static unsigned getHashValue(T I) { return I.Index * 37u; }
  static bool isEqual(T A, T B) { return A == B; }
};

#endif
