//===- LockdepText.cpp - the lines by which lockdep says things -----------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Observed/LockdepText.h"
#include "Observed/Lines.h"

using namespace locktidy;
using llvm::StringRef;

std::optional<LoggedLock> locktidy::lockOf(StringRef Line) {
  size_t Begin = Line.find('('), End = Line.find("){");
  if (Begin == StringRef::npos || End == StringRef::npos || End <= Begin)
    return std::nullopt;
  LoggedLock Out;
  Out.Name = Line.slice(Begin + 1, End).str();
  auto [Before, At] = Line.substr(End).split(" at: ");
  if (auto Function = stackFunction(At)) {
    Out.Functions.push_back(Function->str());
    Out.At = placeIn(At);
  }
  return Out;
}

bool locktidy::isSaid(const Prompt &P, StringRef Line) {
  bool EndsLine = P.Text.ends_with(":") || P.Text.ends_with("!");
  return EndsLine ? Line.ends_with(P.Text) : Line.contains(P.Text);
}
