//===- Phases.cpp - what runs while nothing else does ---------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Starts with all functions that could be called from such roots alone and
// drops those with another use, until nothing changes.
//
//===----------------------------------------------------------------------===//
#include "Solve/Phases.h"
#include "Solve/ConstantFlow.h"
#include "Solve/Regions.h"
#include "Solve/Slice.h"

using namespace locktidy;

Phases::Phases(const SolvedProgram &P) : P(P), Calls(findCallEdges(P)) {
  size_t N = P.Functions.size();
  Alone.resize(N);
  Publishers.resize(N);
  Ends.resize(N);
  findDestroys();
  Handlers.resize(N);
  llvm::BitVector Root(N);
  for (const struct Root &R : P.Roots) {
    Handlers.set(P.Prog.GraphOf[R.Handler.Index]);
    const ContextKind *C = P.Prog.context(R.Context);
    if (C && C->Runs == Concurrency::Alone)
      Root.set(P.Prog.GraphOf[R.Handler.Index]);
  }
  findPublishers();
  for (uint32_t I = 0; I != N; ++I)
    findQuiet(I);
  if (Root.none() && Quiet.empty())
    return;
  Alone = closedFunctions();
  Alone |= Root;
  for (const struct Root &R : P.Roots) {
    const ContextKind *C = P.Prog.context(R.Context);
    if (!C || C->Runs != Concurrency::Alone)
      Alone.reset(P.Prog.GraphOf[R.Handler.Index]);
  }
  findUses();
  for (uint32_t I = 0; I != N; ++I)
    if (Alone.test(I))
      findEnds(I);
  for (const struct Root &R : P.Roots)
    if (!R.RegisteredIn && P.Prog.All.Bindings[R.Binding].ResumedBy)
      findResumed(P.Prog.All.Bindings[R.Binding]);
  for (llvm::BitVector Before(N); Before != Alone;) {
    Before = Alone;
    for (uint32_t I = 0; I != N; ++I)
      dropCallees(I);
    // What is not seen to be called from there may be called from anywhere.
    Alone &= findCalled(Root);
  }
}

/// Functions of which the calls are seen: those without linkage and, where the
/// program is more than a file, those that other files could call as well.
llvm::BitVector Phases::closedFunctions() const {
  llvm::BitVector Out(P.Functions.size());
  std::set<StringId> Files;
  for (const SolvedFunction &F : P.Functions)
    if (!F.Graph.FromHeader)
      Files.insert(F.Graph.Pos.File);
  for (uint32_t I = 0; I != P.Functions.size(); ++I)
    if (Files.size() > 1 ||
        P.Prog.All.Functions[P.Functions[I].Graph.Id.Index].File)
      Out.set(I);
  return Out;
}

/// \p Root and what is called where one of them is alone, and so on, or where
/// any function says that it is.
llvm::BitVector Phases::findCalled(const llvm::BitVector &Root) const {
  llvm::BitVector Called = Root;
  for (llvm::BitVector Before; Before != Called;) {
    Before = Called;
    for (uint32_t I = 0; I != P.Functions.size(); ++I) {
      bool Whole = Called.test(I) && Alone.test(I);
      if (Whole || Quiet.contains(I))
        for (const CallEdge &C : Calls[I])
          if (Whole || isQuiet(I, C.At))
            Called.set(C.To);
    }
  }
  return Called;
}

/// Its address goes elsewhere than into the tables that are seen.
void Phases::use(FunctionId F) {
  if (uint32_t I = P.Prog.GraphOf[F.Index]; I != Program::NoGraph)
    Alone.reset(I);
}

void Phases::findUses() {
  Alone.reset(passedFunctions(P));
  for (const Binding &B : P.Prog.All.Bindings)
    if (!B.Context && !isOwn(P.Prog.All, B))
      use(B.Target);
  for (const SolvedFunction &F : P.Functions) {
    for (FunctionId Kept : F.Data.Kept)
      use(Kept);
    for (const Block &B : F.Graph.Blocks)
      for (const Event &E : B.Events)
        if (E.Handler && F.Graph.expr(E.Handler).Kind == ExprKind::Function)
          use(FunctionId(F.Graph.expr(E.Handler).Symbol));
  }
}

static bool isPublication(const Event &E) {
  return E.Kind == EventKind::Effect &&
         (E.Effect == EffectKind::Register || E.Effect == EffectKind::Publish);
}

bool Phases::publishes(uint32_t I, EventRef At) const {
  if (isPublication(P.Functions[I].Graph.Blocks[At.Block].Events[At.Index]))
    return true;
  auto First = llvm::lower_bound(
      Calls[I], At, [](const CallEdge &C, EventRef R) { return C.At < R; });
  return std::any_of(First, Calls[I].end(), [&](const CallEdge &C) {
    return C.At == At && Publishers.test(C.To);
  });
}

void Phases::findPublishers() {
  for (uint32_t I = 0; I != P.Functions.size(); ++I)
    if (llvm::any_of(P.Functions[I].Graph.Blocks, [](const Block &B) {
          return llvm::any_of(B.Events, isPublication);
        }))
      Publishers.set(I);
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (uint32_t I = 0; I != P.Functions.size(); ++I)
      if (!Publishers.test(I) && llvm::any_of(Calls[I], [&](const CallEdge &C) {
            return Publishers.test(C.To);
          })) {
        Publishers.set(I);
        Changed = true;
      }
  }
}

/// Where the phase is over: after an event that ends it, on some way.
void Phases::findEnds(uint32_t I) {
  const FunctionGraph &G = P.Functions[I].Graph;
  std::vector<uint32_t> &End = Ends[I];
  End.assign(G.Blocks.size(), ~0u);
  std::vector<uint32_t> Todo;
  for (uint32_t B = 0; B != G.Blocks.size(); ++B)
    for (uint32_t J = 0; J != G.Blocks[B].Events.size(); ++J)
      if (publishes(I, {B, J})) {
        End[B] = J + 1;
        Todo.push_back(B);
        break;
      }
  while (!Todo.empty()) {
    uint32_t B = Todo.back();
    Todo.pop_back();
    for (BlockId Next : successors(G.Blocks[B]))
      if (End[Next.Index] != 0) {
        End[Next.Index] = 0;
        Todo.push_back(Next.Index);
      }
  }
}

/// \p Value is what the function was called with.
static bool isParameter(const FunctionGraph &G, ExprId Value,
                        uint32_t Parameter) {
  if (!Value || G.expr(Value).Kind != ExprKind::Load)
    return false;
  const Expr &Of = G.expr(G.expr(Value).A);
  return Of.Kind == ExprKind::Local && Of.Symbol == Parameter;
}

void Phases::findResumed(const Binding &B) {
  std::set<std::pair<uint32_t, uint32_t>> Seen;
  std::vector<std::pair<uint32_t, uint32_t>> Todo;
  auto Add = [&](uint32_t I, uint32_t Parameter) {
    if (Alone.test(I) && Parameter < P.Functions[I].Graph.NumParams &&
        Seen.insert({I, Parameter}).second)
      Todo.push_back({I, Parameter});
  };
  Add(P.Prog.GraphOf[B.Target.Index], B.ResumedBy - 1);
  while (!Todo.empty()) {
    auto [I, Parameter] = Todo.back();
    Todo.pop_back();
    resumes(I, Parameter, B.Resumed, Add);
  }
}

/// Ends the phase where the \p I-th function does what it does for a device
/// that is resumed, which its \p Parameter says; \p PassedOn: to whom it says
/// so. A function that never asks is not called for such a device, and where it
/// goes on in common after it has asked, that is for a new one, too.
void Phases::resumes(uint32_t I, uint32_t Parameter, int64_t Resumed,
                     llvm::function_ref<void(uint32_t, uint32_t)> PassedOn) {
  const FunctionGraph &G = P.Functions[I].Graph;
  ConstantFlow Flow(G);
  llvm::BitVector Reached = Flow.calledWith(Parameter, Resumed);
  for (const CallEdge &C : Calls[I]) {
    const Event &E = G.Blocks[C.At.Block].Events[C.At.Index];
    if (!C.Pointer && Reached.test(C.At.Block))
      for (auto [Number, Arg] : llvm::enumerate(E.Args))
        if (isParameter(G, Arg, Parameter))
          PassedOn(C.To, Number);
  }
  if (Reached == Flow.reached())
    Reached = Flow.onlyWith(Parameter, Resumed);
  for (unsigned Block : Reached.set_bits())
    Ends[I][Block] = 0;
}

/// A framework that calls a handler is what its context says.
void Phases::dropCallees(uint32_t I) {
  for (const CallEdge &C : Calls[I])
    if (!isAlone(I, C.At) && !(C.Pointer && Handlers.test(C.To)))
      Alone.reset(C.To);
}

bool Phases::isQuietAfter(uint32_t I, EventRef At, bool Before) const {
  const Event &E = P.Functions[I].Graph.Blocks[At.Block].Events[At.Index];
  bool Begins = E.Kind == EventKind::Effect && E.Effect == EffectKind::Alone;
  return Begins || (Before && !publishes(I, At));
}

void Phases::findQuiet(uint32_t I) {
  const FunctionGraph &G = P.Functions[I].Graph;
  if (llvm::none_of(G.Blocks, [](const Block &B) {
        return llvm::any_of(B.Events, [](const Event &E) {
          return E.Kind == EventKind::Effect && E.Effect == EffectKind::Alone;
        });
      }))
    return;
  std::vector<bool> &At = Quiet[I];
  At.assign(G.Blocks.size(), true);
  At[0] = false;
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (uint32_t B = 0; B != G.Blocks.size(); ++B) {
      bool Now = At[B];
      for (uint32_t J = 0; J != G.Blocks[B].Events.size(); ++J)
        Now = isQuietAfter(I, {B, J}, Now);
      for (BlockId Next : successors(G.Blocks[B]))
        if (!Now && At[Next.Index]) {
          At[Next.Index] = false;
          Changed = true;
        }
    }
  }
}

bool Phases::isQuiet(uint32_t I, EventRef At) const {
  auto It = Quiet.find(I);
  if (It == Quiet.end())
    return false;
  bool Now = It->second[At.Block];
  for (uint32_t J = 0; J != At.Index; ++J)
    Now = isQuietAfter(I, {At.Block, J}, Now);
  return Now;
}

bool Phases::isAlone(uint32_t I, EventRef At) const {
  return (Alone.test(I) && At.Index < Ends[I][At.Block]) || isQuiet(I, At);
}

/// Whether the event of \p O surely happens when the place where it is seen is
/// reached: a callee may ask something first.
static bool isSure(const SolvedProgram &P, const Observation &O) {
  if (O.May)
    return false;
  const SummaryEvent *E = calleeEvent(P, O);
  return !E || E->When.empty();
}

void Phases::findDestroys() {
  for (uint32_t I = 0; I != P.Functions.size(); ++I)
    for (const Observation &O : P.Functions[I].Observations)
      if (O.Effect == EffectKind::Destroy && O.Lock && isSure(P, O))
        Destroyed[{I, O.Lock}].insert(O.At);
}

bool Phases::isLastHold(uint32_t I, EventRef At, ExprId Lock) const {
  const SolvedFunction &F = P.Functions[I];
  auto It = Destroyed.find({I, Lock});
  if (It == Destroyed.end())
    return false;
  const std::set<EventRef> &Destroys = It->second;
  enum Fate { Lives, Ends, GoesOn };
  // Until a handler is waited for it may want the lock.
  auto FateIn = [&](uint32_t Index, uint32_t From) {
    const std::vector<Event> &Events = F.Graph.Blocks[Index].Events;
    for (uint32_t J = From; J < Events.size(); ++J) {
      if (Destroys.count({Index, J}))
        return Ends;
      if (Events[J].Kind == EventKind::Effect &&
          Events[J].Effect == EffectKind::Drain)
        return Lives;
    }
    return F.Graph.Blocks[Index].Term.Kind == TermKind::Return ? Lives : GoesOn;
  };
  llvm::BitVector Seen(F.Graph.Blocks.size());
  std::vector<std::pair<uint32_t, uint32_t>> Todo{{At.Block, At.Index + 1}};
  bool Ended = false;
  while (!Todo.empty()) {
    auto [Index, From] = Todo.back();
    Todo.pop_back();
    Fate What = FateIn(Index, From);
    if (What == Lives)
      return false;
    Ended |= What == Ends;
    if (What == GoesOn)
      for (BlockId Next : successors(F.Graph.Blocks[Index]))
        if (!Seen.test(Next.Index)) {
          Seen.set(Next.Index);
          Todo.push_back({Next.Index, 0});
        }
  }
  return Ended;
}
