//===- Declarations.cpp - names of declarations in a program --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Project/Declarations.h"
#include "Graph/Builder.h"
#include "Solve/LockClass.h"
#include "Solve/NeverCalls.h"
#include "Solve/Targets.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <map>
#include <set>

using namespace locktidy;
using namespace llvm;

namespace {

class Declarer {
public:
  explicit Declarer(Program &P) : P(P), Objects(P.All.InitExprs) {
    findNames();
  }
  void declare(const Declarations &What);
  DeclarationReport Report;

private:
  void findNames();
  std::vector<FunctionId> functions(StringRef Name) const;
  std::vector<FieldId> fields(StringRef Name) const;
  std::vector<LockClass> locks(StringRef Name, bool Label) const;
  void addPointer(const Declarations::Pointer &D);
  void addOrder(const Declarations::Order &D);
  void disallow(const Declarations::Sequence &D);
  ExprId object(LockClass C);
  Position position(const Declarations::Place &At);
  void note(const Declarations::Place &At, const Twine &What) {
    Report.Notes.push_back(
        (At.File + ":" + Twine(At.Line) + ": note: " + What).str());
  }
  void unknown(const Declarations::Place &At, const Twine &What) {
    note(At, What);
    ++Report.Unknown;
  }

  Program &P;
  ExprBuilder Objects;
  StringMap<std::vector<FunctionId>> Functions; ///< those with a graph
  StringMap<std::vector<FieldId>> Fields;       ///< by their own name
  StringMap<std::vector<GlobalId>> Globals;
  StringMap<std::set<LockClass>> Labelled; ///< by the name of an init
  StringMap<StringId> Files;
  std::set<std::pair<FieldId, FunctionId>> Told; ///< targets
  Targets Inferred;
};

} // namespace

void Declarer::findNames() {
  const TUGraph &All = P.All;
  for (const FunctionGraph &G : All.Graphs)
    Functions[P.name(G.Id)].push_back(G.Id);
  for (uint32_t F = 0; F != All.Fields.size(); ++F)
    Fields[All.str(All.Fields[F].Name)].push_back(FieldId(F));
  for (uint32_t G = 0; G != All.Globals.size(); ++G)
    Globals[All.str(All.Globals[G].Name)].push_back(GlobalId(G));
  auto Label = [&](const FunctionGraph &G, const Event &E) {
    if (E.Kind != EventKind::Effect || E.Effect != EffectKind::Init)
      return;
    LockClass C = lockClassOf(G, E.Lock);
    for (StringId Name : {E.Label, E.Context})
      if (C && Name)
        Labelled[All.str(Name)].insert(C);
  };
  for (const FunctionGraph &G : All.Graphs)
    for (const Block &B : G.Blocks)
      for (const Event &E : B.Events)
        Label(G, E);
  FunctionGraph Statics;
  Statics.Exprs = All.InitExprs;
  for (const Event &E : All.StaticInits)
    Label(Statics, E);
}

/// `f` everywhere, `file.c:f` in files of that name.
std::vector<FunctionId> Declarer::functions(StringRef Name) const {
  auto [File, InFile] = Name.split(':');
  auto It = Functions.find(InFile.empty() ? Name : InFile);
  if (It == Functions.end())
    return {};
  std::vector<FunctionId> Found = It->second;
  if (!InFile.empty())
    erase_if(Found, [&](FunctionId F) {
      return sys::path::filename(P.str(P.graph(F)->Pos.File)) != File;
    });
  return Found;
}

/// Whether \p Record is what sources call `struct Tag`, or a typedef.
static bool isTag(StringRef Record, StringRef Tag) {
  if (Record.consume_back(Tag))
    return Record.empty() || Record == "struct " || Record == "union ";
  return false;
}

/// `T::f`, all of `T::*`, and `T::f.g`: the only g, since the type of f is not
/// known here, or that of T's anonymous member f.
std::vector<FieldId> Declarer::fields(StringRef Name) const {
  auto [Tag, Path] = Name.split("::");
  std::vector<FieldId> Found;
  auto RecordOf = [&](FieldId F) {
    return P.str(P.All.Fields[F.Index].Record);
  };
  if (Path == "*") {
    for (uint32_t F = 0; F != P.All.Fields.size(); ++F)
      if (isTag(RecordOf(FieldId(F)), Tag))
        Found.push_back(FieldId(F));
    return Found;
  }
  auto [Outer, Last] = Path.rsplit('.');
  auto It = Fields.find(Last.empty() ? Outer : Last);
  if (It == Fields.end())
    return Found;
  std::string Nested = Last.empty() ? Tag.str() : (Tag + "." + Outer).str();
  copy_if(It->second, std::back_inserter(Found),
          [&](FieldId F) { return isTag(RecordOf(F), Nested); });
  if (Found.empty() && !Last.empty() && It->second.size() == 1)
    Found = It->second;
  return Found;
}

std::vector<LockClass> Declarer::locks(StringRef Name, bool Label) const {
  std::vector<LockClass> Found;
  if (Label) {
    if (auto It = Labelled.find(Name); It != Labelled.end())
      Found.assign(It->second.begin(), It->second.end());
    return Found;
  }
  if (Name.contains("::")) {
    for (FieldId F : fields(Name))
      Found.push_back({LockClass::Field, F.Index});
  } else if (auto It = Globals.find(Name); It != Globals.end()) {
    for (GlobalId G : It->second)
      Found.push_back({LockClass::Global, G.Index});
  }
  return Found;
}

ExprId Declarer::object(LockClass C) {
  switch (C.What) {
  case LockClass::Field:
  case LockClass::PointerField: {
    ExprId At = Objects.field(Objects.load(Objects.local(LocalId(0))),
                              FieldId(C.Symbol));
    return C.What == LockClass::Field ? At : Objects.load(At);
  }
  case LockClass::Global:
    return Objects.global(GlobalId(C.Symbol));
  case LockClass::PointerGlobal:
    return Objects.load(Objects.global(GlobalId(C.Symbol)));
  case LockClass::None:
    return ExprId();
  }
  return ExprId();
}

Position Declarer::position(const Declarations::Place &At) {
  auto [It, New] = Files.try_emplace(At.File, StringId(P.All.Strings.size()));
  if (New)
    P.All.Strings.push_back(At.File);
  return {It->second, At.Line, 1};
}

void Declarer::addPointer(const Declarations::Pointer &D) {
  if (StringRef(D.Name).contains('/'))
    return unknown(D.At, "'" + D.Name +
                             "' is a local pointer; what it calls "
                             "is taken from the function");
  std::vector<FieldId> Into = fields(D.Name);
  if (Into.empty())
    return unknown(D.At, "no pointer '" + D.Name + "'");
  for (const std::string &Target : D.Targets) {
    std::vector<FunctionId> Called = functions(Target);
    if (Called.empty())
      unknown(D.At, "no function '" + Target + "'");
    for (FunctionId F : Called)
      for (FieldId Field : Into) {
        if (!Told.insert({Field, F}).second)
          continue;
        ++Report.Targets;
        if (is_contained(Inferred.ofField(Field).Functions, F)) {
          ++Report.Inferred;
          continue;
        }
        note(D.At,
             "nothing else says that '" + D.Name + "' calls '" + Target + "'");
        Binding B;
        B.Field = Field;
        B.Target = F;
        B.Pos = position(D.At);
        P.All.Bindings.push_back(B);
      }
  }
}

/// Each class of a name comes before each of the next name that there is.
void Declarer::addOrder(const Declarations::Order &D) {
  std::vector<LockClass> Before;
  for (size_t I = 0; I != D.Names.size(); ++I) {
    Declarations::Place At = D.At;
    if (!D.Lines.empty())
      At.Line = D.Lines[I];
    std::vector<LockClass> Now = locks(D.Names[I], D.Labels);
    if (Now.empty()) {
      unknown(At, "no lock '" + D.Names[I] + "'");
      continue;
    }
    for (LockClass A : Before)
      for (LockClass B : Now) {
        Contract C;
        C.Kind = D.AnyOrder ? ContractKind::AnyOrder : ContractKind::Order;
        C.Pos = position(At);
        C.Locks = {object(A), object(B)};
        P.All.Contracts.push_back(std::move(C));
        ++Report.Orders;
      }
    Before = std::move(Now);
  }
}

/// Leaves of a function that it returns, with any result.
static void empty(FunctionGraph &G) {
  Block Only;
  Only.Term.Kind = TermKind::Return;
  Only.Term.Pos = G.Pos;
  if (G.Returns != ReturnKind::Void)
    Only.Term.Cond = ExprBuilder(G.Exprs).unknown();
  G.Blocks.assign(1, Only);
}

/// A longer sequence is no call: each of its calls may happen.
void Declarer::disallow(const Declarations::Sequence &D) {
  if (D.Names.size() != 2)
    return note(D.At, "'disallow' has an effect for two functions only, of "
                      "which the first never calls the second");
  std::vector<FunctionId> From = functions(D.Names[0]),
                          To = functions(D.Names[1]);
  for (auto [Found, Name] : {std::pair(&From, &D.Names[0]), {&To, &D.Names[1]}})
    if (Found->empty())
      unknown(D.At, "no function '" + *Name + "'");
  for (FunctionId F : From) {
    for (FunctionId T : To)
      P.NeverCalls.insert({F, T});
    dropNeverCalls(P, P.All.Graphs[P.GraphOf[F.Index]]);
  }
}

void Declarer::declare(const Declarations &What) {
  if (!What.Pointers.empty())
    Inferred = Targets(P);
  for (const Declarations::Pointer &D : What.Pointers)
    addPointer(D);
  for (const Declarations::Order &D : What.Orders)
    addOrder(D);
  for (const Declarations::Function &D : What.Roots) {
    std::vector<FunctionId> Called = functions(D.Name);
    if (Called.empty())
      unknown(D.At, "no function '" + D.Name + "'");
    for (FunctionId F : Called) {
      Binding B;
      B.Target = F;
      B.Pos = position(D.At);
      P.All.Bindings.push_back(B);
      ++Report.Roots;
    }
  }
  for (const Declarations::Sequence &D : What.Disallowed)
    disallow(D);
  for (const Declarations::Sequence &D : What.Reallowed)
    note(D.At, "no 'disallow' of '" + join(D.Names, " ") +
                   "' stands before this 'reallow'");
  for (const Declarations::Function &D : What.Ignored)
    for (FunctionId F : functions(D.Name)) {
      empty(P.All.Graphs[P.GraphOf[F.Index]]);
      ++Report.Ignored;
    }
}

DeclarationReport locktidy::declare(const Declarations &What, Program &P) {
  if (What.empty())
    return {};
  Declarer D(P);
  D.declare(What);
  return std::move(D.Report);
}

Expected<Declarations>
locktidy::readDeclarations(ArrayRef<std::string> LockScripts,
                           ArrayRef<std::string> OrderLists) {
  Declarations Out;
  auto Read = [&](ArrayRef<std::string> Files, auto Take) -> Error {
    for (const std::string &File : Files) {
      auto Buffer = MemoryBuffer::getFile(File);
      if (!Buffer)
        return createStringError(
            inconvertibleErrorCode(),
            File + ": error: cannot read it: " + Buffer.getError().message());
      if (Error E = Take(MemoryBufferRef((*Buffer)->getBuffer(), File), Out))
        return E;
    }
    return Error::success();
  };
  if (Error E = Read(LockScripts, readLockScript))
    return std::move(E);
  if (Error E = Read(OrderLists, readOrderList))
    return std::move(E);
  return Out;
}
