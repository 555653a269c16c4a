//===- Guard.cpp - conditions on what a function is entered with ----------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Guard.h"
#include "llvm/ADT/STLExtras.h"
#include <optional>

using namespace locktidy;

unsigned locktidy::worth(const Literal &L) {
  return 8 * L.IsFlag + 4 * !L.Assumed + 2 * L.Passed + !L.UnderLock;
}

void locktidy::addLiteral(Guard &G, Literal L) {
  auto *It = llvm::lower_bound(
      G, L.Term, [](const Literal &A, ExprId Term) { return A.Term < Term; });
  if (It != G.end() && It->Term == L.Term) {
    // Memory that changed on the way: what it was at first counts.
    Range Both = It->Values.meet(L.Values);
    if (Both.empty())
      return;
    It->Values = Both;
    It->IsFlag |= L.IsFlag;
    It->UnderLock |= L.UnderLock;
    It->Assumed &= L.Assumed;
    It->Loose |= L.Loose;
    return;
  }
  if (L.Values.isAll())
    return;
  if (G.size() >= MaxGuard) {
    auto *Least = llvm::min_element(G, [&](const Literal &A, const Literal &B) {
      return worth(A) < worth(B);
    });
    if (worth(*Least) >= worth(L))
      return;
    G.erase(Least);
    return addLiteral(G, std::move(L));
  }
  G.insert(It, std::move(L));
}

static const Literal *find(const Guard &G, ExprId Term) {
  auto *It = llvm::find_if(G, [&](const Literal &L) { return L.Term == Term; });
  return It == G.end() ? nullptr : It;
}

Guard locktidy::joinGuards(const Guard &A, const Guard &B) {
  Guard Out;
  for (const Literal &L : A) {
    const Literal *O = find(B, L.Term);
    if (!O)
      continue;
    Range Hull = L.Values.hull(O->Values);
    if (!Hull.isAll())
      Out.push_back({L.Term, Hull, L.IsFlag && O->IsFlag,
                     L.UnderLock || O->UnderLock, L.Assumed && O->Assumed,
                     L.Passed, L.Loose && O->Loose});
  }
  return Out;
}

bool locktidy::excludeEachOther(
    const Guard &A, const Guard &B,
    llvm::function_ref<bool(const Literal &)> Counts) {
  return llvm::any_of(A, [&](const Literal &L) {
    const Literal *M = L.UnderLock ? nullptr : find(B, L.Term);
    return M && !M->UnderLock && Counts(L) && L.Values.meet(M->Values).empty();
  });
}

void locktidy::joinFree(llvm::SmallVectorImpl<FreeLock> &Into,
                        const Guard &Known, llvm::ArrayRef<FreeLock> From,
                        const Guard &FromKnown) {
  if (Known == FromKnown) { // to others the two are one
    for (const FreeLock &L : From) {
      auto *Old = llvm::find_if(
          Into, [&](const FreeLock &F) { return F.Lock == L.Lock; });
      if (Old == Into.end())
        Into.push_back(L);
      else
        *Old = {L.Lock, joinGuards(Old->When, L.When), Old->New && L.New};
    }
    return;
  }
  auto Within = [](Guard When, const Guard &Of) {
    for (const Literal &L : Of)
      addLiteral(When, L);
    return When;
  };
  llvm::SmallVector<FreeLock, 2> Old(Into.begin(), Into.end());
  for (FreeLock &L : Into)
    L.When = Within(L.When, Known);
  for (const FreeLock &L : From) {
    auto *Both =
        llvm::find_if(Old, [&](const FreeLock &F) { return F.Lock == L.Lock; });
    Guard When = Within(L.When, FromKnown);
    if (Both == Old.end())
      Into.push_back({L.Lock, When});
    else if (Both->When.empty() && L.When.empty())
      Into[Both - Old.begin()].When.clear();
    else
      Into[Both - Old.begin()].When =
          joinGuards(Into[Both - Old.begin()].When, When);
  }
}

/// Every execution of \p S is one of \p General.
static bool within(const Guard &S, const Guard &General) {
  return llvm::all_of(General, [&](const Literal &L) {
    const Literal *M = find(S, L.Term);
    return M && M->Values.within(L.Values) && M->IsFlag == L.IsFlag &&
           M->UnderLock == L.UnderLock && (M->Loose || !L.Loose);
  });
}

/// The guard that holds in exactly the executions of the two, if there is one:
/// when they differ in one literal whose ranges leave no gap.
static std::optional<Guard> exactUnion(const Guard &A, const Guard &B) {
  if (within(A, B))
    return B;
  if (within(B, A))
    return A;
  if (A.size() != B.size())
    return std::nullopt;
  unsigned Different = 0;
  for (auto [L, M] : llvm::zip_equal(A, B)) {
    if (L.Term != M.Term)
      return std::nullopt;
    if (L == M)
      continue;
    Range Hull = L.Values.hull(M.Values);
    bool Gap = L.Values.meet(M.Values).empty() &&
               !(Hull.isAll() || L.Values.High == M.Values.Low - 1 ||
                 M.Values.High == L.Values.Low - 1);
    if (Gap || ++Different > 1)
      return std::nullopt;
  }
  return joinGuards(A, B);
}

void Ways::add(const Literal &L) {
  // A way that says the opposite was not taken.
  auto Excludes = [&](const Guard &G) {
    const Literal *Old = find(G, L.Term);
    return Old && Old->Values.meet(L.Values).empty();
  };
  if (Guards.size() > 1 && !llvm::all_of(Guards, Excludes))
    llvm::erase_if(Guards, Excludes);
  for (Guard &G : Guards)
    addLiteral(G, L);
}

bool Ways::asks(const Literal &L) const {
  return llvm::any_of(Guards, [&](const Guard &G) { return find(G, L.Term); });
}

bool Ways::addAll(const Literal &L) {
  add(L);
  return llvm::all_of(Guards, [&](const Guard &G) { return find(G, L.Term); });
}

bool Ways::join(const Ways &O, bool Exact) {
  llvm::SmallVector<Guard, 1> Before = Guards;
  for (const Guard &New : O.Guards) {
    if (llvm::any_of(Guards, [&](const Guard &G) { return within(New, G); }))
      continue;
    Guard Merged = New;
    // Each union may make another one possible.
    for (bool Again = true; Again;) {
      Again = false;
      for (Guard *It = Guards.begin(); It != Guards.end(); ++It)
        if (std::optional<Guard> Both = exactUnion(*It, Merged)) {
          Again = *Both != *It || *Both != Merged;
          Merged = std::move(*Both);
          Guards.erase(It);
          break;
        }
    }
    if (Guards.size() < Max)
      Guards.push_back(std::move(Merged));
    else if (!Exact)
      Guards.back() = joinGuards(Guards.back(), Merged);
  }
  return Guards != Before;
}

bool Ways::isAlways() const {
  return llvm::any_of(Guards, [](const Guard &G) { return G.empty(); });
}

bool Ways::isPossible() const {
  return llvm::any_of(Guards, [](const Guard &G) {
    return G.empty() || (G.size() == 1 && !G.front().Loose);
  });
}

Guard Ways::common() const {
  Guard Out = Guards.front();
  for (const Guard &G : llvm::drop_begin(Guards))
    Out = joinGuards(Out, G);
  return Out;
}
