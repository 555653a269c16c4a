//===- State.cpp - the lock state of an execution -------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/State.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

template <typename Vector, typename Key, typename Proj>
static auto lowerBound(Vector &V, Key K, Proj P) {
  return llvm::lower_bound(V, K,
                           [&](const auto &E, Key K) { return P(E) < K; });
}

static auto ByLock = [](const auto &E) { return E.Lock; };
static auto ByTerm = [](const auto &E) { return E.Term; };
static auto ByAddress = [](const auto &E) { return E.first; };

Marks locktidy::lesser(Marks One, Marks Other) {
  return !One || !Other || (One & Other) ? One & Other : std::min(One, Other);
}

IrqLevel State::masked() const {
  IrqLevel Level = StillMasked;
  for (const HeldLock &L : Held)
    Level = std::max(Level, L.Masks);
  return Level;
}

HeldLock *State::findHeld(ExprId Lock) {
  auto *It = lowerBound(Held, Lock, ByLock);
  return It != Held.end() && It->Lock == Lock ? It : nullptr;
}

const HeldLock *State::findHeld(ExprId Lock) const {
  return const_cast<State *>(this)->findHeld(Lock);
}

const EntryCondition *State::findEntry(ExprId Lock) const {
  return const_cast<State *>(this)->findEntry(Lock);
}

EntryCondition *State::findEntry(ExprId Lock) {
  auto *It = lowerBound(Entry, Lock, ByLock);
  return It != Entry.end() && It->Lock == Lock ? It : nullptr;
}

ExprId State::memory(ExprId Address) const {
  auto *It = lowerBound(Memory, Address, ByAddress);
  return It != Memory.end() && It->first == Address ? It->second : ExprId();
}

void State::setMemory(ExprId Address, ExprId Value) {
  auto *It = lowerBound(Memory, Address, ByAddress);
  bool Present = It != Memory.end() && It->first == Address;
  if (Present && Value)
    It->second = Value;
  else if (Present)
    Memory.erase(It);
  else if (Value)
    Memory.insert(It, {Address, Value});
}

ExprId State::version(uint32_t Field) const {
  auto *It = lowerBound(Versions, Field, ByAddress);
  return It != Versions.end() && It->first == Field ? It->second : ExprId();
}

void State::setVersion(uint32_t Field, ExprId Version) {
  auto *It = lowerBound(Versions, Field, ByAddress);
  if (It != Versions.end() && It->first == Field)
    It->second = Version;
  else
    Versions.insert(It, {Field, Version});
}

const Fact *State::fact(ExprId Term) const {
  auto *It = lowerBound(Facts, Term, ByTerm);
  return It != Facts.end() && It->Term == Term ? It : nullptr;
}

void State::setFact(Fact F) {
  auto *It = lowerBound(Facts, F.Term, ByTerm);
  if (It != Facts.end() && It->Term == F.Term)
    *It = std::move(F);
  else
    Facts.insert(It, std::move(F));
}

void State::addHeld(HeldLock L) {
  if (L.Entry)
    L.Masks = IrqLevel::Hard; // for all that is known of the caller
  Held.insert(lowerBound(Held, L.Lock, ByLock), L);
}

void State::addEntry(EntryCondition C) {
  Entry.insert(lowerBound(Entry, C.Lock, ByLock), C);
}

void State::knowNotHeld(ExprId Lock, EventRef Since, bool Recurses, Guard When,
                        Marks May) {
  auto *It = lowerBound(NotHeld, Lock, ByLock);
  NotHeldLock New{Lock, Since, Recurses, std::move(When), May};
  if (It != NotHeld.end() && It->Lock == Lock)
    *It = std::move(New);
  else
    NotHeld.insert(It, std::move(New));
}

void State::knowNew(ExprId Lock, EventRef Since, Guard When) {
  knowNotHeld(Lock, Since, false, std::move(When));
  lowerBound(NotHeld, Lock, ByLock)->New = true;
}

const NotHeldLock *State::findNotHeld(ExprId Lock) const {
  auto *It = lowerBound(NotHeld, Lock, ByLock);
  return It != NotHeld.end() && It->Lock == Lock ? It : nullptr;
}

void State::forgetNotHeld(ExprId Lock) {
  llvm::erase_if(NotHeld, [&](const NotHeldLock &L) { return L.Lock == Lock; });
}

static bool sameHeld(const HeldLock &A, const HeldLock &B) {
  return A.Lock == B.Lock && A.Mode == B.Mode && A.Count == B.Count &&
         A.Entry == B.Entry && A.Multi == B.Multi;
}

static bool sameEntry(const EntryCondition &A, const EntryCondition &B) {
  return A.Lock == B.Lock && A.Held == B.Held && A.Tested == B.Tested &&
         A.Released == B.Released && A.Mode == B.Mode &&
         A.OnlyMode == B.OnlyMode;
}

static bool sameFact(const Fact &A, const Fact &B) {
  return A.Term == B.Term && A.Values == B.Values && A.Weak == B.Weak &&
         A.UnderLock == B.UnderLock && A.Released == B.Released;
}

bool locktidy::sameLocks(llvm::ArrayRef<HeldLock> HeldA,
                         llvm::ArrayRef<HeldLock> HeldB,
                         llvm::ArrayRef<EntryCondition> EntryA,
                         llvm::ArrayRef<EntryCondition> EntryB) {
  return llvm::equal(HeldA, HeldB, sameHeld) &&
         llvm::equal(EntryA, EntryB, sameEntry);
}

/// The function asked its caller for a lock and was told that it is not held.
static bool isQuestion(const EntryCondition &C) { return C.Tested && !C.Held; }

/// Whether the conditions of \p A and \p B are the same, but for such questions.
/// From the last: those of the latest calls are what differs where there are
/// many.
static bool sameButQuestions(llvm::ArrayRef<EntryCondition> A,
                             llvm::ArrayRef<EntryCondition> B) {
  while (!A.empty() || !B.empty()) {
    if (!A.empty() && !B.empty() && A.back().Lock == B.back().Lock) {
      if (!sameEntry(A.back(), B.back()))
        return false;
      A = A.drop_back();
      B = B.drop_back();
      continue;
    }
    bool OfA = B.empty() || (!A.empty() && B.back().Lock < A.back().Lock);
    llvm::ArrayRef<EntryCondition> &Alone = OfA ? A : B;
    if (!isQuestion(Alone.back()))
      return false;
    Alone = Alone.drop_back();
  }
  return true;
}

bool locktidy::includes(const State &General, const State &S) {
  if (sameLocks(General, S))
    return true;
  if (General.Entry.size() >= S.Entry.size() ||
      !differInQuestions(General, S) ||
      !llvm::all_of(General.Entry, [&](const EntryCondition &C) {
        return S.findEntry(C.Lock) != nullptr;
      }))
    return false;
  Ways All = General.Why;
  return !All.join(S.Why);
}

bool locktidy::differInQuestions(const State &A, const State &B) {
  return llvm::equal(A.Held, B.Held, sameHeld) &&
         sameButQuestions(A.Entry, B.Entry);
}

bool locktidy::sameKey(const State &A, const State &B) {
  return sameLocks(A, B) && A.Memory == B.Memory && A.Versions == B.Versions &&
         llvm::equal(A.Facts, B.Facts, sameFact);
}

bool locktidy::sameMarks(const State &A, const State &B) {
  auto Same = [](const auto &X, const auto &Y) { return X.May == Y.May; };
  return A.May == B.May && A.Doubts == B.Doubts && A.Blurred == B.Blurred &&
         llvm::equal(A.Held, B.Held, Same) &&
         llvm::all_of(A.Entry, [&](const EntryCondition &C) {
           const EntryCondition *Other = B.findEntry(C.Lock);
           return !Other || Same(C, *Other);
         });
}

bool locktidy::isSurer(const State &S, const State &Than) {
  auto Any = [](const auto &Theirs, auto Find) {
    return llvm::any_of(Theirs, [&](const auto &X) {
      const auto *Ours = Find(X.Lock);
      return Ours && (X.May & ~Ours->May);
    });
  };
  Ways Doubts = Than.Doubts;
  return (Than.May & ~S.May) || Doubts.join(S.Doubts, /*Exact=*/true) ||
         Any(Than.Held, [&](ExprId Lock) { return S.findHeld(Lock); }) ||
         Any(Than.Entry, [&](ExprId Lock) { return S.findEntry(Lock); });
}

bool locktidy::covers(const State &General, const State &S) {
  auto Any = [&](ExprId Value) {
    return llvm::binary_search(General.Blurred, Value);
  };
  for (const auto &[Field, Version] : General.Versions)
    if (S.version(Field) != Version && !Any(Version))
      return false;
  for (const auto &[Field, Version] : S.Versions)
    if (!General.version(Field))
      return false;
  for (const auto &[Address, Value] : General.Memory)
    if (S.memory(Address) != Value && !Any(Value))
      return false;
  for (const Fact &F : General.Facts) {
    const Fact *Known = S.fact(F.Term);
    if (!Known || !Known->Values.within(F.Values) || (Known->Weak && !F.Weak))
      return false;
  }
  return true;
}

/// On which paths it is known that the locks of \p Into are not held, now that
/// it stands for those of \p From too; its own were those of \p InWhy, with the
/// marks \p InMay. True on change.
static bool joinNotHeld(State &Into, const Guard &InWhy, Marks InMay,
                        const State &From) {
  bool Changed = false;
  Marks Gone = InMay & ~Into.marks(), FromGone = From.marks() & ~Into.marks();
  auto FreeOf = [](const State &S) {
    llvm::SmallVector<FreeLock, 2> Free;
    for (const NotHeldLock &L : S.NotHeld)
      Free.push_back({L.Lock, L.When});
    return Free;
  };
  llvm::SmallVector<FreeLock, 2> Free = FreeOf(Into);
  joinFree(Free, InWhy, FreeOf(From), From.Why.common());
  for (const FreeLock &L : Free) {
    const NotHeldLock *Other = From.findNotHeld(L.Lock);
    // A caller's lock that was given up is known so without an entry.
    const EntryCondition *C = Into.findEntry(L.Lock);
    Marks Unknown = C && C->Released ? Marks() : ~Marks();
    Marks OtherMay = (Other ? Other->May : Unknown) | FromGone;
    auto *Known = llvm::find_if(
        Into.NotHeld, [&](const NotHeldLock &N) { return N.Lock == L.Lock; });
    if (Known == Into.NotHeld.end()) {
      Into.knowNotHeld(L.Lock, Other->Since, Other->Recurses, L.When,
                       OtherMay & (Unknown | Gone));
      Changed = true;
      continue;
    }
    Known->When = L.When;
    Known->New &= Other && Other->New;
    Marks May = lesser(Known->May | Gone, OtherMay);
    Changed |= May != Known->May;
    Known->May = May;
  }
  return Changed;
}

/// \p Into, which stands for \p From too, forgot \p Term in a join, and \p From
/// has a value there, or knows something of it: to \p From, not every condition
/// on it can turn out either way.
static bool knowsOf(const State &From, const State &Into, ExprId Term) {
  auto HasOther = [&](auto Known) {
    return [&, Known](const auto &M) {
      return M.second == Term && (From.*Known)(M.first) != Term;
    };
  };
  const Fact *Here = From.fact(Term), *There = Into.fact(Term);
  return (Here && !(There && There->Values.within(Here->Values))) ||
         llvm::any_of(Into.Memory, HasOther(&State::memory)) ||
         llvm::any_of(Into.Versions, HasOther(&State::version));
}

bool locktidy::absorb(State &Into, const State &From) {
  bool Changed = false;
  auto Update = [&](auto &Old, auto New) {
    if (Old == New)
      return;
    Old = std::move(New);
    Changed = true;
  };
  Guard InWhy = Into.Why.common();
  Marks InMay = Into.marks();
  Changed |= Into.Why.join(From.Why);
  Changed |= Into.Doubts.join(From.Doubts, /*Exact=*/true);
  Update(Into.May, lesser(Into.May, From.May));
  Update(Into.Aged, Into.Aged || From.Aged);
  Update(Into.StillMasked, std::max(Into.StillMasked, From.StillMasked));
  size_t Forgotten = Into.Blurred.size();
  llvm::erase_if(Into.Blurred, [&](ExprId Term) {
    return !llvm::binary_search(From.Blurred, Term) &&
           !knowsOf(From, Into, Term);
  });
  Changed |= Into.Blurred.size() != Forgotten;
  // The two go on alike, so what is wrong with a lock that one of them does not
  // hold is wrong on a feasible path.
  Changed |= joinNotHeld(Into, InWhy, InMay, From);
  MarkJoin OfLocks(InMay, From.marks(), Into.marks());
  for (auto [A, B] : llvm::zip_equal(Into.Held, From.Held)) {
    Update(A.May, OfLocks(A.May, B.May));
    Update(A.Masks, std::max(A.Masks, B.Masks));
  }
  size_t Asked = Into.Entry.size();
  llvm::erase_if(Into.Entry, [&](const EntryCondition &C) {
    return !From.findEntry(C.Lock);
  });
  Changed |= Into.Entry.size() != Asked;
  for (EntryCondition &C : Into.Entry)
    Update(C.May, OfLocks(C.May, From.findEntry(C.Lock)->May));
  return Changed;
}

void locktidy::addTerm(llvm::SmallVectorImpl<ExprId> &Into, ExprId Term) {
  auto *It = llvm::lower_bound(Into, Term);
  if (It == Into.end() || *It != Term)
    Into.insert(It, Term);
}

State locktidy::join(const State &A, const State &B,
                     llvm::function_ref<ExprId(ExprId Address)> Blur) {
  State S = A;
  absorb(S, B);
  // The two do not go on alike: only what both say.
  llvm::erase_if(S.NotHeld, [&](const NotHeldLock &L) {
    return !A.findNotHeld(L.Lock) || !B.findNotHeld(L.Lock);
  });
  S.Blurred = A.Blurred;
  for (ExprId Term : B.Blurred)
    addTerm(S.Blurred, Term);
  S.Memory.clear();
  auto Differs = [&](ExprId Address) {
    ExprId Value = Blur(Address);
    S.setMemory(Address, Value);
    addTerm(S.Blurred, Value);
  };
  for (const auto &[Address, Value] : A.Memory)
    if (B.memory(Address) == Value)
      S.setMemory(Address, Value);
    else
      Differs(Address);
  for (const auto &[Address, Value] : B.Memory)
    if (!A.memory(Address))
      Differs(Address);
  S.Facts.clear();
  for (Fact F : A.Facts) {
    const Fact *O = B.fact(F.Term);
    if (!O || !(O->Values == F.Values))
      addTerm(S.Blurred, F.Term);
    if (!O)
      continue;
    F.Values = F.Values.hull(O->Values);
    F.Weak |= O->Weak;
    F.UnderLock |= O->UnderLock;
    F.Released |= O->Released;
    if (!F.Values.isAll())
      S.Facts.push_back(F);
  }
  for (const Fact &F : B.Facts)
    if (!A.fact(F.Term))
      addTerm(S.Blurred, F.Term);
  return S;
}
