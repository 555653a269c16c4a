//===- Values.cpp - terms, facts and conditions of a simulation -----------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Evaluating an expression replaces loads by what memory is known to hold; what
// remains is a term over entry values and unknowns. Facts are ranges of terms.
//
//===----------------------------------------------------------------------===//
#include "Solve/Simulator.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

/// Deeper terms are not followed: they come from walks along lists.
static constexpr unsigned MaxDepth = 12;

unsigned Simulator::depth(ExprId Term) {
  while (Depths.size() <= Term.Index) {
    const Expr &X = G.Exprs[Depths.size()];
    unsigned A = X.A ? Depths[X.A.Index] : 0, B = X.B ? Depths[X.B.Index] : 0;
    Depths.push_back(1 + std::max(A, B));
  }
  return Depths[Term.Index];
}

ExprId Simulator::load(const State &S, ExprId Address) {
  if (ExprId Known = S.memory(Address))
    return Known;
  const Expr &A = G.expr(Address);
  return Terms.load(Address,
                    A.Kind == ExprKind::Field ? S.version(A.Symbol) : ExprId());
}

ExprId Simulator::evaluate(const State &S, ExprId E) {
  const Expr X = G.expr(E); // a copy: evaluation adds to the pool
  switch (X.Kind) {
  case ExprKind::Const:
  case ExprKind::Unknown:
  case ExprKind::Local:
  case ExprKind::Global:
  case ExprKind::Function:
    return E;
  default:
    break;
  }
  ExprId A = X.A ? evaluate(S, X.A) : ExprId();
  ExprId B = X.B ? evaluate(S, X.B) : ExprId();
  if ((A && depth(A) > MaxDepth) || (B && depth(B) > MaxDepth))
    return Terms.unknown(-int64_t(E.Index) - 1, 1);
  switch (X.Kind) {
  case ExprKind::Field:
    return Terms.field(A, FieldId(X.Symbol));
  case ExprKind::Outer:
    return Terms.outer(A, FieldId(X.Symbol));
  case ExprKind::Index:
    return Terms.index(A, B);
  case ExprKind::Load:
    return load(S, A);
  case ExprKind::Apply:
    return Terms.apply(FunctionId(X.Symbol), A, B);
  default:
    return B ? Terms.binary(X.Kind, A, B) : Terms.unary(X.Kind, A);
  }
}

/// What other tests of bits of the same value say: `x & 3` is 0, so `x & 1` is;
/// `x & 1` is not 0, so `x & 3` is not.
Range Simulator::rangeOfMask(const State &S, ExprId Value, int64_t Mask) const {
  if (auto Known = rangeOf(S, Value).values(Range::MaxGaps); !Known.empty()) {
    Range R = Range::exactly(Known.front() & Mask);
    for (int64_t V : Known)
      R = R.hull(Range::exactly(V & Mask));
    return R;
  }
  // Bits that are or-ed in are set; the others are those from before.
  if (const Expr &X = G.expr(Value); X.Kind == ExprKind::Or)
    if (auto Set = Terms.constantValue(X.B))
      if (auto Rest = rangeOfMask(S, X.A, Mask & ~*Set).value())
        return Range::exactly(*Rest | (Mask & *Set));
  Range R = Mask >= 0 ? Range::between(0, Mask) : Range::all();
  for (const Fact &F : S.Facts) {
    const Expr &X = G.expr(F.Term);
    if (X.Kind != ExprKind::And || X.A != Value || F.Weak ||
        G.expr(X.B).Kind != ExprKind::Const)
      continue;
    int64_t Tested = G.expr(X.B).Value;
    if (auto All = F.Values.value(); All && (Mask & ~Tested) == 0)
      return Range::exactly(*All & Mask);
    if (!F.Values.contains(0) && (Tested & ~Mask) == 0)
      R = R.without(0);
  }
  return R;
}

/// Two comparisons of the same values, in whatever order.
static bool compareTheSame(const Expr &X, const Expr &Y) {
  auto Compares = [](const Expr &E) {
    return E.Kind == ExprKind::Eq || E.Kind == ExprKind::Lt;
  };
  return Compares(X) && Compares(Y) &&
         ((X.A == Y.A && X.B == Y.B) || (X.A == Y.B && X.B == Y.A));
}

/// What other comparisons of the same two values say of \p Asked, which is one
/// of a < b, b < a and a == b: exactly one of these is true.
Range Simulator::rangeOfRelation(const State &S, const Expr &Asked) const {
  if (Asked.Kind == ExprKind::Eq) {
    auto [A, AtA] = splitOffset(G, Asked.A);
    auto [B, AtB] = splitOffset(G, Asked.B);
    if (A == B)
      return Range::exactly(AtA == AtB);
  }
  unsigned Denied = 0;
  for (const Fact &F : S.Facts) {
    const Expr &X = G.expr(F.Term);
    if (!compareTheSame(X, Asked) || X == Asked)
      continue;
    if (!F.Values.contains(0))
      return Range::exactly(0);
    Denied += F.Values.value() == 0;
  }
  return Denied == 2 ? Range::exactly(1) : Range::truth();
}

Range Simulator::rangeOf(const State &S, ExprId Term) const {
  const Expr &X = G.expr(Term);
  Range R;
  switch (X.Kind) {
  case ExprKind::Const:
    return Range::exactly(X.Value);
  case ExprKind::Local:
  case ExprKind::Global:
  case ExprKind::Function:
  case ExprKind::Field:
  case ExprKind::Index:
  case ExprKind::Outer:
    return Range::nonZero();
  case ExprKind::Not: {
    Range A = rangeOf(S, X.A);
    R = Range::truth();
    if (!A.contains(0))
      return Range::exactly(0);
    if (A.value() == 0)
      return Range::exactly(1);
    break;
  }
  case ExprKind::Neg:
    R = rangeOf(S, X.A).negated();
    break;
  case ExprKind::Eq: {
    R = Range::truth();
    Range A = rangeOf(S, X.A), B = rangeOf(S, X.B);
    if (A.meet(B).empty() || areDistinct(P.Prog.All, G, X.A, X.B))
      return Range::exactly(0);
    if (X.A == X.B || (A.value() && A.value() == B.value()))
      return Range::exactly(1);
    R = R.meet(rangeOfRelation(S, X));
    break;
  }
  case ExprKind::Lt: {
    R = Range::truth();
    Range A = rangeOf(S, X.A), B = rangeOf(S, X.B);
    if (A.High < B.Low)
      return Range::exactly(1);
    if (X.A == X.B || A.Low >= B.High)
      return Range::exactly(0);
    R = R.meet(rangeOfRelation(S, X));
    break;
  }
  case ExprKind::And:
    if (const Expr &Mask = G.expr(X.B); Mask.Kind == ExprKind::Const)
      R = rangeOfMask(S, X.A, Mask.Value);
    break;
  case ExprKind::Or:
    if (const Expr &Set = G.expr(X.B); Set.Kind == ExprKind::Const)
      R = Range::nonZero(); // of 0 nothing is left (Builder.h)
    break;
  case ExprKind::Load:
    if (const Expr &From = G.expr(X.A);
        From.Kind == ExprKind::Field && P.Pointed.NeverNull.test(From.Symbol))
      R = Range::nonZero();
    break;
  case ExprKind::Mul:
    if (rangeOf(S, X.B).value().value_or(0) && !rangeOf(S, X.A).contains(0))
      R = Range::nonZero();
    break;
  case ExprKind::Add:
  case ExprKind::Sub:
    if (const Expr &Step = G.expr(X.B); Step.Kind == ExprKind::Const)
      R = rangeOf(S, X.A).plus(X.Kind == ExprKind::Add ? Step.Value
                                                       : -Step.Value);
    break;
  default:
    break;
  }
  if (const Fact *F = S.fact(Term))
    R = R.meet(F->Values);
  return R;
}

/// A condition on \p Term is about to be decided either way: from here on the
/// path rests on what a join forgot of it.
void Simulator::consult(State &S, ExprId Term) {
  if (S.Blurred.empty() || !AboutLocks)
    return;
  size_t Before = S.Blurred.size();
  bool Known = keepsValues(S, Term);
  llvm::erase_if(S.Blurred, [&](ExprId B) {
    return mentions(Term, B) || mentions(B, Term);
  });
  if (S.Blurred.size() == Before)
    return;
  Literal Way = Decision;
  // A case of a callee asks for several things at once.
  Way.Loose |= !Known || S.Blurred.size() + 1 != Before || S.Doubts.asks(Way);
  if (!Way.Term || !S.Doubts.addAll(Way))
    S.May |= MarkWidened; // or too many at once
}

/// Whether what is known of \p Term may follow from \p F.
bool Simulator::restsOn(ExprId Term, const Fact &F) const {
  return mentions(Term, F.Term) || mentions(F.Term, Term) ||
         compareTheSame(G.expr(Term), G.expr(F.Term));
}

/// Forgets the weak facts that \p Term rests on; true if there were any.
bool Simulator::dropWeak(State &S, ExprId Term) {
  size_t Before = S.Facts.size();
  llvm::erase_if(S.Facts,
                 [&](const Fact &F) { return F.Weak && restsOn(Term, F); });
  return S.Facts.size() != Before;
}

/// Whether something is known of a field of the object at \p Pointer: then
/// there is one.
bool Simulator::isReadThrough(const State &S, ExprId Pointer) const {
  auto Reads = [&](auto &Self, ExprId In) -> bool {
    if (!In)
      return false;
    const Expr &X = G.expr(In);
    if (X.Kind == ExprKind::Load && G.expr(X.A).Kind == ExprKind::Field) {
      ExprId Base = G.expr(X.A).A;
      while (G.expr(Base).Kind == ExprKind::Field)
        Base = G.expr(Base).A;
      if (Base == Pointer)
        return true;
    }
    return Self(Self, X.A) || Self(Self, X.B);
  };
  return llvm::any_of(S.Facts,
                      [&](const Fact &F) { return Reads(Reads, F.Term); }) ||
         llvm::any_of(S.Why.common(),
                      [&](const Literal &L) { return Reads(Reads, L.Term); });
}

/// `hz * can_sleep` is 0 exactly when the factor that varies is 0.
ExprId Simulator::decidingFactor(ExprId Term, const Range &R) const {
  const Expr &X = G.expr(Term);
  if (X.Kind != ExprKind::Mul || !Terms.constantValue(X.B).value_or(0) ||
      (R != Range::exactly(0) && R != Range::nonZero()))
    return Term;
  return decidingFactor(X.A, R);
}

/// Whether what is learnt of \p Term now is learnt under a lock.
bool Simulator::isUnderLock(const State &S, ExprId Term) const {
  return readsMemory(Term) && (ReadUnderLock || !S.Held.empty());
}

bool Simulator::restrict(State &S, ExprId Term, Range R, bool IsFlag) {
  Range Known = rangeOf(S, Term);
  Range Now = Known.meet(R);
  if (Now.empty()) {
    if (!dropWeak(S, Term))
      return false;
    S.May |= MarkChanged;
    return restrict(S, Term, R, IsFlag);
  }
  if (Known.within(R)) {
    // Asked again, with the same answer: if that tells all, it is as new.
    if (const Fact *Old = S.fact(Term);
        Old && Old->Weak && R.meet(rangeOf(State(), Term)).within(Old->Values))
      S.setFact({Term, Range(Old->Values), false, isUnderLock(S, Term), false});
    return true;
  }
  const Expr &X = G.expr(Term);
  // Push what is learnt of a truth value to what it tests.
  if (X.Kind == ExprKind::Not || X.Kind == ExprKind::Eq ||
      X.Kind == ExprKind::Lt) {
    if (!Now.contains(0))
      return assume(S, Term, true, IsFlag);
    if (Now.value() == 0)
      return assume(S, Term, false, IsFlag);
    return true;
  }
  if (X.Kind == ExprKind::Neg)
    return restrict(S, X.A, R.negated(), IsFlag);
  if (ExprId Factor = decidingFactor(Term, R); Factor != Term)
    return restrict(S, Factor, R, IsFlag);
  if (Now.value() == 0 && isReadThrough(S, Term))
    return false;
  consult(S, Term);
  bool Locked = isUnderLock(S, Term);
  S.setFact({Term, Now, false, Locked, false});
  if (isEntryTerm(Term))
    S.Why.add({Term, R, IsFlag, Locked, Assumed, !readsMemory(Term)});
  return true;
}

/// Whether a lock of the object at \p A is held and the same lock of the object
/// at \p B beside it: then they are two objects.
bool Simulator::areHeldApart(const State &S, ExprId A, ExprId B) {
  return llvm::any_of(S.Held, [&](const HeldLock &L) {
    if (L.Multi || !mentions(L.Lock, A))
      return false;
    const HeldLock *Other = S.findHeld(replaced(L.Lock, A, B));
    return Other && Other != &L && !Other->Multi;
  });
}

/// A count may say what a caller or a callee did. A lock that this function took
/// by itself is held whatever the count is, unless it went with the object when
/// that had no reference \p Left, or was taken because the caller did not have
/// it.
void Simulator::doubtCounted(State &S, bool Left) {
  for (HeldLock &L : S.Held)
    if (L.Entry || L.From.Callee || !Left || S.findEntry(L.Lock))
      L.May |= MarkCounter;
}

bool Simulator::assume(State &S, ExprId Term, bool Truth, bool IsFlag) {
  const Expr X = G.expr(Term);
  bool Inverted = X.Kind == ExprKind::Not;
  Range Known = rangeOf(S, Term);
  bool Open = Known.contains(0) && Known.value() != 0; // else asked before
  if (Open && isCountLeft(G, Inverted ? X.A : Term))
    doubtCounted(S, /*Left=*/Truth != Inverted);
  auto Value = [&](ExprId E) { return Terms.constantValue(E); };
  if (X.Kind == ExprKind::Not)
    return assume(S, X.A, !Truth, IsFlag);
  if (X.Kind == ExprKind::Eq)
    if (auto C = Value(X.B))
      return restrict(S, X.A,
                      Truth ? Range::exactly(*C) : Range::all().without(*C),
                      IsFlag);
  if (X.Kind == ExprKind::Lt) {
    if (auto C = Value(X.B); C && *C != INT64_MIN)
      return restrict(S, X.A,
                      Truth ? Range::between(INT64_MIN, *C - 1)
                            : Range::between(*C, INT64_MAX),
                      IsFlag);
    if (auto C = Value(X.A); C && *C != INT64_MAX)
      return restrict(S, X.B,
                      Truth ? Range::between(*C + 1, INT64_MAX)
                            : Range::between(INT64_MIN, *C),
                      IsFlag);
  }
  Range Wanted = Truth ? Range::nonZero() : Range::exactly(0);
  if (X.Kind != ExprKind::Eq && X.Kind != ExprKind::Lt)
    return restrict(S, Term, Wanted, IsFlag);
  if (X.Kind == ExprKind::Eq && Truth && areHeldApart(S, X.A, X.B))
    return false;
  // A comparison of two unknown values: a fact of its own.
  Range Now = rangeOf(S, Term).meet(Wanted);
  if (Now.empty()) {
    if (!dropWeak(S, Term))
      return false;
    S.May |= MarkChanged;
    Now = Wanted.meet(Range::truth());
  }
  consult(S, Term);
  bool Locked = isUnderLock(S, Term);
  S.setFact({Term, Now, false, Locked, false});
  if (isEntryTerm(Term))
    S.Why.add({Term, Wanted, IsFlag, Locked, Assumed, !readsMemory(Term)});
  return unifyIfEqual(S, Term);
}

/// When \p Term, a comparison, says by now that two values are one, the state
/// has one name for them. False when that cannot be.
bool Simulator::unifyIfEqual(State &S, ExprId Term) {
  const Expr X = G.expr(Term);
  bool Equal = X.Kind == ExprKind::Eq && !rangeOf(S, Term).contains(0);
  // Neither less nor greater.
  if (X.Kind == ExprKind::Lt && rangeOf(S, Term).value() == 0)
    Equal = llvm::any_of(S.Facts, [&](const Fact &F) {
      const Expr &Y = G.expr(F.Term);
      return Y.Kind == ExprKind::Lt && Y.A == X.B && Y.B == X.A && !F.Weak &&
             F.Values.value() == 0;
    });
  if (!Equal || X.A == X.B || mentions(X.A, X.B) || mentions(X.B, X.A))
    return true;
  // An address, or what names the current thread, is the same when it is
  // written again: the other one takes its name.
  auto IsRead = [&](ExprId E) {
    ExprKind K = G.expr(E).Kind;
    return K == ExprKind::Load || K == ExprKind::Unknown;
  };
  bool First = IsRead(X.A) == IsRead(X.B) ? X.A < X.B : IsRead(X.B);
  return First ? unify(S, X.A, X.B) : unify(S, X.B, X.A);
}

/// \p Other turned out to be \p Value: locks, facts and variables named by it
/// take its name. False when two locks would be one that is held twice.
bool Simulator::unify(State &S, ExprId Value, ExprId Other) {
  for (const HeldLock &L : S.Held) {
    ExprId Name = replaced(L.Lock, Other, Value);
    if (const HeldLock *Same = Name == L.Lock ? nullptr : S.findHeld(Name);
        Same && !isRecursive(*Same, LockMode::Exclusive, false))
      return false;
  }
  // The variable that it was read from would give the old name again.
  const Expr X = G.expr(Other);
  ExprId Slot = X.Kind == ExprKind::Load ? X.A : ExprId();
  substitute(S, Other, Value);
  // A lock taken by another name may be the caller's that was given up.
  for (HeldLock &L : S.Held)
    if (EntryCondition *C = S.findEntry(L.Lock);
        C && C->Held && C->Released && !L.Entry) {
      C->Released = false;
      L.Entry = true;
    }
  if (Slot && !S.memory(Slot) && load(S, Slot) == Other)
    S.setMemory(Slot, Value);
  return true;
}

//===----------------------------------------------------------------------===//
// Naming of new values
//===----------------------------------------------------------------------===//

int64_t Simulator::site(EventRef R, unsigned Number) const {
  return FirstSite + int64_t(FirstEvent[R.Block] + R.Index) * 64 + Number;
}

void Simulator::substitute(State &S, ExprId From, ExprId To) {
  const Expr Target = G.expr(To);
  bool ToOld = Target.Kind == ExprKind::Unknown && Target.Symbol == 1;
  State Old = std::move(S);
  S = State();
  S.May = Old.May;
  S.Aged = Old.Aged;
  S.Blurred = std::move(Old.Blurred);
  S.StillMasked = Old.StillMasked;
  for (HeldLock L : Old.Held) {
    ExprId New = replaced(L.Lock, From, To);
    L.Multi |= New != L.Lock && ToOld;
    L.Lock = New;
    if (HeldLock *Same = S.findHeld(New))
      Same->Multi = true;
    else
      S.addHeld(L);
  }
  for (EntryCondition C : Old.Entry) {
    ExprId New = replaced(C.Lock, From, To);
    // That a lock is not held is known of one object, not of all older ones.
    if (ToOld && New != C.Lock && (C.Released || !C.Held))
      continue;
    C.Lock = New;
    if (!S.findEntry(C.Lock))
      S.addEntry(C);
  }
  for (auto [Address, Value] : Old.Memory)
    S.setMemory(replaced(Address, From, To), replaced(Value, From, To));
  for (Fact F : Old.Facts) {
    bool Mentions = mentions(F.Term, From);
    if (Mentions && ToOld)
      continue;
    F.Term = replaced(F.Term, From, To);
    if (Terms.constantValue(F.Term))
      continue; // a comparison of what is one value by now
    if (const Fact *Same = S.fact(F.Term))
      if (Range Both = Same->Values.meet(F.Values); !Both.empty())
        F.Values = Both;
    S.setFact(std::move(F));
  }
  for (NotHeldLock L : Old.NotHeld)
    if (ExprId Lock = replaced(L.Lock, From, To);
        Lock == L.Lock || (!ToOld && !S.findHeld(Lock)))
      S.knowNotHeld(Lock, L.Since, L.Recurses, L.When, L.May);
  for (auto [Field, Version] : Old.Versions)
    S.Versions.push_back({Field, replaced(Version, From, To)});
  S.Why = std::move(Old.Why); // entry terms only
  S.Doubts = std::move(Old.Doubts);
}

ExprId Simulator::fresh(State &S, int64_t Site) {
  ExprId Now = Terms.unknown(Site, 0);
  auto Uses = [&](ExprId E) { return mentions(E, Now); };
  bool Used =
      llvm::any_of(S.Held, [&](const HeldLock &L) { return Uses(L.Lock); }) ||
      llvm::any_of(S.Entry,
                   [&](const EntryCondition &C) { return Uses(C.Lock); }) ||
      llvm::any_of(S.Memory,
                   [&](auto &M) { return Uses(M.first) || Uses(M.second); }) ||
      llvm::any_of(S.Facts, [&](const Fact &F) { return Uses(F.Term); }) ||
      llvm::any_of(S.NotHeld,
                   [&](const NotHeldLock &L) { return Uses(L.Lock); }) ||
      llvm::any_of(S.Versions, [&](auto &V) { return V.second == Now; });
  if (Used) {
    keepNames(S, Now);
    substitute(S, Now, Terms.unknown(Site, 1));
  }
  return Now;
}
