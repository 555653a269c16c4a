//===- Protection.cpp - which locks an access has -------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A fixed point over calls: what all ways hold only shrinks, what some way
// holds only grows. What a function needs of its callers it is taken to get:
// a caller that does not hold it is another rule's finding.
//
//===----------------------------------------------------------------------===//
#include "Solve/Protection.h"
#include "Solve/Regions.h"
#include "Solve/Terms.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

using namespace locktidy;

using Classes = std::vector<LockClass>;

static bool has(const Classes &In, LockClass C) {
  return llvm::binary_search(In, C);
}

template <typename T>
static void addAll(std::vector<T> &To, const std::vector<T> &From) {
  if (std::includes(To.begin(), To.end(), From.begin(), From.end()))
    return;
  std::vector<T> Both;
  Both.reserve(To.size() + From.size());
  std::set_union(To.begin(), To.end(), From.begin(), From.end(),
                 std::back_inserter(Both));
  To = std::move(Both);
}

template <typename T>
static void keepCommon(std::vector<T> &In, const std::vector<T> &Other) {
  llvm::erase_if(In, [&](T C) { return !llvm::binary_search(Other, C); });
}

/// Takes another way into account. True on change.
static bool meet(EntryFacts &Into, const EntryFacts &Way) {
  if (!Into.Called) {
    Into = Way;
    return true;
  }
  auto Size = [&] {
    return std::tuple(Into.Sure.size(), Into.Write.size(), Into.Read.size(),
                      Into.Maybe.size(), Into.Making.size(),
                      Into.Contexts.size(), Into.Free.size(),
                      Into.Hidden.size(), Into.Giant, Into.Open, Into.Alone,
                      Into.Foreign);
  };
  auto Before = Size();
  keepCommon(Into.Sure, Way.Sure);
  keepCommon(Into.Write, Way.Write);
  keepCommon(Into.Read, Way.Read);
  keepCommon(Into.Making, Way.Making);
  keepCommon(Into.Hidden, Way.Hidden);
  addAll(Into.Maybe, Way.Maybe);
  if (Into.Open && Way.Open)
    keepCommon(Into.Free, Way.Free);
  else if (Way.Open)
    Into.Free = Way.Free;
  for (StringId C : Way.Contexts)
    if (auto At = llvm::lower_bound(Into.Contexts, C);
        At == Into.Contexts.end() || *At != C)
      Into.Contexts.insert(At, C);
  Into.Giant |= Way.Giant;
  Into.Open |= Way.Open;
  Into.Alone &= Way.Alone;
  Into.Foreign |= Way.Foreign;
  return Before != Size();
}

Protection::Protection(const SolvedProgram &P)
    : P(P), Phase(P), Noted(P), Entry(P.Functions.size()),
      Required(P.Functions.size()), Made(P.Functions.size()),
      Taken(P.Functions.size()), Roots(P.Functions.size()) {
  findRequired();
  findMade();
  findTaken();
  findEntries();
}

/// What each case of a summary wants to be held, without having asked.
void Protection::findRequired() {
  for (uint32_t F = 0; F != P.Functions.size(); ++F) {
    const SolvedFunction &Of = P.Functions[F];
    bool First = true;
    for (const SummaryCase &C : Of.Sum.Cases) {
      Classes Here;
      for (const EntryCondition &E : C.Entry)
        if (E.Held && !E.Tested && !E.May)
          if (LockClass Class =
                  P.Pointed.resolve(lockClassOf(Of.Graph, E.Lock)))
            addClass(Here, Class);
      if (First)
        Required[F] = Here;
      keepCommon(Required[F], Here);
      First = false;
    }
  }
}

void Protection::findMade() {
  for (uint32_t F = 0; F != P.Functions.size(); ++F)
    for (const Observation &O : P.Functions[F].Observations)
      if (O.Class &&
          (O.Effect == EffectKind::Init || O.Effect == EffectKind::Destroy))
        addClass(Made[F], P.Pointed.resolve(O.Class));
}

bool locktidy::takesFirst(const Observation &O) {
  // Not what a callee takes when the caller's has been given up, or where it has
  // asked and found it free.
  return O.Callee ? O.Lock && !llvm::is_contained(O.Dropped, O.Lock) &&
                        !llvm::is_contained(O.EntryFree, O.Lock)
                  : O.First;
}

void Protection::findTaken() {
  for (uint32_t F = 0; F != P.Functions.size(); ++F) {
    const FunctionGraph &G = P.Functions[F].Graph;
    for (const Observation &O : P.Functions[F].Observations) {
      // What the caller passes may say that it has the lock already.
      bool Told = llvm::any_of(
          O.Why, [&](const Literal &L) { return !readsMemory(G, L.Term); });
      if (O.Effect == EffectKind::Acquire && !O.Try && takesFirst(O) && !O.May &&
          !Told && O.Lock && isEntryTerm(G, O.Lock))
        addClass(Taken[F], P.Pointed.resolve(O.Class));
    }
  }
}

const AccessPoint *Protection::point(uint32_t Function, uint32_t At) const {
  return At == NoPoint ? nullptr : &P.Functions[Function].Data.Points[At];
}

bool Protection::isReached(uint32_t Function, uint32_t At) const {
  const AccessPoint *Here = point(Function, At);
  const SolvedFunction &F = P.Functions[Function];
  // Some paths of a function at a limit were not followed.
  return Entry[Function].Called && F.Reached == Limit::None &&
         (!Here || Here->Reached);
}

bool Protection::isReached(AccessRef R) const {
  return isReached(R.Function, access(R).At);
}

EntryFacts Protection::atCall(uint32_t Caller, const CallPoint &Call) const {
  EntryFacts Out = Entry[Caller];
  addAll(Out.Sure, Required[Caller]);
  addAll(Out.Making, Made[Caller]);
  llvm::erase_if(Out.Maybe, [&](LockClass C) { return has(Taken[Caller], C); });
  if (Out.Open)
    addAll(Out.Free, Taken[Caller]);
  addAll(Out.Hidden, Noted.hiddenAt(Caller, Call.Pos));
  const AccessPoint *Here = point(Caller, Call.At);
  if (!Here)
    return Out;
  for (Classes *Held : {&Out.Sure, &Out.Write, &Out.Read})
    llvm::erase_if(*Held, [&](LockClass C) { return has(Here->Given, C); });
  addAll(Out.Sure, Here->Sure);
  addAll(Out.Write, Here->Write);
  addAll(Out.Read, Here->Read);
  addAll(Out.Maybe, Here->Maybe);
  if (Here->Unknown) {
    Out.Open = true;
    Out.Free.clear();
  }
  return Out;
}

/// By function a number that is less than those of the functions it calls, but
/// for cycles: in this order most of them are looked at once.
std::vector<uint32_t> Protection::callersFirst() const {
  std::vector<uint32_t> Rank(P.Functions.size(), 0);
  llvm::BitVector Seen(P.Functions.size());
  struct Visit {
    uint32_t Function;
    size_t Call = 0, Callee = 0; ///< the next to look at
  };
  uint32_t Next = P.Functions.size();
  std::vector<Visit> Stack;
  for (uint32_t Start = 0; Start != P.Functions.size(); ++Start) {
    if (Seen.test(Start))
      continue;
    Seen.set(Start);
    Stack.push_back({Start});
    while (!Stack.empty()) {
      Visit &V = Stack.back();
      const std::vector<CallPoint> &Calls = P.Functions[V.Function].Data.Calls;
      if (V.Call == Calls.size()) {
        Rank[V.Function] = --Next;
        Stack.pop_back();
      } else if (V.Callee == Calls[V.Call].Callees.size()) {
        ++V.Call;
        V.Callee = 0;
      } else {
        uint32_t C = P.Prog.GraphOf[Calls[V.Call].Callees[V.Callee++].Index];
        if (C != Program::NoGraph && !Seen.test(C)) {
          Seen.set(C);
          Stack.push_back({C});
        }
      }
    }
  }
  return Rank;
}

void Protection::findEntries() {
  std::vector<uint32_t> Rank = callersFirst();
  std::set<std::pair<uint32_t, uint32_t>> Todo; // rank, function
  auto Enter = [&](uint32_t F, const EntryFacts &Way) {
    if (meet(Entry[F], Way))
      Todo.insert({Rank[F], F});
  };
  llvm::BitVector Handlers(P.Functions.size());
  for (const Root &R : P.Roots) {
    uint32_t F = P.Prog.GraphOf[R.Handler.Index];
    Handlers.set(F);
    const ContextKind *C = P.Prog.context(R.Context);
    EntryFacts Way;
    Way.Called = true;
    Way.Alone = C && C->Runs == Concurrency::Alone;
    Way.Contexts = {R.Context};
    if (const SolvedFunction *By =
            R.RegisteredIn ? P.function(R.RegisteredIn) : nullptr)
      Way.Giant = By->Observations[R.Observation].Giant;
    Roots.set(F);
    Enter(F, Way);
  }
  // Put into a table of no model, or to be called from elsewhere.
  llvm::BitVector Bound(P.Functions.size());
  for (const Binding &B : P.Prog.All.Bindings)
    if (uint32_t F = P.Prog.GraphOf[B.Target.Index]; F != Program::NoGraph)
      Bound.set(F);
  for (uint32_t F = 0; F != P.Functions.size(); ++F) {
    const FunctionInfo &Info =
        P.Prog.All.Functions[P.Functions[F].Graph.Id.Index];
    if (Roots.test(F) || !P.Callers[F].empty() || (Info.File && !Bound.test(F)))
      continue;
    EntryFacts Way;
    Way.Called = true;
    Way.Alone = false;
    Way.Foreign = true;
    Way.Open = !Bound.test(F);
    Roots.set(F);
    Enter(F, Way);
  }
  while (!Todo.empty()) {
    uint32_t F = Todo.begin()->second;
    Todo.erase(Todo.begin());
    // By point, and what is noted to be hidden there.
    std::map<std::pair<uint32_t, std::vector<StringId>>, EntryFacts> Ways;
    for (const CallPoint &Call : P.Functions[F].Data.Calls) {
      const AccessPoint *Here = point(F, Call.At);
      if (Here && !Here->Reached)
        continue;
      auto [It, New] = Ways.try_emplace(
          {Call.At, Noted.hiddenAt(F, Call.Pos)});
      if (New)
        It->second = atCall(F, Call);
      const EntryFacts &Way = It->second;
      // A framework that calls a handler is what its context says.
      EntryFacts OfHandler;
      if (Call.Pointer) {
        OfHandler = Way;
        OfHandler.Contexts.clear();
        OfHandler.Foreign = false;
      }
      for (FunctionId To : Call.Callees)
        if (uint32_t C = P.Prog.GraphOf[To.Index]; C != Program::NoGraph)
          Enter(C, Call.Pointer && Handlers.test(C) ? OfHandler : Way);
    }
  }
}

Protection::Answer Protection::answer(AccessRef R, LockClass C) const {
  if (!isReached(R))
    return Answer::Unknown;
  uint32_t Function = R.Function;
  const EntryFacts &In = Entry[Function];
  const AccessPoint *Here = point(Function, access(R).At);
  bool Given = Here && has(Here->Given, C);
  auto FromCaller = [&](const Classes &Held) {
    return !Given && (has(Held, C) || has(Required[Function], C));
  };
  if ((Here && has(Here->Sure, C)) || FromCaller(In.Sure)) {
    bool Exclusive = (Here && has(Here->Write, C)) || FromCaller(In.Write);
    return Exclusive || !access(R).Write ? Answer::Held : Answer::Unknown;
  }
  bool FromOutside = has(In.Maybe, C) || (In.Open && !has(In.Free, C));
  bool Perhaps = (FromOutside && !has(Taken[Function], C)) || Given ||
                 (Here && (Here->Unknown || has(Here->Maybe, C)));
  return Perhaps ? Answer::Unknown : Answer::NotHeld;
}

bool Protection::isReader(AccessRef R, LockClass C) const {
  if (!isReached(R))
    return false;
  const EntryFacts &In = Entry[R.Function];
  const AccessPoint *Here = point(R.Function, access(R).At);
  // Whoever asserts it may ask for more than some caller has.
  if (has(In.Write, C) || has(Required[R.Function], C))
    return false;
  if (!Here || !(has(Here->Maybe, C) || has(Here->Given, C)))
    return has(In.Read, C);
  return has(Here->Read, C) && !has(Here->Given, C);
}

bool Protection::takes(uint32_t Function, LockClass C) const {
  return has(Taken[Function], C);
}

std::vector<LockClass> Protection::locks(AccessRef R) const {
  if (!isReached(R))
    return {};
  Classes Out = Entry[R.Function].Sure;
  addAll(Out, Required[R.Function]);
  if (const AccessPoint *Here = point(R.Function, access(R).At)) {
    llvm::erase_if(Out, [&](LockClass C) { return has(Here->Given, C); });
    addAll(Out, Here->Sure);
  }
  return Out;
}

std::optional<std::vector<LockClass>>
Protection::possibleLocks(AccessRef R) const {
  const EntryFacts &In = Entry[R.Function];
  const AccessPoint *Here = point(R.Function, access(R).At);
  if (!isReached(R) || In.Open || (Here && Here->Unknown))
    return std::nullopt;
  Classes Out = In.Maybe;
  addAll(Out, In.Sure);
  addAll(Out, Required[R.Function]);
  if (Here)
    addAll(Out, Here->Maybe);
  return Out;
}

bool Protection::isBare(AccessRef R) const {
  auto Locks = possibleLocks(R);
  return Locks && Locks->empty() && !Entry[R.Function].Giant;
}

/// Each way on from \p From frees what \p Object points at: nobody else has it
/// any more.
static bool isFreedAfter(const FunctionGraph &G, EventRef From, ExprId Object) {
  auto Frees = [&](const Event &E) {
    return E.Kind == EventKind::Effect && E.Effect == EffectKind::Free &&
           !E.When && E.Channel == Object;
  };
  auto FreesFrom = [&](const Block &B, size_t Begin) {
    return std::any_of(B.Events.begin() + std::min(Begin, B.Events.size()),
                       B.Events.end(), Frees);
  };
  if (FreesFrom(G.Blocks[From.Block], From.Index))
    return true;
  llvm::BitVector Seen(G.Blocks.size());
  std::vector<uint32_t> Todo{From.Block};
  bool Any = false;
  while (!Todo.empty()) {
    const Block &B = G.Blocks[Todo.back()];
    Todo.pop_back();
    if (B.Term.Kind == TermKind::Return)
      return false;
    for (BlockId Next : successors(B)) {
      if (Seen.test(Next.Index))
        continue;
      Seen.set(Next.Index);
      if (FreesFrom(G.Blocks[Next.Index], 0))
        Any = true;
      else
        Todo.push_back(Next.Index);
    }
  }
  return Any;
}

bool Protection::isPrivate(AccessRef R, LockClass C) const {
  const Access &A = access(R);
  const EntryFacts &In = Entry[R.Function];
  if (A.New || (In.Called && In.Alone) || Noted.isHidden(R.Function, A) ||
      Noted.isIn(A.Place, In.Hidden))
    return true;
  const AccessPoint *Here = point(R.Function, A.At);
  auto IsAlone = [&](EventRef At) { return Phase.isAlone(R.Function, At); };
  if (Here ? !Here->Anchors.empty() && llvm::all_of(Here->Anchors, IsAlone)
           : Phase.isSetup(R.Function))
    return true;
  const FunctionGraph &G = P.Functions[R.Function].Graph;
  if (Here && !Here->Anchors.empty() &&
      llvm::all_of(Here->Anchors, [&](EventRef At) {
        return isFreedAfter(G, At, objectOf(G, A.Address));
      }))
    return true;
  const TUGraph &T = P.Prog.All;
  const DataPlace &Place = P.Data.all()[A.Place];
  auto IsOfObject = [&](LockClass Lock) {
    return Lock == C || (!Place.Variable && Lock.What == LockClass::Field &&
                         T.Fields[Lock.Symbol].Record ==
                             T.Fields[Place.Fields.front()].Record);
  };
  return llvm::any_of(In.Making, IsOfObject) ||
         llvm::any_of(Made[R.Function], IsOfObject);
}
