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

private:
  /// The accesses that one place in the source stands for: a header's function
  /// and the copies of a specialised one have several.
  using Group = std::vector<AccessRef>;
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
    bool Held = true, Not = true, Any = false;
    for (AccessRef R : Same) {
      if (Locks.isPrivate(R, C))
        continue;
      Any = true;
      Protection::Answer A = Locks.answer(R, C);
      Held &= A == Protection::Answer::Held;
      Not &= A == Protection::Answer::NotHeld;
    }
    if (!Any || (!Held && !Not))
      continue;
    AccessRef R = Same.front();
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
  // By place, then by place in the source.
  using Source = std::pair<Position, bool>;
  std::map<uint32_t, std::map<Source, Group>> ByPlace;
  for (uint32_t F = 0; F != P.Functions.size(); ++F)
    for (auto [I, A] : llvm::enumerate(P.Functions[F].Data.Accesses))
      if (AccessRef R{F, uint32_t(I)};
          Guarded.test(A.Place) && Locks.isReached(R))
        ByPlace[A.Place][{A.Pos, A.Write}].push_back(R);
  std::vector<std::pair<std::string, GuardedData>> Named;
  for (const auto &[Place, Sources] : ByPlace) {
    std::vector<Group> Groups;
    for (const auto &[Where, Same] : Sources)
      Groups.push_back(Same);
    if (std::optional<GuardedData> Data = judge(Place, Groups))
      Named.emplace_back(placeName(T, P.Data.all()[Place]), std::move(*Data));
  }
  llvm::sort(Named, [](const auto &A, const auto &B) {
    return std::tie(A.first, A.second.Place) <
           std::tie(B.first, B.second.Place);
  });
  std::vector<GuardedData> Out;
  for (auto &[Name, Data] : Named)
    Out.push_back(std::move(Data));
  return Out;
}

std::vector<GuardedData> locktidy::findGuards(const SolvedProgram &P,
                                              const Protection &Locks) {
  return GuardFinder(P, Locks).run();
}

bool locktidy::isShared(const Protection &Locks, const GuardedData &G,
                        uint32_t Function) {
  return llvm::any_of(G.Uses, [&](AccessRef Use) {
    return Locks.mayMeet(Function, Use.Function);
  });
}
