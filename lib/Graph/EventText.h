//===- EventText.h - parts of a lock graph as text --------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The lines of Print.h one by one, without their places, for those who lay them
// out differently (Report/GraphFormats.h):
//
//   f(sc) -> integer
//   t3 = acquire mtx_trylock sc->mtx (mtx) success=nonzero
//   branch t3 b1 b2
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_GRAPH_EVENTTEXT_H
#define LOCKTIDY_GRAPH_EVENTTEXT_H

#include "Graph/LockGraph.h"
#include <string>

namespace locktidy {

/// All lines of a function, with their places.
std::string functionText(const TUGraph &G, const FunctionGraph &F);
std::string headingText(const TUGraph &G, const FunctionGraph &F);
std::string eventText(const TUGraph &G, const FunctionGraph &F, const Event &E);
std::string terminatorText(const TUGraph &G, const FunctionGraph &F,
                           const Terminator &T);

/// `sc`, `t3` for a temporary.
std::string localName(const TUGraph &G, const FunctionGraph &F, LocalId L);
/// `void`, `integer`.
llvm::StringRef returnName(ReturnKind K);

} // namespace locktidy

#endif
