//===- Builder.cpp - making lock graphs -----------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Graph/Builder.h"
#include "Graph/Fold.h"
#include "llvm/ADT/Hashing.h"

using namespace locktidy;

size_t ExprHash::operator()(const Expr &E) const {
  return llvm::hash_combine(static_cast<unsigned>(E.Kind), E.A.Index, E.B.Index,
                            E.Symbol, E.Value);
}

ExprBuilder::ExprBuilder(std::vector<Expr> &Exprs) : Exprs(Exprs) {
  for (size_t I = 0; I != Exprs.size(); ++I) {
    Known.try_emplace(Exprs[I], ExprId(I));
    if (Exprs[I].Kind == ExprKind::Unknown)
      NextUnknown = std::max(NextUnknown, Exprs[I].Value + 1);
  }
}

ExprId ExprBuilder::intern(Expr E) {
  auto [It, New] = Known.try_emplace(E, ExprId(Exprs.size()));
  if (New)
    Exprs.push_back(E);
  return It->second;
}

std::optional<int64_t> ExprBuilder::constantValue(ExprId E) const {
  if (E && Exprs[E.Index].Kind == ExprKind::Const)
    return Exprs[E.Index].Value;
  return std::nullopt;
}

bool ExprBuilder::isTruth(ExprId E) const {
  ExprKind K = Exprs[E.Index].Kind;
  return K == ExprKind::Not || K == ExprKind::Eq || K == ExprKind::Lt;
}

ExprId ExprBuilder::constant(int64_t Value) {
  return intern({ExprKind::Const, {}, {}, 0, Value});
}
ExprId ExprBuilder::unknown() {
  return intern({ExprKind::Unknown, {}, {}, 0, NextUnknown++});
}
ExprId ExprBuilder::unknown(int64_t Serial, uint32_t Age) {
  return intern({ExprKind::Unknown, {}, {}, Age, Serial});
}
ExprId ExprBuilder::local(LocalId L) {
  return intern({ExprKind::Local, {}, {}, L.Index, 0});
}
ExprId ExprBuilder::global(GlobalId G) {
  return intern({ExprKind::Global, {}, {}, G.Index, 0});
}
ExprId ExprBuilder::function(FunctionId F) {
  return intern({ExprKind::Function, {}, {}, F.Index, 0});
}
ExprId ExprBuilder::load(ExprId Address, ExprId Version) {
  return intern({ExprKind::Load, Address, Version, 0, 0});
}

ExprId ExprBuilder::field(ExprId Base, FieldId F) {
  const Expr &B = Exprs[Base.Index];
  if (B.Kind == ExprKind::Outer && B.Symbol == F.Index)
    return B.A;
  return intern({ExprKind::Field, Base, {}, F.Index, 0});
}

ExprId ExprBuilder::outer(ExprId Member, FieldId F) {
  const Expr &M = Exprs[Member.Index];
  if (M.Kind == ExprKind::Field && M.Symbol == F.Index)
    return M.A;
  return intern({ExprKind::Outer, Member, {}, F.Index, 0});
}

ExprId ExprBuilder::index(ExprId Base, ExprId I) {
  if (constantValue(I) == 0)
    return Base;
  return intern({ExprKind::Index, Base, I, 0, 0});
}

ExprId ExprBuilder::apply(FunctionId F, ExprId A, ExprId B) {
  return intern({ExprKind::Apply, A, B, F.Index, 0});
}

ExprId ExprBuilder::logicalNot(ExprId A) {
  if (auto C = constantValue(A))
    return constant(*C == 0);
  const Expr &E = Exprs[A.Index];
  if (E.Kind == ExprKind::Not && isTruth(E.A))
    return E.A;
  return intern({ExprKind::Not, A, {}, 0, 0});
}

ExprId ExprBuilder::unary(ExprKind K, ExprId A) {
  if (K == ExprKind::Not)
    return logicalNot(A);
  if (auto C = constantValue(A))
    return constant(foldUnary(K, *C));
  return intern({K, A, {}, 0, 0});
}

ExprId ExprBuilder::binary(ExprKind K, ExprId A, ExprId B) {
  auto CA = constantValue(A), CB = constantValue(B);
  if (CA && CB)
    if (auto V = foldBinary(K, *CA, *CB))
      return constant(*V);
  // One term has one value; only in graphs is each unknown a new one.
  if (A == B && (K == ExprKind::Eq || K == ExprKind::Lt) &&
      Exprs[A.Index].Kind != ExprKind::Unknown)
    return constant(K == ExprKind::Eq);
  if (K == ExprKind::Eq) {
    // Comparing with zero is a truth test; constants stand on the right.
    if (CB == 0)
      return logicalNot(A);
    if (CA == 0)
      return logicalNot(B);
    if (CA || (!CB && B < A))
      std::swap(A, B);
  }
  bool Commutes = K == ExprKind::Add || K == ExprKind::Mul ||
                  K == ExprKind::And || K == ExprKind::Or || K == ExprKind::Xor;
  if (Commutes && CA && !CB)
    std::swap(A, B);
  if (K == ExprKind::And || K == ExprKind::Or)
    if (auto Bits = constantValue(B))
      return withBits(K, A, *Bits);
  return intern({K, A, B, 0, 0});
}

ExprId ExprBuilder::withBits(ExprKind K, ExprId A, int64_t Bits) {
  int64_t Kept = -1, Set = 0;
  auto Strip = [&](ExprKind Of, int64_t &Into) {
    const Expr &X = Exprs[A.Index];
    if (auto C = X.Kind == Of ? constantValue(X.B) : std::nullopt) {
      Into = *C;
      A = X.A;
    }
  };
  Strip(ExprKind::Or, Set);
  Strip(ExprKind::And, Kept);
  Kept &= K == ExprKind::And ? Bits : ~Bits;
  Set = K == ExprKind::And ? Set & Bits : Set | Bits;
  Kept &= ~Set;
  if (Kept == 0)
    return constant(Set);
  if (~(Kept | Set) != 0)
    A = intern({ExprKind::And, A, constant(Kept), 0, 0});
  return Set == 0 ? A : intern({ExprKind::Or, A, constant(Set), 0, 0});
}

StringId TUBuilder::string(llvm::StringRef S) {
  auto [It, New] = Strings.try_emplace(S, StringId(Graph.Strings.size()));
  if (New)
    Graph.Strings.push_back(S.str());
  return It->second;
}

FieldId TUBuilder::field(llvm::StringRef Record, llvm::StringRef Name,
                         llvm::StringRef File) {
  FieldInfo Info{string(Record), string(Name),
                 File.empty() ? StringId() : string(File)};
  uint64_t Owner = uint64_t(Info.Record.Index) << 32 | Info.File.Index;
  auto [It, New] = Fields.try_emplace({Owner, Info.Name.Index},
                                      FieldId(Graph.Fields.size()));
  if (New)
    Graph.Fields.push_back(Info);
  return It->second;
}

GlobalId TUBuilder::global(llvm::StringRef Name, llvm::StringRef File) {
  GlobalInfo Info{string(Name), File.empty() ? StringId() : string(File)};
  auto [It, New] = Globals.try_emplace({Info.Name.Index, Info.File.Index},
                                       GlobalId(Graph.Globals.size()));
  if (New)
    Graph.Globals.push_back(Info);
  return It->second;
}

FunctionId TUBuilder::function(llvm::StringRef Name, llvm::StringRef File) {
  FunctionInfo Info{string(Name), File.empty() ? StringId() : string(File)};
  auto [It, New] = Functions.try_emplace({Info.Name.Index, Info.File.Index},
                                         FunctionId(Graph.Functions.size()));
  if (New)
    Graph.Functions.push_back(Info);
  return It->second;
}
