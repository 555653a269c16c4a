//===- Lockdebug.cpp - what LOCKDEBUG reports -----------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// On the console of NetBSD, before the panic:
//
//   Mutex error: mutex_vector_enter,512: locking against myself
//
//   lock address : 0xffffffff81a2c3d8 type     :     sleep/adaptive
//   initialized  : 0xffffffff8049c1a2
//   shared holds :                  0 exclusive:                  1
//   last locked* : 0xffffffff8049c2f3 unlocked : 0xffffffff8049c311
//   panic: LOCKDEBUG: Mutex error: ...
//   foo_read() at netbsd:foo_read+0x31
//
// A lock has no name: it is told by who made, took and released it. Kernels
// since 10 print these as `netbsd:foo_attach+0x1a`, older ones as addresses.
//
//===----------------------------------------------------------------------===//
#include "Observed/Lines.h"
#include "Observed/Phrases.h"
#include "llvm/ADT/StringExtras.h"
#include <optional>

using namespace locktidy;
using llvm::Error;
using llvm::StringRef;

static constexpr Phrase Messages[] = {
    {": locking against myself", Fault::Recursive, "locking against myself"},
    {": already locked", Fault::Recursive, "already locked"},
    {": not locked", Fault::NotHeld, "not locked"},
    {": not held by current", Fault::NotHeld, "not held by who releases it"},
    {": no shared holds on this lock", Fault::NotHeld,
     "no shared holds on this lock"},
    {": no shared locks held by LWP", Fault::NotHeld, "no shared locks held"},
    {": already initialized", Fault::Lifetime, "already initialized"},
    {": is locked or in use", Fault::Lifetime, "is locked or in use"},
    {": allocation contains active lock", Fault::Lifetime,
     "allocation contains active lock"},
    {": uninitialized lock", Fault::Lifetime, "uninitialized lock"},
    {": sleep lock held", Fault::Sleeps, "sleep lock held"},
    {": spin lock held", Fault::Sleeps, "spin lock held"},
    {": acquiring sleep lock from interrupt context", Fault::SleepsInHandler,
     "acquiring sleep lock from interrupt context"},
    {": multiple locks used with condition variable", Fault::None,
     "multiple locks used with condition variable"},
    {": interlocking mutex not held during wakeup", Fault::None,
     "interlocking mutex not held during wakeup"},
    {": spinout", Fault::None, "kernel lock spinout"},
};

/// What LOCKDEBUG calls the sorts of locks. Programs, too, have errors that end
/// in `already locked`.
static constexpr StringRef Sorts[] = {"Mutex", "Reader / writer lock",
                                      "Kernel lock", "Condition variable",
                                      "Wait/wound mutex"};

/// What is said in `Mutex error: FUNCTION: MESSAGE`, or, by a kernel without
/// LOCKDEBUG, in `lock error: Mutex: FUNCTION: MESSAGE`.
static std::optional<Said> messageIn(StringRef Line) {
  for (StringRef Sort : Sorts)
    for (const std::string &Head :
         {(Sort + " error: ").str(), ("lock error: " + Sort + ": ").str()})
      if (size_t At = Line.find(Head);
          At == 0 || (At != StringRef::npos && Line[At - 1] == ' '))
        return findPhrase(Line.drop_front(At + Head.size()), Messages);
  return std::nullopt;
}

/// The word behind the colon that follows \p Key: `last locked* : WORD`.
static StringRef valueOf(StringRef Line, StringRef Key) {
  size_t At = Line.find(Key);
  if (At == StringRef::npos)
    return {};
  StringRef Rest = Line.drop_front(At + Key.size()).ltrim("* ");
  if (!Rest.consume_front(":"))
    return {};
  return Rest.ltrim().split(' ').first;
}

/// `netbsd:foo_attach+0x1a`, `foo_attach+1a`: the function, or the variable at
/// whose beginning something lies. None: an address.
static StringRef symbolIn(StringRef Value, bool Beginning) {
  auto [Name, Offset] = Value.split('+');
  bool Inside = !Offset.empty() && Offset != "0" && Offset != "0x0";
  if (Name.starts_with("0x") || (Beginning && Inside))
    return {};
  return Name.substr(Name.rfind(':') + 1);
}

namespace {
class LockdebugReader {
public:
  LockdebugReader(Lines &L, LockLog &Out) : L(L), Out(Out) {}
  Error read();

private:
  bool detail(StringRef Line, LoggedLock &Lock);

  Lines &L;
  LockLog &Out;
};
} // namespace

/// A line about the lock.
bool LockdebugReader::detail(StringRef Line, LoggedLock &Lock) {
  bool Found = false;
  auto Read = [&](StringRef Key, auto Set, bool Beginning = false) {
    StringRef Value = valueOf(Line, Key);
    Found |= !Value.empty();
    if (StringRef Symbol = symbolIn(Value, Beginning); !Symbol.empty())
      Set(Symbol.str());
  };
  Read(
      "lock address", [&](std::string S) { Lock.Name = S; },
      /*Beginning=*/true);
  Read("initialized", [&](std::string S) { Lock.MadeIn = S; });
  Read("last locked", [&](std::string S) { Lock.Functions = {S}; });
  Read("unlocked", [&](std::string S) { Lock.ReleasedIn = S; });
  return Found;
}

Error LockdebugReader::read() {
  bool Described = false; ///< the lock of the last fault
  while (L.next()) {
    StringRef Line = L.line();
    auto By = messageIn(Line);
    // The panic says it again, behind the description.
    bool Again = By && !Out.Faults.empty() && Line.contains("panic:") &&
                 Out.Faults.back().What == By->By->What;
    if (By && !Again) {
      LoggedFault &Fault = Out.Faults.emplace_back();
      Fault.Kind = By->By->Kind;
      Fault.What = By->By->What.str();
      Fault.Line = L.number();
      Described = false;
    }
    if (By || Out.Faults.empty())
      continue;
    LoggedFault &Fault = Out.Faults.back();
    LoggedLock Lock = Described ? Fault.Locks.back() : LoggedLock();
    if (!detail(Line, Lock)) {
      addFrame(Line, Fault);
      continue;
    }
    if (!Described)
      Fault.Locks.emplace_back();
    Described = true;
    Fault.Locks.back() = std::move(Lock);
  }
  return Error::success();
}

Error locktidy::readLockdebug(Lines &L, LockLog &Out) {
  return LockdebugReader(L, Out).read();
}

bool locktidy::hasLockdebugReport(StringRef Text) {
  for (StringRef Line : llvm::split(Text, '\n'))
    if (messageIn(Line))
      return true;
  return false;
}
