//===- Console.cpp - what goes to stderr ----------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "locktidy/Console.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"
#include <atomic>

using namespace locktidy;
using namespace llvm;

/// Fewer files than this are done before a line about them would be read.
static constexpr size_t WorthReporting = 20;

bool locktidy::wantsColour(ColourMode Mode) {
  if (Mode != ColourMode::Auto)
    return Mode == ColourMode::Always;
  auto Set = [](const char *Name) -> std::optional<bool> {
    auto Value = sys::Process::GetEnv(Name);
    if (!Value || Value->empty())
      return std::nullopt;
    return *Value != "0";
  };
  if (auto NoColour = sys::Process::GetEnv("NO_COLOR");
      NoColour && !NoColour->empty())
    return false;
  if (Set("CLICOLOR_FORCE").value_or(false))
    return true;
  return Set("CLICOLOR").value_or(true) && outs().has_colors();
}

Console::Console(bool Quiet) : Quiet(Quiet), Terminal(errs().is_displayed()) {}

Console::~Console() { clear(); }

void Console::clear() {
  if (Shown)
    errs() << "\r\033[K";
  Shown = false;
}

void Console::progress(size_t Done, size_t Total) {
  if (Quiet)
    return;
  std::lock_guard<std::mutex> Guard(Lock);
  if (Terminal) {
    clear();
    errs() << formatv("[{0}/{1}] reading sources", Done, Total);
    Shown = true;
    return;
  }
  if (Total < WorthReporting || Done * 10 < NextTenth * Total)
    return;
  errs() << formatv("read {0} of {1} files\n", Done, Total);
  NextTenth = Done * 10 / Total + 1;
}

void Console::stage(StringRef Name) {
  if (Quiet || !Terminal)
    return;
  std::lock_guard<std::mutex> Guard(Lock);
  clear();
  errs() << Name;
  Shown = true;
}

void Console::line(const Twine &Text) {
  std::lock_guard<std::mutex> Guard(Lock);
  clear();
  errs() << Text << '\n';
}

void Console::error(Error E) {
  handleAllErrors(std::move(E), [&](const ErrorInfoBase &Info) {
    std::string Text = Info.message();
    bool HasPlace = StringRef(Text).contains(": error: ");
    line((HasPlace ? "" : "locktidy: error: ") + StringRef(Text).rtrim());
  });
}

/// A signal handler can reach nothing else.
static std::atomic<bool> Interrupted = false;

void locktidy::catchInterrupt() {
  sys::SetInterruptFunction([] { Interrupted = true; });
}

bool locktidy::interrupted() { return Interrupted; }
