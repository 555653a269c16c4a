//===- Match.cpp - what was observed, on the program's locks --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Observed/Match.h"
#include "Observed/ClassIndex.h"
#include "llvm/ADT/STLExtras.h"
#include <optional>
#include <tuple>

using namespace locktidy;

namespace {
class Matcher {
public:
  explicit Matcher(const SolvedProgram &P) : Index(P) {}
  void add(const LockLog &Log);

  Observed Out;

private:
  ClassIndex::Match find(const LoggedLock &Lock);
  std::optional<LockClass> classOf(const LoggedLock &Lock);
  void addFault(const LoggedFault &F, std::string Place);
  void addOrder(LockClass A, LockClass B, SeenOrder Order);

  ClassIndex Index;
  /// The faults, without where the log says them.
  std::set<std::tuple<locktidy::Fault, std::string, LockClasses,
                      std::set<LoggedPlace>, std::set<LoggedPlace>,
                      std::set<std::string>>>
      Said;
};
} // namespace

/// The classes that \p Lock can be; when it is not one, it is counted.
ClassIndex::Match Matcher::find(const LoggedLock &Lock) {
  ClassIndex::Match Found = Index.find(Lock);
  Out.Differing += Found.Differs;
  if (Found.Classes.size() == 1)
    return Found;
  if (Lock.Name.empty())
    ++Out.Nameless;
  else
    (Found.Classes.empty() ? Out.Unknown : Out.Ambiguous).insert(Lock.Name);
  return Found;
}

std::optional<LockClass> Matcher::classOf(const LoggedLock &Lock) {
  ClassIndex::Match Found = find(Lock);
  if (Found.Classes.size() == 1)
    return *Found.Classes.begin();
  return std::nullopt;
}

/// Nothing but perhaps an address is known of it.
static bool isNothing(const LoggedLock &L) {
  return L.Name.empty() && L.At.File.empty() && L.Functions.empty() &&
         L.MadeIn.empty() && L.ReleasedIn.empty();
}

void Matcher::addFault(const LoggedFault &F, std::string Place) {
  SeenFault Fault;
  Fault.Kind = F.Kind;
  Fault.What = F.What;
  Fault.Place = std::move(Place);
  Fault.Places = {F.Places.begin(), F.Places.end()};
  Fault.Functions = {F.Functions.begin(), F.Functions.end()};
  if (F.Kind != Fault::None)
    for (const LoggedLock &L : F.Locks) {
      if (isNothing(L))
        continue;
      LoggedLock Lock = L;
      // Of a lock that was released the stack is that of its release.
      if (Lock.Functions.empty())
        Lock.Functions = F.Functions;
      ClassIndex::Match Found = find(Lock);
      Fault.Named = true;
      Fault.Sure |= Found.Classes.size() == 1;
      Fault.Classes.insert(Found.Classes.begin(), Found.Classes.end());
      Fault.Functions.insert(L.Functions.begin(), L.Functions.end());
      if (!L.ReleasedIn.empty())
        Fault.Functions.insert(L.ReleasedIn);
      if (L.At.Line)
        Fault.Taken.insert(L.At);
    }
  // A kernel may say the same again and again.
  if (Said.insert({Fault.Kind, Fault.What, Fault.Classes, Fault.Places,
                   Fault.Taken, Fault.Functions})
          .second)
    Out.Faults.push_back(std::move(Fault));
}

void Matcher::addOrder(LockClass A, LockClass B, SeenOrder Order) {
  auto [It, New] = Out.Orders.try_emplace({A, B}, Order);
  if (New)
    return;
  It->second.Direct |= Order.Direct;
  if (Order.Reported && !It->second.Reported) {
    It->second.Reported = true;
    It->second.Place = std::move(Order.Place);
  }
}

void Matcher::add(const LockLog &Log) {
  auto Place = [&](unsigned Line) {
    return Log.File + ":" + std::to_string(Line);
  };
  for (const LoggedOrder &O : Log.Orders) {
    // The stack is that of the second acquire; the first was made there too, or
    // by one of its callers.
    LoggedLock Before = O.First;
    if (Before.Functions.empty() && !Before.Name.empty())
      Before.Functions = O.Second.Functions;
    std::optional<LockClass> First = classOf(Before),
                             Second = classOf(O.Second);
    if (!First || !Second)
      continue;
    addOrder(*First, *Second, {Place(O.Line), O.Reported, O.Direct});
    if (O.Both)
      addOrder(*Second, *First, {Place(O.Line), true, /*Direct=*/false});
  }
  for (const LoggedFault &F : Log.Faults)
    addFault(F, Place(F.Line));
  for (const LoggedUse &U : Log.Uses)
    if (std::optional<LockClass> Class = classOf(U.Lock)) {
      SeenUse &Use = Out.Uses[*Class];
      if (Use.Place.empty())
        Use.Place = Place(U.Line);
      (U.Held ? Use.Holds : Use.Waits) += U.Events;
      (U.Held ? Use.HoldNanoseconds : Use.WaitNanoseconds) += U.Nanoseconds;
    }
}

Observed locktidy::match(const SolvedProgram &P, llvm::ArrayRef<LockLog> Logs) {
  Matcher M(P);
  for (const LockLog &Log : Logs)
    M.add(Log);
  return std::move(M.Out);
}
