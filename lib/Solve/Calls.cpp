//===- Calls.cpp - applying summaries at calls ----------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A call forks into one successor for each case of the callee's summary that
// the caller's facts allow; what could not be decided becomes a fact, so that
// `drop_lock` or a sleep flag correlates up the stack. Events inside the callee
// are seen at the call with the caller's locks, less those that it drops.
//
//===----------------------------------------------------------------------===//
#include "Solve/CallGraph.h"
#include "Solve/Handles.h"
#include "Solve/Simulator.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

void Simulator::call(State S, EventRef At, States &Out) {
  const Event &E = F.event(At);
  const Expr Target = G.expr(evaluate(S, E.Callee));
  if (Target.Kind != ExprKind::Function)
    return pointerCall(std::move(S), At, Out);
  FunctionId Id(Target.Symbol);
  if (P.Prog.NeverCalls.count({G.Id, Id})) { // the value of a pointer
    freshResult(S, At);
    Out.push_back(std::move(S));
    return;
  }
  const SolvedFunction *To = P.function(Id);
  if (!To || !To->Sum.Known) {
    unknownCall(S, At);
    Out.push_back(std::move(S));
    return;
  }
  if (To->Graph.Prototype)
    unknownCall(S, At, &To->Graph);
  beginCall(S, At);
  callKnown(S, At, Id, nullptr, Out);
}

/// Makes the new values of a call: older ones of the place become "old".
void Simulator::beginCall(State &S, EventRef At) {
  fresh(S, site(At, 2)); // stands for whatever the callee cannot name
  CallResult = fresh(S, site(At, 0));
  NewValue = fresh(S, site(At, 63));
}

/// \p C is a try that failed for a lock which this function has made: nobody
/// else can have the lock, unless the object has been made known.
bool Simulator::isTryForNewLock(const State &S, const SummaryCase &C) {
  auto IsTaken = [&](const SummaryCase &Other, ExprId Lock) {
    return Other.Returns.meet(C.Returns).empty() &&
           llvm::any_of(Other.Acquired,
                        [&](const HeldLock &L) { return L.Lock == Lock; });
  };
  return llvm::any_of(C.Free, [&](const FreeLock &L) {
    return MadeHere.contains(instantiate(S, L.Lock)) &&
           llvm::any_of(Callee->Sum.Cases, [&](const SummaryCase &Other) {
             return IsTaken(Other, L.Lock);
           });
  });
}

/// Applies the summary of \p Id. beginCall() was called.
void Simulator::callKnown(const State &S, EventRef At, FunctionId Id,
                          EventFilter Filter, States &Out) {
  const SolvedFunction &To = *P.function(Id);
  beginInstantiation(To, F.event(At), S, At);
  Effort += To.Sum.Events.size() + To.Sum.Cases.size();
  observeCallee(S, At, Id, Filter);
  // A copy: a function that calls itself adds to what it has made meanwhile.
  for (ExprId Lock : std::vector<ExprId>(To.Sum.Made))
    noteMade(instantiate(S, Lock));
  for (uint32_t I = 0; I != To.Sum.Cases.size(); ++I) {
    bool NewLock = isTryForNewLock(S, To.Sum.Cases[I]);
    if (NewLock && !F.event(At).Result) // nobody looks at it
      continue;
    State T = S;
    if (!applyCase(T, At, Id, I))
      continue;
    if (NewLock)
      T.May |= MarkFlag;
    doubtLost(T, To);
    Out.push_back(std::move(T));
  }
}

/// The callee gives up locks of a class by names that callers do not have, such
/// as one found in a list: one in an object that it is passed may be among
/// them.
void Simulator::doubtLost(State &S, const SolvedFunction &To) {
  const NetLocks::Net &Net = P.Net.of(P.Prog.GraphOf[To.Graph.Id.Index]);
  auto IsNamed = [&](LockClass C) {
    // Of the objects of a recursive walk only the first is named.
    return !To.Recursive &&
           llvm::any_of(To.Sum.Cases, [&](const SummaryCase &Case) {
             return llvm::any_of(Case.Entry, [&](const EntryCondition &E) {
               return E.Held && E.Released &&
                      lockClassOf(To.Graph, E.Lock) == C;
             });
           });
  };
  for (HeldLock &L : S.Held) {
    LockClass C = lockClassOf(G, L.Lock);
    if (Net.Gives.count(C) && !Net.Takes.count(C) && !IsNamed(C) &&
        llvm::any_of(Arguments, [&](ExprId Value) {
          return !Terms.constantValue(Value) && mentions(L.Lock, Value);
        }))
      L.May |= MarkGiver;
  }
}

/// \p Value reaches a function that may release a lock in it.
void Simulator::handOver(State &S, ExprId Value, Marks Why) {
  for (HeldLock &L : S.Held)
    if (mentions(L.Lock, Value))
      L.May |= Why;
  auto &Handed = F.Sum.Handed;
  if (isEntryTerm(Value) && !Terms.constantValue(Value) && Handed.size() < 8 &&
      !llvm::is_contained(Handed, std::make_pair(Value, Why)))
    Handed.push_back({Value, Why});
}

/// The callee may write to an argument that is the address of a local, and one
/// of which nothing is known (\p Unseen) to an out-parameter handed on.
void Simulator::clobberArguments(State &S, EventRef At, bool Unseen) {
  unsigned Number = 0;
  for (ExprId Arg : F.event(At).Args) {
    ++Number;
    if (!Arg)
      continue;
    ExprId Address = evaluate(S, Arg);
    if (G.expr(Address).Kind == ExprKind::Local)
      S.setMemory(Address, fresh(S, site(At, 3 + G.expr(Address).Symbol % 60)));
    else if (Unseen && S.memory(Address))
      S.setMemory(Address, fresh(S, site(At, 3 + Number % 60)));
  }
}

static bool concernsClass(const FunctionGraph &G, LockClass C) {
  return C && llvm::any_of(G.Blocks, [&](const Block &B) {
           return llvm::any_of(B.Events, [&](const Event &E) {
             return E.Kind == EventKind::Effect && E.Lock &&
                    lockClassOf(G, E.Lock) == C;
           });
         });
}

/// A function of which nothing is known but, perhaps, what attributes of its
/// \p Prototype say of some locks.
void Simulator::unknownCall(State &S, EventRef At,
                            const FunctionGraph *Prototype) {
  const Event &E = F.event(At);
  std::map<ExprId, Marks> Declared;
  if (Prototype)
    for (const HeldLock &L : S.Held)
      if (concernsClass(*Prototype, lockClassOf(G, L.Lock)))
        Declared[L.Lock] = L.May;
  bool Pointer = G.expr(E.Callee).Kind != ExprKind::Function;
  bool Releases = Pointer || saysRelease(P.Prog.str(E.Name));
  for (ExprId Arg : E.Args) {
    if (!Arg)
      continue;
    ExprId Value = evaluate(S, Arg);
    if (Terms.constantValue(Value))
      continue;
    Marks Why = Pointer ? MarkPointerCallee : MarkUnknownCallee;
    if (Releases)
      handOver(S, Value, Why);
    else if (HeldLock *L = S.findHeld(Value))
      L->May |= Why;
  }
  for (const auto &[Lock, May] : Declared)
    S.findHeld(Lock)->May = May;
  clobberArguments(S, At, /*Unseen=*/true);
  freshResult(S, At);
}

//===----------------------------------------------------------------------===//
// Instantiation: callee's terms in the caller's pool
//===----------------------------------------------------------------------===//

void Simulator::beginInstantiation(const SolvedFunction &To, const Event &Call,
                                   const State &S, EventRef At) {
  Callee = &To;
  Instances.clear();
  Arguments.clear();
  for (ExprId Arg : Call.Args)
    Arguments.push_back(Arg ? evaluate(S, Arg) : Terms.unknown(site(At, 2), 0));
  OfCall = At;
}

ExprId Simulator::instantiate(const State &S, ExprId CalleeTerm) {
  if (auto It = Instances.find(CalleeTerm); It != Instances.end())
    return It->second;
  const Expr X = Callee->Graph.expr(CalleeTerm);
  ExprId Out;
  auto Child = [&](ExprId E) { return E ? instantiate(S, E) : ExprId(); };
  switch (X.Kind) {
  case ExprKind::Const:
    Out = Terms.constant(X.Value);
    break;
  case ExprKind::Global:
    Out = Terms.global(GlobalId(X.Symbol));
    break;
  case ExprKind::Function:
    Out = Terms.function(FunctionId(X.Symbol));
    break;
  case ExprKind::Unknown:
    Out = X.Symbol == ReturnedValue ? CallResult
                                    : Terms.unknown(site(OfCall, 2), 0);
    break;
  case ExprKind::Local:
    Out = Terms.unknown(site(OfCall, 2), 0);
    break;
  case ExprKind::Load: {
    const Expr A = Callee->Graph.expr(X.A);
    if (A.Kind == ExprKind::Local)
      Out = A.Symbol < Arguments.size() ? Arguments[A.Symbol]
                                        : Terms.unknown(site(OfCall, 2), 0);
    else
      Out = load(S, Child(X.A));
    break;
  }
  case ExprKind::Field:
    Out = Terms.field(Child(X.A), FieldId(X.Symbol));
    break;
  case ExprKind::Outer:
    Out = Terms.outer(Child(X.A), FieldId(X.Symbol));
    break;
  case ExprKind::Index: {
    ExprId A = Child(X.A);
    Out = Terms.index(A, Child(X.B));
    break;
  }
  case ExprKind::Apply: {
    ExprId A = Child(X.A);
    Out = Terms.apply(FunctionId(X.Symbol), A, Child(X.B));
    break;
  }
  default: {
    ExprId A = Child(X.A);
    ExprId B = Child(X.B);
    Out = B ? Terms.binary(X.Kind, A, B) : Terms.unary(X.Kind, A);
  }
  }
  Instances[CalleeTerm] = Out;
  return Out;
}

/// To decide by \p Term, one of the callee, is to read through an argument that
/// is null: it does not come to that. What else is null by now the callee may
/// have set.
bool Simulator::readsNull(const State &S, ExprId Term) const {
  const FunctionGraph &To = Callee->Graph;
  const Expr &X = To.expr(Term);
  if (X.Kind == ExprKind::Load) {
    ExprId Base = X.A;
    while (To.expr(Base).Kind == ExprKind::Field ||
           To.expr(Base).Kind == ExprKind::Index)
      Base = To.expr(Base).A;
    std::optional<uint32_t> Parameter = parameterOf(To, Base);
    if (Parameter && *Parameter < Arguments.size() &&
        rangeOf(S, Arguments[*Parameter]).value() == 0)
      return true;
  }
  return (X.A && readsNull(S, X.A)) || (X.B && readsNull(S, X.B));
}

/// The guard in the caller's terms, without what the caller knows to hold;
/// nothing when the caller knows that it does not.
std::optional<Guard>
Simulator::instantiateGuard(const State &S, const Guard &When, Marks &May) {
  Guard Out;
  for (const Literal &L : When) {
    ExprId Term = decidingFactor(instantiate(S, L.Term), L.Values);
    Range Known = rangeOf(S, Term);
    if (Known.meet(L.Values).empty() || readsNull(S, L.Term))
      return std::nullopt;
    if (Known.within(L.Values))
      continue;
    // It rests on what a join forgot, as a condition here would.
    if (llvm::any_of(S.Blurred, [&](ExprId B) { return mentions(Term, B); }))
      May |= MarkWidened;
    if (isEntryTerm(Term))
      addLiteral(Out, {Term, L.Values, L.IsFlag,
                       L.UnderLock || (!S.Held.empty() && readsMemory(Term)),
                       L.Assumed, !readsMemory(Term)});
    else if (L.IsFlag)
      May |= MarkFlag;
  }
  return Out;
}

//===----------------------------------------------------------------------===//
// Events inside the callee
//===----------------------------------------------------------------------===//

/// In another case than the event's, by what its memory says, the callee is
/// entered with a lock behind a pointer, and the caller holds one that this may
/// be: then the callee is not in the event's case.
bool Simulator::isOtherCase(const State &S, const SummaryEvent &E) {
  for (const SummaryCase &C : Callee->Sum.Cases)
    for (const EntryCondition &Needs : C.Entry) {
      if (!Needs.Held || Needs.Tested || Needs.May ||
          lockClassOf(Callee->Graph, Needs.Lock).What !=
              LockClass::PointerField ||
          !excludeEachOther(C.When, E.When))
        continue;
      Marks May = 0;
      if (match(S, instantiate(S, Needs.Lock), May) && May)
        return true;
    }
  return false;
}

/// The callee gives up a lock that was held when it was called, in an object
/// that has no name here: a lock of that class which is held may be it.
void Simulator::dropUnnamed(Observation &O, LockClass Class) const {
  if (!Class)
    return;
  for (HeldLock &L : O.Held)
    if (lockClassOf(G, L.Lock) == Class)
      L.May |= MarkSameObject;
  addClass(O.DroppedClasses, Class);
}

void Simulator::observeCallee(const State &S, EventRef At, FunctionId To,
                              EventFilter Filter) {
  const Summary &Sum = Callee->Sum;
  for (uint32_t I = 0; I != Sum.Events.size(); ++I) {
    const SummaryEvent &E = Sum.Events[I];
    Marks May = E.May;
    if (Filter) {
      std::optional<Marks> Why = Filter(E);
      if (!Why)
        continue;
      May |= *Why;
    }
    std::optional<Guard> When = instantiateGuard(S, E.When, May);
    bool Asked = llvm::any_of(E.EntryFree, [&](ExprId Term) {
      return S.findHeld(instantiate(S, Term)) != nullptr;
    });
    if (!When || Asked)
      continue;
    if (!S.Held.empty() && isOtherCase(S, E))
      May |= MarkSameObject | MarkFlag;
    ExprId Lock = E.Lock ? instantiate(S, E.Lock) : ExprId();
    Observation &O = observe(S, At, E.Effect, Lock);
    O.Callee = To;
    O.CalleeEvent = I;
    O.Name = E.Name;
    O.Kind = E.Kind;
    O.Mode = E.Mode;
    O.Masked = std::max(S.masked(), E.Masked);
    if (E.Class)
      O.Class = E.Class;
    for (Literal &L : *When)
      addLiteral(O.Why, std::move(L));
    if (E.Handler)
      O.Handler = instantiate(S, E.Handler);
    if (E.Effect == EffectKind::Drain && O.Handler && !O.Class)
      O.Class = placeOf(G, O.Handler);
    for (ExprId Term : E.Dropped) {
      ExprId Dropped = instantiate(S, Term);
      Marks How = 0;
      if (const HeldLock *L = match(S, Dropped, How)) {
        ExprId Name = L->Lock;
        // Behind a pointer it may also be one of the caller's.
        if (How && isEntryTerm(Dropped) &&
            lockClassOf(G, Dropped) != lockClassOf(G, Name) &&
            !llvm::is_contained(O.Dropped, Dropped))
          O.Dropped.push_back(Dropped);
        May |= How;
        if (L->Entry)
          O.Dropped.push_back(Name);
        llvm::erase_if(O.Held,
                       [&](const HeldLock &H) { return H.Lock == Name; });
        llvm::erase(O.EntryHeld, Name);
      } else if (!isEntryTerm(Dropped)) {
        dropUnnamed(O, lockClassOf(G, Dropped));
      } else if (!llvm::is_contained(O.Dropped, Dropped)) {
        O.Dropped.push_back(Dropped);
      }
    }
    for (LockClass Class : E.DroppedClasses)
      dropUnnamed(O, Class);
    for (ExprId Term : E.EntryFree)
      if (ExprId Free = instantiate(S, Term);
          isEntryTerm(Free) && !knownNotHeld(S, Free))
        O.EntryFree.push_back(Free);
    for (HeldLock L : E.Within) {
      L.Lock = instantiate(S, L.Lock);
      L.From = {At, To, InsideCallee, 0};
      O.Within.push_back(L);
    }
    // What the callee asserts to be held, it has seen held itself.
    for (ExprId Term : E.EntryHeld) {
      ExprId Asserted = instantiate(S, Term);
      Marks How = S.May;
      if (const HeldLock *L = match(S, Asserted, How)) {
        May |= How & ~S.May;
        Asserted = L->Lock;
        const EntryCondition *C = L->Entry ? S.findEntry(L->Lock) : nullptr;
        if (!How && !L->May && !(C && C->Tested))
          O.Known.push_back(Asserted);
        llvm::erase_if(O.Held,
                       [&](const HeldLock &H) { return H.Lock == Asserted; });
      }
      if (isEntryTerm(Asserted) && !llvm::is_contained(O.EntryHeld, Asserted))
        O.EntryHeld.push_back(Asserted);
    }
    bool MadeAnew = E.Lock && llvm::is_contained(Sum.Made, E.Lock);
    if (E.Effect == EffectKind::Acquire && Lock && !MadeAnew) {
      const HeldLock *Held = llvm::find_if(
          O.Held, [&](const HeldLock &H) { return H.Lock == Lock; });
      if (Held != O.Held.end() && !isRecursive(*Held, E.Mode, E.Recursive)) {
        O.Problem = Clash::Recursive;
        O.Other = Held->From;
        O.May |= Held->May;
      }
    }
    O.May |= May;
    keepLast();
  }
}
