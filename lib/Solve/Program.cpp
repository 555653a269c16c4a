//===- Program.cpp - linking units ----------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each unit's tables are interned into the program's, giving one vector of new
// numbers per table; the graphs are then renumbered in place and moved.
//
//===----------------------------------------------------------------------===//
#include "Solve/Program.h"
#include "Graph/Builder.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>
#include <tuple>

using namespace locktidy;

const LockKind *Program::kind(StringId Name) const {
  for (const LockKind &K : All.Kinds)
    if (K.Name == str(Name))
      return &K;
  return nullptr;
}

const ContextKind *Program::context(StringId Name) const {
  for (const ContextKind &C : All.Contexts)
    if (C.Name == str(Name))
      return &C;
  return nullptr;
}

namespace {

/// All definitions that a name with external linkage has in the program.
using Definitions = std::map<std::string, std::vector<std::string>>;

class Linker {
public:
  Program link(std::vector<TUGraph> Units);

private:
  void findDefinitions(const std::vector<TUGraph> &Units);
  void addTables(const TUGraph &Unit);
  FunctionId functionFor(const TUGraph &Unit, const FunctionInfo &Info);
  void addGraphs(TUGraph &Unit);
  void addContracts(const TUGraph &Unit, uint32_t Shift);
  void renumber(FunctionGraph &G);
  void renumber(Event &E);
  void renumber(Position &P) { renumber(P.File); }
  void renumber(StringId &S) {
    if (S)
      S = Strings[S.Index];
  }
  /// Of several declarations the first counts, as with records.
  void declareAt(Position &Known, Position Pos) {
    if (Known.File || !Pos.File)
      return;
    Known = Pos;
    renumber(Known);
  }

  Program P;
  TUBuilder Tables{P.All};
  Definitions Defined;
  std::set<std::pair<Position, ContractKind>> Declared;
  // New numbers of the unit at hand.
  std::vector<StringId> Strings;
  std::vector<FieldId> Fields;
  std::vector<GlobalId> Globals;
  std::vector<FunctionId> Functions;
};

} // namespace

static size_t commonPrefix(llvm::StringRef A, llvm::StringRef B) {
  size_t N = std::min(A.size(), B.size()), I = 0;
  while (I != N && A[I] == B[I])
    ++I;
  return I;
}

void Linker::findDefinitions(const std::vector<TUGraph> &Units) {
  for (const TUGraph &U : Units)
    for (const FunctionGraph &G : U.Graphs) {
      const FunctionInfo &Info = U.Functions[G.Id.Index];
      if (!Info.File && !G.Prototype)
        Defined[U.str(Info.Name).str()].push_back(U.MainFile);
    }
}

FunctionId Linker::functionFor(const TUGraph &Unit, const FunctionInfo &Info) {
  if (Info.File)
    return Tables.function(Unit.str(Info.Name), Unit.str(Info.File));
  auto It = Defined.find(Unit.str(Info.Name).str());
  if (It == Defined.end() || It->second.size() == 1)
    return Tables.function(Unit.str(Info.Name), "");
  // Several definitions: name each by its file and take the nearest.
  const std::string *Best = nullptr;
  for (const std::string &File : It->second) {
    size_t Common = commonPrefix(File, Unit.MainFile);
    size_t Most = Best ? commonPrefix(*Best, Unit.MainFile) : 0;
    if (!Best || Common > Most || (Common == Most && File < *Best))
      Best = &File;
  }
  return Tables.function(Unit.str(Info.Name), *Best);
}

void Linker::addTables(const TUGraph &Unit) {
  Strings.clear();
  for (const std::string &S : Unit.Strings)
    Strings.push_back(Tables.string(S));
  Fields.clear();
  for (const FieldInfo &F : Unit.Fields) {
    Fields.push_back(
        Tables.field(Unit.str(F.Record), Unit.str(F.Name), Unit.str(F.File)));
    FieldInfo &Known = P.All.Fields[Fields.back().Index];
    Known.Own |= F.Own;
    declareAt(Known.Pos, F.Pos);
  }
  Globals.clear();
  for (const GlobalInfo &G : Unit.Globals) {
    Globals.push_back(Tables.global(Unit.str(G.Name), Unit.str(G.File)));
    declareAt(P.All.Globals[Globals.back().Index].Pos, G.Pos);
  }
  Functions.clear();
  for (const FunctionInfo &F : Unit.Functions)
    Functions.push_back(functionFor(Unit, F));
  for (const LockKind &K : Unit.Kinds)
    if (llvm::none_of(P.All.Kinds, [&](auto &O) { return O.Name == K.Name; }))
      P.All.Kinds.push_back(K);
  for (const ContextKind &C : Unit.Contexts)
    if (llvm::none_of(P.All.Contexts,
                      [&](auto &O) { return O.Name == C.Name; }))
      P.All.Contexts.push_back(C);
}

static void renumberExprs(std::vector<Expr> &Exprs,
                          const std::vector<FieldId> &Fields,
                          const std::vector<GlobalId> &Globals,
                          const std::vector<FunctionId> &Functions) {
  for (Expr &E : Exprs) {
    if (E.Kind == ExprKind::Field || E.Kind == ExprKind::Outer)
      E.Symbol = Fields[E.Symbol].Index;
    else if (E.Kind == ExprKind::Global)
      E.Symbol = Globals[E.Symbol].Index;
    else if (E.Kind == ExprKind::Function || E.Kind == ExprKind::Apply)
      E.Symbol = Functions[E.Symbol].Index;
  }
}

void Linker::renumber(Event &E) {
  renumber(E.Pos);
  for (StringId *S : {&E.Name, &E.LockKind, &E.Context, &E.Label})
    renumber(*S);
}

void Linker::renumber(FunctionGraph &G) {
  G.Id = Functions[G.Id.Index];
  renumber(G.Pos);
  for (Local &L : G.Locals)
    renumber(L.Name);
  renumberExprs(G.Exprs, Fields, Globals, Functions);
  for (Block &B : G.Blocks) {
    for (Event &E : B.Events)
      renumber(E);
    renumber(B.Term.Pos);
    renumber(B.Term.If);
  }
  for (WrittenCall &W : G.WrittenCalls) {
    renumber(W.Call.File);
    renumber(W.Statement.File);
    for (OtherCall &O : W.Others)
      for (StringId *S : {&O.Kind, &O.Before, &O.After})
        renumber(*S);
  }
  for (WrittenVariable &W : G.WrittenVariables) {
    renumber(W.Record);
    renumber(W.Declaration.File);
  }
}

void Linker::addGraphs(TUGraph &Unit) {
  P.GraphOf.resize(P.All.Functions.size(), Program::NoGraph);
  for (FunctionGraph &G : Unit.Graphs) {
    llvm::StringRef Name = Unit.str(Unit.Functions[G.Id.Index].Name);
    if (G.Prototype && Defined.count(Name.str()))
      continue; // a body says it itself
    renumber(G);
    // A header's function comes with every unit that reaches it: one is enough.
    uint32_t &Slot = P.GraphOf[G.Id.Index];
    if (Slot != Program::NoGraph) {
      if (!(P.All.Graphs[Slot].Pos == G.Pos) && !G.Prototype)
        P.Several.insert(Slot);
      continue;
    }
    Slot = P.All.Graphs.size();
    P.All.Graphs.push_back(std::move(G));
  }
  ExprId Shift(P.All.InitExprs.size());
  for (Binding B : Unit.Bindings) {
    if (B.Field)
      B.Field = Fields[B.Field.Index];
    if (B.Variable)
      B.Variable = Globals[B.Variable.Index];
    B.Target = Functions[B.Target.Index];
    if (B.Argument)
      B.Argument = Functions[B.Argument.Index];
    renumber(B.Pos);
    for (StringId *S : {&B.Key, &B.Context, &B.LockKind, &B.CalledAs})
      renumber(*S);
    if (B.Lock)
      B.Lock.Index += Shift.Index;
    P.All.Bindings.push_back(B);
  }
  renumberExprs(Unit.InitExprs, Fields, Globals, Functions);
  for (Expr E : Unit.InitExprs) {
    for (ExprId *Child : {&E.A, &E.B})
      if (*Child)
        Child->Index += Shift.Index;
    P.All.InitExprs.push_back(E);
  }
  for (Event E : Unit.StaticInits) {
    renumber(E);
    for (ExprId *Operand : {&E.Lock, &E.Cookie, &E.When})
      if (*Operand)
        Operand->Index += Shift.Index;
    P.All.StaticInits.push_back(std::move(E));
  }
  addContracts(Unit, Shift.Index);
  P.All.LockOperations += Unit.LockOperations;
}

/// A header's contracts come with every unit that includes it: those of one are
/// enough. One attribute may name several locks, each a contract of its own.
void Linker::addContracts(const TUGraph &Unit, uint32_t Shift) {
  std::set<std::pair<Position, ContractKind>> Here;
  std::set<std::tuple<Position, ContractKind, std::vector<ExprId>,
                      std::vector<ExprId>>>
      Told;
  for (Contract C : Unit.Contracts) {
    renumber(C.Pos);
    if (Declared.count({C.Pos, C.Kind}) ||
        !Told.insert({C.Pos, C.Kind, C.Locks, C.Data}).second)
      continue;
    Here.insert({C.Pos, C.Kind});
    if (C.Function)
      C.Function = Functions[C.Function.Index];
    renumber(C.Text);
    llvm::for_each(C.Records, [&](StringId &S) { renumber(S); });
    for (ExprId &E : llvm::concat<ExprId>(C.Locks, C.Data))
      E.Index += Shift;
    P.All.Contracts.push_back(std::move(C));
  }
  Declared.merge(Here);
}

Program Linker::link(std::vector<TUGraph> Units) {
  std::vector<TUGraph *> Sorted;
  for (TUGraph &U : Units)
    Sorted.push_back(&U);
  llvm::sort(Sorted, [](const TUGraph *A, const TUGraph *B) {
    return std::tie(A->MainFile, A) < std::tie(B->MainFile, B);
  });
  findDefinitions(Units);
  for (TUGraph *U : Sorted) {
    addTables(*U);
    addGraphs(*U);
  }
  P.GraphOf.resize(P.All.Functions.size(), Program::NoGraph);
  return std::move(P);
}

Program locktidy::link(std::vector<TUGraph> Units) {
  return Linker().link(std::move(Units));
}
