//===- PartialValue.h - what is known of the bits of a value ----*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a store leaves in memory, bit by bit, as far as constants tell:
//
//   sc->flags |= 8;    bit 3 is one, the others are as before
//   sc->flags = x;     nothing is known
//
// and what a condition on that memory is then.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_PARTIALVALUE_H
#define LOCKTIDY_SOLVE_PARTIALVALUE_H

#include "Graph/LockGraph.h"
#include <optional>

namespace locktidy {

/// A field, whatever the object, or a global.
struct Place {
  ExprKind Kind = ExprKind::Unknown; ///< Field or Global
  uint32_t Symbol = 0;
  auto operator<=>(const Place &) const = default;
};

/// The place at \p Address.
std::optional<Place> placeAt(const FunctionGraph &G, ExprId Address);

/// A bit in none of the sets may be anything.
struct PartialValue {
  uint64_t One = 0, Zero = 0;
  uint64_t Kept = 0; ///< as it was

  static PartialValue unchanged() { return {0, 0, ~uint64_t(0)}; }
  static PartialValue of(int64_t V) { return {uint64_t(V), ~uint64_t(V), 0}; }

  /// This one's place had the value \p Before.
  PartialValue after(const PartialValue &Before) const;
  /// What both say.
  PartialValue meet(const PartialValue &Other) const;
  bool operator==(const PartialValue &) const = default;
};

enum class Truth : uint8_t {
  False,
  True,
  Kept, ///< as it was
  Unknown,
};

/// The value of \p E when memory at \p Of is \p Value, and nothing is known of
/// other memory.
PartialValue evaluate(const FunctionGraph &G, ExprId E, Place Of,
                      PartialValue Value);

Truth truthOf(PartialValue Condition);

} // namespace locktidy

#endif
