//===- Retests.cpp - conditions that are asked again ----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The arms of a branch. One that no path can take, by what an earlier test of
// the same memory said, is there because the author thinks otherwise: a lock
// was taken since, and before that anybody may have written there.
//
//   if (sc->dead) return;
//   mutex_enter(&sc->lock);
//   if (sc->dead) ...         both arms are followed, without a mark
//
//===----------------------------------------------------------------------===//
#include "Solve/FreedObjects.h"
#include "Solve/Simulator.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

/// Forgets what \p Term rests on and was read before a lock was taken, or taken
/// again; true if there was any.
bool Simulator::dropStale(State &S, ExprId Term) {
  bool Locked =
      llvm::any_of(S.Held, [](const HeldLock &L) { return !L.Entry; });
  auto IsStale = [&](const Fact &F) {
    return F.Weak || (Locked && !F.UnderLock && readsMemory(F.Term) &&
                      llvm::none_of(S.Held, [&](const HeldLock &L) {
                        return mentions(L.Lock, F.Term); // it is there
                      }));
  };
  size_t Before = S.Facts.size();
  llvm::erase_if(S.Facts,
                 [&](const Fact &F) { return IsStale(F) && restsOn(Term, F); });
  return S.Facts.size() != Before;
}

/// Whether \p Cond compares what was read from memory with what is read from
/// there again, after others may have written it.
bool Simulator::rereads(const State &S, ExprId Cond) {
  const Expr *Asked = &G.expr(Cond);
  while (Asked->Kind == ExprKind::Not)
    Asked = &G.expr(Asked->A);
  if (!S.Aged || Asked->Kind != ExprKind::Eq)
    return false;
  ExprId A = Asked->A, B = Asked->B;
  bool Again = readsMemory(A) != readsMemory(B);
  ExprId Value = evaluate(S, A);
  return Again && Value == evaluate(S, B) && readsMemory(Value);
}

/// A lock was taken on the other answer to these words, and is not given up on
/// this one: so far as the answer is not known, another than the first is
/// assumed.
void Simulator::doubtSkipped(State &S, BlockId B, bool Truth) const {
  for (HeldLock &L : S.Held)
    if (!L.From.Callee && Paired.skips(B.Index, Truth, L.From.At))
      L.May |= MarkChanged;
}

/// The branch asks for what is left of a count that was taken down just before.
/// Another store may have made up for that, so that the value does not show it.
/// Where a lock of the same object is taken only when it is not held, the count
/// says who gives it up.
///
///   if (!mutex_owned(&d->lock)) mutex_enter(&d->lock);
///   d->refcnt++;
///   if (--d->refcnt == 0) mutex_exit(&d->lock);
void Simulator::doubtCountedLock(State &S, const Block &B) {
  ExprId Asked = B.Term.Cond;
  while (G.expr(Asked).Kind == ExprKind::Not ||
         G.expr(Asked).Kind == ExprKind::Eq)
    Asked = G.expr(Asked).A;
  auto IsQuery = [&](const Observation &O) {
    return O.Effect == EffectKind::Query && !O.Callee;
  };
  for (const Event &E : B.Events) {
    if (E.Kind != EventKind::Store || !isCountLeft(G, E.Value) ||
        G.expr(E.Address).Kind != ExprKind::Field ||
        G.expr(Asked).Kind != ExprKind::Load ||
        G.expr(Asked).A != E.Address)
      continue;
    ExprId Object = evaluate(S, G.expr(E.Address).A);
    for (HeldLock &L : S.Held)
      if (isWithin(G, L.Lock, Object) &&
          llvm::any_of(F.Observations, [&](const Observation &O) {
            return IsQuery(O) && O.Lock == L.Lock;
          }))
        L.May |= MarkCounter;
  }
}

/// Follows one arm of a branch.
void Simulator::branch(BlockId B, State S, bool Truth) {
  const Terminator &T = G.Blocks[B.Index].Term;
  BlockId To = Truth ? T.Then : T.Else;
  ExprId Cond = evaluate(S, T.Cond);
  if (rangeOf(S, Cond).contains(0) && rangeOf(S, Cond).value() != 0)
    doubtSkipped(S, B, Truth);
  doubtCountedLock(S, G.Blocks[B.Index]);
  State Asked = S;
  Decision = decision(B, B.Index, Truth ? 0 : 1, 2);
  Assumed = !Returning.test((Truth ? T.Else : T.Then).Index);
  bool Possible = assume(S, Cond, Truth);
  bool AsKnown = Possible && !(S.May & ~Asked.May & MarkChanged);
  bool Again = !AsKnown && Retests.test(B.Index) &&
               (rereads(Asked, T.Cond) ||
                (dropStale(Asked, Cond) && assume(Asked, Cond, Truth)));
  Decision = Literal();
  Assumed = false;
  if (Again) {
    doubtSkipped(Asked, B, Truth);
    return enter(B, To, std::move(Asked));
  }
  if (AsKnown)
    Taken[Truth].set(B.Index);
  if (Possible)
    enter(B, To, std::move(S));
}

/// Whether somebody in the program writes what \p E reads.
bool Simulator::isWritten(ExprId E) const {
  const Expr &X = G.expr(E);
  if (X.Kind == ExprKind::Load) {
    const Expr &From = G.expr(X.A);
    if (From.Kind == ExprKind::Field && P.WrittenFields.test(From.Symbol))
      return true;
    if (From.Kind == ExprKind::Global && P.WrittenGlobals.test(From.Symbol))
      return true;
  }
  return (X.A && isWritten(X.A)) || (X.B && isWritten(X.B));
}

/// Every path to a branch knows from an earlier test how the condition turns
/// out: who asks again nevertheless, with a lock taken since, thinks that the
/// answer may be another one by now. Such branches are followed once more.
///
///   if (sc->dead) return;   mutex_enter(&sc->lock);   if (sc->dead) ...
///
/// A macro that tests and takes or releases a lock asks every time, and memory
/// that nobody writes gives the same answer.
bool Simulator::findRetests() {
  auto InMacro = [&](Position Pos) {
    return llvm::any_of(G.Blocks, [&](const Block &B) {
      return llvm::any_of(B.Events, [&](const Event &E) {
        return E.Pos == Pos && concernsLocks(E);
      });
    });
  };
  for (uint32_t B = 0; B != G.Blocks.size(); ++B) {
    const Terminator &T = G.Blocks[B].Term;
    if (T.Kind != TermKind::Branch || !Deciding.test(B) || Retests.test(B) ||
        (Taken[0].test(B) && Taken[1].test(B)) || !readsMemory(T.Cond) ||
        !isWritten(T.Cond) || InMacro(T.Pos))
      continue;
    Retests.set(B);
    for (Entry &E : Points[B]) {
      E.Pending = true;
      Work.insert(Rank[B]);
    }
  }
  return !Work.empty();
}
