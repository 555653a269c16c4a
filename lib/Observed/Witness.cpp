//===- Witness.cpp - what witness prints ----------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// On the console of FreeBSD, OpenBSD and DragonFly:
//
//   lock order reversal: (sleepable after non-sleepable)
//    1st 0xc1 foo (foo, sleep mutex) @ /usr/src/sys/dev/foo.c:120
//    2nd 0xc2 bar (bar, sx) @ /usr/src/sys/dev/bar.c:88
//   lock order bar -> foo established at:
//   #0 0xffffffff80c5f26b at witness_checkorder+0x2fb
//   stack backtrace:
//   #0 ...
//
// and by the sysctls debug.witness.badstacks and debug.witness.fullgraph:
//
//   Lock order "bar"(sx) -> "foo"(sleep mutex) first seen at:
//   "Giant","vnode interlock"
//
// What it says of one lock, or of the locks held, is a fault:
//
//   Sleeping on "foord" with the following non-sleepable locks held:
//   exclusive sleep mutex foo (foo) r = 0 (0xc1) locked @ /usr/src/sys/foo.c:12
//   stack backtrace:
//
//   panic: lock (sleep mutex) foo not locked @ /usr/src/sys/dev/foo.c:140
//
//===----------------------------------------------------------------------===//
#include "Observed/Lines.h"
#include "Observed/Phrases.h"
#include "llvm/ADT/STLExtras.h"
#include <optional>

using namespace locktidy;
using llvm::Error;
using llvm::StringRef;

/// Messages about locks that are held; an empty word for people: the message.
static constexpr Phrase Lists[] = {
    {"System call %* returning with the following", Fault::LeftHeld, ""},
    {"exiting with the following", Fault::LeftHeld,
     "thread exiting with locks held"},
    {"suspending ithread with the following", Fault::LeftHeld,
     "suspending ithread with locks held"},
    {"with the following non-sleepable locks held:", Fault::Sleeps, ""},
    {"with the following locks held:", Fault::Sleeps, ""},
};

/// And about one: what cannot hold before what would match less of it.
static constexpr Phrase Faults[] = {
    {"shared lock of (%*) %n while exclusively locked", Fault::Recursive,
     "shared lock while exclusively locked"},
    {"exclusive lock of (%*) %n while share locked", Fault::Recursive,
     "exclusive lock while share locked"},
    {"shared unlock of (%*) %n while exclusively locked", Fault::NotHeld,
     "shared unlock while exclusively locked"},
    {"exclusive unlock of (%*) %n while share locked", Fault::NotHeld,
     "exclusive unlock while share locked"},
    {"shared lock of (%*) %n", Fault::Recursive,
     "shared lock while exclusively locked"},
    {"exclusive lock of (%*) %n", Fault::Recursive,
     "exclusive lock while share locked"},
    {"shared unlock of (%*) %n", Fault::NotHeld,
     "shared unlock while exclusively locked"},
    {"exclusive unlock of (%*) %n", Fault::NotHeld,
     "exclusive unlock while share locked"},
    {"forbidden unlock of (%*) %n", Fault::None, "forbidden unlock"},
    {"upgrade of unlocked lock (%*) %n", Fault::WrongMode,
     "upgrade of unlocked lock"},
    {"upgrade of exclusive lock (%*) %n", Fault::WrongMode,
     "upgrade of exclusive lock"},
    {"downgrade of unlocked lock (%*) %n", Fault::WrongMode,
     "downgrade of unlocked lock"},
    {"downgrade of shared lock (%*) %n", Fault::WrongMode,
     "downgrade of shared lock"},
    {"downgrade of recursed lock (%*) %n", Fault::None,
     "downgrade of recursed lock"},
    {"upgrade of recursed lock (%*) %n", Fault::None,
     "upgrade of recursed lock"},
    // The lock that is said is not the one that is held.
    {"acquiring blockable sleep lock with spinlock or critical section held "
     "(%*) %*",
     Fault::Sleeps,
     "acquiring blockable sleep lock with spinlock or critical section held"},
    {"interlock (%*) %n not locked", Fault::NotHeld, "interlock not locked"},
    {"interlock (%*) %n recursed", Fault::Recursive, "interlock recursed"},
    {"lock (%*) %n not locked", Fault::NotHeld, "lock not locked"},
    {"lock (%*) %n not exclusively locked", Fault::NotHeld,
     "lock not exclusively locked"},
    {"lock (%*) %n exclusively locked @", Fault::NotHeld,
     "lock exclusively locked"},
    {"lock (%*) %n not recursed", Fault::NotHeld, "lock not recursed"},
    {"lock (%*) %n recursed", Fault::Recursive, "lock recursed"},
    {"lock (%*) %n locked @", Fault::Recursive, "lock locked"},
    {"recursed on non-recursive %* %n", Fault::Recursive,
     "recursed on non-recursive lock"},
    {"recursing but non-recursive %* %n", Fault::Recursive,
     "recursed on non-recursive lock"},
    {"of destroyed %* @", Fault::Lifetime, "use of a destroyed lock"},
    {"panic: mutex %n not owned at", Fault::NotHeld, "mutex not owned"},
    {"panic: mutex %n owned at", Fault::Recursive, "mutex owned"},
    {"panic: lock \"%n\" %* already initialized", Fault::Lifetime,
     "lock already initialized"},
};

/// The kinds that stand before a lock's name where the locks held are listed.
static constexpr StringRef Kinds[] = {
    "sleep mutex", "spin mutex", "sleepable rm", "rm",
    "sx",          "rw",         "lockmgr",      "kernel_lock",
    "rrwlock",     "rwlock",     "sched_lock",   "mutex"};

/// The name and the type in `vm map (user) (vm map (user), sx)`: what the last
/// parenthesis holds is the type, perhaps with the lock's kind behind it.
static void setNames(StringRef Text, LoggedLock &Out) {
  Text = Text.trim();
  Out.Name = Text.str();
  if (!Text.ends_with(")"))
    return;
  int Depth = 0;
  for (size_t I = Text.size(); I-- != 0;) {
    Depth += Text[I] == ')' ? 1 : Text[I] == '(' ? -1 : 0;
    if (Depth != 0)
      continue;
    if (I == 0)
      return;
    Out.Name = Text.take_front(I).rtrim().str();
    StringRef Type = Text.slice(I + 1, Text.size() - 1);
    if (auto [Before, Kind] = Type.rsplit(", ");
        llvm::is_contained(Kinds, Kind))
      Type = Before;
    Out.Type = Type.str();
    return;
  }
}

/// What follows `1st `: an address, where it is said, the name, and where it
/// was taken.
static LoggedLock lockOf(StringRef Text) {
  LoggedLock Out;
  Text = Text.ltrim();
  if (Text.starts_with("0x"))
    Text = Text.split(' ').second;
  auto [Lock, Place] = Text.rsplit(" @ ");
  if (Lock.ends_with("@")) // the place stands on the next line
    Lock = Lock.drop_back();
  setNames(Lock, Out);
  Out.At = placeIn(Text);
  return Out;
}

/// `exclusive sleep mutex foo (foo) r = 0 (0xc1) locked @ dev/foo.c:120`.
static std::optional<LoggedLock> heldLock(StringRef Line) {
  if (!Line.consume_front("exclusive ") && !Line.consume_front("shared "))
    return std::nullopt;
  auto [Lock, Rest] = Line.split(" r = ");
  if (Rest.empty())
    return std::nullopt;
  for (StringRef Kind : Kinds) {
    StringRef Name = Lock;
    bool Bracket = Name.consume_front("(");
    if (!Name.consume_front(Kind) || !Name.consume_front(Bracket ? ") " : " "))
      continue;
    LoggedLock Out;
    setNames(Name, Out);
    Out.At = placeIn(Rest);
    return Out;
  }
  return std::nullopt;
}

/// `"foo"(kind) -> "bar"(kind)` or `foo -> bar`.
static bool readOrder(StringRef Text, LoggedOrder &Out) {
  auto [First, Second] = Text.split(" -> ");
  auto NameIn = [](StringRef Side) {
    Side = Side.trim();
    if (!Side.consume_front("\""))
      return Side;
    return Side.take_front(Side.rfind('"'));
  };
  Out.First.Name = NameIn(First).str();
  Out.Second.Name = NameIn(Second).str();
  return !Out.First.Name.empty() && !Out.Second.Name.empty();
}

namespace {
class WitnessReader {
public:
  WitnessReader(Lines &L, LockLog &Out) : L(L), Out(Out) {}
  Error read();

private:
  Error line();
  Error pair(StringRef Line);
  Error endReport();
  size_t indexOf(const LoggedOrder &Order) const;
  bool faultLine(StringRef Line);
  void beginFault(const Said &By, StringRef Line);

  Lines &L;
  LockLog &Out;
  unsigned Report = 0; ///< line of the report that is being read; 0: none
  bool Contradicts = false;
  std::vector<LoggedLock> Locks; ///< of the report
  std::string Type;              ///< that they have in common
  /// Those of the last report begin here; its last one is the report's own.
  size_t FirstOrder = 0, LastOrder = 0;
  std::optional<size_t> StackOf; ///< the order whose stack is being read
  bool InFault = false; ///< of Out.Faults.back(), and locks held may follow
};
} // namespace

/// The last lock was taken with the others held. Only the first of them is
/// known to be taken in the other order as well.
Error WitnessReader::endReport() {
  if (!Report)
    return Error::success();
  if (Locks.size() < 2)
    return L.error(Report, "a lock order reversal without its two locks: the "
                           "lines '1st ...' and '2nd ...' must follow; save "
                           "the whole report");
  FirstOrder = Out.Orders.size();
  for (size_t I = 0; I + 1 != Locks.size(); ++I)
    Out.Orders.push_back({Locks[I], Locks.back(), Report, Contradicts && I == 0,
                          /*Reported=*/true});
  LastOrder = Out.Orders.size();
  Report = 0;
  Locks.clear();
  Type.clear();
  return Error::success();
}

/// Where \p Order, which is said by types, is among those of the report that it
/// follows; else where a new one comes. Of one type, either may be meant.
size_t WitnessReader::indexOf(const LoggedOrder &Order) const {
  if (Order.First.Name == Order.Second.Name)
    return Out.Orders.size();
  for (size_t I = FirstOrder; I != LastOrder; ++I)
    if (Out.Orders[I].First.Type == Order.First.Name &&
        Out.Orders[I].Second.Type == Order.Second.Name &&
        Out.Orders[I].Second.Functions.empty())
      return I;
  return Out.Orders.size();
}

void WitnessReader::beginFault(const Said &By, StringRef Line) {
  LoggedFault &Fault = Out.Faults.emplace_back();
  Fault.Kind = By.By->Kind;
  Fault.What = (By.By->What.empty() ? Line.rtrim(':') : By.By->What).str();
  Fault.Line = L.number();
  if (!By.Name.empty()) {
    setNames(By.Name, Fault.Locks.emplace_back());
    Fault.Locks.back().At = By.Place;
  }
  if (By.Place.Line)
    Fault.Places.push_back(By.Place);
  InFault = true;
  StackOf.reset();
}

/// A line of a fault, or the first one.
bool WitnessReader::faultLine(StringRef Line) {
  if (auto Held = heldLock(Line)) {
    if (InFault)
      Out.Faults.back().Locks.push_back(std::move(*Held));
    return true;
  }
  for (llvm::ArrayRef<Phrase> Table :
       {llvm::ArrayRef(Lists), llvm::ArrayRef(Faults)})
    if (auto By = findPhrase(Line, Table)) {
      beginFault(*By, Line);
      return true;
    }
  if (!InFault)
    return false;
  LoggedFault &Fault = Out.Faults.back();
  // Where the lock was taken whose mode is another one.
  if (Line.contains("locked from ") && !Fault.Locks.empty())
    Fault.Locks.back().At = placeIn(Line);
  else if (!addFrame(Line, Fault) && !Line.empty() && !Line.starts_with("---"))
    InFault = Fault.Functions.empty(); // else behind its stack
  return InFault;
}

/// A row of the full graph.
Error WitnessReader::pair(StringRef Line) {
  LoggedOrder Order;
  Order.Line = L.number();
  auto [First, Second] = Line.split("\",\"");
  if (Second.size() < 2 || !Second.ends_with("\"") || First.size() < 2)
    return L.error(L.number(), "expected \"lock\",\"lock\"; save the whole "
                               "output of sysctl debug.witness.fullgraph");
  Order.First.Name = First.drop_front().str();
  Order.Second.Name = Second.drop_back().str();
  Out.Orders.push_back(std::move(Order));
  return Error::success();
}

Error WitnessReader::line() {
  StringRef Line = L.line();
  Line.consume_front("debug.witness.fullgraph:");
  Line.consume_front("debug.witness.badstacks:");
  Line.consume_front("witness: ");
  Line = Line.trim();
  auto [Before, Same] = Line.split("acquiring duplicate lock of same type:");
  if (Line.starts_with("lock order reversal") || !Same.empty()) {
    if (Error E = endReport())
      return E;
    FirstOrder = LastOrder = 0;
    Report = L.number();
    Type = Same.trim(" \"").str();
    // Else a lock of another sort is taken, or a second one of its sort: no
    // other order was needed.
    Contradicts = Same.empty() && !Line.contains("after non-sleepable");
    InFault = false;
    StackOf.reset();
    return Error::success();
  }
  if (Report && (Line.starts_with("1st ") || Line.starts_with("2nd ") ||
                 Line.starts_with("3rd "))) {
    Locks.push_back(lockOf(Line.drop_front(4)));
    if (Locks.back().Type.empty())
      Locks.back().Type = Type;
    return Error::success();
  }
  if (Report && Locks.size() >= 2)
    if (Error E = endReport())
      return E;
  if (Line.starts_with_insensitive("lock order ") &&
      (Line.consume_back("established at:") ||
       Line.consume_back("first seen at:"))) {
    LoggedOrder Order;
    Order.Line = L.number();
    if (!readOrder(Line.drop_front(StringRef("lock order ").size()), Order))
      return L.error(L.number(), "expected 'lock order FIRST -> SECOND'; save "
                                 "the whole report");
    StackOf = indexOf(Order);
    if (*StackOf == Out.Orders.size())
      Out.Orders.push_back(std::move(Order));
    InFault = false;
    return Error::success();
  }
  if (Line.starts_with("\"") && Line.contains(','))
    return pair(Line);
  if (faultLine(Line))
    return Error::success();
  if (Line.contains("stack backtrace") || Line.ends_with("attempted at:")) {
    // Of the report itself, though established orders may stand between.
    if (FirstOrder != LastOrder)
      StackOf = LastOrder - 1;
    return Error::success();
  }
  if (auto Function = StackOf ? stackFunction(Line) : std::nullopt)
    Out.Orders[*StackOf].Second.Functions.push_back(Function->str());
  else if (!Line.empty() && !Line.starts_with("#"))
    StackOf.reset();
  return Error::success();
}

Error WitnessReader::read() {
  while (L.next())
    if (Error E = line())
      return E;
  return endReport();
}

Error locktidy::readWitness(Lines &L, LockLog &Out) {
  return WitnessReader(L, Out).read();
}

bool locktidy::hasWitnessFault(StringRef Text) {
  return Text.contains("acquiring duplicate lock of same type") ||
         saysOne(Text, Lists) || saysOne(Text, Faults);
}
