//===- SharedHalves.cpp - data of a driver's two halves -------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/SharedHalves.h"
#include "Solve/DataGuards.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

using namespace locktidy;

namespace {

class Finder {
public:
  Finder(const SolvedProgram &P, const Protection &Locks)
      : P(P), Locks(Locks) {}
  std::vector<SharedHalves> run();

private:
  /// A write of a half, with what may be held at it.
  struct Use {
    AccessRef At;
    StringId Context;
    std::vector<LockClass> Locks;
    bool Giant = false;
  };
  StringId contextOf(uint32_t Function, DriverHalf Half) const;
  void findDrivers();
  std::optional<SharedHalves> match(uint32_t Place,
                                    const std::vector<Use> &Upper,
                                    const std::vector<Use> &Lower) const;

  const SolvedProgram &P;
  const Protection &Locks;
  std::vector<std::optional<llvm::StringRef>> Directory; ///< by place
};

} // namespace

/// A context of that half from which the function is reached.
StringId Finder::contextOf(uint32_t Function, DriverHalf Half) const {
  for (StringId Name : Locks.entry(Function).Contexts)
    if (const ContextKind *C = P.Prog.context(Name); C && C->Half == Half)
      return Name;
  return {};
}

/// The directory of the only driver that uses the data; none of data that
/// several use (an interface's statistics, a buffer's flags): the kernel says
/// who may write it when.
void Finder::findDrivers() {
  Directory.assign(P.Data.all().size(), std::nullopt);
  for (const SolvedFunction &F : P.Functions) {
    llvm::StringRef In = llvm::sys::path::parent_path(
        P.Prog.str(F.Graph.Pos.File));
    for (const Access &A : F.Data.Accesses) {
      std::optional<llvm::StringRef> &Of = Directory[A.Place];
      Of = !Of || *Of == In ? In : "";
    }
  }
}

std::optional<SharedHalves>
Finder::match(uint32_t Place, const std::vector<Use> &Upper,
              const std::vector<Use> &Lower) const {
  for (const Use &U : Upper)
    for (const Use &L : Lower) {
      bool Common = (U.Giant && L.Giant) ||
                    llvm::any_of(U.Locks, [&](LockClass C) {
                      return llvm::binary_search(L.Locks, C);
                    });
      // A plain write loses nothing of another plain write.
      bool Update = Locks.access(U.At).Update && Locks.access(L.At).Update;
      if (!Common && Update && U.At != L.At)
        return SharedHalves{Place, U.At, L.At, U.Context, L.Context};
    }
  return std::nullopt;
}

std::vector<SharedHalves> Finder::run() {
  findDrivers();
  // The kernel takes one lock around a handler in more than one way.
  std::map<LockClass, StringId> Kinds = findKinds(P);
  auto IsGiant = [&](LockClass C) {
    auto It = Kinds.find(C);
    const LockKind *K = It == Kinds.end() ? nullptr : P.Prog.kind(It->second);
    return K && K->Held == SleepWhileHeld::Released;
  };
  std::map<uint32_t, std::pair<std::vector<Use>, std::vector<Use>>> ByPlace;
  for (uint32_t F = 0; F != P.Functions.size(); ++F) {
    StringId Upper = contextOf(F, DriverHalf::Upper),
             Lower = contextOf(F, DriverHalf::Lower);
    if (!Upper && !Lower)
      continue;
    for (auto [I, A] : llvm::enumerate(P.Functions[F].Data.Accesses)) {
      AccessRef R{F, uint32_t(I)};
      if (!A.Write || A.Fetched || P.Data.HandedOut.contains(A.Place) ||
          Directory[A.Place]->empty() || Locks.isPrivate(R, {}))
        continue;
      std::optional<std::vector<LockClass>> Held = Locks.possibleLocks(R);
      if (!Held)
        continue;
      Use Here{R, {}, {}, Locks.entry(F).Giant || llvm::any_of(*Held, IsGiant)};
      Here.Locks = std::move(*Held);
      auto &[Up, Low] = ByPlace[A.Place];
      if ((Here.Context = Upper))
        Up.push_back(Here);
      if ((Here.Context = Lower))
        Low.push_back(Here);
    }
  }
  std::vector<SharedHalves> Out;
  for (const auto &[Place, Halves] : ByPlace)
    if (auto Found = match(Place, Halves.first, Halves.second))
      Out.push_back(*Found);
  llvm::sort(Out, [](const SharedHalves &A, const SharedHalves &B) {
    return std::tie(A.Upper, A.Place) < std::tie(B.Upper, B.Place);
  });
  return Out;
}

std::vector<SharedHalves>
locktidy::findSharedHalves(const SolvedProgram &P, const Protection &Locks) {
  return Finder(P, Locks).run();
}
