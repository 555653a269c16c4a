//===- Joins.cpp - two states made one ------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which states at a point become one: those that differ in one fact, when the
// union is exact, and beyond the limits the two that have most in common.
//
//===----------------------------------------------------------------------===//
#include "Solve/Simulator.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

/// Values of one variable that joined states keep apart from all others.
static constexpr size_t MaxJoinedValues = 4;
/// Numbers of unknowns that stand for memory in which joined states differ go
/// down from here; those of the other parts are above.
static constexpr int64_t FirstBlur = -(int64_t(1) << 50),
                         FirstBlurredVersion = -(int64_t(1) << 60);

/// The join of two states, in which memory that differs has a value of its own.
State Simulator::joined(const State &A, const State &B) {
  State S = join(A, B, [&](ExprId Address) {
    return Terms.unknown(FirstBlur - int64_t(Address.Index), 0);
  });
  auto Value = [&](const State &Of, ExprId Address) {
    return rangeOf(Of, load(Of, Address));
  };
  // Whether it is 0, an error or a pointer is what both know: that is kept, and
  // a few flags are kept as they are.
  for (const auto &[Address, Joined] : S.Memory) {
    if (A.memory(Address) == B.memory(Address))
      continue;
    bool Elsewhere = llvm::any_of(S.Memory, [&](const auto &M) {
      return M.first != Address &&
             (mentions(M.first, Joined) || mentions(M.second, Joined));
    });
    Range Both = Value(A, Address).hull(Value(B, Address));
    if (Both.values(MaxJoinedValues).empty())
      Both = Both.widened();
    if (Elsewhere || Both.isAll())
      llvm::erase_if(S.Facts, [&](const Fact &F) { return F.Term == Joined; });
    else
      S.setFact({Joined, Both, false, false, false});
  }
  // Versions that differ: what is loaded from then on is neither's.
  auto Differs = [&](uint32_t Field) {
    ExprId Any = Terms.unknown(FirstBlurredVersion - int64_t(Field), 0);
    S.setVersion(Field, Any);
    addTerm(S.Blurred, Any);
  };
  for (const auto &[Field, Version] : A.Versions)
    if (B.version(Field) != Version)
      Differs(Field);
  for (const auto &[Field, Version] : B.Versions)
    if (!A.version(Field))
      Differs(Field);
  return S;
}

/// How much two states have in common that differ in questions at most.
static size_t common(const State &A, const State &B) {
  size_t N = sameLocks(A, B) ? 2 : 0;
  for (const auto &[Address, Value] : A.Memory)
    N += B.memory(Address) == Value;
  for (const Fact &F : A.Facts)
    if (const Fact *O = B.fact(F.Term))
      N += 1 + (O->Values == F.Values);
  return N;
}

/// The state of \p Among with the locks of \p S that has most in common with
/// it; none when there are less than \p Least of them.
State *Simulator::nearest(llvm::MutableArrayRef<State *> Among, const State &S,
                          unsigned Least) {
  unsigned Same = 0;
  State *Best = nullptr;
  size_t Most = 0;
  for (State *Old : Among) {
    if (!differInQuestions(*Old, S))
      continue;
    ++Same;
    size_t Common = common(*Old, S);
    if (!Best || Common > Most) {
      Best = Old;
      Most = Common;
    }
  }
  return Same >= Least ? Best : nullptr;
}

/// Makes \p Into stand for the executions of \p S as well, and for no others:
/// the two differ in one fact only, and nothing lies between what they know of
/// it. So a test whose arms do the same to everything leaves one state. Or they
/// differ in no fact, and one of them asked its caller for a lock to no end.
bool Simulator::unite(State &Into, const State &S) {
  bool SameLocks = sameLocks(Into, S);
  if (!(SameLocks || includes(Into, S) || includes(S, Into)) ||
      !sameMarks(Into, S) || Into.Memory != S.Memory ||
      Into.Versions != S.Versions || Into.Facts.size() != S.Facts.size())
    return false;
  Fact *Different = nullptr;
  for (auto [A, B] : llvm::zip_equal(Into.Facts, S.Facts)) {
    if (A.Term != B.Term)
      return false;
    if (A.Values == B.Values && A.Weak == B.Weak &&
        A.UnderLock == B.UnderLock && A.Released == B.Released)
      continue;
    // With all the gaps that there can be, some may have been forgotten.
    if (Different || A.Values.hull(B.Values).Gaps.size() == Range::MaxGaps)
      return false;
    Different = &A;
  }
  if (!Different && !SameLocks) {
    absorb(Into, S);
    return true;
  }
  if (!Different || !SameLocks || contextOf(*Different))
    return false;
  const Fact *Other = S.fact(Different->Term);
  Different->Values = Different->Values.hull(Other->Values);
  Different->Weak |= Other->Weak;
  Different->UnderLock |= Other->UnderLock;
  Different->Released |= Other->Released;
  if (rangeOf(State(), Different->Term).within(Different->Values))
    Into.Facts.erase(Different);
  absorb(Into, S);
  return true;
}
