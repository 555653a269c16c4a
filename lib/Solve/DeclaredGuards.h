//===- DeclaredGuards.h - what authors say guards their data ----*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the contracts of a program, for each place of its data:
//
//   _NOTE(MUTEX_PROTECTS_DATA(foo::lock, foo))          foo::lock guards all
//   _NOTE(DATA_READABLE_WITHOUT_LOCK(foo::state))       reading state is free
//   _NOTE(SCHEME_PROTECTS_DATA("one reader", foo::in))  nothing guards in
//   _NOTE(READ_ONLY_DATA(foo::unit))                    nobody writes unit
//
// The last note about a place says who guards it; what may be read stays so.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_DECLAREDGUARDS_H
#define LOCKTIDY_SOLVE_DECLAREDGUARDS_H

#include "Solve/Solved.h"

namespace locktidy {

struct DeclaredGuard {
  LockClass Lock; ///< none: no lock of the program is asked for
  bool ReadFree = false;
  bool ReadOnly = false; ///< nobody writes once others can see it
  Position Pos; ///< of the note
};

class DeclaredGuards {
public:
  explicit DeclaredGuards(const SolvedProgram &P);

  /// What is said of a place (a number in SolvedProgram::Data).
  std::optional<DeclaredGuard> of(uint32_t Place) const;

  /// Where it is said, in the order of the notes, who guards it.
  std::vector<Position> saidAt(uint32_t Place) const;

private:
  struct Note {
    ContractKind Kind;
    LockClass Lock;
    Position Pos;
    std::vector<DataPlace> Data;
  };

  std::vector<uint32_t> notesOf(uint32_t Place) const;

  const SolvedProgram &P;
  std::vector<Note> Notes;
  std::map<StringId, std::vector<uint32_t>> OfRecord; ///< all of its fields
  /// By the last field that a note names, and by global.
  std::map<uint32_t, std::vector<uint32_t>> OfField, OfGlobal;
};

} // namespace locktidy

#endif
