//===- Order.cpp - the lock order graph -----------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Makes the edges, one observation after the other; OrderCycles.h finds the
// cycles.
//
//===----------------------------------------------------------------------===//
#include "Solve/Order.h"
#include "Solve/AskedLocks.h"
#include "Solve/OrderCycles.h"
#include "Solve/Phases.h"
#include "Solve/Protection.h"
#include "Solve/Reach.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

namespace {

constexpr size_t MaxWitnesses = 16;

class OrderFinder {
public:
  explicit OrderFinder(const SolvedProgram &P)
      : P(P), Callers(P), Phase(P), Asked(P) {}
  OrderGraph run();

private:
  void addObservation(uint32_t Function, const Observation &O, bool IsUpcall);
  using Edges = std::map<std::pair<LockClass, LockClass>, OrderEdge>;
  void addEdge(Edges &To, std::pair<LockClass, LockClass> Ends, OrderWitness W);
  unsigned length(const OrderWitness &W) const;
  bool isOrdered(LockClass C, StringId Kind) const;
  bool isUpToCallers(uint32_t Function, const Observation &O) const;
  bool isHadAlone(uint32_t Function, const Observation &O) const;
  bool isContradicted(uint32_t Function, const HeldLock &L) const;
  void findCalled();
  LockClass pointed(LockClass C) const;
  std::map<LockClass, StringId> stillHeld(uint32_t Function,
                                          const Observation &O) const;
  std::vector<Gate> heldByCallers(uint32_t Function,
                                  const Observation &O) const;
  void addGates(OrderWitness &W, LockClass From, LockClass To) const;
  void findClasses();
  bool isOneObject(const FunctionGraph &G, ExprId Held, LockClass From,
                   ExprId Waited, LockClass To) const;
  void addNesting(OrderWitness W, LockClass C);

  const SolvedProgram &P;
  OrderFacts Facts;
  Protection Callers; ///< what they hold
  Phases Phase;
  AskedLocks Asked;
  llvm::BitVector Called; ///< by another function, or its address is taken
  OrderGraph Graph;
  Edges Found, Doubtful;
  std::map<LockClass, Nesting> Nested;
  std::set<LockClass> Sole; ///< there is one lock of it, as far as is seen
  std::set<LockClass> MayNest;          ///< some init says so
  std::map<LockClass, std::vector<uint32_t>> Makers; ///< functions, by class
  std::map<LockClass, StringId> KindOf; ///< as some acquire has it
};

} // namespace

/// The class of the locks that a pointer of class \p C points at.
LockClass OrderFinder::pointed(LockClass C) const {
  return P.Pointed.resolve(C);
}

bool OrderFinder::isOrdered(LockClass C, StringId Kind) const {
  const LockKind *K = P.Prog.kind(Kind);
  return C && !(K && K->OrderExempt);
}

void OrderFinder::findCalled() {
  Called.resize(P.Functions.size());
  auto Add = [&](FunctionId F) {
    if (uint32_t I = P.Prog.GraphOf[F.Index]; I != Program::NoGraph)
      Called.set(I);
  };
  for (const Binding &B : P.Prog.All.Bindings)
    Add(B.Target);
  for (const SolvedFunction &F : P.Functions)
    for (const Block &B : F.Graph.Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Call &&
            F.Graph.expr(E.Callee).Kind == ExprKind::Function)
          Add(FunctionId(F.Graph.expr(E.Callee).Symbol));
}

/// The lock is taken when it turns out that the caller does not hold it: which
/// callers there are tells what is held then.
bool OrderFinder::isUpToCallers(uint32_t Function, const Observation &O) const {
  return Called.test(Function) && O.Lock &&
         llvm::is_contained(O.EntryFree, O.Lock);
}

/// A lock that a callee asserts to be held, and that the function, or what it
/// calls, takes all the same: one of the two is wrong, and whoever takes it is
/// not (recursive-lock tells).
bool OrderFinder::isContradicted(uint32_t Function, const HeldLock &L) const {
  const EntryCondition *Needed = neededBy(P, L);
  return Needed && Needed->Held && !Needed->Released &&
         llvm::any_of(
             P.Functions[Function].Observations, [&](const Observation &O) {
               return O.Effect == EffectKind::Acquire &&
                      O.Problem == Clash::Recursive && O.Lock == L.Lock;
             });
}

const HeldLock &locktidy::heldLock(const OrderWitness &W) {
  const Observation &O = *W.Seen;
  size_t Here = O.Held.size();
  return W.Held < Here ? O.Held[W.Held] : O.Within[W.Held - Here];
}

std::pair<LockMode, LockMode> locktidy::modes(const OrderWitness &W) {
  return {heldLock(W).Mode, W.Seen->Mode};
}

/// How many of the two locks are taken exclusively.
static unsigned strength(const OrderWitness &W) {
  auto [Held, Waited] = modes(W);
  return (Held == LockMode::Exclusive) + (Waited == LockMode::Exclusive);
}

unsigned OrderFinder::length(const OrderWitness &W) const {
  const Observation &O = *W.Seen;
  const SummaryEvent *E = calleeEvent(P, O);
  return (E ? E->Depth + 1 : 0) + (heldLock(W).From.Callee ? 1 : 0);
}

/// Locks that every caller of a function holds exclusively, and that the
/// function has not given up at \p O, with their kinds.
std::map<LockClass, StringId>
OrderFinder::stillHeld(uint32_t Function, const Observation &O) const {
  std::map<LockClass, StringId> Out;
  auto It = Graph.FromFields.HeldAtEntry.find(Function);
  if (It == Graph.FromFields.HeldAtEntry.end())
    return Out;
  std::set<LockClass> Gone(O.DroppedClasses.begin(), O.DroppedClasses.end());
  for (ExprId Lock : O.Dropped)
    Gone.insert(lockClassOf(P.Functions[Function].Graph, Lock));
  for (auto [C, Kind] : It->second)
    if (!Gone.contains(C) && !Gone.contains(LockClass()))
      Out.try_emplace(pointed(C), Kind);
  return Out;
}

/// Locks that every caller of a function is seen to hold, or has to, and that
/// the function has not given up at \p O.
std::vector<Gate> OrderFinder::heldByCallers(uint32_t Function,
                                             const Observation &O) const {
  const EntryFacts &Entry = Callers.entry(Function);
  std::set<LockClass> Gone(O.DroppedClasses.begin(), O.DroppedClasses.end());
  for (ExprId Lock : O.Dropped)
    Gone.insert(pointed(lockClassOf(P.Functions[Function].Graph, Lock)));
  std::vector<Gate> Out;
  if (Gone.contains(LockClass()))
    return Out;
  for (LockClass C : Entry.Sure)
    if (!Gone.contains(pointed(C)))
      Out.push_back({pointed(C), llvm::is_contained(Entry.Write, C)
                                     ? LockMode::Exclusive
                                     : LockMode::Shared});
  return Out;
}

/// Surely held. What a callee asks, and is asserted (`ASSERT(locked(dp))`), is
/// enough to keep threads apart, which only spares a finding.
static bool isGate(const SolvedProgram &P, const HeldLock &L) {
  const EntryCondition *Needed = neededBy(P, L);
  bool Asked = Needed && Needed->Held && Needed->Tested && !Needed->Released;
  return !(L.May & ~(Asked ? MarkSameObject : 0));
}

/// What is surely held at the acquire besides the locks of the edge.
void OrderFinder::addGates(OrderWitness &W, LockClass From,
                           LockClass To) const {
  const Observation &O = *W.Seen;
  std::map<LockClass, LockMode> Modes;
  std::set<LockClass> Yielded;
  auto Add = [&](LockClass C, StringId Kind, LockMode Mode) {
    const LockKind *K = P.Prog.kind(Kind);
    if (K && K->Held == SleepWhileHeld::Released)
      Yielded.insert(C);
    auto [It, New] = Modes.try_emplace(C, Mode);
    if (!New && Mode == LockMode::Exclusive)
      It->second = Mode;
  };
  for (auto [C, Kind] : stillHeld(W.Function, O))
    Add(C, Kind, LockMode::Exclusive);
  for (const Gate &G : heldByCallers(W.Function, O))
    if (auto It = KindOf.find(G.Class); It != KindOf.end())
      Add(G.Class, It->second, G.Mode);
  for (const HeldLock &L : llvm::concat<const HeldLock>(O.Held, O.Within))
    if (LockClass C =
            pointed(lockClassOf(P.Functions[W.Function].Graph, L.Lock));
        C && isGate(P, L))
      Add(C, L.Kind, L.Mode);
  for (auto [Class, Mode] : Modes)
    if (Yielded.contains(Class))
      W.Yielded.push_back(Class);
    else if (Class != From && Class != To)
      W.Gates.push_back({Class, Mode});
}

/// The object in which a lock lies, with all that it is a part of.
static ExprId outermost(const FunctionGraph &G, ExprId Lock) {
  while (G.expr(Lock).Kind == ExprKind::Field ||
         G.expr(Lock).Kind == ExprKind::Index)
    Lock = G.expr(Lock).A;
  return Lock;
}

/// The global variable that \p Lock, which may be none, is, or is a part of
/// that is no array.
static std::optional<uint32_t> variableOf(const FunctionGraph &G, ExprId Lock) {
  while (Lock && G.expr(Lock).Kind == ExprKind::Field)
    Lock = G.expr(Lock).A;
  if (!Lock || G.expr(Lock).Kind != ExprKind::Global)
    return std::nullopt;
  return G.expr(Lock).Symbol;
}

/// The classes of which the program names the locks of variables only, those
/// that may nest, and the kinds of all.
void OrderFinder::findClasses() {
  std::set<LockClass> Many;
  for (const SolvedFunction &F : P.Functions)
    for (const Observation &O : F.Observations) {
      if (O.Effect == EffectKind::Init) {
        Makers[pointed(O.Class)].push_back(&F - P.Functions.data());
        if (innermost(P, F, O).event().Nested)
          MayNest.insert(pointed(O.Class));
      }
      if (O.Effect != EffectKind::Acquire)
        continue;
      KindOf.try_emplace(pointed(O.Class), O.Kind);
      if (O.Lock)
        (variableOf(F.Graph, O.Lock) ? Sole : Many).insert(pointed(O.Class));
    }
  for (LockClass C : Many)
    Sole.erase(C);
}

/// Whether whoever takes the two locks the other way round means the same two:
/// they lie in one object, or one is the only one of its class.
bool OrderFinder::isOneObject(const FunctionGraph &G, ExprId Held,
                              LockClass From, ExprId Waited,
                              LockClass To) const {
  return Sole.contains(From) || Sole.contains(To) ||
         (Held && Waited && outermost(G, Held) == outermost(G, Waited));
}

/// A comparison of the two objects decides in which order their locks are
/// taken.
static bool isOrderedByAddress(const FunctionGraph &G, ExprId Held,
                               ExprId Waited) {
  auto Compares = [&](ExprId Cond) {
    while (Cond && G.expr(Cond).Kind == ExprKind::Not)
      Cond = G.expr(Cond).A;
    if (!Cond || G.expr(Cond).Kind != ExprKind::Lt)
      return false;
    ExprId A = G.expr(Cond).A, B = G.expr(Cond).B;
    auto Concerns = [&](ExprId Side, ExprId Lock) {
      return Side == Lock || Side == outermost(G, Lock);
    };
    return (Concerns(A, Held) && Concerns(B, Waited)) ||
           (Concerns(A, Waited) && Concerns(B, Held));
  };
  return Held && Waited && llvm::any_of(G.Blocks, [&](const Block &B) {
           return B.Term.Kind == TermKind::Branch && Compares(B.Term.Cond);
         });
}

void OrderFinder::addNesting(OrderWitness W, LockClass C) {
  const Observation &O = *W.Seen;
  const FunctionGraph &G = P.Functions[W.Function].Graph;
  auto [It, New] = Nested.try_emplace(C);
  Nesting &N = It->second;
  N.Class = C;
  ++N.Places;
  N.Declared |= MayNest.contains(C) ||
                innermost(P, P.Functions[W.Function], O).event().Nested;
  N.ByAddress |= isOrderedByAddress(G, heldLock(W).Lock, O.Lock);
  N.InRounds &= heldLock(W).From.At == O.At;
  // Must facts before may facts, short ways before long ones.
  auto Rank = [&](const OrderWitness &X) {
    return std::pair(X.Seen->May != 0 || heldLock(X).May != 0, length(X));
  };
  if (New || Rank(W) < Rank(N.Witness))
    N.Witness = std::move(W);
}

/// Who has a lock alone does not wait for it again: of what is held, the
/// function or all its callers may have taken it before.
bool OrderFinder::isHadAlone(uint32_t Function, const Observation &O) const {
  auto IsSame = [&](const HeldLock &L) {
    return O.Lock && L.Lock == O.Lock && L.Mode == LockMode::Exclusive &&
           !L.Multi && !L.May;
  };
  if (llvm::any_of(llvm::concat<const HeldLock>(O.Held, O.Within), IsSame))
    return true;
  LockClass C = pointed(O.Class);
  const LockKind *K = P.Prog.kind(O.Kind);
  auto Init = P.Classes.find(C);
  return ((K && K->Recursive) ||
          (Init != P.Classes.end() && Init->second.Recursive)) &&
         llvm::is_contained(heldByCallers(Function, O),
                            Gate{C, LockMode::Exclusive});
}

void OrderFinder::addObservation(uint32_t Function, const Observation &O,
                                 bool IsUpcall) {
  const SolvedFunction &F = P.Functions[Function];
  LockClass To = pointed(O.Class);
  if (O.Effect != EffectKind::Acquire || O.Try)
    return;
  if (O.Mode == LockMode::Exclusive && !Phase.isAlone(Function, O.At))
    Facts.Written.insert(To);
  if (O.Problem != Clash::None || !isOrdered(To, O.Kind) ||
      (O.Held.empty() && O.Within.empty()) || isUpToCallers(Function, O) ||
      isHadAlone(Function, O))
    return;
  bool Alone = Phase.isAlone(Function, O.At);
  bool Declared = innermost(P, F, O).event().Nested;
  bool Before = !isOfDevice(To) && // by whoever called
                stillHeld(Function, O).contains(To);
  for (uint32_t H = 0; H != O.Held.size() + O.Within.size(); ++H) {
    OrderWitness W;
    W.Function = Function;
    W.Seen = &O;
    W.Upcall = IsUpcall;
    W.Held = H;
    const HeldLock &L = heldLock(W);
    LockClass From = pointed(lockClassOf(F.Graph, L.Lock));
    // That locks of a class may nest is enough to doubt which of them is meant.
    if (From == To && (O.Lock ? O.Lock != L.Lock : !Sole.contains(To)))
      addNesting(W, To);
    if (From == To || Declared || Before || !isOrdered(From, L.Kind) ||
        Phase.isLastHold(Function, O.At, L.Lock) ||
        isContradicted(Function, L) ||
        (Called.test(Function) && Asked.isUnheld(Function, O, L)))
      continue;
    // Nobody else can hold a lock of a device that is not yet published.
    if (Alone && (isOfDevice(From) || isOfDevice(To)))
      continue;
    addGates(W, From, To);
    W.SameObject = isOneObject(F.Graph, L.Lock, From, O.Lock, To);
    W.HeldIn = variableOf(F.Graph, L.Lock);
    W.WaitedIn = variableOf(F.Graph, O.Lock);
    // Which lock a name means that was met on the way says nothing of these.
    W.May = (O.May & ~MarkSameObject) | (L.May & ~MarkPointerCallee);
    addEdge(W.May ? Doubtful : Found, {From, To}, std::move(W));
  }
}

void OrderFinder::addEdge(Edges &To, std::pair<LockClass, LockClass> Ends,
                          OrderWitness W) {
  OrderEdge &Edge = To[Ends];
  ++Edge.Places;
  std::vector<OrderWitness> &All = Edge.Witnesses;
  for (OrderWitness &Old : All)
    if (Old.Gates == W.Gates && Old.Yielded == W.Yielded &&
        modes(Old) == modes(W) && Old.HeldIn == W.HeldIn &&
        Old.WaitedIn == W.WaitedIn) {
      if (std::pair(llvm::popcount(W.May), length(W)) <
          std::pair(llvm::popcount(Old.May), length(Old)))
        Old = std::move(W);
      return;
    }
  if (All.size() < MaxWitnesses)
    All.insert(llvm::find_if(All,
                             [&](const OrderWitness &Old) {
                               return strength(Old) < strength(W);
                             }),
               std::move(W));
}

OrderGraph OrderFinder::run() {
  Graph.FromFields = findUpcalls(P);
  findCalled();
  findClasses();
  for (uint32_t F = 0; F != P.Functions.size(); ++F)
    for (const Observation &O : P.Functions[F].Observations)
      addObservation(F, O, false);
  for (const Upcall &U : Graph.FromFields.Acquires)
    addObservation(U.Function, U.Seen, true);
  auto Move = [](Edges &All, std::vector<OrderEdge> &To) {
    for (auto &[Ends, Edge] : All)
      To.push_back(
          {Ends.first, Ends.second, std::move(Edge.Witnesses), Edge.Places});
  };
  for (const auto &[Ends, Edge] : Found)
    Doubtful.erase(Ends);
  Move(Found, Graph.Edges);
  Move(Doubtful, Graph.Doubtful);
  for (auto &[Class, N] : Nested)
    Graph.Nestings.push_back(std::move(N));
  auto IsSetup = [&](uint32_t F) { return Phase.isSetup(F); };
  Reach Contexts(P);
  auto IsMade = [&](uint32_t By, LockClass C) {
    return llvm::any_of(
        Makers[C], [&](uint32_t Maker) { return Contexts.exclude(Maker, By); });
  };
  // What attaches and detaches a device has that one for itself, not its bus.
  auto Exclude = [&](uint32_t A, uint32_t B, llvm::ArrayRef<LockClass> Locks) {
    return Contexts.exclude(A, B) &&
           (!Contexts.isOfEnds(A) ||
            llvm::all_of(Locks, [&](LockClass C) { return IsMade(A, C); }));
  };
  Facts.IsSetup = IsSetup;
  Facts.Exclude = Exclude;
  findCycles(Graph, Facts);
  return std::move(Graph);
}

OrderGraph locktidy::findOrder(const SolvedProgram &P) {
  return OrderFinder(P).run();
}
