//===- Conditionals.cpp - the branches of #if in a source -----------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report/Conditionals.h"
#include "Report/CodeText.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <map>

using namespace locktidy;
using llvm::StringRef;

/// A condition that holds in no compilation of C.
static bool neverHolds(StringRef Name, StringRef Condition) {
  if (Name == "ifndef" || Condition.contains('!'))
    return false;
  return Condition == "0" || Condition.contains("__cplusplus");
}

Conditionals::Conditionals(StringRef Code) {
  Branches.emplace_back().Compiled = true;
  Starts.emplace_back(0, 0);
  llvm::SmallVector<unsigned> Open = {0};
  StringRef Guard; // of the directive before
  for (size_t Start = 0, End; Start < Code.size(); Start = End + 1) {
    End = std::min(Code.find('\n', Start), Code.size());
    auto [Name, Rest] = directive(Code.slice(Start, End));
    if (Name.empty())
      continue;
    StringRef Before = std::exchange(Guard, "");
    if (Name.starts_with("if")) {
      Branch B = {Start, Open.back(), neverHolds(Name, Rest)};
      if (Name == "ifndef" && Open.size() == 1)
        Guard = Rest;
      Open.push_back(Branches.size());
      Branches.push_back(B);
    } else if (Name.starts_with("el") && Open.size() > 1) {
      Branch B = {Branches[Open.back()].If, Branches[Open.back()].Outer,
                  neverHolds(Name, Rest)};
      Open.back() = Branches.size();
      Branches.push_back(B);
    } else if (Name == "endif" && Open.size() > 1) {
      Open.pop_back();
    } else {
      if (Name == "define" && !Before.empty() && isAt(Rest, 0, Before))
        Branches.back().Guard = true;
      continue;
    }
    Starts.emplace_back(End + 1, Open.back());
  }
}

unsigned Conditionals::branchAt(size_t At) const {
  auto Next = llvm::upper_bound(
      Starts, At, [](size_t A, const auto &S) { return A < S.first; });
  return std::prev(Next)->second;
}

void Conditionals::setCompiled(size_t At) {
  for (unsigned I = branchAt(At); !Branches[I].Compiled; I = Branches[I].Outer)
    Branches[I].Compiled = true;
}

bool Conditionals::covers(size_t A, size_t B) const {
  unsigned Wanted = branchAt(A), I = branchAt(B);
  while (I > Wanted)
    I = Branches[I].Outer;
  return I == Wanted;
}

bool Conditionals::isUnconditional(size_t At) const {
  unsigned I = branchAt(At);
  return I == 0 || Branches[I].Guard;
}

void Conditionals::blankOthers(std::string &Text) const {
  std::map<size_t, unsigned> KeptOf; // by the #if
  for (unsigned I = 1; I != Branches.size(); ++I) {
    if (Branches[I].Never && !Branches[I].Compiled)
      continue;
    auto [It, New] = KeptOf.try_emplace(Branches[I].If, I);
    if (!New && Branches[I].Compiled && !Branches[It->second].Compiled)
      It->second = I;
  }
  std::vector<bool> Kept = {true};
  for (unsigned I = 1; I != Branches.size(); ++I) {
    auto It = KeptOf.find(Branches[I].If);
    Kept.push_back(Kept[Branches[I].Outer] && It != KeptOf.end() &&
                   It->second == I);
  }
  for (unsigned I = 0; I != Starts.size(); ++I) {
    auto [From, In] = Starts[I];
    size_t To = I + 1 == Starts.size() ? Text.size() : Starts[I + 1].first;
    for (size_t At = From; !Kept[In] && At < std::min(To, Text.size()); ++At)
      if (Text[At] != '\n')
        Text[At] = ' ';
  }
}
