//===- UnguardedAccess.cpp - unguarded-access -----------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A field or global is written without the lock that the rest of the program
// holds when it touches it:
//
//   mtx_lock(&sc->mtx); sc->count++; ...      at six places
//   sc->count = 0;                            here: a thread there loses it
//
// The lock is one of the same object, or both are globals (DataGuards.h). A
// read is advice: many a reader wants a hint, and asks again under the lock. So
// is a write in a function that never takes the lock: it may run when nobody
// else does.
//
// Where a note or an attribute says which lock it is (DeclaredGuards.h), that
// is asked for everywhere, and of other data the notes say that none is. Who
// writes has it as a writer; what is read only is written before others see it.
//
// Data that an entry point and an interrupt handler both change needs one lock
// of both, whatever the rest of the program does (SharedHalves.h): advice, for
// what keeps the two apart may lie in the device.
//
//===----------------------------------------------------------------------===//
#include "Graph/Print.h"
#include "Rules/Describe.h"
#include "Rules/Rule.h"
#include "Rules/SharedHalves.h"
#include "Solve/DataGuards.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace locktidy;

// What the program does everywhere else, it means.
static constexpr unsigned MinHeld = 4, MinHeldWrites = 2, MinFunctions = 3;
static constexpr unsigned MinShare = 80; ///< percent of the accesses known

namespace {

/// A write to what is declared to be read only, with the calls that lead to it.
struct ReadOnlySlip {
  const ReadOnlyData *Data;
  AccessRef Access;
  std::vector<Protection::Call> Way;
};

class Judge {
public:
  Judge(const SolvedProgram &P, std::vector<Finding> &Out)
      : P(P), D(P), Locks(P), Kinds(findKinds(P)), Out(Out) {}
  void run();

private:
  bool isMeant(const GuardCount &C) const;
  bool isAsked(const GuardedData &G, AccessRef R) const;
  /// An access to data without its lock.
  struct Slip {
    const GuardedData *Data;
    AccessRef Access;
    bool Reader = false; ///< it has it, but writes as a reader
  };
  bool hasAnother(const GuardedData &G, AccessRef R, bool Surely) const;
  Severity level(const Slip &S) const;
  void report(llvm::ArrayRef<Slip> InFunction);
  void report(llvm::ArrayRef<ReadOnlySlip> InFunction);
  void report(llvm::ArrayRef<SharedHalves> Pair);
  std::string text(AccessRef R) const;
  std::string noun(LockClass C) const;
  Step example(const GuardCount &C) const;
  std::vector<Step> way(AccessRef R, llvm::ArrayRef<Protection::Call> Calls,
                        llvm::StringRef How, llvm::StringRef What) const;

  const SolvedProgram &P;
  Describer D;
  Protection Locks;
  std::map<LockClass, StringId> Kinds;
  std::vector<Finding> &Out;
};

} // namespace

/// Whether the lock is held often enough to be the rule.
bool Judge::isMeant(const GuardCount &C) const {
  return C.Own && C.Held.size() >= MinHeld && C.HeldWrites >= MinHeldWrites &&
         C.Functions >= MinFunctions &&
         C.Held.size() * 100 >= MinShare * C.known();
}

/// Whether the access has to have the lock.
bool Judge::isAsked(const GuardedData &G, AccessRef R) const {
  if (G.Declared && G.Declared->ReadFree && !Locks.access(R).Write)
    return false;
  return isShared(P, Locks, G, R.Function) &&
         !hasAnother(G, R, /*Surely=*/true) &&
         Locks.wayWithout(R.Function, G.Best.Class).has_value();
}

/// Whether the access has another lock that all others have, too; without
/// \p Surely: that most have, and none is known not to have, called from where
/// the kernel calls. The lock of the finding is then held for something else:
/// all have the kernel lock, or one for what the data are part of.
bool Judge::hasAnother(const GuardedData &G, AccessRef R, bool Surely) const {
  if (G.Declared)
    return false;
  return llvm::any_of(Locks.locks(R), [&](LockClass C) {
    if (C == G.Best.Class)
      return false;
    size_t Held = 0, Unknown = 0, All = 0;
    for (AccessRef Use : G.Uses)
      if (!Locks.isPrivate(Use, C)) {
        Protection::Answer Has = Locks.answer(Use, C);
        Held += Has == Protection::Answer::Held;
        Unknown += Has == Protection::Answer::Unknown ||
                   (Has == Protection::Answer::NotHeld &&
                    Locks.entry(Use.Function).Foreign);
        ++All;
      }
    return Surely ? Held == All : Held + Unknown == All && Held * 2 >= All;
  });
}

Severity Judge::level(const Slip &S) const {
  const GuardedData &G = *S.Data;
  AccessRef R = S.Access;
  // Who has the address may write it by other means.
  // It may be another lock of the object that counts.
  const DataPlace &Place = P.Data.all()[G.Place];
  bool Otherwise =
      P.Data.HandedOut.contains(G.Place) ||
      llvm::any_of(Locks.locks(R), [&](LockClass C) {
        return C != G.Best.Class && isOwnLock(P.Prog.All, Place, C);
      });
  // Who takes the lock itself knows that others come; who does not may run when
  // they do not.
  bool Certain = Locks.access(R).Write && !Otherwise &&
                 !hasAnother(G, R, /*Surely=*/false) &&
                 Locks.takes(R.Function, G.Best.Class) &&
                 G.Best.HeldWrites >
                     G.Best.NotWrites + (S.Reader ? G.Best.AsReader.size() : 0);
  return Certain ? Severity::Warning : Severity::Advice;
}

std::string Judge::text(AccessRef R) const {
  return exprText(P.Prog.All, P.Functions[R.Function].Graph,
                  Locks.access(R).Address);
}

std::string Judge::noun(LockClass C) const {
  auto It = Kinds.find(C);
  return D.lockNoun(C, It == Kinds.end() ? StringId() : It->second);
}

/// How the access is come to.
std::vector<Step> Judge::way(AccessRef R,
                             llvm::ArrayRef<Protection::Call> Calls,
                             llvm::StringRef How, llvm::StringRef What) const {
  std::vector<Step> Path;
  for (size_t I = 0; I != Calls.size(); ++I) {
    uint32_t To = I + 1 == Calls.size() ? R.Function : Calls[I + 1].Caller;
    Path.push_back(
        {D.place(Calls[I].Pos),
         "calls '" + D.functionName(P.Functions[To]) + "' here" + How.str()});
  }
  Path.push_back({D.place(Locks.access(R).Pos), What.str()});
  return Path;
}

/// A place that has the lock, a write if there is one.
Step Judge::example(const GuardCount &C) const {
  AccessRef With = C.Held.front();
  for (AccessRef Other : C.Held)
    if (Locks.access(Other).Write && !Locks.access(With).Write)
      With = Other;
  return {D.place(Locks.access(With).Pos),
          std::string(Locks.access(With).Write ? "written" : "read") +
              " with it in '" + D.functionName(P.Functions[With.Function]) +
              "', for example"};
}

/// One finding for all that a function does without a lock: the worst, else the
/// first.
void Judge::report(llvm::ArrayRef<Slip> InFunction) {
  auto Key = [&](const Slip &S) {
    return std::tuple(level(S), Locks.access(S.Access).Pos);
  };
  const Slip &Worst =
      *llvm::min_element(InFunction, [&](const Slip &A, const Slip &B) {
        return Key(A) < Key(B);
      });
  const GuardedData &G = *Worst.Data;
  AccessRef R = Worst.Access;
  const GuardCount &C = G.Best;
  const Access &A = Locks.access(R);
  const SolvedFunction &F = P.Functions[R.Function];
  std::string Done = A.Write ? "written" : "read";
  Finding Found = D.begin("unguarded-access", level(Worst), F, A.Pos);
  bool Declared = G.Declared && G.Declared->Lock;
  std::string Guard = Declared ? ", which is declared to guard it" : ", which";
  if (Worst.Reader) {
    Found.Message = "'" + text(R) + "' is written with " + noun(C.Class) +
                    " held as a reader only" + Guard;
    Found.Paths.push_back({{Found.Where, "written here"}});
  } else {
    Found.Message =
        "'" + text(R) + "' is " + Done + " without " + noun(C.Class) + Guard +
        (Declared ? "; " : " ") + std::to_string(C.Held.size()) + " of " +
        std::to_string(C.known()) + (C.known() == 1 ? " access" : " accesses") +
        (C.Held.size() == 1 ? " holds" : " hold") + (Declared ? " it" : "");
    Found.Paths.push_back(way(R, *Locks.wayWithout(R.Function, C.Class),
                              " without it", Done + " here"));
  }
  if (Declared)
    Found.Paths.push_back({{D.place(G.Declared->Pos), "declared here"}});
  if (!C.Held.empty())
    Found.Paths.push_back({example(C)});
  Found.LockClasses = {D.className(C.Class)};
  Found.Event = Done + " " + placeName(P.Prog.All, P.Data.all()[G.Place]);
  Found.Others = InFunction.size() - 1;
  Out.push_back(std::move(Found));
}

/// One finding for all that a function writes of what one note is about.
void Judge::report(llvm::ArrayRef<ReadOnlySlip> InFunction) {
  const ReadOnlySlip &First =
      *llvm::min_element(InFunction, [&](const auto &A, const auto &B) {
        return Locks.access(A.Access).Pos < Locks.access(B.Access).Pos;
      });
  AccessRef R = First.Access;
  const Access &A = Locks.access(R);
  const SolvedFunction &F = P.Functions[R.Function];
  // No real one was seen yet by which to say how often it is true.
  Finding Found = D.begin("unguarded-access", Severity::Advice, F, A.Pos);
  Found.Message = "'" + text(R) +
                  "' is written where other threads may read it, and is "
                  "declared to be read only";
  Found.Paths.push_back(way(R, First.Way, "", "written here"));
  Found.Paths.push_back({{D.place(First.Data->Declared.Pos), "declared here"}});
  Found.Event = "written " + placeName(P.Prog.All, P.Data.all()[A.Place]);
  Found.Others = InFunction.size() - 1;
  Out.push_back(std::move(Found));
}

/// One finding for all that a function writes as another does, with no lock in
/// common.
void Judge::report(llvm::ArrayRef<SharedHalves> Pair) {
  const SharedHalves &First = Pair.front();
  const Access &Up = Locks.access(First.Upper),
               &Low = Locks.access(First.Lower);
  const SolvedFunction &F = P.Functions[First.Upper.Function],
                       &Other = P.Functions[First.Lower.Function];
  auto Title = [&](StringId Context) { return P.Prog.context(Context)->Title; };
  Finding Found = D.begin("unguarded-access", Severity::Advice, F, Up.Pos);
  Found.Message = "'" + text(First.Upper) + "' is changed here (" +
                  Title(First.UpperContext) + ") and in '" +
                  D.functionName(Other) + "' (" + Title(First.LowerContext) +
                  ") with no lock in common";
  Found.Paths.push_back({{Found.Where, "changed here"}});
  Found.Paths.push_back({{D.place(Low.Pos), "changed here, too"}});
  Found.Event = "changed " + placeName(P.Prog.All, P.Data.all()[First.Place]);
  Found.Others = Pair.size() - 1;
  Out.push_back(std::move(Found));
}

void Judge::run() {
  std::vector<GuardedData> All = findGuards(P, Locks);
  std::map<std::pair<uint32_t, LockClass>, std::vector<Slip>> Slips;
  for (const GuardedData &G : All) {
    // A note that asks for no lock is an answer, too.
    if (G.Declared && G.Declared->Pos.File ? !G.Declared->Lock
                                           : !isMeant(G.Best))
      continue;
    for (AccessRef R : G.Best.Not)
      if (isAsked(G, R))
        Slips[{R.Function, G.Best.Class}].push_back({&G, R});
    for (AccessRef R : G.Best.AsReader)
      if (G.Declared && isShared(P, Locks, G, R.Function))
        Slips[{R.Function, G.Best.Class}].push_back({&G, R, /*Reader=*/true});
  }
  for (const auto &[Where, InFunction] : Slips)
    report(InFunction);
  std::vector<ReadOnlyData> ReadOnly = findReadOnly(P, Locks);
  std::map<std::pair<uint32_t, Position>, std::vector<ReadOnlySlip>> Written;
  for (const ReadOnlyData &Data : ReadOnly)
    for (AccessRef R : Data.Writes)
      if (auto Way = Locks.wayBesideOthers(R.Function))
        Written[{R.Function, Data.Declared.Pos}].push_back({&Data, R, *Way});
  for (const auto &[Where, InFunction] : Written)
    report(InFunction);
  std::map<std::pair<uint32_t, uint32_t>, std::vector<SharedHalves>> Pairs;
  for (const SharedHalves &Shared : findSharedHalves(P, Locks))
    Pairs[{Shared.Upper.Function, Shared.Lower.Function}].push_back(Shared);
  for (const auto &[Where, Pair] : Pairs)
    report(Pair);
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  // Functions that were not solved would seem to take no lock.
  if (P.Stopped)
    return;
  Judge(P, Out).run();
}

static const Rule UnguardedAccess{
    "unguarded-access", Severity::Warning,
    "data written without the lock that guards it elsewhere", judge};
static RegisterRule Register(UnguardedAccess);
