//===- WaitWrongLock.cpp - wait-wrong-lock --------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Waits for one thing with different locks. Whoever wakes holds one of them: a
// wakeup that comes between the test and the sleep under the other is lost.
//
//   cv_wait(&sc->cv, &sc->rx_lock);         cv_wait(&sc->cv, &sc->tx_lock);
//
// Things and locks are compared by class. One of the locks must belong to what
// is waited for, in one record, the others too, or be global.
//
//===----------------------------------------------------------------------===//
#include "Rules/Describe.h"
#include "Rules/Rule.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"
#include <map>
#include <set>

using namespace locktidy;

namespace {

struct WaitUse {
  const SolvedFunction *Function;
  EventRef At;
};
struct WaitUses {
  std::vector<WaitUse> At;
  bool Together = false; ///< the lock belongs to what is waited for
};
/// By lock.
using WaitsByLock = std::map<LockClass, WaitUses>;

} // namespace

/// In one record, or both global. A record with what is waited for and no lock
/// is used with that of whoever has it.
static bool belongTogether(const FunctionGraph &G, ExprId Channel,
                           ExprId Lock) {
  const Expr &C = G.expr(Channel), &L = G.expr(Lock);
  if (C.Kind != L.Kind)
    return false;
  return C.Kind == ExprKind::Global ||
         (C.Kind == ExprKind::Field && C.A == L.A);
}

static std::map<LockClass, WaitsByLock> findWaits(const SolvedProgram &P) {
  std::map<LockClass, WaitsByLock> Out;
  std::set<Position> Seen; // a function may have copies
  for (const SolvedFunction &F : P.Functions)
    for (uint32_t B = 0; B != F.Graph.Blocks.size(); ++B)
      for (auto [I, E] : llvm::enumerate(F.Graph.Blocks[B].Events)) {
        if (E.Kind != EventKind::Effect || E.Effect != EffectKind::Wait ||
            !E.Channel || !E.Lock || E.Channel == E.Lock)
          continue;
        LockClass Channel = lockClassOf(F.Graph, E.Channel);
        LockClass Lock = lockClassOf(F.Graph, E.Lock);
        const LockKind *Kind = P.Prog.kind(E.LockKind);
        bool Released = Kind && Kind->Held == SleepWhileHeld::Released;
        bool Together = belongTogether(F.Graph, E.Channel, E.Lock);
        bool Judged = Together || F.Graph.expr(E.Lock).Kind == ExprKind::Global;
        if (!Channel || !Lock || Channel == Lock || Released || !Judged ||
            !Seen.insert(E.Pos).second)
          continue;
        WaitUses &Uses = Out[Channel][Lock];
        Uses.At.push_back({&F, {B, uint32_t(I)}});
        Uses.Together |= Together;
      }
  return Out;
}

/// Two drivers may have a record of one name each, in headers of their own.
static bool mayBeTwoRecords(const SolvedProgram &P, LockClass Channel,
                            const Location &A, const Location &B) {
  namespace path = llvm::sys::path;
  return Channel.What == LockClass::Field &&
         P.Prog.All.Fields[Channel.Symbol].Own &&
         path::parent_path(A.File) != path::parent_path(B.File);
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Describer D(P);
  for (const auto &[Channel, ByLock] : findWaits(P)) {
    if (ByLock.size() < 2)
      continue;
    // Most waits know which lock it is.
    const auto &Usual = *llvm::max_element(ByLock, [](auto &A, auto &B) {
      return std::make_pair(A.second.Together, A.second.At.size()) <
             std::make_pair(B.second.Together, B.second.At.size());
    });
    if (!Usual.second.Together)
      continue;
    const WaitUse &Right = Usual.second.At.front();
    for (const auto &[Lock, Uses] : ByLock) {
      if (Lock == Usual.first)
        continue;
      for (const WaitUse &U : Uses.At) {
        const Event &E = U.Function->event(U.At);
        Finding R =
            D.begin("wait-wrong-lock", Severity::Advice, *U.Function, E.Pos);
        R.Event = P.Prog.str(E.Name).str();
        R.Message = "'" + R.Event + "' waits for '" + D.className(Channel) +
                    "' with '" + D.className(Lock) +
                    "', and another wait for it with '" +
                    D.className(Usual.first) +
                    "': a wakeup under the one is lost to the other";
        R.LockClasses = {D.className(Lock), D.className(Usual.first)};
        llvm::sort(R.LockClasses);
        Location Other = D.place(*Right.Function, Right.At);
        R.Paths.push_back({{Other, "waits with the other lock here"}});
        if (mayBeTwoRecords(P, Channel, R.Where, Other))
          D.setCertainty(R, MarkSameObject);
        Out.push_back(std::move(R));
      }
    }
  }
}

static const Rule WaitWrongLock{"wait-wrong-lock", Severity::Advice,
                                "waits for one thing with different locks",
                                judge};
static RegisterRule Register(WaitWrongLock);
