//===- Effect.h - what a kernel primitive does to locking -------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The vocabulary shared by every stage: the effects a model entry can have, the
// traits of a lock kind, and what a context forbids. A model (YAML) says which
// function has which effect; a lock graph is made of the same effects; a rule
// judges them. No kernel function's name appears here or in any C++ file.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_MODEL_EFFECT_H
#define LOCKTIDY_MODEL_EFFECT_H

#include <cstdint>
#include <string>
#include <vector>

namespace locktidy {

/// What one call of a primitive does. `mtx_lock(&sc->mtx)` is one Acquire;
/// `msleep(chan, &sc->mtx, ...)` is one Wait whose interlock is `sc->mtx`.
enum class EffectKind : uint8_t {
  Acquire,       ///< takes `Lock`; conditional when `Success` is set (a try)
  Release,       ///< gives up `Lock`
  Downgrade,     ///< exclusive to shared
  Upgrade,       ///< shared to exclusive; conditional when `Success` is set
  Query,         ///< tells whether `Lock` is held (mutex_owned)
  AssertHeld,    ///< panics unless `Lock` is held
  AssertNotHeld, ///< panics when `Lock` is held
  Init,          ///< makes `Lock`; carries the facts of its kind
  Destroy,       ///< ends the life of `Lock`
  Wait,     ///< sleeps for `Channel`, dropping the interlock `Lock` meanwhile
  Wakeup,   ///< wakes sleepers of `Channel`
  Alloc,    ///< allocates memory, sleeping when `When` holds
  MaySleep, ///< may sleep for another reason (copyin, a blocking DDI call)
  AssertSleepable, ///< the context must allow sleeping: legal with a lock held
                   ///< that may be held across a sleep
  BusyWait,        ///< spins for `Amount`
  Register,        ///< makes `Handler` callable in `Context` with `Argument`
  Drain,           ///< waits for the handler of `Channel` to finish
  LevelRaise,      ///< raises the interrupt level, the old one is the result
  LevelRestore,    ///< restores the interrupt level saved in `Argument`
  AskContext,   ///< result says whether the interrupt asked about has `Context`
  ContextBound, ///< result is the least priority that has `Context`
  CallLock,     ///< handlers of `Channel` are called with `Lock` held
  Publish,      ///< from here on the kernel may call the driver's entry points
  Alone,        ///< from here on no other thread is in the driver
  Free,         ///< gives back the memory of `Channel`, locks in it and all
  EndThread,    ///< ends the thread, and gives up what it holds of the kind
};

/// Whether the effect changes which locks are held, or asks for it.
inline bool isOfLocks(EffectKind Kind) {
  switch (Kind) {
  case EffectKind::Acquire:
  case EffectKind::Release:
  case EffectKind::Downgrade:
  case EffectKind::Upgrade:
  case EffectKind::Query:
  case EffectKind::AssertHeld:
  case EffectKind::AssertNotHeld:
  case EffectKind::Wait:
    return true;
  default:
    return false;
  }
}

/// How a lock is held.
enum class LockMode : uint8_t { Exclusive, Shared };

/// How a thread waits for a lock that another one holds.
enum class Waiting : uint8_t {
  Spin,  ///< busy, with no rescheduling: legal in any context
  Block, ///< adaptive or turnstile: bounded, illegal above thread level
  Sleep, ///< unbounded sleep: a sleepable lock
};

/// Whether a thread may sleep while it holds a lock of a kind.
enum class SleepWhileHeld : uint8_t {
  Forbidden,   ///< a panic or a deadlock (spin mutexes, FreeBSD mtx): error
  Discouraged, ///< legal, advised against in drivers (adaptive mutex): warning
  Allowed,     ///< meant to be held across a sleep (sx, rwlock on illumos)
  Released,    ///< the sleep drops it (Giant, the kernel lock)
};

/// Interrupts that an acquire turns off, until its release turns them on.
enum class Masking : uint8_t {
  None,
  Soft,  ///< bottom halves; counted, so that such sections nest
  Hard,  ///< all; the release turns them on whatever was before
  Saved, ///< all; the release brings back what was before
};

/// What can still interrupt: each level holds off those below it too.
enum class IrqLevel : uint8_t {
  Unknown,
  Thread, ///< anything
  Soft,   ///< interrupts, but no soft ones
  Hard,   ///< nothing
};

/// The level of what runs in a section of \p M.
inline IrqLevel levelOf(Masking M) {
  return M == Masking::None   ? IrqLevel::Thread
         : M == Masking::Soft ? IrqLevel::Soft
                              : IrqLevel::Hard;
}

/// Whether signals reach the thread of a handler, so that they end its waits.
enum class Signalling : uint8_t {
  Always,
  UnlessExiting, ///< it may be one whose process exits, and then none does
  Never,         ///< a thread of the kernel's own
};

/// What a number is in terms of time.
enum class TimeSort : uint8_t {
  None,
  Moment, ///< on the system's clock: ticks since it was started
  Span,   ///< between two moments
};

/// Which values of the result mean that a conditional acquire took the lock.
enum class Success : uint8_t {
  Always,
  NonZero,    ///< else 0
  Zero,       ///< else any other
  NoErrno,    ///< 0, else a negative error number
  NonNegative ///< else negative
};

/// Traits of a lock kind, as a model declares them under `kinds:`.
struct LockKind {
  std::string Name; ///< identifier in the model: `mtx`, `mtx-spin`, `kmutex`
  std::string Noun; ///< how a message calls it: `mutex`, `spin mutex`
  Waiting Waits = Waiting::Block;
  SleepWhileHeld Held = SleepWhileHeld::Forbidden;
  bool Recursive = false;   ///< entering it twice is legal
  bool OrderExempt = false; ///< takes no part in lock order (Giant)
  bool Unpaired = false;    ///< as a state of the processor: whoever ends it
                            ///< need not have begun it, and it may last
  bool Counting = false;    ///< a semaphore: another thread may give it up
  bool InitDecides = false; ///< an init call may make it spin: not known to
                            ///< block unless its init was seen
  bool Zeroed = false;      ///< zeroed memory is such a lock without any init
  std::string HeldReason;   ///< what the kernel says when the rule is broken
  std::string RecursePanic; ///< panic text of a second enter
  std::string ReleasePanic; ///< panic text of releasing it unheld
  std::string InterruptPanic; ///< what the kernel says when an interrupt may
                              ///< find it held

  bool operator==(const LockKind &) const = default;
};

/// What may run beside a handler.
enum class Concurrency : uint8_t {
  Parallel, ///< the handler itself too, on another CPU
  Serial,   ///< not the handler itself, for one device or argument
  Last,     ///< the same, when nobody uses the device any more
  Alone,    ///< nothing of the device, until it is published (Publish) or the
            ///< handler has registered one of its own
};

/// The half of a driver that a handler belongs to.
enum class DriverHalf : uint8_t {
  None,  ///< of neither, or a lock of the kernel's keeps the two apart
  Upper, ///< a process calls it, or the kernel for one
  Lower, ///< the hardware or a clock does, at any moment
};

/// A context in which the kernel calls a handler, under `contexts:`.
struct ContextKind {
  std::string Name;  ///< `filter`, `high-level-interrupt`, `callout`
  std::string Title; ///< how a message calls it: `interrupt filter`
  bool ForbidsSleep = false;
  bool ForbidsBlock = false; ///< entering a Block lock is illegal too
  bool Reclaims = false; ///< memory is made free by it: whoever sleeps for
                         ///< memory may wait for it
  std::string Of; ///< the context of which this is a special case: a handler
                  ///< registered for that one has this one when the program
                  ///< has asked and knows (AskContext, ContextBound)
  std::string Reason; ///< what goes wrong when it sleeps or blocks
  Concurrency Runs = Concurrency::Parallel;
  std::vector<std::string> Excludes; ///< contexts that do not run beside it,
                                     ///< for one device or argument
  std::vector<std::string> AskedBy; ///< functions whose result is not 0 here
  unsigned Unless = 0; ///< 1 + the argument of the handler that allows all
                       ///< when it is not 0
  std::vector<std::string> RefusedBy; ///< functions that notice this context
                                      ///< and return rather than sleep
  std::string Assumes;   ///< what most of the kernel's calls are not: what is
                         ///< wrong here is advice
  bool Unlocked = false; ///< the kernel holds no lock of a driver on the call
                         ///< but the one that the handler is registered with
  std::vector<std::string> Holds; ///< kinds of locks that it may hold even so
  IrqLevel Level = IrqLevel::Unknown; ///< at which it runs
  bool Ends = false;     ///< a process or a device ends with it: it has to
                         ///< return, whatever the device does
  bool Hardware = false; ///< a device that is dead or gone never causes it
  DriverHalf Half = DriverHalf::None;
  Signalling Signals = Signalling::Always;
  std::vector<std::string> SignalsIf; ///< functions whose result is not 0 where
                                      ///< a signal reaches its thread
  std::vector<std::string> SignalsBy; ///< functions by which its thread lets
                                      ///< signals come

  bool operator==(const ContextKind &) const = default;
};

} // namespace locktidy

#endif
