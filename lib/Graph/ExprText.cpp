//===- ExprText.cpp - expressions as an author writes them ----------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two views of one tree: an expression is printed as a value, an address also
// as the object that it is the address of. Field(Load(Local sc), mtx) has the
// value `&sc->mtx` and is the place `sc->mtx`.
//
//===----------------------------------------------------------------------===//
#include "Graph/Print.h"
#include "llvm/ADT/Twine.h"

using namespace locktidy;

namespace {

/// Binding strength of C's operators, weakest first.
enum Precedence {
  Lowest,
  BitOr,
  BitXor,
  BitAnd,
  Equality,
  Relation,
  Shift,
  Sum,
  Product,
  Prefix,
  Postfix
};

struct Text {
  std::string Chars;
  Precedence Binds = Postfix;
};

struct Operator {
  const char *Spelling;
  Precedence Binds;
};

Operator binaryOperator(ExprKind K) {
  switch (K) {
  case ExprKind::Mul:
    return {"*", Product};
  case ExprKind::Div:
    return {"/", Product};
  case ExprKind::Rem:
    return {"%", Product};
  case ExprKind::Add:
    return {"+", Sum};
  case ExprKind::Sub:
    return {"-", Sum};
  case ExprKind::Shl:
    return {"<<", Shift};
  case ExprKind::Shr:
    return {">>", Shift};
  case ExprKind::Lt:
    return {"<", Relation};
  case ExprKind::Eq:
    return {"==", Equality};
  case ExprKind::And:
    return {"&", BitAnd};
  case ExprKind::Xor:
    return {"^", BitXor};
  default:
    return {"|", BitOr};
  }
}

bool isAddress(ExprKind K) {
  return K == ExprKind::Local || K == ExprKind::Global ||
         K == ExprKind::Field || K == ExprKind::Index;
}

/// Prints expressions of one function. Shared subtrees make the text of a
/// graph exponential in its size, so the number of nodes printed is bounded.
class ExprPrinter {
public:
  ExprPrinter(const TUGraph &G, const FunctionGraph &F,
              UnknownName Name = nullptr)
      : G(G), F(F), NameUnknown(Name) {}

  Text value(ExprId E) {
    if (!E || NodesLeft == 0)
      return {"?"};
    --NodesLeft;
    const Expr &X = F.expr(E);
    switch (X.Kind) {
    case ExprKind::Const:
      return {std::to_string(X.Value), X.Value < 0 ? Prefix : Postfix};
    case ExprKind::Unknown:
      return {NameUnknown ? NameUnknown(X) : "?"};
    case ExprKind::Function:
      return {G.str(G.Functions[X.Symbol].Name).str()};
    case ExprKind::Outer:
      return {"outer(" + value(X.A).Chars + ", " + fieldName(X) + ")"};
    case ExprKind::Apply:
      return {G.str(G.Functions[X.Symbol].Name).str() + "(" +
              (X.A ? value(X.A).Chars : "") +
              (X.B ? ", " + value(X.B).Chars : "") + ")"};
    case ExprKind::Load:
      return place(X.A);
    case ExprKind::Not:
      return negation(X.A);
    case ExprKind::Neg:
      return {"-" + atLeast(value(X.A), Postfix), Prefix};
    case ExprKind::BitNot:
      return {"~" + atLeast(value(X.A), Prefix), Prefix};
    case ExprKind::Local:
    case ExprKind::Global:
    case ExprKind::Field:
    case ExprKind::Index:
      return {"&" + atLeast(place(E), Prefix), Prefix};
    default:
      return binary(binaryOperator(X.Kind), X);
    }
  }

  /// The object whose address \p E is.
  Text place(ExprId E) {
    if (!E || NodesLeft == 0)
      return {"?"};
    --NodesLeft;
    const Expr &X = F.expr(E);
    switch (X.Kind) {
    case ExprKind::Local:
      return {localName(X.Symbol)};
    case ExprKind::Global:
      return {G.str(G.Globals[X.Symbol].Name).str()};
    case ExprKind::Field:
      return {base(X.A) + (isAddressOf(X.A) ? "." : "->") + fieldName(X)};
    case ExprKind::Index:
      return {base(X.A) + "[" + value(X.B).Chars + "]"};
    case ExprKind::Unknown:
      if (!NameUnknown)
        return {"?"};
      [[fallthrough]];
    default:
      return {"*" + atLeast(value(E), Prefix), Prefix};
    }
  }

  std::string localName(uint32_t L) const {
    StringId Name = F.Locals[L].Name;
    return Name ? G.str(Name).str() : "t" + std::to_string(L);
  }

private:
  static std::string atLeast(const Text &T, Precedence Needed) {
    return T.Binds >= Needed ? T.Chars : "(" + T.Chars + ")";
  }

  bool isAddressOf(ExprId E) const { return E && isAddress(F.expr(E).Kind); }

  /// What stands before `.`, `->` or `[`.
  std::string base(ExprId A) {
    return atLeast(isAddressOf(A) ? place(A) : value(A), Postfix);
  }

  std::string fieldName(const Expr &X) const {
    return G.str(G.Fields[X.Symbol].Name).str();
  }

  Text binary(Operator Op, const Expr &X) {
    // The right operand needs more: a - (b - c).
    std::string L = atLeast(value(X.A), Op.Binds);
    std::string R = atLeast(value(X.B), static_cast<Precedence>(Op.Binds + 1));
    return {L + " " + Op.Spelling + " " + R, Op.Binds};
  }

  Text negation(ExprId A) {
    const Expr &X = F.expr(A);
    if (X.Kind == ExprKind::Eq)
      return binary({"!=", Equality}, X);
    if (X.Kind == ExprKind::Lt)
      return binary({">=", Relation}, X);
    return {"!" + atLeast(value(A), Prefix), Prefix};
  }

  const TUGraph &G;
  const FunctionGraph &F;
  UnknownName NameUnknown;
  unsigned NodesLeft = 2000;
};

} // namespace

std::string locktidy::exprText(const TUGraph &G, const FunctionGraph &F,
                               ExprId E, UnknownName Name) {
  ExprPrinter P(G, F, Name);
  return E && isAddress(F.expr(E).Kind) ? P.place(E).Chars : P.value(E).Chars;
}

std::string locktidy::valueText(const TUGraph &G, const FunctionGraph &F,
                                ExprId E, UnknownName Name) {
  return ExprPrinter(G, F, Name).value(E).Chars;
}

std::string locktidy::exprText(const TUGraph &G, const FunctionGraph &F,
                               ExprId E) {
  return exprText(G, F, E, nullptr);
}

std::string locktidy::valueText(const TUGraph &G, const FunctionGraph &F,
                                ExprId E) {
  return valueText(G, F, E, nullptr);
}
