//===- Finding.h - what a rule reports --------------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Plain values, complete in themselves: every renderer (text, SARIF, the
// clang-tidy plugin) needs a Finding and nothing else. Messages are lower case,
// without a full stop, with locks and functions quoted as the author wrote
// them:
//
//   foo.c:42:9: error: sleeps in 'tsleep' while holding mutex 'sc->sc_mtx'
//   [locktidy-sleep-under-lock]
//   foo.c:40:9: note: mutex 'sc->sc_mtx' acquired here
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_FINDING_H
#define LOCKTIDY_RULES_FINDING_H

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace locktidy {

/// A place with its file's name; lines and columns count from 1.
struct Location {
  std::string File;
  unsigned Line = 0, Column = 0;
  auto operator<=>(const Location &) const = default;
};

enum class Severity : uint8_t {
  Error,   ///< a panic, deadlock or hang when executed
  Warning, ///< breaks a documented rule or loses protection
  Advice,  ///< legal but discouraged, or resting on a may fact
};

/// One step on the way to a finding, in the order of execution.
struct Step {
  Location Where;
  std::string Text;
  auto operator<=>(const Step &) const = default;
};

/// Replace `[Where, EndLine:EndColumn)` by Text.
struct FixIt {
  Location Where;
  unsigned EndLine = 0, EndColumn = 0;
  std::string Text;
  auto operator<=>(const FixIt &) const = default;
};

struct Finding {
  std::string Rule; ///< `sleep-under-lock`, without the locktidy- prefix
  Severity Level = Severity::Error;
  Location Where;
  std::string Message;
  /// One path, or one for each thread of a deadlock.
  std::vector<std::vector<Step>> Paths;
  std::vector<std::string> Assumptions; ///< what a may finding rests on
  std::string Function;                 ///< that holds Where
  std::vector<std::string> LockClasses; ///< `struct softc::sc_mtx`, sorted
  std::string Event; ///< normalised event: what is done, without places
  std::vector<FixIt> Fixes;
  bool First = false; ///< worse than others of its level
  unsigned Others = 0; ///< further ways into the same defect, not printed
  /// The primitive behind the calls. Findings of one rule that share it, the
  /// lock classes and the level have one cause (Report/Causes.h). None when the
  /// finding is where the primitive is.
  Location Primitive;
  /// What running kernels were seen to do with its locks (Observed/Match.h).
  std::vector<std::string> Runtime;
  bool Seen = false; ///< they did what the finding warns of
  /// Where else the same cause shows, each with its function.
  std::vector<Step> Elsewhere;
  /// Hash of rule, function, lock classes and event, with a serial number for
  /// equal ones: survives edits elsewhere in the file. Set by finish().
  std::string Fingerprint;

  auto operator<=>(const Finding &) const = default;
};

/// Sorts findings by place and rule, drops exact duplicates, and sets the
/// fingerprints. The result does not depend on the order of the input.
void finish(std::vector<Finding> &Findings);

} // namespace locktidy

#endif
