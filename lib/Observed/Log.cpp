//===- Log.cpp - what a kernel saw of its locks ---------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Observed/Lines.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace locktidy;
using llvm::Error;
using llvm::StringRef;

/// `[   12.345678] ` and `[19] `, where the console counts the seconds; and who
/// printed it: `[   12.345678][ T1234] `.
static StringRef withoutTime(StringRef Line) {
  for (StringRef Rest = Line.ltrim(); Rest.consume_front("[");) {
    size_t End = Rest.find_first_not_of(" 0123456789.TC");
    if (End == StringRef::npos || End == 0 || Rest[End] != ']')
      break;
    Rest = Rest.drop_front(End + 1);
    if (Rest.consume_front(" "))
      return Rest;
    if (Rest.starts_with("["))
      Line = Rest;
  }
  return Line;
}

bool Lines::next() {
  if (Rest.empty())
    return false;
  std::tie(Current, Rest) = Rest.split('\n');
  ++Number;
  // What syslog writes before a line of the kernel, and for its newlines.
  if (size_t At = Current.find(" kernel: "); At != StringRef::npos && At < 80)
    Current = Current.drop_front(At + StringRef(" kernel: ").size());
  Current = withoutTime(Current).trim();
  Current.consume_front("#012");
  Current = Current.trim();
  return true;
}

Error Lines::error(unsigned At, const llvm::Twine &Text) const {
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 File + ":" + llvm::Twine(At) +
                                     ": error: " + Text);
}

StringRef locktidy::symbolOf(StringRef Text) {
  Text = Text.rsplit('`').second.empty() ? Text : Text.rsplit('`').second;
  return Text.take_until([](char C) { return C == '+'; });
}

static bool isSymbol(StringRef Name) {
  return !Name.empty() && !llvm::isDigit(Name[0]) &&
         llvm::all_of(Name, [](char C) {
           return llvm::isAlnum(C) || C == '_' || C == '.' || C == '$';
         });
}

std::optional<StringRef> locktidy::stackFunction(StringRef Line) {
  if (Line.contains("? "))
    return std::nullopt;
  StringRef Name;
  if (size_t Plus = Line.find("+0x"); Plus != StringRef::npos) {
    Name = Line.take_front(Plus);
    Name = Name.substr(Name.find_last_of(" \t]") + 1);
    // `netbsd:foo_read`
    Name = Name.substr(Name.rfind(':') + 1);
  } else if (auto [First, Rest] = Line.trim().split(' ');
             (Rest.ends_with("[inline]") || Rest.starts_with("(")) &&
             placeIn(Rest).Line) {
    Name = First;
  }
  // What a compiler has cut out of a function has its name.
  Name = Name.take_until([](char C) { return C == '.'; });
  if (!isSymbol(Name))
    return std::nullopt;
  return Name;
}

LoggedPlace locktidy::placeIn(StringRef Text) {
  LoggedPlace Out;
  auto Read = [&](StringRef Word) {
    auto [File, Line] = Word.trim(" .,").rsplit(':');
    unsigned Number = 0;
    if (File.contains('.') && !Line.getAsInteger(10, Number))
      Out = {File.str(), Number, {}};
  };
  if (auto [Before, Place] = Text.rsplit(" @ "); !Place.empty()) {
    Read(Place); // a path may hold blanks
  } else {
    llvm::SmallVector<StringRef, 8> Words;
    llvm::SplitString(Text, Words, " ()\t");
    for (StringRef Word : Words)
      Read(Word);
  }
  return Out;
}

bool locktidy::addFrame(StringRef Line, LoggedFault &To) {
  auto Function = stackFunction(Line);
  if (!Function)
    return false;
  To.Functions.push_back(Function->str());
  if (LoggedPlace Place = placeIn(Line); Place.Line) {
    Place.Function = Function->str();
    To.Places.push_back(std::move(Place));
  }
  return true;
}

namespace {
struct Format {
  StringRef Mark; ///< that only this format has; empty: Has tells
  bool (*Has)(StringRef);
  StringRef Name;
  Error (*Read)(Lines &, LockLog &);
};
} // namespace

static constexpr Format Formats[] = {
    {"all lock classes:", nullptr, "/proc/lockdep", readLockClasses},
    {"all lock chains:", nullptr, "/proc/lockdep_chains", readLockChains},
    {"lock_stat version", nullptr, "/proc/lock_stat", readLockStat},
    {"", hasLockdepReport, "lockdep report", readLockdep},
    {"lock order reversal", nullptr, "witness", readWitness},
    {"Lock order reversal", nullptr, "witness", readWitness},
    {"", hasLockdebugReport, "LOCKDEBUG report", readLockdebug},
    {"first seen at:", nullptr, "witness", readWitness},
    {"established at:", nullptr, "witness", readWitness},
    {"\",\"", nullptr, "witness", readWitness},
    {"", hasWitnessFault, "witness", readWitness},
    {"indv cuml", nullptr, "lockstat", readLockstat},
    {"Total%", nullptr, "lockstat", readLockstat},
};

llvm::Expected<LockLog> locktidy::parseLog(StringRef File, StringRef Text) {
  LockLog Out;
  Out.File = File.str();
  Lines L(File, Text);
  for (const Format &F : Formats)
    if (F.Has ? F.Has(Text) : Text.contains(F.Mark)) {
      Out.Format = F.Name;
      if (Error E = F.Read(L, Out))
        return std::move(E);
      if (Out.Orders.empty() && Out.Uses.empty() && Out.Faults.empty())
        return L.error(1, "looks like " + F.Name +
                              ", but holds no lock; save the whole output");
      return Out;
    }
  if (Text.contains("lock-classes:") && Text.contains("dependency chains:"))
    return L.error(1, "/proc/lockdep_stats has totals only; give "
                      "/proc/lockdep or /proc/lockdep_chains");
  return L.error(1, "no known format; give what witness(4) prints or its "
                    "sysctls debug.witness.fullgraph and badstacks hold, a "
                    "report of lockdep or LOCKDEBUG, /proc/lockdep, "
                    "/proc/lockdep_chains, /proc/lock_stat, or the output of "
                    "lockstat");
}

llvm::Expected<LockLog> locktidy::readLog(StringRef File) {
  auto Buffer = llvm::MemoryBuffer::getFileOrSTDIN(File, /*IsText=*/true);
  if (!Buffer)
    return llvm::createStringError(Buffer.getError(),
                                   "cannot read " + File + ": " +
                                       Buffer.getError().message());
  return parseLog(File, (*Buffer)->getBuffer());
}

llvm::Expected<std::vector<LockLog>>
locktidy::readLogs(const std::vector<std::string> &Files) {
  std::vector<LockLog> Logs;
  llvm::Error Failed = llvm::Error::success();
  for (const std::string &File : Files) {
    llvm::Expected<LockLog> Log = readLog(File);
    if (Log)
      Logs.push_back(std::move(*Log));
    else
      Failed = llvm::joinErrors(std::move(Failed), Log.takeError());
  }
  if (Failed)
    return std::move(Failed);
  return Logs;
}
