//===- Marks.cpp - what was observed, in findings and for people ----------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Observed/Match.h"
#include "Observed/Places.h"
#include "Solve/Order.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace locktidy;

static std::string duration(uint64_t Nanoseconds) {
  double N = double(Nanoseconds);
  if (N < 1e3)
    return llvm::formatv("{0} ns", Nanoseconds);
  if (N < 1e6)
    return llvm::formatv("{0:f1} us", N / 1e3);
  return N < 1e9 ? llvm::formatv("{0:f1} ms", N / 1e6)
                 : llvm::formatv("{0:f1} s", N / 1e9);
}

std::string locktidy::useText(const SeenUse &U) {
  std::string Out;
  if (U.Waits) {
    Out = "waited for " + std::to_string(U.Waits) + " times";
    if (U.WaitNanoseconds)
      Out += ", " + duration(U.WaitNanoseconds) + " in all";
  }
  if (U.Holds) {
    Out += (Out.empty() ? "held " : "; held ") + std::to_string(U.Holds) +
           " times";
    if (U.HoldNanoseconds)
      Out += ", " + duration(U.HoldNanoseconds / U.Holds) + " on average";
  }
  return Out;
}

namespace {
class Marker {
public:
  Marker(const SolvedProgram &P, const Observed &O);
  void mark(Finding &F) const;

private:
  void markCycle(Finding &F, std::vector<LockClass> Locks) const;
  std::vector<LockClass> locksOf(const Finding &F) const;

  const SolvedProgram &P;
  const Observed &O;
  FindingClasses Classes;
  std::map<std::string, std::set<LockClass>> ByName; ///< those that were seen
};
} // namespace

Marker::Marker(const SolvedProgram &P, const Observed &O)
    : P(P), O(O), Classes(P) {
  auto Add = [&](LockClass C) { ByName[className(P.Prog.All, C)].insert(C); };
  for (const auto &[Order, Seen] : O.Orders) {
    Add(Order.first);
    Add(Order.second);
  }
  for (const auto &[Class, Use] : O.Uses)
    Add(Class);
}

/// The orders of a cycle through all of \p Locks, as far as they were seen: in
/// the arrangement of which most were.
void Marker::markCycle(Finding &F, std::vector<LockClass> Locks) const {
  constexpr size_t Most = 6; // 120 arrangements
  if (Locks.empty() || Locks.size() > Most)
    return;
  llvm::sort(Locks);
  std::vector<std::pair<LockClass, LockClass>> Best;
  do {
    std::vector<std::pair<LockClass, LockClass>> Seen;
    for (size_t I = 0; I != Locks.size(); ++I)
      if (std::pair Order(Locks[I], Locks[(I + 1) % Locks.size()]);
          O.Orders.contains(Order))
        Seen.push_back(Order);
    if (Seen.size() > Best.size())
      Best = std::move(Seen);
  } while (std::next_permutation(Locks.begin() + 1, Locks.end()));
  if (Best.empty())
    return;
  F.Seen = Best.size() == Locks.size();
  bool Reported = false;
  std::string Text;
  for (const auto &Order : Best) {
    const SeenOrder &Seen = O.Orders.at(Order);
    Reported |= Seen.Reported;
    Text += (Text.empty() ? "'" : ", '") + className(P.Prog.All, Order.first) +
            "' before '" + className(P.Prog.All, Order.second) + "' (" +
            Seen.Place + ")";
  }
  if (!F.Seen)
    Text = "of this cycle a kernel has taken only " + Text;
  else
    Text = std::string("seen on hardware: ") +
           (Reported ? "a kernel has reported " : "a kernel has taken ") + Text;
  F.Runtime.push_back(std::move(Text));
}

/// The locks of \p F that were seen: for each name one, unless files share it.
std::vector<LockClass> Marker::locksOf(const Finding &F) const {
  std::vector<LockClass> Out;
  for (const std::string &Name : F.LockClasses) {
    auto It = ByName.find(Name);
    if (It == ByName.end())
      continue;
    std::vector<LockClass> Named;
    llvm::copy_if(It->second, std::back_inserter(Named),
                  [&](LockClass C) { return Classes.isAbout(F, C); });
    // Of two locks of one name each brings both.
    if (Named.size() < 2 || !llvm::is_contained(Out, Named.front()))
      llvm::append_range(Out, Named);
  }
  return Out;
}

void Marker::mark(Finding &F) const {
  std::vector<LockClass> Locks = locksOf(F);
  if (Locks.size() == F.LockClasses.size() &&
      (F.Rule == "lock-order" || F.Rule == "recursive-lock"))
    markCycle(F, Locks);
  for (LockClass C : Locks)
    if (auto It = O.Uses.find(C); It != O.Uses.end())
      F.Runtime.push_back("at run time '" + className(P.Prog.All, C) +
                          "' was " + useText(It->second) + " (" +
                          It->second.Place + ")");
}

void locktidy::mark(const SolvedProgram &P, Observed &O,
                    std::vector<Finding> &Findings) {
  Marker M(P, O);
  for (Finding &F : Findings)
    M.mark(F);
  markFaults(P, O.Faults, Findings);
}

static void addNames(llvm::StringRef What, const std::set<std::string> &Names,
                     bool All, std::vector<std::string> &Out) {
  if (Names.empty())
    return;
  std::string Text = What.str() + ": " + std::to_string(Names.size());
  if (All)
    Text += " ('" + llvm::join(Names, "', '") + "')";
  Out.push_back(std::move(Text));
}

/// Where a kernel says the same again and again.
using Repeated = llvm::MapVector<std::string, std::vector<std::string>,
                                 std::map<std::string, unsigned>>;

/// `'lock not locked' of 'struct foo::mtx' (console.txt:12 and 3 more)`.
static std::string
withPlaces(const std::pair<std::string, std::vector<std::string>> &Said) {
  const auto &[Text, Places] = Said;
  std::string More;
  if (Places.size() > 1)
    More = " and " + std::to_string(Places.size() - 1) + " more";
  return Text + " (" + Places.front() + More + ")";
}

/// How many reports of faults the findings say, which they do not, and what
/// could not be used.
static void compareFaults(const SolvedProgram &P,
                          llvm::ArrayRef<SeenFault> Faults,
                          std::vector<std::string> &Out) {
  size_t Own = 0, Found = 0;
  Repeated Missed, Other, Unused;
  for (const SeenFault &F : Faults) {
    std::string Text = "'" + F.What + "'";
    if (F.Kind == Fault::None) {
      Unused[Text].push_back(F.Place);
    } else if (!F.Own) {
      Other[Text].push_back(F.Place);
    } else {
      ++Own;
      Found += F.Found;
      std::vector<std::string> Names;
      for (LockClass C : F.Classes)
        Names.push_back("'" + className(P.Prog.All, C) + "'");
      if (!Names.empty())
        Text += " of " + llvm::join(Names, F.Sure ? " and " : " or ");
      if (!F.Found)
        Missed[Text].push_back(F.Place);
    }
  }
  if (Own)
    Out.push_back(std::to_string(Found) + " of " + std::to_string(Own) +
                  " faults in this program are among the findings");
  for (const auto &Fault : Missed)
    Out.push_back(withPlaces(Fault) + " is not among the findings");
  auto Count = [&](llvm::StringRef What, const Repeated &Reports) {
    size_t Number = 0;
    std::vector<std::string> Texts;
    for (const auto &Report : Reports) {
      Number += Report.second.size();
      Texts.push_back(withPlaces(Report));
    }
    if (Number)
      Out.push_back(What.str() + ": " + std::to_string(Number) + ": " +
                    llvm::join(Texts, ", "));
  };
  Count("reports about other code", Other);
  Count("reports that say nothing for any rule", Unused);
}

std::vector<std::string> locktidy::compare(const SolvedProgram &P,
                                           const Observed &O, bool Names) {
  std::set<std::pair<LockClass, LockClass>> Static;
  OrderGraph Graph = findOrder(P);
  for (const OrderEdge &E : Graph.Edges)
    Static.insert({E.From, E.To});
  std::vector<std::string> Out;
  size_t Orders = 0, Known = 0;
  for (const auto &[Order, Seen] : O.Orders) {
    if (Order.first == Order.second)
      Out.push_back("'" + className(P.Prog.All, Order.first) +
                    "' was taken while one of its class was held (" +
                    Seen.Place + ")");
    if (!Seen.Direct || Order.first == Order.second)
      continue;
    ++Orders;
    if (Static.contains(Order))
      ++Known;
    else
      Out.push_back("'" + className(P.Prog.All, Order.first) + "' before '" +
                    className(P.Prog.All, Order.second) + "' (" + Seen.Place +
                    ") is not in the static lock order graph");
  }
  llvm::sort(Out);
  if (Orders)
    Out.insert(Out.begin(), std::to_string(Known) + " of " +
                                std::to_string(Orders) +
                                " orders of this program's locks are in the "
                                "static lock order graph");
  compareFaults(P, O.Faults, Out);
  addNames("names that are no lock of this program", O.Unknown, Names, Out);
  addNames("names that several locks of this program have", O.Ambiguous, Names,
           Out);
  if (O.Nameless)
    Out.push_back("locks without a name that no caller tells: " +
                  std::to_string(O.Nameless));
  if (O.Differing)
    Out.push_back("locks whose name is not of what is taken at their line "
                  "(sources differ): " +
                  std::to_string(O.Differing));
  return Out;
}
