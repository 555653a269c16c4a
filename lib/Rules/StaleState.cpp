//===- StaleState.cpp - stale-state ---------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A pointer is read under the lock that guards it, the lock is dropped and
// taken again, by a wait or in a callee, and the pointer is used as if it had
// stayed: meanwhile another thread may have freed what it points at.
//
//   mtx_lock(&sc->mtx);
//   TAILQ_FOREACH(p, &sc->list, link)       p is an element of the list
//     foo_stop(sc);                         drops sc->mtx and takes it again
//                                           p->link.tqe_next is of what was p
//
// What guards the field that was read is a matter of counting (DataGuards.h).
//
//===----------------------------------------------------------------------===//
#include "Graph/Print.h"
#include "Rules/Describe.h"
#include "Rules/Rule.h"
#include "Solve/DataGuards.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

// Who else takes things away: fewer writes under the lock are those of a set-up.
static constexpr unsigned MinHeld = 3, MinHeldWrites = 2, MinFunctions = 2;
static constexpr unsigned MinShare = 80; ///< percent of the accesses known

namespace {

class StaleJudge {
public:
  StaleJudge(const SolvedProgram &P, std::vector<Finding> &Out)
      : P(P), D(P), Locks(P), Out(Out) {}
  void run();

private:
  const GuardedData *guardOf(const FunctionGraph &G, ExprId Address) const;
  bool isHeld(uint32_t I, ExprId Address, Position Pos, LockClass C) const;
  const Event *eventOf(const SolvedFunction &F, EventRef Unsliced,
                       EventRef &At) const;
  void judge(uint32_t I, const KeptValue &K);
  void report(uint32_t I, const KeptValue &K, const GuardCount &Guard,
              const Event &Drop, const Observation *Inside);

  const SolvedProgram &P;
  Describer D;
  Protection Locks;
  std::map<DataPlace, GuardedData> Guards;
  std::set<std::pair<uint32_t, Position>> Told; ///< function, drop
  std::vector<Finding> &Out;
};

} // namespace

/// The lock that guards the memory at \p Address, when it surely does.
const GuardedData *StaleJudge::guardOf(const FunctionGraph &G,
                                       ExprId Address) const {
  ExprId Object;
  std::optional<DataPlace> Place = placeOf(G, Address, Object);
  if (!Place)
    return nullptr;
  auto Known = Guards.find(*Place);
  return Known == Guards.end() ? nullptr : &Known->second;
}

/// Whether the access there surely has a lock of class \p C.
bool StaleJudge::isHeld(uint32_t I, ExprId Address, Position Pos,
                        LockClass C) const {
  const std::vector<Access> &All = P.Functions[I].Data.Accesses;
  for (uint32_t J = 0; J != All.size(); ++J)
    if (All[J].Pos == Pos && All[J].Address == Address) {
      std::vector<LockClass> Held = Locks.locks({I, J});
      return llvm::is_contained(Held, C) && !Locks.isPrivate({I, J}, C);
    }
  return false;
}

/// The event of the sliced graph that \p Unsliced became.
const Event *StaleJudge::eventOf(const SolvedFunction &F, EventRef Unsliced,
                                 EventRef &At) const {
  const std::vector<Event> &Events = F.Graph.Blocks[Unsliced.Block].Events;
  for (uint32_t J = 0; J != Events.size(); ++J)
    if (Events[J].Number == Unsliced.Index) {
      At = {Unsliced.Block, J};
      return &Events[J];
    }
  return nullptr;
}

/// What shows that the call at \p At gives up a lock of class \p C and takes it
/// again: an event inside without it.
static const Observation *insideWithout(const SolvedProgram &P,
                                        const SolvedFunction &F, EventRef At,
                                        LockClass C) {
  const Observation *Best = nullptr;
  for (const Observation &O : F.Observations) {
    const SummaryEvent *E = O.At == At ? calleeEvent(P, O) : nullptr;
    if (!E)
      continue;
    const FunctionGraph &G = P.function(O.Callee)->Graph;
    bool Without = llvm::is_contained(E->DroppedClasses, C) ||
                   llvm::any_of(E->Dropped, [&](ExprId L) {
                     return P.Pointed.resolve(lockClassOf(G, L)) == C;
                   });
    if (Without && (!Best || (O.May != 0) < (Best->May != 0)))
      Best = &O;
  }
  return Best;
}

void StaleJudge::report(uint32_t I, const KeptValue &K, const GuardCount &Guard,
                        const Event &Drop, const Observation *Inside) {
  const SolvedFunction &F = P.Functions[I];
  const TUGraph &T = P.Prog.All;
  std::string Name = T.str(F.Graph.Locals[K.Holder.Index].Name).str();
  std::string By = "'" + T.str(Drop.Name).str() + "'";
  Finding New = D.begin("stale-state", Severity::Advice, F, K.Use);
  New.Message = "'" + Name + "' was read from '" +
                exprText(T, F.Graph, K.From) + "' before " + By +
                " dropped lock '" + D.className(Guard.Class) +
                "', and is used without being read again";
  New.LockClasses = {D.className(Guard.Class)};
  New.Event = "stale " + Name + " of " + exprText(T, F.Graph, K.From);
  std::vector<Step> &Path = New.Paths.emplace_back();
  Path.push_back({D.place(K.Read), "read here under the lock"});
  if (Inside)
    D.addEvent(F, *Inside, "without the lock here", Path);
  else
    Path.push_back({D.place(Drop.Pos), "the lock is dropped here"});
  Path.push_back({D.place(K.Use), "used here, under the lock again"});
  if (Inside)
    D.setCertainty(New, marksOf(F, *Inside));
  Out.push_back(std::move(New));
}

void StaleJudge::judge(uint32_t I, const KeptValue &K) {
  const SolvedFunction &F = P.Functions[I];
  const GuardedData *Guard = guardOf(F.Graph, K.From);
  EventRef At;
  const Event *Drop = eventOf(F, K.Drop, At);
  if (!Guard || !Drop || !F.Graph.Locals[K.Holder.Index].Name ||
      !isShared(P, Locks, *Guard, I))
    return;
  LockClass C = Guard->Best.Class;
  const Observation *Inside = nullptr;
  if (Drop->Kind == EventKind::Call) {
    if (!(Inside = insideWithout(P, F, At, C)))
      return;
  } else if (P.Pointed.resolve(lockClassOf(F.Graph, Drop->Lock)) != C) {
    return;
  }
  if (isHeld(I, K.From, K.Read, C) && isHeld(I, K.Used, K.Use, C) &&
      Told.insert({I, Drop->Pos}).second)
    report(I, K, Guard->Best, *Drop, Inside);
}

void StaleJudge::run() {
  for (GuardedData &G : findGuards(P, Locks)) {
    const GuardCount &C = G.Best;
    // The links of a list have the lock of the list, in another object: they
    // are guarded when all accesses say so.
    if (C.Held.size() >= MinHeld && C.HeldWrites >= MinHeldWrites &&
        C.Functions >= MinFunctions &&
        C.Held.size() * 100 >= (C.Own ? MinShare : 100) * C.known())
      Guards.emplace(P.Data.all()[G.Place], std::move(G));
  }
  for (uint32_t I = 0; I != P.Functions.size(); ++I)
    for (const KeptValue &K : P.Functions[I].Kept)
      judge(I, K);
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  if (llvm::any_of(P.Functions,
                   [](const SolvedFunction &F) { return !F.Kept.empty(); }))
    StaleJudge(P, Out).run();
}

static const Rule StaleState{
    "stale-state", Severity::Advice,
    "a value of guarded memory is used after the lock was dropped", judge};
static RegisterRule Register(StaleState);
