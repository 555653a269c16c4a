//===- Accesses.cpp - which data a function reads and writes --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Blocks keep their numbers when a graph is sliced, and events their order. An
// access in a block that is left lies before the first event left behind it;
// one in a block that is gone, at the end of the blocks left from which it was
// reached.
//
//===----------------------------------------------------------------------===//
#include "Solve/Accesses.h"
#include "Solve/Regions.h"
#include "Solve/Slice.h"
#include "Solve/Terms.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;

std::string locktidy::placeName(const TUGraph &T, const DataPlace &Place) {
  std::string Out;
  if (Place.Variable)
    Out = T.str(T.Globals[Place.Variable.Index].Name).str();
  else
    Out = T.str(T.Fields[Place.Fields.front()].Record).str() + "::";
  for (size_t I = 0; I != Place.Fields.size(); ++I) {
    if (I != 0 || Place.Variable)
      Out += '.';
    Out += T.str(T.Fields[Place.Fields[I]].Name);
  }
  return Out;
}

uint32_t DataPlaces::number(const DataPlace &Place) {
  auto [It, New] = Numbers.try_emplace(Place, Places.size());
  if (New)
    Places.push_back(Place);
  return It->second;
}

std::optional<DataPlace> locktidy::placeOf(const FunctionGraph &G,
                                           ExprId Address, ExprId &Object) {
  DataPlace Out;
  const Expr *X = &G.expr(Address);
  for (; X->Kind == ExprKind::Field || X->Kind == ExprKind::Index;
       X = &G.expr(Address)) {
    if (X->Kind == ExprKind::Field)
      Out.Fields.insert(Out.Fields.begin(), X->Symbol);
    Address = X->A;
  }
  if (X->Kind == ExprKind::Global)
    Out.Variable = GlobalId(X->Symbol);
  else if (X->Kind == ExprKind::Local || Out.Fields.empty())
    return std::nullopt;
  else
    Object = Address;
  return Out;
}

AccessCollector::AccessCollector(FunctionGraph &G, DataPlaces &Data,
                                 CalleesOf Callees)
    : G(G), Data(Data), Predecessors(G.Blocks.size()) {
  New = localsOf([](const Event &E) {
    return E.Kind == EventKind::Effect && E.Effect == EffectKind::Alloc;
  });
  Fetched = localsOf([](const Event &E) { return E.Kind == EventKind::Call; });
  findShown(Callees);
  // What attributes say is not all that it does.
  Out.Acts = Out.CallsUnseen = Out.GivesUnseen = G.Prototype;
  for (uint32_t B = 0; B != G.Blocks.size(); ++B) {
    Block &Here = G.Blocks[B];
    for (uint32_t I = 0; I != Here.Events.size(); ++I) {
      Here.Events[I].Number = I;
      event(Here.Events[I], {B, I}, Callees);
    }
    uint32_t End = Here.Events.size();
    if (Here.Term.Cond)
      read(Here.Term.Cond, Here.Term.Pos, {B, End});
    if (Here.Term.Kind == TermKind::Return)
      addFunctions(Here.Term.Cond, Out.Kept);
    for (BlockId Next : successors(Here))
      Predecessors[Next.Index].push_back(B);
  }
}

/// Locals that are given the result of such an event, by way of others.
llvm::DenseSet<uint32_t> AccessCollector::localsOf(
    llvm::function_ref<bool(const Event &)> Gives) const {
  llvm::DenseSet<uint32_t> Out;
  auto IsOne = [&](ExprId Value) {
    std::optional<uint32_t> From = slotOf(G, Value);
    return From && Out.contains(*From);
  };
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const Block &B : G.Blocks)
      for (const Event &E : B.Events)
        if (E.Result && Gives(E))
          Changed |= Out.insert(E.Result.Index).second;
        else if (E.Kind == EventKind::Store && IsOne(E.Value) &&
                 G.expr(E.Address).Kind == ExprKind::Local)
          Changed |= Out.insert(G.expr(E.Address).Symbol).second;
  }
  return Out;
}

void AccessCollector::findShown(CalleesOf Callees) {
  auto Show = [&](ExprId Object) {
    if (std::optional<uint32_t> L = slotOf(G, Object); L && New.contains(*L))
      Shown.insert(*L);
  };
  if (New.empty())
    return;
  for (const Block &B : G.Blocks)
    for (const Event &E : B.Events)
      if (E.Kind == EventKind::Store || E.Kind == EventKind::Clobber)
        Show(E.Address);
      else if (E.Kind == EventKind::Call && Callees(E).empty())
        llvm::for_each(E.Args, Show);
}

void AccessCollector::event(const Event &E, EventRef At, CalleesOf Callees) {
  if (E.Kind == EventKind::Store || E.Kind == EventKind::Clobber)
    write(E.Address, E.Pos, At);
  if (E.Kind == EventKind::Clobber)
    handOut(E.Address);
  forEachOperand(E, [&](ExprId Operand) { read(Operand, E.Pos, At); });
  for (ExprId Arg : E.Args)
    addFunctions(Arg, Out.Passed);
  // What is put into other memory is a binding.
  if (E.Kind == EventKind::Store && G.expr(E.Address).Kind == ExprKind::Local)
    addFunctions(E.Value, Out.Kept);
  Out.Acts |= E.Kind == EventKind::Effect;
  if (E.Kind != EventKind::Call)
    return;
  for (ExprId Arg : E.Args)
    if (Arg)
      handOut(Arg);
  std::vector<FunctionId> To = Callees(E);
  if (To.empty()) {
    Out.Acts = Out.CallsUnseen = true;
    Out.GivesUnseen |= llvm::any_of(E.Args, [&](ExprId Arg) {
      return !Arg || G.expr(Arg).Kind != ExprKind::Const;
    });
    return;
  }
  Out.Calls.push_back({std::move(To), E.Pos, NoPoint,
                       G.expr(E.Callee).Kind != ExprKind::Function});
  OfCall.push_back(At);
}

/// Functions that \p E names: whoever gets it may call them.
void AccessCollector::addFunctions(ExprId E,
                                   std::vector<FunctionId> &To) const {
  if (!E)
    return;
  const Expr &X = G.expr(E);
  if (X.Kind == ExprKind::Function)
    To.push_back(FunctionId(X.Symbol));
  addFunctions(X.A, To);
  addFunctions(X.B, To);
}

void AccessCollector::read(ExprId E, Position Pos, EventRef At) {
  const Expr &X = G.expr(E);
  if (X.Kind == ExprKind::Load)
    add(X.A, Pos, At, /*Write=*/false);
  if (X.A)
    read(X.A, Pos, At);
  if (X.B)
    read(X.B, Pos, At);
}

void AccessCollector::write(ExprId Address, Position Pos, EventRef At) {
  add(Address, Pos, At, /*Write=*/true);
}

void AccessCollector::handOut(ExprId Address) {
  ExprId Object;
  if (std::optional<DataPlace> Place = placeOf(G, Address, Object))
    Data.HandedOut.insert(Data.number(*Place));
}

void AccessCollector::add(ExprId Address, Position Pos, EventRef At,
                          bool Write) {
  ExprId Object;
  std::optional<DataPlace> Place = placeOf(G, Address, Object);
  if (!Place)
    return;
  Access A;
  A.Place = Data.number(*Place);
  A.Pos = Pos;
  A.Address = Address;
  A.Write = Write;
  if (std::optional<uint32_t> Base = slotOf(G, Object)) {
    A.New = New.contains(*Base);
    A.Shown = Shown.contains(*Base);
  }
  for (ExprId Base = Object; Base && !A.Fetched; Base = G.expr(Base).A)
    A.Fetched = G.expr(Base).Kind == ExprKind::Local &&
                Fetched.contains(G.expr(Base).Symbol);
  // What an event writes it may read, too: one access.
  for (size_t I = Out.Accesses.size(); I-- != 0 && OfAccess[I] == At;)
    if (Access &Same = Out.Accesses[I];
        Same.Place == A.Place && Same.Pos == A.Pos) {
      Same.Update |= Same.Write && !Write;
      return;
    }
  Out.Accesses.push_back(A);
  OfAccess.push_back(At);
}

std::vector<bool>
AccessCollector::keptBlocks(const FunctionGraph &Sliced) const {
  std::vector<bool> Kept(Sliced.Blocks.size());
  llvm::SmallVector<uint32_t, 16> Todo{0};
  Kept[0] = true;
  while (!Todo.empty())
    for (BlockId S : successors(Sliced.Blocks[Todo.pop_back_val()]))
      if (!Kept[S.Index]) {
        Kept[S.Index] = true;
        Todo.push_back(S.Index);
      }
  return Kept;
}

std::vector<EventRef> AccessCollector::anchorsOf(const FunctionGraph &Sliced,
                                                 const std::vector<bool> &Kept,
                                                 EventRef Before) const {
  auto Events = [&](uint32_t B) -> const std::vector<Event> & {
    return Sliced.Blocks[B].Events;
  };
  if (Kept[Before.Block])
    return {{Before.Block,
             uint32_t(llvm::count_if(Events(Before.Block), [&](const Event &E) {
               return E.Number < Before.Index;
             }))}};
  std::vector<EventRef> Found;
  llvm::BitVector Seen(Kept.size());
  llvm::SmallVector<uint32_t, 16> Todo{Before.Block};
  Seen.set(Before.Block);
  while (!Todo.empty())
    for (uint32_t From : Predecessors[Todo.pop_back_val()]) {
      if (Seen.test(From))
        continue;
      Seen.set(From);
      if (Kept[From])
        Found.push_back({From, uint32_t(Events(From).size())});
      else
        Todo.push_back(From);
    }
  llvm::sort(Found);
  return Found;
}

FunctionAccesses AccessCollector::finish(const FunctionGraph &Sliced) {
  for (std::vector<FunctionId> *Functions : {&Out.Passed, &Out.Kept}) {
    llvm::sort(*Functions);
    Functions->erase(llvm::unique(*Functions), Functions->end());
  }
  if (Sliced.Blocks.empty())
    return std::move(Out);
  std::vector<bool> Kept = keptBlocks(Sliced);
  std::map<std::vector<EventRef>, uint32_t> Points;
  std::map<EventRef, uint32_t> Known;
  auto PointOf = [&](EventRef Before) {
    auto [Here, First] = Known.try_emplace(Before, 0);
    if (!First)
      return Here->second;
    std::vector<EventRef> Anchors = anchorsOf(Sliced, Kept, Before);
    auto [It, New] = Points.try_emplace(Anchors, Out.Points.size());
    if (New) {
      for (EventRef At : Anchors)
        Out.Anchors.emplace_back(At, It->second);
      Out.Points.emplace_back().Anchors = std::move(Anchors);
    }
    return Here->second = It->second;
  };
  for (size_t I = 0; I != Out.Accesses.size(); ++I)
    Out.Accesses[I].At = PointOf(OfAccess[I]);
  for (size_t I = 0; I != Out.Calls.size(); ++I)
    Out.Calls[I].At = PointOf(OfCall[I]);
  llvm::sort(Out.Anchors);
  return std::move(Out);
}
