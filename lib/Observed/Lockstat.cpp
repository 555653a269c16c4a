//===- Lockstat.cpp - the output of lockstat ------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// illumos and Solaris print averages, NetBSD totals:
//
//   Adaptive mutex hold: 5318 events in 5.009 seconds (1062 events/sec)
//
//   Count indv cuml rcnt     nsec Lock                   Caller
//   -------------------------------------------------------------------
//     134  16%  16% 0.00     3104 xdaq_lock              xdaq_read+0x34
//
//   -- Adaptive mutex spin
//
//   Total%  Count   Time/ms          Lock                       Caller
//   ------ ------- --------- ---------------------- --------------------
//    98.12     134      0.42 xdaq_lock              xdaq_read+34
//
//===----------------------------------------------------------------------===//
#include "Observed/Lines.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace locktidy;
using llvm::Error;
using llvm::StringRef;

namespace {
/// Before the lock: count, three shares, and perhaps an average; or a share,
/// count and total.
enum class Columns { None, Averages, Counts, Totals };

class LockstatReader {
public:
  LockstatReader(Lines &L, LockLog &Out) : L(L), Out(Out) {}
  Error read();

private:
  Error row(llvm::ArrayRef<StringRef> Words);
  Error malformed() const {
    return L.error(L.number(), "expected a row of the table above it, with its "
                               "lock and its caller; save it whole: lockstat "
                               "-o FILE");
  }

  Lines &L;
  LockLog &Out;
  Columns Table = Columns::None;
  bool Timed = false; ///< the averages are of nanoseconds
  bool Held = false;
};
} // namespace

/// NetBSD prints addresses without 0x.
static bool isAddress(StringRef Name) {
  uint64_t Value;
  return Name.starts_with("0x") || llvm::isDigit(Name[0]) ||
         (Name.size() >= 8 && !Name.getAsInteger(16, Value));
}

Error LockstatReader::row(llvm::ArrayRef<StringRef> Words) {
  LoggedUse Use;
  Use.Line = L.number();
  Use.Held = Held;
  double Time = 0;
  size_t Lock = Table == Columns::Averages ? 5
                : Table == Columns::Counts ? 4
                                           : 3;
  size_t Count = Table == Columns::Totals ? 1 : 0;
  if (Words.size() < Lock + 2 || Words[Count].getAsInteger(10, Use.Events) ||
      (Table != Columns::Counts && Words[Lock - 1].getAsDouble(Time)))
    return malformed();
  if (Table == Columns::Averages && Timed)
    Use.Nanoseconds = uint64_t(Time) * Use.Events;
  else if (Table == Columns::Totals)
    Use.Nanoseconds = uint64_t(Time * 1e6);
  if (StringRef Name = Words[Lock];
      Name == "<all>" || Words[Lock + 1] == "<all>")
    return Error::success(); // a sum of other rows
  else if (!isAddress(Name))
    Use.Lock.Name = symbolOf(Name).str();
  Use.Lock.Functions.push_back(symbolOf(Words[Lock + 1]).str());
  Out.Uses.push_back(std::move(Use));
  return Error::success();
}

Error LockstatReader::read() {
  while (L.next()) {
    StringRef Line = L.line();
    llvm::SmallVector<StringRef, 8> Words;
    Line.split(Words, ' ', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
    if (Line.starts_with("Count indv") || Line.starts_with("Total%")) {
      Timed = Line.contains(" nsec ");
      Table = Line.starts_with("Total%")         ? Columns::Totals
              : Timed || Line.contains(" spin ") ? Columns::Averages
                                                 : Columns::Counts;
    } else if (Line.contains(" events in ") || Line.starts_with("-- ")) {
      Held = Line.contains_insensitive("hold");
      Table = Columns::None;
    } else if (Table != Columns::None && Words.size() > 1 &&
               llvm::isDigit(Line[0]) && !Line.contains('|') &&
               !Words[0].starts_with("--")) {
      if (Error E = row(Words))
        return E;
    }
  }
  return Error::success();
}

Error locktidy::readLockstat(Lines &L, LockLog &Out) {
  return LockstatReader(L, Out).read();
}
