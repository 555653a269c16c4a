//===- Regions.cpp - what a branch of a function decides ------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Regions.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

llvm::SmallVector<BlockId, 4> locktidy::successors(const Block &B) {
  llvm::SmallVector<BlockId, 4> Out;
  auto Add = [&](BlockId S) {
    if (S && !llvm::is_contained(Out, S))
      Out.push_back(S);
  };
  switch (B.Term.Kind) {
  case TermKind::Jump:
    Add(B.Term.Then);
    break;
  case TermKind::Branch:
    Add(B.Term.Then);
    Add(B.Term.Else);
    break;
  case TermKind::Switch:
    for (const SwitchCase &C : B.Term.Cases)
      Add(C.Target);
    Add(B.Term.Else);
    break;
  case TermKind::Return:
  case TermKind::Unreachable:
    break;
  }
  return Out;
}

llvm::BitVector locktidy::reachable(const FunctionGraph &G, uint32_t From,
                                    uint32_t Barrier) {
  llvm::BitVector Seen(G.Blocks.size());
  llvm::SmallVector<uint32_t, 16> Todo{From};
  while (!Todo.empty())
    for (BlockId S : successors(G.Blocks[Todo.pop_back_val()]))
      if (S.Index != Barrier && !Seen.test(S.Index)) {
        Seen.set(S.Index);
        Todo.push_back(S.Index);
      }
  return Seen;
}

Components locktidy::findLoops(const FunctionGraph &G) {
  return findComponents(G.Blocks.size(), {0}, [&](uint32_t B) {
    llvm::SmallVector<uint32_t, 4> Next;
    for (BlockId S : successors(G.Blocks[B]))
      Next.push_back(S.Index);
    return Next;
  });
}

Regions::Regions(const FunctionGraph &G) : G(G) {
  if (!G.Blocks.empty())
    findAfter();
}

void Regions::findAfter() {
  uint32_t N = G.Blocks.size();
  Components All = findLoops(G);
  Post = std::move(All.Post);
  // Going back to the first block of a loop that nothing leaves is an exit.
  llvm::BitVector Ends(N);
  std::vector<uint32_t> First(All.Members.size(), ~0u);
  llvm::BitVector Left(All.Members.size());
  for (uint32_t B : llvm::reverse(Post)) {
    if (First[All.Of[B]] == ~0u)
      First[All.Of[B]] = B;
    for (BlockId S : successors(G.Blocks[B]))
      if (All.Of[S.Index] != All.Of[B])
        Left.set(All.Of[B]);
  }
  for (size_t C = 0; C != First.size(); ++C)
    if (!Left.test(C) && First[C] != ~0u)
      Ends.set(First[C]);
  After.assign(N, llvm::BitVector(N, true));
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (uint32_t B : Post) {
      auto Next = successors(G.Blocks[B]);
      llvm::BitVector Now(N, !Next.empty());
      for (BlockId S : Next)
        if (Ends.test(S.Index) && All.Of[S.Index] == All.Of[B])
          Now.reset();
        else
          Now &= After[S.Index];
      Now.set(B);
      Changed |= Now != After[B];
      After[B] = std::move(Now);
    }
  }
}

bool Regions::contains(uint32_t Branch, const llvm::BitVector &Blocks) const {
  llvm::BitVector Seen = After[Branch]; // where to stop
  Seen.reset(Branch); // a loop around it decides whether it comes again
  return reaches(Branch, std::move(Seen), Blocks);
}

bool Regions::armContains(uint32_t Branch, BlockId Arm, uint32_t Block) const {
  llvm::BitVector Seen = After[Branch];
  if (!Arm || Seen.test(Arm.Index))
    return false;
  if (Arm.Index == Block)
    return true;
  llvm::BitVector Blocks(G.Blocks.size());
  Blocks.set(Block);
  return reaches(Arm.Index, std::move(Seen), Blocks);
}

/// Whether a way from \p From comes to one of \p Blocks without one of \p Seen.
bool Regions::reaches(uint32_t From, llvm::BitVector Seen,
                      const llvm::BitVector &Blocks) const {
  llvm::SmallVector<uint32_t, 16> Todo{From};
  while (!Todo.empty())
    for (BlockId S : successors(G.Blocks[Todo.pop_back_val()])) {
      if (Seen.test(S.Index))
        continue;
      if (Blocks.test(S.Index))
        return true;
      Seen.set(S.Index);
      Todo.push_back(S.Index);
    }
  return false;
}

bool Regions::dependsOn(uint32_t Block, uint32_t Branch) const {
  auto Next = successors(G.Blocks[Branch]);
  return Next.size() > 1 && (Block == Branch || !After[Branch].test(Block)) &&
         llvm::any_of(Next,
                      [&](BlockId S) { return After[S.Index].test(Block); });
}

bool Regions::isDecided(uint32_t Block) const {
  return llvm::any_of(Post, [&](uint32_t B) { return dependsOn(Block, B); });
}

BlockId Regions::meeting(uint32_t Branch) const {
  BlockId Nearest;
  size_t Most = 0;
  for (uint32_t B : After[Branch].set_bits())
    if (B != Branch && After[B].count() > Most) {
      Most = After[B].count();
      Nearest = BlockId(B);
    }
  return Nearest;
}
