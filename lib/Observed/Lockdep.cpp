//===- Lockdep.cpp - what lockdep prints ----------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Its reports in the kernel's log, and its tables below /proc:
//
//   foo/77 is trying to acquire lock:
//   ffff8880 (&sc->lock){+.+.}-{3:3}, at: foo_ioctl+0x12/0x80 [foo]
//   but task is already holding lock:
//   ffff8881 (&q->lock){+.+.}-{3:3}, at: foo_open+0x33/0x90 [foo]
//   the existing dependency chain (in reverse order) is:
//   -> #1 (&q->lock){+.+.}-{3:3}:
//          foo_read+0x20/0x70 [foo]          took #1 with #0 held
//   -> #0 (&sc->lock){+.+.}-{3:3}:
//          foo_ioctl+0x12/0x80 [foo]         took #0 with the last held
//
//===----------------------------------------------------------------------===//
#include "Observed/Lines.h"
#include "llvm/ADT/SmallVector.h"

using namespace locktidy;
using llvm::Error;
using llvm::StringRef;

/// `ffff8880 (&sc->lock){+.+.}-{3:3}, at: foo_ioctl+0x12/0x80 [foo]`.
static std::optional<LoggedLock> lockOf(StringRef Line) {
  size_t Begin = Line.find('('), End = Line.find("){");
  if (Begin == StringRef::npos || End == StringRef::npos || End <= Begin)
    return std::nullopt;
  LoggedLock Out;
  Out.Name = Line.slice(Begin + 1, End).str();
  size_t At = Line.find(" at: ", End);
  if (At != StringRef::npos)
    if (auto Function = stackFunction(Line.substr(At)))
      Out.Functions.push_back(Function->str());
  return Out;
}

namespace {
class ReportReader {
public:
  ReportReader(Lines &L, LockLog &Out) : L(L), Out(Out) {}
  Error read();

private:
  Error line();
  Error lockLine(StringRef What, LoggedLock &Lock);
  void endChain();

  Lines &L;
  LockLog &Out;
  std::optional<LoggedLock> Wanted; ///< "is trying to acquire"
  std::vector<LoggedLock> Chain;    ///< #n to #0
  unsigned ChainLine = 0;
  unsigned Next = 0; ///< the number that the next link has, plus one
};
} // namespace

/// The lock on the line below \p What.
Error ReportReader::lockLine(StringRef What, LoggedLock &Lock) {
  unsigned At = L.number();
  while (L.next())
    if (!L.line().empty()) {
      auto Read = lockOf(L.line());
      if (!Read)
        break;
      Lock = std::move(*Read);
      return Error::success();
    }
  return L.error(At, "'" + What +
                         "' must be followed by '(lock){...}'; save "
                         "the whole report");
}

void ReportReader::endChain() {
  std::reverse(Chain.begin(), Chain.end());
  for (size_t I = 0; Chain.size() > 1 && I != Chain.size(); ++I)
    Out.Orders.push_back({Chain[I], Chain[(I + 1) % Chain.size()], ChainLine,
                          /*Both=*/false, /*Reported=*/true});
  Chain.clear();
}

Error ReportReader::line() {
  StringRef Line = L.line();
  if (Line.contains("is trying to acquire lock:"))
    return lockLine("is trying to acquire lock:", Wanted.emplace());
  if (Line.contains("already holding lock:") && Wanted) {
    LoggedOrder Order;
    Order.Line = L.number();
    Order.Reported = true;
    if (Error E = lockLine("already holding lock:", Order.First))
      return E;
    Order.Second = std::move(*Wanted);
    Wanted.reset();
    Out.Orders.push_back(std::move(Order));
    return Error::success();
  }
  unsigned Link = 0;
  if (StringRef Rest = Line; Rest.consume_front("-> #")) {
    auto Lock = lockOf(Rest);
    if (Rest.consumeInteger(10, Link) || !Lock ||
        (Next && Link + 1 != Next - 1))
      return L.error(L.number(), "expected '-> #NUMBER (lock){...}' in falling "
                                 "order; save the whole report");
    if (!Next)
      ChainLine = L.number();
    Chain.push_back(std::move(*Lock));
    Next = Link + 1;
    return Error::success();
  }
  if (!Next)
    return Error::success();
  if (auto Function = stackFunction(Line)) {
    Chain.back().Functions.push_back(Function->str());
  } else if (Next == 1 && !Line.empty()) { // behind #0
    endChain();
    Next = 0;
  }
  return Error::success();
}

Error ReportReader::read() {
  while (L.next())
    if (Error E = line())
      return E;
  if (Next > 1)
    return L.error(ChainLine, "a chain of locks that does not come down to "
                              "'-> #0'; save the whole report");
  endChain();
  if (Wanted)
    return L.error(L.number(), "a report without 'already holding lock:'; "
                               "save the whole report");
  return Error::success();
}

Error locktidy::readLockdep(Lines &L, LockLog &Out) {
  return ReportReader(L, Out).read();
}

//===----------------------------------------------------------------------===//
// Tables
//===----------------------------------------------------------------------===//

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

/// `sc_lock:  bounces contentions min max total avg  acq-bounces acquisitions
/// min max total avg`, times in microseconds; older kernels have no averages.
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
    if (Numbers.size() != 10 && Numbers.size() != 12)
      return L.error(L.number(), "expected 10 or 12 numbers behind the lock; "
                                 "save it whole: cat /proc/lock_stat > FILE");
    size_t Half = Numbers.size() / 2;
    for (bool Held : {false, true}) {
      LoggedUse Use;
      Use.Lock.Name = Name.trim().str();
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
