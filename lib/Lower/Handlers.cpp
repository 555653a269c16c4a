//===- Handlers.cpp - what a model's tables say of a binding --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function in a member of a record that the model has a table of: the context
// in which the kernel calls it, and the lock that it holds then.
//
//   static struct cdevsw foo_cdevsw = {     binding struct cdevsw.d_open =
//     .d_open = foo_open,                     foo_open (entry) lock=Giant
//     .d_flags = D_NEEDGIANT };
//
//===----------------------------------------------------------------------===//
#include "Lower/Effects.h"
#include "clang/AST/Expr.h"

using namespace locktidy;
using namespace clang;
using llvm::StringRef;

/// The value of the member called \p Name in a list of initialisers; a member
/// without one is 0.
static std::optional<int64_t>
memberValue(const ASTContext &Ctx, const InitListExpr &Row, StringRef Name) {
  const RecordDecl *Record = Row.getType()->getAsRecordDecl();
  if (!Record || Record->isUnion())
    return std::nullopt;
  unsigned I = 0;
  for (const FieldDecl *F : Record->fields()) {
    if (F->isUnnamedBitField())
      continue;
    unsigned Here = I++;
    if (F->getName() != Name)
      continue;
    const clang::Expr *E =
        Here < Row.getNumInits() ? Row.getInit(Here) : nullptr;
    clang::Expr::EvalResult Value;
    if (!E)
      return 0;
    if (E->isValueDependent() || !E->EvaluateAsInt(Value, Ctx))
      return std::nullopt;
    return wrapped(Value.Val.getInt());
  }
  return std::nullopt;
}

/// Whether the condition over the row's flags holds; not known is no.
static bool flagsAsk(Unit &U, const HandlerTable &T, const InitListExpr *Row) {
  if (T.LockIf.empty())
    return true;
  std::optional<int64_t> Flags =
      Row ? memberValue(U.Ctx, *Row, T.Flags) : std::nullopt;
  if (!Flags)
    return false;
  Entry None;
  PrimitiveCall Call{None, "", SourceLocation(), {}, LocalId(), false};
  Call.Args.push_back({nullptr, U.Statics.constant(*Flags), ExprId()});
  ExprId Held = EffectBuilder(U, U.Statics, Call).holds(T.LockIf);
  return Held && U.Statics.constantValue(Held).value_or(0) != 0;
}

void Unit::addContext(Binding &B, const InitListExpr *Row) {
  const FieldInfo &Field = Graph.Fields[B.Field.Index];
  const HandlerTable *T = Kernel.table(Graph.str(Field.Record));
  if (!T)
    return;
  StringRef Member = Graph.str(Field.Name);
  StringRef Name = T->Field.empty()     ? Member
                   : Member == T->Field ? Graph.str(B.Key)
                                        : StringRef();
  auto H = llvm::find_if(T->Handlers, [&](const HandlerTable::Handler &H) {
    return H.Name == Name;
  });
  if (H == T->Handlers.end())
    return;
  B.Context = Tables.string(H->Context);
  if (!H->ArgumentBy.empty() && B.Variable)
    B.Argument = Tables.function(H->ArgumentBy, "");
  if (!H->ResumedIf.empty())
    addResumed(B, H->ResumedIf);
  if (!H->Lock || !flagsAsk(*this, *T, Row))
    return;
  B.Lock = heldOnCall(H->Lock, B.Target);
  if (B.Lock)
    B.LockKind = Tables.string(H->LockKind);
}

/// Nothing where the unit does not define the value.
void Unit::addResumed(Binding &B, const Condition &Equality) {
  const std::vector<Condition::Node> &Nodes = Equality.Nodes;
  const Condition::Node &Value = Nodes[Nodes.back().B];
  auto Known = Value.Kind == Condition::Int ? std::optional(Value.Value)
                                            : Names.resolve(Value.Text);
  if (!Known)
    return;
  B.ResumedBy = static_cast<uint32_t>(Nodes[Nodes.back().A].Value) + 1;
  B.Resumed = *Known;
}

/// The lock in terms of the handler's parameters, none when they have no such
/// member.
ExprId Unit::heldOnCall(const Operand &Lock, FunctionId Handler) {
  if (Lock.From == Operand::Named)
    return Statics.global(Tables.global(Lock.Name, ""));
  const FunctionDecl *F = Declarations.lookup(Handler);
  bool Argument = Lock.From == Operand::Arg || Lock.From == Operand::DerefArg;
  if (!Argument || !F || Lock.Index >= F->getNumParams() ||
      Lock.Index >= MaxBindingParams)
    return ExprId();
  QualType T = F->getParamDecl(Lock.Index)->getType()->getPointeeType();
  ExprId Path = Statics.load(Statics.local(LocalId(Lock.Index)));
  for (const std::string &Name : Lock.Members) {
    const FieldDecl *Member =
        T.isNull() ? nullptr : findField(T->getAsRecordDecl(), Name);
    if (!Member)
      return ExprId();
    Path = Statics.field(Path, field(*Member));
    T = Member->getType();
  }
  return Lock.From == Operand::DerefArg ? Statics.load(Path) : Path;
}
