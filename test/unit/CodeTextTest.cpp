//===- CodeTextTest.cpp - places in the text of C sources -----------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report/CodeText.h"
#include "Report/Conditionals.h"
#include "llvm/ADT/Twine.h"
#include "gtest/gtest.h"

using namespace locktidy;
using llvm::StringRef;

namespace {

TEST(CodeText, BlanksKeepOffsets) {
  EXPECT_EQ(blanked("a /* ; */ b = ';'; // c\nd", Comments | Literals),
            "a         b = ' ';     \nd");
  EXPECT_EQ(blanked("a = \"/*\\\"\"; b", Comments), "a = \"/*\\\"\"; b");
  EXPECT_EQ(blanked("#define X \\\n  1\n# if /* x\n */ 0\na", Directives),
            "           \n   \n         \n     \na");
  EXPECT_EQ(blanked("#a", 0), "#a");
}

TEST(CodeText, OneBranchRemains) {
  auto Left = [&](StringRef Text, StringRef Compiled = {}) {
    Conditionals Branches(Text);
    if (!Compiled.empty())
      Branches.setCompiled(Text.find(Compiled));
    std::string Code = blanked(Text, Comments | Directives), Out;
    Branches.blankOthers(Code);
    for (char C : Code)
      if (!isspace(C))
        Out += C;
    return Out;
  };
  EXPECT_EQ(Left("#ifdef A\na\n#elif B\nb\n#else\nc\n#endif\nd\n"), "ad");
  EXPECT_EQ(Left("#if 0\na\n#else\nb\n#endif\nc\n"), "bc");
  EXPECT_EQ(Left("#ifdef __cplusplus\nextern {\n#endif\nx\n"), "x");
  EXPECT_EQ(Left("#ifndef __cplusplus\nx\n#endif\ny\n"), "xy");
  EXPECT_EQ(Left("#ifdef A\n#ifdef B\na\n#else\nb\n#endif\n#else\nc\n#endif\n"),
            "a");
  EXPECT_EQ(Left("#ifdef A\na\n#elif B\nb\n#else\nc\n#endif\nd\n", "b\n"),
            "bd");
  EXPECT_EQ(
      Left("#if 0\na\n#else\n#ifdef B\nb\n#else\nc\n#endif\n#endif\n", "c\n"),
      "c");
}

TEST(CodeText, WhatIsCompiledTogether) {
  StringRef Text = "#ifndef G\n#define G\na\n#ifdef A\nb\n#ifdef B\nc\n#endif\n"
                   "#else\nd\n#endif\ne\n#endif\nf\n#ifndef H\ng\n#endif\n";
  auto At = [&](const char *Line) {
    return Text.find(("\n" + llvm::Twine(Line)).str()) + 1;
  };
  Conditionals Branches(Text);
  EXPECT_TRUE(Branches.covers(At("a\n"), At("c\n")));
  EXPECT_TRUE(Branches.covers(At("b\n"), At("c\n")));
  EXPECT_FALSE(Branches.covers(At("b\n"), At("d\n")));
  EXPECT_FALSE(Branches.covers(At("c\n"), At("b\n")));
  EXPECT_FALSE(Branches.covers(At("a\n"), At("f\n")));
  EXPECT_TRUE(Branches.isUnconditional(At("e\n")));
  EXPECT_FALSE(Branches.isUnconditional(At("d\n")));
  EXPECT_FALSE(Branches.isUnconditional(At("g\n")));
  EXPECT_EQ(Branches.opening(At("d\n")), At("#ifdef A"));
  Branches.setCompiled(At("c\n"));
  EXPECT_TRUE(Branches.isCompiled(At("b\n")));
  EXPECT_FALSE(Branches.isCompiled(At("d\n")));
}

TEST(CodeText, FindsOutsideOfBrackets) {
  StringRef Text = "f(a, b)[2], c; }";
  EXPECT_EQ(findOutside(Text, 0, ","), 10u);
  EXPECT_EQ(findOutside(Text, 2, ","), 3u);
  EXPECT_EQ(findOutside(Text, 5, ";"), 13u); // a `)` ends nothing
  EXPECT_EQ(findOutside(Text, 0, "x"), StringRef::npos);
  EXPECT_EQ(findOutside("}; x", 0, ";"), StringRef::npos);
}

/// What stands at the place that is found for `here`.
std::string behind(StringRef Text) {
  size_t At = behindIncludes(Text, Text.find("here"));
  return Text.substr(At).take_until([](char C) { return C == '\n'; }).str();
}

TEST(CodeText, PlacesBehindIncludes) {
  EXPECT_EQ(behind("#include <a>\n#include <b>\nx\nhere\n"), "x");
  EXPECT_EQ(behind("#include <a>\nx\n#include <b>\ny\nhere\n#include <c>\n"),
            "y");
  EXPECT_EQ(behind("#ifdef A\n#include <a>\n#else\n#include <b>\n#endif\nx\n"
                   "here\n"),
            "x");
  EXPECT_EQ(behind("#ifndef G\n#define G\nx\nhere\n#endif\n"), "x");
  EXPECT_EQ(behind("#ifndef G\n#define G\n#include <a>\nx\nhere\n#endif\n"),
            "x");
  EXPECT_EQ(behind("#ifdef A\n#include <a>\nx\nhere\n#endif\n"), "x");
  EXPECT_EQ(behind("\n\nx\nhere\n"), "x");
  EXPECT_EQ(behind("#define M \\\n 1\nx\nhere\n"), "x");
  EXPECT_EQ(behind("here"), "here");
}

TEST(CodeText, FindsParameters) {
  EXPECT_EQ(parameters("f (int a) ;", 0, "f"),
            std::make_optional(std::make_pair(size_t(2), size_t(8))));
  EXPECT_EQ(parameters("f;", 0, "f"), std::nullopt);
  EXPECT_EQ(parameters("f(a)(b)", 0, "f"), std::nullopt);
  EXPECT_TRUE(mentions("a->b, cc", "a->b"));
  EXPECT_FALSE(mentions("aa->b, cc", "a->b"));
  EXPECT_FALSE(mentions("a, cc", "c"));
}

} // namespace
