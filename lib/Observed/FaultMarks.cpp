//===- FaultMarks.cpp - faults that were seen, in findings ----------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A fault that a kernel has reported is that of a finding when a rule that is
// about such faults has found it in the same lock class, and nothing that the
// kernel says of the place speaks against it. Of several the best are meant:
//
//   lock (sleep mutex) foo not locked @ foo.c:140    the finding at foo.c:140
//   #3 0xffff at foo_read+0x31                       else those in foo_read
//                                                    else of what it may hold
//                                                    a copy of, else of the
//                                                    class
//
//===----------------------------------------------------------------------===//
#include "Observed/Match.h"
#include "Observed/Places.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

using namespace locktidy;
using llvm::StringRef;

namespace {
struct RuleOfFault {
  Fault Kind;
  StringRef Rule;
};

/// How well a finding fits what a kernel has said.
enum class Fit : uint8_t { None, Class, Copied, Function, Place };
} // namespace

static constexpr RuleOfFault RulesOfFaults[] = {
    {Fault::IrqUnsafe, "irq-unsafe-lock"},
    {Fault::Recursive, "recursive-lock"},
    {Fault::NotHeld, "unlock-not-held"},
    {Fault::WrongMode, "rwlock-misuse"},
    {Fault::Lifetime, "lock-lifetime"},
    {Fault::LeftHeld, "lock-leak"},
    {Fault::Sleeps, "sleep-under-lock"},
    {Fault::Sleeps, "sleeping-alloc-under-lock"},
    {Fault::Sleeps, "drain-under-lock"},
    {Fault::Sleeps, "sleep-in-interrupt"},
    {Fault::Sleeps, "high-level-mutex"},
    {Fault::SleepsInHandler, "sleep-in-interrupt"},
    {Fault::SleepsInHandler, "high-level-mutex"},
};

static bool isAbout(Fault Kind, StringRef Rule) {
  return llvm::any_of(RulesOfFaults, [&](const RuleOfFault &R) {
    return R.Kind == Kind && R.Rule == Rule;
  });
}

/// At \p Where, in \p Function when it is not empty, is one of \p Places.
/// Unless \p Agrees, the lock being the same, a file's name alone says little:
/// a stack leads through many.
static bool isAt(const Location &Where, StringRef Function,
                 const std::set<LoggedPlace> &Places, bool Agrees) {
  return llvm::any_of(Places, [&](const LoggedPlace &P) {
    if (P.Line != Where.Line)
      return false;
    size_t Common = commonEnd(P.File, Where.File);
    bool SameFunction = P.Function.empty() || P.Function == Function;
    return Common > 1 ||
           (Common == 1 &&
            (Agrees || (SameFunction && isBareName(P.File, Where.File))));
  });
}

namespace {
class FaultMarker {
public:
  FaultMarker(const SolvedProgram &P, std::vector<Finding> &Findings);
  void mark(SeenFault &Fault);

private:
  const std::set<std::string> &copiedTo(size_t I);
  Fit fit(size_t I, const SeenFault &Fault, bool KnowsFunction);
  bool isOfClass(const Finding &F, const SeenFault &Fault) const;
  std::string text(const SeenFault &Fault, const Finding &F) const;

  const SolvedProgram &P;
  std::vector<Finding> &Findings;
  FindingClasses Classes;
  llvm::StringMap<llvm::SmallVector<uint32_t, 1>> ByName; ///< of the functions
  /// By finding: the callers that may hold a copy of its function, once asked.
  std::vector<std::optional<std::set<std::string>>> Copies;
};
} // namespace

FaultMarker::FaultMarker(const SolvedProgram &P, std::vector<Finding> &Findings)
    : P(P), Findings(Findings), Classes(P), Copies(Findings.size()) {
  for (auto [I, F] : llvm::enumerate(P.Functions))
    ByName[P.Prog.name(F.Graph.Id)].push_back(I);
}

/// In whose code that of finding \p I may be: compilers copy local functions
/// into their callers, and then the stack has the caller only.
const std::set<std::string> &FaultMarker::copiedTo(size_t I) {
  if (Copies[I])
    return *Copies[I];
  const Finding &Of = Findings[I];
  llvm::SmallVector<uint32_t> Todo;
  for (uint32_t F : ByName.lookup(Of.Function))
    if (P.Prog.str(P.Functions[F].Graph.Pos.File) == Of.Where.File)
      Todo.push_back(F);
  llvm::BitVector Seen(P.Functions.size());
  std::set<std::string> &Out = Copies[I].emplace();
  while (!Todo.empty()) {
    uint32_t F = Todo.pop_back_val();
    FunctionId Id = P.Functions[F].Graph.Id;
    if (Seen.test(F))
      continue;
    Seen.set(F);
    Out.insert(P.Prog.name(Id).str());
    if (P.Prog.All.Functions[Id.Index].File)
      for (CallerRef C : P.Callers[F])
        Todo.push_back(C.Function);
  }
  return Out;
}

bool FaultMarker::isOfClass(const Finding &F, const SeenFault &Fault) const {
  return llvm::any_of(Fault.Classes,
                      [&](LockClass C) { return Classes.isAbout(F, C); });
}

Fit FaultMarker::fit(size_t I, const SeenFault &Fault, bool KnowsFunction) {
  const Finding &F = Findings[I];
  if (!isAbout(Fault.Kind, F.Rule))
    return Fit::None;
  bool OfClass = isOfClass(F, Fault);
  if (!OfClass && Fault.Named && !F.LockClasses.empty())
    return Fit::None;
  if (isAt(F.Where, F.Function, Fault.Places, OfClass))
    return Fit::Place;
  if (Fault.Functions.contains(F.Function))
    return Fit::Function;
  if (KnowsFunction && llvm::any_of(copiedTo(I), [&](const std::string &Name) {
        return Fault.Functions.contains(Name);
      }))
    return Fit::Copied;
  // Without a stack the place where the lock was taken has to do, which many
  // can share.
  bool Takes = llvm::any_of(F.Paths, [&](const std::vector<Step> &Path) {
    return llvm::any_of(Path, [&](const Step &S) {
      return isAt(S.Where, F.Function, Fault.Taken, OfClass);
    });
  });
  if (!KnowsFunction && OfClass && Takes)
    return Fit::Function;
  return OfClass && Fault.Sure ? Fit::Class : Fit::None;
}

/// `'lock not locked' of 'struct foo::mtx'`, of those that \p F is about.
std::string FaultMarker::text(const SeenFault &Fault, const Finding &F) const {
  std::string Out = "'" + Fault.What + "'";
  std::vector<std::string> Names;
  for (LockClass C : Fault.Classes)
    if (Classes.isAbout(F, C))
      Names.push_back("'" + className(P.Prog.All, C) + "'");
  if (!Names.empty())
    Out += " of " + llvm::join(Names, " and ");
  else
    Out += " in '" + F.Function + "'";
  return Out;
}

void FaultMarker::mark(SeenFault &Fault) {
  bool KnowsFunction =
      llvm::any_of(Fault.Functions, [&](const std::string &Name) {
        return ByName.contains(Name);
      });
  Fault.Own = !Fault.Classes.empty() || (!Fault.Named && KnowsFunction);
  if (Fault.Kind == Fault::None)
    return;
  std::vector<Fit> Fits;
  for (size_t I = 0; I != Findings.size(); ++I)
    Fits.push_back(fit(I, Fault, KnowsFunction));
  Fit Best = Fits.empty() ? Fit::None : *llvm::max_element(Fits);
  if (Best == Fit::None)
    return;
  Fault.Own = true;
  // The kernel was elsewhere.
  bool Elsewhere = Best == Fit::Class && KnowsFunction;
  // Without a lock, of several in a function any may be meant.
  bool Unclear =
      !Fault.Sure && Best < Fit::Place && llvm::count(Fits, Best) > 1;
  Fault.Found = !Elsewhere;
  for (size_t I = 0; I != Findings.size(); ++I) {
    Finding &F = Findings[I];
    if (Fits[I] != Best)
      continue;
    std::string Text = "a kernel has reported " + text(Fault, F);
    if (Elsewhere)
      Text += ", but not here";
    else if (Unclear)
      Text += ", of this or another lock";
    else
      Text = "seen on hardware: " + Text;
    F.Seen |= !Elsewhere && !Unclear;
    F.Runtime.push_back(Text + " (" + Fault.Place + ")");
  }
}

void locktidy::markFaults(const SolvedProgram &P,
                          std::vector<SeenFault> &Faults,
                          std::vector<Finding> &Findings) {
  if (Faults.empty())
    return;
  FaultMarker M(P, Findings);
  for (SeenFault &Fault : Faults)
    M.mark(Fault);
}
