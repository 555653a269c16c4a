//===- Simulator.h - property simulation of one function --------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs a function's sliced graph over sets of disjuncts (State.h) to a fixed
// point, writing observations and exits. Blocks are taken in reverse postorder.
// It ends because joins only forget, and the number of disjuncts is bounded:
// MaxPerLocks for equal lock states, MaxPerBlock in all, of which some are
// joined to make room for a lock state that none of them has. A function that
// takes more work than most goes on with one for equal lock states, and one
// that takes MaxTimes as much is given up.
//
// Parts: Values.cpp (terms, facts, conditions), Observing.cpp (what is seen,
// and of which lock), Transfer.cpp (effects), Locking.cpp (those on locks),
// Calls.cpp (callees' summaries), Cases.cpp (one case of a summary),
// PointerCalls.cpp (callees that are one of several), Retests.cpp (branches),
// Loops.cpp (the end of a round), Joins.cpp (two states made one),
// Forgetting.cpp (what nothing later reads), Exits.cpp (ways out),
// Simulator.cpp (blocks and fixed point).
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_SIMULATOR_H
#define LOCKTIDY_SOLVE_SIMULATOR_H

#include "Graph/Builder.h"
#include "Solve/Pairings.h"
#include "Solve/Slice.h"
#include "Solve/Solved.h"
#include "Solve/Terms.h"
#include "llvm/ADT/DenseSet.h"
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace locktidy {

class Simulator {
public:
  static constexpr unsigned MaxPerLocks = 12, MaxPerBlock = 48;
  /// How often two states of a point are joined for a third one: each may come
  /// again.
  static constexpr unsigned MaxRegrouped = 4 * MaxPerLocks;
  static constexpr unsigned MaxVisitsPerBlock = 24; ///< on average
  static constexpr uint64_t MaxEffort =
      6000; ///< callee's events and cases seen
  static constexpr size_t MaxObservations = 10000;
  /// A function that takes this many times as much is given up.
  static constexpr unsigned MaxTimes = 6;

  Simulator(const SolvedProgram &P, SolvedFunction &F);
  void run();

private:
  using States = llvm::SmallVector<State, 4>;
  /// Marks to add to an event of a callee; nothing: it is not to be seen.
  using EventFilter =
      llvm::function_ref<std::optional<Marks>(const SummaryEvent &)>;

  // Simulator.cpp: blocks and the fixed point.
  void findOrder();
  void enter(BlockId From, BlockId To, State S);
  void insert(BlockId B, State S);
  State atEntry();
  Limit spent(unsigned Visits, unsigned Times) const;
  void visit(BlockId B, State S);
  void consultOperands(State &S, EventRef At);
  bool concernsLocks(const Event &E) const;
  Literal decision(BlockId In, uint32_t Site, size_t Arm, size_t Arms);
  void findDeciding();
  void findReturning();
  void addDistinct(States &All, State S);
  bool hasConstant(const State &S, const State &Other) const;
  void leave(BlockId B, State S);
  bool hasCaseForAll(BlockId B, ExprId Value) const;
  void foldLocks(BlockId Head, State &S);
  void mergeMulti(State &S) const;
  bool isHandedOver(uint32_t Loop, ExprId Lock) const;
  bool isReachable(BlockId Head, const State &S, ExprId Lock) const;
  std::set<LockClass> collectedClasses() const;
  void findRoundLeaks(const std::set<LockClass> &Collected);
  void doubtCollected(const std::set<LockClass> &Collected);
  void widenLoop(BlockId Head, State &S);
  void widenMemory(BlockId Head, State &S);
  ExprId rename(State &S, ExprId Value, int64_t Site);
  void keepNames(State &S, ExprId Last);
  void findInduction();

  // Joins.cpp: two states made one.
  bool unite(State &Into, const State &S);
  State joined(const State &A, const State &B);
  bool decideAlike(const State &A, const State &B, BlockId At);
  static State *nearest(llvm::ArrayRef<State *> Among, const State &S,
                        unsigned Least);
  static std::pair<State *, State *> closest(llvm::ArrayRef<State *> Among);
  std::vector<size_t> foldPerhapsReleased(llvm::ArrayRef<State *> Among);
  bool makeRoom(BlockId B);
  bool makeRoomFor(BlockId B, const State &S, const State &Near);
  void joinEntries(BlockId B, State *One, State *Other);
  void mergeEqualLocks(BlockId B);

  // Forgetting.cpp: what nothing later can read.
  void dropNameless(State &S);
  bool isNameable(ExprId Term, const llvm::DenseSet<ExprId> &Roots) const;
  bool isForCallers(const State &S, ExprId Address, ExprId Value) const;
  void dropDead(BlockId B, State &S);
  bool isLive(const Liveness &Live, BlockId B, const State &S, ExprId Term,
              const llvm::DenseSet<ExprId> &Roots) const;
  void addParts(ExprId Value, llvm::DenseSet<ExprId> &Out) const;
  bool isMemoryLive(const Liveness &Live, BlockId B, ExprId Address) const;

  // Exits.cpp: ways out.
  void exit(const Terminator &T, State S);
  bool sameEffect(const Exit &A, const Exit &B) const;
  bool tellsFor(const Exit &Sure, const Exit &X) const;
  bool costs(const Exit &X) const;
  void settleDoubts();
  void settleQuestions();

  // Values.cpp: terms and what is known of them.
  ExprId evaluate(const State &S, ExprId E);
  ExprId load(const State &S, ExprId Address);
  Range rangeOf(const State &S, ExprId Term) const;
  Range rangeOfRelation(const State &S, const Expr &Asked) const;
  bool unifyIfEqual(State &S, ExprId Term);
  bool unify(State &S, ExprId Value, ExprId Other);
  Range rangeOfMask(const State &S, ExprId Value, int64_t Mask) const;
  /// Adds the assumption; false when it contradicts what is known. \p IsFlag:
  /// the condition decides whether something sleeps.
  bool assume(State &S, ExprId Term, bool Truth, bool IsFlag = false);
  bool isUnderLock(const State &S, ExprId Term) const;
  bool restrict(State &S, ExprId Term, Range R, bool IsFlag);
  ExprId decidingFactor(ExprId Term, const Range &R) const;
  bool areHeldApart(const State &S, ExprId A, ExprId B);
  void consult(State &S, ExprId Term);
  bool keepsValues(const State &S, ExprId Forgotten) const;
  bool restsOn(ExprId Term, const Fact &F) const;
  bool dropWeak(State &S, ExprId Term);
  bool isReadThrough(const State &S, ExprId Pointer) const;
  bool isEntryTerm(ExprId T) const { return locktidy::isEntryTerm(G, T); }
  bool readsMemory(ExprId T) const { return locktidy::readsMemory(G, T); }
  /// A new value made at a place; older ones of the place become "old".
  ExprId fresh(State &S, int64_t Site);
  void substitute(State &S, ExprId From, ExprId To);
  ExprId replaced(ExprId In, ExprId From, ExprId To) {
    return locktidy::replaced(G, Terms, In, From, To);
  }
  unsigned depth(ExprId Term);
  bool mentions(ExprId In, ExprId T) const {
    return locktidy::mentions(G, In, T);
  }
  int64_t site(EventRef R, unsigned Number) const;
  void store(State &S, ExprId Address, ExprId Value);
  void weaken(State &S, bool OnlyReleased);
  void weakenField(State &S, uint32_t Field, ExprId Except = ExprId());
  void forgetField(State &S, uint32_t Field);
  bool isOwnMemory(ExprId Address) const;

  // Transfer.cpp: effects.
  void step(State S, EventRef At, States &Out);
  bool isJoined(ExprId Cond) const;
  void decide(State S, ExprId Cond, States &True, States &False,
              bool IsFlag = false);
  void effect(State S, EventRef At, States &Out);
  void changeLocks(State S, EventRef At, States &Out);
  void watch(State S, EventRef At, States &Out);
  void endHold(State &S, ExprId Lock);
  void endHoldsIn(State &S, ExprId Object);
  void giveMemory(State S, EventRef At, ExprId Result, States &Out);
  void exists(State &S, ExprId Lock);
  void acquire(State &S, ExprId Lock, HeldLock New);
  void noteHeld(const State &S, EventRef At);
  void noteAccess(const State &S, EventRef At);
  const HeldLock *missed(const State &S, EventRef At, ExprId Lock) const;
  bool isThroughNull(ExprId Lock) const;
  bool isNameLost(const State &S, EventRef At) const;
  bool isTakenHere(const HeldLock &L) const;
  /// A state of the processor: it is given up whether it is held or not.
  bool isUnpaired(StringId Kind) const;
  void release(State &S, EventRef At, ExprId Lock);
  void dropQuietly(State &S, EventRef At, ExprId Lock);
  void doAcquire(State S, EventRef At, ExprId Lock, States &Out);
  void changeMode(State S, EventRef At, ExprId Lock, States &Out);
  void query(State S, EventRef At, ExprId Lock, States &Out);
  void assertLock(State &S, EventRef At, ExprId Lock, bool Held);
  void wait(State S, EventRef At, States &Out);
  void setResult(State &S, EventRef At, ExprId Value);
  ExprId freshResult(State &S, EventRef At);
  /// The held lock that \p Lock means: equal, or the only one of its class.
  /// \p Kind is that of \p Lock, where it is known.
  const HeldLock *match(const State &S, ExprId Lock, Marks &May,
                        StringId Kind = {}) const;
  HeldLock *match(State &S, ExprId Lock, StringId Kind = {});
  void reconsider(State &S, ExprId Lock, bool Released = false);
  bool isRecursive(const HeldLock &Old, LockMode New, bool CallAllows) const;
  bool knownNotHeld(const State &S, ExprId Lock) const;
  Marks whyHeld(const State &S, ExprId Lock) const;
  void clashNotHeld(const State &S, ExprId Lock, Observation &O) const;
  bool hasAsked(const State &S, ExprId Lock) const;
  bool mustBeShared(State &S, ExprId Lock);
  bool assumeMode(State &S, HeldLock &Held, LockMode Mode);
  Origin releasedAt(const State &S, ExprId Lock) const;
  bool canBeCallers(ExprId Lock) const;
  StringId contextOf(const Fact &F) const;
  Range successRange(Success How) const;
  /// Adds an observation; the caller completes it and calls keepLast().
  Observation &observe(const State &S, EventRef At, EffectKind Effect,
                       ExprId Lock);
  void keepLast();

  // Calls.cpp: calls.
  void call(State S, EventRef At, States &Out);
  void unknownCall(State &S, EventRef At,
                   const FunctionGraph *Prototype = nullptr);
  void doubtCounted(State &S, bool Left);
  void doubtCountedLock(State &S, const Block &B);
  void doubtSimilar(State &S, ExprId Lock, StringId Kind) const;
  void doubtSpared(State &S, const SummaryCase &C);
  struct EndedLives {
    std::vector<ExprId> Locks, Objects;
  };
  EndedLives findEnded(State &S, const SummaryCase &C);
  bool applyCase(State &S, EventRef At, FunctionId Callee, uint32_t Case);
  void beginCall(State &S, EventRef At);
  void callKnown(const State &S, EventRef At, FunctionId Id, EventFilter Filter,
                 States &Out);
  bool isTryForNewLock(const State &S, const SummaryCase &C);
  void noteMade(ExprId Lock);
  bool isOtherCase(const State &S, const SummaryEvent &E);
  void dropUnnamed(Observation &O, LockClass Class) const;
  void observeCallee(const State &S, EventRef At, FunctionId Callee,
                     EventFilter Filter);
  void doubtLost(State &S, const SolvedFunction &To);
  void doubtKept(State &S, const SummaryCase &C);
  void modify(State &S, EventRef At, const Summary &Sum);
  bool readsNull(const State &S, ExprId Term) const;
  std::optional<Guard> instantiateGuard(const State &S, const Guard &When,
                                        Marks &May);
  bool takesOtherwise(const State &S, const SummaryCase &Case,
                      const EntryCondition &C);
  bool applyEntry(State &S, EventRef At, const EntryCondition &C, Origin From,
                  Marks Why);
  void clobberArguments(State &S, EventRef At, bool Unseen = false);
  void handOver(State &S, ExprId Value, Marks Why);
  void beginInstantiation(const SolvedFunction &Callee, const Event &Call,
                          const State &S, EventRef At);
  ExprId instantiate(const State &S, ExprId CalleeTerm);

  // Retests.cpp: conditions that are asked again.
  void branch(BlockId B, State S, bool Truth);
  bool findRetests();
  bool isWritten(ExprId E) const;
  bool rereads(const State &S, ExprId Cond);
  void doubtSkipped(State &S, BlockId B, bool Truth) const;
  bool dropStale(State &S, ExprId Term);

  // PointerCalls.cpp: calls through pointers.
  void pointerCall(State S, EventRef At, States &Out);
  bool callOneOf(const State &S, EventRef At, const TargetSet &Set,
                 States &Out);
  bool addAgreed(const State &S, llvm::ArrayRef<States> After, States &Out);
  void observeSome(const State &S, EventRef At, const TargetSet &Set);
  void applyQuiet(State &S, EventRef At, const SolvedFunction &To);

  const SolvedProgram &P;
  SolvedFunction &F;
  FunctionGraph &G;
  ExprBuilder Terms;
  Liveness Live;
  /// What branches that decide about locks read, and all else but branches.
  std::optional<Liveness> Decisive;
  Pairings Paired;
  const llvm::BitVector *Telling; ///< fields, or null (Solved.h)
  int64_t FirstSite, FirstPhi = 0;
  std::vector<uint32_t> FirstEvent; ///< number of a block's first event
  std::vector<uint32_t> Rank;       ///< reverse postorder number of a block
  std::vector<uint32_t> Component;  ///< strongly connected component
  llvm::BitVector InLoop;           ///< blocks of a component with a way round
  /// What the blocks of a component store to.
  struct Stores {
    std::set<uint32_t> Locals;
    std::set<uint32_t> Inductive; ///< locals whose value follows from their own
    std::set<uint32_t> Computed;  ///< locals that are more than a word of flags
    std::set<std::pair<ExprKind, uint32_t>> Memory; ///< fields and globals
  };
  std::vector<Stores> StoredIn; ///< by component
  llvm::BitVector Deciding;     ///< blocks whose branch decides about locks
  llvm::BitVector Returning;    ///< blocks from which there is a way out
  bool AboutLocks = true;       ///< the event or branch at hand does
  Literal Decision;             ///< how it is decided; no term: as it must be
  std::vector<Ways> Doubted;    ///< State::Doubts of the observations
  /// Arms of a branch that some path takes and that rest on no change of memory
  /// ([1]: the condition holds), and branches that ask again under a lock what
  /// was asked before.
  llvm::BitVector Taken[2], Retests;
  llvm::DenseMap<uint32_t, llvm::DenseSet<int64_t>>
      Literals; ///< stored to a local
  struct Entry {
    State S;
    bool Pending;
  };
  std::vector<std::vector<Entry>> Points;
  std::vector<unsigned> Regrouped; ///< by point: calls of makeRoomFor()
  std::set<uint32_t> Work;         ///< ranks of blocks with pending states
  std::vector<unsigned> Depths;    ///< of terms, by id
  /// Observations by event and callee's event.
  std::map<std::tuple<uint32_t, uint32_t, uint32_t>,
           llvm::SmallVector<uint32_t, 4>>
      Seen;
  llvm::DenseSet<ExprId> MadeHere; ///< locks initialised so far
  /// Locks that a callee is taken to have given up, for one of another name
  /// that was just made: if the two are not one, it was called without the
  /// lock.
  std::set<std::pair<EventRef, ExprId>> GivenForNew;
  /// Sites of the answers to questions about an interrupt's context.
  llvm::DenseMap<int64_t, std::pair<EffectKind, StringId>> ContextSites;

  /// What happens to the locks that a round of a loop takes, by loop.
  struct {
    /// Still held when the next round begins, which cannot name them; by the
    /// event that took them.
    std::map<std::pair<uint32_t, EventRef>, HeldLock> Left;
    /// Given up by then, and where.
    std::map<std::pair<uint32_t, LockClass>, EventRef> GivenUp;
    /// Classes of which a lock was released that stood for several.
    std::set<LockClass> Collected;
  } Rounds;

  uint64_t Effort = 0;
  bool Coarse = false;        ///< one state for equal locks, from here on
  bool ReadUnderLock = false; ///< the condition at hand was, in a callee
  bool Assumed = false;       ///< Literal::Assumed of the condition at hand

  // Instantiation of the callee at hand.
  const SolvedFunction *Callee = nullptr;
  std::vector<ExprId> Arguments;
  llvm::DenseMap<ExprId, ExprId> Instances;
  ExprId CallResult;
  ExprId NewValue; ///< of an out-parameter of which the callee has no name
  EventRef OfCall;
  Marks WhyNeeded = 0; ///< why the callee's conditions may not have to hold
};

} // namespace locktidy

#endif
