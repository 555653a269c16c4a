//===- Visibility.h - data that notes say no other thread has ---*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where an author says of an object that nobody else can have it, or that its
// data is protected in some other way, nothing is asked of an access:
//
//   _NOTE(NOW_INVISIBLE_TO_OTHER_THREADS(*sp))
//   sp->count = 0;                                  hidden
//   foo_reset(sp);                                  so it is in foo_reset()
//   _NOTE(NOW_VISIBLE_TO_OTHER_THREADS(*sp))
//
// The notes count in the order of the source, for all objects of the record:
// they name an object by an expression, which other functions do not have.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_VISIBILITY_H
#define LOCKTIDY_SOLVE_VISIBILITY_H

#include "Solve/Solved.h"

namespace locktidy {

class Visibility {
public:
  explicit Visibility(const SolvedProgram &P);

  /// Whether a note in the \p I-th function hides what is accessed.
  bool isHidden(uint32_t I, const Access &A) const;

  /// Records of which the \p I-th function has hidden objects at a place;
  /// sorted.
  std::vector<StringId> hiddenAt(uint32_t I, Position At) const;

  /// Whether \p Place is in an object of one of \p Records, sorted.
  bool isIn(uint32_t Place, const std::vector<StringId> &Records) const;

private:
  struct Note {
    Position From;
    bool Hides;                    ///< else it ends
    std::vector<DataPlace> Data;   ///< and what is inside
    std::vector<StringId> Records; ///< sorted
  };
  const SolvedProgram &P;
  /// By function, in the order of the source.
  std::map<FunctionId, std::vector<Note>> Notes;
};

/// What a contract names, in the numbers of the program.
std::vector<DataPlace> contractData(const FunctionGraph &Objects,
                                    const Contract &C);

} // namespace locktidy

#endif
