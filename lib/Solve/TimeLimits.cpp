//===- TimeLimits.cpp - time limits of the wrong sort ---------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solve/TimeLimits.h"
#include "Solve/ReachingStores.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

using namespace locktidy;

namespace {

/// What is known of a number.
struct Sorted {
  enum : uint8_t { Unknown, Number, Span, Moment, Parameter } Is = Unknown;
  uint32_t Index = 0; ///< of a Parameter
  bool operator==(const Sorted &) const = default;
};

class TimeLimits {
public:
  explicit TimeLimits(const Program &P) : P(P), Stores(P.All.Graphs.size()) {}

  void run();
  std::vector<WrongLimit> Out;

private:
  static constexpr unsigned MaxDepth = 6; ///< of what values are made of
  static constexpr unsigned MaxCalls = 3; ///< up from the wait

  const FunctionGraph &graph(uint32_t I) const { return P.All.Graphs[I]; }
  Sorted sortOf(uint32_t I, ExprId E, EventRef At, unsigned Depth);
  Sorted sortOfLocal(uint32_t I, uint32_t L, EventRef At, unsigned Depth);
  Sorted sortOfStored(uint32_t I, EventRef At, unsigned Depth);
  Sorted sortOfField(uint32_t Field, unsigned Depth);
  Sorted findField(uint32_t Field, unsigned Depth);
  Sorted sortOfResult(FunctionId F, unsigned Depth);
  Sorted findResult(FunctionId F, unsigned Depth);
  void findUses();
  void judge(uint32_t I, EventRef At, ExprId Limit, bool WantsMoment,
             WrongLimit Wait, unsigned Calls);

  const Program &P;
  std::vector<std::optional<ReachingStores>> Stores; ///< by graph
  /// By field or function, and depth: many stores ask for the same.
  std::map<std::pair<uint32_t, unsigned>, Sorted> Fields, Results;
  bool Found = false; ///< the next two, when needed
  std::map<uint32_t, std::vector<std::pair<uint32_t, EventRef>>> StoresToField;
  std::map<uint32_t, std::vector<std::pair<uint32_t, EventRef>>> Callers;
};

} // namespace

void TimeLimits::findUses() {
  if (Found)
    return;
  Found = true;
  for (uint32_t I = 0; I != P.All.Graphs.size(); ++I)
    for (uint32_t B = 0; B != graph(I).Blocks.size(); ++B)
      for (auto [N, E] : llvm::enumerate(graph(I).Blocks[B].Events)) {
        EventRef At{B, uint32_t(N)};
        if (E.Address && graph(I).expr(E.Address).Kind == ExprKind::Field)
          StoresToField[graph(I).expr(E.Address).Symbol].push_back({I, At});
        if (E.Kind == EventKind::Call &&
            graph(I).expr(E.Callee).Kind == ExprKind::Function)
          Callers[graph(I).expr(E.Callee).Symbol].push_back({I, At});
      }
}

/// What may be the one or the other.
static Sorted merge(Sorted A, Sorted B) {
  if (A == B)
    return A;
  bool Spans = (A.Is == Sorted::Span && B.Is == Sorted::Number) ||
               (A.Is == Sorted::Number && B.Is == Sorted::Span);
  return {Spans ? Sorted::Span : Sorted::Unknown};
}

static Sorted combine(ExprKind K, Sorted A, Sorted B) {
  bool Moments = A.Is == Sorted::Moment || B.Is == Sorted::Moment;
  bool Plain = (A.Is == Sorted::Span || A.Is == Sorted::Number) &&
               (B.Is == Sorted::Span || B.Is == Sorted::Number);
  bool Numbers = A.Is == Sorted::Number && B.Is == Sorted::Number;
  Sorted Same{Numbers ? Sorted::Number
              : Plain ? Sorted::Span
                      : Sorted::Unknown};
  switch (K) {
  case ExprKind::Add:
    if (A.Is == Sorted::Moment && B.Is == Sorted::Moment)
      return {};
    return Moments ? Sorted{Sorted::Moment} : Same;
  case ExprKind::Sub:
    if (B.Is == Sorted::Moment)
      return {Sorted::Span};
    return Moments ? A : Same;
  case ExprKind::Mul:
    // `seconds * hz`, whatever says how many.
    if (Moments || (A.Is == Sorted::Span && B.Is == Sorted::Span))
      return {};
    return A.Is == Sorted::Span || B.Is == Sorted::Span ? Sorted{Sorted::Span}
                                                        : Same;
  case ExprKind::Div:
    return A.Is == Sorted::Span && B.Is != Sorted::Span ? A : Sorted();
  default:
    return {};
  }
}

Sorted TimeLimits::sortOf(uint32_t I, ExprId E, EventRef At, unsigned Depth) {
  const FunctionGraph &G = graph(I);
  if (!E || Depth == MaxDepth)
    return {};
  const Expr &X = G.expr(E);
  switch (X.Kind) {
  case ExprKind::Const:
    // A larger one stands for "never".
    return {std::abs(X.Value) < INT32_MAX ? Sorted::Number : Sorted::Unknown};
  case ExprKind::Load:
    if (G.expr(X.A).Kind == ExprKind::Local)
      return sortOfLocal(I, G.expr(X.A).Symbol, At, Depth);
    if (G.expr(X.A).Kind == ExprKind::Field)
      return sortOfField(G.expr(X.A).Symbol, Depth + 1);
    return {};
  case ExprKind::Add:
  case ExprKind::Sub:
  case ExprKind::Mul:
  case ExprKind::Div:
    return combine(X.Kind, sortOf(I, X.A, At, Depth),
                   sortOf(I, X.B, At, Depth));
  default:
    return {};
  }
}

Sorted TimeLimits::sortOfLocal(uint32_t I, uint32_t L, EventRef At,
                               unsigned Depth) {
  const FunctionGraph &G = graph(I);
  if (G.Locals[L].AddressTaken)
    return {};
  if (!Stores[I])
    Stores[I].emplace(G);
  ReachingStores::Found From = Stores[I]->of(L, At);
  std::optional<Sorted> Out;
  if (From.AtEntry)
    Out = L < G.NumParams ? Sorted{Sorted::Parameter, L} : Sorted();
  for (EventRef E : From.Events) {
    Sorted S = sortOfStored(I, E, Depth + 1);
    Out = Out ? merge(*Out, S) : S;
    if (Out->Is == Sorted::Unknown)
      return {};
  }
  return Out.value_or(Sorted());
}

/// What the event at \p At gives to the local or field that it sets.
Sorted TimeLimits::sortOfStored(uint32_t I, EventRef At, unsigned Depth) {
  const FunctionGraph &G = graph(I);
  const Event &E = G.Blocks[At.Block].Events[At.Index];
  if (E.Kind == EventKind::Call && G.expr(E.Callee).Kind == ExprKind::Function)
    return sortOfResult(FunctionId(G.expr(E.Callee).Symbol), Depth);
  if (E.Kind != EventKind::Store)
    return {};
  if (E.Time != TimeSort::None)
    return {E.Time == TimeSort::Span ? Sorted::Span : Sorted::Moment};
  return sortOf(I, E.Value, At, Depth);
}

Sorted TimeLimits::sortOfField(uint32_t Field, unsigned Depth) {
  if (Depth >= MaxDepth)
    return {};
  auto Known = Fields.find({Field, Depth});
  if (Known == Fields.end())
    Known = Fields.insert({{Field, Depth}, findField(Field, Depth)}).first;
  return Known->second;
}

Sorted TimeLimits::findField(uint32_t Field, unsigned Depth) {
  findUses();
  std::optional<Sorted> Out;
  for (auto [I, At] : StoresToField[Field]) {
    Sorted S = sortOfStored(I, At, Depth);
    Out = Out ? merge(*Out, S) : S;
    // What is not known once stays so.
    if (Out->Is == Sorted::Unknown || S.Is == Sorted::Parameter)
      return {};
  }
  return Out && Out->Is != Sorted::Number ? *Out : Sorted();
}

Sorted TimeLimits::sortOfResult(FunctionId F, unsigned Depth) {
  if (Depth >= MaxDepth)
    return {};
  auto Known = Results.find({F.Index, Depth});
  if (Known == Results.end())
    Known = Results.insert({{F.Index, Depth}, findResult(F, Depth)}).first;
  return Known->second;
}

Sorted TimeLimits::findResult(FunctionId F, unsigned Depth) {
  const FunctionGraph *G = P.graph(F);
  if (!G)
    return {};
  uint32_t I = P.GraphOf[F.Index];
  std::optional<Sorted> Out;
  for (uint32_t B = 0; B != G->Blocks.size(); ++B) {
    const Terminator &T = G->Blocks[B].Term;
    if (T.Kind != TermKind::Return)
      continue;
    EventRef End{B, uint32_t(G->Blocks[B].Events.size())};
    Sorted S = sortOf(I, T.Cond, End, Depth + 1);
    Out = Out ? merge(*Out, S) : S;
    // What is not known once stays so.
    if (Out->Is == Sorted::Unknown || S.Is == Sorted::Parameter)
      return {};
  }
  return Out.value_or(Sorted());
}

/// Judges \p Limit, at \p At of a graph: the limit of a wait, or what a call
/// passes for it.
void TimeLimits::judge(uint32_t I, EventRef At, ExprId Limit, bool WantsMoment,
                       WrongLimit Wait, unsigned Calls) {
  const FunctionGraph &G = graph(I);
  if (!Limit)
    return;
  Sorted S = sortOf(I, Limit, At, 0);
  const Expr &X = G.expr(Limit);
  bool Small = X.Kind == ExprKind::Const && X.Value > 0;
  bool IsSpan = S.Is == Sorted::Span || (S.Is == Sorted::Number && Small);
  if (WantsMoment ? IsSpan : S.Is == Sorted::Moment) {
    Wait.In = G.Id;
    Wait.Pos = G.Blocks[At.Block].Events[At.Index].Pos;
    Wait.Given = WantsMoment ? TimeSort::Span : TimeSort::Moment;
    Out.push_back(Wait);
  }
  if (S.Is != Sorted::Parameter || Calls == MaxCalls)
    return;
  findUses();
  Wait.Through = G.Id;
  for (auto [Caller, Call] : Callers[G.Id.Index]) {
    const Event &E = graph(Caller).Blocks[Call.Block].Events[Call.Index];
    if (S.Index < E.Args.size())
      judge(Caller, Call, E.Args[S.Index], WantsMoment, Wait, Calls + 1);
  }
}

void TimeLimits::run() {
  for (uint32_t I = 0; I != P.All.Graphs.size(); ++I) {
    const FunctionGraph &G = graph(I);
    for (uint32_t B = 0; B != G.Blocks.size(); ++B)
      for (auto [N, E] : llvm::enumerate(G.Blocks[B].Events)) {
        if (E.Kind != EventKind::Effect || (!E.Until && !E.Timeout))
          continue;
        ExprId Limit = E.Until ? E.Until : E.Timeout;
        // `arg3 != INFSLP`
        if (const Expr &X = G.expr(Limit); X.Kind == ExprKind::Not)
          if (const Expr &Y = G.expr(X.A); Y.Kind == ExprKind::Eq)
            Limit = G.expr(Y.A).Kind == ExprKind::Const ? Y.B : Y.A;
        WrongLimit Wait;
        Wait.Wait = E.Name;
        Wait.WaitPos = E.Pos;
        judge(I, {B, uint32_t(N)}, Limit, bool(E.Until), Wait, 0);
      }
  }
  llvm::sort(Out);
  Out.erase(llvm::unique(Out), Out.end());
}

std::vector<WrongLimit> locktidy::findWrongLimits(const Program &P) {
  TimeLimits T(P);
  T.run();
  return std::move(T.Out);
}
