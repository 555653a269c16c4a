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
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Path.h"

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

static bool isAt(const Location &Where, const std::set<LoggedPlace> &Places) {
  StringRef File = llvm::sys::path::filename(Where.File);
  return llvm::any_of(Places, [&](const LoggedPlace &P) {
    return P.Line == Where.Line && llvm::sys::path::filename(P.File) == File;
  });
}

namespace {
class FaultMarker {
public:
  FaultMarker(const SolvedProgram &P, std::vector<Finding> &Findings);
  void mark(SeenFault &Fault);

private:
  void addCallers(std::set<std::string> &Of) const;
  bool isCopiedTo(const Finding &F, const SeenFault &Fault) const;
  Fit fit(const Finding &F, const SeenFault &Fault, bool KnowsFunction) const;
  bool isOfClass(const Finding &F, const SeenFault &Fault) const;
  std::string text(const SeenFault &Fault, const Finding &F) const;

  const SolvedProgram &P;
  std::vector<Finding> &Findings;
  llvm::StringMap<bool> Local; ///< functions of the program; only of their file
  llvm::StringMap<std::set<std::string>> Callers;
};
} // namespace

FaultMarker::FaultMarker(const SolvedProgram &P, std::vector<Finding> &Findings)
    : P(P), Findings(Findings) {
  for (const SolvedFunction &F : P.Functions) {
    StringRef Name = P.Prog.name(F.Graph.Id);
    Local[Name] = bool(P.Prog.All.Functions[F.Graph.Id.Index].File);
    for (const Block &B : F.Graph.Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Call &&
            F.Graph.expr(E.Callee).Kind == ExprKind::Function)
          Callers[P.Prog.name(FunctionId(F.Graph.expr(E.Callee).Symbol))]
              .insert(Name.str());
  }
}

/// In whose code that of \p Of may be: compilers copy local functions into
/// their callers, and then the stack has the caller only.
void FaultMarker::addCallers(std::set<std::string> &Of) const {
  std::vector<std::string> Todo(Of.begin(), Of.end());
  while (!Todo.empty()) {
    std::string Name = std::move(Todo.back());
    Todo.pop_back();
    if (!Local.lookup(Name))
      continue;
    for (const std::string &Caller : Callers.lookup(Name))
      if (Of.insert(Caller).second)
        Todo.push_back(Caller);
  }
}

/// A function of the stack may hold a copy of that of \p F.
bool FaultMarker::isCopiedTo(const Finding &F, const SeenFault &Fault) const {
  std::set<std::string> In = {F.Function};
  addCallers(In);
  return llvm::any_of(In, [&](const std::string &Name) {
    return Fault.Functions.contains(Name);
  });
}

bool FaultMarker::isOfClass(const Finding &F, const SeenFault &Fault) const {
  return llvm::any_of(Fault.Classes, [&](LockClass C) {
    return llvm::is_contained(F.LockClasses, className(P.Prog.All, C));
  });
}

Fit FaultMarker::fit(const Finding &F, const SeenFault &Fault,
                     bool KnowsFunction) const {
  if (!isAbout(Fault.Kind, F.Rule))
    return Fit::None;
  bool OfClass = isOfClass(F, Fault);
  if (!OfClass && Fault.Named && !F.LockClasses.empty())
    return Fit::None;
  if (isAt(F.Where, Fault.Places))
    return Fit::Place;
  if (Fault.Functions.contains(F.Function))
    return Fit::Function;
  if (KnowsFunction && isCopiedTo(F, Fault))
    return Fit::Copied;
  // Without a stack the place where the lock was taken has to do, which many
  // can share.
  bool Takes = llvm::any_of(F.Paths, [&](const std::vector<Step> &Path) {
    return llvm::any_of(
        Path, [&](const Step &S) { return isAt(S.Where, Fault.Taken); });
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
    if (std::string Name = className(P.Prog.All, C);
        llvm::is_contained(F.LockClasses, Name))
      Names.push_back("'" + Name + "'");
  if (!Names.empty())
    Out += " of " + llvm::join(Names, " and ");
  else
    Out += " in '" + F.Function + "'";
  return Out;
}

void FaultMarker::mark(SeenFault &Fault) {
  bool KnowsFunction =
      llvm::any_of(Fault.Functions, [&](const std::string &Name) {
        return Local.contains(Name);
      });
  Fault.Own = !Fault.Classes.empty() || (!Fault.Named && KnowsFunction);
  if (Fault.Kind == Fault::None)
    return;
  std::vector<Fit> Fits;
  for (const Finding &F : Findings)
    Fits.push_back(fit(F, Fault, KnowsFunction));
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
