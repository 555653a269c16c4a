//===- Condition.cpp - the small languages inside a model -----------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Model/Condition.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"
#include <limits>

using namespace llvm;

namespace locktidy {

namespace {

constexpr size_t MaxText = 400;
constexpr unsigned MaxDepth = 32;
constexpr unsigned MaxArgument = 31;

/// Characters with a position; the first failure is kept.
class Cursor {
public:
  Cursor(StringRef T, TextError &E) : Text(T), Error(E) {
    if (Text.size() > MaxText)
      fail("longer than " + Twine(MaxText) + " characters");
  }

  bool atEnd() {
    space();
    return Pos == Text.size();
  }
  bool starts(StringRef Token) {
    space();
    return Text.substr(Pos).starts_with(Token);
  }
  bool eat(StringRef Token) {
    if (!starts(Token))
      return false;
    Pos += Token.size();
    return true;
  }
  StringRef word() {
    space();
    StringRef W = Text.substr(Pos).take_while(
        [](char C) { return isAlnum(C) || C == '_'; });
    Pos += W.size();
    return W;
  }
  /// An error \p Back characters before here.
  std::nullopt_t fail(const Twine &Message, size_t Back = 0) {
    if (!failed())
      Error = {Pos - Back, Message.str()};
    return std::nullopt;
  }
  std::nullopt_t expected(const Twine &Wanted) {
    if (atEnd())
      return fail("expected " + Wanted + " at the end");
    return fail("expected " + Wanted + " before '" + Text.substr(Pos, 1) + "'");
  }
  /// The number of an `arg3` just read; none for any other word.
  std::optional<unsigned> argument(StringRef Word) {
    StringRef Digits = Word;
    unsigned N;
    if (!Digits.consume_front("arg") || Digits.empty() ||
        !all_of(Digits, isDigit))
      return std::nullopt;
    if (Digits.getAsInteger(10, N) || N > MaxArgument)
      return fail("no call has argument '" + Word + "'", Word.size());
    return N;
  }
  bool failed() const { return !Error.Message.empty(); }

private:
  void space() {
    Pos = std::min(Text.find_first_not_of(" \t\n", Pos), Text.size());
  }

  StringRef Text;
  size_t Pos = 0;
  TextError &Error;
};

struct Operator {
  StringLiteral Token;
  Condition::Op Op;
  unsigned Precedence;
};

// Longer tokens first: `<=` before `<`, `&&` before `&`.
constexpr Operator Operators[] = {
    {"||", Condition::Or, 1},   {"&&", Condition::And, 2},
    {"==", Condition::Eq, 3},   {"!=", Condition::Ne, 3},
    {"<=", Condition::Le, 3},   {">=", Condition::Ge, 3},
    {"<", Condition::Lt, 3},    {">", Condition::Gt, 3},
    {"|", Condition::BitOr, 4}, {"&", Condition::BitAnd, 5},
};

class ConditionParser {
public:
  ConditionParser(StringRef Text, TextError &E) : In(Text, E) {}

  std::optional<Condition> parse() {
    if (In.failed() || !binary(1, 0))
      return std::nullopt;
    if (!In.atEnd())
      return In.expected("an operator");
    return std::move(Out);
  }

private:
  using Index = std::optional<unsigned>;

  Index add(Condition::Node N) {
    Out.Nodes.push_back(std::move(N));
    return static_cast<unsigned>(Out.Nodes.size() - 1);
  }
  Index binary(unsigned Least, unsigned Depth);
  Index unary(unsigned Depth);
  Index named(StringRef Word);
  Index number(StringRef Digits, bool Negative);

  Cursor In;
  Condition Out;
};

/// Operands joined by operators of at least precedence \p Least.
ConditionParser::Index ConditionParser::binary(unsigned Least, unsigned Depth) {
  Index Left = unary(Depth);
  while (Left) {
    const Operator *Found = find_if(
        Operators, [&](const Operator &O) { return In.starts(O.Token); });
    if (Found == std::end(Operators) || Found->Precedence < Least)
      return Left;
    In.eat(Found->Token);
    Index Right = binary(Found->Precedence + 1, Depth);
    if (!Right)
      return std::nullopt;
    Left = add({Found->Op, 0, "", *Left, *Right});
  }
  return std::nullopt;
}

ConditionParser::Index ConditionParser::unary(unsigned Depth) {
  if (Depth > MaxDepth)
    return In.fail("nested too deeply");
  if (!In.starts("!=") && In.eat("!")) {
    Index A = unary(Depth + 1);
    return A ? add({Condition::Not, 0, "", *A, 0}) : std::nullopt;
  }
  if (In.eat("(")) {
    Index A = binary(1, Depth + 1);
    if (A && !In.eat(")"))
      return In.expected("')'");
    return A;
  }
  bool Negative = In.eat("-");
  StringRef Word = In.word();
  if (Word.empty())
    return In.expected("a value");
  if (isDigit(Word[0]))
    return number(Word, Negative);
  Index Value = named(Word);
  return Value && Negative ? add({Condition::Neg, 0, "", *Value, 0}) : Value;
}

ConditionParser::Index ConditionParser::named(StringRef Word) {
  if (Word == "result")
    return add({Condition::Result, 0, "", 0, 0});
  if (std::optional<unsigned> N = In.argument(Word))
    return add({Condition::Arg, *N, "", 0, 0});
  if (In.failed())
    return std::nullopt;
  return add({Condition::Name, 0, Word.str(), 0, 0});
}

ConditionParser::Index ConditionParser::number(StringRef Digits,
                                               bool Negative) {
  uint64_t Value;
  if (Digits.getAsInteger(0, Value) ||
      Value > static_cast<uint64_t>(std::numeric_limits<int64_t>::max()))
    return In.fail("'" + Digits + "' is not a number", Digits.size());
  int64_t Signed = static_cast<int64_t>(Value);
  return add({Condition::Int, Negative ? -Signed : Signed, "", 0, 0});
}

/// `.a.b` after an operand.
bool members(Cursor &In, Operand &Out) {
  while (In.eat(".")) {
    StringRef Name = In.word();
    if (Name.empty()) {
      In.expected("a member's name");
      return false;
    }
    Out.Members.push_back(Name.str());
  }
  return true;
}

/// The rest of `outer(arg0, mtx_lock)` after the first word.
bool outer(Cursor &In, Operand &Out) {
  Out.From = Operand::Outer;
  if (!In.eat("(")) {
    In.expected("'('");
    return false;
  }
  std::optional<unsigned> N = In.argument(In.word());
  if (!N || !In.eat(",")) {
    In.expected(N ? "','" : "an argument such as 'arg0'");
    return false;
  }
  Out.Index = *N;
  StringRef Member = In.word();
  if (Member.empty() || !In.eat(")")) {
    In.expected(Member.empty() ? "a member's name" : "')'");
    return false;
  }
  Out.Members.push_back(Member.str());
  return true;
}

} // namespace

std::optional<Condition> parseCondition(StringRef Text, TextError &Error) {
  return ConditionParser(Text, Error).parse();
}

std::optional<Operand> parseOperand(StringRef Text, TextError &Error) {
  Cursor In(Text, Error);
  if (In.failed())
    return std::nullopt;
  Operand Out;
  Out.From = In.eat("&")   ? Operand::AddressOfArg
             : In.eat("*") ? Operand::DerefArg
                           : Operand::Arg;
  StringRef Word = In.word();
  if (std::optional<unsigned> N = In.argument(Word)) {
    Out.Index = *N;
    members(In, Out);
  } else if (Out.From == Operand::Arg && Word == "result") {
    Out.From = Operand::Result;
    members(In, Out);
  } else if (Out.From == Operand::Arg && Word == "outer") {
    outer(In, Out);
  } else if (Out.From == Operand::Arg && Word == "lock") {
    Out.From = Operand::Named;
    Out.Name = In.word().str();
    if (Out.Name.empty())
      In.expected("the lock's name");
  } else {
    In.fail("expected an operand: argN, &argN, *argN, outer(argN, member), "
            "result or lock NAME",
            Word.size());
  }
  if (!In.failed() && !In.atEnd())
    In.fail("unexpected text after the operand");
  if (In.failed())
    return std::nullopt;
  return Out;
}

} // namespace locktidy
