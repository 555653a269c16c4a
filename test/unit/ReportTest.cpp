//===- ReportTest.cpp - findings, and how they are reported ---------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report/Output.h"
#include "Report/Sarif.h"
#include "Report/Sources.h"
#include "Report/Suppression.h"
#include "Report/Text.h"
#include "Rules/Finding.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "gtest/gtest.h"
#include <algorithm>
#include <set>

using namespace locktidy;
using llvm::StringRef;

namespace {

Finding finding(StringRef Rule, unsigned Line, unsigned Column = 3) {
  Finding F;
  F.Rule = Rule.str();
  F.Where = {"/src/usb/foo.c", Line, Column};
  F.Message = "sleeps in 'tsleep' while holding mutex 'sc->mtx'";
  F.Function = "foo_read";
  F.LockClasses = {"struct softc::mtx"};
  F.Event = "wait tsleep";
  return F;
}

/// Sources that hold \p Text as /src/usb/foo.c.
Sources sources(StringRef Text) {
  auto Files = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  Files->addFile("/src/usb/foo.c", 0,
                 llvm::MemoryBuffer::getMemBufferCopy(Text));
  return Sources(Files);
}

//===- finish
//--------------------------------------------------------------===//

TEST(Finish, SortsAndDropsDuplicates) {
  std::vector<Finding> Fs = {finding("b", 9), finding("b", 2), finding("a", 9),
                             finding("b", 9)};
  finish(Fs);
  ASSERT_EQ(Fs.size(), 3u);
  EXPECT_EQ(Fs[0].Where.Line, 2u);
  EXPECT_EQ(Fs[1].Rule, "a");
  EXPECT_EQ(Fs[2].Rule, "b");
}

TEST(Finish, KeepsFindingsThatDifferInTheirPath) {
  std::vector<Finding> Fs = {finding("a", 9), finding("a", 9)};
  Fs[1].Paths = {{{{"/src/usb/foo.c", 8, 1}, "acquired here"}}};
  finish(Fs);
  EXPECT_EQ(Fs.size(), 2u);
}

TEST(Finish, OrderOfInputIsOfNoMatter) {
  std::vector<Finding> Fs;
  for (unsigned Line : {3, 3, 7, 5}) {
    Fs.push_back(finding(Line == 7 ? "a" : "b", Line));
    Fs.back().Message += std::to_string(Fs.size());
  }
  std::vector<Finding> First = Fs;
  finish(First);
  std::sort(Fs.begin(), Fs.end());
  do {
    std::vector<Finding> Other = Fs;
    finish(Other);
    EXPECT_EQ(Other, First);
  } while (std::next_permutation(Fs.begin(), Fs.end()));
}

std::vector<std::string> fingerprints(std::vector<Finding> Fs) {
  finish(Fs);
  std::vector<std::string> Prints;
  for (const Finding &F : Fs)
    Prints.push_back(F.Fingerprint);
  return Prints;
}

TEST(Finish, FingerprintsSurviveLineShifts) {
  std::vector<Finding> Before = {finding("a", 3), finding("a", 8),
                                 finding("b", 4)};
  std::vector<Finding> After = Before;
  for (Finding &F : After) {
    F.Where.Line += 100;
    F.Where.Column += 4;
    F.Message += " of another wording";
  }
  EXPECT_EQ(fingerprints(Before), fingerprints(After));
}

TEST(Finish, FingerprintsTellFindingsApart) {
  std::vector<Finding> Fs(8, finding("a", 3));
  Fs[1].Where.Line = 4; // the second of two equal ones
  Fs[2].Rule = "b";
  Fs[3].Function = "foo_write";
  Fs[4].LockClasses = {"struct softc::other"};
  Fs[5].LockClasses = {"struct softc::mtx", "x"};
  Fs[6].Event = "wait msleep";
  Fs[7].LockClasses = {};
  std::vector<std::string> Prints = fingerprints(Fs);
  EXPECT_EQ(std::set<std::string>(Prints.begin(), Prints.end()).size(), 8u);
  for (const std::string &P : Prints)
    EXPECT_EQ(P.size(), 16u);
}

TEST(Finish, OrderOfLockClassesIsOfNoMatter) {
  Finding A = finding("a", 3), B = A;
  A.LockClasses = {"p", "q"};
  B.LockClasses = {"q", "p"};
  EXPECT_EQ(fingerprints({A}), fingerprints({B}));
}

//===- Text
//----------------------------------------------------------------===//

std::string printed(const Finding &F, Sources Lines, TextOptions Options = {}) {
  std::string S;
  llvm::raw_string_ostream OS(S);
  printFinding(OS, F, Lines, Options);
  return S;
}

TEST(Text, FindingWithItsPath) {
  Finding F = finding("sleep-under-lock", 3, 2);
  F.Paths = {{{{"/src/usb/foo.c", 2, 2}, "mutex 'sc->mtx' acquired here"}}};
  F.Assumptions = {"assumes that 'x' is not null"};
  F.Others = 2;
  TextOptions Options;
  Options.Directory = "/src";
  EXPECT_EQ(
      printed(F, sources("{\n\tmtx_lock(&sc->mtx);\r\n\ttsleep();\n}\n"),
              Options),
      "usb/foo.c:3:2: error: sleeps in 'tsleep' while holding mutex 'sc->mtx' "
      "[locktidy-sleep-under-lock]\n"
      "    3 |         tsleep();\n"
      "      |         ^\n"
      "usb/foo.c:2:2: note: mutex 'sc->mtx' acquired here\n"
      "    2 |         mtx_lock(&sc->mtx);\n"
      "      |         ^\n"
      "usb/foo.c:3:2: note: assumes that 'x' is not null\n"
      "usb/foo.c:3:2: note: 2 other paths lead here\n");
}

TEST(Text, EachOfSeveralPathsHasAHeading) {
  Finding F = finding("lock-order", 1, 1);
  F.Level = Severity::Warning;
  F.Paths = {{{{"/a.c", 2, 2}, "'p' acquired here"},
              {{"/a.c", 3, 2}, "'q' acquired here"}},
             {{{"/b.c", 4, 2}, "'q' acquired here"}}};
  F.Others = 1;
  EXPECT_EQ(printed(F, sources("")),
            "/src/usb/foo.c:1:1: warning: sleeps in 'tsleep' while holding "
            "mutex 'sc->mtx' [locktidy-lock-order]\n"
            "    1 | \n"
            "      | ^\n"
            "/a.c:2:2: note: path 1 of 2:\n"
            "/a.c:2:2: note: 'p' acquired here\n"
            "/a.c:3:2: note: 'q' acquired here\n"
            "/b.c:4:2: note: path 2 of 2:\n"
            "/b.c:4:2: note: 'q' acquired here\n"
            "/src/usb/foo.c:1:1: note: 1 other path leads here\n");
}

TEST(Text, CaretStandsUnderTheColumn) {
  auto Caret = [](StringRef Line, unsigned Column) {
    std::string S = printed(finding("a", 1, Column), sources(Line));
    auto Parts = StringRef(S).split('\n').second.split('\n');
    return std::make_pair(Parts.first.substr(8).str(),
                          Parts.second.substr(8).rtrim().str());
  };
  using P = std::pair<std::string, std::string>;
  EXPECT_EQ(Caret("ab\tc", 4), P("ab      c", "        ^"));
  EXPECT_EQ(Caret("\xc3\xa9 x", 4), P("\xc3\xa9 x", "  ^")); // UTF-8: two bytes
  EXPECT_EQ(Caret("\xe9 x", 3), P("? x", "  ^"));            // Latin-1
  EXPECT_EQ(Caret("\x1b[31mx", 6), P("?[31mx", "     ^"));
  EXPECT_EQ(Caret("x", 9), P("x", " ^")); // past the end
  EXPECT_EQ(Caret("\xe2\x82", 1), P("??", "^"));
}

TEST(Text, MissingSourceIsNotQuoted) {
  Finding F = finding("a", 99);
  EXPECT_EQ(llvm::count(printed(F, sources("x")), '\n'), 1);
  F.Where.File = "/gone.c";
  EXPECT_EQ(llvm::count(printed(F, sources("x")), '\n'), 1);
}

TEST(Text, ColourAndFixes) {
  Finding F = finding("a", 1, 5);
  F.Fixes = {{{"/src/usb/foo.c", 1, 5}, 1, 6, "while"}};
  TextOptions Options;
  Options.Colour = true;
  std::string S = printed(F, sources("    if (x)"), Options);
  EXPECT_NE(S.find("\033["), std::string::npos);
  Options.Colour = false;
  S = printed(F, sources("    if (x)"), Options);
  EXPECT_EQ(S.find("\033["), std::string::npos);
  EXPECT_TRUE(StringRef(S).ends_with("    1 |     if (x)\n"
                                     "      |     ^\n"
                                     "      |     while\n"))
      << S;
  Options.Snippets = false;
  EXPECT_EQ(llvm::count(printed(F, sources("if (x)"), Options), '\n'), 1);
}

TEST(Text, Summary) {
  Counts C;
  C.Files = 220;
  C.Failed = C.Skipped = 3;
  C.LockOperations = 9822;
  C.Findings = 3;
  EXPECT_EQ(summaryLine(C), "analysed 214 of 220 files, 3 failed, 3 skipped; "
                            "9 822 lock operations; 3 findings");
  Counts One;
  One.Files = One.LockOperations = One.Findings = One.Suppressed = 1;
  EXPECT_EQ(summaryLine(One), "analysed 1 of 1 file; 1 lock operation; "
                              "1 finding, 1 suppressed");
  One.LockOperations = 1234567;
  One.Findings = One.Suppressed = 0;
  One.Partial = 1;
  EXPECT_EQ(summaryLine(One), "analysed 1 of 1 file, 1 with syntax errors; "
                              "1 234 567 lock operations; 0 findings");
  EXPECT_EQ(summaryLine(Counts()),
            "analysed 0 of 0 files; 0 lock operations; 0 findings");
}

TEST(Sources, RelativePaths) {
  EXPECT_EQ(relativeTo("/src", "/src/a.c"), "a.c");
  EXPECT_EQ(relativeTo("/src/", "/src/x/a.c"), "x/a.c");
  EXPECT_EQ(relativeTo("/src", "/source/a.c"), "/source/a.c");
  EXPECT_EQ(relativeTo("/", "/a.c"), "a.c");
  EXPECT_EQ(relativeTo("", "/a.c"), "/a.c");
  EXPECT_EQ(relativeTo("/src", "a.c"), "a.c");
  EXPECT_EQ(relativeTo("/src", "/src"), "/src");
}

//===- Suppression
//---------------------------------------------------------===//

/// Whether a finding of `lock-leak` at \p Line of \p Text is suppressed.
bool suppressed(StringRef Text, unsigned Line = 1, unsigned Column = 1) {
  Sources Lines = sources(Text);
  return findSuppressions({finding("lock-leak", Line, Column)}, Lines)
      .Suppressed[0];
}

TEST(Suppression, OnTheLine) {
  EXPECT_TRUE(suppressed("f(); // NOLINT"));
  EXPECT_TRUE(suppressed("f(); /* NOLINT(locktidy-lock-leak): why */"));
  EXPECT_TRUE(suppressed("f(); // NOLINT( a , locktidy-lock-leak )"));
  EXPECT_TRUE(suppressed("f(); // NOLINT(locktidy-*)"));
  EXPECT_TRUE(suppressed("f(); // NOLINT(*)"));
  EXPECT_TRUE(suppressed("f(); // NOLINT(*-lock-*k)"));
  EXPECT_TRUE(suppressed("f(); // NOLINT(other) NOLINT(locktidy-lock-leak)"));
  EXPECT_TRUE(suppressed("f(); // NOLINT(locktidy-other"));
  EXPECT_FALSE(suppressed("f(); // NOLINT()"));
  EXPECT_FALSE(suppressed("f(); // NOLINT(lock-leak)"));
  EXPECT_FALSE(suppressed("f(); // NOLINT(locktidy-lock)"));
  EXPECT_FALSE(suppressed("f(); // NOLINT(-locktidy-lock-leak)"));
  EXPECT_TRUE(suppressed("f(); // NOLINT(*,-locktidy-lock-leak)"));
  EXPECT_FALSE(suppressed("f(); // NOLINT(locktidy-*-lock-leak)"));
  EXPECT_FALSE(suppressed("f(); // NOLINTER"));
  EXPECT_FALSE(suppressed("f();\n// NOLINT"));
  EXPECT_FALSE(suppressed("// NOLINT\nf();", 2));
}

TEST(Suppression, OnTheLineBefore) {
  EXPECT_TRUE(suppressed("// NOLINTNEXTLINE(locktidy-lock-leak)\nf();", 2));
  EXPECT_TRUE(suppressed("// NOLINTNEXTLINE\r\nf();", 2));
  EXPECT_FALSE(suppressed("// NOLINTNEXTLINE\n\nf();", 3));
  EXPECT_FALSE(suppressed("f(); // NOLINTNEXTLINE\n", 1));
  EXPECT_FALSE(suppressed("// NOLINTNEXTLINE(locktidy-x)\nf();", 2));
}

TEST(Suppression, Blocks) {
  EXPECT_TRUE(suppressed("// NOLINTBEGIN\nf();\n// NOLINTEND", 2));
  EXPECT_TRUE(suppressed(
      "// NOLINTBEGIN(locktidy-*)\nf();\n// NOLINTEND( locktidy-* )", 2));
  EXPECT_FALSE(suppressed("// NOLINTBEGIN(a)\nf();\n// NOLINTEND(a)", 2));
  EXPECT_FALSE(suppressed("// NOLINTBEGIN\n// NOLINTEND\nf();", 3));
  EXPECT_FALSE(suppressed("// NOLINTBEGIN(*)\nf();\n// NOLINTEND", 2));
  // Within one line the column decides.
  StringRef Line = "f(); /* NOLINTBEGIN */ f(); /* NOLINTEND */";
  EXPECT_FALSE(suppressed(Line, 1, 1));
  EXPECT_TRUE(suppressed(Line, 1, 24));
}

TEST(Suppression, NestedBlocksCloseInReverse) {
  StringRef Good = "// NOLINTBEGIN(locktidy-*)\n// NOLINTBEGIN(a)\nf();\n"
                   "// NOLINTEND(a)\n// NOLINTEND(locktidy-*)\n";
  EXPECT_TRUE(suppressed(Good, 3));
  StringRef Crossed = "// NOLINTBEGIN(locktidy-*)\n// NOLINTBEGIN(a)\nf();\n"
                      "// NOLINTEND(locktidy-*)\n// NOLINTEND(a)\n";
  EXPECT_FALSE(suppressed(Crossed, 3));
}

TEST(Suppression, SaysWhichBlocksAreUnmatched) {
  Sources Lines = sources("x\n  // NOLINTEND\n// NOLINTBEGIN(a)\n");
  Suppressions S = findSuppressions({finding("a", 1), finding("b", 2)}, Lines);
  EXPECT_EQ(S.Suppressed, std::vector<bool>({false, false}));
  ASSERT_EQ(S.Unmatched.size(), 2u);
  EXPECT_EQ(S.Unmatched[0].Where, (Location{"/src/usb/foo.c", 2, 6}));
  EXPECT_EQ(S.Unmatched[0].Message, "'NOLINTEND' without an earlier "
                                    "'NOLINTBEGIN' of the same list");
  EXPECT_EQ(S.Unmatched[1].Where, (Location{"/src/usb/foo.c", 3, 4}));
}

TEST(Suppression, UnreadableSourcesSuppressNothing) {
  Sources Lines = sources("// NOLINT");
  Finding F = finding("a", 1);
  F.Where.File = "/gone.c";
  EXPECT_FALSE(findSuppressions({F}, Lines).Suppressed[0]);
  EXPECT_FALSE(suppressed("// NOLINT", 0));
  EXPECT_FALSE(suppressed("// NOLINTNEXTLINE", 7));
}

//===- SARIF
//---------------------------------------------------------------===//

/// A log with everything in it.
std::string sampleSarif() {
  Rule Order{"lock-order", Severity::Error, "locks taken in opposite order",
             nullptr};
  Rule Leak{"lock-leak", Severity::Warning, "a lock is not released", nullptr};
  std::vector<const Rule *> Rules = {&Leak, &Order};

  std::vector<Finding> Fs = {finding("lock-order", 3), finding("lock-leak", 9),
                             finding("lock-leak", 12)};
  Fs[0].Paths = {{{{"/src/usb/foo.c", 2, 2}, "'p' acquired here"},
                  {{"/src/usb/foo.c", 3, 2}, "'q' acquired here"}},
                 {{{"/usr/include/a b.h", 4, 2}, "'q' acquired here"}}};
  Fs[0].Assumptions = {"assumes that both are the same object"};
  Fs[1].Level = Severity::Advice;
  Fs[1].Paths = {std::vector<Step>(250, {{"/src/usb/foo.c", 1, 1}, "loop"})};
  Fs[1].Fixes = {{{"/src/usb/foo.c", 9, 3}, 9, 5, "\"while\"\n"}};
  Fs[2].Message += " \xe9"; // not UTF-8
  finish(Fs);

  SarifLog Log;
  Log.DocsUri = "https://example.org/docs/rules/";
  Log.Root = "/src";
  Log.Rules = Rules;
  Log.Findings = Fs;
  Log.Suppressed = {false, true, false};
  Log.Failed = {{"/src/bad.c", "unknown type name 'foo'", true},
                {"/src/gone.c", "no such file", false}};
  std::string S;
  llvm::raw_string_ostream OS(S);
  printSarif(OS, Log);
  return S;
}

const llvm::json::Object &object(const llvm::json::Array *A, size_t I) {
  return *(*A)[I].getAsObject();
}

/// The object of \p Keys below \p O.
const llvm::json::Object &below(const llvm::json::Object &O,
                                std::initializer_list<StringRef> Keys) {
  const llvm::json::Object *At = &O;
  for (StringRef K : Keys)
    At = At->getObject(K);
  return *At;
}

TEST(Sarif, Structure) {
  auto Parsed = llvm::json::parse(sampleSarif());
  ASSERT_TRUE(bool(Parsed)) << llvm::toString(Parsed.takeError());
  const llvm::json::Object &Log = *Parsed->getAsObject();
  EXPECT_EQ(Log.getString("version"), "2.1.0");
  const llvm::json::Object &Run = object(Log.getArray("runs"), 0);
  const llvm::json::Object &Driver = below(Run, {"tool", "driver"});
  EXPECT_EQ(Driver.getString("name"), "locktidy");
  const llvm::json::Object &Leak = object(Driver.getArray("rules"), 0);
  EXPECT_EQ(Leak.getString("id"), "locktidy-lock-leak");
  EXPECT_EQ(Leak.getString("helpUri"),
            "https://example.org/docs/rules/lock-leak.md");
  EXPECT_EQ(below(Leak, {"properties"}).getString("problem.severity"),
            "warning");
  EXPECT_EQ(below(Run, {"originalUriBaseIds", "%SRCROOT%"}).getString("uri"),
            "file:///src/");

  const llvm::json::Object &Invocation = object(Run.getArray("invocations"), 0);
  EXPECT_EQ(Invocation.getBoolean("executionSuccessful"), true);
  const auto *Notes = Invocation.getArray("toolExecutionNotifications");
  ASSERT_EQ(Notes->size(), 2u);
  EXPECT_EQ(object(Notes, 0).getString("level"), "warning");
  EXPECT_EQ(object(Notes, 1).getString("level"), "error");
  EXPECT_EQ(Run.getArray("results")->size(), 3u);
}

TEST(Sarif, ResultWithTwoPaths) {
  auto Parsed = llvm::json::parse(sampleSarif());
  ASSERT_TRUE(bool(Parsed)) << llvm::toString(Parsed.takeError());
  const llvm::json::Object &Run =
      object(Parsed->getAsObject()->getArray("runs"), 0);
  const llvm::json::Object &Result = object(Run.getArray("results"), 0);
  EXPECT_EQ(Result.getString("ruleId"), "locktidy-lock-order");
  EXPECT_EQ(Result.getInteger("ruleIndex"), 1);
  EXPECT_EQ(Result.getString("level"), "error");
  EXPECT_EQ(below(Result, {"message"}).getString("text"),
            "sleeps in 'tsleep' while holding mutex 'sc->mtx'; assumes that "
            "both are the same object");
  const llvm::json::Object &Place =
      below(object(Result.getArray("locations"), 0), {"physicalLocation"});
  const llvm::json::Object &File = below(Place, {"artifactLocation"});
  EXPECT_EQ(File.getString("uri"), "usb/foo.c");
  EXPECT_EQ(File.getString("uriBaseId"), "%SRCROOT%");
  EXPECT_EQ(below(Place, {"region"}).getInteger("startLine"), 3);
  EXPECT_EQ(
      below(Result, {"partialFingerprints"}).getString("locktidy/v1")->size(),
      16u);
  EXPECT_EQ(Result.getArray("suppressions")->size(), 0u);

  const auto *Flows =
      object(Result.getArray("codeFlows"), 0).getArray("threadFlows");
  ASSERT_EQ(Flows->size(), 2u);
  EXPECT_EQ(object(Flows, 0).getArray("locations")->size(), 2u);
  const llvm::json::Object &Outside =
      below(object(object(Flows, 1).getArray("locations"), 0),
            {"location", "physicalLocation", "artifactLocation"});
  EXPECT_EQ(Outside.getString("uri"), "file:///usr/include/a%20b.h");
  EXPECT_FALSE(Outside.getString("uriBaseId"));
  EXPECT_EQ(Result.getArray("relatedLocations")->size(), 2u);
}

TEST(Sarif, SuppressedAdviceWithALongPath) {
  auto Parsed = llvm::json::parse(sampleSarif());
  ASSERT_TRUE(bool(Parsed)) << llvm::toString(Parsed.takeError());
  const llvm::json::Object &Run =
      object(Parsed->getAsObject()->getArray("runs"), 0);
  const llvm::json::Object &Result = object(Run.getArray("results"), 1);
  EXPECT_EQ(Result.getString("level"), "note");
  EXPECT_EQ(object(Result.getArray("suppressions"), 0).getString("kind"),
            "inSource");
  const auto *Flows =
      object(Result.getArray("codeFlows"), 0).getArray("threadFlows");
  EXPECT_EQ(object(Flows, 0).getArray("locations")->size(), 100u);
  EXPECT_EQ(Result.getArray("fixes")->size(), 1u);
}

//===- Output
//--------------------------------------------------------------===//

struct Scratch {
  llvm::SmallString<128> Dir;
  Scratch() { llvm::sys::fs::createUniqueDirectory("locktidy-unit", Dir); }
  ~Scratch() { llvm::sys::fs::remove_directories(Dir); }
  std::string path(StringRef Name) const { return (Dir + "/" + Name).str(); }
};

std::string contents(StringRef File) {
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  return Buffer ? (*Buffer)->getBuffer().str() : "unreadable";
}

std::string writeError(StringRef File, StringRef Text) {
  return llvm::toString(
      writeFile(File, [&](llvm::raw_ostream &OS) { OS << Text; }));
}

TEST(Output, ReplacesTheFileAndLeavesNothingElse) {
  Scratch S;
  EXPECT_EQ(writeError(S.path("a"), "one"), "");
  EXPECT_EQ(writeError(S.path("a"), "two"), "");
  EXPECT_EQ(contents(S.path("a")), "two");
  ASSERT_FALSE(llvm::sys::fs::create_link("a", S.path("link")));
  EXPECT_EQ(writeError(S.path("link"), "three"), "");
  EXPECT_EQ(contents(S.path("a")), "three");
  EXPECT_TRUE(llvm::sys::fs::is_symlink_file(S.path("link")));
  unsigned Entries = 0;
  std::error_code Code;
  for (llvm::sys::fs::directory_iterator It(S.Dir, Code), End;
       !Code && It != End; It.increment(Code))
    ++Entries;
  EXPECT_EQ(Entries, 2u);
}

TEST(Output, ErrorsNameTheFile) {
  Scratch S;
  std::string Missing = S.path("none/out.sarif");
  EXPECT_EQ(writeError(Missing, "x"),
            "cannot write " + Missing + ": No such file or directory");
  EXPECT_EQ(writeError(S.Dir, "x"),
            ("cannot write " + S.Dir + ": Is a directory").str());
  if (llvm::sys::fs::exists("/dev/full"))
    EXPECT_EQ(writeError("/dev/full", "x"),
              "cannot write /dev/full: No space left on device");
  EXPECT_EQ(writeError("/dev/null", "x"), "");
}

TEST(Output, SarifToAFile) {
  Scratch S;
  EXPECT_EQ(llvm::toString(writeSarif(S.path("a.sarif"), SarifLog())), "");
  EXPECT_TRUE(bool(llvm::json::parse(contents(S.path("a.sarif")))));
}

} // namespace
