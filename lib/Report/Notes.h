//===- Notes.h - what is said below a finding -------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A finding in, its notes out, in the order in which they are printed: the
// steps of each path, then where else its cause shows, then what running
// kernels did with its locks, then what the finding assumes, then how many other paths lead to it. Tool and plugin print the same
// notes.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_REPORT_NOTES_H
#define LOCKTIDY_REPORT_NOTES_H

#include "Rules/Finding.h"
#include <string>
#include <vector>

namespace locktidy {

struct Note {
  Location Where;
  std::string Text;
  bool Quotes = true; ///< the source line at Where belongs to it
};

std::vector<Note> notesOf(const Finding &F);

} // namespace locktidy

#endif
