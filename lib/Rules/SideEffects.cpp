//===- SideEffects.cpp - what a function is declared to leave -------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/SideEffects.h"
#include "Solve/Terms.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace locktidy;

/// Whether it says that the function leaves a lock held, or given up.
static bool saysWhatIsHeld(const Contract &C) {
  return C.Kind == ContractKind::Acquires ||
         C.Kind == ContractKind::AcquiresShared ||
         C.Kind == ContractKind::Releases;
}

static bool isOfTry(const Contract &C) {
  return C.Kind == ContractKind::AcquiresIfNonZero ||
         C.Kind == ContractKind::AcquiresIfZero;
}

SideEffects::SideEffects(const SolvedProgram &P) : P(P) {
  FunctionGraph Objects;
  for (const Contract &C : P.Prog.All.Contracts) {
    if (!saysWhatIsHeld(C) && !isOfTry(C))
      continue;
    if (Objects.Exprs.empty())
      Objects.Exprs = P.Prog.All.InitExprs;
    for (ExprId Lock : C.Locks)
      if (LockClass Of = P.Pointed.resolve(lockClassOf(Objects, Lock))) {
        if (isOfTry(C))
          Tries.insert({{C.Function, Of}, {&C, Lock}});
        else
          Declared.try_emplace({C.Function, Of}, &C);
      }
  }
}

const Contract *SideEffects::of(const SolvedFunction &F, ExprId Lock) const {
  auto It = Declared.find(
      {F.Graph.Id, P.Pointed.resolve(lockClassOf(F.Graph, Lock))});
  return It == Declared.end() ? nullptr : It->second;
}

bool SideEffects::isTry(const SolvedFunction &F, ExprId Lock) const {
  return Tries.contains(
      {F.Graph.Id, P.Pointed.resolve(lockClassOf(F.Graph, Lock))});
}

/// Whether \p A of one pool and \p B of another are paths from parameters and
/// globals which differ: two names, and most likely two objects.
static bool isOtherPath(const std::vector<Expr> &PoolA, ExprId A,
                        const FunctionGraph &G, ExprId B) {
  const Expr &X = PoolA[A.Index], &Y = G.expr(B);
  auto IsPath = [](const Expr &Of) {
    return Of.Kind == ExprKind::Field || Of.Kind == ExprKind::Load ||
           Of.Kind == ExprKind::Global || Of.Kind == ExprKind::Local;
  };
  if (!IsPath(X) || !IsPath(Y))
    return false;
  if (X.Kind != Y.Kind || X.Symbol != Y.Symbol)
    return true;
  return X.A && isOtherPath(PoolA, X.A, G, Y.A);
}

/// Ways out on which the result surely is what goes with the lock, or what
/// goes without it, and the lock is not as it says. What is nowhere taken may
/// be by what is not seen, or its contract is stale.
void SideEffects::judgeTry(const Describer &D, const SolvedFunction &F,
                           const Named &Of, LockClass Lock,
                           std::vector<Finding> &Out) const {
  const Contract &C = *Of.By;
  std::set<std::pair<Position, bool>> Told;
  for (const Exit &X : F.Exits) {
    bool NonZero = !X.Returns.contains(0);
    if (!NonZero && X.Returns.value() != 0)
      continue; // either, for all that is known
    bool Should = NonZero == (C.Kind == ContractKind::AcquiresIfNonZero);
    auto IsIt = [&](const HeldLock &L) {
      return P.Pointed.resolve(lockClassOf(F.Graph, L.Lock)) == Lock;
    };
    const HeldLock *Has = llvm::find_if(X.Held, IsIt);
    bool Does = Has != X.Held.end();
    Marks May = X.May;
    if (Does && Should && llvm::all_of(X.Held, [&](const HeldLock &L) {
          return !IsIt(L) ||
                 isOtherPath(P.Prog.All.InitExprs, Of.Lock, F.Graph, L.Lock);
        })) {
      Does = false;
      May |= MarkSameObject;
    }
    if (Does == Should || (Does && (Has->Entry || Has->May)) ||
        (!Does && !mayDo(F, C, Lock)) || !Told.insert({X.Pos, Does}).second)
      continue;
    Finding New = D.begin("lock-leak", Severity::Error, F, X.Pos);
    std::string Value = X.Returns.value() ? std::to_string(*X.Returns.value())
                                          : "a value that is not 0";
    New.Message = "returns " + Value + (Does ? " with " : " without ") +
                  D.lockNoun(Lock, Does ? Has->Kind : StringId()) +
                  ", which it is declared to return " +
                  (Should ? "with" : "without") + " then";
    New.LockClasses = {D.className(Lock)};
    New.Event = "return";
    std::vector<Step> Path;
    if (Does)
      D.addAcquired(F, *Has, Path);
    Path.push_back(
        {New.Where, Does ? "returns with it here" : "returns without it here"});
    New.Paths.push_back(std::move(Path));
    New.Paths.push_back({{D.place(C.Pos), "declared here"}});
    D.setCertainty(New, May);
    Out.push_back(std::move(New));
  }
}

void SideEffects::judge(const Describer &D, const SolvedFunction &F,
                        std::vector<Finding> &Out) const {
  if (F.Reached != Limit::None || F.Graph.Prototype)
    return;
  judgeTaken(D, F, Out);
  for (auto It = Tries.lower_bound({F.Graph.Id, LockClass()});
       It != Tries.end() && It->first.first == F.Graph.Id; ++It)
    judgeTry(D, F, It->second, It->first.second, Out);
}

void SideEffects::judgeTaken(const Describer &D, const SolvedFunction &F,
                             std::vector<Finding> &Out) const {
  std::map<LockClass, HeldLock> Taken; // at some way out
  auto IsTaken = [&](const HeldLock &L) {
    const Contract *Said = of(F, L.Lock);
    return Said && Said->Kind != ContractKind::Releases;
  };
  auto ClassOf = [&](const HeldLock &L) {
    return P.Pointed.resolve(lockClassOf(F.Graph, L.Lock));
  };
  for (const Exit &X : F.Exits)
    for (const HeldLock &L : X.Held)
      if (IsTaken(L))
        Taken.try_emplace(ClassOf(L), L);
  std::set<std::pair<LockClass, Position>> Told;
  for (const auto &[Class, L] : Taken)
    for (const Exit &X : F.Exits) {
      if (llvm::any_of(X.Held, [&](const HeldLock &Held) {
            return ClassOf(Held) == Class;
          }))
        continue;
      if (!Told.insert({Class, X.Pos}).second)
        continue;
      Finding New = D.begin("lock-leak", Severity::Error, F, X.Pos);
      New.Message = "returns without " + D.lockNoun(F, L) +
                    ", which it is declared to return with";
      New.LockClasses = {D.className(Class)};
      New.Event = "return";
      New.Paths.push_back({{New.Where, "returns without it here"}});
      New.Paths.push_back({{D.place(of(F, L.Lock)->Pos), "declared here"}});
      D.setCertainty(New, X.May);
      Out.push_back(std::move(New));
    }
}

/// Whether a lock of class \p Of may be one of class \p Lock.
static bool mayBe(LockClass Of, LockClass Lock) {
  return !Of || Of == Lock || Of.What == LockClass::PointerField ||
         Of.What == LockClass::PointerGlobal;
}

/// Whether some way out of \p F is, or may be, as it is declared.
bool SideEffects::mayDo(const SolvedFunction &F, const Contract &C,
                        LockClass Lock) const {
  auto IsIt = [&](const auto &L) {
    return mayBe(P.Pointed.resolve(lockClassOf(F.Graph, L.Lock)), Lock);
  };
  bool Gives = C.Kind == ContractKind::Releases;
  if (saysWhatIsHeld(C))
    return llvm::any_of(F.Exits, [&](const Exit &X) {
      return Gives ? llvm::any_of(X.Entry,
                                  [&](const EntryCondition &E) {
                                    return E.Released && IsIt(E);
                                  })
                   : llvm::any_of(X.Held, IsIt);
    });
  // To give it up and take it anew is a way, too.
  return llvm::any_of(F.Observations, [&](const Observation &O) {
    return (O.Effect == EffectKind::Upgrade ||
            O.Effect == EffectKind::Downgrade ||
            O.Effect == EffectKind::Acquire) &&
           mayBe(P.Pointed.resolve(O.Class), Lock);
  });
}

/// The function implements such locks: it writes into one.
static bool writesTo(const SolvedProgram &P, const SolvedFunction &F,
                     LockClass Lock) {
  return llvm::any_of(F.Data.Accesses, [&](const Access &A) {
    const DataPlace &Place = P.Data.all()[A.Place];
    return A.Write && (Lock.What == LockClass::Global
                           ? Place.Variable == GlobalId(Lock.Symbol)
                           : llvm::is_contained(Place.Fields, Lock.Symbol));
  });
}

/// Whether nothing behind \p F can do anything to a lock of class \p Lock that
/// is not seen.
bool SideEffects::isAllSeen(const SolvedFunction &F, LockClass Lock) const {
  llvm::DenseSet<const SolvedFunction *> Seen{&F};
  llvm::SmallVector<const SolvedFunction *, 8> Todo{&F};
  while (!Todo.empty()) {
    const SolvedFunction &At = *Todo.pop_back_val();
    // Who is given no object can come to a global only.
    bool Passed = Lock.What == LockClass::Global ? At.Data.CallsUnseen
                                                 : At.Data.GivesUnseen;
    if (Passed || At.Reached != Limit::None || At.Recursive ||
        !At.PointerSites.empty())
      return false;
    if (writesTo(P, At, Lock))
      return false;
    // What a callee does to it may have no name further up.
    if (&At != &F && llvm::any_of(At.Observations, [&](const Observation &O) {
          return O.Lock && mayBe(P.Pointed.resolve(O.Class), Lock);
        }))
      return false;
    for (const CallPoint &Call : At.Data.Calls)
      for (FunctionId To : Call.Callees)
        if (const SolvedFunction *Next = P.function(To);
            Next && Seen.insert(Next).second)
          Todo.push_back(Next);
  }
  return true;
}

static const char *verb(ContractKind Kind) {
  switch (Kind) {
  case ContractKind::Releases:
    return "release";
  case ContractKind::Upgrades:
    return "upgrade";
  case ContractKind::Downgrades:
    return "downgrade";
  default:
    return "return with";
  }
}

void SideEffects::judgeStale(const Describer &D,
                             std::vector<Finding> &Out) const {
  FunctionGraph Objects;
  for (const Contract &C : P.Prog.All.Contracts) {
    if (!saysWhatIsHeld(C) && !isOfTry(C) && C.Kind != ContractKind::Upgrades &&
        C.Kind != ContractKind::Downgrades)
      continue;
    const SolvedFunction *F = P.function(C.Function);
    // What does nothing to locks at all has no ways out that were followed.
    if (!F || (F->Matters && F->Exits.empty()))
      continue;
    if (Objects.Exprs.empty())
      Objects.Exprs = P.Prog.All.InitExprs;
    for (ExprId Named : C.Locks) {
      LockClass Lock = P.Pointed.resolve(lockClassOf(Objects, Named));
      if ((Lock.What != LockClass::Field && Lock.What != LockClass::Global) ||
          mayDo(*F, C, Lock) || !isAllSeen(*F, Lock))
        continue;
      Finding R = D.begin("lock-leak", Severity::Advice, *F, C.Pos);
      R.Message = "'" + D.functionName(*F) + "' is declared to " +
                  verb(C.Kind) + " '" + D.className(Lock) + "', and never does";
      R.LockClasses = {D.className(Lock)};
      R.Event = "declared";
      R.Assumptions.push_back("assumes that it does not do so by means that "
                              "are not seen, such as assembler");
      Out.push_back(std::move(R));
    }
  }
}
