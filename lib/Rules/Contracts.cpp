//===- Contracts.cpp - locks that a function may mean to return -----------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/Contracts.h"
#include "Solve/Components.h"
#include "Solve/Regions.h"
#include "Solve/Slice.h"
#include "Solve/Terms.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

namespace {

/// Where a function takes and gives up locks of one class.
struct Uses {
  llvm::BitVector Takes, Gives; ///< blocks
  llvm::BitVector GivesFirst;   ///< before they take one
};

} // namespace

/// A class that the callee does not know may be this one.
static bool mayBe(const SolvedFunction &Callee, ExprId Lock, LockClass Class) {
  LockClass Given = lockClassOf(Callee.Graph, Lock);
  return !Given || Given == Class;
}

static bool takes(const SolvedFunction &Callee, LockClass Class) {
  return llvm::any_of(Callee.Sum.Cases, [&](const SummaryCase &C) {
    return llvm::any_of(C.Acquired, [&](const HeldLock &L) {
      return mayBe(Callee, L.Lock, Class);
    });
  });
}

static bool gives(const SolvedFunction &Callee, const SummaryCase &C,
                  LockClass Class) {
  return llvm::any_of(C.Entry, [&](const EntryCondition &E) {
    return E.Released && mayBe(Callee, E.Lock, Class);
  });
}

static bool gives(const SolvedFunction &Callee, LockClass Class) {
  return llvm::any_of(Callee.Sum.Cases, [&](const SummaryCase &C) {
    return gives(Callee, C, Class);
  });
}

/// The functions that \p E may call.
static llvm::SmallVector<const SolvedFunction *, 4>
calledBy(const SolvedProgram &P, const SolvedFunction &F, const Event &E) {
  llvm::SmallVector<const SolvedFunction *, 4> Out;
  const Expr &Callee = F.Graph.expr(E.Callee);
  if (Callee.Kind == ExprKind::Function)
    Out.push_back(P.function(FunctionId(Callee.Symbol)));
  else
    for (FunctionId Id : F.Followed)
      Out.push_back(P.function(Id));
  llvm::erase(Out, nullptr);
  return Out;
}

/// A wait that returns without its interlock, always or by its flags.
static bool keepsDropped(const SolvedFunction &F, const Observation &O) {
  if (O.Effect != EffectKind::Wait)
    return false;
  ExprId Drops = F.event(O.At).KeepsDropped;
  return Drops && (F.Graph.expr(Drops).Kind != ExprKind::Const ||
                   F.Graph.expr(Drops).Value != 0);
}

static Uses findUses(const SolvedProgram &P, const SolvedFunction &F,
                     LockClass Class) {
  size_t N = F.Graph.Blocks.size();
  Uses U{llvm::BitVector(N), llvm::BitVector(N), llvm::BitVector(N)};
  std::set<EventRef> Takes, Gives; // here, not in callees
  for (const Observation &O : F.Observations)
    if (!O.Callee && O.Class == Class) {
      if (O.Effect == EffectKind::Acquire)
        Takes.insert(O.At);
      if (O.Effect == EffectKind::Release || keepsDropped(F, O))
        Gives.insert(O.At);
    }
  for (uint32_t B = 0; B != N; ++B)
    for (uint32_t I = 0; I != F.Graph.Blocks[B].Events.size(); ++I) {
      EventRef At{B, I};
      bool Taken = Takes.count(At), Given = Gives.count(At);
      const Event &E = F.event(At);
      if (E.Kind == EventKind::Call)
        for (const SolvedFunction *Callee : calledBy(P, F, E)) {
          Taken |= takes(*Callee, Class);
          Given |= gives(*Callee, Class);
        }
      if (Given && !U.Takes.test(B))
        U.GivesFirst.set(B);
      if (Given)
        U.Gives.set(B);
      if (Taken)
        U.Takes.set(B);
    }
  return U;
}

/// The blocks that can be reached from \p From, itself not among them unless by
/// a loop, without passing through one of \p Not.
static llvm::BitVector reach(const FunctionGraph &G,
                             const llvm::BitVector &From,
                             const llvm::BitVector &Not) {
  llvm::BitVector Seen(G.Blocks.size());
  llvm::SmallVector<uint32_t, 16> Todo(From.set_bits_begin(),
                                       From.set_bits_end());
  while (!Todo.empty())
    for (BlockId S : successors(G.Blocks[Todo.pop_back_val()]))
      if (!Seen.test(S.Index)) {
        Seen.set(S.Index);
        if (!Not.test(S.Index))
          Todo.push_back(S.Index);
      }
  return Seen;
}

static bool storesTo(const FunctionGraph &G, FieldId Field) {
  return llvm::any_of(G.Blocks, [&](const Block &B) {
    return llvm::any_of(B.Events, [&](const Event &E) {
      return E.Kind == EventKind::Store &&
             G.expr(E.Address).Kind == ExprKind::Field &&
             G.expr(E.Address).Symbol == Field.Index;
    });
  });
}

/// What is asked in \p Cond is not a variable, whose value is followed, nor
/// memory that the function writes itself, but what others may have changed
/// since the lock was taken for all that is known.
static bool asksUnknown(const FunctionGraph &G, ExprId Cond) {
  const Expr &X = G.expr(Cond);
  if (X.Kind == ExprKind::Load) {
    const Expr &At = G.expr(X.A);
    if (At.Kind == ExprKind::Local)
      return !G.Locals[At.Symbol].Name;
    return At.Kind != ExprKind::Field || !storesTo(G, FieldId(At.Symbol));
  }
  return (X.A && asksUnknown(G, X.A)) || (X.B && asksUnknown(G, X.B));
}

/// Each way from where the lock is taken to this return passes a branch that
/// decides about its release, its arms meet there, and paths without the lock
/// come to that branch, too: what it asks is whether the lock is held.
static bool isAsked(const SolvedFunction &F, const Exit &Leak, const Uses &U) {
  const FunctionGraph &G = F.Graph;
  llvm::BitVector Entry(G.Blocks.size());
  Entry.set(0);
  if (U.Takes.test(0))
    return false;
  llvm::BitVector Without = reach(G, Entry, U.Takes);
  Without.set(0);
  llvm::BitVector Shared = U.Gives;
  Shared &= Without;
  llvm::BitVector NotFirst = U.Takes;
  NotFirst.reset(U.GivesFirst);
  Shared.reset(NotFirst);
  if (Shared != U.Gives)
    return false;
  Regions Areas(G);
  llvm::BitVector Decided = U.Gives;
  bool Unknown = false;
  for (uint32_t Give : U.Gives.set_bits())
    for (uint32_t B = 0; B != G.Blocks.size(); ++B)
      if (Areas.dependsOn(Give, B)) {
        if (!Without.test(B) || U.Takes.test(B))
          return false;
        Decided.set(B);
        Unknown |= asksUnknown(G, G.Blocks[B].Term.Cond);
      }
  if (!Unknown)
    return false;
  llvm::BitVector Unasked = reach(G, U.Takes, Decided);
  llvm::BitVector Given = reach(G, U.Gives, llvm::BitVector(G.Blocks.size()));
  Given |= U.Gives;
  bool Meets = false;
  for (uint32_t B = 0; B != G.Blocks.size(); ++B) {
    const Terminator &T = G.Blocks[B].Term;
    if (T.Kind != TermKind::Return || T.Pos != Leak.Pos)
      continue;
    if (Unasked.test(B) && !Decided.test(B))
      return false;
    Meets |= Given.test(B);
  }
  return Meets;
}

/// \p Cond asks for the object that \p Give works on: whether there is one, or
/// whether memory names it still.
static bool asksForObject(const FunctionGraph &G, ExprId Cond,
                          const Block &Give) {
  while (G.expr(Cond).Kind == ExprKind::Not)
    Cond = G.expr(Cond).A;
  const Expr &X = G.expr(Cond);
  bool Compares = X.Kind == ExprKind::Eq;
  return readsMemory(G, Cond) && llvm::any_of(Give.Events, [&](const Event &E) {
           bool Found = false;
           auto Names = [&](ExprId Op, ExprId Asked) {
             return G.expr(Asked).Kind == ExprKind::Load &&
                    mentions(G, Op, Asked);
           };
           forEachOperand(E, [&](ExprId Op) {
             Found |=
                 Compares ? Names(Op, X.A) || Names(Op, X.B) : Names(Op, Cond);
           });
           return Found;
         });
}

/// What \p B asks before it goes on is whether an event of it has succeeded.
static bool asksOwnResult(const FunctionGraph &G, const Block &B) {
  return B.Term.Kind == TermKind::Branch &&
         llvm::any_of(B.Events, [&](const Event &E) {
           if (!E.Result)
             return false;
           ExprId Cond = B.Term.Cond;
           while (G.expr(Cond).Kind == ExprKind::Not ||
                  G.expr(Cond).Kind == ExprKind::Eq)
             Cond = G.expr(Cond).A;
           const Expr &X = G.expr(Cond);
           return X.Kind == ExprKind::Load &&
                  G.expr(X.A).Kind == ExprKind::Local &&
                  G.expr(X.A).Symbol == E.Result.Index;
         });
}

/// Where the function goes on from taking a lock; not where the try failed, on
/// the arm that comes to no release before it is taken again.
static llvm::BitVector withLock(const FunctionGraph &G, const Uses &U) {
  llvm::BitVector Out(G.Blocks.size());
  for (uint32_t Take : U.Takes.set_bits())
    for (BlockId Next : successors(G.Blocks[Take])) {
      llvm::BitVector From(G.Blocks.size());
      From.set(Next.Index);
      llvm::BitVector Ahead = reach(G, From, U.Takes);
      Ahead.set(Next.Index);
      if (Ahead.anyCommon(U.Gives) || !asksOwnResult(G, G.Blocks[Take]))
        Out.set(Next.Index);
    }
  return Out;
}

/// Each release is all that one arm of a branch does, which asks for its
/// object, and the other arm does nothing; no way from the lock to this return
/// avoids them. Nobody forgets that by accident.
static bool isOptional(const SolvedFunction &F, const Exit &Leak,
                       const Uses &U) {
  const FunctionGraph &G = F.Graph;
  Regions Areas(G);
  llvm::BitVector Branches(G.Blocks.size());
  for (uint32_t Give : U.Gives.set_bits()) {
    auto Decides = [&](uint32_t B) {
      auto Arms = successors(G.Blocks[B]);
      BlockId Meet = Areas.meeting(B);
      return Arms.size() == 2 && Meet && llvm::is_contained(Arms, Meet) &&
             llvm::is_contained(Arms, BlockId(Give)) &&
             successors(G.Blocks[Give]).size() == 1 &&
             successors(G.Blocks[Give]).front() == Meet &&
             asksForObject(G, G.Blocks[B].Term.Cond, G.Blocks[Give]);
    };
    uint32_t B = 0;
    while (B != G.Blocks.size() && !Decides(B))
      ++B;
    if (B == G.Blocks.size())
      return false;
    Branches.set(B);
  }
  llvm::BitVector With = withLock(G, U);
  With.reset(Branches);
  With |= reach(G, With, Branches);
  With.reset(Branches);
  return llvm::none_of(With.set_bits(), [&](uint32_t B) {
    const Terminator &T = G.Blocks[B].Term;
    return T.Kind == TermKind::Return && T.Pos == Leak.Pos;
  });
}

/// What the caller passes, or holds, decides between two cases of a callee.
static bool areAskedApart(const SummaryCase &A, const SummaryCase &B) {
  return excludeEachOther(A.When, B.When) ||
         llvm::any_of(A.Entry, [&](const EntryCondition &X) {
           return llvm::any_of(B.Entry, [&](const EntryCondition &Y) {
             return X.Lock == Y.Lock && X.Held != Y.Held;
           });
         });
}

/// The caller knows from the call whether it has the lock now.
static bool isToldByCallee(const SolvedProgram &P, const HeldLock &L) {
  const SolvedFunction *Callee = P.function(L.From.Callee);
  if (L.From.Case >= Callee->Sum.Cases.size())
    return true;
  const SummaryCase &With = Callee->Sum.Cases[L.From.Case];
  if (L.From.Element >= With.Acquired.size())
    return true;
  LockClass Class =
      lockClassOf(Callee->Graph, With.Acquired[L.From.Element].Lock);
  return llvm::none_of(Callee->Sum.Cases, [&](const SummaryCase &C) {
    return !C.Returns.meet(With.Returns).empty() && !areAskedApart(C, With) &&
           llvm::none_of(C.Acquired, [&](const HeldLock &H) {
             return lockClassOf(Callee->Graph, H.Lock) == Class;
           });
  });
}

/// The same `return` is come to without the lock, with the same result, and
/// not because it was tried for in vain.
static bool isOneReturn(const SolvedFunction &F, const Exit &Leak,
                        const HeldLock &L) {
  if (!L.From.Callee && F.event(L.From.At).Succeeds != Success::Always)
    return false;
  return llvm::any_of(F.Exits, [&](const Exit &X) {
    return X.Pos == Leak.Pos && !X.Returns.meet(Leak.Returns).empty() &&
           llvm::none_of(X.Held,
                         [&](const HeldLock &H) { return H.Lock == L.Lock; });
  });
}

/// A caller cannot know from the call whether it has given the lock up: that is
/// told where the callee's ways out disagree (Sides.h), and no slip of who calls
/// it, which gives up no such lock itself.
static bool isUpToCallee(const SolvedProgram &P, const SolvedFunction &F,
                         LockClass Class) {
  bool Sometimes = false;
  for (const Block &B : F.Graph.Blocks)
    for (const Event &E : B.Events) {
      if (E.Kind == EventKind::Effect && E.Effect == EffectKind::Release &&
          lockClassOf(F.Graph, E.Lock) == Class)
        return false;
      if (E.Kind != EventKind::Call)
        continue;
      for (const SolvedFunction *To : calledBy(P, F, E)) {
        auto Keeps = [&](const SummaryCase &With, const SummaryCase &C) {
          return !gives(*To, C, Class) && !areAskedApart(C, With) &&
                 !C.Returns.meet(With.Returns).empty();
        };
        for (const SummaryCase &With : To->Sum.Cases) {
          if (!gives(*To, With, Class))
            continue;
          if (llvm::none_of(To->Sum.Cases, [&](const SummaryCase &C) {
                return Keeps(With, C);
              }))
            return false;
          Sometimes = true;
        }
      }
    }
  return Sometimes;
}

/// Another lock of the class goes out by the same return with \p L and without:
/// one object is left of two, and the other may be gone with its lock.
static bool isOneOfTwo(const SolvedFunction &F, const Exit &Leak,
                       const HeldLock &L, LockClass Class) {
  auto Has = [](const Exit &X, ExprId Lock) {
    return llvm::any_of(X.Held,
                        [&](const HeldLock &H) { return H.Lock == Lock; });
  };
  return llvm::any_of(F.Exits, [&](const Exit &X) {
    return X.Pos == Leak.Pos && !Has(X, L.Lock) &&
           llvm::any_of(X.Held, [&](const HeldLock &H) {
             return !H.Entry && lockClassOf(F.Graph, H.Lock) == Class &&
                    Has(Leak, H.Lock);
           });
  });
}

/// Locks that a loop of \p F gives up, while \p F takes none of that class.
void Contracts::findWalks(const SolvedFunction &F) {
  const FunctionGraph &G = F.Graph;
  if (G.Blocks.empty() || P.Net.of(P.Prog.GraphOf[G.Id.Index]).Gives.empty())
    return;
  std::set<LockClass> Given, Taken;
  Components Loops = findLoops(G);
  for (uint32_t B = 0; B != G.Blocks.size(); ++B) {
    bool InLoop = Loops.Of[B] != ~0u &&
                  (Loops.Members[Loops.Of[B]].size() > 1 ||
                   llvm::is_contained(successors(G.Blocks[B]), BlockId(B)));
    for (const Event &E : G.Blocks[B].Events) {
      bool OfLock = E.Kind == EventKind::Effect && E.Lock;
      if (const NetLocks::Net *To = P.Net.callee(P.Prog, G, E)) {
        Taken.insert(To->Takes.begin(), To->Takes.end());
        if (InLoop)
          Given.insert(To->Gives.begin(), To->Gives.end());
      } else if (OfLock && E.Effect == EffectKind::Acquire) {
        Taken.insert(lockClassOf(G, E.Lock));
      } else if (OfLock && E.Effect == EffectKind::Release && InLoop) {
        Given.insert(lockClassOf(G, E.Lock));
      }
    }
  }
  for (LockClass Class : Given)
    if (!Taken.count(Class))
      Walked.insert(Class);
}

Contracts::Contracts(const SolvedProgram &P) : P(P) {
  for (const SolvedFunction &F : P.Functions) {
    findWalks(F);
    for (const Exit &X : F.Exits)
      for (const EntryCondition &C : X.Entry)
        if (C.isGivenUp() && !C.May)
          Returned.insert(lockClassOf(F.Graph, C.Lock));
  }
}

Marks Contracts::marksOfRound(const SolvedFunction &F,
                              const HeldLock &L) const {
  LockClass Class = lockClassOf(F.Graph, L.Lock);
  return Class && Walked.count(Class) ? MarkTaker : Marks();
}

Marks Contracts::marks(const SolvedFunction &F, const Exit &Leak,
                       const HeldLock &L) const {
  Marks Out = 0;
  if (L.Entry)
    return Out;
  if (L.From.Callee && !isToldByCallee(P, L))
    Out |= MarkTaker;
  LockClass Class = lockClassOf(F.Graph, L.Lock);
  if (!Class)
    return Out;
  if (isOneOfTwo(F, Leak, L, Class))
    Out |= MarkTaker;
  Uses U = findUses(P, F, Class);
  if (U.Gives.none())
    Out |= Returned.count(Class) && isOneReturn(F, Leak, L) ? MarkTaker : 0;
  else if (isAsked(F, Leak, U) || isOptional(F, Leak, U))
    Out |= MarkAsked;
  else if (isOneReturn(F, Leak, L) && isUpToCallee(P, F, Class))
    Out |= MarkGiver;
  return Out;
}
