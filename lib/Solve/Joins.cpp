//===- Joins.cpp - two states made one ------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which states at a point become one: those that differ in one fact, when the
// union is exact. Beyond the limits, of those with equal locks, two that differ
// in nothing which decides about locks, or the two that have most in common:
//
//   { held: a; debug is 0 }, { held: a; debug is 1 }    no branch on debug that
//                                                       decides: one state
//   { }, { held: a }                                    never
//
// Where a point is full and all have other locks, what was perhaps given up is
// no lock state of its own:
//
//   free(x); free(y); ...     each may give up a lock of the caller, found in
//                             the object: 2^n states, or one with n may facts
//
//===----------------------------------------------------------------------===//
#include "Solve/Simulator.h"
#include "llvm/ADT/STLExtras.h"
#include <numeric>

using namespace locktidy;

/// Values of one variable that joined states keep apart from all others.
static constexpr size_t MaxJoinedValues = 4;
/// Numbers of unknowns that stand for memory in which joined states differ go
/// down from here; those of the other parts are above.
static constexpr int64_t FirstBlur = -(int64_t(1) << 50),
                         FirstBlurredVersion = -(int64_t(1) << 60);

/// A lock of the caller's that was given up, perhaps.
static bool isPerhapsReleased(const EntryCondition &C) {
  return C.May && C.Held && C.Released && !C.Tested;
}

/// Adds what \p From has perhaps given up, and \p To knows nothing of.
static void addPerhapsReleased(State &To, const State &From) {
  for (const EntryCondition &C : From.Entry)
    if (isPerhapsReleased(C) && !To.findEntry(C.Lock) && !To.findHeld(C.Lock))
      To.addEntry(C);
}

/// The join of two states, in which memory that differs has a value of its own.
State Simulator::joined(const State &A, const State &Other) {
  State First = A, B = Other;
  addPerhapsReleased(First, Other);
  addPerhapsReleased(B, A);
  State S = join(First, B, [&](ExprId Address) {
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

/// Whether \p S, which a join made, still knows which values \p Forgotten can
/// have: whatever is possible by that is possible on one of the paths joined.
bool Simulator::keepsValues(const State &S, ExprId Forgotten) const {
  if (!llvm::binary_search(S.Blurred, Forgotten))
    return false;
  const Expr &X = G.expr(Forgotten);
  if (X.Kind != ExprKind::Unknown || X.Value > FirstBlur)
    return true;
  const Fact *Values = S.fact(Forgotten);
  return Values && !Values->Values.values(MaxJoinedValues).empty();
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

/// Whether two states with equal locks that begin \p At differ in nothing that
/// a branch which decides about locks may read: a join of them loses nothing.
bool Simulator::decideAlike(const State &A, const State &B, BlockId At) {
  if (!Decisive)
    Decisive.emplace(
        G,
        [&](const Event &Call, TakeRead Add) {
          addCalleeReads(P, G, Call, Add);
        },
        Deciding);
  auto Adds = [&](const State &Of, const State &Other) {
    llvm::DenseSet<ExprId> Roots;
    for (const auto &[Address, Value] : Of.Memory)
      if (isMemoryLive(*Decisive, At, Address)) {
        if (Other.memory(Address) != Value)
          return true;
        addParts(Value, Roots);
      }
    return llvm::any_of(Of.Versions,
                        [&](const auto &V) {
                          return Other.version(V.first) != V.second &&
                                 Decisive->fieldAtEntry(At, V.first);
                        }) ||
           llvm::any_of(Of.Facts, [&](const Fact &F) {
             const Fact *O = Other.fact(F.Term);
             return !(O && O->Values == F.Values) &&
                    isLive(*Decisive, At, Of, F.Term, Roots);
           });
  };
  return !Adds(A, B) && !Adds(B, A);
}

/// The state of \p Among with the locks of \p S that has most in common with
/// it; none when there are less than \p Least of them.
State *Simulator::nearest(llvm::ArrayRef<State *> Among, const State &S,
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

/// The two of \p Among with equal locks that have most in common; none when all
/// have other locks. Paths of which only some rest on a change of memory are
/// not joined.
std::pair<State *, State *> Simulator::closest(llvm::ArrayRef<State *> Among) {
  std::pair<State *, State *> Best;
  size_t Most = 0;
  for (State *const *One = Among.begin(); One != Among.end(); ++One)
    for (State *const *Other = One + 1; Other != Among.end(); ++Other) {
      if ((((*One)->May ^ (*Other)->May) & MarkChanged) ||
          !differInQuestions(**One, **Other))
        continue;
      size_t Common = common(**One, **Other);
      if (Best.first && Common <= Most)
        continue;
      Best = {*One, *Other};
      Most = Common;
    }
  return Best;
}

/// Makes one state of all those of \p Among, in the first of them, whose locks
/// are equal but for what was perhaps given up. Returns for each the one that
/// stands for it now. All at once: a call doubles the states, so that room for
/// one would be gone with the next.
std::vector<size_t>
Simulator::foldPerhapsReleased(llvm::ArrayRef<State *> Among) {
  std::vector<State> Certain(Among.size());
  for (size_t I = 0; I != Among.size(); ++I) {
    Certain[I].Held = Among[I]->Held;
    Certain[I].Entry = Among[I]->Entry;
    llvm::erase_if(Certain[I].Entry, isPerhapsReleased);
  }
  std::vector<size_t> Into(Among.size());
  std::iota(Into.begin(), Into.end(), 0);
  for (size_t One = 0; One != Among.size(); ++One)
    for (size_t Other = One + 1; Other != Among.size(); ++Other) {
      if (Into[One] != One || Into[Other] != Other ||
          ((Among[One]->May ^ Among[Other]->May) & MarkChanged) ||
          !differInQuestions(Certain[One], Certain[Other]))
        continue;
      *Among[One] = joined(*Among[One], *Among[Other]);
      Into[Other] = One;
    }
  return Into;
}

/// Joins states at a point, so that there is room for other locks: two with
/// equal locks, or else all that differ in what was perhaps given up; false
/// when there are none.
bool Simulator::makeRoom(BlockId B) {
  std::vector<Entry> &Point = Points[B.Index];
  llvm::SmallVector<State *, 48> All;
  for (Entry &E : Point)
    All.push_back(&E.S);
  if (auto [One, Other] = closest(All); One) {
    joinEntries(B, One, Other);
    return true;
  }
  bool Joined = false;
  std::vector<size_t> Into = foldPerhapsReleased(All);
  for (size_t I = Into.size(); I-- != 0;)
    if (Into[I] != I) {
      Point[Into[I]].Pending = Joined = true;
      Point.erase(Point.begin() + I);
    }
  if (Joined)
    Work.insert(Rank[B.Index]);
  return Joined;
}

/// Two with the locks of \p S differ in nothing that decides about locks from
/// \p B on, while \p S does from \p Near: these two are joined, and not \p S
/// and \p Near. So the first path that differs in what matters is not lost
/// among many that do not.
bool Simulator::makeRoomFor(BlockId B, const State &S, const State &Near) {
  if (Coarse || Regrouped[B.Index] == MaxRegrouped || decideAlike(Near, S, B))
    return false;
  std::vector<Entry> &Point = Points[B.Index];
  for (Entry &One : Point)
    for (Entry &Other : llvm::make_range(&One + 1, Point.data() + Point.size()))
      if (!((One.S.May ^ Other.S.May) & MarkChanged) &&
          differInQuestions(One.S, S) && differInQuestions(Other.S, S) &&
          differInQuestions(One.S, Other.S) && decideAlike(One.S, Other.S, B)) {
        ++Regrouped[B.Index];
        joinEntries(B, &One.S, &Other.S);
        return true;
      }
  return false;
}

/// Makes one state of two at a point.
void Simulator::joinEntries(BlockId B, State *One, State *Other) {
  std::vector<Entry> &Point = Points[B.Index];
  auto At = [&](const State *S) {
    return llvm::find_if(Point, [&](const Entry &E) { return &E.S == S; });
  };
  *At(One) = {joined(*One, *Other), true};
  Point.erase(At(Other));
  Work.insert(Rank[B.Index]);
}

/// Leaves one state for equal locks, of those at a point that are still to be
/// followed.
void Simulator::mergeEqualLocks(BlockId B) {
  std::vector<Entry> &Point = Points[B.Index];
  for (size_t I = 0; I < Point.size(); ++I)
    for (size_t K = Point.size(); Point[I].Pending && --K > I;) {
      State &One = Point[I].S, &Other = Point[K].S;
      if (!Point[K].Pending || ((One.May ^ Other.May) & MarkChanged) ||
          !differInQuestions(One, Other))
        continue;
      One = joined(One, Other);
      Point.erase(Point.begin() + K);
    }
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
