//===- Describe.cpp - locks and paths in the author's words ---------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Rules/Describe.h"
#include "Graph/Print.h"
#include "Rules/Chains.h"
#include "Solve/Terms.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

using namespace locktidy;

static std::string quoted(llvm::StringRef S) { return "'" + S.str() + "'"; }

bool locktidy::isFlagInMemory(const FunctionGraph &G, const Literal &L) {
  return L.IsFlag && readsMemory(G, L.Term);
}

Marks locktidy::marksOf(const SolvedFunction &F, const Observation &O) {
  bool InMemory = llvm::any_of(
      O.Why, [&](const Literal &L) { return isFlagInMemory(F.Graph, L); });
  return O.May | (InMemory ? MarkFlag : marksOfCallers(F, O.Why));
}

Marks locktidy::marksOfCallers(const SolvedFunction &F, const Guard &Why) {
  return isNeverSeen(F.Graph, F.Seen, Why) ? MarkFlag : 0;
}

Marks locktidy::marksOfLimit(const SolvedFunction &F) {
  return F.Reached == Limit::None ? Marks() : MarkWidened;
}

Location Describer::place(Position Pos) const {
  return {P.Prog.str(Pos.File).str(), Pos.Line, Pos.Column};
}

std::string Describer::className(LockClass C) const {
  return locktidy::className(P.Prog.All, C);
}

/// What a variable that lowering made was given, when \p Written is nothing but
/// its value: that is what the author wrote.
static ExprId asWritten(const FunctionGraph &G, ExprId Written) {
  const Expr &X = G.expr(Written);
  if (X.Kind != ExprKind::Load || G.expr(X.A).Kind != ExprKind::Local ||
      G.Locals[G.expr(X.A).Symbol].Name)
    return Written;
  ExprId Value;
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events) {
      bool Other = E.Result && E.Result.Index == G.expr(X.A).Symbol;
      bool Store = E.Kind == EventKind::Store && E.Address == X.A;
      if (Other || (Store && Value && Value != E.Value))
        return Written;
      if (Store)
        Value = E.Value;
    }
  return Value ? Value : Written;
}

std::string Describer::lockText(const SolvedFunction &F, ExprId Lock,
                                LockClass C) const {
  if (Lock)
    Lock = asWritten(F.Graph, Lock);
  std::string Text = Lock ? exprText(P.Prog.All, F.Graph, Lock) : "?";
  if (llvm::StringRef(Text).contains('?') && C)
    return className(C);
  return Text;
}

std::string Describer::lockText(const SolvedFunction &F,
                                const HeldLock &L) const {
  // As written, when it was taken by an event of this very function.
  if (!L.From.Callee && F.event(L.From.At).Lock)
    return lockText(F, F.event(L.From.At).Lock, lockClassOf(F.Graph, L.Lock));
  return lockText(F, L.Lock, lockClassOf(F.Graph, L.Lock));
}

KnownKind Describer::kindOf(LockClass C, StringId FromPrimitive) const {
  // Of a lock that is only asserted nobody may know the kind: it forbids
  // nothing.
  static const LockKind Unknown = [] {
    LockKind K;
    K.Held = SleepWhileHeld::Allowed;
    return K;
  }();
  const LockKind *Used = P.Prog.kind(FromPrimitive);
  KnownKind Out{Used ? Used : &Unknown, true, Used && Used->Recursive};
  auto It = P.Classes.find(C);
  if (It == P.Classes.end() || !It->second.Initialised) {
    Out.Certain = !Out.Kind->InitDecides;
    return Out;
  }
  const ClassFacts &Facts = It->second;
  Out.Recursive |= Facts.Recursive;
  Out.Certain = !Facts.Cookie;
  // Several inits that disagree: the kind that forbids least.
  const LockKind *Mildest = nullptr;
  for (StringId K : Facts.Kinds)
    if (const LockKind *Kind = P.Prog.kind(K);
        Kind && (!Mildest || Kind->Held > Mildest->Held)) {
      Out.Certain &= !Mildest || Mildest->Waits == Kind->Waits;
      Mildest = Kind;
    } else if (Kind) {
      Out.Certain &= Mildest->Waits == Kind->Waits;
    }
  if (Mildest)
    Out.Kind = Mildest;
  return Out;
}

KnownKind Describer::kindOf(const SolvedFunction &F, const HeldLock &L) const {
  return kindOf(lockClassOf(F.Graph, L.Lock), L.Kind);
}

/// What a message calls its locks, with a blank.
static std::string nounOf(const KnownKind &K) {
  return (K.Kind->Noun.empty() ? "lock" : K.Kind->Noun) + " ";
}

std::string Describer::lockNoun(const SolvedFunction &F,
                                const HeldLock &L) const {
  return nounOf(kindOf(F, L)) + quoted(lockText(F, L));
}

std::string Describer::lockNoun(const SolvedFunction &F, ExprId Lock,
                                LockClass C, StringId Kind) const {
  return nounOf(kindOf(C, Kind)) + quoted(lockText(F, Lock, C));
}

std::string Describer::lockNoun(LockClass C, StringId Kind) const {
  return nounOf(kindOf(C, Kind)) + quoted(className(C));
}

void Describer::addAcquired(const SolvedFunction &F, const HeldLock &L,
                            std::vector<Step> &Path) const {
  const SolvedFunction *At = &F;
  Origin From = L.From;
  std::string Noun = lockNoun(F, L);
  // A held lock of the caller comes from an entry condition, not from a case's
  // acquired locks.
  bool Entry = L.Entry;
  for (unsigned Hops = 0; From.Callee && Hops != 32; ++Hops) {
    const SolvedFunction *Inner = P.function(From.Callee);
    const SummaryCase *Case = From.Case < Inner->Sum.Cases.size()
                                  ? &Inner->Sum.Cases[From.Case]
                                  : nullptr;
    std::string Name = quoted(P.Prog.name(From.Callee));
    if (From.Case == InsideCallee) {
      Path.push_back(
          {place(*At, From.At), "calls " + Name + ", which acquires " + Noun});
      return;
    }
    bool Known = Case && From.Element < (Entry ? Case->Entry.size()
                                               : Case->Acquired.size());
    if (!Known) {
      Path.push_back(
          {place(*At, From.At), Noun + " is held after the call of " + Name});
      return;
    }
    Path.push_back(
        {place(*At, From.At),
         Entry ? Noun + " must be held to call " + Name
               : "calls " + Name + ", which returns with " + Noun + " held"});
    From = Entry ? Case->Entry[From.Element].From
                 : Case->Acquired[From.Element].From;
    At = Inner;
  }
  const Event &E = At->event(From.At);
  bool Asserted =
      E.Kind == EventKind::Effect &&
      (E.Effect == EffectKind::AssertHeld || E.Effect == EffectKind::Query);
  // The kernel takes it around the call of a handler.
  if (E.Effect == EffectKind::Acquire && E.Context) {
    Path.push_back({place(E.Pos), Noun + " is held when the kernel calls " +
                                      quoted(functionName(*At))});
    return;
  }
  Path.push_back(
      {place(E.Pos),
       Noun + (Asserted ? " is asserted to be held here" : " acquired here")});
}

void Describer::addEvent(const SolvedFunction &F, const Observation &O,
                         const std::string &Text,
                         std::vector<Step> &Path) const {
  forEachOnTheWay(
      P, F, O, [&](const SolvedFunction &At, EventRef Where, FunctionId To) {
        if (To)
          Path.push_back(
              {place(At, Where), "calls " + quoted(P.Prog.name(To)) + " here"});
      });
  Site Last = innermost(P, F, O);
  Path.push_back({place(*Last.Function, Last.At), Text});
}

void Describer::addCondition(const SolvedFunction &F, const Origin &First,
                             const std::string &Text,
                             std::vector<Step> &Path) const {
  const SolvedFunction *At = &F;
  Origin From = First;
  for (unsigned Hops = 0; From.Callee && Hops != 32; ++Hops) {
    const SolvedFunction *Inner = P.function(From.Callee);
    Path.push_back({place(*At, From.At),
                    "calls " + quoted(P.Prog.name(From.Callee)) + " here"});
    if (From.Case >= Inner->Sum.Cases.size() ||
        From.Element >= Inner->Sum.Cases[From.Case].Entry.size())
      return;
    From = Inner->Sum.Cases[From.Case].Entry[From.Element].From;
    At = Inner;
  }
  Path.push_back({place(*At, From.At), Text});
}

void Describer::addRoot(const Root &R, std::vector<Step> &Path) const {
  Location Where;
  if (R.RegisteredIn) {
    const SolvedFunction &By = *P.function(R.RegisteredIn);
    Site At = innermost(P, By, By.Observations[R.Observation]);
    Where = place(*At.Function, At.At);
  } else {
    Where = place(P.Prog.All.Bindings[R.Binding].Pos);
  }
  const ContextKind *Context = P.Prog.context(R.Context);
  bool Named = !R.RegisteredIn && !P.Prog.All.Bindings[R.Binding].Field;
  Path.push_back({Where, quoted(P.Prog.name(R.Handler)) +
                             (Named ? " is called as " : " is registered as ") +
                             (Context ? Context->Title : "handler") + " here"});
}

std::vector<std::string> locktidy::assumptionsOf(Marks May) {
  const std::pair<Marks, const char *> Texts[] = {
      {MarkWidened, "assumes that conditions on this path which were not told "
                    "apart can hold together"},
      {MarkChanged, "assumes that memory changed between two tests of it"},
      {MarkSameObject, "assumes that both names mean the same lock"},
      {MarkUnknownCallee,
       "assumes that a function without a body does not release the lock"},
      {MarkPointerCallee, "assumes that a function called through a pointer "
                          "does not release the lock"},
      {MarkCounter, "assumes that a count tested on this path does not tell "
                    "whether the lock is held"},
      {MarkAsked, "assumes that what is asked before such a lock is released "
                  "does not tell whether it is held"},
      {MarkGiver, "assumes that a function called on this path, which releases "
                  "such locks, does not release this one"},
      {MarkTaker, "assumes that this function, or one that it calls, does not "
                  "return with the lock on purpose"},
      {MarkFar, "assumes that the conditions in all the functions on this path "
                "can hold together"},
      {MarkFlag, "assumes the value of a flag that is not known here"},
      {MarkTarget, "assumes which function is called through a pointer"},
      {MarkReaders, "assumes that a third thread waits to write: both hold the "
                    "lock as readers"},
      {MarkLast, "assumes that the reference given up is the last one"},
      {MarkOnce,
       "assumes that this call is the first one ever, which makes what all "
       "later ones use"},
  };
  std::vector<std::string> Out;
  for (auto [Bit, Text] : Texts)
    if (May & Bit)
      Out.push_back(Text);
  return Out;
}

void Describer::setCertainty(Finding &Out, Marks May) const {
  if (!May)
    return;
  Out.Level = Severity::Advice;
  for (std::string &Text : assumptionsOf(May))
    Out.Assumptions.push_back(std::move(Text));
}

Finding Describer::begin(llvm::StringRef Rule, Severity Level,
                         const SolvedFunction &F, Position Pos) const {
  Finding Out;
  Out.Rule = Rule.str();
  Out.Level = Level;
  Out.Where = place(Pos);
  Out.Function = functionName(F);
  return Out;
}
