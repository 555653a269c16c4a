//===- Pairings.cpp - taken and given up by the same words ----------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Pairings.h"
#include "Solve/LockClass.h"
#include "Solve/Regions.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <optional>

using namespace locktidy;

namespace {

/// A branch, and the arm on which its words hold.
struct Asking {
  uint32_t Branch;
  bool Truth;
};

class Finder {
public:
  explicit Finder(const FunctionGraph &G) : G(G) {}

  /// Calls \p Found(acquire, release, what asks for the second time, answer,
  /// whether that is about the object).
  template <typename Fn> void run(Fn Found);

private:
  void findLocks();
  void findAskings();
  template <typename Fn> void findObjects(Fn Found);
  template <typename Fn>
  void findPairs(llvm::ArrayRef<Asking> By, llvm::ArrayRef<EventRef> Taken,
                 llvm::ArrayRef<EventRef> Given, Fn Found);
  ExprId objectAt(EventRef At) const;
  bool isReplaced(EventRef Acquire, EventRef Release) const;
  std::vector<Asking> askingsFor(EventRef At);
  bool isWrittenHere(ExprId Words) const;
  std::optional<bool> deciding(const Asking &By, uint32_t Block);

  const FunctionGraph &G;
  std::map<ExprId, std::vector<Asking>> Askings; ///< by their words
  std::map<ExprId, std::vector<EventRef>> Acquires, Releases; ///< by lock
  std::optional<Regions> Of;  ///< made when first needed
  std::vector<uint32_t> Rank; ///< reverse postorder number of a block
};

} // namespace

/// Whether the function stores to a variable or field that \p Words read.
bool Finder::isWrittenHere(ExprId Words) const {
  const Expr &X = G.expr(Words);
  if (X.Kind == ExprKind::Load) {
    const Expr &From = G.expr(X.A);
    for (const Block &B : G.Blocks)
      for (const Event &E : B.Events) {
        if (E.Kind != EventKind::Store && E.Kind != EventKind::Clobber)
          continue;
        const Expr &To = G.expr(E.Address);
        if (To.Kind == From.Kind && To.Symbol == From.Symbol)
          return true;
      }
  }
  return (X.A && isWrittenHere(X.A)) || (X.B && isWrittenHere(X.B));
}

void Finder::findAskings() {
  for (uint32_t B = 0; B != G.Blocks.size(); ++B) {
    const Terminator &T = G.Blocks[B].Term;
    if (T.Kind != TermKind::Branch)
      continue;
    ExprId Words = T.Cond;
    bool Truth = true;
    for (; G.expr(Words).Kind == ExprKind::Not; Words = G.expr(Words).A)
      Truth = !Truth;
    Askings[Words].push_back({B, Truth});
  }
}

/// On which answer \p Block is come to, if on one only.
std::optional<bool> Finder::deciding(const Asking &By, uint32_t Block) {
  if (!Of)
    Of.emplace(G);
  const Terminator &T = G.Blocks[By.Branch].Term;
  bool Then = Of->armContains(By.Branch, T.Then, Block);
  if (Then == Of->armContains(By.Branch, T.Else, Block))
    return std::nullopt;
  return Then == By.Truth;
}

/// The object whose lock is touched.
ExprId Finder::objectAt(EventRef At) const {
  ExprId Base = G.Blocks[At.Block].Events[At.Index].Lock;
  while (G.expr(Base).Kind == ExprKind::Field ||
         G.expr(Base).Kind == ExprKind::Index)
    Base = G.expr(Base).A;
  return Base;
}

/// Both are named by one variable, which gets another object between them (as
/// the blocks are ordered).
bool Finder::isReplaced(EventRef Acquire, EventRef Release) const {
  ExprId Object = objectAt(Acquire);
  if (Object != objectAt(Release) || G.expr(Object).Kind != ExprKind::Load)
    return false;
  auto Place = [&](EventRef At) { return std::pair(Rank[At.Block], At.Index); };
  for (uint32_t B = 0; B != G.Blocks.size(); ++B)
    for (uint32_t I = 0; I != G.Blocks[B].Events.size(); ++I) {
      const Event &E = G.Blocks[B].Events[I];
      ExprId Variable = G.expr(Object).A;
      bool Sets = E.Address == Variable ||
                  (E.Result && G.expr(Variable).Kind == ExprKind::Local &&
                   E.Result.Index == G.expr(Variable).Symbol);
      if (Sets && Place(Acquire) < Place({B, I}) &&
          Place({B, I}) < Place(Release))
        return true;
    }
  return false;
}

/// The branches that ask whether the object is there whose lock is touched.
std::vector<Asking> Finder::askingsFor(EventRef At) {
  ExprId Base = objectAt(At);
  auto It =
      G.expr(Base).Kind == ExprKind::Load ? Askings.find(Base) : Askings.end();
  return It == Askings.end() ? std::vector<Asking>() : It->second;
}

template <typename Fn> void Finder::findObjects(Fn Found) {
  std::map<LockClass, std::vector<EventRef>> Taken, Given;
  for (const auto &[Lock, At] : Acquires)
    llvm::append_range(Taken[lockClassOf(G, Lock)], At);
  for (const auto &[Lock, At] : Releases)
    llvm::append_range(Given[lockClassOf(G, Lock)], At);
  for (const auto &[Class, Acquires] : Taken) {
    const std::vector<EventRef> &Releases = Given[Class];
    if (!Class || Acquires.size() != 1 || Releases.size() != 1 ||
        isReplaced(Acquires[0], Releases[0]))
      continue;
    for (const Asking &First : askingsFor(Acquires[0]))
      for (const Asking &Second : askingsFor(Releases[0]))
        if (Rank[First.Branch] < Rank[Second.Branch] &&
            deciding(First, Acquires[0].Block) == true &&
            deciding(Second, Releases[0].Block) == true)
          Found(Acquires[0], Releases[0], Second, true, /*OfObject=*/true);
  }
}

void Finder::findLocks() {
  for (uint32_t B = 0; B != G.Blocks.size(); ++B)
    for (uint32_t I = 0; I != G.Blocks[B].Events.size(); ++I) {
      const Event &E = G.Blocks[B].Events[I];
      if (E.Kind != EventKind::Effect || !E.Lock)
        continue;
      if (E.Effect == EffectKind::Acquire)
        Acquires[E.Lock].push_back({B, I});
      else if (E.Effect == EffectKind::Release)
        Releases[E.Lock].push_back({B, I});
    }
}

template <typename Fn>
void Finder::findPairs(llvm::ArrayRef<Asking> By,
                       llvm::ArrayRef<EventRef> Taken,
                       llvm::ArrayRef<EventRef> Given, Fn Found) {
  for (const Asking &First : By)
    for (EventRef Acquire : Taken)
      if (std::optional<bool> Answer = deciding(First, Acquire.Block))
        for (const Asking &Second : By)
          for (EventRef Release : Given)
            if (Rank[First.Branch] < Rank[Second.Branch] &&
                deciding(Second, Release.Block) == Answer &&
                !deciding(Second, Acquire.Block) &&
                !deciding(First, Release.Block))
              Found(Acquire, Release, Second, *Answer, /*OfObject=*/false);
}

template <typename Fn> void Finder::run(Fn Found) {
  findLocks();
  if (Acquires.empty() || Releases.empty())
    return;
  findAskings();
  Components All = findLoops(G);
  Rank.assign(G.Blocks.size(), ~0u);
  for (uint32_t I = 0; I != All.Post.size(); ++I)
    Rank[All.Post[I]] = All.Post.size() - I;
  findObjects(Found);
  for (const auto &[Words, By] : Askings)
    if (By.size() > 1 && !isWrittenHere(Words))
      for (const auto &[Lock, Taken] : Acquires)
        if (auto Given = Releases.find(Lock); Given != Releases.end())
          findPairs(By, Taken, Given->second, Found);
}

Pairings::Pairings(const FunctionGraph &G) {
  Finder(G).run([&](EventRef Acquire, EventRef Release, const Asking &Second,
                    bool Answer, bool OfObject) {
    if (OfObject)
      OfObjects.insert(Release);
    Skipped.insert({Second.Branch, Answer != Second.Truth, Acquire});
    Paired.insert(Release);
  });
}
