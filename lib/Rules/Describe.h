//===- Describe.h - locks and paths in the author's words -------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What rules share: the names of locks, what is known of their kind, and the
// steps that lead to an event, rebuilt from origins and summaries only when
// something is reported.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_DESCRIBE_H
#define LOCKTIDY_RULES_DESCRIBE_H

#include "Rules/Finding.h"
#include "Solve/Solved.h"

namespace locktidy {

/// A kind with what the init calls seen say about the class.
struct KnownKind {
  const LockKind *Kind = nullptr; ///< never null: an unknown one has no name
  bool Certain = true; ///< false: the init was not seen and would decide
  bool Recursive = false;
};

/// A condition on flags that lie in memory, of which nobody here says what they
/// are.
bool isFlagInMemory(const FunctionGraph &G, const Literal &L);

/// Why what is seen may not happen, with what flags say that decide a sleep:
/// one that lies in memory can have been set, which no caller says.
Marks marksOf(const SolvedFunction &F, const Observation &O);

/// A condition on parameters that no call which is seen fulfils: some caller
/// may, of which nothing is known here.
Marks marksOfCallers(const SolvedFunction &F, const Guard &Why);

/// In a function at a limit paths were joined that hold the same locks: what was
/// a condition on one of them may have been forgotten.
Marks marksOfLimit(const SolvedFunction &F);

/// What a finding with these marks rests on: "assumes that ...".
std::vector<std::string> assumptionsOf(Marks May);

class Describer {
public:
  explicit Describer(const SolvedProgram &P) : P(P) {}

  Location place(Position Pos) const;
  Location place(const SolvedFunction &F, EventRef At) const {
    return place(F.event(At).Pos);
  }
  std::string functionName(const SolvedFunction &F) const {
    return P.Prog.name(F.Graph.Id).str();
  }
  /// `sc->sc_mtx`; the class when the path has no name here.
  std::string lockText(const SolvedFunction &F, ExprId Lock, LockClass C) const;
  std::string lockText(const SolvedFunction &F, const HeldLock &L) const;
  /// `mutex 'sc->sc_mtx'`.
  std::string lockNoun(const SolvedFunction &F, const HeldLock &L) const;
  std::string lockNoun(const SolvedFunction &F, ExprId Lock, LockClass C,
                       StringId Kind) const;
  /// `mutex 'struct softc::sc_mtx'`.
  std::string lockNoun(LockClass C, StringId Kind) const;
  /// `struct softc::sc_mtx`.
  std::string className(LockClass C) const;
  /// The kind that inits give to the class, else that of the primitive used.
  KnownKind kindOf(LockClass C, StringId FromPrimitive) const;
  KnownKind kindOf(const SolvedFunction &F, const HeldLock &L) const;

  /// "mutex 'x' acquired here", through the functions that return with it.
  void addAcquired(const SolvedFunction &F, const HeldLock &L,
                   std::vector<Step> &Path) const;
  /// "calls 'foo' here" for each call, then \p Text at the primitive.
  void addEvent(const SolvedFunction &F, const Observation &O,
                const std::string &Text, std::vector<Step> &Path) const;
  /// Where the handler of a root is registered.
  void addRoot(const Root &R, std::vector<Step> &Path) const;
  /// Where an entry condition of a callee's case comes from.
  void addCondition(const SolvedFunction &F, const Origin &From,
                    const std::string &Text, std::vector<Step> &Path) const;

  /// Makes the finding advice when it rests on may facts, and says on which.
  void setCertainty(Finding &Out, Marks May) const;

  /// Starts a finding at an event of \p F.
  Finding begin(llvm::StringRef Rule, Severity Level, const SolvedFunction &F,
                Position Pos) const;

private:
  const SolvedProgram &P;
};

} // namespace locktidy

#endif
