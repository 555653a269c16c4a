//===- Print.cpp - what the solver found, as text -------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/Print.h"
#include "Graph/Print.h"
#include "Solve/Order.h"
#include "Solve/Terms.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace locktidy;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Words
//===----------------------------------------------------------------------===//

static std::string marksText(Marks May) {
  static constexpr std::pair<Mark, StringRef> Names[] = {
      {MarkWidened, "widened"},
      {MarkChanged, "changed"},
      {MarkSameObject, "same-object"},
      {MarkUnknownCallee, "unknown-callee"},
      {MarkFlag, "flag"},
      {MarkPointerCallee, "pointer-callee"},
      {MarkCounter, "counter"},
      {MarkAsked, "asked"},
      {MarkGiver, "giver"},
      {MarkTaker, "taker"},
      {MarkLast, "last"},
      {MarkReaders, "readers"},
      {MarkTarget, "target"}};
  std::string Out;
  for (auto [Bit, Name] : Names)
    if (May & Bit)
      Out += (Out.empty() ? "may " : " ") + Name.str();
  return Out;
}

static StringRef clashName(Clash C) {
  switch (C) {
  case Clash::None:
    return "none";
  case Clash::Recursive:
    return "recursive";
  case Clash::NotHeld:
    return "not-held";
  case Clash::WrongMode:
    return "wrong-mode";
  }
  llvm_unreachable("unknown clash");
}

/// A test that says that \p Value lies in \p R, in the form of C where it can:
/// `intr != 0`, `rc in 1..5 but 3`; without a value `!= 0`.
static std::string rangeTest(std::string Value, const Range &R) {
  bool NoLow = R.Low == INT64_MIN, NoHigh = R.High == INT64_MAX;
  if (StringRef(Value).contains(' ') || StringRef(Value).starts_with("!"))
    Value = "(" + Value + ")";
  auto Compare = [&](StringRef Operator, int64_t V) {
    return (Value.empty() ? "" : Value + " ") + Operator.str() + " " +
           std::to_string(V);
  };
  if (R.isAll())
    return Value;
  if (R.value())
    return Compare("==", R.Low);
  std::string Out = NoHigh && !NoLow ? Compare(">=", R.Low)
                    : NoLow && !NoHigh
                        ? Compare("<=", R.High)
                        : Compare("in", R.Low) + ".." + std::to_string(R.High);
  bool First = NoLow && NoHigh;
  for (const Range::Gap &G : R.Gaps) {
    if (First)
      Out = Compare("!=", G.First);
    else
      Out += (NoLow && NoHigh ? ", " : " but ") + std::to_string(G.First);
    if (G.Last != G.First)
      Out += ".." + std::to_string(G.Last);
    First = false;
  }
  return Out;
}

//===----------------------------------------------------------------------===//
// One function
//===----------------------------------------------------------------------===//

namespace {

class SolvedPrinter {
public:
  SolvedPrinter(llvm::raw_ostream &OS, const SolvedProgram &P,
                const SolvedFunction &F)
      : OS(OS), P(P), F(F), All(P.Prog.All) {}

  void function();

private:
  void observation(const Observation &O);
  void exit(const Exit &X);
  void summaryCase(const SummaryCase &C);
  void event(const SummaryEvent &E);
  void pointerCalls();

  /// ` ; word a, b` for the terms of a list.
  void list(StringRef Word, llvm::ArrayRef<std::string> Items) {
    if (!Items.empty())
      OS << "; " << Word << ' ' << llvm::join(Items, ", ");
  }
  void locks(StringRef Word, llvm::ArrayRef<ExprId> Locks);
  void held(StringRef Word, llvm::ArrayRef<HeldLock> Held);
  void entry(llvm::ArrayRef<EntryCondition> Entry);
  void guard(const Guard &When);
  void memory(StringRef Word, llvm::ArrayRef<std::pair<ExprId, ExprId>> Memory);
  void marks(Marks May) {
    if (May)
      OS << "; " << marksText(May);
  }
  void returns(ExprId Value, const Range &R);
  void kindAndMode(StringId Kind, LockMode Mode);
  void position(Position Pos);
  std::string nameUnknown(const Expr &X);
  std::string lock(ExprId E) {
    return exprText(All, F.Graph, E,
                    [&](const Expr &X) { return nameUnknown(X); });
  }
  std::string value(ExprId E) {
    return valueText(All, F.Graph, E,
                     [&](const Expr &X) { return nameUnknown(X); });
  }

  llvm::raw_ostream &OS;
  const SolvedProgram &P;
  const SolvedFunction &F;
  const TUGraph &All;
  std::vector<int64_t> Unknowns; ///< by number
};

} // namespace

std::string SolvedPrinter::nameUnknown(const Expr &X) {
  if (X.Symbol == ReturnedValue)
    return "result";
  auto It = llvm::find(Unknowns, X.Value);
  size_t Number = It - Unknowns.begin() + 1;
  if (It == Unknowns.end())
    Unknowns.push_back(X.Value);
  return "?" + std::to_string(Number) + (X.Symbol ? "'" : "");
}

void SolvedPrinter::position(Position Pos) {
  OS << " @";
  if (Pos.File != F.Graph.Pos.File)
    OS << llvm::sys::path::filename(All.str(Pos.File)) << ':';
  OS << Pos.Line << '\n';
}

void SolvedPrinter::kindAndMode(StringId Kind, LockMode Mode) {
  bool Shared = Mode == LockMode::Shared;
  if (Kind || Shared)
    OS << " (" << All.str(Kind) << (Kind && Shared ? ", " : "")
       << (Shared ? "shared" : "") << ')';
}

void SolvedPrinter::locks(StringRef Word, llvm::ArrayRef<ExprId> Locks) {
  std::vector<std::string> Items;
  for (ExprId L : Locks)
    Items.push_back(lock(L));
  list(Word, Items);
}

void SolvedPrinter::held(StringRef Word, llvm::ArrayRef<HeldLock> Held) {
  std::vector<std::string> Items;
  for (const HeldLock &L : Held) {
    std::vector<std::string> Traits;
    if (L.Mode == LockMode::Shared)
      Traits.push_back("shared");
    if (L.Count != 1)
      Traits.push_back("count " + std::to_string(L.Count));
    if (L.Entry)
      Traits.push_back("entry");
    if (L.Multi)
      Traits.push_back("multi");
    if (L.May)
      Traits.push_back(marksText(L.May));
    Items.push_back(
        lock(L.Lock) +
        (Traits.empty() ? "" : " (" + llvm::join(Traits, ", ") + ")"));
  }
  list(Word, Items);
}

void SolvedPrinter::entry(llvm::ArrayRef<EntryCondition> Entry) {
  std::vector<std::string> Items;
  for (const EntryCondition &C : Entry) {
    std::string Text = lock(C.Lock) + (C.Held ? " held" : " not held");
    if (C.Mode == LockMode::Shared)
      Text += " shared";
    else if (C.OnlyMode)
      Text += " exclusive";
    if (C.Tested)
      Text += " tested";
    if (C.Released)
      Text += " released";
    if (C.May)
      Text += " (" + marksText(C.May) + ")";
    Items.push_back(std::move(Text));
  }
  list("entry", Items);
}

void SolvedPrinter::guard(const Guard &When) {
  std::vector<std::string> Tests;
  for (const Literal &L : When)
    Tests.push_back(rangeTest(value(L.Term), L.Values) +
                    (L.UnderLock ? " (under lock)" : ""));
  if (!Tests.empty())
    OS << "; if " << llvm::join(Tests, " && ");
}

/// What is known of memory that outlives the function.
void SolvedPrinter::memory(StringRef Word,
                           llvm::ArrayRef<std::pair<ExprId, ExprId>> Memory) {
  std::vector<std::string> Items;
  for (auto [Address, Value] : Memory)
    if (F.Graph.expr(Address).Kind != ExprKind::Local) {
      bool Object = F.Graph.expr(Address).Kind == ExprKind::Load ||
                    F.Graph.expr(Address).Kind == ExprKind::Unknown;
      Items.push_back((Object ? "*" : "") + lock(Address) + " = " +
                      (Value ? value(Value) : "a new value"));
    }
  list(Word, Items);
}

void SolvedPrinter::returns(ExprId Value, const Range &R) {
  OS << " returns";
  if (F.Graph.Returns == ReturnKind::Void)
    return;
  bool Constant =
      R.value() && (!Value || F.Graph.expr(Value).Kind == ExprKind::Const);
  if (Constant)
    OS << ' ' << *R.value();
  else
    OS << ' ' << (Value ? value(Value) : "result");
  if (!Constant && !R.isAll())
    OS << " (" << rangeTest("", R) << ')';
}

void SolvedPrinter::observation(const Observation &O) {
  OS << "  observe " << effectName(O.Effect);
  if (O.CalleeEvent != NoEvent || !O.Callee)
    OS << ' ' << All.str(O.Name);
  if (O.Lock)
    OS << ' ' << lock(O.Lock);
  else if (O.Class)
    OS << " a " << className(All, O.Class);
  if (O.Lock || O.Class || O.Effect == EffectKind::Register)
    kindAndMode(O.Kind, O.Mode);
  if (O.Try)
    OS << " try";
  if (O.Handler)
    OS << "; handler " << value(O.Handler);
  if (O.Giant)
    OS << "; giant";
  if (O.Callee)
    OS << "; via " << P.Prog.name(O.Callee);
  held("held", O.Held);
  locks("dropped", O.Dropped);
  locks("entry-held", O.EntryHeld);
  locks("entry-free", O.EntryFree);
  guard(O.Why);
  if (O.Problem != Clash::None)
    OS << "; clash " << clashName(O.Problem);
  marks(O.May);
  position(F.event(O.At).Pos);
}

void SolvedPrinter::exit(const Exit &X) {
  OS << "  exit";
  returns(X.ReturnValue, X.Returns);
  entry(X.Entry);
  held("held", X.Held);
  guard(X.Why);
  memory("written", X.Memory);
  std::vector<std::string> Untold;
  for (const Exit::Untold &U : X.Untolds)
    Untold.push_back(lock(X.Held[U.Held].Lock) + " against @" +
                     std::to_string(F.Exits[U.Against].Pos.Line));
  list("untold", Untold);
  marks(X.May);
  position(X.Pos);
}

void SolvedPrinter::summaryCase(const SummaryCase &C) {
  OS << "  case";
  returns(C.ReturnValue, C.Returns);
  entry(C.Entry);
  held("acquired", C.Acquired);
  std::vector<std::string> Spared;
  for (ExprId Lock : C.Spared)
    Spared.push_back(lock(Lock));
  list("spared", Spared);
  guard(C.When);
  memory("written", C.Written);
  marks(C.May);
  OS << '\n';
}

void SolvedPrinter::event(const SummaryEvent &E) {
  OS << "  event " << effectName(E.Effect) << ' ' << All.str(E.Name);
  if (E.Lock)
    OS << ' ' << lock(E.Lock);
  if (E.Lock || E.Class)
    kindAndMode(E.Kind, E.Mode);
  if (E.Recursive)
    OS << " recursive";
  if (E.Handler)
    OS << "; handler " << value(E.Handler);
  if (E.Class)
    OS << "; class " << className(All, E.Class);
  if (E.Depth)
    OS << "; in " << P.Prog.name(E.Inside) << " depth " << E.Depth;
  locks("dropped", E.Dropped);
  locks("entry-held", E.EntryHeld);
  locks("entry-free", E.EntryFree);
  guard(E.When);
  marks(E.May);
  position(P.function(E.Inside)->event(E.Site).Pos);
}

/// In the order of the source, whatever the order of simulation was.
template <typename T, typename Place>
static std::vector<const T *> byPlace(const std::vector<T> &All,
                                      Place PlaceOf) {
  std::vector<const T *> Out;
  for (const T &Item : All)
    Out.push_back(&Item);
  llvm::sort(Out, [&](const T *A, const T *B) {
    return std::make_pair(PlaceOf(*A), A) < std::make_pair(PlaceOf(*B), B);
  });
  return Out;
}

/// What the calls through pointers call, as far as the program tells.
void SolvedPrinter::pointerCalls() {
  std::vector<std::tuple<Position, size_t, const Event *>> Calls;
  for (const Block &B : F.Graph.Blocks)
    for (const Event &E : B.Events)
      if (E.Kind == EventKind::Call &&
          F.Graph.expr(E.Callee).Kind != ExprKind::Function)
        Calls.push_back({E.Pos, Calls.size(), &E});
  llvm::sort(Calls);
  uint32_t Self = P.Prog.GraphOf[F.Graph.Id.Index];
  for (auto [Pos, Number, E] : Calls) {
    const TargetSet &Set = P.Pointers.of(Self, F.Graph, E->Callee);
    OS << "  calls " << value(E->Callee) << ':';
    llvm::ListSeparator Comma(",");
    for (FunctionId To : Set.Functions)
      OS << Comma << ' ' << P.Prog.name(To)
         << (llvm::binary_search(F.Followed, To) ? "" : " (a cycle)");
    OS << (Set.Functions.empty() ? " unknown"
           : Set.Complete        ? ""
                                 : ", or others");
    position(Pos);
  }
}

void SolvedPrinter::function() {
  const FunctionGraph &G = F.Graph;
  OS << "solved " << P.Prog.name(G.Id) << '(';
  llvm::ListSeparator Comma;
  for (uint32_t I = 0; I != G.NumParams; ++I) {
    StringId Name = G.Locals[I].Name;
    OS << Comma << (Name ? All.str(Name).str() : "t" + std::to_string(I));
  }
  OS << ") in " << llvm::sys::path::filename(All.str(G.Pos.File));
  if (!F.Matters) {
    OS << " does not matter to locking\n";
    return;
  }
  OS << (F.Recursive ? ", recursive" : "")
     << (F.Reached != Limit::None ? ", capped" : "") << ":\n";
  for (const Observation *O :
       byPlace(F.Observations,
               [&](const Observation &O) { return F.event(O.At).Pos; }))
    observation(*O);
  for (const Exit *X : byPlace(F.Exits, [](const Exit &X) { return X.Pos; }))
    exit(*X);
  for (const SummaryCase &C : F.Sum.Cases)
    summaryCase(C);
  if (F.Sum.Cases.empty())
    OS << "  never returns\n";
  for (const SummaryEvent *E :
       byPlace(F.Sum.Events,
               [&](const SummaryEvent &E) { return F.event(E.From.At).Pos; }))
    event(*E);
  pointerCalls();
  for (auto [Value, Why] : F.Sum.Handed)
    OS << "  hands over " << value(Value) << "; " << marksText(Why) << '\n';
}

//===----------------------------------------------------------------------===//
// The program
//===----------------------------------------------------------------------===//

/// `of struct cdevsw.d_open`, `of struct kobj_method.func[device_attach_desc]`.
static std::string tableText(const Program &P, const Binding &B) {
  if (!B.Field)
    return "by its name";
  const FieldInfo &Field = P.All.Fields[B.Field.Index];
  return ("of " + P.str(Field.Record) + "." + P.str(Field.Name) +
          (B.Key ? "[" + P.str(B.Key) + "]" : ""))
      .str();
}

StringRef locktidy::concurrencyName(Concurrency Runs) {
  switch (Runs) {
  case Concurrency::Parallel:
    return "parallel";
  case Concurrency::Serial:
    return "serial";
  case Concurrency::Last:
    return "last";
  case Concurrency::Alone:
    return "alone";
  }
  llvm_unreachable("unknown concurrency");
}

/// ` (serial)`; nothing for what most handlers do.
static std::string runsText(const ContextKind *C) {
  return C && C->Runs != Concurrency::Parallel
             ? " (" + concurrencyName(C->Runs).str() + ")"
             : "";
}

static void printRoots(llvm::raw_ostream &OS, const SolvedProgram &P) {
  for (const Root &R : P.Roots)
    OS << "handler " << P.Prog.name(R.Handler) << " as "
       << P.Prog.str(R.Context) << runsText(P.Prog.context(R.Context)) << ", "
       << (R.RegisteredIn ? "registered in " + P.Prog.name(R.RegisteredIn).str()
                          : tableText(P.Prog, P.Prog.All.Bindings[R.Binding]))
       << '\n';
}

static void printClasses(llvm::raw_ostream &OS, const SolvedProgram &P) {
  for (const auto &[Class, Facts] : P.Classes) {
    OS << "class " << className(P.Prog.All, Class) << ':';
    for (StringId Kind : Facts.Kinds)
      OS << ' ' << P.Prog.str(Kind);
    OS << (Facts.Recursive ? ", recursive" : "")
       << (Facts.Cookie ? ", cookie" : "") << '\n';
  }
}

static void printOrder(llvm::raw_ostream &OS, const SolvedProgram &P) {
  const TUGraph &All = P.Prog.All;
  OrderGraph Order = findOrder(P);
  for (const OrderEdge &E : Order.Edges)
    for (const OrderWitness &W : E.Witnesses) {
      const SolvedFunction &F = P.Functions[W.Function];
      OS << "order " << className(All, E.From) << " -> " << className(All, E.To)
         << " in " << P.Prog.name(F.Graph.Id);
      for (const Gate &G : W.Gates)
        OS << (G == W.Gates.front() ? "; under " : ", ")
           << className(All, G.Class)
           << (G.Mode == LockMode::Shared ? " (shared)" : "");
      OS << " @" << F.event(W.Seen->At).Pos.Line << '\n';
    }
  for (const OrderCycle &C : Order.Cycles) {
    OS << "cycle";
    for (uint32_t E : C.Edges)
      OS << ' ' << className(All, Order.edge(E).From) << " ->";
    OS << ' ' << className(All, Order.edge(C.Edges.front()).From)
       << (C.May ? "; " : "") << marksText(C.May) << '\n';
  }
}

void locktidy::printSolved(llvm::raw_ostream &OS, const SolvedProgram &P,
                           StringRef FunctionFilter) {
  bool First = true;
  for (const SolvedFunction &F : P.Functions) {
    if (FunctionFilter.empty() ? !F.Matters
                               : P.Prog.name(F.Graph.Id) != FunctionFilter)
      continue;
    if (!First)
      OS << '\n';
    First = false;
    SolvedPrinter(OS, P, F).function();
  }
  if (!FunctionFilter.empty())
    return;
  printRoots(OS, P);
  printClasses(OS, P);
  printOrder(OS, P);
}
