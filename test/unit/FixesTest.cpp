//===- FixesTest.cpp - which fixes are applied, and how -------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report/Fixes.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "gtest/gtest.h"

using namespace locktidy;
using llvm::StringRef;

namespace {

constexpr const char *File = "/src/foo.c";

Finding fixing(std::vector<FixIt> Fixes) {
  Finding F;
  F.Where = {File, 1, 1};
  F.Fixes = std::move(Fixes);
  return F;
}

/// Columns [From, To) of \p Line become \p Text.
FixIt fix(unsigned Line, unsigned From, unsigned To, StringRef Text) {
  return {{File, Line, From}, Line, To, Text.str()};
}

struct Planned {
  std::string Text;
  std::vector<std::string> Refused;
  size_t Fixed;
};

Planned plan(StringRef Text, const std::vector<Finding> &Findings,
             StringRef Editable = File) {
  auto Files = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  Files->addFile(File, 0, llvm::MemoryBuffer::getMemBufferCopy(Text));
  Sources Lines(Files);
  llvm::StringSet<> Names;
  Names.insert(Editable);
  FixPlan P =
      planFixes(Findings, std::vector<bool>(Findings.size()), Names, Lines);
  Planned Out{edited(Text, P.Edits[File]), {}, P.Fixed};
  for (const RefusedFix &R : P.Refused)
    Out.Refused.push_back(R.Reason);
  return Out;
}

TEST(Fixes, ReplaceInsertAndDelete) {
  Planned P = plan("if (a)\n  b();\nc();\n",
                   {fixing({fix(1, 1, 3, "while")}),
                    fixing({fix(2, 3, 3, "x(), "), fix(3, 1, 5, "")})});
  EXPECT_EQ(P.Text, "while (a)\n  x(), b();\n\n");
  EXPECT_EQ(P.Fixed, 2u);
}

TEST(Fixes, TheFirstOfTwoThatOverlapIsMade) {
  Planned P = plan("abcdef", {fixing({fix(1, 1, 4, "X")}),
                              fixing({fix(1, 3, 5, "Y"), fix(1, 6, 7, "Z")}),
                              fixing({fix(1, 4, 5, "W")})});
  EXPECT_EQ(P.Text, "XWef"); // nothing of the second one
  EXPECT_EQ(P.Fixed, 2u);
  ASSERT_EQ(P.Refused.size(), 1u);
}

TEST(Fixes, WhoseOrderIsNotKnownAreNotBothMade) {
  Planned P =
      plan("ab", {fixing({fix(1, 2, 2, "1")}), fixing({fix(1, 2, 2, "2")}),
                  fixing({fix(1, 2, 3, "3")})});
  EXPECT_EQ(P.Text, "a1b");
  EXPECT_EQ(P.Refused.size(), 2u);
}

TEST(Fixes, EqualOnesAreMadeOnce) {
  Planned P =
      plan("ab", {fixing({fix(1, 2, 2, "1")}), fixing({fix(1, 2, 2, "1")})});
  EXPECT_EQ(P.Text, "a1b");
  EXPECT_EQ(P.Fixed, 2u);
}

TEST(Fixes, OnlyFilesThatAreAnalysedAndPlacesThatExist) {
  EXPECT_EQ(plan("ab", {fixing({fix(1, 1, 2, "x")})}, "/src/other.c").Text,
            "ab");
  for (FixIt Gone : {fix(9, 1, 2, "x"), fix(1, 1, 9, "x"), fix(1, 2, 1, "x")}) {
    Planned P = plan("ab", {fixing({fix(1, 1, 2, "y"), Gone})});
    EXPECT_EQ(P.Text, "ab");
    EXPECT_EQ(P.Fixed, 0u);
    EXPECT_EQ(P.Refused.size(), 1u);
  }
}

std::string diff(StringRef Text, std::vector<TextEdit> Edits) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  printDiff(OS, "foo.c", Text, Edits);
  return Out;
}

TEST(Diff, PartsWithContext) {
  EXPECT_EQ(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", {{0, 0, "0\n"}, {16, 2, ""}}),
            "--- a/foo.c\n+++ b/foo.c\n"
            "@@ -1,3 +1,4 @@\n+0\n 1\n 2\n 3\n"
            "@@ -6,4 +7,3 @@\n 6\n 7\n 8\n-9\n");
}

TEST(Diff, EditsOfOneLineAndOverLines) {
  EXPECT_EQ(diff("ab\ncd\nef", {{0, 1, "x"}, {1, 1, "y"}, {4, 3, ""}}),
            "--- a/foo.c\n+++ b/foo.c\n"
            "@@ -1,3 +1,2 @@\n-ab\n+xy\n-cd\n-ef\n"
            "\\ No newline at end of file\n+cf\n"
            "\\ No newline at end of file\n");
}

} // namespace
