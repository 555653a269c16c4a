//===- UnmadeLocks.cpp - locks that are never initialised -----------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   hash = kmem_zalloc(sizeof (*hash), KM_SLEEP);
//   hash->name = name;                  the object's maker fills it in
//   hash->size = size;
//   ...
//   rw_enter(&hash->contents, RW_READER);    and no rw_init() in sight
//
// Only where it can be seen that nobody does: the object is not shown as a
// whole to a function that is not seen before its maker returns, nor the lock's
// address ever. A field or two that are filled in tell a maker from who
// allocates for another.
//
//===----------------------------------------------------------------------===//
#include "Rules/UnmadeLocks.h"
#include "Rules/Describe.h"
#include <map>
#include <set>

using namespace locktidy;

static constexpr unsigned MinFields = 2; ///< that a maker fills in

namespace {

class UnmadeLocks {
public:
  UnmadeLocks(const SolvedProgram &P, std::vector<Finding> &Out)
      : P(P), D(P), Out(Out) {}
  void run();

private:
  /// Two files may have each its own record of one name.
  using Record = std::pair<StringId, StringId>;
  Record recordOf(uint32_t Field) const {
    const FieldInfo &Info = P.Prog.All.Fields[Field];
    return {Info.Record, Info.File};
  }
  struct Acquired {
    const SolvedFunction *Function;
    const Event *At;
  };
  struct Maker {
    const SolvedFunction *Function;
    Position Pos;
  };

  void findTaken();
  void findMakers();
  void report(uint32_t Field, const Acquired &By, const Maker &Of);

  const SolvedProgram &P;
  Describer D;
  std::vector<Finding> &Out;
  std::map<uint32_t, Acquired> Taken; ///< by field: where first
  std::map<Record, Maker> Makers;     ///< the first one
  std::set<Record> Shown;
};

} // namespace

/// The locks that something takes and nothing initialises.
void UnmadeLocks::findTaken() {
  std::set<uint32_t> HandedOut;
  for (uint32_t I : P.Data.HandedOut)
    for (uint32_t Field : P.Data.all()[I].Fields)
      HandedOut.insert(Field);
  for (const SolvedFunction &F : P.Functions)
    for (const Block &B : F.Graph.Blocks)
      for (const Event &E : B.Events) {
        if (E.Kind != EventKind::Effect || E.Effect != EffectKind::Acquire ||
            E.Stub)
          continue;
        LockClass C = lockClassOf(F.Graph, E.Lock);
        const LockKind *Kind = D.kindOf(C, E.LockKind).Kind;
        if (C.What != LockClass::Field || P.Classes.count(C) || Kind->Zeroed ||
            HandedOut.count(C.Symbol))
          continue;
        auto [It, New] = Taken.try_emplace(C.Symbol, Acquired{&F, &E});
        if (!New && E.Pos < It->second.At->Pos)
          It->second = {&F, &E};
      }
}

void UnmadeLocks::findMakers() {
  for (const SolvedFunction &F : P.Functions) {
    std::map<Record, std::map<uint32_t, Position>> Written;
    for (const Access &A : F.Data.Accesses) {
      const std::vector<uint32_t> &Fields = P.Data.all()[A.Place].Fields;
      if (!A.New || Fields.empty())
        continue;
      Record Of = recordOf(Fields.front());
      if (A.Shown)
        Shown.insert(Of);
      if (A.Write)
        Written[Of].try_emplace(Fields.front(), A.Pos);
    }
    for (const auto &[Of, Fields] : Written) {
      if (Fields.size() < MinFields)
        continue;
      Position First = Fields.begin()->second;
      for (const auto &[Field, Pos] : Fields)
        First = std::min(First, Pos);
      auto [It, New] = Makers.try_emplace(Of, Maker{&F, First});
      if (!New && First < It->second.Pos)
        It->second = {&F, First};
    }
  }
}

void UnmadeLocks::report(uint32_t Field, const Acquired &By, const Maker &Of) {
  LockClass C{LockClass::Field, Field};
  const LockKind *Kind = D.kindOf(C, By.At->LockKind).Kind;
  Finding R = D.begin("lock-lifetime", Severity::Warning, *Of.Function, Of.Pos);
  std::string Noun = Kind->Noun.empty() ? "lock" : Kind->Noun;
  R.Message = "nothing initialises " + Noun + " '" + D.className(C) +
              "' of the object that is made here";
  R.LockClasses.push_back(D.className(C));
  R.Event = "never initialised";
  if (!P.Prog.All.Fields[Field].File) {
    R.Level = Severity::Advice;
    R.Assumptions.push_back(
        "assumes that no file that is not seen initialises it");
  }
  R.Paths.push_back({{R.Where, "made here"},
                     {D.place(By.At->Pos), Noun + " '" +
                          D.lockText(*By.Function, By.At->Lock, C) +
                          "' acquired here"}});
  Out.push_back(std::move(R));
}

void UnmadeLocks::run() {
  findTaken();
  if (Taken.empty())
    return;
  findMakers();
  for (const auto &[Field, By] : Taken) {
    Record Of = recordOf(Field);
    if (auto It = Makers.find(Of); It != Makers.end() && !Shown.count(Of))
      report(Field, By, It->second);
  }
}

void locktidy::findUnmade(const SolvedProgram &P, std::vector<Finding> &Out) {
  UnmadeLocks(P, Out).run();
}
