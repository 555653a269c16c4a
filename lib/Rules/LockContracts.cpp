//===- LockContracts.cpp - what the code says about each lock -------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Only locks that the program's own files take count: a driver does not answer
// for those that its kernel's headers take for it.
//
//===----------------------------------------------------------------------===//
#include "Rules/LockContracts.h"
#include "Graph/Print.h"
#include "Rules/Describe.h"
#include "Solve/DataGuards.h"
#include "Solve/DeclaredGuards.h"
#include "Solve/Order.h"
#include "Solve/Terms.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

using namespace locktidy;

namespace {

class ContractFinder {
public:
  explicit ContractFinder(const SolvedProgram &P)
      : P(P), T(P.Prog.All), D(P), Locks(P), Said(P), Kinds(findKinds(P)) {}
  std::vector<StructureContract> run();

private:
  void findOwn();
  void addInits();
  void addInit(LockClass C, std::string Where, StringId Label);
  bool isOurs(const DataPlace &Place) const;
  void addProtected();
  std::optional<ProtectedData> protectedBy(const GuardedData &G) const;
  void addNeeded();
  void addOrder();
  std::string needed(const SolvedFunction &F, LockClass C) const;
  std::string base(Position Pos) const;
  LockContract *find(LockClass C);

  const SolvedProgram &P;
  const TUGraph &T;
  Describer D;
  Protection Locks;
  DeclaredGuards Said;
  std::map<LockClass, StringId> Kinds;
  std::map<LockClass, LockContract> Of;
  std::map<uint32_t, LockClass> GuardOf; ///< by place
};

} // namespace

static void addOnce(std::vector<std::string> &To, std::string Text) {
  auto At = llvm::lower_bound(To, Text);
  if (!Text.empty() && (At == To.end() || *At != Text))
    To.insert(At, std::move(Text));
}

/// A directory's name tells nothing that does not change with the machine.
std::string ContractFinder::base(Position Pos) const {
  return llvm::sys::path::filename(T.str(Pos.File)).str();
}

LockContract *ContractFinder::find(LockClass C) {
  auto It = Of.find(C);
  return It == Of.end() ? nullptr : &It->second;
}

/// The locks that the program's files acquire themselves.
void ContractFinder::findOwn() {
  for (const SolvedFunction &F : P.Functions)
    for (const Observation &O : F.Observations) {
      if (O.Effect != EffectKind::Acquire || F.Graph.FromHeader ||
          (O.Callee && !P.function(O.Callee)->Graph.FromHeader))
        continue;
      LockClass C = P.Pointed.resolve(O.Class);
      if (C.What != LockClass::Field && C.What != LockClass::Global)
        continue;
      auto Kind = Kinds.find(C);
      KnownKind K =
          D.kindOf(C, Kind == Kinds.end() ? StringId() : Kind->second);
      if (K.Kind->Unpaired)
        continue;
      LockContract &L = Of[C];
      L.Noun = K.Kind->Noun.empty() ? "lock" : K.Kind->Noun;
      L.Name = T.str(C.What == LockClass::Field ? T.Fields[C.Symbol].Name
                                                : T.Globals[C.Symbol].Name)
                   .str();
      L.Declared =
          D.place(C.What == LockClass::Field ? T.Fields[C.Symbol].Pos
                                             : T.Globals[C.Symbol].Pos);
      L.Shared |= O.Mode == LockMode::Shared;
    }
}

void ContractFinder::addInit(LockClass C, std::string Where, StringId Label) {
  LockContract *L = find(C);
  if (!L)
    return;
  addOnce(L->Inits, std::move(Where));
  addOnce(L->Names, T.str(Label).str());
}

void ContractFinder::addInits() {
  FunctionGraph Static;
  Static.Exprs = T.InitExprs;
  for (const Event &E : T.StaticInits)
    addInit(lockClassOf(Static, E.Lock), base(E.Pos), E.Label);
  for (const SolvedFunction &F : P.Functions)
    for (const Observation &O : F.Observations) {
      if (O.Effect != EffectKind::Init)
        continue;
      // A callee that names the lock tells it itself.
      const SummaryEvent *Inside = calleeEvent(P, O);
      if (Inside && Inside->Class)
        continue;
      addInit(P.Pointed.resolve(O.Class),
              D.functionName(F) + "() of " + base(F.Graph.Pos),
              innermost(P, F, O).event().Label);
    }
}

/// Whether the structure is the program's: the locks of a kernel's own are not
/// those of the drivers that use it.
bool ContractFinder::isOurs(const DataPlace &Place) const {
  if (Place.Variable)
    return true;
  const FieldInfo &First = T.Fields[Place.Fields.front()];
  return First.File || First.Own || llvm::any_of(Of, [&](const auto &Lock) {
           return Lock.first.What == LockClass::Field &&
                  T.Fields[Lock.first.Symbol].Record == First.Record;
         });
}

std::optional<ProtectedData>
ContractFinder::protectedBy(const GuardedData &G) const {
  unsigned Known = G.Best.known(), Held = G.Best.Held.size();
  const DataPlace &Place = P.Data.all()[G.Place];
  // What is never written with it may be another lock's.
  if (!Of.count(G.Best.Class) || Known < MinContractAccesses ||
      Held * 100 < MinContractShare * Known || G.Best.HeldWrites == 0 ||
      !isOurs(Place))
    return std::nullopt;
  ProtectedData Data;
  Data.Held = Held;
  Data.Known = Known;
  Data.Name = placeName(T, Place);
  for (Position Pos : Said.saidAt(G.Place))
    Data.Said.push_back(D.place(Pos));
  if (Place.Variable) {
    Data.Declared = D.place(T.Globals[Place.Variable.Index].Pos);
    return Data;
  }
  const FieldInfo &First = T.Fields[Place.Fields.front()];
  Data.Declared = D.place(First.Pos);
  Data.Inside = G.Best.Class.What == LockClass::Field &&
                First.Record == T.Fields[G.Best.Class.Symbol].Record;
  if (Data.Inside)
    Data.Name = Data.Name.substr(T.str(First.Record).size() + 2);
  return Data;
}

/// Makes one of the parts of a field, when the lock protects all of them.
static void joinParts(std::vector<ProtectedData> &Parts, size_t InAll) {
  if (Parts.size() != InAll)
    return;
  ProtectedData All = Parts.front();
  // Behind the structure's name, if there is one.
  size_t Name = All.Name.rfind("::");
  All.Name = All.Name.substr(
      0, All.Name.find('.', Name == std::string::npos ? 0 : Name));
  All.Held = All.Known = 0;
  for (const ProtectedData &Part : Parts) {
    All.Held += Part.Held;
    All.Known += Part.Known;
    llvm::append_range(All.Said, Part.Said);
  }
  Parts = {All};
}

void ContractFinder::addProtected() {
  using Outer = std::pair<GlobalId, uint32_t>; // a global, or the first field
  auto OuterOf = [&](uint32_t Place) {
    const DataPlace &Of = P.Data.all()[Place];
    return Outer(Of.Variable, Of.Variable ? 0 : Of.Fields.front());
  };
  std::map<Outer, std::set<uint32_t>> Accessed;
  for (const SolvedFunction &F : P.Functions)
    for (const Access &A : F.Data.Accesses)
      Accessed[OuterOf(A.Place)].insert(A.Place);
  std::map<std::pair<LockClass, Outer>, std::vector<ProtectedData>> Parts;
  for (const GuardedData &G : findGuards(P, Locks))
    if (std::optional<ProtectedData> Data = protectedBy(G)) {
      GuardOf[G.Place] = G.Best.Class;
      Parts[{G.Best.Class, OuterOf(G.Place)}].push_back(std::move(*Data));
    }
  for (auto &[Key, Of] : Parts) {
    joinParts(Of, Accessed[Key.second].size());
    llvm::append_range(find(Key.first)->Protects, Of);
  }
  auto Key = [](const ProtectedData &D) {
    return std::tuple(!D.Inside, llvm::StringRef(D.Name),
                      llvm::StringRef(D.Declared.File));
  };
  for (auto &[Class, L] : Of)
    llvm::sort(L.Protects, [&](const ProtectedData &A, const ProtectedData &B) {
      return Key(A) < Key(B);
    });
}

/// How the function names the lock of class \p C that it requires.
std::string ContractFinder::needed(const SolvedFunction &F, LockClass C) const {
  for (const SummaryCase &Case : F.Sum.Cases)
    for (const EntryCondition &E : Case.Entry)
      if (P.Pointed.resolve(lockClassOf(F.Graph, E.Lock)) == C &&
          isEntryTerm(F.Graph, E.Lock))
        return exprText(T, F.Graph, E.Lock);
  return C.What == LockClass::Global ? D.className(C) : std::string();
}

/// Whether an attribute of the function says that it requires the lock.
static bool isSaid(const SolvedProgram &P, const SolvedFunction &F,
                   LockClass C) {
  return llvm::any_of(F.Graph.Blocks.front().Events, [&](const Event &E) {
    return E.Kind == EventKind::Effect && E.Effect == EffectKind::AssertHeld &&
           P.Prog.str(E.Name) == effectName(E.Effect) &&
           P.Pointed.resolve(lockClassOf(F.Graph, E.Lock)) == C;
  });
}

void ContractFinder::addNeeded() {
  for (uint32_t I = 0; I != P.Functions.size(); ++I) {
    const SolvedFunction &F = P.Functions[I];
    // What an attribute of a prototype says is in the sources already.
    if (F.Graph.FromHeader || F.Graph.Prototype)
      continue;
    std::set<LockClass> Touched; // by what it reads and writes itself
    for (const Access &A : F.Data.Accesses)
      if (auto It = GuardOf.find(A.Place); It != GuardOf.end())
        Touched.insert(It->second);
    auto Add = [&](LockClass C, bool Required) {
      LockContract *L = find(C);
      if (!L)
        return;
      NeedsLock &N = L->Needed.emplace_back();
      N.Function = D.functionName(F);
      N.Lock = needed(F, C);
      N.Required = Required;
      N.Defined = D.place(F.Graph.Pos);
      N.Said = isSaid(P, F, C);
    };
    const std::vector<LockClass> &Required = Locks.required(I);
    for (LockClass C : Required)
      Add(C, true);
    const EntryFacts &In = Locks.entry(I);
    for (LockClass C : In.Sure)
      if (!In.Open && Touched.count(C) && !llvm::is_contained(Required, C))
        Add(C, false);
  }
  for (auto &[Class, L] : Of) {
    auto Key = [](const NeedsLock &N) {
      return std::tie(N.Function, N.Defined);
    };
    llvm::sort(L.Needed, [&](const NeedsLock &A, const NeedsLock &B) {
      return Key(A) < Key(B);
    });
    // The copies of a specialised function are one.
    L.Needed.erase(llvm::unique(L.Needed,
                                [&](const NeedsLock &A, const NeedsLock &B) {
                                  return Key(A) == Key(B);
                                }),
                   L.Needed.end());
  }
}

void ContractFinder::addOrder() {
  OrderGraph Order = findOrder(P);
  for (const OrderEdge &E : Order.Edges) {
    if (E.From == E.To)
      continue;
    if (LockContract *From = find(E.From))
      addOnce(From->Before, D.className(E.To));
    if (LockContract *To = find(E.To))
      addOnce(To->After, D.className(E.From));
  }
}

std::vector<StructureContract> ContractFinder::run() {
  findOwn();
  addInits();
  addProtected();
  addNeeded();
  addOrder();
  std::map<std::pair<std::string, std::string>, StructureContract> Structures;
  for (auto &[Class, L] : Of) {
    // A lock of the kernel's that is only taken.
    if (L.Inits.empty() && L.Protects.empty() && L.Needed.empty() &&
        L.Before.empty() && L.After.empty())
      continue;
    bool InRecord = Class.What == LockClass::Field;
    std::string Name =
        InRecord ? T.str(T.Fields[Class.Symbol].Record).str() : "";
    StringId Own =
        InRecord ? T.Fields[Class.Symbol].File : T.Globals[Class.Symbol].File;
    std::string File = llvm::sys::path::filename(T.str(Own)).str();
    StructureContract &S = Structures[{Name, File}];
    S.Name = Name;
    S.File = File;
    S.Locks.push_back(std::move(L));
  }
  std::vector<StructureContract> Out;
  for (auto &[Key, S] : Structures) {
    llvm::sort(S.Locks, [](const LockContract &A, const LockContract &B) {
      return A.Name < B.Name;
    });
    Out.push_back(std::move(S));
  }
  return Out;
}

std::vector<StructureContract> locktidy::findContracts(const SolvedProgram &P) {
  return ContractFinder(P).run();
}
