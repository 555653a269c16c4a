//===- Match.cpp - what was observed, on the program's locks --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Observed/Match.h"
#include "Rules/Describe.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Path.h"
#include <optional>

using namespace locktidy;
using llvm::StringRef;

using Classes = std::set<LockClass>;

/// `&(&sc->lock)->rlock#2` is `sc->lock`: without the number by which lockdep
/// tells classes of one name apart, and the members of a lock itself.
static std::string plainName(StringRef Name) {
  for (char Mark : {'/', '#'})
    if (size_t At = Name.rfind(Mark);
        At != StringRef::npos && At + 1 != Name.size() &&
        Name.substr(At + 1).find_if_not(llvm::isDigit) == StringRef::npos)
      Name = Name.take_front(At);
  Name = Name.trim();
  if (StringRef Rest = Name; Rest.consume_front("&(")) {
    int Depth = 1;
    size_t End = 0;
    for (; End != Rest.size() && Depth; ++End)
      Depth += Rest[End] == '(' ? 1 : Rest[End] == ')' ? -1 : 0;
    if (!Depth && Rest.substr(End).starts_with("->"))
      Name = Rest.take_front(End - 1);
  }
  while (Name.consume_front("&") ||
         (Name.starts_with("(") && Name.ends_with(")")))
    if (Name.starts_with("("))
      Name = Name.drop_front().drop_back();
  return Name.trim().str();
}

namespace {
/// Where and by which names the program has its lock classes.
class ClassIndex {
public:
  explicit ClassIndex(const SolvedProgram &P);
  /// The classes that \p Lock can be: none, one, or several.
  Classes find(const LoggedLock &Lock) const;

private:
  void addClass(LockClass C);
  Classes atPlace(const LoggedLock &Lock) const;
  Classes named(const std::string &Name) const;

  const SolvedProgram &P;
  llvm::StringMap<Classes> Names;     ///< of inits, and globals
  llvm::StringMap<Classes> Fields;    ///< by the field's name
  llvm::StringMap<Classes> Functions; ///< which take them
  /// By file name and line, with the whole path.
  std::map<std::pair<std::string, unsigned>,
           std::set<std::pair<std::string, LockClass>>>
      Places;
};
} // namespace

ClassIndex::ClassIndex(const SolvedProgram &P) : P(P) {
  Describer D(P);
  for (const auto &[C, Facts] : P.Classes)
    addClass(C);
  for (const SolvedFunction &F : P.Functions)
    for (const Observation &O : F.Observations) {
      if (!O.Class)
        continue;
      if (O.Effect == EffectKind::Init) {
        const Event &Init = innermost(P, F, O).event();
        for (StringId Name : {Init.Label, Init.Context})
          if (Name)
            Names[P.Prog.str(Name)].insert(O.Class);
        ExprId Lock = O.Callee ? O.Lock : F.event(O.At).Lock;
        Names[plainName(D.lockText(F, Lock, O.Class))].insert(O.Class);
      }
      if (O.Effect != EffectKind::Acquire || O.Callee)
        continue;
      addClass(O.Class);
      Functions[D.functionName(F)].insert(O.Class);
      Location At = D.place(F, O.At);
      Places[{llvm::sys::path::filename(At.File).str(), At.Line}].insert(
          {At.File, O.Class});
    }
}

void ClassIndex::addClass(LockClass C) {
  if (C.What == LockClass::Field || C.What == LockClass::PointerField)
    Fields[P.Prog.str(P.Prog.All.Fields[C.Symbol].Name)].insert(C);
  else if (C)
    Names[P.Prog.str(P.Prog.All.Globals[C.Symbol].Name)].insert(C);
}

/// Trees lie elsewhere where kernels are built: the ends of the paths decide.
static size_t commonEnd(StringRef A, StringRef B) {
  size_t Count = 0;
  auto I = llvm::sys::path::rbegin(A), J = llvm::sys::path::rbegin(B);
  for (; I != llvm::sys::path::rend(A) && J != llvm::sys::path::rend(B) &&
         *I == *J;
       ++I, ++J)
    ++Count;
  return Count;
}

Classes ClassIndex::atPlace(const LoggedLock &Lock) const {
  auto It =
      Places.find({llvm::sys::path::filename(Lock.File).str(), Lock.Line});
  if (Lock.File.empty() || It == Places.end())
    return {};
  Classes Out;
  size_t Best = 0;
  for (const auto &[File, Class] : It->second) {
    size_t Common = commonEnd(File, Lock.File);
    if (Common > Best)
      Out.clear();
    Best = std::max(Best, Common);
    if (Common == Best)
      Out.insert(Class);
  }
  return Out;
}

Classes ClassIndex::named(const std::string &Name) const {
  std::string Plain = plainName(Name);
  for (const std::string &Text : {Name, Plain})
    if (Classes Found = Names.lookup(Text); !Text.empty() && !Found.empty())
      return Found;
  // `x->lock` of a function that has no init: the field.
  size_t At = StringRef(Plain).find_last_of(".>");
  return Fields.lookup(StringRef(Plain).substr(At + 1));
}

Classes ClassIndex::find(const LoggedLock &Lock) const {
  if (Classes Found = atPlace(Lock); Found.size() == 1)
    return Found;
  Classes Found = Lock.Name.empty() ? Classes() : named(Lock.Name);
  if (Found.size() == 1 || (Found.empty() && !Lock.Name.empty()))
    return Found;
  for (const std::string &Function : Lock.Functions) {
    auto It = Functions.find(Function);
    if (It == Functions.end())
      continue; // a primitive, or not of this program
    if (Lock.Name.empty())
      return It->second;
    Classes Both;
    for (LockClass C : It->second)
      if (Found.contains(C))
        Both.insert(C);
    if (!Both.empty())
      return Both;
  }
  return Found;
}

namespace {
class Matcher {
public:
  explicit Matcher(const SolvedProgram &P) : Index(P) {}
  void add(const LockLog &Log);

  Observed Out;

private:
  std::optional<LockClass> classOf(const LoggedLock &Lock);
  void addOrder(LockClass A, LockClass B, SeenOrder Order);

  ClassIndex Index;
};
} // namespace

std::optional<LockClass> Matcher::classOf(const LoggedLock &Lock) {
  Classes Found = Index.find(Lock);
  if (Found.size() == 1)
    return *Found.begin();
  if (Lock.Name.empty())
    ++Out.Nameless;
  else
    (Found.empty() ? Out.Unknown : Out.Ambiguous).insert(Lock.Name);
  return std::nullopt;
}

void Matcher::addOrder(LockClass A, LockClass B, SeenOrder Order) {
  auto [It, New] = Out.Orders.try_emplace({A, B}, Order);
  if (New)
    return;
  It->second.Direct |= Order.Direct;
  if (Order.Reported && !It->second.Reported) {
    It->second.Reported = true;
    It->second.Place = std::move(Order.Place);
  }
}

void Matcher::add(const LockLog &Log) {
  auto Place = [&](unsigned Line) {
    return Log.File + ":" + std::to_string(Line);
  };
  for (const LoggedOrder &O : Log.Orders) {
    // The stack is that of the second acquire; the first was made there too, or
    // by one of its callers.
    LoggedLock Before = O.First;
    if (Before.Functions.empty() && !Before.Name.empty())
      Before.Functions = O.Second.Functions;
    std::optional<LockClass> First = classOf(Before),
                             Second = classOf(O.Second);
    if (!First || !Second)
      continue;
    addOrder(*First, *Second, {Place(O.Line), O.Reported});
    if (O.Both)
      addOrder(*Second, *First, {Place(O.Line), true, /*Direct=*/false});
  }
  for (const LoggedUse &U : Log.Uses)
    if (std::optional<LockClass> Class = classOf(U.Lock)) {
      SeenUse &Use = Out.Uses[*Class];
      if (Use.Place.empty())
        Use.Place = Place(U.Line);
      (U.Held ? Use.Holds : Use.Waits) += U.Events;
      (U.Held ? Use.HoldNanoseconds : Use.WaitNanoseconds) += U.Nanoseconds;
    }
}

Observed locktidy::match(const SolvedProgram &P, llvm::ArrayRef<LockLog> Logs) {
  Matcher M(P);
  for (const LockLog &Log : Logs)
    M.add(Log);
  return std::move(M.Out);
}
