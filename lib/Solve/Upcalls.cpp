//===- Upcalls.cpp - what is called with a framework's lock held ----------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Upcalls.h"
#include "Solve/Terms.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

namespace {

/// How a lock is held at calls.
struct Hold {
  StringId Kind;
  bool Exclusively = false; ///< by all
};

class UpcallFinder {
public:
  explicit UpcallFinder(const SolvedProgram &P) : P(P) {}
  Upcalls run();

private:
  void findAlwaysHeld();
  void findHeldAtEntry();
  void addHeldByKernel(FunctionId Id,
                       std::map<LockClass, StringId> &Held) const;
  void addTarget(uint32_t Function, const PointerSite &S, FunctionId To);
  bool isPossible(const SolvedFunction &F, const PointerSite &S,
                  const SolvedFunction &To, const SummaryEvent &E) const;

  const SolvedProgram &P;
  /// By field: the classes of which every call through it holds a lock.
  std::map<uint32_t, std::map<LockClass, Hold>> Always;
  Upcalls Out;
};

} // namespace

/// The field through which the call of \p S goes.
static std::optional<uint32_t> fieldOf(const SolvedFunction &F,
                                       const PointerSite &S) {
  return fieldOf(F.Graph, F.event(S.At).Callee);
}

void UpcallFinder::findAlwaysHeld() {
  std::map<uint32_t, unsigned> Seen;
  for (const SolvedFunction &F : P.Functions)
    for (const PointerSite &S : F.PointerSites) {
      std::optional<uint32_t> Field = fieldOf(F, S);
      if (!Field)
        continue;
      std::map<LockClass, Hold> Here;
      for (const HeldLock &L : S.Held)
        if (LockClass C = lockClassOf(F.Graph, L.Lock)) {
          Here[C].Kind = L.Kind;
          Here[C].Exclusively |= L.Mode == LockMode::Exclusive;
        }
      auto [All, New] = Always.try_emplace(*Field, Here);
      ++Seen[*Field];
      if (New)
        continue;
      std::erase_if(All->second, [&](const auto &Entry) {
        return !Here.contains(Entry.first);
      });
      for (auto &[Class, Held] : All->second)
        Held.Exclusively &= Here[Class].Exclusively;
    }
  // Of a call that was not looked at nothing is known.
  std::erase_if(Always, [&](const auto &Entry) {
    return Seen[Entry.first] != P.CallsOfField.lookup(Entry.first);
  });
}

/// Whether the constants that are passed allow the event.
bool UpcallFinder::isPossible(const SolvedFunction &F, const PointerSite &S,
                              const SolvedFunction &To,
                              const SummaryEvent &E) const {
  const Event &Call = F.event(S.At);
  return llvm::all_of(E.When, [&](const Literal &L) {
    std::optional<uint32_t> Slot = parameterOf(To.Graph, L.Term);
    if (!Slot)
      return true;
    ExprId Arg = *Slot < Call.Args.size() ? Call.Args[*Slot] : ExprId();
    if (!Arg || F.Graph.expr(Arg).Kind != ExprKind::Const)
      return true;
    return !Range::exactly(F.Graph.expr(Arg).Value).meet(L.Values).empty();
  });
}

void UpcallFinder::addTarget(uint32_t Function, const PointerSite &S,
                             FunctionId Id) {
  const SolvedFunction &F = P.Functions[Function];
  const SolvedFunction &To = *P.function(Id);
  const std::map<LockClass, Hold> &Kept = Always[*fieldOf(F, S)];
  for (uint32_t I = 0; I != To.Sum.Events.size(); ++I) {
    const SummaryEvent &E = To.Sum.Events[I];
    if (E.Effect != EffectKind::Acquire || E.May || !E.Class ||
        !isPossible(F, S, To, E))
      continue;
    // Where all targets do it, the caller is seen to do so.
    if (llvm::any_of(F.Observations, [&](const Observation &Seen) {
          return Seen.At == S.At && Seen.Callee == Id &&
                 Seen.CalleeEvent == I && !Seen.May;
        }))
      continue;
    // What the function gives up by then, or knows not to be held.
    std::set<LockClass> Gone;
    for (ExprId Term : llvm::concat<const ExprId>(E.Dropped, E.EntryFree))
      Gone.insert(lockClassOf(To.Graph, Term));
    if (Gone.contains(LockClass()))
      continue;
    Observation O;
    O.At = S.At;
    O.Callee = Id;
    O.CalleeEvent = I;
    O.Effect = E.Effect;
    O.Name = E.Name;
    O.Class = E.Class;
    O.Kind = E.Kind;
    O.Mode = E.Mode;
    for (const HeldLock &L : S.Held)
      if (LockClass C = lockClassOf(F.Graph, L.Lock);
          Kept.contains(C) && !Gone.contains(C))
        O.Held.push_back(L);
    if (!O.Held.empty())
      Out.Acquires.push_back({Function, std::move(O)});
  }
}

/// The program's calls through such a field are the kernel's, of which the
/// model says what is held (EntryLocks.h): it is in the copy made for them.
void UpcallFinder::addHeldByKernel(FunctionId Id,
                                   std::map<LockClass, StringId> &Held) const {
  auto Copy = P.Prog.CalledByKernel.find(Id);
  if (Copy == P.Prog.CalledByKernel.end())
    return;
  const FunctionGraph &G = P.function(Copy->second)->Graph;
  if (G.Blocks.empty()) // not solved: the run was stopped
    return;
  for (const Event &E : G.Blocks.front().Events)
    if (E.Kind == EventKind::Effect && E.Effect == EffectKind::Acquire &&
        E.Context)
      Held[lockClassOf(G, E.Lock)] = E.LockKind;
}

/// A function that only initialisers name is called through their fields.
void UpcallFinder::findHeldAtEntry() {
  llvm::BitVector Named(P.Prog.All.Functions.size());
  for (const SolvedFunction &F : P.Functions)
    for (const Expr &X : F.Graph.Exprs)
      if (X.Kind == ExprKind::Function)
        Named.set(X.Symbol);
  std::map<uint32_t, std::map<LockClass, StringId>> &All = Out.HeldAtEntry;
  for (const Binding &B : P.Prog.All.Bindings) {
    uint32_t I = P.Prog.GraphOf[B.Target.Index];
    if (I == Program::NoGraph || Named.test(B.Target.Index))
      continue;
    auto It = B.Field ? Always.find(B.Field.Index) : Always.end();
    std::map<LockClass, StringId> Here;
    if (It != Always.end())
      for (auto [Class, Held] : It->second)
        if (Held.Exclusively)
          Here[Class] = Held.Kind;
    addHeldByKernel(B.Target, Here);
    auto [Entry, New] = All.try_emplace(I, Here);
    if (!New)
      std::erase_if(Entry->second,
                    [&](const auto &E) { return !Here.contains(E.first); });
  }
}

Upcalls UpcallFinder::run() {
  findAlwaysHeld();
  findHeldAtEntry();
  for (uint32_t I = 0; I != P.Functions.size(); ++I) {
    const SolvedFunction &F = P.Functions[I];
    for (const PointerSite &S : F.PointerSites) {
      std::optional<uint32_t> Field = fieldOf(F, S);
      auto It = Field ? Always.find(*Field) : Always.end();
      if (It == Always.end() || It->second.empty() || S.May)
        continue;
      const TargetSet &Set = P.Pointers.of(I, F.Graph, F.event(S.At).Callee);
      for (FunctionId To : Set.Functions)
        addTarget(I, S, To);
    }
  }
  return std::move(Out);
}

Upcalls locktidy::findUpcalls(const SolvedProgram &P) {
  return UpcallFinder(P).run();
}
