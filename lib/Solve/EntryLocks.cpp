//===- EntryLocks.cpp - locks that the kernel holds on a call -------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Locks are written in a pool of their own in which Load(Local 0) is the record
// of the handle, or the argument of the handler: the two are the same in every
// registration that counts.
//
//===----------------------------------------------------------------------===//
#include "Solve/EntryLocks.h"
#include "Solve/LocalValues.h"
#include "Solve/NeverCalls.h"
#include "Solve/Terms.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <optional>

using namespace locktidy;

namespace {

/// A lock that is held on calls, or none.
struct CallLock {
  ExprId Lock; ///< of the common pool
  StringId Kind;
  bool ReturnsUnlocked = false;
  FunctionId Argument; ///< gives the base for the handler's first parameter
  Position Pos;
  StringId Name;

  bool agrees(const CallLock &O) const {
    return Lock == O.Lock && Kind == O.Kind && Argument == O.Argument &&
           ReturnsUnlocked == O.ReturnsUnlocked;
  }
};

/// The lock, until two places disagree.
struct Agreed {
  CallLock What;
  StringId Context;
  bool Seen = false, Broken = false;
  bool Shared = false; ///< a handler that others than the kernel can call

  void add(const CallLock &L) {
    if (!Seen)
      What = L;
    Broken |= Seen && !What.agrees(L);
    Seen = true;
  }
};

/// How a handle is reached from its record: a global, or the members.
using Path = std::vector<uint32_t>;

class EntryLockFinder {
public:
  explicit EntryLockFinder(Program &P)
      : P(P), Terms(Pool.Exprs), Base(Terms.load(Terms.local(LocalId(0)))) {}
  void run();

private:
  void findHandles(FunctionGraph &G);
  void findUses(FunctionGraph &G);
  void addRegistration(FunctionGraph &G, Event E);
  void share(const FunctionGraph &G, ExprId E);
  void addBindings();
  uint32_t separate(uint32_t I);
  void apply(FunctionGraph &G, const Agreed &A);

  std::optional<Path> pathOf(const FunctionGraph &G, ExprId E, ExprId &Root);
  CallLock lockOf(const FunctionGraph &G, const Event &E, ExprId From);

  Program &P;
  FunctionGraph Pool;
  ExprBuilder Terms;
  ExprId Base;
  std::map<Path, Agreed> Handles;
  std::map<FunctionId, Agreed> Handlers;
  llvm::DenseSet<uint32_t> CalledFields; ///< through which the program calls
};

} // namespace

/// The value of the first parameter: the base of locks in bindings.
static bool isFirstParam(const std::vector<Expr> &From, const Expr &X) {
  return X.Kind == ExprKind::Load && From[X.A.Index].Kind == ExprKind::Local &&
         From[X.A.Index].Symbol == 0;
}

/// \p E of \p From in the pool of \p To, with \p Base written as \p BaseAs;
/// none when it depends on anything else of the function. No base: the first
/// parameter is.
static ExprId copy(const std::vector<Expr> &From, ExprId E,
                   std::optional<ExprId> Base, ExprId BaseAs, ExprBuilder &To) {
  if (Base ? E == *Base : isFirstParam(From, From[E.Index]))
    return BaseAs;
  const Expr X = From[E.Index];
  ExprId A, B;
  if (X.A && !(A = copy(From, X.A, Base, BaseAs, To)))
    return A;
  if (X.B && !(B = copy(From, X.B, Base, BaseAs, To)))
    return B;
  switch (X.Kind) {
  case ExprKind::Const:
    return To.constant(X.Value);
  case ExprKind::Global:
    return To.global(GlobalId(X.Symbol));
  case ExprKind::Field:
    return To.field(A, FieldId(X.Symbol));
  case ExprKind::Index:
    return To.index(A, B);
  case ExprKind::Load:
    return To.load(A);
  case ExprKind::Apply:
    return To.apply(FunctionId(X.Symbol), A, B);
  default:
    return ExprId();
  }
}

/// Splits the address of a handle into its record and the members below; the
/// elements of an array are one.
std::optional<Path> EntryLockFinder::pathOf(const FunctionGraph &G, ExprId E,
                                            ExprId &Root) {
  Path Out;
  for (Root = E; G.expr(Root).Kind == ExprKind::Field ||
                 G.expr(Root).Kind == ExprKind::Index;
       Root = G.expr(Root).A)
    if (G.expr(Root).Kind == ExprKind::Field)
      Out.push_back(G.expr(Root).Symbol);
  bool Local = G.expr(Root).Kind == ExprKind::Local;
  if (Local || G.expr(Root).Kind == ExprKind::Global) {
    Out.push_back(~G.expr(Root).Symbol);
    if (Local)
      Out.push_back(G.Id.Index);
    Root = ExprId(); // what goes with it is a global, too
    return Out;
  }
  bool Value = G.expr(Root).Kind == ExprKind::Load ||
               G.expr(Root).Kind == ExprKind::Apply;
  if (!Value || Out.empty())
    return std::nullopt;
  return Out;
}

/// The lock of an event in the common pool, where \p From is the base.
CallLock EntryLockFinder::lockOf(const FunctionGraph &G, const Event &E,
                                 ExprId From) {
  CallLock L;
  L.Pos = E.Pos;
  L.Name = E.Name;
  if (E.Lock)
    L.Lock = copy(G.Exprs, E.Lock, From, Base, Terms);
  if (L.Lock)
    L.Kind = E.LockKind;
  if (E.KeepsDropped) {
    const Expr &Flag = G.expr(E.KeepsDropped);
    if (Flag.Kind == ExprKind::Const)
      L.ReturnsUnlocked = Flag.Value != 0;
    else
      L.Lock = ExprId();
  }
  return L;
}

static bool isEffect(const Event &E, EffectKind K) {
  return E.Kind == EventKind::Effect && E.Effect == K;
}

void EntryLockFinder::findHandles(FunctionGraph &G) {
  std::optional<LocalValues> Locals;
  for (Block &B : G.Blocks)
    for (Event E : B.Events) {
      if (!isEffect(E, EffectKind::CallLock) || !E.Channel)
        continue;
      if (!Locals)
        Locals.emplace(G);
      E.Channel = Locals->expand(E.Channel);
      E.Lock = Locals->expand(E.Lock);
      ExprId Root;
      std::optional<Path> Handle = pathOf(G, E.Channel, Root);
      if (Handle && E.Argument)
        Root = Locals->expand(E.Argument);
      if (Handle)
        Handles[*Handle].add(E.When ? CallLock() : lockOf(G, E, Root));
    }
}

/// The function whose address \p E is may be called by whoever gets it.
void EntryLockFinder::share(const FunctionGraph &G, ExprId E) {
  if (E && G.expr(E).Kind == ExprKind::Function)
    Handlers[FunctionId(G.expr(E).Symbol)].Shared = true;
}

/// \p E: with its operands expanded.
void EntryLockFinder::addRegistration(FunctionGraph &G, Event E) {
  if (!E.Handler || G.expr(E.Handler).Kind != ExprKind::Function)
    return;
  Agreed &H = Handlers[FunctionId(G.expr(E.Handler).Symbol)];
  H.Context = E.Context;
  CallLock L = lockOf(G, E, E.Argument);
  ExprId Root;
  std::optional<Path> Handle =
      E.Channel ? pathOf(G, E.Channel, Root) : std::nullopt;
  auto It = Handle ? Handles.find(*Handle) : Handles.end();
  // What is said of the handle counts, if it can be said of the argument.
  if (It != Handles.end()) {
    const CallLock &Said = It->second.What;
    if (It->second.Broken)
      L = CallLock();
    else if (!Root || Root == E.Argument || !Said.Lock ||
             !mentions(Pool, Said.Lock, Base))
      L = Said;
  }
  H.add(L);
}

void EntryLockFinder::findUses(FunctionGraph &G) {
  std::optional<LocalValues> Locals;
  for (Block &B : G.Blocks) {
    for (Event E : B.Events) {
      if (isEffect(E, EffectKind::Register)) {
        if (!Locals)
          Locals.emplace(G);
        for (ExprId *X : {&E.Handler, &E.Argument, &E.Channel, &E.Lock})
          *X = Locals->expand(*X);
        addRegistration(G, std::move(E));
      } else if (E.Kind == EventKind::Call) {
        share(G, E.Callee);
        if (std::optional<uint32_t> Field = fieldOf(G, E.Callee))
          CalledFields.insert(*Field);
        for (ExprId Arg : E.Args)
          share(G, Arg);
      } else if (E.Kind == EventKind::Store &&
                 G.expr(E.Address).Kind == ExprKind::Local) {
        share(G, E.Value);
      }
    }
    share(G, B.Term.Cond);
  }
}

void EntryLockFinder::addBindings() {
  for (const Binding &B : P.All.Bindings) {
    Agreed &H = Handlers[B.Target];
    if (B.Field && CalledFields.contains(B.Field.Index))
      H.Shared = true;
    if (!B.Context) {
      H.Shared = true;
      continue;
    }
    CallLock L;
    L.Pos = B.Pos;
    L.Name = P.All.Functions[B.Target.Index].Name;
    if (B.Lock)
      L.Lock = copy(P.All.InitExprs, B.Lock, std::nullopt, Base, Terms);
    L.Kind = L.Lock ? B.LockKind : StringId();
    // The variable is the handle of what its functions are called with.
    auto It = B.Argument ? Handles.find({~B.Variable.Index}) : Handles.end();
    if (It != Handles.end() && !It->second.Broken) {
      L = It->second.What;
      L.Argument = B.Argument;
    }
    H.Context = B.Context;
    H.add(L);
  }
}

static bool isEntered(const FunctionGraph &G) {
  for (const Block &B : G.Blocks) {
    bool Cases = llvm::any_of(B.Term.Cases, [](const SwitchCase &C) {
      return C.Target == BlockId(0);
    });
    if (B.Term.Then == BlockId(0) || B.Term.Else == BlockId(0) || Cases)
      return true;
  }
  return false;
}

void EntryLockFinder::apply(FunctionGraph &G, const Agreed &A) {
  ExprBuilder Own(G.Exprs);
  Event E;
  E.Kind = EventKind::Effect;
  E.Effect = EffectKind::Acquire;
  E.Pos = A.What.Pos;
  E.Name = A.What.Name;
  ExprId First = Own.load(Own.local(LocalId(0)));
  if (A.What.Argument)
    First = Own.apply(A.What.Argument, First);
  E.Lock = copy(Pool.Exprs, A.What.Lock, Base, First, Own);
  E.LockKind = A.What.Kind;
  E.Context = A.Context;
  Event Last = E;
  Last.Effect = EffectKind::Release;
  std::vector<Event> &Begin = G.Blocks.front().Events;
  Begin.insert(Begin.begin(), std::move(E));
  if (A.What.ReturnsUnlocked)
    return;
  // The parameter may be another by then, so the lock is read at the beginning.
  LocalId Kept(G.Locals.size());
  G.Locals.push_back({});
  Event Keep;
  Keep.Kind = EventKind::Store;
  Keep.Pos = Last.Pos;
  Keep.Address = Own.local(Kept);
  Keep.Value = Last.Lock;
  Begin.insert(Begin.begin(), std::move(Keep));
  Last.Lock = Own.load(Own.local(Kept));
  for (Block &B : G.Blocks)
    if (B.Term.Kind == TermKind::Return) {
      Last.Pos = B.Term.Pos;
      B.Events.push_back(Last);
    }
}

/// A copy of the function for the kernel's calls; the others keep theirs.
uint32_t EntryLockFinder::separate(uint32_t I) {
  FunctionGraph Copy = P.All.Graphs[I];
  FunctionInfo Info = P.All.Functions[Copy.Id.Index];
  FunctionId Original = Copy.Id;
  Copy.Id = FunctionId(P.All.Functions.size());
  P.CalledByKernel[Original] = Copy.Id;
  copyNeverCalls(P, Original, Copy.Id);
  P.All.Functions.push_back(Info);
  P.GraphOf.push_back(P.All.Graphs.size());
  P.All.Graphs.push_back(std::move(Copy));
  return P.All.Graphs.size() - 1;
}

void EntryLockFinder::run() {
  for (FunctionGraph &G : P.All.Graphs)
    findHandles(G);
  for (FunctionGraph &G : P.All.Graphs)
    findUses(G);
  addBindings();
  for (const auto &[Id, A] : Handlers) {
    uint32_t I = P.GraphOf[Id.Index];
    if (I == Program::NoGraph || A.Broken || !A.What.Lock)
      continue;
    const FunctionGraph &G = P.All.Graphs[I];
    // Were the first block a loop, the lock would be taken once a round.
    if (G.NumParams == 0 || G.Blocks.empty() || isEntered(G))
      continue;
    apply(P.All.Graphs[A.Shared ? separate(I) : I], A);
  }
}

void locktidy::addEntryLocks(Program &P) { EntryLockFinder(P).run(); }
