//===- Solved.h - the solved program ----------------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What rules judge: for each function, every effect that can happen in it, with
// the locks held at that moment (observations), every way out of it (exits),
// and its summary. Nothing here decides whether something is wrong.
//
//   mtx_lock(&sc->mtx);        Acquire, held {}
//   foo_wait(sc);  /* sleeps   Wait via foo_wait, held {sc->mtx}
//   mtx_unlock(&sc->mtx);      Release, held {sc->mtx}
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_SOLVED_H
#define LOCKTIDY_SOLVE_SOLVED_H

#include "Solve/Accesses.h"
#include "Solve/Arguments.h"
#include "Solve/GivenBack.h"
#include "Solve/Inverses.h"
#include "Solve/KeptValues.h"
#include "Solve/LockPointers.h"
#include "Solve/Program.h"
#include "Solve/ResultUse.h"
#include "Solve/Summary.h"
#include "Solve/Targets.h"
#include "Solve/TimeLimits.h"
#include "Solve/WaitResults.h"
#include "Solve/Wakeups.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>

namespace locktidy {

/// How an effect clashes with the lock state, as the solver sees it.
enum class Clash : uint8_t {
  None,
  Recursive, ///< acquires a lock that is held
  NotHeld,   ///< releases, waits with or needs a lock that is not held
  WrongMode, ///< releases a shared hold as exclusive, or the reverse
};

constexpr uint32_t NoEvent = ~0u;

/// An effect in a function, in one lock state.
struct Observation {
  EventRef At;
  FunctionId Callee; ///< the call through which it happens; none: here
  uint32_t CalleeEvent = NoEvent; ///< index in its Summary::Events
  uint32_t Case = 0,
           CaseElement = 0; ///< without an event: the condition of its
                            ///< Summary::Cases that the caller breaks
  EffectKind Effect = EffectKind::MaySleep;
  StringId Name; ///< the primitive, wherever it is
  ExprId Lock;   ///< of this function's pool; none when unnamed here
  LockClass Class;
  StringId Kind; ///< of the lock; of a Register: the context, with what
                 ///< the path says of the interrupt's level
  LockMode Mode = LockMode::Exclusive;
  bool Try = false;   ///< an acquire that does not wait
  bool First = false; ///< Acquire, Release: the first that this path does to
                      ///< the lock, so it says how the function is entered
  ExprId Handler;     ///< Register: the function; Drain: its handle
  bool Giant = false; ///< Register: surely called under the giant lock
  llvm::SmallVector<HeldLock, 2> Held; ///< without a wait's interlock and
                                       ///< without what the callee drops
  /// An acquire in a callee: locks that the callee has taken itself by then, of
  /// which it may not know the class. Their From says InsideCallee.
  llvm::SmallVector<HeldLock, 0> Within;
  std::vector<ExprId> Dropped; ///< caller's locks released at that moment
  /// Of those without a name here: their classes, sorted.
  std::vector<LockClass> DroppedClasses;
  std::vector<ExprId> EntryHeld; ///< caller's locks asserted, here or below
  /// Locks of which the callee says that its caller has them, and that this
  /// function surely has on one path: taken, or required of its own caller.
  std::vector<ExprId> Known;
  std::vector<ExprId> EntryFree; ///< locks found not to be held by the caller
  /// Acquire: the interrupts that are off from then on, as far as the function
  /// and what it calls know.
  IrqLevel Masked = IrqLevel::Thread;
  Clash Problem = Clash::None;
  Origin Other; ///< the other party of a clash: where it was acquired
                ///< (Recursive) or released before (NotHeld)
  Guard Why;
  Marks May = 0;
};

/// One class of ways out of a function.
struct Exit {
  Position Pos;
  Range Returns;
  ExprId ReturnValue;
  llvm::SmallVector<HeldLock, 2> Held;
  llvm::SmallVector<EntryCondition, 2> Entry;
  llvm::SmallVector<std::pair<ExprId, ExprId>, 4> Memory;
  Guard Why;
  Marks May = 0;
  Ways Doubts;       ///< State::Doubts, while it is solved
  bool Aged = false; ///< memory may not be as it was at entry
  /// Locks held here that another exit does not hold, where the caller cannot
  /// tell the two apart (Untold.h).
  struct Untold {
    uint32_t Held = 0;    ///< index in Held
    uint32_t Against = 0; ///< index of the other exit
  };
  std::vector<Untold> Untolds;
  Marks marks() const { return withDoubts(May, Doubts); }
  /// Locks by the caller's names that are surely not held here: released, or
  /// tried for without success. Sorted.
  llvm::SmallVector<FreeLock, 2> Free;
};

/// A lock that some path of a loop's round takes and does not release, while
/// another does; the next round takes another one, so nobody ever will.
struct RoundLeak {
  HeldLock Lock;  ///< its marks are those of the path
  EventRef Freed; ///< where the other path gives it up
};

/// A call through a pointer.
struct PointerSite {
  EventRef At;
  llvm::SmallVector<HeldLock, 2> Held; ///< surely, on all paths to it
  Marks May = 0;                       ///< of the surest path
};

/// The limit at which the solver gave up on some paths of a function.
enum class Limit : uint8_t {
  None,
  Visits, ///< Simulator::MaxVisitsPerBlock
  Effort, ///< Simulator::MaxEffort
  States, ///< Simulator::MaxPerBlock
};

struct SolvedFunction {
  /// Sliced graph; its expressions are the function's term pool.
  FunctionGraph Graph;
  std::vector<Observation> Observations;
  std::vector<Exit> Exits;
  std::vector<RoundLeak> RoundLeaks;
  std::vector<PointerSite> PointerSites;
  FunctionAccesses Data; ///< what it reads, writes and calls
  std::vector<KeptValue> Kept; ///< what it keeps while it gives up a lock
  Summary Sum;
  /// Called through pointers, and solved before this one; sorted.
  std::vector<FunctionId> Followed;
  /// By which this function and one that undoes its locking decide.
  MemoryNames AskedByInverse;
  /// What all its callers pass, and what those that are seen do.
  PassedNumbers Passed, Seen;
  bool Matters = false;
  bool Recursive = false; ///< in a cycle of the call graph
  Limit Reached = Limit::None;

  const Event &event(EventRef R) const {
    return Graph.Blocks[R.Block].Events[R.Index];
  }
};

/// A call of a function that is seen.
struct CallerRef {
  uint32_t Function = 0; ///< index in SolvedProgram::Functions
  uint32_t Call = 0;     ///< in its FunctionAccesses::Calls
};

/// A call that the kernel makes: a handler with its context.
struct Root {
  FunctionId Handler;
  StringId Context;
  FunctionId RegisteredIn;  ///< none: by Binding
  uint32_t Observation = 0; ///< index in RegisteredIn's observations
  uint32_t Binding = 0;     ///< index in Program::All.Bindings
};

/// What init calls say about the locks of a class.
struct ClassFacts {
  std::vector<StringId> Kinds; ///< distinct, sorted
  bool Recursive = false;
  bool Cookie = false;          ///< initialised with an interrupt's priority
  bool Initialised = false;     ///< some init was seen
  std::vector<StringId> Labels; ///< names that they give, distinct, sorted
};

class SolvedProgram {
public:
  Program Prog;
  Targets Pointers; ///< what calls through pointers may call
  std::vector<SolvedFunction> Functions; ///< by index in Prog.All.Graphs
  /// By function: the calls that are seen to come to it, in the order of the
  /// callers.
  std::vector<llvm::SmallVector<CallerRef, 2>> Callers;
  bool Stopped = false;                  ///< some of them were not solved
  std::vector<Root> Roots;
  std::map<LockClass, ClassFacts> Classes;
  std::vector<ResultUse> Results; ///< by FunctionId
  NetLocks Net;
  GivenBack Back;
  /// Fields through which other memory is reached (`p->next->...`): only for
  /// these does it matter whether two loads give one value.
  llvm::BitVector BaseFields;
  /// Fields and globals that some function of the program stores to or passes
  /// on the address of: what is read there may be another value later.
  llvm::BitVector WrittenFields, WrittenGlobals;
  LockPointers Pointed;
  DataPlaces Data;
  /// The numbers that a field can have, by FieldId: 0 and those that are stored
  /// to it, where nothing else is and they are two at least. Sorted.
  llvm::DenseMap<uint32_t, std::vector<int64_t>> GivenNumbers;
  /// How many calls go through a field, by FieldId.
  llvm::DenseMap<uint32_t, unsigned> CallsOfField;
  /// Kinds of locks that the program takes in shared mode somewhere.
  llvm::DenseSet<StringId> SharedKinds;
  std::vector<WrongLimit> WrongLimits;
  std::vector<WaitResult> WaitResults;
  Wakeups Woken;
  /// Local variables that others may keep (Escapes.h), by function.
  std::vector<llvm::BitVector> Escaped;

  const SolvedFunction *function(FunctionId F) const {
    uint32_t I = Prog.GraphOf[F.Index];
    return I == Program::NoGraph ? nullptr : &Functions[I];
  }
};

/// What a callee's summary says of \p O; null when it happens in the function
/// itself, or is a condition.
const SummaryEvent *calleeEvent(const SolvedProgram &P, const Observation &O);

/// A place in the program: an event of a function.
struct Site {
  const SolvedFunction *Function = nullptr;
  EventRef At;
  const Event &event() const { return Function->event(At); }
};

/// Names the fields and globals that the guards of a callee's summary read: the
/// caller's facts about them decide there. For Slice.h.
void addCalleeReads(const SolvedProgram &P, const FunctionGraph &G,
                    const Event &Call,
                    llvm::function_ref<void(ExprKind, uint32_t Symbol)> Add);

/// The fields by which \p F may tell its callers of a lock: what it writes to
/// them is part of what it does. Null when it returns with none.
const llvm::BitVector *tellingFields(const SolvedProgram &P,
                                     const SolvedFunction &F);

/// The primitive behind an observation of \p F, through all calls.
Site innermost(const SolvedProgram &P, const SolvedFunction &F,
               const Observation &O);

} // namespace locktidy

#endif
