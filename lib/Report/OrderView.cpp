//===- OrderView.cpp - the lock order graph, printed ----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report/OrderView.h"
#include "Rules/OrderPath.h"
#include "Solve/DeclaredOrder.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace locktidy;

namespace {

class OrderViewer {
public:
  OrderViewer(const SolvedProgram &P, const OrderGraph &Graph,
              const Observed &Seen)
      : P(P), D(P), Contexts(P), Graph(Graph), Seen(Seen), Declared(P) {}
  llvm::Expected<OrderView> view(const OrderPart &Part);

private:
  OrderView::Lock lock(LockClass C, StringId Kind) const;
  OrderView::Way way(const OrderWitness &W) const;
  void findLocks();
  void keepAround(const std::set<LockClass> &Centre, unsigned Distance);
  std::string nearest(llvm::StringRef Name) const;
  void fill(OrderView &Out, bool CyclesOnly) const;
  void addSeen(OrderView &Out, const std::map<LockClass, uint32_t> &Number,
               bool CyclesOnly) const;
  void addDeclared(OrderView &Out, const std::map<LockClass, uint32_t> &Number,
                   bool CyclesOnly) const;
  bool isFree(const OrderCycle &C) const;

  const SolvedProgram &P;
  Describer D;
  Reach Contexts;
  const OrderGraph &Graph;
  const Observed &Seen;
  DeclaredOrder Declared;
  std::map<LockClass, OrderView::Lock> Locks;
  std::set<LockClass> Kept;
};

} // namespace

OrderView::Lock OrderViewer::lock(LockClass C, StringId Kind) const {
  const TUGraph &All = P.Prog.All;
  OrderView::Lock L;
  L.Name = D.className(C);
  L.File = All.str(isOfDevice(C) ? All.Fields[C.Symbol].File
                                 : All.Globals[C.Symbol].File);
  L.Kind = D.kindOf(C, Kind).Kind->Noun;
  if (auto It = P.Classes.find(C); It != P.Classes.end())
    for (StringId Label : It->second.Labels)
      L.Labels.push_back(P.Prog.str(Label).str());
  llvm::sort(L.Labels);
  if (auto It = Seen.Uses.find(C); It != Seen.Uses.end())
    L.Use = It->second;
  return L;
}

OrderView::Way OrderViewer::way(const OrderWitness &W) const {
  OrderPath Path = describeOrder(P, D, W);
  OrderView::Way Out;
  Out.Where = Path.Where;
  Out.Function = D.functionName(*Path.Function);
  for (const ContextWay &C : Contexts.of(W.Function))
    if (const ContextKind *K = P.Prog.context(C.Context))
      Out.Contexts.push_back(K->Title);
  for (const Gate &G : W.Gates)
    Out.Gates.push_back(D.className(G.Class) +
                        (G.Mode == LockMode::Shared ? " (shared)" : ""));
  llvm::sort(Out.Gates);
  Out.Path = std::move(Path.Path);
  return Out;
}

void OrderViewer::findLocks() {
  auto Add = [&](LockClass C, StringId Kind) {
    if (!Locks.contains(C))
      Locks[C] = lock(C, Kind);
  };
  auto AddEnds = [&](const OrderEdge &E) {
    Add(E.From, heldLock(E.Witnesses.front()).Kind);
    Add(E.To, E.Witnesses.front().Seen->Kind);
  };
  for (const OrderEdge &E : Graph.Edges)
    AddEnds(E);
  // A doubtful edge is shown in a cycle only.
  for (const OrderCycle &C : Graph.Cycles)
    for (uint32_t E : C.Edges)
      AddEnds(Graph.edge(E));
  for (const Nesting &N : Graph.Nestings)
    Add(N.Class, N.Witness.Seen->Kind);
  auto AddNamed = [&](LockClass C) {
    auto It = P.Classes.find(C);
    bool Known = It != P.Classes.end() && !It->second.Kinds.empty();
    Add(C, Known ? It->second.Kinds.front() : StringId());
  };
  for (const auto &[Order, How] : Seen.Orders) {
    AddNamed(Order.first);
    AddNamed(Order.second);
  }
  for (const auto &[Class, Use] : Seen.Uses)
    AddNamed(Class);
  for (const OrderClaim &C : Declared.claims()) {
    AddNamed(C.First);
    AddNamed(C.Second);
  }
}

/// Whether a lock is meant by a name: its class, the last part of that, or what
/// an init call names it.
static bool isNamed(const OrderView::Lock &L, llvm::StringRef Name) {
  llvm::StringRef Class = L.Name;
  return Class == Name || Class.ends_with(("::" + Name).str()) ||
         Class.ends_with((" " + Name).str()) ||
         llvm::is_contained(L.Labels, Name);
}

/// The class whose name, or its last part, is nearest to a mistyped one.
std::string OrderViewer::nearest(llvm::StringRef Name) const {
  std::string Out;
  unsigned Best = Name.size() / 2 + 1;
  for (const auto &[Class, L] : Locks)
    for (llvm::StringRef Text :
         {llvm::StringRef(L.Name), llvm::StringRef(L.Name).rsplit("::").second})
      if (unsigned Far = Name.edit_distance(Text, true, Best); Far < Best) {
        Best = Far;
        Out = L.Name;
      }
  return Out;
}

/// The locks that are at most \p Distance edges away.
void OrderViewer::keepAround(const std::set<LockClass> &Centre,
                             unsigned Distance) {
  Kept = Centre;
  for (; Distance; --Distance) {
    std::set<LockClass> More;
    auto Follow = [&](LockClass From, LockClass To) {
      if (Kept.contains(From))
        More.insert(To);
      if (Kept.contains(To))
        More.insert(From);
    };
    for (const OrderEdge &E : Graph.Edges)
      Follow(E.From, E.To);
    for (const auto &[Order, How] : Seen.Orders)
      Follow(Order.first, Order.second);
    for (const OrderClaim &C : Declared.claims())
      Follow(C.First, C.Second);
    size_t Before = Kept.size();
    Kept.insert(More.begin(), More.end());
    if (Kept.size() == Before)
      return;
  }
}

/// What running kernels did, at its edges, and as edges that nothing else made.
void OrderViewer::addSeen(OrderView &Out,
                          const std::map<LockClass, uint32_t> &Number,
                          bool CyclesOnly) const {
  std::map<std::pair<uint32_t, uint32_t>, OrderView::Edge *> Static;
  for (OrderView::Edge &E : Out.Edges)
    Static[{E.From, E.To}] = &E;
  std::vector<OrderView::Edge> More;
  for (const auto &[Order, How] : Seen.Orders) {
    auto From = Number.find(Order.first), To = Number.find(Order.second);
    if (From == Number.end() || To == Number.end())
      continue;
    if (auto It = Static.find({From->second, To->second}); It != Static.end())
      It->second->Seen = How;
    else if (!CyclesOnly && How.Direct)
      More.push_back({From->second, To->second, 0, {}, How});
  }
  llvm::append_range(Out.Edges, More);
}

/// What authors say of the edges, and what they say that no edge shows. With
/// declarations over several locks an edge may be between any two of them.
void OrderViewer::addDeclared(OrderView &Out,
                              const std::map<LockClass, uint32_t> &Number,
                              bool CyclesOnly) const {
  std::vector<LockClass> ClassOf(Number.size());
  for (auto [Class, I] : Number)
    ClassOf[I] = Class;
  std::set<std::pair<LockClass, LockClass>> Shown;
  auto Where = [&](LockClass A, LockClass B) -> std::optional<Location> {
    auto Claims = Declared.between(A, B);
    if (Claims.empty())
      return std::nullopt;
    return D.place(Claims.front()->Pos);
  };
  for (OrderView::Edge &E : Out.Edges) {
    LockClass From = ClassOf[E.From], To = ClassOf[E.To];
    E.Declared = Where(From, To);
    E.Against = Where(To, From);
    Shown.insert({From, To});
  }
  for (const OrderClaim &C : Declared.claims()) {
    auto From = Number.find(C.First), To = Number.find(C.Second);
    if (!CyclesOnly && From != Number.end() && To != Number.end() &&
        !Shown.contains({C.First, C.Second}))
      Out.Edges.push_back({From->second,
                           To->second,
                           0,
                           {},
                           std::nullopt,
                           D.place(C.Pos),
                           Where(C.Second, C.First)});
  }
}

/// Two locks of which authors say that either may come first.
bool OrderViewer::isFree(const OrderCycle &C) const {
  const OrderEdge &E = Graph.edge(C.Edges.front());
  return C.Edges.size() == 2 && Declared.isFree(E.From, E.To);
}

/// The locks that are kept, and what lies between them.
void OrderViewer::fill(OrderView &Out, bool CyclesOnly) const {
  std::vector<const OrderCycle *> Cycles;
  std::set<uint32_t> InCycle;
  std::set<LockClass> Shown = Kept;
  auto IsKept = [&](uint32_t E) { return Kept.contains(Graph.edge(E).From); };
  for (const OrderCycle &C : Graph.Cycles)
    if (llvm::all_of(C.Edges, IsKept) && !isFree(C)) {
      Cycles.push_back(&C);
      InCycle.insert(C.Edges.begin(), C.Edges.end());
    }
  if (CyclesOnly) {
    Shown.clear();
    for (uint32_t E : InCycle)
      Shown.insert(Graph.edge(E).From);
  }
  std::vector<std::pair<OrderView::Lock, LockClass>> ByName;
  for (LockClass C : Shown)
    ByName.emplace_back(Locks.at(C), C);
  llvm::sort(ByName);
  std::map<LockClass, uint32_t> Number;
  for (auto &[Lock, Class] : ByName) {
    Number[Class] = Out.Locks.size();
    Out.Locks.push_back(std::move(Lock));
  }
  for (uint32_t I = 0; I != Graph.numEdges(); ++I) {
    const OrderEdge &E = Graph.edge(I);
    bool CycleOnly = CyclesOnly || I >= Graph.Edges.size();
    if (!Shown.contains(E.From) || !Shown.contains(E.To) ||
        (CycleOnly && !InCycle.contains(I)))
      continue;
    OrderView::Edge &To = Out.Edges.emplace_back();
    To.From = Number[E.From];
    To.To = Number[E.To];
    To.Places = E.Places;
    for (const OrderWitness &W : E.Witnesses)
      To.Ways.push_back(way(W));
    llvm::sort(To.Ways);
  }
  addSeen(Out, Number, CyclesOnly);
  addDeclared(Out, Number, CyclesOnly);
  llvm::sort(Out.Edges, [](const OrderView::Edge &A, const OrderView::Edge &B) {
    return std::pair(A.From, A.To) < std::pair(B.From, B.To);
  });
  for (const Nesting &N : Graph.Nestings)
    if (!CyclesOnly && Shown.contains(N.Class))
      Out.Nestings.push_back(
          {Number[N.Class], N.Places, N.Declared, N.ByAddress, way(N.Witness)});
  llvm::sort(Out.Nestings,
             [](const OrderView::Nest &A, const OrderView::Nest &B) {
               return A.Lock < B.Lock;
             });
  for (const OrderCycle *C : Cycles) {
    OrderView::Cycle &To = Out.Cycles.emplace_back();
    for (size_t I = 0; I != C->Edges.size(); ++I) {
      const OrderEdge &E = Graph.edge(C->Edges[I]);
      To.Locks.push_back(Number[E.From]);
      To.Ways.push_back(way(E.Witnesses[C->Witness[I]]));
    }
    To.Assumptions = assumptionsOf(C->May);
    To.Seen = llvm::all_of(C->Edges, [&](uint32_t I) {
      const OrderEdge &E = Graph.edge(I);
      return Seen.Orders.contains({E.From, E.To});
    });
  }
}

llvm::Expected<OrderView> OrderViewer::view(const OrderPart &Part) {
  findLocks();
  std::set<LockClass> Centre;
  for (const auto &[Class, L] : Locks)
    if (Part.Lock.empty() || isNamed(L, Part.Lock))
      Centre.insert(Class);
  if (Centre.empty() && !Part.Lock.empty()) {
    std::string Near = nearest(Part.Lock);
    return llvm::createStringError(
        llvm::inconvertibleErrorCode(),
        "no lock '" + Part.Lock + "' has a place in the order" +
            (Near.empty() ? "" : "; the nearest is '" + Near + "'"));
  }
  keepAround(Centre, Part.Lock.empty() ? 0 : Part.Distance);
  OrderView Out;
  fill(Out, Part.CyclesOnly);
  return Out;
}

llvm::Expected<OrderView> locktidy::viewOrder(const SolvedProgram &P,
                                              const OrderGraph &Graph,
                                              const OrderPart &Part,
                                              const Observed &Seen) {
  return OrderViewer(P, Graph, Seen).view(Part);
}
