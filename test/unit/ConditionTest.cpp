//===- ConditionTest.cpp - conditions and operands of models --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Model/Condition.h"
#include "ModelTexts.h"
#include "gtest/gtest.h"

using namespace locktidy;
using llvm::StringRef;

namespace {

std::string parsed(StringRef Text) {
  TextError E;
  std::optional<Condition> C = parseCondition(Text, E);
  if (!C)
    return std::to_string(E.Offset) + ": " + E.Message;
  return show(*C, C->Nodes.size() - 1);
}

std::string operandError(StringRef Text) {
  TextError E;
  return parseOperand(Text, E) ? ""
                               : std::to_string(E.Offset) + ": " + E.Message;
}

Operand operandOf(StringRef Text) {
  TextError E;
  std::optional<Operand> O = parseOperand(Text, E);
  EXPECT_TRUE(O) << E.Message;
  return O.value_or(Operand());
}

TEST(Condition, Precedence) {
  EXPECT_EQ(parsed("arg2 & PDROP"), "(& a2 PDROP)");
  EXPECT_EQ(parsed("!(arg2 & M_NOWAIT)"), "(! (& a2 M_NOWAIT))");
  // Unlike in C, & binds tighter than ==.
  EXPECT_EQ(parsed("arg1 & MASK == X"), "(== (& a1 MASK) X)");
  EXPECT_EQ(parsed("a || b && c"), "(|| a (&& b c))");
  EXPECT_EQ(parsed("a | b & c"), "(| a (& b c))");
  EXPECT_EQ(parsed("(a | b) & c"), "(& (| a b) c)");
  EXPECT_EQ(parsed("a < b && c >= d"), "(&& (< a b) (>= c d))");
  EXPECT_EQ(parsed("a == b == c"), "(== (== a b) c)");
  EXPECT_EQ(parsed("!!a != !b"), "(!= (! (! a)) (! b))");
}

TEST(Condition, Values) {
  EXPECT_EQ(parsed("1"), "1");
  EXPECT_EQ(parsed("0x10"), "16");
  EXPECT_EQ(parsed("arg0 == -1"), "(== a0 -1)");
  EXPECT_EQ(parsed("arg0 == -EINTR"), "(== a0 (- EINTR))");
  EXPECT_EQ(parsed("result != NULL"), "(!= result NULL)");
  EXPECT_EQ(parsed("argument"), "argument"); // a name, not an argument
  EXPECT_EQ(parsed("arg"), "arg");
}

TEST(Condition, Errors) {
  EXPECT_EQ(parsed(""), "0: expected a value at the end");
  EXPECT_EQ(parsed("arg2 & "), "7: expected a value at the end");
  EXPECT_EQ(parsed("arg2 PDROP"), "5: expected an operator before 'P'");
  EXPECT_EQ(parsed("arg2 = 1"), "5: expected an operator before '='");
  EXPECT_EQ(parsed("(arg2"), "5: expected ')' at the end");
  EXPECT_EQ(parsed("arg2)"), "4: expected an operator before ')'");
  EXPECT_EQ(parsed("arg99"), "0: no call has argument 'arg99'");
  EXPECT_EQ(parsed("1x"), "0: '1x' is not a number");
  EXPECT_EQ(parsed("99999999999999999999"),
            "0: '99999999999999999999' is not a number");
  EXPECT_EQ(parsed(std::string(100, '(')), "33: nested too deeply");
  EXPECT_EQ(parsed(std::string(100, '!')), "33: nested too deeply");
  EXPECT_EQ(parsed(std::string(500, 'a')), "0: longer than 400 characters");
}

TEST(Operand, Forms) {
  Operand O = operandOf("arg3");
  EXPECT_EQ(O.From, Operand::Arg);
  EXPECT_EQ(O.Index, 3u);
  EXPECT_EQ(operandOf("&arg0").From, Operand::AddressOfArg);
  EXPECT_EQ(operandOf("*arg0").From, Operand::DerefArg);
  EXPECT_EQ(operandOf("result").From, Operand::Result);

  O = operandOf("arg0.a.b");
  EXPECT_EQ(O.Members, (std::vector<std::string>{"a", "b"}));

  O = operandOf("outer(arg1, mtx_lock)");
  EXPECT_EQ(O.From, Operand::Outer);
  EXPECT_EQ(O.Index, 1u);
  EXPECT_EQ(O.Members, std::vector<std::string>{"mtx_lock"});

  O = operandOf("lock Giant");
  EXPECT_EQ(O.From, Operand::Named);
  EXPECT_EQ(O.Name, "Giant");
}

TEST(Operand, Errors) {
  constexpr StringRef Expected = "0: expected an operand: argN, &argN, *argN, "
                                 "outer(argN, member), result or lock NAME";
  EXPECT_EQ(operandError("foo"), Expected);
  EXPECT_EQ(operandError(""), Expected);
  EXPECT_EQ(operandError("arg40"), "0: no call has argument 'arg40'");
  EXPECT_EQ(operandError("arg0."), "5: expected a member's name at the end");
  EXPECT_EQ(operandError("arg0 x"), "5: unexpected text after the operand");
  EXPECT_EQ(operandError("outer(arg0)"), "10: expected ',' before ')'");
  EXPECT_EQ(operandError("outer(x, y)"),
            "7: expected an argument such as 'arg0' before ','");
  EXPECT_EQ(operandError("lock"), "4: expected the lock's name at the end");
}

} // namespace
