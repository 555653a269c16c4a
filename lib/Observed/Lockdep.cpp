//===- Lockdep.cpp - what lockdep reports ---------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Its reports in the kernel's log, and those of the scheduler and of spin locks
// that look alike:
//
//   WARNING: possible circular locking dependency detected
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
//   WARNING: inconsistent lock state
//   inconsistent {IN-HARDIRQ-W} -> {HARDIRQ-ON-W} usage.
//   foo/77 [HC0[0]:SC0[0]:HE1:SE1] takes:
//   ffff8880 (&sc->lock){?.+.}-{2:2}, at: foo_ioctl+0x12/0x80 [foo]
//   {IN-HARDIRQ-W} state was registered at:
//     foo_intr+0x31/0x70 [foo]
//
// A report goes on to the next one: what a stack holds, and the list of locks
// held, is part of it. A warning of something else breaks it off, with a stack
// of its own, up to a line that only a report has, such as its next link.
//
//===----------------------------------------------------------------------===//
#include "Observed/Lines.h"
#include "Observed/LockdepText.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;
using llvm::Error;
using llvm::StringRef;

namespace {
class ReportReader {
public:
  ReportReader(Lines &L, LockLog &Out) : L(L), Out(Out) {}
  Error read();

private:
  Error line();
  Error prompt(const Prompt &P);
  Error lockLine(StringRef What, LoggedLock &Lock);
  Error chainLink(StringRef Rest);
  void listLine(StringRef Line);
  bool lockOfFault(StringRef Line);
  bool heldLine(StringRef Line);
  bool isBreak(StringRef Line) const;
  bool goesOn(StringRef Line) const;
  void header(const Said &By);
  void setUsage(StringRef Line);
  void addLock(LoggedLock Lock) { Fault.Locks.push_back(std::move(Lock)); }
  void addOrder(const LoggedLock &First, const LoggedLock &Second,
                unsigned Line, bool Direct = true);
  void endList();
  Error endReport();

  Lines &L;
  LockLog &Out;
  bool Open = false;    ///< a report is being read
  bool Broken = false;  ///< something else stands in it, from here on
  LoggedFault Fault;    ///< What is empty: the report is of an order
  bool Ordered = false; ///< the report is of an order that is wrong
  bool HasHeld = false; ///< locks held meanwhile are what the fault is about
  std::optional<LoggedLock> Wanted, Changed;
  Role Now = Role::None; ///< of the list that is being read
  std::vector<LoggedLock> Chain;
  unsigned ChainLine = 0;
  unsigned Next = 0; ///< the number that the next link has, plus one
  /// Whose functions the lines of a list are.
  enum { Others, Takers, Unmasked } Trace = Others;
};
} // namespace

static bool containsOne(StringRef Line, llvm::ArrayRef<StringRef> Of) {
  return llvm::any_of(Of, [&](StringRef One) { return Line.contains(One); });
}

/// The lock on the line below \p What, or below what has broken in there.
Error ReportReader::lockLine(StringRef What, LoggedLock &Lock) {
  unsigned At = L.number();
  bool Within = false; // something else
  while (L.next()) {
    StringRef Line = L.line();
    if (auto Read = lockOf(Line)) {
      Lock = std::move(*Read);
      return Error::success();
    }
    bool Ends = containsOne(Line, ReportEnds) && !containsOne(Line, BreakEnds);
    if (findPhrase(Line, ReportHeaders) || (Within && Ends))
      break;
    Within |= isBreak(Line);
    if (!Within && !Line.empty() && !Line.contains(ReportBreak))
      break;
  }
  return L.error(At, "'" + What +
                         "' must be followed by '(lock){...}'; save "
                         "the whole report");
}

void ReportReader::addOrder(const LoggedLock &First, const LoggedLock &Second,
                            unsigned Line, bool Direct) {
  LoggedOrder Order;
  Order.First = First;
  Order.Second = Second;
  Order.Line = Line;
  Order.Reported = Ordered;
  Order.Direct = Direct;
  Out.Orders.push_back(std::move(Order));
}

/// The orders of a chain or a list that has come to its end.
void ReportReader::endList() {
  if (Now == Role::Chain) {
    std::reverse(Chain.begin(), Chain.end());
    for (size_t I = 0; Chain.size() > 1 && I != Chain.size(); ++I)
      addOrder(Chain[I], Chain[(I + 1) % Chain.size()], ChainLine);
  } else if (Now == Role::Inwards || Now == Role::Outwards) {
    for (size_t I = 0; I + 1 < Chain.size(); ++I)
      if (Now == Role::Inwards)
        addOrder(Chain[I], Chain[I + 1], ChainLine);
      else
        addOrder(Chain[I + 1], Chain[I], ChainLine);
  }
  Chain.clear();
  Now = Role::None;
  ChainLine = Next = 0;
  Trace = Others;
}

Error ReportReader::endReport() {
  if (Next > 1)
    return L.error(ChainLine, "a chain of locks that does not come down to "
                              "'-> #0'; save the whole report");
  endList();
  if (Wanted && Ordered)
    return L.error(L.number(), "a report without 'already holding lock:'; "
                               "save the whole report");
  Wanted.reset();
  Changed.reset();
  if (!Fault.What.empty())
    Out.Faults.push_back(std::move(Fault));
  Fault = {};
  Open = Broken = false;
  return Error::success();
}

void ReportReader::header(const Said &By) {
  Open = true;
  Fault.Kind = By.By->Kind;
  Fault.What = By.By->What.str();
  Fault.Line = L.number();
  Ordered = By.By->What.empty();
  HasHeld = Fault.Kind == Fault::Sleeps || Fault.Kind == Fault::LeftHeld;
  if (By.Place.Line)
    Fault.Places.push_back(By.Place);
}

/// `inconsistent {IN-HARDIRQ-W} -> {HARDIRQ-ON-W} usage.`, `..., HARDIRQ-unsafe
/// lock in the past:`. Of other usages no rule knows: of memory that is
/// reclaimed.
void ReportReader::setUsage(StringRef Line) {
  for (StringRef Interrupt : {"HARD", "SOFT", "NMI"})
    if (Line.contains_insensitive(Interrupt))
      return;
  Fault.Kind = Fault::None;
  Fault.What = Line.trim(" .:").str();
}

Error ReportReader::prompt(const Prompt &P) {
  if (P.Next == Role::Held && !Wanted)
    return Error::success();
  endList();
  unsigned At = L.number();
  LoggedLock Lock;
  switch (P.Next) {
  case Role::None:
  case Role::Chain:
    break;
  case Role::Inwards:
  case Role::Outwards:
    Now = P.Next;
    ChainLine = L.number();
    break;
  case Role::Nested:
    while (L.next())
      if (!L.line().empty()) {
        Lock.Name = L.line().str();
        addLock(std::move(Lock));
        break;
      }
    break;
  default:
    if (Error E = lockLine(P.Text, Lock))
      return E;
  }
  switch (P.Next) {
  case Role::Wanted:
    Wanted = std::move(Lock);
    break;
  case Role::Held:
    addOrder(Lock, *Wanted, At);
    Wanted.reset();
    break;
  case Role::Changed:
    Changed = std::move(Lock);
    break;
  case Role::After:
    if (Changed)
      addOrder(*Changed, Lock, At, /*Direct=*/false);
    addLock(std::move(Lock));
    break;
  case Role::Before:
    if (Changed) {
      addOrder(Lock, *Changed, At, /*Direct=*/false);
      addLock(std::move(*Changed));
      Changed.reset();
    }
    break;
  case Role::Wrong:
    addLock(std::move(Lock));
    break;
  default:
    break;
  }
  return Error::success();
}

/// `-> #1 (&q->lock){+.+.}-{3:3}:`.
Error ReportReader::chainLink(StringRef Rest) {
  unsigned Link = 0;
  bool IsNumber = !Rest.consumeInteger(10, Link);
  auto Lock = lockOf(Rest);
  if (!IsNumber || !Lock || (Next && Link + 1 != Next - 1))
    return L.error(L.number(), "expected '-> #NUMBER (lock){...}' in falling "
                               "order; save the whole report");
  if (!Next) {
    endList();
    Now = Role::Chain;
    ChainLine = L.number();
  }
  Chain.push_back(std::move(*Lock));
  Next = Link + 1;
  return Error::success();
}

/// ` #0: ffff8880 (&sc->lock){+.+.}-{2:2}, at: foo_ioctl+0x12/0x80 [foo]`, of
/// which scripts make several lines for one lock.
bool ReportReader::heldLine(StringRef Line) {
  unsigned Number = 0;
  if (!Line.consume_front("#") || Line.consumeInteger(10, Number) ||
      !Line.starts_with(":"))
    return false;
  auto Lock = lockOf(Line);
  if (!Lock || !HasHeld)
    return true;
  if (!Fault.Locks.empty() && Fault.Locks.size() == Number + 1)
    llvm::append_range(Fault.Locks.back().Functions, Lock->Functions);
  else
    addLock(std::move(*Lock));
  return true;
}

/// `-> (&q->lock){+.+.}-{2:2} ops: 5 {`, where it was used, `... acquired at:`.
void ReportReader::listLine(StringRef Line) {
  if (Line.starts_with("->")) {
    if (auto Lock = lockOf(Line))
      Chain.push_back(std::move(*Lock));
  } else if (Line.ends_with(" at:")) {
    Trace = Line.contains("acquired at:") ? Takers
            : Line.contains("-ON-")       ? Unmasked
                                          : Others;
  } else if (Trace == Unmasked) {
    addFrame(Line, Fault);
  } else if (auto Function = stackFunction(Line);
             Function && Trace == Takers && !Chain.empty()) {
    Chain.back().Functions.push_back(Function->str());
  }
}

/// Lines that name the lock of the fault: `... release lock (&sc->lock) at:`,
/// `lock: foo_lock+0x0/0x40 [foo], .magic: dead4ead, ...`.
bool ReportReader::lockOfFault(StringRef Line) {
  LoggedLock Lock;
  if (StringRef Name = Line.split("is trying to release lock (").second;
      !Name.empty()) {
    Lock.Name = Name.rsplit(')').first.str();
    addLock(std::move(Lock));
    return true;
  }
  if (!Line.starts_with("lock: ") || !Line.contains(".magic:"))
    return false;
  if (auto Variable = stackFunction(Line); Variable && Line.contains("+0x0/")) {
    Lock.Name = Variable->str();
    addLock(std::move(Lock));
  }
  return true;
}

/// Whether something else begins in the midst of a report. What a program
/// writes has its name before it, and no stack behind it.
bool ReportReader::isBreak(StringRef Line) const {
  return Open && (Line.starts_with(ReportBreak) || Line.contains(KernelBreak));
}

/// Whether the report that was broken off plainly goes on at \p Line: it says
/// something of a lock, as lockdep writes them.
bool ReportReader::goesOn(StringRef Line) const {
  bool InList = Now == Role::Inwards || Now == Role::Outwards;
  if (Line.starts_with(InList ? "->" : "-> #"))
    return lockOf(Line).has_value();
  unsigned Number = 0;
  if (StringRef Held = Line; Held.consume_front("#"))
    return HasHeld && !Held.consumeInteger(10, Number) &&
           Number == Fault.Locks.size() && lockOf(Held);
  if (llvm::none_of(Prompts, [&](const Prompt &P) {
        return P.Next != Role::None && isSaid(P, Line);
      }))
    return false;
  Lines Below = L;
  while (Below.next())
    if (!Below.line().empty())
      return lockOf(Below.line()).has_value();
  return false;
}

Error ReportReader::line() {
  StringRef Line = L.line();
  if (auto By = findPhrase(Line, ReportHeaders)) {
    if (Error E = endReport())
      return E;
    header(*By);
    return Error::success();
  }
  if (isBreak(Line)) {
    Broken = true;
    return Error::success();
  }
  if (Broken && containsOne(Line, BreakEnds))
    return Error::success();
  if (containsOne(Line, ReportEnds))
    return endReport();
  // What others print may look like a line of a report.
  if (!Open || (Broken && !goesOn(Line)))
    return Error::success();
  Broken = false;
  if (!Fault.What.empty() &&
      (Line.contains("} usage.") || Line.ends_with(" lock in the past:")))
    setUsage(Line);
  for (const Prompt &P : Prompts)
    if (isSaid(P, Line))
      return prompt(P);
  if (StringRef Rest = Line; Rest.consume_front("-> #"))
    return chainLink(Rest);
  if (lockOfFault(Line) || heldLine(Line) || Line.contains("irqs last "))
    return Error::success();
  if (Now == Role::Inwards || Now == Role::Outwards) {
    listLine(Line);
  } else if (Now == Role::Chain) {
    if (auto Function = stackFunction(Line))
      Chain.back().Functions.push_back(Function->str());
    else if (Next == 1 && !Line.empty()) // behind #0
      endList();
  } else if (!Fault.What.empty()) {
    addFrame(Line, Fault);
  }
  return Error::success();
}

Error ReportReader::read() {
  while (L.next())
    if (Error E = line())
      return E;
  return endReport();
}

Error locktidy::readLockdep(Lines &L, LockLog &Out) {
  return ReportReader(L, Out).read();
}

bool locktidy::hasLockdepReport(StringRef Text) {
  return saysOne(Text, ReportHeaders);
}
