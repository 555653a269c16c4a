//===- Hosted.cpp - programs that are no part of a kernel -----------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Lower/Hosted.h"
#include "clang/Lex/DependencyDirectivesScanner.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;
using namespace clang::dependency_directives_scan;

/// Headers of POSIX and ISO C of which no kernel has one of that name.
static bool isHosted(llvm::StringRef Header) {
  return Header == "<stdio.h>" || Header == "<stdlib.h>" ||
         Header == "<unistd.h>";
}

bool locktidy::isHostedProgram(llvm::StringRef Text) {
  llvm::SmallVector<Token, 64> Tokens;
  llvm::SmallVector<Directive, 32> Directives;
  if (clang::scanSourceForDependencyDirectives(Text, Tokens, Directives))
    return false;
  unsigned Depth = 0;
  for (const Directive &D : Directives)
    switch (D.Kind) {
    case pp_if:
    case pp_ifdef:
    case pp_ifndef:
      ++Depth;
      break;
    case pp_endif:
      --Depth;
      break;
    case pp_include:
      if (!Depth && llvm::any_of(D.Tokens, [&](const Token &T) {
            return isHosted(Text.substr(T.Offset, T.Length));
          }))
        return true;
      break;
    default:
      break;
    }
  return false;
}
