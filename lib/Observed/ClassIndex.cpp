//===- ClassIndex.cpp - which lock class a name of a log is ---------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Observed/ClassIndex.h"
#include "Observed/Places.h"
#include "Rules/Describe.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <iterator>

using namespace locktidy;
using llvm::StringRef;

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

/// What is in both; of an empty one, the other.
static LockClasses both(const LockClasses &A, const LockClasses &B) {
  if (A.empty() || B.empty())
    return A.empty() ? B : A;
  LockClasses Out;
  std::set_intersection(A.begin(), A.end(), B.begin(), B.end(),
                        std::inserter(Out, Out.end()));
  return Out;
}

ClassIndex::ClassIndex(const SolvedProgram &P) : P(P) {
  Describer D(P);
  for (const auto &[C, Facts] : P.Classes) {
    addClass(C);
    for (StringId Name : Facts.Labels)
      Names[P.Prog.str(Name)].insert(C);
  }
  for (const SolvedFunction &F : P.Functions)
    for (const Observation &O : F.Observations) {
      if (!O.Class)
        continue;
      if (O.Effect == EffectKind::Init)
        addNames(F, O);
      if (O.Callee)
        continue;
      std::string Function = D.functionName(F);
      if (O.Effect == EffectKind::Init)
        Makers[Function].insert(O.Class);
      if (O.Effect == EffectKind::Release)
        Releasers[Function].insert(O.Class);
      if (O.Effect == EffectKind::Acquire) {
        addClass(O.Class);
        Takers[Function].insert(O.Class);
      }
      if (isOfLocks(O.Effect) || O.Effect == EffectKind::Init ||
          O.Effect == EffectKind::Destroy)
        addPlace(F, O);
    }
}

void ClassIndex::addClass(LockClass C) {
  if (C.What == LockClass::Field || C.What == LockClass::PointerField)
    Fields[P.Prog.str(P.Prog.All.Fields[C.Symbol].Name)].insert(C);
  else if (C)
    Names[P.Prog.str(P.Prog.All.Globals[C.Symbol].Name)].insert(C);
}

void ClassIndex::addNames(const SolvedFunction &F, const Observation &O) {
  ExprId Lock = O.Callee ? O.Lock : F.event(O.At).Lock;
  Names[plainName(Describer(P).lockText(F, Lock, O.Class))].insert(O.Class);
  if (!innermost(P, F, O).event().Label)
    Unnamed.insert(O.Class);
}

void ClassIndex::addPlace(const SolvedFunction &F, const Observation &O) {
  Location At = Describer(P).place(F, O.At);
  Places[{llvm::sys::path::filename(At.File).str(), At.Line, {}}].insert(
      {At.File, O.Class, O.Effect == EffectKind::Acquire});
}

/// What is taken there; else what else is done there to locks.
ClassIndex::Named ClassIndex::at(const LoggedPlace &Place) const {
  auto It = Places.find(
      {llvm::sys::path::filename(Place.File).str(), Place.Line, {}});
  if (Place.File.empty() || It == Places.end())
    return {};
  Named Out;
  std::pair<size_t, bool> Best;
  for (const Use &U : It->second) {
    std::pair Rank(commonEnd(U.File, Place.File), U.Taken);
    if (Rank > Best)
      Out = {};
    Best = std::max(Best, Rank);
    if (Best != Rank)
      continue;
    Out.Classes.insert(U.Class);
    Out.Sure |= Rank.first > 1 || isBareName(U.File, Place.File);
  }
  return Out;
}

/// Those that have a name of which \p Cut is the beginning.
LockClasses ClassIndex::beginningWith(StringRef Cut) const {
  std::string Plain = plainName(Cut);
  StringRef Begin =
      StringRef(Plain).ltrim("(&").take_until([](char C) { return C == ')'; });
  LockClasses Out;
  for (const auto &Name : Names)
    if (!Begin.empty() && Name.getKey().starts_with(Begin))
      Out.insert(Name.getValue().begin(), Name.getValue().end());
  return Out;
}

ClassIndex::Named ClassIndex::named(const LoggedLock &Lock) const {
  Named Found;
  for (StringRef Name : {Lock.Name, Lock.Type})
    for (const std::string &Text : {Name.str(), plainName(Name)})
      if (LockClasses Also = Names.lookup(Text);
          !Text.empty() && !Also.empty()) {
        if (LockClasses Agreed = both(Found.Classes, Also); !Agreed.empty())
          Found.Classes = std::move(Agreed);
        Found.Sure = true;
        break;
      }
  if (Lock.Cut && !Found.Sure)
    Found = {beginningWith(Lock.Name), true};
  // `x->lock` of a function that has no init: the field.
  for (StringRef Name : {Lock.Name, Lock.Type})
    if (std::string Plain = plainName(Name);
        Found.Classes.empty() && !Plain.empty())
      Found.Classes = Fields.lookup(Plain.substr(Plain.find_last_of(".>") + 1));
  return Found;
}

/// All inits of \p C give it names, and none is one of \p Lock.
bool ClassIndex::hasOtherName(LockClass C, const LoggedLock &Lock) const {
  auto Facts = P.Classes.find(C);
  if (Lock.Name.empty() || Facts == P.Classes.end() ||
      Facts->second.Labels.empty() || Unnamed.contains(C))
    return false;
  return llvm::none_of(Facts->second.Labels, [&](StringId Name) {
    return P.Prog.str(Name) == Lock.Name || P.Prog.str(Name) == Lock.Type;
  });
}

void ClassIndex::narrow(const LoggedLock &Lock, LockClasses &To) const {
  auto By = [&](const llvm::StringMap<LockClasses> &Doers, StringRef Function) {
    auto It = Doers.find(Function);
    if (It == Doers.end())
      return false; // a primitive, or not of this program
    LockClasses Left = both(To, It->second);
    bool Fits = !Left.empty();
    if (Fits)
      To = std::move(Left);
    return Fits;
  };
  By(Makers, Lock.MadeIn);
  By(Releasers, Lock.ReleasedIn);
  for (const std::string &Function : Lock.Functions)
    if (By(Takers, Function))
      break;
}

ClassIndex::Match ClassIndex::find(const LoggedLock &Lock) const {
  Match Out;
  Named ByPlace = at(Lock.At), ByName = named(Lock);
  LockClasses Here = ByPlace.Classes;
  Out.Classes = both(Here, ByName.Classes);
  if (Out.Classes.empty() || ByName.Classes.empty()) {
    // Where no name agrees, it is a file of another driver.
    if (!ByPlace.Sure)
      Here.clear();
    bool Known = !Here.empty();
    std::erase_if(Here, [&](LockClass C) { return hasOtherName(C, Lock); });
    bool ByNameOnly = Here.empty() || ByName.Sure;
    Out.Differs = Known && ByNameOnly;
    Out.Classes = ByNameOnly ? ByName.Classes : Here;
  }
  if (Out.Classes.size() > 1 || Lock.Name.empty())
    narrow(Lock, Out.Classes);
  return Out;
}
