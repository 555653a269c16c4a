//===- Components.cpp - strongly connected components ---------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Components.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

using namespace locktidy;

Components locktidy::findComponents(uint32_t NumNodes,
                                    const std::vector<uint32_t> &Roots,
                                    Successors Next) {
  struct Frame {
    uint32_t Node;
    llvm::SmallVector<uint32_t, 4> Next;
    size_t Done = 0;
  };
  Components Out;
  Out.Of.assign(NumNodes, ~0u);
  std::vector<uint32_t> Index(NumNodes, ~0u), Low(NumNodes), Stack;
  std::vector<bool> OnStack(NumNodes);
  std::vector<Frame> Frames;
  uint32_t Counter = 0;
  auto Open = [&](uint32_t N) {
    Index[N] = Low[N] = Counter++;
    Stack.push_back(N);
    OnStack[N] = true;
    Frames.push_back({N, Next(N)});
  };
  auto Close = [&](uint32_t N) {
    std::vector<uint32_t> &Members = Out.Members.emplace_back();
    for (uint32_t M = ~0u; M != N;) {
      M = Stack.back();
      Stack.pop_back();
      OnStack[M] = false;
      Out.Of[M] = Out.Members.size() - 1;
      Members.push_back(M);
    }
    llvm::sort(Members);
  };
  for (uint32_t Root : Roots) {
    if (Index[Root] == ~0u)
      Open(Root);
    while (!Frames.empty()) {
      Frame &Top = Frames.back();
      uint32_t N = Top.Node;
      if (Top.Done != Top.Next.size()) {
        uint32_t S = Top.Next[Top.Done++];
        if (Index[S] == ~0u)
          Open(S);
        else if (OnStack[S])
          Low[N] = std::min(Low[N], Index[S]);
        continue;
      }
      Frames.pop_back();
      Out.Post.push_back(N);
      if (!Frames.empty())
        Low[Frames.back().Node] = std::min(Low[Frames.back().Node], Low[N]);
      if (Low[N] == Index[N])
        Close(N);
    }
  }
  return Out;
}
