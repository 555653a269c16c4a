//===- ProjectTest.cpp - compile databases, flags, search -----------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Lower/Flags.h"
#include "Lower/Paths.h"
#include "Project/CompileDatabase.h"
#include "Project/JobFinder.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

using namespace locktidy;
using namespace llvm;

using Words = std::vector<std::string>;

static Expected<CompileDatabase> parse(StringRef Json) {
  return CompileDatabase::parse(MemoryBufferRef(Json, "/b/db.json"));
}

static std::string errorOf(StringRef Json) {
  auto Database = parse(Json);
  return Database ? "" : toString(Database.takeError());
}

TEST(CompileDatabase, ReadsBothForms) {
  auto Database = parse(R"([
    {"directory": "/b/o", "file": "../s/a.c",
     "arguments": ["gcc", "-DX=a b", "-c", "../s/a.c"]},
    {"directory": "sub", "file": "/s/b.c",
     "command": "gcc '-DX=a b' -DY=\\\"q\\\" -c /s/b.c"}])");
  ASSERT_TRUE(bool(Database));
  ASSERT_EQ(Database->jobs().size(), 2u);
  EXPECT_EQ(Database->jobs()[0].File, "/b/s/a.c");
  EXPECT_EQ(Database->jobs()[0].Directory, "/b/o");
  EXPECT_EQ(Database->jobs()[0].Arguments,
            (Words{"gcc", "-DX=a b", "-c", "../s/a.c"}));
  EXPECT_EQ(Database->jobs()[1].Directory, "/b/sub");
  EXPECT_EQ(Database->jobs()[1].Arguments,
            (Words{"gcc", "-DX=a b", "-DY=\"q\"", "-c", "/s/b.c"}));
}

TEST(CompileDatabase, IgnoresUnknownKeys) {
  auto Database = parse(R"([{"directory": "/b", "file": "a.c", "group": 3,
    "output": null, "module": {"x": []}, "command": "cc a.c"}])");
  ASSERT_TRUE(bool(Database));
  EXPECT_EQ(Database->jobs().size(), 1u);
}

TEST(CompileDatabase, UsesTheFirstOfEqualEntries) {
  auto Database = parse("[{\"directory\": \"/b\", \"file\": \"a.c\", "
                        "\"command\": \"cc -m32 a.c\"},\n"
                        "{\"directory\": \"/b/x\", \"file\": \"../a.c\", "
                        "\"command\": \"cc -m64 a.c\"}]");
  ASSERT_TRUE(bool(Database));
  ASSERT_EQ(Database->jobs().size(), 1u);
  EXPECT_EQ(Database->jobs()[0].Arguments[1], "-m32");
  ASSERT_EQ(Database->duplicates().size(), 1u);
  EXPECT_EQ(
      Database->duplicates()[0],
      "/b/db.json:2: note: another entry for '/b/a.c': the first is used");
}

TEST(CompileDatabase, ErrorsNameTheLine) {
  EXPECT_EQ(
      errorOf("[\n{\"file\": }]"),
      "/b/db.json:2:10: error: not a compile database: Invalid JSON value");
  EXPECT_EQ(errorOf("{}"), "/b/db.json:1: error: not a compile database: the "
                           "top level is not a list of entries");
  EXPECT_EQ(errorOf("[\n  3]"),
            "/b/db.json:2: error: entry 1 is not an object");
  EXPECT_EQ(errorOf("[\n{\"directory\": \"[{,]\"}]"),
            "/b/db.json:2: error: entry 1 has no \"file\"");
  EXPECT_EQ(errorOf("[{\"file\": \"a.c\"}]"),
            "/b/db.json:1: error: entry 1 has no \"directory\"");
  std::string Good = "{\"directory\": \"/b\", \"file\": \"a\\\"[.c\",\n"
                     "\"arguments\": [\"cc\"]}";
  EXPECT_EQ(errorOf("[" + Good + ",\n{\"directory\": \"/\", \"file\": \"b\"}]"),
            "/b/db.json:3: error: entry 2 has neither \"arguments\" nor "
            "\"command\"");
  EXPECT_EQ(errorOf("[" + Good +
                    ",\n{\"directory\": \"/\", \"file\": \"b\","
                    "\"arguments\": \"cc\"}]"),
            "/b/db.json:3: error: entry 2: \"arguments\" is not a list of "
            "strings");
  EXPECT_EQ(errorOf("[" + Good +
                    ",\n{\"directory\": \"/\", \"file\": \"b\","
                    "\"command\": \" \"}]"),
            "/b/db.json:3: error: entry 2 has an empty command");
}

TEST(CompileDatabase, NoPrefixOfOneCrashes) {
  StringRef Json = "[{\"directory\": \"/b\", \"file\": \"a\\\"[.c\", "
                   "\"arguments\": [\"cc\"]}]";
  for (size_t I = 0; I != Json.size(); ++I)
    EXPECT_NE(errorOf(Json.take_front(I)), "");
}

TEST(Flags, DropsWhatClangDoesNotKnow) {
  AdjustedCommand C = adjustCommand(
      Words{"gcc", "-fconserve-stack", "-DA", "-mpreferred-stack-boundary=4",
            "-I", "inc", "-fno-allow-store-data-races", "a.c"});
  EXPECT_EQ(C.Arguments, (Words{"clang", "-DA", "-I", "inc", "a.c"}));
  EXPECT_EQ(C.Dropped,
            (Words{"-fconserve-stack", "-mpreferred-stack-boundary=4",
                   "-fno-allow-store-data-races"}));
}

TEST(Flags, DropsOutputsSilently) {
  AdjustedCommand C = adjustCommand(
      Words{"gcc", "-Werror", "-Werror=format", "-Wno-error=int-conversion",
            "-Wp,-MMD,a.d", "-Wp,-DB", "-MD", "-MF", "a.d", "-c", "-o", "a.o",
            "-E", "-pedantic-errors", "a.c"});
  EXPECT_EQ(C.Arguments,
            (Words{"clang", "-Wno-error=int-conversion", "-Wp,-DB", "a.c"}));
  EXPECT_EQ(C.Dropped, Words{});
}

TEST(Flags, KeepsTheSpellingOfAliases) {
  AdjustedCommand C =
      adjustCommand(Words{"cc", "--include-directory=x", "-x", "c", "-isystem",
                          "y", "-DX", "--", "-a.c"});
  EXPECT_EQ(C.Arguments, (Words{"clang", "--include-directory=x", "-x", "c",
                                "-isystem", "y", "-DX", "--", "-a.c"}));
}

TEST(Flags, RefusesPluginsAndFilesOutsideTheDirectory) {
  AdjustedCommand C = adjustCommand(Words{
      "gcc", "-fplugin=./x.so", "-frandomize-layout-seed-file=./seed", "a.c"});
  EXPECT_EQ(C.Arguments, (Words{"clang", "a.c"}));
  EXPECT_EQ(C.Dropped,
            (Words{"-fplugin=./x.so", "-frandomize-layout-seed-file=./seed"}));
}

TEST(Flags, UnderstandsLaunchersAndCrossCompilers) {
  EXPECT_EQ(adjustCommand(Words{"/usr/bin/ccache", "cc", "a.c"}).Arguments,
            (Words{"clang", "a.c"}));
  EXPECT_EQ(
      adjustCommand(Words{"ccache", "/opt/aarch64-linux-gnu-gcc-12.2", "a.c"})
          .Arguments,
      (Words{"clang", "--target=aarch64-unknown-linux-gnu", "a.c"}));
  EXPECT_EQ(adjustCommand(Words{"arm-none-eabi-gcc", "--target=x86_64", "a.c"})
                .Arguments,
            (Words{"clang", "--target=x86_64", "a.c"}));
  EXPECT_EQ(adjustCommand(Words{"my-own-gcc", "a.c"}).Arguments,
            (Words{"clang", "a.c"}));
}

TEST(Flags, SurvivesNonsense) {
  EXPECT_EQ(adjustCommand(Words{}).Arguments, Words{});
  EXPECT_EQ(adjustCommand(Words{"ccache"}).Arguments, (Words{"clang"}));
  AdjustedCommand C = adjustCommand(Words{"gcc", "a.c", "-I"});
  EXPECT_EQ(C.Arguments, (Words{"clang", "a.c"}));
  EXPECT_EQ(C.Dropped, (Words{"-I"}));
}

TEST(Paths, HaveOneForm) {
  EXPECT_EQ(absolutePath("/src/obj", "../dev/./f.c"), "/src/dev/f.c");
  EXPECT_EQ(absolutePath("/src", "/a//b/../c.c"), "/a/c.c");
  EXPECT_EQ(absolutePath("/src/", "f.c"), "/src/f.c");
}

namespace {

/// A directory of its own for each test.
class JobFinderTest : public testing::Test {
protected:
  void SetUp() override {
    ASSERT_FALSE(sys::fs::createUniqueDirectory("locktidy-test", Root));
    SmallString<128> Real;
    ASSERT_FALSE(sys::fs::real_path(Root, Real));
    Root = Real;
    Options.WorkingDirectory = std::string(Root);
  }
  void TearDown() override { sys::fs::remove_directories(Root); }

  std::string at(StringRef Name) { return absolutePath(Root, Name); }
  void write(StringRef Name, StringRef Text = "") {
    std::string Path = at(Name);
    sys::fs::create_directories(sys::path::parent_path(Path));
    std::error_code EC;
    raw_fd_ostream(Path, EC) << Text;
    ASSERT_FALSE(EC);
  }
  JobList find(Words Names) {
    auto Jobs = findJobs(Options, Names);
    if (Jobs)
      return std::move(*Jobs);
    Fault = toString(Jobs.takeError());
    return {};
  }

  SmallString<128> Root;
  JobOptions Options;
  std::string Fault;
};

} // namespace

static const char Database[] = R"([
  {"directory": ".", "file": "dev/a.c", "command": "cc -DA dev/a.c"},
  {"directory": ".", "file": "dev/start.S", "command": "cc dev/start.S"},
  {"directory": ".", "file": "fs/b.c", "command": "cc -DB fs/b.c"}])";

TEST_F(JobFinderTest, TakesTheNearestDatabase) {
  write("compile_commands.json", Database);
  write("dev/a.c");
  write("fs/b.c");
  write("fs/compile_flags.txt", "-DNEAR\n\n  -I\ninc\n");
  JobList L = find({"dev/a.c", "fs/b.c", "./dev/../dev/a.c"});
  ASSERT_EQ(L.Jobs.size(), 2u);
  EXPECT_EQ(L.Jobs[0].Arguments, (Words{"cc", "-DA", "dev/a.c"}));
  EXPECT_EQ(L.Jobs[1].Arguments,
            (Words{"clang", "-DNEAR", "-I", "inc", at("fs/b.c")}));
  EXPECT_EQ(L.Jobs[1].Directory, at("fs"));
}

TEST_F(JobFinderTest, LooksIntoBuild) {
  write("build/compile_commands.json",
        R"([{"directory": "..", "file": "a.c", "command": "cc a.c"}])");
  write("a.c");
  EXPECT_EQ(find({"a.c"}).Jobs.size(), 1u);
}

TEST_F(JobFinderTest, TakesDirectoriesAndWholeProjects) {
  write("compile_commands.json", Database);
  write("dev/a.c");
  write("fs/b.c");
  JobList Dev = find({"dev"});
  ASSERT_EQ(Dev.Jobs.size(), 1u);
  EXPECT_EQ(Dev.Jobs[0].File, at("dev/a.c"));
  JobList All = find({});
  EXPECT_EQ(All.Jobs.size(), 2u);
  EXPECT_EQ(All.Other, Words{at("dev/start.S")});
}

TEST_F(JobFinderTest, TakesEveryFileBelowFlags) {
  write("compile_flags.txt", "-DX");
  write("a/z.c");
  write("a/b/y.c");
  write("a/h.h");
  JobList L = find({"a"});
  ASSERT_EQ(L.Jobs.size(), 2u);
  EXPECT_EQ(L.Jobs[0].File, at("a/b/y.c"));
  EXPECT_EQ(L.Jobs[1].File, at("a/z.c"));
}

TEST_F(JobFinderTest, FollowsLinks) {
  write("src/compile_commands.json",
        R"([{"directory": ".", "file": "a.c", "command": "cc a.c"}])");
  write("src/a.c");
  ASSERT_FALSE(sys::fs::create_link(at("src"), at("link")));
  Options.Database = "src";
  EXPECT_EQ(find({"link/a.c"}).Jobs.size(), 1u);
}

TEST_F(JobFinderTest, AddsExtraArguments) {
  Options.Flags = Words{"-DF"};
  Options.ExtraArgs = {"-DLAST"};
  Options.ExtraArgsBefore = {"-DFIRST"};
  write("a.c");
  JobList L = find({"a.c"});
  ASSERT_EQ(L.Jobs.size(), 1u);
  EXPECT_EQ(L.Jobs[0].Arguments,
            (Words{"clang", "-DFIRST", "-DF", at("a.c"), "-DLAST"}));
}

TEST_F(JobFinderTest, ReportsAllBadNamesAtOnce) {
  write("compile_commands.json", Database);
  write("new.c");
  write("dev/h.h");
  find({"new.c", "dev/h.h", "gone.c"});
  std::string Path = at("compile_commands.json");
  EXPECT_EQ(Fault, "new.c: error: no flags known: it is not in " + Path +
                       "; rebuild the database, or give the flags after '--'\n"
                       "dev/h.h: error: no flags known: it is not in " +
                       Path +
                       "; name the files that include it\n"
                       "gone.c: error: no such file or directory");
}

TEST_F(JobFinderTest, SaysWhatIsMissing) {
  Options.Database = "nowhere";
  find({});
  EXPECT_EQ(Fault, "no such file or directory: 'nowhere', named by -p");
  Options.Database = ".";
  find({});
  EXPECT_EQ(Fault, "no compile_commands.json in '.', named by -p");
}
