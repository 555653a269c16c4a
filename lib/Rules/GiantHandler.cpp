//===- GiantHandler.cpp - giant-handler -----------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A handler is registered so that the kernel takes the giant lock around each
// call, and serialises it with everything else that still runs under it:
//
//   bus_setup_intr(..., INTR_TYPE_NET, ...)      without the flag against it
//   callout_init(&sc->tick, 0); timeout(...)     handlers of these callouts
//   struct cdevsw x = { .d_flags = D_NEEDGIANT } the functions of that record
//
// Which lock that is the model says: what it calls the giant lock, and a sleep
// gives up. A handler from a field to which nobody gives one is none.
//
//===----------------------------------------------------------------------===//
#include "Graph/Print.h"
#include "Rules/Describe.h"
#include "Rules/Rule.h"
#include "Solve/Terms.h"
#include <map>
#include <set>

using namespace locktidy;

/// The handler is read from a field that no function flows into.
static bool isNeverGiven(const SolvedProgram &P, const SolvedFunction &F,
                         ExprId Handler) {
  std::optional<uint32_t> Field = fieldOf(F.Graph, Handler);
  return Field && !P.WrittenFields.test(*Field) &&
         P.Pointers.of(P.Prog.GraphOf[F.Graph.Id.Index], F.Graph, Handler)
             .Functions.empty();
}

namespace {

class Judge {
public:
  Judge(const SolvedProgram &P, std::vector<Finding> &Out)
      : P(P), D(P), Out(Out) {}
  void registrations(const SolvedFunction &F);
  void callLocks(const SolvedFunction &F);
  void tables();

private:
  /// A kernel lock that all handlers are called with is no driver's choice.
  bool isGiant(StringId Kind) const {
    const LockKind *K = Kind ? P.Prog.kind(Kind) : nullptr;
    return K && K->Held == SleepWhileHeld::Released && K->Noun == "giant lock";
  }

  const SolvedProgram &P;
  Describer D;
  std::vector<Finding> &Out;
};

} // namespace

void Judge::registrations(const SolvedFunction &F) {
  std::set<EventRef> Told;
  for (const Observation &O : F.Observations) {
    if (O.Effect != EffectKind::Register || !O.Giant || O.Callee ||
        !Told.insert(O.At).second)
      continue;
    const Event &E = F.event(O.At);
    Finding R = D.begin("giant-handler", Severity::Warning, F, E.Pos);
    std::string Handler = "handler";
    if (O.Handler && F.Graph.expr(O.Handler).Kind == ExprKind::Function)
      Handler = "'" +
                P.Prog.name(FunctionId(F.Graph.expr(O.Handler).Symbol)).str() +
                "'";
    R.Message = Handler + " is registered by '" + P.Prog.str(E.Name).str() +
                "' so that it runs under the giant lock";
    R.Event = P.Prog.str(E.Name).str() + " " + Handler;
    bool IsNone = isNeverGiven(P, F, O.Handler);
    D.setCertainty(R, O.May | (IsNone ? MarkTarget : Marks()));
    Out.push_back(std::move(R));
  }
}

/// Objects of which it is said that their handlers are called with the lock.
void Judge::callLocks(const SolvedFunction &F) {
  for (const Block &B : F.Graph.Blocks)
    for (const Event &E : B.Events) {
      bool Says = E.Kind == EventKind::Effect &&
                  E.Effect == EffectKind::CallLock && !E.When;
      if (!Says || !E.Lock || !isGiant(E.LockKind) ||
          F.Graph.expr(E.Lock).Kind != ExprKind::Global)
        continue;
      Finding R = D.begin("giant-handler", Severity::Warning, F, E.Pos);
      std::string Of = exprText(P.Prog.All, F.Graph, E.Channel);
      R.Event = P.Prog.str(E.Name).str();
      R.Message = "'" + R.Event + "' has the handler of '" + Of +
                  "' run under the giant lock";
      Out.push_back(std::move(R));
    }
}

/// One finding for all functions of a record.
void Judge::tables() {
  std::map<GlobalId, const Binding *> First;
  for (const Binding &B : P.Prog.All.Bindings)
    if (B.Variable && B.Lock && isGiant(B.LockKind)) {
      const Binding *&Known = First[B.Variable];
      if (!Known || B.Pos < Known->Pos)
        Known = &B;
    }
  for (const auto &[Variable, B] : First) {
    Finding R;
    R.Rule = "giant-handler";
    R.Level = Severity::Warning;
    R.Where = D.place(B->Pos);
    R.Event = P.Prog.str(P.Prog.All.Globals[Variable.Index].Name).str();
    R.Message = "the functions of '" + R.Event +
                "' are called under the giant lock, as its flags say";
    Out.push_back(std::move(R));
  }
}

static void judge(const SolvedProgram &P, std::vector<Finding> &Out) {
  Judge J(P, Out);
  for (const SolvedFunction &F : P.Functions) {
    J.registrations(F);
    J.callLocks(F);
  }
  J.tables();
}

static const Rule GiantHandler{
    "giant-handler", Severity::Warning,
    "handler registered so that it runs under the giant lock", judge};
static RegisterRule Register(GiantHandler);
