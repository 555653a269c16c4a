//===- Wakeups.cpp - what is changed before a wait is ended ---------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Wakeups.h"
#include "Solve/Handles.h"
#include "Solve/Regions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

using namespace locktidy;

using Known = std::map<Place, PartialValue>;

static bool isEffect(const Event &E, EffectKind Kind) {
  return E.Kind == EventKind::Effect && E.Effect == Kind;
}

/// The memory that \p E writes, or of which it hands out the address, with what
/// is there then.
static void forEachStore(const FunctionGraph &G, const Event &E,
                         llvm::function_ref<void(Place, PartialValue)> Visit) {
  if (E.Kind == EventKind::Store || E.Kind == EventKind::Clobber)
    if (std::optional<Place> To = placeAt(G, E.Address))
      Visit(*To, E.Kind == EventKind::Clobber
                     ? PartialValue()
                     : evaluate(G, E.Value, *To, PartialValue::unchanged()));
  for (ExprId Arg : E.Args)
    if (std::optional<Place> To = placeAt(G, Arg))
      Visit(*To, PartialValue());
}

void Wakeups::findPointees(const Program &P) {
  for (const FunctionGraph &G : P.All.Graphs)
    for (const Expr &X : G.Exprs) {
      if (X.Kind != ExprKind::Field || G.expr(X.A).Kind != ExprKind::Load)
        continue;
      if (std::optional<Place> From = placeAt(G, G.expr(X.A).A))
        Pointees.try_emplace(*From, P.All.Fields[X.Symbol].Record);
    }
}

/// Finds out whether a local points at, or is, an object of some record: by the
/// fields that the function names there.
static StringId recordAt(const Program &P, const FunctionGraph &G,
                         ExprId Object) {
  for (const Expr &X : G.Exprs)
    if (X.Kind == ExprKind::Field && X.A == Object)
      return P.All.Fields[X.Symbol].Record;
  return StringId();
}

WaitChannel Wakeups::channelOf(const Program &P, const FunctionGraph &G,
                               ExprId Channel) const {
  WaitChannel Out{lockClassOf(G, Channel), recordAt(P, G, Channel)};
  const Expr &X = G.expr(Channel);
  if (!Out.Record && X.Kind == ExprKind::Load)
    if (std::optional<Place> From = placeAt(G, X.A))
      if (auto It = Pointees.find(*From); It != Pointees.end())
        Out.Record = It->second;
  // An address within an object is not that of one.
  if (Out.Class.What == LockClass::Field || Out.Class.What == LockClass::Global)
    Out.Record = StringId();
  return Out;
}

/// The function that a thread runs of which the call of the event \p At writes
/// the handle.
static FunctionId threadMadeBy(const FunctionGraph &G, const Block &B,
                               size_t At) {
  const Event &E = B.Events[At];
  for (size_t I = At + 1; E.Kind == EventKind::Clobber && I < B.Events.size();
       ++I) {
    const Event &Next = B.Events[I];
    if (Next.Pos != E.Pos)
      break;
    if (isEffect(Next, EffectKind::Register) && Next.Handler &&
        G.expr(Next.Handler).Kind == ExprKind::Function)
      return FunctionId(G.expr(Next.Handler).Symbol);
  }
  return FunctionId();
}

void Wakeups::addStores(const FunctionGraph &G) {
  std::vector<std::set<Place>> InBlock(G.Blocks.size());
  for (auto [B, Block] : llvm::enumerate(G.Blocks))
    for (size_t I = 0; I != Block.Events.size(); ++I)
      forEachStore(G, Block.Events[I], [&](Place To, PartialValue Value) {
        Stores[To].push_back({G.Id, Value, threadMadeBy(G, Block, I)});
        InBlock[B].insert(To);
      });
  for (uint32_t B = 0; B != G.Blocks.size(); ++B)
    for (auto [I, E] : llvm::enumerate(G.Blocks[B].Events)) {
      if (isEffect(E, EffectKind::Register) && E.Channel)
        Threads.try_emplace(placeOf(G, E.Channel), E.Pos);
      if (!isEffect(E, EffectKind::Wait))
        continue;
      std::set<Place> &After = Behind[{G.Id, E.Pos}];
      for (size_t Next = I + 1; Next < G.Blocks[B].Events.size(); ++Next)
        forEachStore(G, G.Blocks[B].Events[Next],
                     [&](Place To, PartialValue) { After.insert(To); });
      for (uint32_t Later : reachable(G, B).set_bits())
        After.insert(InBlock[Later].begin(), InBlock[Later].end());
    }
}

/// What was stored, by the event \p End of block \p B, on all ways from the
/// function's entry.
static void step(const FunctionGraph &G, const Block &B, size_t End,
                 Known &To) {
  for (size_t I = 0; I != End; ++I)
    forEachStore(G, B.Events[I], [&](Place At, PartialValue Value) {
      PartialValue &Is =
          To.try_emplace(At, PartialValue::unchanged()).first->second;
      Is = Value.after(Is);
    });
}

static bool meetInto(Known &To, const Known &From) {
  Known Out;
  for (const auto &[At, Value] : To)
    if (auto It = From.find(At); It != From.end())
      Out.emplace(At, Value.meet(It->second));
  bool Changed = Out != To;
  To = std::move(Out);
  return Changed;
}

/// What is known of memory at the beginning of each block. A place that is not
/// named has not been stored to on some way.
static std::vector<std::optional<Known>> flow(const FunctionGraph &G) {
  std::vector<std::optional<Known>> At(G.Blocks.size());
  At[0].emplace();
  llvm::SmallVector<uint32_t, 16> Todo{0};
  while (!Todo.empty()) {
    uint32_t B = Todo.pop_back_val();
    Known Out = *At[B];
    step(G, G.Blocks[B], G.Blocks[B].Events.size(), Out);
    for (BlockId S : successors(G.Blocks[B]))
      if (std::optional<Known> &Next = At[S.Index]; !Next) {
        Next = Out;
        Todo.push_back(S.Index);
      } else if (meetInto(*Next, Out)) {
        Todo.push_back(S.Index);
      }
  }
  return At;
}

void Wakeups::addWakeups(const Program &P, const FunctionGraph &G) {
  std::optional<std::vector<std::optional<Known>>> At;
  for (uint32_t B = 0; B != G.Blocks.size(); ++B)
    for (auto [I, E] : llvm::enumerate(G.Blocks[B].Events)) {
      if (!isEffect(E, EffectKind::Wakeup) || !E.Channel)
        continue;
      if (!At)
        At = flow(G);
      if (!(*At)[B])
        continue;
      Wakeup &W = All.emplace_back();
      W.In = G.Id;
      W.Pos = E.Pos;
      W.Channel = channelOf(P, G, E.Channel);
      W.Stored = *(*At)[B];
      step(G, G.Blocks[B], I, W.Stored);
    }
}

Wakeups::Wakeups(const Program &P) {
  findPointees(P);
  for (const FunctionGraph &G : P.All.Graphs) {
    addStores(G);
    addWakeups(P, G);
  }
}

static void addPlaces(const FunctionGraph &G, ExprId E, std::set<Place> &Out) {
  const Expr &X = G.expr(E);
  if (X.Kind == ExprKind::Load)
    if (std::optional<Place> Of = placeAt(G, X.A))
      Out.insert(*Of);
  if (X.A)
    addPlaces(G, X.A, Out);
  if (X.B)
    addPlaces(G, X.B, Out);
}

/// A wakeup of something of which nothing is known may mean what others of the
/// same driver wait for.
static bool mayWake(const Program &P, const WaitChannel &Woken, Position Wakeup,
                    const WaitChannel &Awaited, Position Wait) {
  using llvm::sys::path::parent_path;
  if (Woken.Class && Woken.Class == Awaited.Class)
    return true;
  if (Woken.Record && Awaited.Record)
    return Woken.Record == Awaited.Record;
  return !Woken.Class && !Woken.Record &&
         parent_path(P.str(Wakeup.File)) == parent_path(P.str(Wait.File));
}

/// Whether all of \p By come behind a store to \p Of after which \p Test no
/// longer \p Waits, and it stays so until who waits has run: nobody begins anew
/// but a thread that says when it runs, where the wait is for that, or who
/// makes it, or, where 0 is what is waited through, the owner of an object that
/// is done. (A handler may run again before.)
bool Wakeups::isChanged(const Program &P, Place Of,
                        const std::vector<const Wakeup *> &By,
                        const WaitSite &Wait) const {
  const FunctionGraph &G = Wait.Graph;
  Truth Waits = Wait.Waits ? Truth::True : Truth::False;
  Truth Goes = Wait.Waits ? Truth::False : Truth::True;
  auto Asked = [&](PartialValue Value) {
    return truthOf(evaluate(G, Wait.Test, Of, Value));
  };
  std::set<FunctionId> Wakers;
  for (const Wakeup *W : By) {
    auto It = W->Stored.find(Of);
    if (It == W->Stored.end() || Asked(It->second) != Goes)
      return false;
    Wakers.insert(W->In);
  }
  if (Asked(PartialValue::of(0)) == Waits) {
    const StringId Record = Of.Kind == ExprKind::Field
                                ? P.All.Fields[Of.Symbol].Record
                                : StringId();
    WaitChannel Channel = channelOf(P, G, Wait.What.Channel);
    bool Inside = Channel.Class.What == LockClass::Field &&
                  P.All.Fields[Channel.Class.Symbol].Record == Record;
    auto It = Behind.find({G.Id, Wait.What.Pos});
    return Record && (Inside || Channel.Record == Record) &&
           It != Behind.end() && !It->second.count(Of);
  }
  bool OfThread = Threads.count(placeOf(G, Wait.What.Channel));
  auto It = Stores.find(Of);
  return llvm::all_of(It->second, [&](const Store &S) {
    Truth Now = Asked(S.Value);
    return Now == Goes || Now == Truth::Kept ||
           (OfThread && Wakers.count(S.In) && S.In != G.Id) ||
           Wakers.count(S.Thread);
  });
}

std::optional<Wakeups::End> Wakeups::onlyEnd(const Program &P,
                                             const WaitSite &Wait) const {
  const FunctionGraph &G = Wait.Graph;
  if (!Wait.What.Channel)
    return std::nullopt;
  WaitChannel Channel = channelOf(P, G, Wait.What.Channel);
  if (!Channel.Class && !Channel.Record)
    return std::nullopt;
  std::vector<const Wakeup *> By;
  for (const Wakeup &W : All)
    if (mayWake(P, W.Channel, W.Pos, Channel, Wait.What.Pos))
      By.push_back(&W);
  bool IsPointer = Channel.Class.What == LockClass::PointerField ||
                   Channel.Class.What == LockClass::PointerGlobal;
  if (By.empty() && IsPointer)
    if (auto It = Threads.find(placeOf(G, Wait.What.Channel));
        It != Threads.end())
      return End{true, It->second};
  if (By.empty())
    return std::nullopt;
  std::set<Place> Read;
  addPlaces(G, Wait.Test, Read);
  for (Place Of : Read)
    if (isChanged(P, Of, By, Wait))
      return End{false, By.front()->Pos};
  return std::nullopt;
}
