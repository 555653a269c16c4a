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
#include "Solve/Simulator.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

void Simulator::call(State S, EventRef At, States &Out) {
  const Event &E = F.event(At);
  const Expr Target = G.expr(evaluate(S, E.Callee));
  if (Target.Kind != ExprKind::Function)
    return pointerCall(std::move(S), At, Out);
  FunctionId Id(Target.Symbol);
  const SolvedFunction *To = P.function(Id);
  if (!To || !To->Sum.Known) {
    unknownCall(S, At);
    Out.push_back(std::move(S));
    return;
  }
  beginCall(S, At);
  callKnown(S, At, Id, nullptr, Out);
}

/// Makes the new values of a call: older ones of the place become "old".
void Simulator::beginCall(State &S, EventRef At) {
  fresh(S, site(At, 2)); // stands for whatever the callee cannot name
  CallResult = fresh(S, site(At, 0));
  NewValue = fresh(S, site(At, 63));
}

/// Applies the summary of \p Id. beginCall() was called.
void Simulator::callKnown(const State &S, EventRef At, FunctionId Id,
                          EventFilter Filter, States &Out) {
  const SolvedFunction &To = *P.function(Id);
  beginInstantiation(To, F.event(At), S, At);
  Effort += To.Sum.Events.size() + To.Sum.Cases.size();
  observeCallee(S, At, Id, Filter);
  for (uint32_t I = 0; I != To.Sum.Cases.size(); ++I) {
    State T = S;
    if (!applyCase(T, At, Id, I))
      continue;
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
    return llvm::any_of(To.Sum.Cases, [&](const SummaryCase &Case) {
      return llvm::any_of(Case.Entry, [&](const EntryCondition &E) {
        return E.Held && E.Released && lockClassOf(To.Graph, E.Lock) == C;
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

void Simulator::clobberArguments(State &S, EventRef At) {
  // An argument that is the address of a local: the callee may write it.
  for (ExprId Arg : F.event(At).Args) {
    if (!Arg)
      continue;
    ExprId Address = evaluate(S, Arg);
    if (G.expr(Address).Kind == ExprKind::Local)
      S.setMemory(Address, fresh(S, site(At, 3 + G.expr(Address).Symbol % 60)));
  }
}

void Simulator::unknownCall(State &S, EventRef At) {
  const Event &E = F.event(At);
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
  clobberArguments(S, At);
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

/// The guard in the caller's terms, without what the caller knows to hold;
/// nothing when the caller knows that it does not.
std::optional<Guard>
Simulator::instantiateGuard(const State &S, const Guard &When, Marks &May) {
  Guard Out;
  for (const Literal &L : When) {
    ExprId Term = decidingFactor(instantiate(S, L.Term), L.Values);
    Range Known = rangeOf(S, Term);
    if (Known.meet(L.Values).empty())
      return std::nullopt;
    if (Known.within(L.Values))
      continue;
    // It rests on what a join forgot, as a condition here would.
    if (llvm::any_of(S.Blurred, [&](ExprId B) { return mentions(Term, B); }))
      May |= MarkWidened;
    if (isEntryTerm(Term))
      addLiteral(Out, {Term, L.Values, L.IsFlag,
                       L.UnderLock || (!S.Held.empty() && readsMemory(Term))});
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
      May |= MarkSameObject;
    ExprId Lock = E.Lock ? instantiate(S, E.Lock) : ExprId();
    Observation &O = observe(S, At, E.Effect, Lock);
    O.Callee = To;
    O.CalleeEvent = I;
    O.Name = E.Name;
    O.Kind = E.Kind;
    O.Mode = E.Mode;
    if (E.Class)
      O.Class = E.Class;
    for (Literal &L : *When)
      addLiteral(O.Why, std::move(L));
    if (E.Handler)
      O.Handler = instantiate(S, E.Handler);
    for (ExprId Term : E.Dropped) {
      ExprId Dropped = instantiate(S, Term);
      if (const HeldLock *L = match(S, Dropped, May)) {
        ExprId Name = L->Lock;
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
      if (const HeldLock *L = match(S, Asserted, May)) {
        Asserted = L->Lock;
        llvm::erase_if(O.Held,
                       [&](const HeldLock &H) { return H.Lock == Asserted; });
      }
      if (isEntryTerm(Asserted) && !llvm::is_contained(O.EntryHeld, Asserted))
        O.EntryHeld.push_back(Asserted);
    }
    if (E.Effect == EffectKind::Acquire && Lock) {
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

//===----------------------------------------------------------------------===//
// Cases
//===----------------------------------------------------------------------===//

/// Checks one entry condition of a case; false when it cannot be the case.
bool Simulator::applyEntry(State &S, EventRef At, const EntryCondition &C,
                           Origin From) {
  ExprId Lock = instantiate(S, C.Lock);
  consult(S, Lock);
  auto Report = [&](Clash Problem, Origin Other) {
    Observation &O = observe(S, At, EffectKind::AssertHeld, Lock);
    O.Callee = From.Callee;
    O.CalleeEvent = NoEvent;
    O.Case = From.Case;
    O.CaseElement = From.Element;
    O.Kind = C.Kind;
    O.Problem = Problem;
    O.Other = Other;
    O.May |= C.May | WhyNeeded;
    keepLast();
  };
  if (!C.Held) {
    HeldLock *Held = S.findHeld(Lock);
    if (Held && C.OnlyMode)
      return C.Mode != LockMode::Exclusive ||
             assumeMode(S, *Held, LockMode::Shared);
    if (Held && C.Tested)
      return false;
    if (Held) {
      Report(Clash::Recursive, Held->From);
      return true;
    }
    if (isEntryTerm(Lock) && !S.findEntry(Lock) && !knownNotHeld(S, Lock)) {
      EntryCondition Free{Lock,     C.Kind, C.Mode, false,
                          C.Tested, false,  C.May,  From};
      Free.OnlyMode = C.OnlyMode;
      S.addEntry(Free);
    }
    return true;
  }
  if (!C.Tested)
    exists(S, Lock);
  if (C.OnlyMode && C.Mode == LockMode::Exclusive) {
    if (const EntryCondition *Known = S.findEntry(Lock);
        Known && !Known->Held && Known->OnlyMode && !S.findHeld(Lock))
      return false;
  } else {
    mustBeShared(S, Lock);
  }
  if (HeldLock *Held = C.OnlyMode ? S.findHeld(Lock) : nullptr;
      Held && !assumeMode(S, *Held, C.Mode))
    return false;
  if (HeldLock *Held = match(S, Lock, C.Kind)) {
    if (!C.Released) {
      if (C.ChangesMode)
        Held->Mode = C.After;
      return true;
    }
    S.Aged = true;
    if (!C.Tested) // the callee asked, and this caller does hold it
      S.May |= C.May;
    if (Held->Count > 1)
      --Held->Count;
    else
      dropQuietly(S, At, Held->Lock);
    return true;
  }
  reconsider(S, Lock);
  if (knownNotHeld(S, Lock)) {
    if (C.Tested)
      return isUnpaired(C.Kind);
    Report(Clash::NotHeld, releasedAt(S, Lock));
    return true;
  }
  if (!isEntryTerm(Lock) || !canBeCallers(Lock))
    return !C.Tested || isUnpaired(C.Kind);
  // Needed in some cases of the callee only: what follows rests on a may fact;
  // and in some cases of what that calls, on two, of which each depends on what
  // is not known here.
  Marks May = C.May;
  for (const SummaryCase &Other : Callee->Sum.Cases)
    if (llvm::none_of(Other.Entry, [&](const EntryCondition &E) {
          return E.Lock == C.Lock && E.Held;
        }))
      May |= C.May & MarkSameObject ? MarkFlag : MarkSameObject;
  if (!S.findEntry(Lock)) {
    EntryCondition Needed{Lock,     C.Kind,     C.Mode, true,
                          C.Tested, C.Released, May,    From};
    Needed.OnlyMode = C.OnlyMode;
    S.addEntry(Needed);
  }
  if (!C.Released)
    S.addHeld({Lock, C.Kind, C.ChangesMode ? C.After : C.Mode, 1, true, false,
               May, From});
  return true;
}

/// The callee asks memory whether to give up a lock, and \p C is a case in
/// which it does not. Where another callee took the lock and wrote there, that
/// may tell: whether this case is possible is not known here.
void Simulator::doubtKept(State &S, const SummaryCase &C) {
  auto Gives = [](const SummaryCase &Case, ExprId Lock) {
    return llvm::any_of(Case.Entry, [&](const EntryCondition &E) {
      return E.Lock == Lock && E.Held && E.Released;
    });
  };
  auto IsTold = [&](const Literal &L, const Summary &ByTaker) {
    if (llvm::none_of(ByTaker.Modified, [&](uint32_t Field) {
          return loadsField(Callee->Graph, L.Term, Field);
        }))
      return false;
    ExprId Term = instantiate(S, L.Term);
    return !rangeOf(S, Term).within(L.Values) ||
           llvm::any_of(S.Facts, [&](const Fact &F) {
             return F.Weak && restsOn(Term, F);
           });
  };
  for (const SummaryCase &Other : Callee->Sum.Cases)
    for (const EntryCondition &E : Other.Entry) {
      if (!E.Held || !E.Released || E.Tested || Gives(C, E.Lock))
        continue;
      HeldLock *Held = match(S, instantiate(S, E.Lock));
      const SolvedFunction *Taker =
          Held && Held->From.Callee ? P.function(Held->From.Callee) : nullptr;
      if (Taker && llvm::any_of(C.When, [&](const Literal &L) {
            return excludeEachOther(Guard(1, L), Other.When) &&
                   IsTold(L, Taker->Sum);
          }))
        Held->May |= MarkAsked;
    }
}

/// Fields that the callee writes are no longer known.
void Simulator::modify(State &S, EventRef At, const Summary &Sum) {
  for (uint32_t Field : Sum.Modified) {
    if (!Live.reads(Field))
      continue;
    weakenField(S, Field);
    forgetField(S, Field);
    if (P.BaseFields.test(Field))
      S.setVersion(Field, fresh(S, site(At, 1)));
  }
}

/// The callee leaves a lock alone by what it finds in memory: that it is held
/// from now on rests on a flag, unless that is known here.
void Simulator::doubtSpared(State &S, const SummaryCase &C) {
  bool Known = llvm::all_of(C.When, [&](const Literal &L) {
    return !locktidy::readsMemory(Callee->Graph, L.Term) ||
           rangeOf(S, instantiate(S, L.Term)).within(L.Values);
  });
  for (ExprId Lock : C.Spared) {
    Marks Ignored = 0;
    const HeldLock *Held = match(S, instantiate(S, Lock), Ignored);
    if (Held && !Known)
      S.findHeld(Held->Lock)->May |= MarkFlag;
  }
}

bool Simulator::applyCase(State &S, EventRef At, FunctionId To, uint32_t Case) {
  const SummaryCase &C = Callee->Sum.Cases[Case];
  Decision = decision(G.Blocks.size() + FirstEvent[At.Block] + At.Index, Case,
                      Callee->Sum.Cases.size());
  doubtSpared(S, C);
  bool Counted = false;
  if (!S.Held.empty())
    doubtKept(S, C);
  bool Possible = llvm::all_of(C.When, [&](const Literal &L) {
    ReadUnderLock = L.UnderLock;
    ExprId Term = instantiate(S, L.Term);
    Counted |= isCountLeft(Term) && !rangeOf(S, Term).within(L.Values);
    return restrict(S, Term, L.Values, L.IsFlag);
  });
  ReadUnderLock = false;
  Decision = Literal();
  if (!Possible)
    return false;
  // A count that only callees know of may say whether they took the lock.
  for (const EntryCondition &E : C.Entry)
    if (HeldLock *Held = Counted ? S.findHeld(instantiate(S, E.Lock)) : nullptr;
        Held && (Held->Entry || Held->From.Callee))
      Held->May |= MarkCounter;
  // Terms of the callee mean memory as it was at the call.
  ExprId Value = C.ReturnValue ? instantiate(S, C.ReturnValue) : CallResult;
  // What is returned, and locks in it, have one name.
  ExprId Unnamed = CallResult;
  CallResult = Value;
  Instances.clear();
  std::vector<ExprId> Acquired;
  std::vector<FreeLock> Free;
  Marks Ignored = 0;
  for (const FreeLock &L : C.Free)
    if (std::optional<Guard> When = instantiateGuard(S, L.When, Ignored))
      Free.push_back({instantiate(S, L.Lock), std::move(*When)});
  for (const HeldLock &L : C.Acquired)
    Acquired.push_back(instantiate(S, L.Lock));
  for (ExprId Lock : Acquired)
    consult(S, Lock);
  std::vector<ExprId> Destroyed;
  for (const SummaryEvent &E : Callee->Sum.Events)
    if (E.Effect == EffectKind::Destroy && E.When.empty())
      Destroyed.push_back(instantiate(S, E.Lock));
  llvm::SmallVector<std::pair<ExprId, ExprId>, 2> Written;
  for (auto [Address, What] : C.Written)
    Written.push_back(
        {instantiate(S, Address), What ? instantiate(S, What) : ExprId()});
  llvm::SmallVector<std::pair<ExprId, Marks>, 4> Handed;
  for (auto [Term, Why] : Callee->Sum.Handed)
    Handed.push_back({instantiate(S, Term), Why});
  CallResult = Unnamed;
  Instances.clear();
  bool DropsLocks = false;
  for (uint32_t I = 0; I != C.Entry.size(); ++I) {
    if (!applyEntry(S, At, C.Entry[I], {At, To, Case, I}))
      return false;
    DropsLocks |= !C.Entry[I].Tested;
  }
  modify(S, At, Callee->Sum);
  if (DropsLocks && Callee->Sum.DropsEntryLocks) {
    S.Aged = true;
    weaken(S, false);
  }
  clobberArguments(S, At);
  for (auto [Address, What] : Written)
    store(S, Address, What ? What : NewValue);
  for (uint32_t I = 0; I != C.Acquired.size(); ++I)
    if (C.Acquired[I].Out)
      Acquired[I] = instantiate(S, C.Acquired[I].Lock);
  Instances.clear();
  if (!restrict(S, Value, C.Returns, false))
    return false;
  setResult(S, At, Value);
  for (uint32_t I = 0; I != C.Acquired.size(); ++I) {
    HeldLock L = C.Acquired[I];
    L.From = {At, To, Case, I};
    uint8_t Count = L.Count;
    L.Count = 1;
    for (uint8_t N = 0; N != Count; ++N)
      acquire(S, Acquired[I], L);
  }
  // What the callee destroyed is no longer held.
  for (ExprId Lock : Destroyed)
    if (HeldLock *Held = S.findHeld(Lock))
      S.Held.erase(Held);
  for (const FreeLock &L : Free)
    if (!S.findHeld(L.Lock) && !knownNotHeld(S, L.Lock))
      S.knowNotHeld(L.Lock, At, false, L.When);
  for (auto [Value, Why] : Handed)
    handOver(S, Value, Why);
  S.May |= C.May;
  return true;
}
