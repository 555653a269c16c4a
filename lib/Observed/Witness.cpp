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
//===----------------------------------------------------------------------===//
#include "Observed/Lines.h"

using namespace locktidy;
using llvm::Error;
using llvm::StringRef;

/// The name in `vm map (user) (vm map (user), sx)`: what the last parenthesis
/// holds is the type, with the lock's kind behind it.
static StringRef nameOf(StringRef Text) {
  if (!Text.ends_with(")"))
    return Text;
  int Depth = 0;
  for (size_t I = Text.size(); I-- != 0;) {
    Depth += Text[I] == ')' ? 1 : Text[I] == '(' ? -1 : 0;
    if (Depth == 0)
      return I ? Text.take_front(I).rtrim() : Text;
  }
  return Text;
}

/// What follows `1st `: an address, the name, and where it was taken.
static LoggedLock lockOf(StringRef Text) {
  LoggedLock Out;
  auto [Address, Rest] = Text.ltrim().split(' ');
  auto [Lock, Place] = Rest.rsplit(" @ ");
  if (Lock.ends_with("@")) // the place stands on the next line
    Lock = Lock.drop_back();
  Out.Name = nameOf(Lock.trim()).str();
  auto [File, Line] = Place.trim().rsplit(':');
  if (!Line.getAsInteger(10, Out.Line))
    Out.File = File.str();
  return Out;
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

  Lines &L;
  LockLog &Out;
  unsigned Report = 0; ///< line of the report that is being read; 0: none
  bool Contradicts = false;
  std::vector<LoggedLock> Locks; ///< of the report
  bool InStack = false;          ///< its lines are of Out.Orders.back()
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
  for (size_t I = 0; I + 1 != Locks.size(); ++I)
    Out.Orders.push_back({Locks[I], Locks.back(), Report, Contradicts && I == 0,
                          /*Reported=*/true});
  Report = 0;
  Locks.clear();
  return Error::success();
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
  if (Line.starts_with("lock order reversal")) {
    if (Error E = endReport())
      return E;
    Report = L.number();
    // Else a lock of another sort is taken: no other order was needed.
    Contradicts = !Line.contains("after non-sleepable");
    InStack = false;
    return Error::success();
  }
  if (Report && (Line.starts_with("1st ") || Line.starts_with("2nd ") ||
                 Line.starts_with("3rd "))) {
    Locks.push_back(lockOf(Line.drop_front(4)));
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
    Out.Orders.push_back(std::move(Order));
    InStack = true;
    return Error::success();
  }
  if (Line.starts_with("\"") && Line.contains(','))
    return pair(Line);
  if (Line.contains("stack backtrace")) {
    // Behind the established order: of the report itself, the last but one.
    InStack = true;
    if (Out.Orders.size() > 1 && !Out.Orders.back().Reported &&
        Out.Orders[Out.Orders.size() - 2].Reported)
      std::swap(Out.Orders.back(), Out.Orders[Out.Orders.size() - 2]);
    return Error::success();
  }
  if (auto Function = InStack ? stackFunction(Line) : std::nullopt)
    Out.Orders.back().Second.Functions.push_back(Function->str());
  else
    InStack &= Line.empty() || Line.starts_with("#");
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
