//===- DataGuards.cpp - which lock guards which data ----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/DataGuards.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

std::map<LockClass, StringId> locktidy::findKinds(const SolvedProgram &P) {
  std::map<LockClass, StringId> Out;
  for (const SolvedFunction &F : P.Functions)
    for (const Observation &O : F.Observations)
      if (O.Effect == EffectKind::Acquire && O.Class && O.Kind)
        Out.try_emplace(P.Pointed.resolve(O.Class), O.Kind);
  return Out;
}

/// The locks that one thread at a time has.
static std::set<LockClass> findGuardLocks(const SolvedProgram &P) {
  std::set<LockClass> Out;
  for (const auto &[C, Kind] : findKinds(P)) {
    const LockKind *K = P.Prog.kind(Kind);
    if ((C.What == LockClass::Field || C.What == LockClass::Global) && K &&
        !K->Unpaired && !K->OrderExempt)
      Out.insert(C);
  }
  return Out;
}

namespace {

class GuardFinder {
public:
  GuardFinder(const SolvedProgram &P, const Protection &Locks)
      : P(P), T(P.Prog.All), Locks(Locks), Declared(P),
        Guards(findGuardLocks(P)) {}
  std::vector<GuardedData> run();
  std::vector<ReadOnlyData> findReadOnly() const;

private:
  /// The accesses that one place in the source stands for: a header's function
  /// and the copies of a specialised one have several.
  using Group = std::vector<AccessRef>;
  std::map<uint32_t, std::vector<Group>>
  group(const llvm::BitVector &Places) const;
  GuardCount count(const std::vector<Group> &Groups, const DataPlace &Place,
                   LockClass C) const;
  std::optional<GuardedData> judge(uint32_t Place,
                                   const std::vector<Group> &Groups) const;

  const SolvedProgram &P;
  const TUGraph &T;
  const Protection &Locks;
  DeclaredGuards Declared;
  std::set<LockClass> Guards;
  std::map<LockClass, uint64_t> Covers; ///< how many accesses have it
};

} // namespace

/// Whether one record is part of the other, `struct softc.tx` of `struct
/// softc`.
static bool isPart(llvm::StringRef Inner, llvm::StringRef Outer) {
  return Inner.consume_front(Outer) && (Inner.empty() || Inner.front() == '.');
}

bool locktidy::isOwnLock(const TUGraph &T, const DataPlace &Place,
                         LockClass C) {
  if (Place.Variable || C.What != LockClass::Field)
    return Place.Variable && C.What == LockClass::Global;
  llvm::StringRef Of = T.str(T.Fields[Place.Fields.front()].Record),
                  Lock = T.str(T.Fields[C.Symbol].Record);
  return isPart(Of, Lock) || isPart(Lock, Of);
}

GuardCount GuardFinder::count(const std::vector<Group> &Groups,
                              const DataPlace &Place, LockClass C) const {
  GuardCount Out;
  Out.Class = C;
  Out.Own = isOwnLock(T, Place, C);
  std::set<FunctionId> In;
  for (const Group &Same : Groups) {
    bool Held = true, Not = true, Reader = true, Any = false;
    for (AccessRef R : Same) {
      if (Locks.isPrivate(R, C))
        continue;
      Any = true;
      Protection::Answer A = Locks.answer(R, C);
      Held &= A == Protection::Answer::Held;
      Not &= A == Protection::Answer::NotHeld;
      Reader &= Locks.access(R).Write && Locks.isReader(R, C);
    }
    if (!Any)
      continue;
    AccessRef R = Same.front();
    if (Reader)
      Out.AsReader.push_back(R);
    if (!Held && !Not)
      continue;
    bool Write = Locks.access(R).Write;
    (Held ? Out.Held : Out.Not).push_back(R);
    (Held ? Out.HeldWrites : Out.NotWrites) += Write;
    if (Held)
      In.insert(P.Functions[R.Function].Graph.Id);
  }
  Out.Functions = In.size();
  return Out;
}

std::optional<GuardedData>
GuardFinder::judge(uint32_t Place, const std::vector<Group> &Groups) const {
  GuardedData Out;
  Out.Place = Place;
  std::set<LockClass> Candidates;
  for (const Group &Same : Groups) {
    Out.Uses.push_back(Same.front());
    for (AccessRef R : Same)
      for (LockClass C : Locks.locks(R))
        if (Guards.count(C))
          Candidates.insert(C);
  }
  Out.Declared = Declared.of(Place);
  if (Out.Declared && Out.Declared->Lock) {
    Out.Best = count(Groups, P.Data.all()[Place], Out.Declared->Lock);
    return Out;
  }
  auto Rank = [&](const GuardCount &C) {
    return std::tuple(C.Own, C.Held.size(), -int64_t(Covers.at(C.Class)));
  };
  for (LockClass C : Candidates) {
    GuardCount Count = count(Groups, P.Data.all()[Place], C);
    if (!Out.Best.Class || Rank(Count) > Rank(Out.Best))
      Out.Best = std::move(Count);
  }
  if (!Out.Best.Class || Out.Best.Held.empty())
    return std::nullopt;
  return Out;
}

/// Accesses by place, then by place in the source.
std::map<uint32_t, std::vector<GuardFinder::Group>>
GuardFinder::group(const llvm::BitVector &Places) const {
  using Source = std::pair<Position, bool>;
  std::map<uint32_t, std::map<Source, Group>> ByPlace;
  for (uint32_t F = 0; F != P.Functions.size(); ++F)
    for (auto [I, A] : llvm::enumerate(P.Functions[F].Data.Accesses))
      if (AccessRef R{F, uint32_t(I)};
          Places.test(A.Place) && Locks.isReached(R))
        ByPlace[A.Place][{A.Pos, A.Write}].push_back(R);
  std::map<uint32_t, std::vector<Group>> Out;
  for (auto &[Place, Sources] : ByPlace)
    for (auto &[Where, Same] : Sources)
      Out[Place].push_back(std::move(Same));
  return Out;
}

template <typename T>
static void sortByName(const SolvedProgram &P, std::vector<T> &Data) {
  std::vector<std::pair<std::string, uint32_t>> Names;
  for (uint32_t I = 0; I != Data.size(); ++I)
    Names.emplace_back(placeName(P.Prog.All, P.Data.all()[Data[I].Place]), I);
  llvm::sort(Names);
  std::vector<T> Sorted;
  for (const auto &[Name, I] : Names)
    Sorted.push_back(std::move(Data[I]));
  Data = std::move(Sorted);
}

std::vector<GuardedData> GuardFinder::run() {
  // Most data has no lock anywhere.
  llvm::BitVector Guarded(P.Data.all().size());
  for (uint32_t F = 0; F != P.Functions.size(); ++F)
    for (auto [I, A] : llvm::enumerate(P.Functions[F].Data.Accesses))
      for (LockClass C : Locks.locks({F, uint32_t(I)}))
        if (Guards.count(C)) {
          ++Covers[C];
          Guarded.set(A.Place);
        }
  for (uint32_t Place = 0; Place != Guarded.size(); ++Place)
    if (std::optional<DeclaredGuard> By = Declared.of(Place); By && By->Lock)
      Guarded.set(Place);
  std::vector<GuardedData> Out;
  for (const auto &[Place, Groups] : group(Guarded))
    if (std::optional<GuardedData> Data = judge(Place, Groups))
      Out.push_back(std::move(*Data));
  sortByName(P, Out);
  return Out;
}

/// What is written where others may read it. An object without a lock of its
/// own (a message, say) may belong to one thread after the other.
std::vector<ReadOnlyData> GuardFinder::findReadOnly() const {
  llvm::BitVector Places(P.Data.all().size());
  auto IsShared = [&](const DataPlace &Place) {
    return Place.Variable || llvm::any_of(Guards, [&](LockClass C) {
             return isOwnLock(T, Place, C);
           });
  };
  for (uint32_t Place = 0; Place != Places.size(); ++Place)
    if (std::optional<DeclaredGuard> By = Declared.of(Place);
        By && By->ReadOnly && IsShared(P.Data.all()[Place]))
      Places.set(Place);
  std::vector<ReadOnlyData> Out;
  if (Places.none())
    return Out;
  auto IsSlip = [&](AccessRef R) {
    return Locks.access(R).Write && !Locks.isPrivate(R, LockClass());
  };
  for (const auto &[Place, Groups] : group(Places)) {
    ReadOnlyData Data{Place, {}, *Declared.of(Place)};
    for (const Group &Same : Groups)
      if (llvm::all_of(Same, IsSlip))
        Data.Writes.push_back(Same.front());
    if (!Data.Writes.empty())
      Out.push_back(std::move(Data));
  }
  sortByName(P, Out);
  return Out;
}

std::vector<GuardedData> locktidy::findGuards(const SolvedProgram &P,
                                              const Protection &Locks) {
  return GuardFinder(P, Locks).run();
}

std::vector<ReadOnlyData> locktidy::findReadOnly(const SolvedProgram &P,
                                                 const Protection &Locks) {
  return GuardFinder(P, Locks).findReadOnly();
}

bool locktidy::isShared(const SolvedProgram &P, const Protection &Locks,
                        const GuardedData &G, uint32_t Function) {
  bool OneDevice = !P.Data.all()[G.Place].Variable;
  return llvm::any_of(G.Uses, [&](AccessRef Use) {
    return Locks.mayMeet(Function, Use.Function, OneDevice);
  });
}
