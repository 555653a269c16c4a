//===- Calls.cpp - calls, builtins and the model's primitives -------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Lower/FunctionLowering.h"
#include "clang/AST/Attr.h"
#include "clang/Basic/Builtins.h"

using namespace locktidy;
using namespace clang;
using llvm::StringRef;

ExprId FunctionLowering::call(const CallExpr &C, bool Used) {
  ExprId Result = anyCall(C, Used);
  zeroRecord(C);
  const FunctionDecl *Callee = C.getDirectCallee();
  return Callee && Used && Result ? known(*Callee, Result, C.getBeginLoc())
                                  : Result;
}

ExprId FunctionLowering::anyCall(const CallExpr &C, bool Used) {
  StringRef Name;
  if (const Entry *What = U.Macros.findCallee(C, Name))
    return modelledCall(C, *What, Name, Used);
  if (C.getBuiltinCallee())
    if (auto V = builtin(C, Used))
      return *V;
  if (auto V = accessor(C))
    return *V;
  return plainCall(C, Used);
}

/// Whether \p Address names an object here, and is not a pointer from memory.
bool FunctionLowering::isPlace(ExprId Address) const {
  ExprKind Kind = E[Address].Kind;
  return Kind == ExprKind::Local || Kind == ExprKind::Global ||
         Kind == ExprKind::Field || Kind == ExprKind::Index;
}

/// Builtins of the compiler and its memory functions do nothing to locking;
/// nothing when \p C is a library function like any other.
std::optional<ExprId> FunctionLowering::builtin(const CallExpr &C, bool Used) {
  switch (C.getBuiltinCallee()) {
  case Builtin::BI__builtin_expect:
  case Builtin::BI__builtin_expect_with_probability:
  case Builtin::BI__builtin_assume_aligned: {
    for (unsigned I = 1; I < C.getNumArgs(); ++I)
      discard(C.getArg(I));
    return evaluate(C.getArg(0), Used);
  }
  case Builtin::BI__builtin_constant_p:
    return E.constant(folded(C).value_or(0));
  case Builtin::BI__builtin_unreachable:
  case Builtin::BI__builtin_trap:
    unreachable(C.getBeginLoc());
    return E.unknown();
  default:
    break;
  }
  const FunctionDecl *Callee = C.getDirectCallee();
  bool WritesMemory = Callee && Callee->getMemoryFunctionKind();
  StringRef Name = Callee && Callee->getIdentifier() ? Callee->getName() : "";
  if (!WritesMemory && !Name.starts_with("__"))
    return std::nullopt;
  if (auto Known = folded(C))
    return E.constant(*Known);
  for (const clang::Expr *Arg : C.arguments()) {
    ExprId V = value(Arg);
    bool IsTarget = WritesMemory && Arg == C.getArg(0);
    bool IsPlace = isPlace(V) || (IsTarget && E[V].Kind == ExprKind::Load);
    QualType T = Arg->IgnoreParenImpCasts()->getType();
    if (IsPlace && T->isPointerType() &&
        !T->getPointeeType().isConstQualified())
      clobber(V, Arg->getBeginLoc());
  }
  return Used ? E.unknown() : ExprId();
}

/// How the author names what is called, for messages.
StringRef FunctionLowering::calleeName(const clang::Expr &Callee) const {
  const clang::Expr *X = Callee.IgnoreParenCasts();
  if (const auto *Deref = dyn_cast<UnaryOperator>(X))
    X = Deref->getSubExpr()->IgnoreParenCasts();
  const NamedDecl *D = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(X))
    D = Ref->getDecl();
  else if (const auto *M = dyn_cast<MemberExpr>(X))
    D = M->getMemberDecl();
  return D && D->getIdentifier() ? D->getName() : "";
}

static bool neverReturns(const CallExpr &C) {
  const FunctionDecl *Callee = C.getDirectCallee();
  if (Callee && Callee->isNoReturn())
    return true;
  QualType T = C.getCallee()->getType();
  if (const auto *P = T->getAs<clang::PointerType>())
    T = P->getPointeeType();
  const auto *Function = T->getAs<clang::FunctionType>();
  return Function && Function->getNoReturnAttr();
}

ExprId FunctionLowering::plainCall(const CallExpr &C, bool Used) {
  Event Ev;
  Ev.Kind = EventKind::Call;
  Ev.Pos = U.position(C.getBeginLoc());
  Ev.Callee = value(C.getCallee());
  if (StringRef Name = calleeName(*C.getCallee()); !Name.empty())
    Ev.Name = U.Tables.string(Name);
  for (const clang::Expr *Arg : C.arguments())
    Ev.Args.push_back(value(Arg));
  ExprId Record = recordResult(C);
  if (Record)
    Ev.Args.push_back(Record);
  else if (Used && !C.getType()->isVoidType())
    Ev.Result = newLocal();
  LocalId Result = Ev.Result;
  append(std::move(Ev));
  if (Record) {
    takeRecord(Record, C.getType(), C.getBeginLoc());
    return E.load(Record);
  }
  if (neverReturns(C))
    unreachable(C.getEndLoc());
  return Result ? E.load(E.local(Result)) : ExprId();
}

/// An argument; \p Address: as the lvalue of a macro, too.
Actual FunctionLowering::actual(const clang::Expr *Arg, bool Address,
                                bool Used) {
  Actual A;
  A.Source = Arg;
  if (!Arg)
    return A;
  const clang::Expr *Place = Arg->IgnoreParens();
  if (const auto *Load = dyn_cast<ImplicitCastExpr>(Place))
    if (Load->getCastKind() == CK_LValueToRValue)
      Place = Load->getSubExpr();
  if (Address && Place->isGLValue()) {
    A.Address = address(Place);
    A.Value = E.load(A.Address);
    return A;
  }
  // A macro may write the argument in parentheses: the node found for it then
  // lies below its decay to a pointer.
  if (Place->getType()->isFunctionType() ||
      (Place->isGLValue() && Place->getType()->isArrayType())) {
    A.Value = address(Place);
    return A;
  }
  // Memory that even a harmless function writes must be known.
  if (Used || Arg->getType()->isPointerType())
    A.Value = value(Arg);
  else
    discard(Arg);
  return A;
}

/// Forgets what scalars were whose address is given to the primitive, unless
/// they are what it works on.
void FunctionLowering::clobberOutputs(const PrimitiveCall &Call) {
  for (unsigned I = 0; I != Call.Args.size(); ++I) {
    const Actual &A = Call.Args[I];
    if (!A.Source || !A.Value || A.Address || isObject(Call.What, I))
      continue;
    QualType T = A.Source->IgnoreParenCasts()->getType();
    if (!isPlace(A.Value) || !T->isPointerType())
      continue;
    QualType To = T->getPointeeType();
    if (To->isScalarType() && !To.isConstQualified() &&
        !To->isAnyCharacterType())
      clobber(A.Value, Call.Loc);
  }
}

/// What an accessor returns: a value that equal arguments give again.
ExprId FunctionLowering::applied(const PrimitiveCall &Call) {
  ExprId Args[2];
  if (Call.Args.size() > std::size(Args))
    return E.unknown();
  for (size_t I = 0; I != Call.Args.size(); ++I)
    if (!(Args[I] = Call.Args[I].Value))
      return E.unknown();
  return E.apply(U.Tables.function(Call.Entry, ""), Args[0], Args[1]);
}

/// An acquire that fails only with some flags succeeds without them, and says
/// so in its result.
void FunctionLowering::sureResults(llvm::ArrayRef<Event> Events,
                                   const PrimitiveCall &Call) {
  std::optional<int64_t> Value;
  for (const EffectSpec &Spec : Call.What.Effects)
    if (Spec.Kind == EffectKind::Acquire && Spec.Succeeds != Success::Always) {
      bool Zero =
          Spec.Succeeds == Success::Zero || Spec.Succeeds == Success::NoErrno;
      if (Spec.When.empty() || (!Zero && Spec.Succeeds != Success::NonZero))
        return;
      Value = !Zero;
    }
  if (!Call.Result || !Value)
    return;
  ExprId Slot = E.local(Call.Result), Taken = E.constant(*Value);
  for (const Event &Ev : Events) {
    bool Sure =
        Ev.Effect == EffectKind::Acquire && Ev.Succeeds == Success::Always;
    if (!Sure || (Ev.When && E[Ev.When].Kind == ExprKind::Unknown))
      continue;
    if (!Ev.When) {
      store(Slot, Taken, Call.Loc);
      continue;
    }
    BlockId Took = newBlock(), Next = newBlock();
    branch(Ev.When, Took, Next, Call.Loc);
    start(Took);
    store(Slot, Taken, Call.Loc);
    jump(Next, Call.Loc);
    start(Next);
  }
}

/// What an atomic decrement does, as the assignments that it stands for.
void FunctionLowering::countDown(const PrimitiveCall &Call) {
  bool Known = !Call.Args.empty() && Call.Args[0].Value;
  ExprId Count = Known ? Call.Args[0].Value : E.unknown();
  ExprId Left = E.binary(ExprKind::Sub, E.load(Count), E.constant(1));
  bool AsksZero = Call.What.CountsDown == Entry::CountIsZero;
  store(E.local(Call.Result), AsksZero ? E.logicalNot(Left) : Left, Call.Loc);
  store(Count, Left, Call.Loc);
}

ExprId FunctionLowering::primitive(PrimitiveCall &Call, bool Used) {
  if (Call.What.Accessor)
    return applied(Call);
  bool Wanted = Used || usesResult(Call.What);
  bool Counts = Call.What.CountsDown;
  if (Counts || (Wanted && !Call.What.Effects.empty()))
    Call.Result = newLocal();
  if (Counts)
    countDown(Call);
  else
    clobberOutputs(Call);
  EffectBuilder Builder(U, E, Call);
  llvm::SmallVector<Event, 2> Events = Builder.events();
  bool Defined = Counts, Always = Counts;
  for (Event &Ev : Events)
    if (Counts) {
      Ev.Result = LocalId(); // has its value
    } else if (Ev.Result) {
      Defined = true;
      Always |= !Ev.When || Ev.Effect == EffectKind::Alloc ||
                Ev.Effect == EffectKind::MaySleep;
    }
  // A result of an effect that may not happen must not be an older one.
  if (Defined && !Always)
    clobber(E.local(Call.Result), Call.Loc);
  for (const Event &Ev : Events)
    append(Ev);
  if (U.inUnitFile(Call.Loc))
    Written.note(Call, Events, [&](const VarDecl &V) { return local(V); });
  sureResults(Events, Call);
  if (Call.What.NoReturn)
    unreachable(Call.Loc);
  else if (ExprId Never = Builder.holds(Call.What.NoReturnIf)) {
    BlockId Dead = newBlock(), Next = newBlock();
    branch(Never, Dead, Next, Call.Loc);
    start(Dead);
    unreachable(Call.Loc);
    start(Next);
  }
  return Used && Defined ? Builder.result() : E.unknown();
}

ExprId FunctionLowering::modelledCall(const CallExpr &C, const Entry &What,
                                      StringRef Name, bool Used) {
  PrimitiveCall Call{
      What, U.Macros.writtenName(C, What, Name), C.getBeginLoc(), {}, {},
      false};
  for (unsigned I = 0; I != C.getNumArgs(); ++I)
    Call.Args.push_back(
        actual(C.getArg(I), takesAddressOf(What, I), usesArguments(What)));
  Call.Entry = Name;
  const FunctionDecl *Callee = C.getDirectCallee(), *Definition = nullptr;
  Call.DoesNothing =
      Callee && Callee->hasBody(Definition) && Unit::isStub(*Definition);
  return primitive(Call, Used && !C.getType()->isVoidType());
}

/// What \p S, without its parts, asks to be 0 or not.
static const clang::Expr *conditionOf(const Stmt *S) {
  if (const auto *If = dyn_cast<IfStmt>(S))
    return If->getCond();
  if (const auto *While = dyn_cast<WhileStmt>(S))
    return While->getCond();
  if (const auto *Do = dyn_cast<DoStmt>(S))
    return Do->getCond();
  if (const auto *For = dyn_cast<ForStmt>(S))
    return For->getCond();
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(S))
    return Choice->getCond();
  if (const auto *Not = dyn_cast<UnaryOperator>(S))
    return Not->getOpcode() == UO_LNot ? Not->getSubExpr() : nullptr;
  const auto *Cast = dyn_cast<CastExpr>(S);
  return Cast && Cast->getType()->isBooleanType() ? Cast->getSubExpr()
                                                  : nullptr;
}

/// Whether \p S or a part of it asks if \p Value, and nothing else, is 0.
static bool asksWhether(const Stmt *S, const clang::Expr *Value) {
  if (!S)
    return false;
  auto Is = [&](const clang::Expr *Condition) {
    return Condition && Condition->IgnoreParenImpCasts() == Value;
  };
  const auto *Both = dyn_cast<BinaryOperator>(S);
  return Is(conditionOf(S)) ||
         (Both && Both->isLogicalOp() &&
          (Is(Both->getLHS()) || Is(Both->getRHS()))) ||
         llvm::any_of(S->children(), [&](const Stmt *Part) {
           return asksWhether(Part, Value);
         });
}

/// What a macro that waits until a signal comes asks each time it wakes up: who
/// asks for it again behind it knows whether the wait is over
/// (WaitConditions.h). The other arguments, such as a priority, decide nothing.
void FunctionLowering::keepConditions(const PrimitiveCall &Call,
                                      llvm::ArrayRef<const Stmt *> Pieces) {
  bool Signals = llvm::any_of(Call.What.Effects, [](const EffectSpec &Spec) {
    return !Spec.Signals.empty();
  });
  if (!Signals)
    return;
  for (const Actual &A : Call.Args)
    if (A.Source && A.Value && !E.constantValue(A.Value) &&
        llvm::any_of(Pieces, [&](const Stmt *S) {
          return asksWhether(S, A.Source->IgnoreParenImpCasts());
        }))
      store(E.local(newLocal()), E.unary(ExprKind::Not, A.Value), Call.Loc);
}

std::optional<ExprId>
FunctionLowering::macro(llvm::ArrayRef<const Stmt *> Pieces, bool Used) {
  if (!Pieces.front()->getBeginLoc().isMacroID() ||
      !Pieces.back()->getEndLoc().isMacroID())
    return std::nullopt;
  auto Match = U.Macros.match(Pieces);
  if (!Match)
    return std::nullopt;
  const Entry &What = *Match->What;
  if (!Match->Use->Words.empty() && isAssertion(What)) {
    dropped(*Match->Use, Pieces.front()->getBeginLoc());
    return E.unknown();
  }
  PrimitiveCall Call{
      What,
      U.Macros.writtenName(*Pieces.front(), What, Match->Use->Name),
      Pieces.front()->getBeginLoc(),
      {},
      {},
      false};
  for (unsigned I = 0; I != Match->Use->Args.size(); ++I)
    Call.Args.push_back(actual(U.Macros.argument(Pieces, *Match->Use, I),
                               takesAddressOf(What, I), usesArguments(What)));
  Call.Entry = Match->Use->Name;
  keepConditions(Call, Pieces);
  Call.DoesNothing = U.Macros.isStub(Pieces, Match->Expansion);
  ExprId Result = primitive(Call, Used);
  // `#define bzero(p, n) __builtin_memset((p), 0, (n))`
  const auto *Value = dyn_cast<clang::Expr>(Pieces.front());
  if (const auto *C = Value && Pieces.size() == 1
                          ? dyn_cast<CallExpr>(Value->IgnoreParenCasts())
                          : nullptr)
    zeroRecord(*C);
  return Result;
}

void FunctionLowering::runCleanups(llvm::ArrayRef<Cleanup> Of,
                                   SourceLocation Loc) {
  for (const Cleanup &C : llvm::reverse(Of)) {
    ExprId Variable = E.local(local(*C.Variable));
    markTaken(Variable);
    StringRef Name = C.Function->getName();
    if (const Entry *What = U.Kernel.find(Name)) {
      PrimitiveCall Call{*What, Name, Loc, {}, {}, Unit::isStub(*C.Function)};
      Call.Entry = Name;
      Call.Args.push_back({nullptr, Variable, ExprId()});
      primitive(Call, /*Used=*/false);
      continue;
    }
    Event Ev;
    Ev.Kind = EventKind::Call;
    Ev.Pos = U.position(Loc);
    Ev.Name = U.Tables.string(Name);
    Ev.Callee = E.function(U.function(*C.Function));
    Ev.Args.push_back(Variable);
    append(std::move(Ev));
  }
}
