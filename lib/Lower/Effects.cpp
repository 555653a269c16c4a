//===- Effects.cpp - a model's entry applied to a call --------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Lower/Effects.h"
#include "clang/AST/Expr.h"

using namespace locktidy;
using llvm::SmallVectorImpl;
using llvm::StringRef;

namespace {

/// Calls \p Do with each operand of \p Spec.
template <typename Fn> void forEachOperand(const EffectSpec &Spec, Fn Do) {
  for (const Operand *O : {&Spec.Lock, &Spec.Channel, &Spec.Handler,
                           &Spec.Argument, &Spec.Cookie, &Spec.Label, &Spec.Type})
    if (*O)
      Do(*O);
}

template <typename Fn> void forEachCondition(const EffectSpec &Spec, Fn Do) {
  for (const Condition *C :
       {&Spec.When, &Spec.WhenSure, &Spec.KeepsDropped, &Spec.Timeout,
        &Spec.Signals, &Spec.NeverNull, &Spec.Giant, &Spec.Amount,
        &Spec.RecursiveIf, &Spec.SharedIf, &Spec.Answer, &Spec.Waits,
        &Spec.NestedIf, &Spec.AnyThreadIf, &Spec.LockIf, &Spec.Failure,
        &Spec.Until})
    Do(*C);
  for (const EffectSpec::KindIf &K : Spec.KindIfs)
    Do(K.When);
}

bool namesArgument(const Operand &O, unsigned Index) {
  switch (O.From) {
  case Operand::Arg:
  case Operand::AddressOfArg:
  case Operand::DerefArg:
  case Operand::Outer:
    return O.Index == Index;
  case Operand::None:
  case Operand::Result:
  case Operand::Named:
    return false;
  }
  return false;
}

/// Effects whose result says something about locking.
bool definesResult(const Event &Ev) {
  switch (Ev.Effect) {
  case EffectKind::Acquire:
  case EffectKind::Upgrade:
    return Ev.Succeeds != Success::Always;
  case EffectKind::MaySleep:
    return bool(Ev.Signals);
  case EffectKind::Query:
  case EffectKind::LevelRaise:
  case EffectKind::AskContext:
  case EffectKind::ContextBound:
    return true;
  default:
    return false;
  }
}

} // namespace

bool locktidy::takesAddressOf(const Entry &What, unsigned Index) {
  bool Found = false;
  for (const EffectSpec &Spec : What.Effects)
    forEachOperand(Spec, [&](const Operand &O) {
      Found |= O.From == Operand::AddressOfArg && O.Index == Index;
    });
  return Found;
}

bool locktidy::isObject(const Entry &What, unsigned Index) {
  bool Found = false;
  for (const EffectSpec &Spec : What.Effects)
    forEachOperand(Spec, [&](const Operand &O) {
      Found |= O.From != Operand::DerefArg && namesArgument(O, Index);
    });
  return Found;
}

bool locktidy::isAssertion(const Entry &What) {
  return What.Asserts ||
         (!What.Effects.empty() &&
          llvm::all_of(What.Effects, [](const EffectSpec &Spec) {
            return Spec.Kind == EffectKind::AssertHeld ||
                   Spec.Kind == EffectKind::AssertNotHeld;
          }));
}

bool locktidy::usesResult(const Entry &What) {
  bool Found = false;
  for (const EffectSpec &Spec : What.Effects) {
    forEachOperand(
        Spec, [&](const Operand &O) { Found |= O.From == Operand::Result; });
    forEachCondition(Spec, [&](const Condition &C) {
      Found |= llvm::any_of(C.Nodes, [](const Condition::Node &N) {
        return N.Kind == Condition::Result;
      });
    });
  }
  return Found;
}

llvm::SmallVector<Event, 2> EffectBuilder::events() {
  llvm::SmallVector<Event, 2> Events;
  for (const EffectSpec &Spec : Call.What.Effects)
    effect(Spec, Events);
  chooseResults(Events);
  return Events;
}

/// A question may be answered by another number than 1.
ExprId EffectBuilder::result() {
  ExprId Value = E.load(E.local(Call.Result));
  for (const EffectSpec &Spec : Call.What.Effects)
    if (ExprId Answer = condition(Spec.Answer))
      return E.binary(ExprKind::Mul, Value, Answer);
  return Value;
}

/// The result goes to the effects that it tells about, else to the first one.
void EffectBuilder::chooseResults(SmallVectorImpl<Event> &Events) {
  if (!Call.Result || Events.empty())
    return;
  bool Found = false;
  for (Event &Ev : Events)
    if (definesResult(Ev)) {
      Ev.Result = Call.Result;
      Found = true;
    }
  if (!Found)
    Events.front().Result = Call.Result;
}

void EffectBuilder::effect(const EffectSpec &Spec,
                           SmallVectorImpl<Event> &Out) {
  if (Spec.Args && Spec.Args != Call.Args.size())
    return;
  // An assertion that a release build compiles away has lost its lock.
  bool Asserts = Spec.Kind == EffectKind::AssertHeld ||
                 Spec.Kind == EffectKind::AssertNotHeld;
  bool Evaluated =
      Spec.Lock.From == Operand::Named ||
      (Spec.Lock.Index < Call.Args.size() && Call.Args[Spec.Lock.Index].Value);
  if (Asserts && !Evaluated)
    return;
  // A lock that could not be parsed would be another one each time.
  if (Spec.Lock && Evaluated && Spec.Lock.From != Operand::Named &&
      Spec.Lock.From != Operand::Result) {
    const clang::Expr *Written = Call.Args[Spec.Lock.Index].Source;
    if (Written && Written->containsErrors())
      return;
  }
  if (ExprId Sure = orUnknown(Spec.WhenSure);
      Sure && E.constantValue(Sure).value_or(0) == 0)
    return;
  Event Ev;
  Ev.Kind = EventKind::Effect;
  Ev.Effect = Spec.Kind;
  Ev.Pos = U.position(Call.Loc);
  Ev.Name = U.Tables.string(Call.Name);
  if (ExprId When = orUnknown(Spec.When)) {
    auto Constant = E.constantValue(When);
    // What does not sleep may still tell about its result.
    bool Tells = Call.Result &&
                 E.constantValue(condition(Spec.NeverNull)).value_or(0) != 0;
    if (Constant == 0 && !Tells)
      return;
    if (Constant.value_or(0) == 0)
      Ev.When = When;
  }
  fillOperands(Spec, Ev);
  if (Spec.Kind == EffectKind::Free && !(Ev.Label = recordAt(Spec.Channel)))
    return;
  // A handler of NULL registers nothing.
  if (Ev.Handler && E.constantValue(Ev.Handler) == 0)
    return;
  splitKind(Spec, Ev, Out);
  splitMode(Spec, std::move(Ev), Out);
}

/// Further events for the kinds that an init may give, when its arguments leave
/// that open.
void EffectBuilder::splitKind(const EffectSpec &Spec, Event Ev,
                              SmallVectorImpl<Event> &Out) {
  if (Spec.Kind != EffectKind::Init ||
      U.Graph.str(Ev.LockKind) != Spec.LockKind)
    return;
  for (const EffectSpec::KindIf &K : Spec.KindIfs)
    if (ExprId Cond = condition(K.When); Cond && !E.constantValue(Cond)) {
      Ev.LockKind = U.Tables.string(K.LockKind);
      Out.push_back(Ev);
    }
}

void EffectBuilder::fillOperands(const EffectSpec &Spec, Event &Ev) {
  Ev.Lock = operand(Spec.Lock);
  bool LockIsOptional =
      Spec.Kind == EffectKind::Wait || Spec.Kind == EffectKind::Drain ||
      Spec.Kind == EffectKind::CallLock || Spec.Kind == EffectKind::Register;
  if (LockIsOptional && Ev.Lock && E.constantValue(Ev.Lock) == 0)
    Ev.Lock = ExprId();
  if (!Spec.LockIf.empty()) {
    auto Counts = E.constantValue(condition(Spec.LockIf));
    Ev.Lock = !Counts ? E.unknown() : *Counts ? Ev.Lock : ExprId();
  }
  Ev.Channel = operand(Spec.Channel);
  Ev.Handler = operand(Spec.Handler);
  Ev.Argument = operand(Spec.Argument);
  Ev.Cookie = operand(Spec.Cookie);
  Ev.KeepsDropped = orUnknown(Spec.KeepsDropped);
  Ev.Timeout = orUnknown(Spec.Timeout);
  Ev.Until = condition(Spec.Until);
  Ev.Signals = orUnknown(Spec.Signals);
  if (Call.Result)
    Ev.Results = condition(Spec.Results);
  Ev.NeverNull = condition(Spec.NeverNull);
  Ev.Giant = orUnknown(Spec.Giant);
  Ev.Amount = orUnknown(Spec.Amount);
  Ev.Succeeds = Spec.Succeeds;
  Ev.Interrupts = Spec.Interrupts;
  Ev.Stub = Spec.Stub == EffectSpec::AlwaysStub ||
            (Spec.Stub == EffectSpec::IfVisibleStub && Call.DoesNothing);
  // Flags that are not known may allow it; flags that the unit does not even
  // define cannot.
  if (ExprId May = condition(Spec.RecursiveIf))
    Ev.Recursive = E.constantValue(May) != 0;
  if (ExprId Waits = condition(Spec.Waits))
    Ev.Waits = E.constantValue(Waits).value_or(0) != 0;
  Ev.Failure = condition(Spec.Failure);
  if (ExprId May = condition(Spec.NestedIf))
    Ev.Nested = E.constantValue(May) != 0;
  if (ExprId May = condition(Spec.AnyThreadIf))
    Ev.AnyThread = E.constantValue(May).value_or(0) != 0;
  if (StringRef Kind = kindOf(Spec, Ev.Lock); !Kind.empty())
    Ev.LockKind = U.Tables.string(Kind);
  if (!Spec.Context.empty())
    Ev.Context = U.Tables.string(Spec.Context);
  if (!Spec.Level.empty())
    Ev.Label = U.Tables.string(Spec.Level);
  else if (Spec.Label)
    Ev.Label = label(Spec.Label);
  if (Spec.Type)
    Ev.Context = label(Spec.Type);
}

/// The kind of the lock in this call. What is known of a global lock prevails.
StringRef EffectBuilder::kindOf(const EffectSpec &Spec, ExprId Lock) {
  if (Lock && E[Lock].Kind == ExprKind::Global) {
    const GlobalInfo &Global = U.Graph.Globals[E[Lock].Symbol];
    auto It = U.Kernel.GlobalKinds.find(U.Graph.str(Global.Name));
    if (It != U.Kernel.GlobalKinds.end() && !Global.File)
      return It->second;
  }
  for (const EffectSpec::KindIf &K : Spec.KindIfs)
    if (auto Constant = E.constantValue(condition(K.When));
        Constant.value_or(0))
      return K.LockKind;
  return Spec.LockKind;
}

/// One event, or one for each mode when the arguments leave it open.
void EffectBuilder::splitMode(const EffectSpec &Spec, Event Ev,
                              SmallVectorImpl<Event> &Out) {
  Ev.Mode = Spec.Mode;
  bool Ends =
      Spec.Kind == EffectKind::Release || Spec.Kind == EffectKind::Destroy;
  Ev.ModeGiven = Ends && (Spec.ModeGiven || !Spec.SharedIf.empty());
  ExprId Shared = condition(Spec.SharedIf);
  if (!Shared) {
    Out.push_back(std::move(Ev));
    return;
  }
  if (auto Constant = E.constantValue(Shared)) {
    Ev.Mode = *Constant ? LockMode::Shared : LockMode::Exclusive;
    Out.push_back(std::move(Ev));
    return;
  }
  Event Other = Ev;
  Ev.Mode = LockMode::Shared;
  Ev.When = both(Ev.When, truth(Shared));
  Other.Mode = LockMode::Exclusive;
  Other.When = both(Other.When, E.logicalNot(Shared));
  Out.push_back(std::move(Ev));
  Out.push_back(std::move(Other));
}

ExprId EffectBuilder::both(ExprId A, ExprId B) {
  return A ? E.binary(ExprKind::And, truth(A), truth(B)) : B;
}

ExprId EffectBuilder::operand(const Operand &O) {
  if (!O)
    return ExprId();
  if (O.From == Operand::Named)
    return E.global(U.Tables.global(O.Name, ""));
  if (O.From == Operand::Result)
    return Call.Object   ? Call.Object
           : Call.Result ? E.load(E.local(Call.Result))
                         : E.unknown();
  if (O.Index >= Call.Args.size() || !Call.Args[O.Index].Value)
    return E.unknown();
  const Actual &A = Call.Args[O.Index];
  switch (O.From) {
  case Operand::AddressOfArg:
    return memberOf(A.Address ? A.Address : A.Value, A.Source, O.Members);
  case Operand::DerefArg:
    return E.load(memberOf(A.Value, A.Source, O.Members));
  case Operand::Outer:
    return outerOf(A.Value,
                   O.Members.empty() ? StringRef() : O.Members.front());
  default:
    return memberOf(A.Value, A.Source, O.Members);
  }
}

const clang::FieldDecl *locktidy::findField(const clang::RecordDecl *Record,
                                            StringRef Name) {
  if (Record)
    Record = Record->getDefinition();
  if (!Record)
    return nullptr;
  for (const clang::FieldDecl *F : Record->fields()) {
    if (F->getName() == Name)
      return F;
    if (F->isAnonymousStructOrUnion())
      if (const auto *Inside = findField(F->getType()->getAsRecordDecl(), Name))
        return Inside;
  }
  return nullptr;
}

ExprId EffectBuilder::memberOf(ExprId Base, const clang::Expr *Source,
                               llvm::ArrayRef<std::string> Members) {
  if (Members.empty())
    return Base;
  clang::QualType T =
      Source ? Source->IgnoreParenImpCasts()->getType() : clang::QualType();
  if (!T.isNull() && T->isPointerType())
    T = T->getPointeeType();
  for (const std::string &Name : Members) {
    const clang::FieldDecl *F =
        T.isNull() ? nullptr : findField(T->getAsRecordDecl(), Name);
    if (!F)
      return E.unknown();
    Base = E.field(Base, U.field(*F));
    T = F->getType();
  }
  return Base;
}

/// `&(m)->mtx_lock` stands for m. Another pointer is taken as it is.
ExprId EffectBuilder::outerOf(ExprId Member, StringRef Name) {
  Expr M = E[Member];
  bool Named = M.Kind == ExprKind::Field &&
               U.Graph.str(U.Graph.Fields[M.Symbol].Name) == Name;
  return Named ? M.A : Member;
}

StringId EffectBuilder::label(const Operand &O) {
  if (O.From != Operand::Arg || O.Index >= Call.Args.size() ||
      !Call.Args[O.Index].Source)
    return StringId();
  const auto *Text = llvm::dyn_cast<clang::StringLiteral>(
      Call.Args[O.Index].Source->IgnoreParenCasts());
  if (!Text || Text->getCharByteWidth() != 1)
    return StringId();
  return U.Tables.string(Text->getString());
}

/// The record that \p O points at, as fields of it have it; none when that is
/// no record, or none that is known.
StringId EffectBuilder::recordAt(const Operand &O) {
  if (O.From != Operand::Arg || O.Index >= Call.Args.size() ||
      !Call.Args[O.Index].Source)
    return StringId();
  clang::QualType To =
      Call.Args[O.Index].Source->IgnoreParenCasts()->getType();
  To = To->getPointeeType();
  const clang::RecordDecl *Record =
      To.isNull() ? nullptr : To->getAsRecordDecl();
  return Record ? U.Tables.string(U.recordName(*Record)) : StringId();
}

ExprId EffectBuilder::orUnknown(const Condition &C) {
  if (C.empty())
    return ExprId();
  ExprId V = condition(C);
  return V ? V : E.unknown();
}

ExprId EffectBuilder::condition(const Condition &C) {
  return C.empty() ? ExprId() : node(C, C.Nodes.size() - 1);
}

/// `A & B` for a B of flags, also where A is `something | FLAGS`.
ExprId EffectBuilder::mask(ExprId A, ExprId B) {
  auto Bits = E.constantValue(B);
  Expr X = E[A];
  if (Bits && X.Kind == ExprKind::Or)
    if (auto Set = E.constantValue(X.B)) {
      if ((*Set & *Bits) == *Bits)
        return B;
      if ((*Set & *Bits) == 0)
        return mask(X.A, B);
    }
  return E.binary(ExprKind::And, A, B);
}

/// `arg1 & MA_OWNED` for the argument MA_OWNED where that is not even defined.
std::optional<bool> EffectBuilder::sameWord(const Condition &C,
                                            const Condition::Node &N) const {
  if (N.Kind != Condition::BitAnd && N.Kind != Condition::Eq)
    return std::nullopt;
  const Condition::Node &Arg = C.Nodes[N.A], &Name = C.Nodes[N.B];
  if (Arg.Kind != Condition::Arg || Name.Kind != Condition::Name ||
      size_t(Arg.Value) >= Call.Args.size() ||
      Call.Args[Arg.Value].Word.empty())
    return std::nullopt;
  return Call.Args[Arg.Value].Word == Name.Text;
}

/// Whether \p Value is that of the global variable \p Name.
static bool isValueOf(const Unit &U, const ExprBuilder &E, ExprId Value,
                      StringRef Name) {
  if (!Value || E[Value].Kind != ExprKind::Load)
    return false;
  const Expr &Variable = E[E[Value].A];
  return Variable.Kind == ExprKind::Global &&
         U.Graph.str(U.Graph.Globals[Variable.Symbol].Name) == Name;
}

ExprId EffectBuilder::node(const Condition &C, unsigned Index) {
  const Condition::Node &N = C.Nodes[Index];
  switch (N.Kind) {
  case Condition::Int:
    return E.constant(N.Value);
  case Condition::Name: {
    auto V = U.Names.resolve(N.Text);
    return V ? E.constant(*V) : ExprId();
  }
  case Condition::Arg: {
    size_t I = static_cast<size_t>(N.Value);
    bool Known = I < Call.Args.size() && Call.Args[I].Value;
    return Known ? Call.Args[I].Value : E.unknown();
  }
  case Condition::Result:
    return Call.Result ? E.load(E.local(Call.Result)) : E.unknown();
  default:
    break;
  }
  if (auto Same = sameWord(C, N))
    return E.constant(*Same);
  ExprId A = node(C, N.A);
  if (!A || N.Kind == Condition::Not)
    return A ? E.logicalNot(A) : A;
  if (N.Kind == Condition::Neg)
    return E.unary(ExprKind::Neg, A);
  if (N.Kind == Condition::Eq && C.Nodes[N.B].Kind == Condition::Name &&
      isValueOf(U, E, A, C.Nodes[N.B].Text))
    return E.constant(1);
  ExprId B = node(C, N.B);
  if (!B)
    return B;
  switch (N.Kind) {
  case Condition::BitAnd:
    return mask(A, B);
  case Condition::BitOr:
    return E.binary(ExprKind::Or, A, B);
  case Condition::Eq:
    return E.binary(ExprKind::Eq, A, B);
  case Condition::Ne:
    return E.notEqual(A, B);
  case Condition::Lt:
    return E.binary(ExprKind::Lt, A, B);
  case Condition::Gt:
    return E.binary(ExprKind::Lt, B, A);
  case Condition::Le:
    return E.logicalNot(E.binary(ExprKind::Lt, B, A));
  case Condition::Ge:
    return E.logicalNot(E.binary(ExprKind::Lt, A, B));
  case Condition::And:
  case Condition::Or: {
    bool IsAnd = N.Kind == Condition::And;
    // One constant side decides or is neutral.
    for (auto [Side, Other] : {std::pair(A, B), std::pair(B, A)})
      if (auto V = E.constantValue(Side))
        return (*V != 0) == IsAnd ? truth(Other) : E.constant(!IsAnd);
    return E.binary(IsAnd ? ExprKind::And : ExprKind::Or, truth(A), truth(B));
  }
  default:
    return ExprId();
  }
}
