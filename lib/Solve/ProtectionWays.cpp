//===- ProtectionWays.cpp - how an access is come to ----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which contexts of two functions can overlap, and the shortest ways from a
// root down to a function.
//
//===----------------------------------------------------------------------===//
#include "Solve/Protection.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

using namespace locktidy;

static bool has(const std::vector<LockClass> &In, LockClass C) {
  return llvm::binary_search(In, C);
}

/// \p OneDevice: both are about the same device, or argument.
static bool mayOverlap(const ContextKind &A, const ContextKind &B,
                       bool OneDevice) {
  auto IsBusy = [](const ContextKind &C) {
    return C.Runs == Concurrency::Parallel || C.Runs == Concurrency::Serial;
  };
  auto Excludes = [](const ContextKind &C, const ContextKind &Other) {
    return llvm::is_contained(C.Excludes, Other.Name);
  };
  bool Itself = A.Name == B.Name && A.Runs == Concurrency::Serial;
  bool Apart = OneDevice && (Itself || Excludes(A, B) || Excludes(B, A));
  return IsBusy(A) && IsBusy(B) && !Apart;
}

/// What comes to a function from elsewhere may be anything.
static const ContextKind Anything;

Protection::ContextKinds Protection::contexts(uint32_t Function) const {
  ContextKinds Out;
  for (StringId Name : Entry[Function].Contexts) {
    const ContextKind *K = P.Prog.context(Name);
    Out.push_back(K ? K : &Anything);
  }
  if (Out.empty() || Entry[Function].Foreign)
    Out.push_back(&Anything);
  return Out;
}

bool Protection::hasCompany(uint32_t Function) const {
  return llvm::any_of(contexts(Function), [](const ContextKind *K) {
    return mayOverlap(*K, Anything, /*OneDevice=*/false);
  });
}

bool Protection::mayMeet(uint32_t A, uint32_t B, bool OneDevice) const {
  // Another file has handlers of its own.
  OneDevice &= P.Functions[A].Graph.Pos.File == P.Functions[B].Graph.Pos.File;
  ContextKinds OfB = contexts(B);
  return llvm::any_of(contexts(A), [&](const ContextKind *One) {
    return llvm::any_of(OfB, [&](const ContextKind *Other) {
      return mayOverlap(*One, *Other, OneDevice);
    });
  });
}

std::optional<std::vector<Protection::Call>>
Protection::way(uint32_t Function, llvm::function_ref<Step(uint32_t)> Look,
                llvm::function_ref<bool(const AccessPoint &)> IsOpen) const {
  // Backwards, a call at a time; Next: the call by which to go on.
  std::map<uint32_t, std::pair<uint32_t, Position>> Next;
  llvm::SmallVector<uint32_t, 16> Todo{Function};
  Next[Function] = {~0u, {}};
  for (size_t I = 0; I != Todo.size(); ++I) {
    uint32_t F = Todo[I];
    Step What = Look(F);
    if (What == Step::Blocked)
      continue;
    if (What == Step::Begin) {
      std::vector<Call> Way;
      for (uint32_t At = F; At != Function; At = Next[At].first)
        Way.push_back({At, Next[At].second});
      return Way;
    }
    for (CallerRef From : P.Callers[F]) {
      const CallPoint &At = P.Functions[From.Function].Data.Calls[From.Call];
      const AccessPoint *Here = point(From.Function, At.At);
      if ((!Here || (Here->Reached && IsOpen(*Here))) &&
          Next.try_emplace(From.Function, F, At.Pos).second)
        Todo.push_back(From.Function);
    }
  }
  return std::nullopt;
}

std::optional<std::vector<Protection::Call>>
Protection::wayWithout(uint32_t Function, LockClass C) const {
  return way(
      Function,
      [&](uint32_t F) {
        if (has(Required[F], C))
          return Step::Blocked;
        bool Begins = has(Taken[F], C) || (Roots.test(F) && !Entry[F].Open);
        return Begins ? Step::Begin : Step::GoOn;
      },
      [&](const AccessPoint &At) {
        return !has(At.Maybe, C) && !has(At.Given, C) && !At.Unknown;
      });
}

std::optional<std::vector<Protection::Call>>
Protection::wayBesideOthers(uint32_t Function) const {
  return way(
      Function,
      [&](uint32_t F) {
        bool Begins = Roots.test(F) && !Entry[F].Open && hasCompany(F);
        return Begins ? Step::Begin : Step::GoOn;
      },
      [](const AccessPoint &) { return true; });
}
