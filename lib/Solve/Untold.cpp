//===- Untold.cpp - locks that callers cannot know of ---------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Untold.h"
#include "Solve/Terms.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace locktidy;

/// The function asked whether a lock is held at entry, with one answer on the
/// way to \p A and the other to \p B: callers know which. A way that
/// gives up the lock which it was found to hold is no such answer.
static bool areEnteredApart(const Exit &A, const Exit &B) {
  return llvm::any_of(A.Entry, [&](const EntryCondition &X) {
    return X.Tested && !X.Released &&
           llvm::any_of(B.Entry, [&](const EntryCondition &Y) {
             return Y.Tested && !Y.Released && X.Lock == Y.Lock &&
                    (X.Held != Y.Held || (X.OnlyMode && X.Mode != Y.Mode));
           });
  });
}

/// The object returned tells: callers read there what was read here.
static bool resultTells(const FunctionGraph &G, const Exit &A, const Exit &B) {
  if (G.Returns != ReturnKind::Pointer || !A.ReturnValue ||
      A.ReturnValue != B.ReturnValue ||
      G.expr(A.ReturnValue).Kind == ExprKind::Const)
    return false;
  return llvm::any_of(A.Why, [&](const Literal &L) {
    return mentions(G, L.Term, A.ReturnValue) &&
           llvm::any_of(B.Why, [&](const Literal &M) {
             return M.Term == L.Term && M.Values.meet(L.Values).empty();
           });
  });
}

/// Who does not know the function cannot tell from a pointer by which a lock is
/// found if it is held.
static bool namesLock(const FunctionGraph &G, const Exit &X, ExprId Value) {
  return G.expr(Value).Kind != ExprKind::Const &&
         llvm::any_of(X.Held, [&](const HeldLock &L) {
           return mentions(G, L.Lock, Value);
         });
}

bool locktidy::callerCanTell(const SolvedProgram &P, const SolvedFunction &F,
                             const Exit &A, const Exit &B) {
  // What memory held when the function was entered is for callers to know that
  // know the function, and for a function that undoes what this one does.
  bool Called = P.Results[F.Graph.Id.Index].Called;
  if (excludeEachOther(A.Why, B.Why, [&](const Literal &L) {
        return Called || !readsMemory(F.Graph, L.Term) ||
               isDecidedBy(F.Graph, L.Term, F.AskedByInverse);
      }))
    return true;
  if (areEnteredApart(A, B) || resultTells(F.Graph, A, B))
    return true;
  for (auto [Address, Value] : A.Memory)
    for (auto [Other, What] : B.Memory)
      if (Address == Other && Value != What &&
          F.Graph.expr(Address).Kind != ExprKind::Local &&
          (Called || !namesLock(F.Graph, A, Value)) &&
          (Called || !namesLock(F.Graph, B, What)))
        return true;
  return false;
}

/// The exit with the lock reports failure, the one without success.
static bool isFailure(const SolvedFunction &F, const ResultUse &Use,
                      const Exit &Held, const Exit &Free) {
  switch (F.Graph.Returns) {
  case ReturnKind::Integer: {
    // 1 and 0 alone may be an answer, not an error number, if somebody asks.
    bool Truth = llvm::all_of(F.Exits, [](const Exit &X) {
      return X.Returns.within(Range::truth());
    });
    bool Asked = Use.Called ? Use.Tested : !Use.Bound;
    return !(Truth && Asked) && !Held.Returns.contains(0) &&
           Free.Returns.value() == 0;
  }
  case ReturnKind::Pointer:
    return Held.Returns.value() == 0 && !Free.Returns.contains(0);
  default:
    return false;
  }
}

bool locktidy::areOneResult(const SolvedProgram &P, const SolvedFunction &F,
                            const Range &A, const Range &B) {
  if (!A.meet(B).empty())
    return true;
  const ResultUse &Use = P.Results[F.Graph.Id.Index];
  if (F.Graph.Returns != ReturnKind::Integer || Use.Compared)
    return false;
  Range Positive = Range::between(1, INT64_MAX),
        Negative = Range::between(INT64_MIN, -1);
  auto Both = [&](const Range &Class) {
    return A.within(Class) && B.within(Class);
  };
  return Both(Positive) || Both(Negative);
}

/// Callers find the lock in memory to which only the way with it writes. A
/// field where releasing functions look for it says so to callers that are
/// seen.
static bool isHandedOut(const SolvedProgram &P, const FunctionGraph &G,
                        const Exit &Held, const Exit &Free, ExprId Lock) {
  bool Called = P.Results[G.Id.Index].Called;
  return !isExitTerm(G, Lock) && llvm::any_of(Held.Memory, [&](const auto &M) {
    auto [Address, Value] = M;
    bool Telling = G.expr(Address).Kind == ExprKind::Field &&
                   P.Net.telling().test(G.expr(Address).Symbol);
    return isEntryTerm(G, Address) && (Called || !Telling) &&
           G.expr(Value).Kind != ExprKind::Const && mentions(G, Lock, Value) &&
           !llvm::is_contained(Free.Memory, M);
  });
}

/// The way with the lock, which is one behind a pointer, was entered with null
/// where this function puts pointers: the object had no lock yet, so that no
/// caller can have taken it. On the way without, it had one, which is the
/// caller's to hold, or got another one, which is held then.
static bool isMadeHere(const FunctionGraph &G, const Exit &Held,
                       const Exit &Free, ExprId Lock) {
  auto IsPointer = [&](ExprId E) {
    ExprKind K = G.expr(E).Kind;
    return K == ExprKind::Load || K == ExprKind::Unknown;
  };
  if (!IsPointer(Lock))
    return false;
  bool HoldsOther = llvm::any_of(Free.Held, [&](const HeldLock &L) {
    return !L.Entry && IsPointer(L.Lock);
  });
  auto IsStoredTo = [&](uint32_t Field) {
    return llvm::any_of(G.Blocks, [&](const Block &B) {
      return llvm::any_of(B.Events, [&](const Event &E) {
        return E.Kind == EventKind::Store &&
               G.expr(E.Address).Kind == ExprKind::Field &&
               G.expr(E.Address).Symbol == Field;
      });
    });
  };
  return llvm::any_of(Held.Why, [&](const Literal &L) {
    std::optional<uint32_t> Field = fieldOf(G, L.Term);
    return Field && L.Values.value() == 0 && IsStoredTo(*Field) &&
           (excludeEachOther(Guard(1, L), Free.Why) ||
            (HoldsOther && llvm::is_contained(Free.Why, L)));
  });
}

/// The way with the lock writes to what a parameter points at what the other
/// does not. That may be the lock, where the other writes null; without that it
/// may be free there. A number other than 1, which is a truth, is a status next
/// to a result that says failure, and tells no more.
static bool isToldByOutParameter(const FunctionGraph &G, const Exit &Held,
                                 const Exit &Free, ExprId Lock,
                                 bool OneResult) {
  auto IsNull = [&](ExprId E) {
    return G.expr(E).Kind == ExprKind::Const && G.expr(E).Value == 0;
  };
  return llvm::any_of(Held.Memory, [&](const auto &M) {
    if (!parameterOf(G, M.first) || llvm::is_contained(Free.Memory, M))
      return false;
    if (mentions(G, Lock, M.second))
      return llvm::any_of(Free.Memory, [&](const auto &N) {
        return N.first == M.first && IsNull(N.second);
      });
    const Expr &Value = G.expr(M.second);
    return OneResult || Value.Kind != ExprKind::Const || Value.Value == 1;
  });
}

/// What is passed asks for the lock: without it \p Free returned, and the same
/// success, when called as \p Held was, returns with it, too.
static bool isAskedFor(const SolvedProgram &P, const SolvedFunction &F,
                       const Exit &Held, const Exit &Free, ExprId Lock) {
  auto DiffersByArguments = [&](const Exit &A, const Exit &B) {
    return excludeEachOther(A.Why, B.Why, [&](const Literal &L) {
      return !readsMemory(F.Graph, L.Term);
    });
  };
  return DiffersByArguments(Held, Free) &&
         llvm::any_of(F.Exits, [&](const Exit &X) {
           return llvm::any_of(
                      X.Held,
                      [&](const HeldLock &L) { return L.Lock == Lock; }) &&
                  areOneResult(P, F, X.Returns, Free.Returns) &&
                  !DiffersByArguments(X, Held);
         });
}

/// The name that the callee gives to a lock which it handed to its caller.
static ExprId nameInCallee(const SolvedFunction &Callee, const Origin &From) {
  const std::vector<SummaryCase> &Cases = Callee.Sum.Cases;
  if (From.Case >= Cases.size() ||
      From.Element >= Cases[From.Case].Acquired.size())
    return ExprId();
  return Cases[From.Case].Acquired[From.Element].Lock;
}

/// The result is what a try for the lock answered, here or in what is called.
static bool isTry(const SolvedProgram &P, const SolvedFunction &F,
                  const Exit &X, const HeldLock &L) {
  struct Step {
    const SolvedFunction *In;
    const Exit *Way;
    const HeldLock *Lock;
  };
  llvm::SmallVector<Step, 8> Work{{&F, &X, &L}};
  std::set<std::pair<const SolvedFunction *, ExprId>> Seen; // callees recurse
  while (!Work.empty()) {
    Step S = Work.pop_back_val();
    ExprId Returned = S.Way->ReturnValue;
    if (!Returned || S.In->Graph.expr(Returned).Kind == ExprKind::Const)
      continue;
    const Origin &From = S.Lock->From;
    if (!From.Callee) {
      if (S.In->event(From.At).Succeeds != Success::Always)
        return true;
      continue;
    }
    const SolvedFunction *To = P.function(From.Callee);
    ExprId Name = nameInCallee(*To, From);
    if (!Name || !Seen.insert({To, Name}).second)
      continue;
    for (const Exit &Inner : To->Exits)
      for (const HeldLock &H : Inner.Held)
        if (H.Lock == Name)
          Work.push_back({To, &Inner, &H});
  }
  return false;
}

/// \p Held answers that a try succeeded and \p Free that it did not, in the way
/// that the try itself does; the function gives up what it took nowhere.
static bool answersForTry(const SolvedFunction &F, const Exit &Held,
                          const Exit &Free, const HeldLock &L) {
  if (L.From.Callee || F.event(L.From.At).Succeeds != Success::NonZero)
    return false;
  return !Held.Returns.contains(0) && Free.Returns.value() == 0 &&
         llvm::none_of(F.Observations, [&](const Observation &O) {
           return O.Effect == EffectKind::Release && O.Lock == L.Lock;
         });
}

/// The lock is in the object that is returned.
static bool isInResult(const FunctionGraph &G, const Exit &X, ExprId Lock) {
  return X.ReturnValue && G.expr(X.ReturnValue).Kind != ExprKind::Const &&
         mentions(G, Lock, X.ReturnValue);
}

/// The exit holds the lock, or the same lock of the object that it returns.
static bool holds(const FunctionGraph &G, const Exit &X, ExprId Lock,
                  bool InResult) {
  return llvm::any_of(X.Held, [&](const HeldLock &L) {
    return L.Lock == Lock || (InResult && isInResult(G, X, L.Lock) &&
                              lockClassOf(G, L.Lock) == lockClassOf(G, Lock));
  });
}

bool locktidy::isExchanged(const FunctionGraph &G, const Exit &X, ExprId Old,
                           ExprId New) {
  const Expr &Name = G.expr(Old);
  return Name.Kind == ExprKind::Load &&
         llvm::is_contained(X.Memory, std::make_pair(Name.A, New));
}

bool locktidy::isSwapped(const Exit &X, ExprId Old, ExprId New,
                         const FunctionGraph &G, const Exit &Y) {
  bool GivesUp = llvm::any_of(X.Entry, [&](const EntryCondition &C) {
    return C.Lock == Old && C.Held && C.Released;
  });
  bool Keeps = llvm::any_of(
      Y.Held, [&](const HeldLock &L) { return L.Lock == Old && L.Entry; });
  return GivesUp && Keeps && llvm::any_of(Y.Why, [&](const Literal &L) {
           const Expr &E = G.expr(L.Term);
           return E.Kind == ExprKind::Eq && !L.Values.contains(0) &&
                  ((E.A == Old && E.B == New) || (E.A == New && E.B == Old));
         });
}

/// Both exits hand out the object with the lock by one out-parameter: who finds
/// it there may know from elsewhere whether it is locked.
static bool handOutTheSame(const FunctionGraph &G, const Exit &X, const Exit &Y,
                           ExprId Lock) {
  return llvm::any_of(X.Memory, [&](const auto &Stored) {
    auto [Address, Value] = Stored;
    return isEntryTerm(G, Address) && G.expr(Value).Kind != ExprKind::Const &&
           mentions(G, Lock, Value) && !mentions(G, Address, Value) &&
           llvm::is_contained(Y.Memory, Stored);
  });
}

bool locktidy::isAbsent(const FunctionGraph &G, ExprId Lock, const Exit &X) {
  return llvm::any_of(X.Why, [&](const Literal &L) {
    return L.Values.value() == 0 && mentions(G, Lock, L.Term);
  });
}

const HeldLock *locktidy::alternativeTo(const FunctionGraph &G, const Exit &X,
                                        const HeldLock &L, const Exit &Y) {
  auto Holds = [](const Exit &E, ExprId Lock) {
    return llvm::any_of(E.Held,
                        [&](const HeldLock &H) { return H.Lock == Lock; });
  };
  const Expr &One = G.expr(L.Lock);
  if (One.Kind != ExprKind::Field || L.Entry || Holds(Y, L.Lock))
    return nullptr;
  const HeldLock *Found = llvm::find_if(Y.Held, [&](const HeldLock &M) {
    const Expr &Other = G.expr(M.Lock);
    return Other.Kind == ExprKind::Field && Other.A == One.A && !M.Entry &&
           Other.Symbol != One.Symbol && !Holds(X, M.Lock);
  });
  // Last, since it takes longest, and there are many pairs of exits.
  return Found != Y.Held.end() && excludeEachOther(X.Why, Y.Why) ? Found
                                                                 : nullptr;
}

/// The other way hands out another object of the kind with its lock held: one
/// or the other is what callers get.
static bool holdsAnother(const FunctionGraph &G, const Exit &X, ExprId Lock) {
  return llvm::any_of(X.Held, [&](const HeldLock &L) {
    return !L.Entry && L.Lock != Lock && isInResult(G, X, L.Lock) &&
           lockClassOf(G, L.Lock) == lockClassOf(G, Lock);
  });
}

/// The object that the recursive function returns is none that it has found
/// itself: another round handed it on, with its lock as that one had it.
static bool isOfAnotherRound(const SolvedFunction &F, const Exit &X) {
  return F.Recursive && X.ReturnValue &&
         F.Graph.expr(X.ReturnValue).Kind == ExprKind::Unknown;
}

/// Somewhere the lock is held while one of its class is released by a name of
/// which it is not known whether it is this one.
static bool isReleasedByOtherName(const SolvedFunction &F, const HeldLock &L) {
  return llvm::any_of(F.Observations, [&](const Observation &O) {
    return O.Effect == EffectKind::Release && O.Class && O.Lock != L.Lock &&
           O.Class == lockClassOf(F.Graph, L.Lock) &&
           llvm::any_of(O.Held,
                        [&](const HeldLock &H) { return H.Lock == L.Lock; }) &&
           llvm::none_of(O.Held,
                         [&](const HeldLock &H) { return H.Lock == O.Lock; });
  });
}

bool locktidy::isReplaced(const FunctionGraph &G, const EntryCondition &Old,
                          const HeldLock &New) {
  LockClass Class = lockClassOf(G, Old.Lock);
  return Old.isGivenUp() && !New.Entry && Class &&
         Class == lockClassOf(G, New.Lock);
}

/// Nobody asks the result of \p F for a lock of class \p C: no function of the
/// program calls \p F, and the kernel, which does, knows nothing of the lock.
/// An entry point may take one that another gives up: `lock` and `unlock`.
static bool isReturnedToNobody(const SolvedProgram &P, const SolvedFunction &F,
                               LockClass C) {
  const ResultUse &Use = P.Results[F.Graph.Id.Index];
  if (!C || Use.Called)
    return false;
  if (Use.Registered)
    return true;
  const TUGraph &All = P.Prog.All;
  bool Private = (C.What == LockClass::Field && All.Fields[C.Symbol].File) ||
                 (C.What == LockClass::Global && All.Globals[C.Symbol].File);
  bool Unnamed = Use.Bound && All.Functions[F.Graph.Id.Index].File;
  return ((Private && Unnamed) || Use.InTable) && !P.Net.isGiven(C);
}

void locktidy::findUntold(const SolvedProgram &P, SolvedFunction &F) {
  const ResultUse &Use = P.Results[F.Graph.Id.Index];
  for (Exit &Leak : F.Exits) {
    Leak.Untolds.clear();
    for (uint32_t H = 0; H != Leak.Held.size(); ++H) {
      HeldLock &L = Leak.Held[H];
      // A recursive walk has no fixed names for what it visits.
      if (L.Entry || L.Multi || (F.Recursive && readsMemory(F.Graph, L.Lock)))
        continue;
      if (llvm::any_of(Leak.Entry, [&](const EntryCondition &C) {
            return C.Held && C.Released &&
                   isExchanged(F.Graph, Leak, C.Lock, L.Lock);
          }))
        continue;
      if (llvm::any_of(Leak.Entry, [&](const EntryCondition &C) {
            return isReplaced(F.Graph, C, L);
          }))
        L.May |= MarkSameObject;
      bool InResult = isInResult(F.Graph, Leak, L.Lock);
      bool ToNobody = isReturnedToNobody(P, F, lockClassOf(F.Graph, L.Lock));
      // Its lock was taken: the object returned exists.
      Range Returns = InResult ? Leak.Returns.without(0) : Leak.Returns;
      std::optional<uint32_t> Against;
      bool Doubtful = false, Same = false, Failure = false;
      for (uint32_t I = 0; I != F.Exits.size(); ++I) {
        const Exit &Free = F.Exits[I];
        if (holds(F.Graph, Free, L.Lock, InResult) ||
            isAbsent(F.Graph, L.Lock, Free) ||
            alternativeTo(F.Graph, Leak, L, Free) ||
            holdsAnother(F.Graph, Free, L.Lock) ||
            (InResult && isOfAnotherRound(F, Free)) ||
            isHandedOut(P, F.Graph, Leak, Free, L.Lock) ||
            isMadeHere(F.Graph, Leak, Free, L.Lock) ||
            llvm::any_of(Leak.Entry, [&](const EntryCondition &C) {
              return isSwapped(Leak, C.Lock, L.Lock, F.Graph, Free);
            }))
          continue;
        bool OneResult = areOneResult(P, F, Returns, Free.Returns);
        bool Told =
            isToldByOutParameter(F.Graph, Leak, Free, L.Lock, OneResult) ||
            (Use.Unlocks && Returns.meet(Free.Returns).empty());
        bool Wrong = ToNobody && !callerCanTell(P, F, Leak, Free) ? true
                     : Told                                       ? false
                     : OneResult ? !callerCanTell(P, F, Leak, Free)
                                 : !isTry(P, F, Leak, L) &&
                                       !answersForTry(F, Leak, Free, L) &&
                                       !areEnteredApart(Leak, Free) &&
                                       isFailure(F, Use, Leak, Free) &&
                                       !isAskedFor(P, F, Leak, Free, L.Lock);
        Same |= OneResult && handOutTheSame(F.Graph, Leak, Free, L.Lock);
        if (!Wrong)
          continue;
        Failure |= !OneResult;
        if (Free.May && !Leak.May)
          Doubtful |= Free.May & MarkSameObject;
        else if (!Against || Free.Pos < F.Exits[*Against].Pos)
          Against = I;
      }
      if (Same && !Failure)
        L.May |= MarkSameObject;
      if (Against)
        Leak.Untolds.push_back({H, *Against});
      else if (Doubtful && isReleasedByOtherName(F, L))
        L.May |= MarkSameObject;
    }
  }
}
