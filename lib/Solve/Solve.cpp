//===- Solve.cpp - callees first ------------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions are solved bottom-up over calls (CallGraph.h). Inside a cycle of it
// every member is solved three times at most: the first time with nothing
// known of the others, then with their last summaries.
//
//===----------------------------------------------------------------------===//
#include "Solve/Solve.h"
#include "Solve/Accessors.h"
#include "Solve/CallGraph.h"
#include "Solve/ConstantResults.h"
#include "Solve/Contexts.h"
#include "Solve/EntryLocks.h"
#include "Solve/Escapes.h"
#include "Solve/FreedObjects.h"
#include "Solve/GivenAway.h"
#include "Solve/Handles.h"
#include "Solve/Prototypes.h"
#include "Solve/Simulator.h"
#include "Solve/Slice.h"
#include "Solve/Specialize.h"
#include "Solve/Summarize.h"
#include "Solve/Terms.h"
#include "Solve/Upcalls.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

static constexpr unsigned RoundsInCycle = 3;

/// Fields that a function writes itself.
static std::vector<uint32_t> fieldsWritten(const FunctionGraph &G) {
  std::vector<uint32_t> Out;
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events)
      if ((E.Kind == EventKind::Store || E.Kind == EventKind::Clobber) &&
          G.expr(E.Address).Kind == ExprKind::Field)
        Out.push_back(G.expr(E.Address).Symbol);
  return Out;
}

static void addCalleesFields(const SolvedProgram &P, SolvedFunction &F,
                             const std::vector<uint32_t> &Callees) {
  std::vector<uint32_t> &All = F.Sum.Modified;
  for (uint32_t C : Callees)
    llvm::append_range(All, P.Functions[C].Sum.Modified);
  llvm::sort(All);
  All.erase(llvm::unique(All), All.end());
}

/// Attributes name locks in no order, and what they say is no mistake of the
/// function's: only what callers hold counts.
static void forgetOrder(SolvedFunction &Prototype) {
  for (Observation &O : Prototype.Observations) {
    O.Held.clear();
    O.Within.clear();
    O.Problem = Clash::None;
  }
}

static void solveFunction(const SolvedProgram &P, SolvedFunction &F) {
  F.Observations.clear();
  F.Exits.clear();
  F.PointerSites.clear();
  F.Sum.Handed.clear();
  F.Sum.Made.clear();
  F.Reached = Limit::None;
  for (AccessPoint &Point : F.Data.Points) {
    AccessPoint Anew;
    Anew.Anchors = std::move(Point.Anchors);
    Point = std::move(Anew);
  }
  Simulator(P, F).run();
  if (F.Graph.Prototype)
    forgetOrder(F);
  summarize(P, F);
}

static void addReads(const FunctionGraph &G, ExprId Term,
                     llvm::function_ref<void(ExprKind, uint32_t Symbol)> Add) {
  const Expr &X = G.expr(Term);
  if (X.Kind == ExprKind::Apply)
    Add(X.Kind, X.Symbol);
  if (X.Kind == ExprKind::Load)
    if (const Expr &From = G.expr(X.A);
        From.Kind == ExprKind::Field || From.Kind == ExprKind::Global)
      Add(From.Kind, From.Symbol);
  if (X.A)
    addReads(G, X.A, Add);
  if (X.B)
    addReads(G, X.B, Add);
}

static void
addSummaryReads(const SolvedFunction &F,
                llvm::function_ref<void(ExprKind, uint32_t Symbol)> Add) {
  for (const SummaryCase &C : F.Sum.Cases)
    for (const Literal &L : C.When)
      addReads(F.Graph, L.Term, Add);
  for (const SummaryEvent &E : F.Sum.Events)
    for (const Literal &L : E.When)
      addReads(F.Graph, L.Term, Add);
}

void locktidy::addCalleeReads(
    const SolvedProgram &P, const FunctionGraph &G, const Event &Call,
    llvm::function_ref<void(ExprKind, uint32_t Symbol)> Add) {
  const Expr &Target = G.expr(Call.Callee);
  llvm::SmallVector<FunctionId, 8> To;
  if (Target.Kind == ExprKind::Function) {
    To.push_back(FunctionId(Target.Symbol));
  } else {
    uint32_t I = P.Prog.GraphOf[G.Id.Index];
    if (const TargetSet *Set = exactTargets(P.Pointers.of(I, G, Call.Callee),
                                            P.Functions[I].Followed))
      llvm::append_range(To, Set->Functions);
  }
  for (FunctionId Id : To)
    if (const SolvedFunction *Callee = P.function(Id))
      addSummaryReads(*Callee, Add);
}

/// Forgets arguments on which nothing depends in the callee: what they are must
/// not tell paths apart. The address of a local stays, which may be written.
static void dropUnusedArguments(const SolvedProgram &P, FunctionGraph &G) {
  for (Block &B : G.Blocks)
    for (Event &E : B.Events) {
      if (E.Kind != EventKind::Call ||
          G.expr(E.Callee).Kind != ExprKind::Function)
        continue;
      const SolvedFunction *To =
          P.function(FunctionId(G.expr(E.Callee).Symbol));
      if (!To || !To->Sum.Known || To->Graph.Prototype)
        continue;
      for (size_t I = 0; I < E.Args.size() && I < 64; ++I)
        if (!(To->Sum.Parameters >> I & 1) && E.Args[I] &&
            G.expr(E.Args[I]).Kind != ExprKind::Local)
          E.Args[I] = ExprId();
    }
}

/// Whether a lock may be given up in \p E, perhaps to be taken again.
static bool givesUp(const SolvedProgram &P, const FunctionGraph &G,
                    const Event &E) {
  if (E.Kind == EventKind::Effect)
    return (E.Effect == EffectKind::Wait || E.Effect == EffectKind::Release) &&
           E.Lock;
  if (E.Kind != EventKind::Call || G.expr(E.Callee).Kind != ExprKind::Function)
    return false;
  const SolvedFunction *To = P.function(FunctionId(G.expr(E.Callee).Symbol));
  return To && To->Sum.DropsEntryLocks;
}

const llvm::BitVector *locktidy::tellingFields(const SolvedProgram &P,
                                               const SolvedFunction &F) {
  uint32_t I = P.Prog.GraphOf[F.Graph.Id.Index];
  return P.Net.of(I).Takes.empty() ? nullptr : &P.Net.telling();
}

/// The functions with a body that a call in the \p I-th function may call.
static std::vector<FunctionId> calleesOf(const SolvedProgram &P, uint32_t I,
                                         const FunctionGraph &G,
                                         const Event &Call) {
  const Expr &Target = G.expr(Call.Callee);
  if (Target.Kind != ExprKind::Function)
    return P.Pointers.of(I, G, Call.Callee).Functions;
  FunctionId To(Target.Symbol);
  if (P.Prog.GraphOf[To.Index] == Program::NoGraph)
    return {};
  return {To};
}

/// Attributes of a function say nothing of what it writes.
static bool hasBody(const SolvedProgram &P, FunctionId Id) {
  uint32_t Index = P.Prog.GraphOf[Id.Index];
  return Index != Program::NoGraph && !P.Functions[Index].Graph.Prototype;
}

/// Whether \p To writes the field at \p Address of some object.
static bool writes(const SolvedProgram &P, const FunctionGraph &G,
                   FunctionId To, ExprId Address) {
  const Expr &X = G.expr(Address);
  return !hasBody(P, To) || X.Kind != ExprKind::Field ||
         llvm::is_contained(P.Functions[P.Prog.GraphOf[To.Index]].Sum.Modified,
                            X.Symbol);
}

/// \p To leaves locks held, or gives up its caller's: what a call that is not
/// seen, and calls it, has done to locks would not be known behind it.
static bool changesLocks(const SolvedProgram &P, FunctionId To) {
  uint32_t Index = P.Prog.GraphOf[To.Index];
  return Index != Program::NoGraph &&
         !(P.Net.of(Index).Takes.empty() && P.Net.of(Index).Gives.empty());
}

/// \p Address is \p Of, or that of a field or element in what is there.
static bool isPartOf(const FunctionGraph &G, ExprId Address, ExprId Of) {
  while (Address != Of && (G.expr(Address).Kind == ExprKind::Field ||
                           G.expr(Address).Kind == ExprKind::Index))
    Address = G.expr(Address).A;
  return Address == Of;
}

/// One that is not seen may write to an object that it is given, and call a
/// function that it is given.
static bool mayWrite(const SolvedProgram &P, uint32_t I, const FunctionGraph &G,
                     const Event &Call, ExprId Address) {
  std::vector<FunctionId> Callees = calleesOf(P, I, G, Call);
  auto HasBody = [&](FunctionId To) { return hasBody(P, To); };
  if (llvm::any_of(Callees, HasBody))
    return G.expr(Address).Kind == ExprKind::Field &&
           llvm::any_of(Callees, [&](FunctionId To) {
             return writes(P, G, To, Address);
           });
  auto IsFunction = [&](ExprId Arg) {
    return Arg && G.expr(Arg).Kind == ExprKind::Function;
  };
  if (llvm::any_of(Call.Args, [&](ExprId Arg) {
        return IsFunction(Arg) &&
               changesLocks(P, FunctionId(G.expr(Arg).Symbol));
      }))
    return false;
  return llvm::any_of(Call.Args, [&](ExprId Arg) {
    if (!Arg)
      return false;
    if (IsFunction(Arg))
      return writes(P, G, FunctionId(G.expr(Arg).Symbol), Address);
    return isPartOf(G, Address, Arg);
  });
}

static void findBaseFields(SolvedProgram &P) {
  P.BaseFields.resize(P.Prog.All.Fields.size());
  for (const FunctionGraph &G : P.Prog.All.Graphs)
    for (const Expr &X : G.Exprs) {
      if (!X.A || G.expr(X.A).Kind != ExprKind::Load)
        continue;
      const Expr &From = G.expr(G.expr(X.A).A);
      bool Reaches = X.Kind == ExprKind::Field || X.Kind == ExprKind::Index ||
                     X.Kind == ExprKind::Load || X.Kind == ExprKind::Outer;
      if (Reaches && From.Kind == ExprKind::Field)
        P.BaseFields.set(From.Symbol);
    }
}

static void findWritten(SolvedProgram &P) {
  P.WrittenFields.resize(P.Prog.All.Fields.size());
  P.WrittenGlobals.resize(P.Prog.All.Globals.size());
  for (const FunctionGraph &G : P.Prog.All.Graphs) {
    auto Written = [&](ExprId Address) {
      const Expr &To = G.expr(Address);
      if (To.Kind == ExprKind::Field)
        P.WrittenFields.set(To.Symbol);
      else if (To.Kind == ExprKind::Global)
        P.WrittenGlobals.set(To.Symbol);
    };
    for (const Block &B : G.Blocks)
      for (const Event &E : B.Events) {
        if (E.Kind == EventKind::Store)
          Written(E.Address);
        for (ExprId Arg : E.Args)
          if (Arg)
            Written(Arg);
      }
  }
}

static void findGivenNumbers(SolvedProgram &P) {
  llvm::BitVector Others(P.Prog.All.Fields.size()); // that get another value
  for (const FunctionGraph &G : P.Prog.All.Graphs) {
    auto Exclude = [&](ExprId Address) {
      if (Address && G.expr(Address).Kind == ExprKind::Field)
        Others.set(G.expr(Address).Symbol);
    };
    auto Store = [&](const Event &E) {
      if (G.expr(E.Address).Kind != ExprKind::Field)
        return;
      if (!E.Value || G.expr(E.Value).Kind != ExprKind::Const)
        return Exclude(E.Address);
      P.GivenNumbers[G.expr(E.Address).Symbol].push_back(G.expr(E.Value).Value);
    };
    for (const Block &B : G.Blocks)
      for (const Event &E : B.Events) {
        if (E.Kind == EventKind::Store)
          Store(E);
        else
          Exclude(E.Address);
        Exclude(E.Value);
        llvm::for_each(E.Args, Exclude);
      }
  }
  for (auto &[Field, Numbers] : P.GivenNumbers) {
    llvm::sort(Numbers);
    Numbers.erase(llvm::unique(Numbers), Numbers.end());
    if (Numbers.size() < 2)
      Others.set(Field);
    else if (!llvm::binary_search(Numbers, 0))
      Numbers.insert(llvm::lower_bound(Numbers, 0), 0);
  }
  for (uint32_t Field : Others.set_bits())
    P.GivenNumbers.erase(Field);
}

static void countCallsOfFields(SolvedProgram &P) {
  for (const FunctionGraph &G : P.Prog.All.Graphs)
    for (const Block &B : G.Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Call)
          if (std::optional<uint32_t> Field = fieldOf(G, E.Callee))
            ++P.CallsOfField[*Field];
}

static void findSharedKinds(SolvedProgram &P) {
  for (const FunctionGraph &G : P.Prog.All.Graphs)
    for (const Block &B : G.Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Effect && E.Effect == EffectKind::Acquire &&
            E.Mode == LockMode::Shared && E.LockKind)
          P.SharedKinds.insert(E.LockKind);
}

const SummaryEvent *locktidy::calleeEvent(const SolvedProgram &P,
                                          const Observation &O) {
  const SolvedFunction *Callee = O.Callee ? P.function(O.Callee) : nullptr;
  return Callee && O.CalleeEvent < Callee->Sum.Events.size()
             ? &Callee->Sum.Events[O.CalleeEvent]
             : nullptr;
}

Site locktidy::innermost(const SolvedProgram &P, const SolvedFunction &F,
                         const Observation &O) {
  const SummaryEvent *E = calleeEvent(P, O);
  return E ? Site{P.function(E->Inside), E->Site} : Site{&F, O.At};
}

/// Whether an init names an interrupt: its cookie is not surely 0.
static bool isCookie(const FunctionGraph &G, ExprId Cookie) {
  return Cookie &&
         !(G.expr(Cookie).Kind == ExprKind::Const && G.expr(Cookie).Value == 0);
}

/// What one init call says of a lock of class \p C.
static void addClassFacts(SolvedProgram &P, LockClass C, StringId Kind,
                          const Event &Init, bool Cookie) {
  if (!C)
    return;
  ClassFacts &Facts = P.Classes[C];
  Facts.Initialised = true;
  Facts.Recursive |= Init.Recursive;
  Facts.Cookie |= Cookie;
  if (Kind && !llvm::is_contained(Facts.Kinds, Kind))
    Facts.Kinds.insert(llvm::upper_bound(Facts.Kinds, Kind), Kind);
  for (StringId Name : {Init.Label, Init.Context})
    if (Name && !llvm::is_contained(Facts.Labels, Name))
      Facts.Labels.insert(llvm::upper_bound(Facts.Labels, Name), Name);
}

/// What static initialisers say, and init calls that name the lock: needed to
/// tell which locks may be taken twice.
static void collectWrittenFacts(SolvedProgram &P) {
  FunctionGraph Inits;
  Inits.Exprs = P.Prog.All.InitExprs;
  for (const Event &E : P.Prog.All.StaticInits)
    addClassFacts(P, lockClassOf(Inits, E.Lock), E.LockKind, E,
                  isCookie(Inits, E.Cookie));
  for (const FunctionGraph &G : P.Prog.All.Graphs)
    for (const Block &B : G.Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Effect && E.Effect == EffectKind::Init)
          addClassFacts(P, lockClassOf(G, E.Lock), E.LockKind, E,
                        isCookie(G, E.Cookie));
}

/// A semaphore that starts with one is a mutex: what init calls say of its
/// class is then the kind of all that is done to it. One that starts with
/// nothing, or of which nothing is known, is for signals, which need no pairs.
static void settleCounts(SolvedProgram &P) {
  for (FunctionGraph &G : P.Prog.All.Graphs)
    for (Block &B : G.Blocks)
      for (Event &E : B.Events) {
        const LockKind *Kind = E.LockKind ? P.Prog.kind(E.LockKind) : nullptr;
        if (!Kind || !Kind->Counting || E.Effect == EffectKind::Init)
          continue;
        auto Facts = P.Classes.find(lockClassOf(G, E.Lock));
        if (Facts != P.Classes.end() && Facts->second.Kinds.size() == 1)
          E.LockKind = Facts->second.Kinds.front();
      }
}

/// What init calls say that name a parameter of a function.
static void collectSolvedFacts(SolvedProgram &P) {
  for (const SolvedFunction &F : P.Functions)
    for (const Observation &O : F.Observations) {
      if (O.Effect != EffectKind::Init)
        continue;
      Site At = innermost(P, F, O);
      const Event &E = At.event();
      addClassFacts(P, O.Class, O.Kind, E,
                    isCookie(At.Function->Graph, E.Cookie));
    }
}

static void findCallers(SolvedProgram &P) {
  P.Callers.resize(P.Functions.size());
  for (uint32_t F = 0; F != P.Functions.size(); ++F)
    for (auto [I, Call] : llvm::enumerate(P.Functions[F].Data.Calls))
      for (FunctionId To : Call.Callees)
        if (uint32_t C = P.Prog.GraphOf[To.Index]; C != Program::NoGraph)
          P.Callers[C].push_back({F, uint32_t(I)});
}

SolvedProgram locktidy::solve(Program Linked,
                              llvm::function_ref<bool()> ShouldStop) {
  SolvedProgram P;
  P.Prog = std::move(Linked);
  settlePrototypes(P.Prog);
  addEntryLocks(P.Prog);
  placeHandles(P.Prog);
  resolveAccessors(P.Prog);
  specialize(P.Prog);
  dropIdleFrees(P.Prog);
  P.Pointers = Targets(P.Prog);
  CallGraph Calls(P.Prog, P.Pointers);
  P.Results = findResultUses(P.Prog);
  P.Net = NetLocks(P.Prog, Calls);
  P.Back = GivenBack(P.Prog, P.Net, Calls);
  findBaseFields(P);
  findWritten(P);
  findGivenNumbers(P);
  findSharedKinds(P);
  P.Pointed = findLockPointers(P.Prog);
  countCallsOfFields(P);
  P.WrongLimits = findWrongLimits(P.Prog);
  P.WaitResults = findWaitResults(P.Prog);
  P.Woken = Wakeups(P.Prog);
  for (const FunctionGraph &G : P.Prog.All.Graphs)
    P.Escaped.push_back(findEscaped(G));
  std::vector<MemoryNames> Inverses = findInverses(P.Prog);
  std::vector<PassedNumbers> Passed = findPassedNumbers(P.Prog, P.Results);
  std::vector<PassedNumbers> Seen =
      findSeenNumbers(P.Prog, P.Pointers, P.Results);
  std::vector<std::optional<int64_t>> Constant = findConstantResults(P.Prog);
  collectWrittenFacts(P);
  settleCounts(P);
  P.Functions.resize(P.Prog.All.Graphs.size());
  for (uint32_t I = 0; I != P.Functions.size(); ++I) {
    SolvedFunction &F = P.Functions[I];
    F.Matters = Calls.matters(I);
    F.Followed = Calls.followed(I);
    F.AskedByInverse = std::move(Inverses[I]);
    F.Passed = std::move(Passed[I]);
    F.Seen = std::move(Seen[I]);
    F.Sum.Modified = fieldsWritten(P.Prog.All.Graphs[I]);
    F.Graph = std::move(P.Prog.All.Graphs[I]);
  }
  for (const std::vector<uint32_t> &Cycle : Calls.bottomUp()) {
    for (uint32_t I : Cycle)
      addCalleesFields(P, P.Functions[I], Calls.callees(I));
    std::vector<uint32_t> Todo;
    P.Stopped = P.Stopped || ShouldStop();
    for (uint32_t I : Cycle) {
      SolvedFunction &F = P.Functions[I];
      AccessCollector Data(F.Graph, P.Data, [&](const Event &Call) {
        return calleesOf(P, I, F.Graph, Call);
      });
      if (!F.Matters || P.Stopped) {
        F.Graph.Blocks.clear();
        F.Data = Data.finish(F.Graph);
        continue;
      }
      F.Kept = findKeptValues(
          F.Graph, [&](const Event &E) { return givesUp(P, F.Graph, E); });
      dropUnusedArguments(P, F.Graph);
      addConstantResults(F.Graph, P.Prog, Constant);
      addGivenAway(F.Graph, [&](const Event &Call, ExprId Address) {
        return mayWrite(P, I, F.Graph, Call, Address);
      });
      slice(
          F.Graph,
          [&](const Event &Call) {
            return Calls.callMatters(I, F.Graph, Call);
          },
          [&](const Event &Call, TakeRead Add) {
            addCalleeReads(P, F.Graph, Call, Add);
          },
          tellingFields(P, F));
      F.Data = Data.finish(F.Graph);
      Todo.push_back(I);
    }
    bool Recursive = Cycle.size() > 1 ||
                     llvm::is_contained(Calls.callees(Cycle[0]), Cycle[0]);
    for (uint32_t I : Todo)
      P.Functions[I].Recursive = Recursive;
    for (unsigned Round = 0; Round != (Recursive ? RoundsInCycle : 1); ++Round)
      for (uint32_t I : Todo)
        solveFunction(P, P.Functions[I]);
  }
  findCallers(P);
  collectSolvedFacts(P);
  P.Roots = findRoots(P);
  return P;
}
