//===- Console.h - what goes to stderr --------------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings go to stdout; everything said about the run goes to stderr, through
// here: errors, warnings, and the progress line, which vanishes before any
// other line is written.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_TOOL_CONSOLE_H
#define LOCKTIDY_TOOL_CONSOLE_H

#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"
#include <mutex>

namespace locktidy {

enum class ColourMode { Auto, Always, Never };

/// Whether stdout gets colours: Auto asks NO_COLOR, then CLICOLOR_FORCE, then
/// CLICOLOR, then whether it is a terminal that knows them.
bool wantsColour(ColourMode Mode);

class Console {
public:
  explicit Console(bool Quiet);
  ~Console();

  /// One rewriting line on a terminal, elsewhere a line for each tenth.
  void progress(size_t Done, size_t Total);
  /// Names a stage that has no count; on a terminal only.
  void stage(llvm::StringRef Name);
  /// One line, whatever it says.
  void line(const llvm::Twine &Text);
  /// The lines of an error; `locktidy: error:` before those without a place.
  void error(llvm::Error E);

private:
  void clear();

  std::mutex Lock;
  bool Quiet, Terminal;
  bool Shown = false;   ///< a progress line is on the screen
  size_t NextTenth = 1; ///< elsewhere: the next one to report
};

/// From now on Ctrl-C (the first one) only makes interrupted() true.
void catchInterrupt();
bool interrupted();

} // namespace locktidy

#endif
