//===- Attributes.cpp - Clang's thread-safety attributes ------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Lower/Attributes.h"
#include "Graph/Print.h"
#include "Lower/FunctionLowering.h"
#include "Lower/Simplify.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/STLExtras.h"

using namespace locktidy;
using namespace clang;

namespace {

class AttributeReader {
public:
  explicit AttributeReader(Unit &U) : U(U) {}
  void declaration(const Decl &D);

private:
  void variable(const ValueDecl &V, ExprId Address);
  void function(const FunctionDecl &F);
  ExprId object(const clang::Expr *X);
  ExprId lock(const clang::Expr *X);
  void add(ContractKind Kind, const Attr &A, std::vector<ExprId> Locks,
           std::vector<ExprId> Data, FunctionId Function = FunctionId());

  Unit &U;
};

} // namespace

/// The address of the object that \p X designates, or points at by `&`.
ExprId AttributeReader::object(const clang::Expr *X) {
  X = X->IgnoreParenImpCasts();
  if (const auto *Op = dyn_cast<UnaryOperator>(X))
    return Op->getOpcode() == UO_AddrOf ? object(Op->getSubExpr()) : ExprId();
  if (const auto *Member = dyn_cast<MemberExpr>(X)) {
    const auto *F = dyn_cast<FieldDecl>(Member->getMemberDecl());
    ExprId Base = object(Member->getBase());
    if (!F || !Base)
      return ExprId();
    return U.Statics.field(Member->isArrow() ? U.Statics.load(Base) : Base,
                           U.field(*F));
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(X);
  if (!Ref)
    return ExprId();
  if (const auto *F = dyn_cast<FieldDecl>(Ref->getDecl()))
    return U.Statics.field(U.Statics.load(U.Statics.local(LocalId(0))),
                           U.field(*F));
  if (const auto *P = dyn_cast<ParmVarDecl>(Ref->getDecl()))
    return U.Statics.local(
        LocalId(std::min(P->getFunctionScopeIndex(), MaxBindingParams - 1)));
  if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl()))
    return U.Statics.global(U.global(*V));
  return ExprId();
}

/// The lock that \p X is, or points at.
ExprId AttributeReader::lock(const clang::Expr *X) {
  ExprId Address = object(X);
  bool Taken = isa<UnaryOperator>(X->IgnoreParenImpCasts());
  return Address && !Taken && X->getType()->isPointerType()
             ? U.Statics.load(Address)
             : Address;
}

void AttributeReader::add(ContractKind Kind, const Attr &A,
                          std::vector<ExprId> Locks, std::vector<ExprId> Data,
                          FunctionId Function) {
  if (llvm::is_contained(Locks, ExprId()))
    return; // an expression of another form, such as `!lock`
  Contract C;
  C.Kind = Kind;
  C.Pos = U.position(A.getLocation());
  C.Locks = std::move(Locks);
  C.Data = std::move(Data);
  C.Function = Function;
  U.Graph.Contracts.push_back(std::move(C));
}

void AttributeReader::variable(const ValueDecl &V, ExprId Address) {
  for (const Attr *A : V.attrs()) {
    if (const auto *By = dyn_cast<GuardedByAttr>(A))
      add(ContractKind::MutexProtects, *A, {lock(By->getArg())}, {Address});
    if (const auto *By = dyn_cast<PtGuardedByAttr>(A))
      add(ContractKind::MutexProtects, *A, {lock(By->getArg())},
          {U.Statics.load(Address)});
    bool Points = V.getType()->isPointerType();
    if (const auto *Order = dyn_cast<AcquiredAfterAttr>(A))
      for (const clang::Expr *Other : Order->args())
        add(ContractKind::Order, *A,
            {lock(Other), Points ? U.Statics.load(Address) : Address}, {});
    if (const auto *Order = dyn_cast<AcquiredBeforeAttr>(A))
      for (const clang::Expr *Other : Order->args())
        add(ContractKind::Order, *A,
            {Points ? U.Statics.load(Address) : Address, lock(Other)}, {});
  }
}

/// Whether a function of that attribute has the lock when its result is not 0;
/// nothing when that is no constant.
static std::optional<bool>
succeedsWithNonZero(const TryAcquireCapabilityAttr &Tries, ASTContext &Ctx) {
  bool NonZero = false;
  const clang::Expr *When = Tries.getSuccessValue();
  if (!When || !When->EvaluateAsBooleanCondition(NonZero, Ctx))
    return std::nullopt;
  return NonZero;
}

void AttributeReader::function(const FunctionDecl &F) {
  for (const Attr *A : F.attrs()) {
    if (const auto *Tries = dyn_cast<TryAcquireCapabilityAttr>(A))
      if (auto NonZero = succeedsWithNonZero(*Tries, U.Ctx))
        for (const clang::Expr *X : Tries->args())
          add(*NonZero ? ContractKind::AcquiresIfNonZero
                       : ContractKind::AcquiresIfZero,
              *A, {lock(X)}, {}, U.function(F));
    if (const auto *Takes = dyn_cast<AcquireCapabilityAttr>(A))
      for (const clang::Expr *X : Takes->args())
        add(Takes->isShared() ? ContractKind::AcquiresShared
                              : ContractKind::Acquires,
            *A, {lock(X)}, {}, U.function(F));
    if (const auto *Drops = dyn_cast<ReleaseCapabilityAttr>(A))
      for (const clang::Expr *X : Drops->args())
        add(ContractKind::Releases, *A, {lock(X)}, {}, U.function(F));
  }
}

void AttributeReader::declaration(const Decl &D) {
  if (const auto *R = dyn_cast<RecordDecl>(&D)) {
    for (const Decl *Inside : R->decls())
      declaration(*Inside);
  } else if (!D.hasAttrs()) {
    return;
  } else if (const auto *F = dyn_cast<FieldDecl>(&D)) {
    // A field is a name of the graph only when something refers to it.
    bool Says = llvm::any_of(F->attrs(), [](const Attr *A) {
      return isa<GuardedByAttr, PtGuardedByAttr, AcquiredAfterAttr,
                 AcquiredBeforeAttr>(A);
    });
    if (Says && F->getIdentifier())
      variable(*F, U.Statics.field(U.Statics.load(U.Statics.local(LocalId(0))),
                                   U.field(*F)));
  } else if (const auto *V = dyn_cast<VarDecl>(&D)) {
    variable(*V, U.Statics.global(U.global(*V)));
  } else if (const auto *Fn = dyn_cast<FunctionDecl>(&D)) {
    if (U.inUnitFile(Fn->getLocation()) && Fn->doesThisDeclarationHaveABody())
      function(*Fn);
  }
}

void locktidy::readAttributes(Unit &U) {
  AttributeReader Reader(U);
  for (const Decl *D : U.Ctx.getTranslationUnitDecl()->decls())
    Reader.declaration(*D);
}

bool locktidy::declaresLocks(const FunctionDecl &F) {
  return llvm::any_of(F.getMostRecentDecl()->attrs(), [](const Attr *A) {
    return isa<AcquireCapabilityAttr, TryAcquireCapabilityAttr,
               ReleaseCapabilityAttr, RequiresCapabilityAttr,
               AssertCapabilityAttr, LockReturnedAttr, LocksExcludedAttr>(A);
  });
}

/// Attributes of another declaration name the parameters of that one.
void FunctionLowering::nameParameters() {
  for (const FunctionDecl *Other : F.redecls())
    for (unsigned I = 0, N = F.getNumParams();
         Other->getNumParams() == N && I != N; ++I)
      Variables.try_emplace(Other->getParamDecl(I), LocalId(I));
}

/// The lock that the argument \p X of an attribute is or points at; null for an
/// expression of another form.
ExprId FunctionLowering::lockNamed(const clang::Expr &X) {
  const clang::Expr *Plain = X.IgnoreParenImpCasts();
  const auto *Op = dyn_cast<UnaryOperator>(Plain);
  if (Op && Op->getOpcode() != UO_AddrOf)
    return ExprId();
  return X.getType()->isPointerType() ? value(&X) : address(Plain);
}

/// What an attribute says of the lock \p X; null when it is no lock.
Event *FunctionLowering::declared(const clang::Expr *X, EffectKind Effect,
                                  bool Shared) {
  ExprId Lock = lockNamed(*X);
  if (!Lock)
    return nullptr;
  Event Ev;
  Ev.Kind = EventKind::Effect;
  Ev.Effect = Effect;
  Ev.Mode = Shared ? LockMode::Shared : LockMode::Exclusive;
  Ev.Pos = U.position(X->getBeginLoc());
  Ev.Name = U.Tables.string(effectName(Effect));
  Ev.Lock = Lock;
  append(std::move(Ev));
  return &G.Blocks[Current.Index].Events.back();
}

/// What attributes and macros of the model between a function's declarator and
/// its body say must be so where it begins.
void FunctionLowering::declaredAtEntry() {
  const FunctionDecl &Said = F.hasBody() ? F : *F.getMostRecentDecl();
  if (declaresLocks(F))
    nameParameters();
  for (const Attr *A : Said.attrs()) {
    if (const auto *Needs = dyn_cast<RequiresCapabilityAttr>(A))
      for (const clang::Expr *X : Needs->args())
        declared(X, EffectKind::AssertHeld, Needs->isShared());
    if (const auto *Tests = dyn_cast<AssertCapabilityAttr>(A))
      for (const clang::Expr *X : Tests->args())
        declared(X, EffectKind::AssertHeld, Tests->isShared());
    if (const auto *Excludes = dyn_cast<LocksExcludedAttr>(A))
      for (const clang::Expr *X : Excludes->args())
        declared(X, EffectKind::AssertNotHeld, /*Shared=*/false);
  }
  if (!F.hasBody())
    return;
  if (const MacroUse *Use = U.Macros.takeBefore(F.getBody()->getBeginLoc()))
    dropped(*Use, F.getBody()->getBeginLoc());
}

/// A body that does what the attributes say: what is given up comes first, so
/// that nothing is taken with it held. Of several locks that a try may take one
/// counts: its result is one result.
void FunctionLowering::runPrototype() {
  begin();
  G.Prototype = true;
  G.Stub = false;
  const FunctionDecl &Said = *F.getMostRecentDecl();
  for (const Attr *A : Said.attrs())
    if (const auto *Drops = dyn_cast<ReleaseCapabilityAttr>(A))
      for (const clang::Expr *X : Drops->args())
        declared(X, EffectKind::Release, Drops->isShared());
  ExprId Result = G.Returns == ReturnKind::Void ? ExprId() : E.unknown();
  bool Tried = false;
  for (const Attr *A : Said.attrs()) {
    if (const auto *Gets = dyn_cast<LockReturnedAttr>(A))
      if (F.getReturnType()->isPointerType())
        Result = lockNamed(*Gets->getArg());
    if (const auto *Takes = dyn_cast<AcquireCapabilityAttr>(A))
      for (const clang::Expr *X : Takes->args())
        declared(X, EffectKind::Acquire, Takes->isShared());
    const auto *Tries = dyn_cast<TryAcquireCapabilityAttr>(A);
    auto NonZero = Tries ? succeedsWithNonZero(*Tries, U.Ctx) : std::nullopt;
    if (Tried || !NonZero || Tries->args().empty())
      continue;
    Event *Try =
        declared(*Tries->args_begin(), EffectKind::Acquire, Tries->isShared());
    if (!Try)
      continue;
    Try->Succeeds = *NonZero ? Success::NonZero : Success::Zero;
    Try->Result = newLocal();
    Result = E.load(E.local(Try->Result));
    Tried = true;
  }
  Terminator End;
  End.Kind = TermKind::Return;
  End.Pos = G.Pos;
  End.Cond = Result;
  terminate(std::move(End));
  simplify(G);
}
