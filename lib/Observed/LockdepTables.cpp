//===- LockdepTables.cpp - what lockdep keeps below /proc -----------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   all lock classes:
//   ffffffffc0a1c55c FD:    2 BD:    2 +.+.: &d->lock
//    -> [ffffffffc0a1c6b0] &q->lock            was taken with d->lock held
//
//===----------------------------------------------------------------------===//
#include "Observed/Lines.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

using namespace locktidy;
using llvm::Error;
using llvm::StringRef;

/// `[ffffffff81] name`.
static bool readBracketed(StringRef Line, LoggedLock &Out) {
  size_t End = Line.find("] ");
  if (!Line.starts_with("[") || End == StringRef::npos)
    return false;
  Out.Name = Line.substr(End + 2).trim().str();
  return !Out.Name.empty();
}

Error locktidy::readLockClasses(Lines &L, LockLog &Out) {
  LoggedLock Class;
  while (L.next()) {
    StringRef Line = L.line();
    if (Line.empty() || Line == "all lock classes:")
      continue;
    if (!Line.consume_front("->")) {
      // KEY OPS: 19 FD: 50 BD: 2 +.+...: name
      StringRef Rest = Line.substr(Line.find(' ')).ltrim();
      for (StringRef Count : {"OPS:", "FD:", "BD:"})
        if (Rest.consume_front(Count))
          Rest = Rest.ltrim(" 0123456789");
      Class.Name = Rest.split(": ").second.trim().str();
      if (Class.Name.empty())
        return L.error(L.number(), "expected 'KEY FD: n BD: n USAGE: lock'; "
                                   "save it whole: cat /proc/lockdep > FILE");
      continue;
    }
    LoggedOrder Order;
    Order.First = Class;
    Order.Line = L.number();
    if (Class.Name.empty() || !readBracketed(Line.trim(), Order.Second))
      return L.error(L.number(), "expected '-> [KEY] lock' behind a lock; save "
                                 "it whole: cat /proc/lockdep > FILE");
    Out.Orders.push_back(std::move(Order));
  }
  return Error::success();
}

Error locktidy::readLockChains(Lines &L, LockLog &Out) {
  std::vector<LoggedLock> Chain;
  while (L.next()) {
    StringRef Line = L.line();
    if (Line.empty() || Line.starts_with("irq_context:") ||
        Line == "all lock chains:") {
      Chain.clear();
      continue;
    }
    LoggedLock Lock;
    if (!readBracketed(Line, Lock))
      return L.error(L.number(), "expected '[KEY] lock'; save it whole: cat "
                                 "/proc/lockdep_chains > FILE");
    for (const LoggedLock &Held : Chain)
      Out.Orders.push_back({Held, Lock, L.number()});
    Chain.push_back(std::move(Lock));
  }
  return Error::success();
}

/// /proc/lock_stat has no room for longer names than this, with `#2` and `/1`.
static bool isCut(StringRef Name) {
  size_t Room = 37;
  for (char Mark : {'/', '#'})
    if (size_t At = Name.rfind(Mark);
        At != StringRef::npos && At + 2 == Name.size()) {
      Name = Name.take_front(At);
      Room -= 2;
    }
  return Name.size() >= Room;
}

/// Neither negative nor more, in nanoseconds, than can be added up.
static bool isCount(double N) { return N >= 0 && N < 1e15; }

/// `sc_lock:  bounces contentions min max total avg  acq-bounces acquisitions
/// min max total avg`, times in microseconds; older kernels have no averages.
/// A class that is taken by readers, too, has a row of its writers,
/// `sc_lock-W`, and one of its readers, `sc_lock-R`.
Error locktidy::readLockStat(Lines &L, LockLog &Out) {
  while (L.next()) {
    auto [Name, Rest] = L.line().rsplit(": ");
    llvm::SmallVector<StringRef, 16> Words;
    Rest.split(Words, ' ', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
    std::vector<double> Numbers(Words.size());
    bool IsRow = !Rest.empty();
    for (size_t I = 0; I != Words.size(); ++I)
      IsRow &= !Words[I].getAsDouble(Numbers[I]);
    if (!IsRow)
      continue;
    if (!llvm::all_of(Numbers, isCount))
      return L.error(L.number(), "expected numbers from 0 on behind the lock; "
                                 "save it whole: cat /proc/lock_stat > FILE");
    if (Numbers.size() != 10 && Numbers.size() != 12)
      return L.error(L.number(), "expected 10 or 12 numbers behind the lock; "
                                 "save it whole: cat /proc/lock_stat > FILE");
    size_t Half = Numbers.size() / 2;
    Name = Name.trim();
    if (!Name.consume_back("-W"))
      Name.consume_back("-R");
    for (bool Held : {false, true}) {
      LoggedUse Use;
      Use.Lock.Name = Name.str();
      Use.Lock.Cut = isCut(Name);
      Use.Line = L.number();
      Use.Held = Held;
      Use.Events = uint64_t(Numbers[(Held ? Half : 0) + 1]);
      Use.Nanoseconds = uint64_t(Numbers[(Held ? Half : 0) + 4] * 1000);
      if (Use.Events)
        Out.Uses.push_back(std::move(Use));
    }
  }
  return Error::success();
}
