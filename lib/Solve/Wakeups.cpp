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

static bool reads(const FunctionGraph &G, ExprId E, Place Of) {
  const Expr &X = G.expr(E);
  return (X.Kind == ExprKind::Load && placeAt(G, X.A) == Of) ||
         (X.A && reads(G, X.A, Of)) || (X.B && reads(G, X.B, Of));
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

static bool contains(const FunctionGraph &G, ExprId Whole, ExprId Part) {
  const Expr &X = G.expr(Whole);
  return Whole == Part || (X.A && contains(G, X.A, Part)) ||
         (X.B && contains(G, X.B, Part));
}

/// What branches of \p G ask for: in memory, or, of what varies, as it is
/// before it is stored there: `if (p == NULL)` behind `sc->owner = p`.
static std::set<Place> asked(const FunctionGraph &G) {
  std::set<Place> Out;
  for (const Block &Branch : G.Blocks) {
    ExprId Cond = Branch.Term.Cond;
    if (!Cond)
      continue;
    addPlaces(G, Cond, Out);
    for (const Block &B : G.Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Store && E.Value &&
            G.expr(E.Value).Kind != ExprKind::Const &&
            contains(G, Cond, E.Value))
          if (std::optional<Place> To = placeAt(G, E.Address))
            Out.insert(*To);
  }
  return Out;
}

/// Whether bits of \p Value that come from \p Address are where they were:
/// those of `flags | 8`, not those of `flags << 1` or `!flags`.
static bool keepsBits(const FunctionGraph &G, ExprId Value, ExprId Address) {
  const Expr &X = G.expr(Value);
  if (X.Kind == ExprKind::Load && X.A == Address)
    return true;
  if (X.Kind == ExprKind::And || X.Kind == ExprKind::Or)
    return keepsBits(G, X.A, Address) && keepsBits(G, X.B, Address);
  return !reads(G, Value, *placeAt(G, Address));
}

/// What the store \p E leaves at \p To.
static PartialValue storedBy(const FunctionGraph &G, const Event &E, Place To) {
  if (E.Kind == EventKind::Clobber || !E.Value)
    return PartialValue();
  PartialValue Out = evaluate(G, E.Value, To, PartialValue::unchanged());
  if (!keepsBits(G, E.Value, E.Address))
    Out.Kept = 0;
  return Out;
}

/// The memory that \p E writes, or of which it hands out the address, with what
/// is there then.
static void forEachStore(const FunctionGraph &G, const Event &E,
                         llvm::function_ref<void(Place, PartialValue)> Visit) {
  if (E.Kind == EventKind::Store || E.Kind == EventKind::Clobber)
    if (std::optional<Place> To = placeAt(G, E.Address))
      Visit(*To, storedBy(G, E, *To));
  for (ExprId Arg : E.Args)
    if (std::optional<Place> To = placeAt(G, Arg))
      Visit(*To, PartialValue());
}

/// Adds \p Record to what an object is: no one record when it is two, as by
/// way of a void pointer.
static void addRecord(std::optional<StringId> &Is, StringId Record) {
  if (Is && *Is != Record)
    Record = StringId();
  Is = Record;
}

void Wakeups::findPointees(const Program &P) {
  std::map<Place, std::optional<StringId>> Records;
  for (const FunctionGraph &G : P.All.Graphs)
    for (const Expr &X : G.Exprs) {
      if (X.Kind != ExprKind::Field || G.expr(X.A).Kind != ExprKind::Load)
        continue;
      if (std::optional<Place> From = placeAt(G, G.expr(X.A).A))
        addRecord(Records[*From], P.All.Fields[X.Symbol].Record);
    }
  for (const auto &[From, Record] : Records)
    if (*Record)
      Pointees.emplace(From, *Record);
}

/// Finds out whether a local points at, or is, an object of some record: by the
/// fields that the function names there.
static StringId recordAt(const Program &P, const FunctionGraph &G,
                         ExprId Object) {
  std::optional<StringId> Is;
  for (const Expr &X : G.Exprs)
    if (X.Kind == ExprKind::Field && X.A == Object)
      addRecord(Is, P.All.Fields[X.Symbol].Record);
  return Is.value_or(StringId());
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

void Wakeups::addStores(const Program &P, const FunctionGraph &G) {
  std::vector<std::vector<std::pair<Place, PartialValue>>> InBlock(
      G.Blocks.size());
  for (auto [B, Block] : llvm::enumerate(G.Blocks))
    for (size_t I = 0; I != Block.Events.size(); ++I)
      forEachStore(G, Block.Events[I], [&](Place To, PartialValue Value) {
        Stores[To].push_back({G.Id, Value, threadMadeBy(G, Block, I)});
        InBlock[B].push_back({To, Value});
      });
  for (uint32_t B = 0; B != G.Blocks.size(); ++B)
    for (auto [I, E] : llvm::enumerate(G.Blocks[B].Events)) {
      if (isEffect(E, EffectKind::Register) && E.Channel)
        Threads.try_emplace(placeOf(G, E.Channel), E.Pos);
      if (!isEffect(E, EffectKind::Wait))
        continue;
      Later &Wait = Behind[{G.Id, E.Pos}];
      if (E.Channel)
        Wait.Channel = channelOf(P, G, E.Channel);
      auto Add = [&](Place To, PartialValue Value) {
        Wait.Stored[To].push_back(Value);
      };
      for (size_t Next = I + 1; Next < G.Blocks[B].Events.size(); ++Next)
        forEachStore(G, G.Blocks[B].Events[Next], Add);
      const llvm::BitVector After = reachable(G, B);
      for (uint32_t Later : After.set_bits())
        for (const auto &[To, Value] : InBlock[Later])
          Add(To, Value);
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
  std::optional<std::set<Place>> Asked;
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
      if (!Asked)
        Asked = asked(G);
      W.Asked = *Asked;
    }
}

Wakeups::Wakeups(const Program &P) {
  findPointees(P);
  for (const FunctionGraph &G : P.All.Graphs) {
    addStores(P, G);
    addWakeups(P, G);
  }
}

static bool isExact(LockClass C) {
  return C.What == LockClass::Field || C.What == LockClass::Global;
}

static StringId recordOf(const Program &P, Place Of) {
  return Of.Kind == ExprKind::Field ? P.All.Fields[Of.Symbol].Record
                                    : StringId();
}

/// The only file that can name \p Of: of a record or a static that it defines.
/// None when other files may, which are perhaps not part of the program.
static StringId homeOf(const Program &P, Place Of) {
  return Of.Kind == ExprKind::Field ? P.All.Fields[Of.Symbol].File
                                    : P.All.Globals[Of.Symbol].File;
}

/// Where a channel is, or the pointer that is one.
static std::optional<Place> memoryOf(LockClass C) {
  switch (C.What) {
  case LockClass::None:
    return std::nullopt;
  case LockClass::Field:
  case LockClass::PointerField:
    return Place{ExprKind::Field, C.Symbol};
  case LockClass::Global:
  case LockClass::PointerGlobal:
    return Place{ExprKind::Global, C.Symbol};
  }
  return std::nullopt;
}

/// Whether what \p A and \p B are is known, and differs. \p Handles: where the
/// kernel puts pointers to its threads, which are no part of a driver's data.
static bool differ(const WaitChannel &A, const WaitChannel &B,
                   const std::set<Place> &Handles) {
  auto IsThread = [&](const WaitChannel &C) {
    std::optional<Place> At = memoryOf(C.Class);
    return At && !isExact(C.Class) && Handles.count(*At);
  };
  if (isExact(A.Class) && isExact(B.Class))
    return A.Class != B.Class;
  if ((isExact(A.Class) && IsThread(B)) || (isExact(B.Class) && IsThread(A)))
    return true;
  return A.Record && B.Record && A.Record != B.Record;
}

/// Whether code at \p Pos may have got hold of what only \p Home can name: not
/// code of other drivers.
static bool maySee(const Program &P, Position Pos, llvm::StringRef Home) {
  using namespace llvm::sys::path;
  llvm::StringRef File = P.str(Pos.File);
  return extension(File) == ".h" || parent_path(File) == parent_path(Home);
}

/// What a condition is when memory at \p Of is \p Value. It is kept only where
/// it asks for nothing but bits that are: `|= 1` may change `flags == 3`.
static Truth ask(const FunctionGraph &G, ExprId Test, Place Of,
                 PartialValue Value) {
  Truth Is = truthOf(evaluate(G, Test, Of, Value));
  return Is == Truth::Kept ? truthOf(evaluate(G, Test, Of, {0, 0, Value.Kept}))
                           : Is;
}

/// Whether the object \p Address lies in is a local of the function.
static bool isOnStack(const FunctionGraph &G, ExprId Address) {
  while (G.expr(Address).Kind == ExprKind::Field ||
         G.expr(Address).Kind == ExprKind::Index)
    Address = G.expr(Address).A;
  return G.expr(Address).Kind == ExprKind::Local;
}

/// Whether all of \p By come behind a store to \p Of after which \p Test no
/// longer \p Waits, and it stays so until who waits has run: nobody begins anew
/// but a thread that says when it runs, where the wait is for that, or who
/// makes it, or the function itself with an object on its stack. (A handler
/// may run again before.) Where 0 is what is waited through, as a new object
/// has it, the object has to be the one that is waited for.
bool Wakeups::isChanged(const Program &P, Place Of,
                        const std::vector<const Wakeup *> &By,
                        const WaitSite &Wait) const {
  const FunctionGraph &G = Wait.Graph;
  Truth Waits = Wait.Waits ? Truth::True : Truth::False;
  Truth Goes = Wait.Waits ? Truth::False : Truth::True;
  auto Asked = [&](PartialValue Value) { return ask(G, Wait.Test, Of, Value); };
  std::set<FunctionId> Wakers;
  for (const Wakeup *W : By) {
    auto It = W->Stored.find(Of);
    if (It == W->Stored.end() || Asked(It->second) != Goes)
      return false;
    Wakers.insert(W->In);
  }
  if (Asked(PartialValue::of(0)) == Waits) {
    const StringId Record = recordOf(P, Of);
    WaitChannel Channel = channelOf(P, G, Wait.What.Channel);
    bool Inside = Channel.Class.What == LockClass::Field &&
                  P.All.Fields[Channel.Class.Symbol].Record == Record;
    auto It = Behind.find({G.Id, Wait.What.Pos});
    if (!Record || !(Inside || Channel.Record == Record) ||
        It == Behind.end() || It->second.Stored.count(Of))
      return false;
  }
  bool OnStack = isOnStack(G, Wait.What.Channel);
  bool OfThread = Threads.count(placeOf(G, Wait.What.Channel));
  auto It = Stores.find(Of);
  return llvm::all_of(It->second, [&](const Store &S) {
    Truth Now = Asked(S.Value);
    return Now == Goes || Now == Truth::Kept || (OnStack && S.In == G.Id) ||
           (OfThread && Wakers.count(S.In) && S.In != G.Id) ||
           Wakers.count(S.Thread);
  });
}

/// Where pointers to threads are kept.
std::set<Place> Wakeups::handles() const {
  std::set<Place> Out;
  for (const auto &[Of, By] : Stores)
    if (llvm::any_of(By, [](const Store &S) { return bool(S.Thread); }))
      Out.insert(Of);
  for (const auto &[Of, Made] : Threads)
    if (std::optional<Place> In = memoryOf(Of))
      Out.insert(*In);
  return Out;
}

/// Whether \p W may wake those who wait for \p Channel, which code in the file
/// \p Home does.
bool Wakeups::mayMean(const Program &P, const Wakeup &W,
                      const WaitChannel &Channel, llvm::StringRef Home,
                      const std::set<Place> &Handles) {
  return (W.Channel.Class && W.Channel.Class == Channel.Class) ||
         (!differ(W.Channel, Channel, Handles) && maySee(P, W.Pos, Home));
}

std::optional<Wakeups::End> Wakeups::onlyEnd(const Program &P,
                                             const WaitSite &Wait) const {
  const FunctionGraph &G = Wait.Graph;
  if (!Wait.What.Channel)
    return std::nullopt;
  std::set<Place> Read;
  addPlaces(G, Wait.Test, Read);
  WaitChannel Channel = channelOf(P, G, Wait.What.Channel);
  if (!Channel.Class && !Channel.Record)
    return std::nullopt;
  std::optional<Place> At = memoryOf(Channel.Class);
  auto Handle = Threads.find(locktidy::placeOf(G, Wait.What.Channel));
  bool Thread = Handle != Threads.end() && At && !isExact(Channel.Class);
  std::set<Place> Handles = handles();
  // A thread is woken as such by who has its handle; the address of anything
  // else is none.
  if (Thread && llvm::none_of(All, [&](const Wakeup &W) {
        return W.Channel.Class == Channel.Class;
      }))
    return Wakeups::End{true, Handle->second};
  auto EndBy = [&](Place Of) -> std::optional<Wakeups::End> {
    // Who else may change it, or wake by it, is seen only in its own file.
    StringId Home = homeOf(P, Of);
    if (!Home ||
        (At ? homeOf(P, *At) != Home : Channel.Record != recordOf(P, Of)))
      return std::nullopt;
    StringId Own = recordOf(P, Of); // which no thread is
    std::vector<const Wakeup *> By;
    for (const Wakeup &W : All)
      if (mayMean(P, W, Channel, P.str(Home), Handles) &&
          !(Thread && W.Channel.Class != Channel.Class && Own &&
            W.Channel.Record == Own))
        By.push_back(&W);
    if (By.empty())
      return Thread ? std::optional<Wakeups::End>({true, Handle->second})
                    : std::nullopt;
    if (isChanged(P, Of, By, Wait))
      return Wakeups::End{false, By.front()->Pos};
    return std::nullopt;
  };
  for (Place Of : Read)
    if (std::optional<Wakeups::End> Found = EndBy(Of))
      return Found;
  return std::nullopt;
}

/// Whether wakeups come behind a store of \p Value at \p Of, and none behind
/// one that ends \p Wait in another way. Who wakes without a store there may
/// wake for something else.
bool Wakeups::isLeftBy(const std::vector<const Wakeup *> &By,
                       const WaitSite &Wait, Place Of, PartialValue Value) {
  const Truth Goes = Wait.Waits ? Truth::False : Truth::True;
  bool Found = false;
  for (const Wakeup *W : By) {
    auto It = W->Stored.find(Of);
    if (It == W->Stored.end() ||
        ask(Wait.Graph, Wait.Test, Of, It->second) != Goes)
      continue;
    if (It->second != Value)
      return false;
    Found = true;
  }
  return Found;
}

std::optional<Position> Wakeups::likelyEnd(const Program &P,
                                           const WaitSite &Wait) const {
  if (!Wait.What.Channel)
    return std::nullopt;
  WaitChannel Channel = channelOf(P, Wait.Graph, Wait.What.Channel);
  std::set<Place> Tested;
  addPlaces(Wait.Graph, Wait.Test, Tested);
  const Truth Goes = Wait.Waits ? Truth::False : Truth::True;
  std::set<Place> Handles = handles();
  llvm::StringRef Home = P.str(Wait.What.Pos.File);
  std::vector<const Wakeup *> By;
  for (const Wakeup &W : All)
    if (mayMean(P, W, Channel, Home, Handles))
      By.push_back(&W);
  // What ends the wait as those who wake leave it takes nothing.
  auto Takes = [&](Place Of, PartialValue Value) {
    Truth Is = ask(Wait.Graph, Wait.Test, Of, Value);
    return Is != Truth::Kept && (Is != Goes || !isLeftBy(By, Wait, Of, Value));
  };
  for (const auto &[Where, Other] : Behind) {
    bool Same = Channel.Class
                    ? Other.Channel.Class == Channel.Class
                    : Channel.Record && Other.Channel.Record == Channel.Record;
    for (Place Of : Tested)
      if (auto It = Other.Stored.find(Of); Same && It != Other.Stored.end())
        for (PartialValue Value : It->second)
          if (Takes(Of, Value))
            return std::nullopt;
  }
  // A count that goes down need not have come to its end: who wakes asks that.
  enum { Not, Changes, Ends };
  auto What = [&](const Wakeup &W, Place Of) {
    int Does = Not;
    if (auto It = Stores.find(Of); It != Stores.end())
      for (const Store &S : It->second)
        if (S.In == W.In)
          Does = std::max<int>(Does,
                               W.Asked.count(Of) || ask(Wait.Graph, Wait.Test,
                                                        Of, S.Value) == Goes
                                   ? Ends
                                   : Changes);
    return Does;
  };
  for (const Wakeup *W : By) {
    int Does = Not;
    for (Place Of : Tested)
      Does = std::max<int>(Does, What(*W, Of));
    if (Does == Changes)
      return std::nullopt;
  }
  return By.empty() ? std::nullopt : std::optional(By.front()->Pos);
}
