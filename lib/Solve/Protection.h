//===- Protection.h - which locks an access has -----------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The locks at an access are those that its function holds there (Accesses.h)
// and those that all callers hold on all ways to it, which is found here from
// the roots down:
//
//   foo_intr(sc)     mtx_lock; foo_update(sc); ...      {sc->mtx}
//   foo_ioctl(sc)    foo_update(sc)                     {}
//   foo_update(sc)   sc->count++     some way holds mtx and some way does not
//
// Three answers, so that nothing is guessed: the lock is held on all ways, on
// none, or it is not known. Classes stand for locks: one of another object of
// the record counts as held.
//
// While an object is made or torn down (its lock is initialised or destroyed,
// by the function or whoever calls it; or the function frees it on each way on)
// no other thread has it; nor where nothing else runs (Phases.h), or a note
// says so (Visibility.h).
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_PROTECTION_H
#define LOCKTIDY_SOLVE_PROTECTION_H

#include "Solve/Phases.h"
#include "Solve/Solved.h"
#include "Solve/Visibility.h"

namespace locktidy {

/// What is known when a function is entered.
struct EntryFacts {
  bool Called = false; ///< some way to it is known
  bool Open = false;   ///< by what is not seen, or with a lock that has no
                       ///< class: others than Maybe may be held, but not Free
  bool Alone = true;   ///< by roots that run alone only
  bool Foreign = false; ///< by some root that no context is known of
  bool Giant = false; ///< by some root that the kernel calls under a giant lock
  std::vector<LockClass> Sure, Write; ///< on all ways; Write: exclusively
  std::vector<LockClass> Read;        ///< on all ways as a reader
  std::vector<LockClass> Maybe;       ///< on some way
  std::vector<LockClass> Free;    ///< when Open: surely not held all the same
  std::vector<LockClass> Making;  ///< locks that are made or torn down by a
                                  ///< caller, on all ways
  std::vector<StringId> Hidden;   ///< records of objects that no other thread
                                  ///< has, as callers note; on all ways, sorted
  std::vector<StringId> Contexts; ///< of the roots; sorted
};

/// Whether an acquire, here or in a callee, is the first thing done to the lock:
/// it is not held at entry, unless another name is.
bool takesFirst(const Observation &O);

/// An access of the program.
struct AccessRef {
  uint32_t Function = 0; ///< index in SolvedProgram::Functions
  uint32_t Index = 0;    ///< in its FunctionAccesses::Accesses
  auto operator<=>(const AccessRef &) const = default;
};

class Protection {
public:
  explicit Protection(const SolvedProgram &P);

  enum class Answer : uint8_t { Held, NotHeld, Unknown };

  const Access &access(AccessRef R) const {
    return P.Functions[R.Function].Data.Accesses[R.Index];
  }
  /// Whether the access has a lock of class \p C: who writes, exclusively. To
  /// write as a reader is no answer.
  Answer answer(AccessRef R, LockClass C) const;
  /// Whether the access surely has a lock of class \p C, and as a reader only.
  bool isReader(AccessRef R, LockClass C) const;
  /// All classes that the access surely has.
  std::vector<LockClass> locks(AccessRef R) const;
  /// All classes that it may have, sorted; nothing when there may be others. A
  /// giant lock is not among them.
  std::optional<std::vector<LockClass>> possibleLocks(AccessRef R) const;
  /// Whether surely no lock of any class is held, nor a level raised.
  bool isBare(AccessRef R) const;
  /// Whether no other thread can have the object, or the global that \p C
  /// guards: it is new, or not yet or no more what others see.
  bool isPrivate(AccessRef R, LockClass C) const;
  /// Whether the function was solved and some way to the access is known.
  bool isReached(AccessRef R) const;

  const EntryFacts &entry(uint32_t Function) const { return Entry[Function]; }
  /// Whether the two functions may run at one time: one that detaches a device
  /// runs when nobody uses it. \p OneDevice: for the same device or argument.
  bool mayMeet(uint32_t A, uint32_t B, bool OneDevice) const;
  /// Classes that the function asserts or needs at entry, whoever calls it.
  const std::vector<LockClass> &required(uint32_t Function) const {
    return Required[Function];
  }

  /// Whether the function takes a lock of class \p C itself, whoever calls it.
  bool takes(uint32_t Function, LockClass C) const;

  /// A call on the way from a root to a function.
  struct Call {
    uint32_t Caller = 0;
    Position Pos;
  };
  /// The shortest way to \p Function on which no \p C is held, from a root or
  /// from who takes one itself; nothing when there is none that is known.
  std::optional<std::vector<Call>> wayWithout(uint32_t Function,
                                              LockClass C) const;
  /// The shortest way to \p Function from a root that other threads run beside;
  /// nothing when there is none that is known.
  std::optional<std::vector<Call>> wayBesideOthers(uint32_t Function) const;

private:
  /// Those in which a function is called, never none.
  using ContextKinds = llvm::SmallVector<const ContextKind *, 4>;
  ContextKinds contexts(uint32_t Function) const;
  /// Whether other threads run beside it.
  bool hasCompany(uint32_t Function) const;
  enum class Step : uint8_t { GoOn, Begin, Blocked };
  /// The shortest way to \p Function from where \p Look says that it begins,
  /// by calls that \p IsOpen.
  std::optional<std::vector<Call>>
  way(uint32_t Function, llvm::function_ref<Step(uint32_t)> Look,
      llvm::function_ref<bool(const AccessPoint &)> IsOpen) const;
  void findRequired();
  void findMade();
  void findTaken();
  std::vector<uint32_t> callersFirst() const;
  void findEntries();
  EntryFacts atCall(uint32_t Caller, const CallPoint &Call) const;
  const AccessPoint *point(uint32_t Function, uint32_t At) const;
  bool isReached(uint32_t Function, uint32_t At) const;

  const SolvedProgram &P;
  Phases Phase;
  Visibility Noted;
  std::vector<EntryFacts> Entry;                ///< by function
  std::vector<std::vector<LockClass>> Required; ///< by function, sorted
  std::vector<std::vector<LockClass>> Made;     ///< by it itself, sorted
  /// What it takes itself, whoever calls it: no caller holds it. Sorted.
  std::vector<std::vector<LockClass>> Taken;
  llvm::BitVector Roots;
};

} // namespace locktidy

#endif
