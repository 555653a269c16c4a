//===- NoopSpl.cpp - noop-spl ---------------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A call that once raised the interrupt level and whose definition does
// nothing any more: what it seems to protect is not protected. One finding for
// each raise, with the calls that restore the level it returned.
//
//   s = splbio();        the pair says that it protects sc->queue: another lock
//   sc->queue = bp;      does here, or does elsewhere, or none does
//   splx(s);
//
//===----------------------------------------------------------------------===//
#include "Graph/Print.h"
#include "Rules/Describe.h"
#include "Rules/LevelPairs.h"
#include "Rules/Rewrites.h"
#include "Rules/Rule.h"
#include "Solve/DataGuards.h"
#include <optional>
#include <set>

using namespace locktidy;

namespace {

class Judge {
public:
  Judge(const SolvedProgram &P, std::vector<Finding> &Out)
      : P(P), D(P), Out(Out) {}
  void function(uint32_t Index);

private:
  /// What a pair is about.
  struct Data {
    std::vector<AccessRef>
        Accesses;      ///< one for each place, the likeliest first
    LockClass Covered; ///< held at each access and call
  };
  void needGuards();
  Data dataOf(uint32_t Function, const LevelPair &Pair) const;
  std::string saidOf(const Data &Of) const;
  std::string lockNoun(LockClass C) const;
  const GuardCount *guardOf(AccessRef R) const;
  Finding finding(uint32_t Function, const Event &E, std::string Message) const;

  const SolvedProgram &P;
  Describer D;
  std::vector<Finding> &Out;
  // Made when the first pair is seen: most kernels have none.
  std::optional<Protection> Locks;
  std::map<uint32_t, GuardCount> Guards; ///< by place
  std::map<LockClass, StringId> Kinds;
};

} // namespace

void Judge::needGuards() {
  if (Locks)
    return;
  Locks.emplace(P);
  Kinds = findKinds(P);
  for (GuardedData &G : findGuards(P, *Locks))
    if (G.Best.Held.size() >= 2 && G.Best.Held.size() > G.Best.Not.size())
      Guards[G.Place] = std::move(G.Best);
}

const GuardCount *Judge::guardOf(AccessRef R) const {
  auto It = Guards.find(Locks->access(R).Place);
  return It == Guards.end() ? nullptr : &It->second;
}

std::string Judge::lockNoun(LockClass C) const {
  auto It = Kinds.find(C);
  return D.lockNoun(C, It == Kinds.end() ? StringId() : It->second);
}

Judge::Data Judge::dataOf(uint32_t Function, const LevelPair &Pair) const {
  const SolvedFunction &F = P.Functions[Function];
  Data Found;
  std::optional<std::set<LockClass>> Common;
  auto Meet = [&](const std::vector<LockClass> &Held) {
    std::set<LockClass> Both;
    for (LockClass C : Held)
      if (Kinds.count(C) && (!Common || Common->count(C)))
        Both.insert(C);
    Common = std::move(Both);
  };
  auto Inside = [&](uint32_t At) {
    if (At == NoPoint)
      return false;
    const auto &Anchors = F.Data.Points[At].Anchors; // none: never reached
    return !Anchors.empty() && llvm::all_of(Anchors, [&](EventRef A) {
      return Pair.Between.count(A);
    });
  };
  std::set<uint32_t> Places;
  for (uint32_t I = 0; I != F.Data.Accesses.size(); ++I) {
    const Access &A = F.Data.Accesses[I];
    if (A.New || !Inside(A.At))
      continue;
    AccessRef R{Function, I};
    Meet(Locks->locks(R));
    if (Places.insert(A.Place).second)
      Found.Accesses.push_back(R);
  }
  const std::vector<LockClass> &Entry = Locks->entry(Function).Sure;
  for (const CallPoint &C : F.Data.Calls)
    if (Common && Inside(C.At)) {
      std::vector<LockClass> Held = F.Data.Points[C.At].Sure;
      Held.insert(Held.end(), Entry.begin(), Entry.end());
      Meet(Held);
    }
  if (Common && !Common->empty())
    Found.Covered = *Common->begin();
  llvm::sort(Found.Accesses, [&](AccessRef A, AccessRef B) {
    auto Rank = [&](AccessRef R) {
      return std::tuple(!guardOf(R), !Locks->access(R).Write, R);
    };
    return Rank(A) < Rank(B);
  });
  return Found;
}

/// How the message goes on: what is used between the two, and which lock
/// protects that.
std::string Judge::saidOf(const Data &Of) const {
  if (Of.Accesses.empty())
    return "";
  AccessRef First = Of.Accesses.front();
  std::string Said = " while '" +
                     exprText(P.Prog.All, P.Functions[First.Function].Graph,
                              Locks->access(First).Address) +
                     "'";
  size_t More = Of.Accesses.size() - 1;
  if (More)
    Said += " and " + std::to_string(More) + " more";
  Said += More ? " are used" : " is used";
  if (Of.Covered)
    return Said + ", with " + lockNoun(Of.Covered) + " held";
  if (const GuardCount *G = guardOf(First))
    return Said + ", which " + lockNoun(G->Class) + " protects elsewhere (" +
           std::to_string(G->Held.size()) + " of " +
           std::to_string(G->known()) + " accesses" +
           (More ? " of the first)" : ")");
  return Said;
}

Finding Judge::finding(uint32_t Function, const Event &E,
                       std::string Message) const {
  Finding R =
      D.begin("noop-spl", Severity::Warning, P.Functions[Function], E.Pos);
  R.Event = P.Prog.str(E.Name).str();
  R.Message = "'" + R.Event + "' does nothing on this kernel: " + Message;
  return R;
}

void Judge::function(uint32_t Index) {
  const FunctionGraph &G = P.Functions[Index].Graph;
  LevelPairs Found = findIdlePairs(G);
  if (!Found.Pairs.empty())
    needGuards();
  std::vector<Data> About;
  std::vector<bool> Covered;
  for (const LevelPair &Pair : Found.Pairs) {
    About.push_back(dataOf(Index, Pair));
    Covered.push_back(bool(About.back().Covered));
  }
  std::vector<std::vector<FixIt>> Fixes =
      removePairs(D, G, Found.Pairs, Covered);
  for (size_t I = 0; I != Found.Pairs.size(); ++I) {
    const LevelPair &Pair = Found.Pairs[I];
    const Data &Of = About[I];
    Finding R = finding(Index, *Pair.Raise,
                        "it keeps no interrupt handler out" + saidOf(Of));
    if (Of.Covered)
      R.LockClasses = {D.className(Of.Covered)};
    std::vector<Step> Path;
    for (const Event *Restore : Pair.Restores)
      Path.push_back({D.place(Restore->Pos),
                      "restored here by '" + P.Prog.str(Restore->Name).str() +
                          "', which does nothing either"});
    if (!Path.empty())
      R.Paths.push_back(std::move(Path));
    R.Fixes = std::move(Fixes[I]);
    Out.push_back(std::move(R));
  }
  for (const Event *E : Found.Alone)
    Out.push_back(finding(Index, *E, "it restores no level"));
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Judge J(P, Out);
  for (uint32_t I = 0; I != P.Functions.size(); ++I)
    J.function(I);
}

static const Rule NoopSpl{
    "noop-spl", Severity::Warning,
    "raising the interrupt level by a call that does nothing", judge};
static RegisterRule Register(NoopSpl);
