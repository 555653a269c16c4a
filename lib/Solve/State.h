//===- State.h - the lock state of an execution -----------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One disjunct of property simulation: what a set of executions that reach a
// point have in common. Terms are expressions of the function's pool (Expr.h)
// in which Load(Local i) of a parameter i is the value passed, a Load of other
// memory is its value at entry, and Unknown is the value that one event made.
//
//   mtx_lock(&sc->mtx);          { held: sc->mtx }
//   if (sc->busy) ...            { held: sc->mtx; sc->busy in not-0 }, { ...0 }
//
// Two disjuncts with equal keys (locks, memory, facts) are one: their guards
// are joined and a mark stays only when both have it, since a finding needs
// one feasible path. Where a fact came from never takes part in equality.
//
// After ESP (Das, Lerner, Seigle: PLDI 2002), but with the values of the tested
// variables in the key, not only the lock state.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_STATE_H
#define LOCKTIDY_SOLVE_STATE_H

#include "Graph/LockGraph.h"
#include "Solve/Guard.h"
#include "Solve/Range.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace locktidy {

/// An event of a function's graph.
struct EventRef {
  uint32_t Block = 0, Index = 0;
  auto operator<=>(const EventRef &) const = default;
};

/// Where something comes from: an event and, when that is a call, the element
/// of the callee's summary which tells the rest of the way.
struct Origin {
  EventRef At;
  FunctionId Callee;    ///< none: the event itself
  uint32_t Case = 0;    ///< Summary::Cases, for held locks and conditions
  uint32_t Element = 0; ///< its Acquired or Entry; or Summary::Events
  auto operator<=>(const Origin &) const = default;
};

/// Origin::Case of a lock that a callee holds only inside.
constexpr uint32_t InsideCallee = ~0u;

/// Why a finding would be a may finding.
enum Mark : uint16_t {
  MarkWidened = 1,        ///< disjuncts were joined
  MarkChanged = 2,        ///< assumes that memory changed between two tests
  MarkSameObject = 4,     ///< assumes that two names mean one lock
  MarkUnknownCallee = 8,  ///< a callee without body might have changed it
  MarkPointerCallee = 32, ///< what a pointer calls might have released it
  MarkCounter = 64, ///< assumes that a count does not tell whether it is held
  MarkFlag = 16,    ///< assumes a value of a flag that is not known
  MarkTarget = 128, ///< assumes which function a pointer calls
  MarkOnce = 256,   ///< happens at the first call ever only, whoever makes it
  MarkAsked = 512,  ///< assumes that callers are not told what they ask for
                    ///< before they release the lock
  MarkLast = 16384, ///< assumes that the reference which a callee gives up is
                    ///< the last one
  MarkGiver =
      1024, ///< a callee that releases such locks might have released it
  MarkTaker = 2048,    ///< the function may mean to return with it
  MarkFar = 4096,      ///< behind many calls that need not be made
  MarkContext = 8192,  ///< the context is one that hardly ever forbids it
  MarkReaders = 32768, ///< assumes that another thread waits to write
};
using Marks = uint16_t;

/// What something rests on that two ways show: nothing, when one of them rests
/// on nothing, or what both rest on, or else one of the two.
Marks lesser(Marks One, Marks Other);

/// What a path with those marks and doubts rests on. An effect may be sure all
/// the same (Ways::isPossible).
inline Marks withDoubts(Marks May, const Ways &Doubts) {
  return Doubts.isAlways() ? May : May | MarkWidened;
}

/// Joins the marks of what two ways show, as of a lock that is held: where one
/// way rests on what the union does not, what it shows does so from then on.
///
///   way 1 by a change of memory, lock held      together: a way that is
///   way 2 for sure, lock held by a flag         possible, with a lock that is
///                                               perhaps held
class MarkJoin {
public:
  /// \p Both: what the union of the ways \p One and \p Other rests on.
  MarkJoin(Marks One, Marks Other, Marks Both)
      : One(One & ~Both), Other(Other & ~Both) {}
  Marks operator()(Marks OfOne, Marks OfOther) const {
    return OfOne == OfOther ? OfOne : lesser(OfOne | One, OfOther | Other);
  }

private:
  Marks One, Other;
};

struct HeldLock {
  ExprId Lock;
  StringId Kind;
  LockMode Mode = LockMode::Exclusive;
  uint8_t Count = 1;
  bool Entry = false; ///< the caller's: asserted, or retaken
  bool Multi = false; ///< several locks of a loop folded into one
  Marks May = 0;      ///< reasons why it may not be held
  Origin From;
  bool Out = false; ///< in a summary: named by memory as it is at exit
  IrqLevel Masks = IrqLevel::Thread; ///< what its acquire turned off
};

/// What an execution says about a lock of its caller.
struct EntryCondition {
  ExprId Lock;
  StringId Kind;
  LockMode Mode = LockMode::Exclusive;
  bool Held = true;      ///< held at entry, or not
  bool Tested = false;   ///< the function asked; else it is required
  bool Released = false; ///< Held, and given up by now
  Marks May = 0; ///< reasons why the path to where it says so may not be
  Origin From;
  bool ChangesMode = false; ///< in a summary: held in the mode After at exit
  LockMode After = LockMode::Exclusive;
  bool OnlyMode = false; ///< it matters in which mode: held in Mode, and in no
                         ///< other; or not in Mode, perhaps in another

  /// A lock of the caller is given up, and not because it was found held.
  bool isGivenUp() const { return Held && Released && !Tested; }
};

/// A lock known not to be held on one of the paths that a state stands for, and
/// the event that gave it up or asked.
struct NotHeldLock {
  ExprId Lock;
  EventRef Since;
  bool Recurses = false; ///< given up, but the caller may have another hold
  Guard When;            ///< on which of the paths; empty: on all
  Marks May = 0; ///< marks of those paths, where others have been joined
  bool New = false; ///< was initialised, and not given up
};

struct Fact {
  ExprId Term;
  Range Values;
  bool Weak = false;      ///< memory may have changed since
  bool UnderLock = false; ///< learnt while a lock was held
  bool Released = false;  ///< ... which has been released since
};

struct State {
  // The key.
  llvm::SmallVector<HeldLock, 2> Held;                    ///< sorted by Lock
  llvm::SmallVector<EntryCondition, 2> Entry;             ///< sorted by Lock
  llvm::SmallVector<std::pair<ExprId, ExprId>, 4> Memory; ///< address -> value
  llvm::SmallVector<Fact, 4> Facts;                       ///< sorted by Term
  /// Fields written since entry by callees: a load of one is a new value.
  llvm::SmallVector<std::pair<uint32_t, ExprId>, 0> Versions; ///< sorted
  // Not in the key.
  llvm::SmallVector<NotHeldLock, 2> NotHeld; ///< sorted by Lock
  Ways Why;                                  ///< entry facts that lead here
  Marks May = 0;
  /// Terms of which a join forgot what is known; sorted. Until there is a
  /// condition on one, nothing rests on what was forgotten.
  llvm::SmallVector<ExprId, 0> Blurred;
  /// Decisions of such conditions on the way here, of which only the paths
  /// that were joined know whether they are possible. Where both ways to
  /// decide one meet again, it is in doubt no longer.
  Ways Doubts;
  bool Aged = false; ///< memory is no longer as it was at entry
  /// Interrupts that stay off though the lock is released whose acquire turned
  /// them off: on some of the paths at least.
  IrqLevel StillMasked = IrqLevel::Thread;

  /// Interrupts that are off as far as the function knows.
  IrqLevel masked() const;
  Marks marks() const { return withDoubts(May, Doubts); }
  HeldLock *findHeld(ExprId Lock);
  const HeldLock *findHeld(ExprId Lock) const;
  EntryCondition *findEntry(ExprId Lock);
  const EntryCondition *findEntry(ExprId Lock) const;
  ExprId memory(ExprId Address) const;          ///< none when not known
  void setMemory(ExprId Address, ExprId Value); ///< none forgets
  ExprId version(uint32_t Field) const;
  void setVersion(uint32_t Field, ExprId Version);
  const Fact *fact(ExprId Term) const;
  void setFact(Fact F);
  void addHeld(HeldLock L);
  void addEntry(EntryCondition C);
  /// \p Lock has just been initialised.
  void knowNew(ExprId Lock, EventRef Since, Guard When = {});
  void knowNotHeld(ExprId Lock, EventRef Since, bool Recurses = false,
                   Guard When = {}, Marks May = 0);
  const NotHeldLock *findNotHeld(ExprId Lock) const;
  void forgetNotHeld(ExprId Lock);
};

/// Equal locks and entry conditions.
bool sameLocks(llvm::ArrayRef<HeldLock> HeldA, llvm::ArrayRef<HeldLock> HeldB,
               llvm::ArrayRef<EntryCondition> EntryA,
               llvm::ArrayRef<EntryCondition> EntryB);
inline bool sameLocks(const State &A, const State &B) {
  return sameLocks(A.Held, B.Held, A.Entry, B.Entry);
}
/// Equal locks, or callers come to \p General as they come to \p S, but whether
/// they hold a lock or not, which \p S asked, and was told that they do not.
bool includes(const State &General, const State &S);
/// Equal locks, but for such questions of either.
bool differInQuestions(const State &A, const State &B);
/// Equal keys.
bool sameKey(const State &A, const State &B);
/// Equally certain of the locks that both know.
bool sameMarks(const State &A, const State &B);
/// Whether \p S is possible, or its locks are held, on less than \p Than rests
/// on.
bool isSurer(const State &S, const State &Than);
/// True when \p General holds in every execution of \p S (equal locks given).
bool covers(const State &General, const State &S);
/// Takes over the parts of \p From that are not in the key, and forgets what
/// only \p Into asked of a caller's lock. True on change.
bool absorb(State &Into, const State &From);
/// What \p A and \p B, which differ in questions at most, both know; the rest
/// is blurred.
/// Memory in which they differ takes the value that \p Blur gives an address.
State join(const State &A, const State &B,
           llvm::function_ref<ExprId(ExprId Address)> Blur);
/// Adds a term to a sorted set.
void addTerm(llvm::SmallVectorImpl<ExprId> &Into, ExprId Term);

} // namespace locktidy

#endif
