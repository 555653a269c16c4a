//===- Expr.h - the expressions of a lock graph -----------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Addresses and values are expressions over the function's locals. A lock is
// the *address* of its object; memory is read by Load alone:
//
//   int f(struct softc *sc) { mtx_lock(&sc->mtx); if (sc->flags & 4) ... }
//
//   &sc->mtx          Field(Load(Local sc), mtx)
//   sc->flags & 4     And(Load(Field(Load(Local sc), flags)), Const 4)
//
// `Local x` is the address of the slot of x, so its value is Load(Local x); a
// global is the same with Global. `&a[i]` is Index(a, i); index 0 of an array
// is the array itself. container_of and casts between pointers vanish.
// Operators are normalised: there is no Ne, Gt, Ge, Le; each is written with
// Eq, Lt and Not, so that one condition has one form whatever its polarity.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_GRAPH_EXPR_H
#define LOCKTIDY_GRAPH_EXPR_H

#include "Graph/Ids.h"

namespace locktidy {

enum class ExprKind : uint8_t {
  Const,    ///< Value
  Unknown,  ///< a value the graph cannot express; new at each evaluation
  Local,    ///< address of the slot of local Symbol
  Global,   ///< address of global Symbol
  Function, ///< address of function Symbol
  Field,    ///< address of field Symbol in the record at address A
  Index,    ///< address of element B of the array at address A
  Load,     ///< the value in memory at address A (B: Builder.h, load())
  Outer,    ///< address of the record whose field Symbol is at A (container_of)
  Not,      ///< A == 0
  Neg,
  BitNot,
  Add,
  Sub,
  Mul,
  Div,
  Rem,
  And,
  Or,
  Xor,
  Shl,
  Shr,
  Eq,    ///< A == B
  Lt,    ///< A < B
  Apply, ///< what function Symbol returns for A and B (none: fewer arguments),
         ///< equal for equal ones: `device_get_softc(dev)`
};

/// One node; the nodes of a function are interned, so equal ids mean equal
/// expressions (Unknown excepted, which is never shared).
struct Expr {
  ExprKind Kind = ExprKind::Unknown;
  ExprId A, B;
  uint32_t Symbol = 0; ///< LocalId, GlobalId, FunctionId or FieldId by Kind
  int64_t Value = 0;   ///< of a Const; a serial number of an Unknown

  bool operator==(const Expr &) const = default;
};

} // namespace locktidy

#endif
