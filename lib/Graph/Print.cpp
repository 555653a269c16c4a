//===- Print.cpp - lock graphs as text ------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Graph/Print.h"
#include "Graph/EventText.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace locktidy;
using llvm::StringRef;

StringRef locktidy::effectName(EffectKind K) {
  switch (K) {
  case EffectKind::Acquire:
    return "acquire";
  case EffectKind::Release:
    return "release";
  case EffectKind::Downgrade:
    return "downgrade";
  case EffectKind::Upgrade:
    return "upgrade";
  case EffectKind::Query:
    return "query";
  case EffectKind::AssertHeld:
    return "assert-held";
  case EffectKind::AssertNotHeld:
    return "assert-not-held";
  case EffectKind::Init:
    return "init";
  case EffectKind::Destroy:
    return "destroy";
  case EffectKind::Wait:
    return "wait";
  case EffectKind::Wakeup:
    return "wakeup";
  case EffectKind::Alloc:
    return "alloc";
  case EffectKind::MaySleep:
    return "may-sleep";
  case EffectKind::AssertSleepable:
    return "assert-sleepable";
  case EffectKind::BusyWait:
    return "busy-wait";
  case EffectKind::Register:
    return "register";
  case EffectKind::Drain:
    return "drain";
  case EffectKind::LevelRaise:
    return "level-raise";
  case EffectKind::LevelRestore:
    return "level-restore";
  case EffectKind::AskContext:
    return "ask-context";
  case EffectKind::ContextBound:
    return "context-bound";
  case EffectKind::CallLock:
    return "call-lock";
  case EffectKind::Publish:
    return "publish";
  case EffectKind::Alone:
    return "alone";
  case EffectKind::Free:
    return "free";
  case EffectKind::EndThread:
    return "end-thread";
  }
  llvm_unreachable("unknown effect");
}

static StringRef successName(Success S) {
  switch (S) {
  case Success::Always:
    return "always";
  case Success::NonZero:
    return "nonzero";
  case Success::Zero:
    return "zero";
  case Success::NoErrno:
    return "no-errno";
  case Success::NonNegative:
    return "nonnegative";
  }
  llvm_unreachable("unknown success");
}

static StringRef maskingName(Masking M) {
  switch (M) {
  case Masking::None:
    return "none";
  case Masking::Soft:
    return "soft";
  case Masking::Hard:
    return "hard";
  case Masking::Saved:
    return "saved";
  }
  llvm_unreachable("unknown masking");
}

StringRef locktidy::returnName(ReturnKind K) {
  switch (K) {
  case ReturnKind::Void:
    return "void";
  case ReturnKind::Integer:
    return "integer";
  case ReturnKind::Boolean:
    return "boolean";
  case ReturnKind::Pointer:
    return "pointer";
  case ReturnKind::Other:
    return "other";
  }
  llvm_unreachable("unknown return kind");
}

/// True when \p E names its lock outright, so that it needs no key: all but
/// those whose lock is a side matter (an interlock, the lock of a callback).
static bool lockComesFirst(EffectKind E) {
  return E != EffectKind::Wait && E != EffectKind::Register &&
         E != EffectKind::Drain && E != EffectKind::CallLock;
}

namespace {

class GraphPrinter {
public:
  GraphPrinter(llvm::raw_ostream &OS, const TUGraph &G, const FunctionGraph &F)
      : OS(OS), G(G), F(F) {}

  void function();
  void heading();
  void event(const Event &E);
  void terminator(const Terminator &T);
  /// With what ends the line.
  void position(Position P);

private:
  void effect(const Event &E);
  void lockTraits(const Event &E);
  void call(const Event &E);
  std::string localName(LocalId L) const {
    return locktidy::localName(G, F, L);
  }

  /// ` key=value`, in parentheses when it holds a blank.
  void operand(StringRef Key, ExprId Value) {
    if (!Value)
      return;
    std::string Text = valueText(G, F, Value);
    bool Blank = StringRef(Text).contains(' ');
    OS << ' ' << Key << '=' << (Blank ? "(" : "") << Text << (Blank ? ")" : "");
  }

  llvm::raw_ostream &OS;
  const TUGraph &G;
  const FunctionGraph &F;
};

} // namespace

std::string locktidy::localName(const TUGraph &G, const FunctionGraph &F,
                                LocalId L) {
  StringId Name = F.Locals[L.Index].Name;
  return Name ? G.str(Name).str() : "t" + std::to_string(L.Index);
}

void GraphPrinter::position(Position P) {
  if (P.Line) {
    OS << " @";
    if (P.File && P.File != F.Pos.File)
      OS << llvm::sys::path::filename(G.str(P.File)) << ':';
    OS << P.Line;
  }
  OS << '\n';
}

void GraphPrinter::heading() {
  OS << G.str(G.Functions[F.Id.Index].Name) << '(';
  llvm::ListSeparator Comma;
  for (uint32_t I = 0; I != F.NumParams; ++I)
    OS << Comma << localName(LocalId(I));
  OS << ')';
  if (F.Returns != ReturnKind::Void)
    OS << " -> " << returnName(F.Returns);

  std::vector<std::string> Traits;
  if (F.FromHeader)
    Traits.push_back("header");
  if (F.Core)
    Traits.push_back("core");
  if (F.Stub)
    Traits.push_back("stub");
  if (F.Prototype)
    Traits.push_back("prototype");
  for (uint32_t I = 0; I != F.Locals.size(); ++I)
    if (F.Locals[I].AddressTaken)
      Traits.push_back("&" + localName(LocalId(I)));
  if (!Traits.empty())
    OS << " [" << llvm::join(Traits, ", ") << ']';
}

void GraphPrinter::function() {
  heading();
  OS << ":\n";
  for (size_t I = 0; I != F.Blocks.size(); ++I) {
    std::string Label = "b" + std::to_string(I) + ": ";
    std::string Indent(Label.size(), ' ');
    const Block &B = F.Blocks[I];
    for (size_t J = 0; J != B.Events.size(); ++J) {
      OS << (J ? Indent : Label);
      event(B.Events[J]);
      position(B.Events[J].Pos);
    }
    OS << (B.Events.empty() ? Label : Indent);
    terminator(B.Term);
    position(B.Term.Pos);
  }
}

void GraphPrinter::event(const Event &E) {
  if (E.Result)
    OS << localName(E.Result) << " = ";
  switch (E.Kind) {
  case EventKind::Effect:
    effect(E);
    break;
  case EventKind::Call:
    call(E);
    break;
  case EventKind::Store:
    OS << "store";
    if (E.Time != TimeSort::None)
      OS << (E.Time == TimeSort::Span ? " span" : " moment");
    break;
  case EventKind::Clobber:
    OS << "clobber";
    break;
  }
  if (E.Address) // `p = x` writes the pointer, `*p = x` what it points at
    OS << (F.expr(E.Address).Kind == ExprKind::Load ? " *" : " ")
       << exprText(G, F, E.Address);
  if (E.Value)
    OS << " = " << valueText(G, F, E.Value);
  operand("when", E.When);
}

void GraphPrinter::call(const Event &E) {
  std::string Callee = valueText(G, F, E.Callee);
  OS << "call " << Callee << '(';
  llvm::ListSeparator Comma;
  for (ExprId A : E.Args)
    OS << Comma << valueText(G, F, A);
  OS << ')';
  if (E.Name && G.str(E.Name) != Callee)
    OS << " name=" << G.str(E.Name);
}

void GraphPrinter::effect(const Event &E) {
  OS << effectName(E.Effect);
  if (E.Name)
    OS << ' ' << G.str(E.Name);
  bool First = lockComesFirst(E.Effect);
  if (First && E.Lock)
    OS << ' ' << exprText(G, F, E.Lock);
  if (First)
    lockTraits(E);
  operand("chan", E.Channel);
  if (!First && E.Lock)
    OS << " lock=" << exprText(G, F, E.Lock);
  if (!First)
    lockTraits(E);
  if (E.Succeeds != Success::Always)
    OS << " success=" << successName(E.Succeeds) << (E.Waits ? " waits" : "");
  operand("failure", E.Failure);
  operand("keeps-dropped", E.KeepsDropped);
  operand("timeout", E.Timeout);
  operand("until", E.Until);
  operand("signals", E.Signals);
  operand("results", E.Results);
  operand("never-null", E.NeverNull);
  operand("handler", E.Handler);
  operand("argument", E.Argument);
  operand("cookie", E.Cookie);
  operand("giant", E.Giant);
  operand("amount", E.Amount);
  if (E.Context)
    OS << " context=" << G.str(E.Context);
  if (E.Label) {
    OS << " label=\"";
    OS.write_escaped(G.str(E.Label)) << '"';
  }
  if (E.Recursive)
    OS << " recursive";
  if (E.Nested)
    OS << " nested";
  if (E.AnyThread)
    OS << " any-thread";
  if (E.Interrupts != Masking::None)
    OS << " interrupts=" << maskingName(E.Interrupts);
  if (E.Stub)
    OS << " stub";
}

void GraphPrinter::lockTraits(const Event &E) {
  llvm::StringRef Mode = E.Mode == LockMode::Shared ? "shared"
                         : E.ModeGiven              ? "exclusive"
                                                    : "";
  if (!E.LockKind && Mode.empty())
    return;
  OS << " (" << G.str(E.LockKind) << (E.LockKind && !Mode.empty() ? ", " : "")
     << Mode << ')';
}

void GraphPrinter::terminator(const Terminator &T) {
  switch (T.Kind) {
  case TermKind::Jump:
    OS << "jump b" << T.Then.Index;
    break;
  case TermKind::Branch:
    OS << "branch " << valueText(G, F, T.Cond) << " b" << T.Then.Index << " b"
       << T.Else.Index;
    break;
  case TermKind::Switch:
    OS << "switch " << valueText(G, F, T.Cond);
    for (const SwitchCase &C : T.Cases) {
      OS << ' ' << C.Low;
      if (C.High != C.Low)
        OS << ".." << C.High;
      OS << ":b" << C.Target.Index;
    }
    OS << (T.Exhaustive ? " unnamed b" : " else b") << T.Else.Index;
    break;
  case TermKind::Return:
    OS << "return";
    if (T.Cond)
      OS << ' ' << valueText(G, F, T.Cond);
    break;
  case TermKind::Unreachable:
    OS << "unreachable";
    break;
  }
}

/// What \p Print writes of \p F.
static std::string printed(const TUGraph &G, const FunctionGraph &F,
                           llvm::function_ref<void(GraphPrinter &)> Print) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  GraphPrinter P(OS, G, F);
  Print(P);
  return Out;
}

std::string locktidy::functionText(const TUGraph &G, const FunctionGraph &F) {
  return printed(G, F, [](GraphPrinter &P) { P.function(); });
}

std::string locktidy::headingText(const TUGraph &G, const FunctionGraph &F) {
  return printed(G, F, [](GraphPrinter &P) { P.heading(); });
}

std::string locktidy::eventText(const TUGraph &G, const FunctionGraph &F,
                                const Event &E) {
  return printed(G, F, [&](GraphPrinter &P) { P.event(E); });
}

std::string locktidy::terminatorText(const TUGraph &G, const FunctionGraph &F,
                                     const Terminator &T) {
  return printed(G, F, [&](GraphPrinter &P) { P.terminator(T); });
}

const char *locktidy::contractWord(ContractKind Kind) {
  switch (Kind) {
  case ContractKind::MutexProtects:
    return "mutex-protects";
  case ContractKind::RwlockProtects:
    return "rwlock-protects";
  case ContractKind::SchemeProtects:
    return "scheme-protects";
  case ContractKind::ReadableUnlocked:
    return "readable-unlocked";
  case ContractKind::ReadOnly:
    return "read-only";
  case ContractKind::AssumingProtected:
    return "assuming-protected";
  case ContractKind::NowVisible:
    return "now-visible";
  case ContractKind::NowInvisible:
    return "now-invisible";
  case ContractKind::Order:
    return "order";
  case ContractKind::AnyOrder:
    return "any-order";
  case ContractKind::Acquires:
    return "acquires";
  case ContractKind::AcquiresShared:
    return "acquires-shared";
  case ContractKind::AcquiresIfNonZero:
    return "acquires-if-nonzero";
  case ContractKind::AcquiresIfZero:
    return "acquires-if-zero";
  case ContractKind::Releases:
    return "releases";
  case ContractKind::Upgrades:
    return "upgrades";
  case ContractKind::Downgrades:
    return "downgrades";
  case ContractKind::BeginsThreads:
    return "begins-threads";
  case ContractKind::EndsThreads:
    return "ends-threads";
  }
  return "";
}

static void printContracts(llvm::raw_ostream &OS, const TUGraph &G,
                           const FunctionGraph &Statics, GraphPrinter &P) {
  for (const Contract &C : G.Contracts) {
    OS << contractWord(C.Kind);
    for (ExprId Lock : C.Locks)
      OS << ' ' << exprText(G, Statics, Lock);
    const char *Before = C.Locks.empty() ? " " : ": ";
    auto Datum = [&](llvm::StringRef Text) {
      OS << std::exchange(Before, " ") << Text;
    };
    for (ExprId X : C.Data)
      Datum(exprText(G, Statics, X));
    for (StringId Record : C.Records)
      Datum(G.str(Record));
    if (C.Text)
      OS << " \"" << G.str(C.Text) << '"';
    if (C.Function)
      OS << " in " << G.str(G.Functions[C.Function.Index].Name);
    P.position(C.Pos);
  }
  for (const NotLowered &M : G.Misread) {
    OS << "misread " << G.str(M.What);
    P.position(M.Pos);
  }
}

static void printTables(llvm::raw_ostream &OS, const TUGraph &G) {
  // Events of static initialisers are printed as those of a function whose
  // expressions are InitExprs.
  FunctionGraph Statics;
  Statics.Exprs = G.InitExprs;
  Statics.Locals.resize(MaxBindingParams);
  if (!G.Graphs.empty())
    Statics.Pos.File = G.Graphs.front().Pos.File;
  GraphPrinter P(OS, G, Statics);
  for (const Event &E : G.StaticInits) {
    OS << "static ";
    P.event(E);
    P.position(E.Pos);
  }
  for (const Binding &B : G.Bindings) {
    OS << "binding ";
    if (B.Field)
      OS << G.str(G.Fields[B.Field.Index].Record) << '.'
         << G.str(G.Fields[B.Field.Index].Name);
    else if (B.Variable)
      OS << G.str(G.Globals[B.Variable.Index].Name);
    else
      OS << "the kernel's call";
    if (B.Key)
      OS << '[' << G.str(B.Key) << ']';
    OS << " = " << G.str(G.Functions[B.Target.Index].Name);
    if (B.Context)
      OS << " (" << G.str(B.Context) << ')';
    if (B.Lock)
      OS << " lock=" << exprText(G, Statics, B.Lock);
    if (B.Argument)
      OS << " argument-by=" << G.str(G.Functions[B.Argument.Index].Name);
    if (B.ResumedBy)
      OS << " resumed-if=arg" << B.ResumedBy - 1 << "==" << B.Resumed;
    P.position(B.Pos);
  }
  printContracts(OS, G, Statics, P);
  for (const NotLowered &L : G.Lost) {
    OS << "lost " << G.str(L.What);
    P.position(L.Pos);
  }
}

void locktidy::printGraph(llvm::raw_ostream &OS, const TUGraph &G,
                          StringRef FunctionFilter) {
  bool First = true;
  for (const FunctionGraph &F : G.Graphs) {
    if (!FunctionFilter.empty() &&
        G.str(G.Functions[F.Id.Index].Name) != FunctionFilter)
      continue;
    if (!First)
      OS << '\n';
    First = false;
    GraphPrinter(OS, G, F).function();
  }
  if (FunctionFilter.empty())
    printTables(OS, G);
}
