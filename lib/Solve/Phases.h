//===- Phases.h - what runs while nothing else does -------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// While a device is attached nobody else knows it: until the driver registers a
// handler or publishes the device, no other thread can take its locks.
//
//   foo_attach(dev):            a root whose context runs alone
//     mtx_lock(&sc->a);
//     mtx_lock(&sc->b);         alone: no other thread waits for either
//     bus_setup_intr(...);      registers
//     foo_start(sc);            not alone, nor what it calls
//
// Another function is alone where every call of it is. One that other files may
// call counts as called from where it is seen to be, unless the program is one
// file only; and so does one in a table of the driver's own.
//
// A root may also be called for a device that others know already, which one of
// its arguments says (Binding::Resumed): what it does then is not alone.
//
//   if (cmd == DDI_RESUME)
//     foo_resume(sc);
//
// A driver may also say so itself, between two events Alone and Publish: on
// illumos by the notes NO_COMPETING_THREADS_NOW and COMPETING_THREADS_NOW.
//
// In the same way nobody else waits for a lock that the thread which holds it
// is about to destroy.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_SOLVE_PHASES_H
#define LOCKTIDY_SOLVE_PHASES_H

#include "Solve/Reach.h"
#include "Solve/Solved.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>
#include <set>

namespace locktidy {

class Phases {
public:
  explicit Phases(const SolvedProgram &P);

  /// Whether the event of the \p I-th function happens while nothing else of
  /// the device runs.
  bool isAlone(uint32_t I, EventRef At) const;

  /// Whether the \p I-th function only runs while a device is attached, before
  /// or after it is published.
  bool isSetup(uint32_t I) const { return Alone.test(I); }

  /// Whether each way on from an event surely destroys \p Lock, a term of the
  /// function.
  bool isLastHold(uint32_t I, EventRef At, ExprId Lock) const;

private:
  void findUses();
  void use(FunctionId F);
  bool publishes(uint32_t I, EventRef At) const;
  void findPublishers();
  void findEnds(uint32_t I);
  void findResumed(const Binding &B);
  void resumes(uint32_t I, uint32_t Parameter, int64_t Resumed,
               llvm::function_ref<void(uint32_t, uint32_t)> PassedOn);
  void findQuiet(uint32_t I);
  bool isQuietAfter(uint32_t I, EventRef At, bool Before) const;
  bool isQuiet(uint32_t I, EventRef At) const;
  llvm::BitVector closedFunctions() const;
  llvm::BitVector findCalled(const llvm::BitVector &Root) const;
  void dropCallees(uint32_t I);
  void findDestroys();

  const SolvedProgram &P;
  std::vector<std::vector<CallEdge>> Calls; ///< by function
  llvm::BitVector Handlers;                 ///< that the kernel calls
  llvm::BitVector Alone;      ///< functions called in such a phase only
  llvm::BitVector Publishers; ///< functions with the end of the phase inside
  /// Of functions in Alone, by block: the first event after the end, or of
  /// what is done for a device that others know.
  std::vector<std::vector<uint32_t>> Ends;
  /// Of functions with an event Alone, by block: whether one that still holds
  /// is on every way to it.
  std::map<uint32_t, std::vector<bool>> Quiet;
  /// By function and lock: where it is surely destroyed.
  std::map<std::pair<uint32_t, ExprId>, std::set<EventRef>> Destroyed;
};

} // namespace locktidy

#endif
