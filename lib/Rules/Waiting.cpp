//===- Waiting.cpp - what rules ask of a wait -----------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/Waiting.h"
#include "Solve/Regions.h"

using namespace locktidy;

bool locktidy::mayBeSet(const FunctionGraph &G, ExprId Operand) {
  return Operand && !(G.expr(Operand).Kind == ExprKind::Const &&
                      G.expr(Operand).Value == 0);
}

bool locktidy::isLimited(const FunctionGraph &G, const Event &Wait) {
  return mayBeSet(G, Wait.Timeout);
}

std::optional<uint32_t> locktidy::onlyBlockBefore(const FunctionGraph &G,
                                                  uint32_t Block) {
  std::optional<uint32_t> From;
  for (uint32_t B = 0; B != G.Blocks.size(); ++B)
    for (BlockId S : successors(G.Blocks[B]))
      if (S.Index == Block && From && *From != B)
        return std::nullopt;
      else if (S.Index == Block)
        From = B;
  return From;
}
