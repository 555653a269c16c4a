//===- ConfigTest.cpp - .locktidy.yaml: search, merge, errors -------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Config.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

using namespace locktidy;
using namespace llvm;

using Words = std::vector<std::string>;

namespace {

/// A directory that goes with the test.
class ConfigFiles : public testing::Test {
protected:
  void SetUp() override {
    ASSERT_FALSE(sys::fs::createUniqueDirectory("locktidy-config", Root));
    SmallString<128> Real;
    ASSERT_FALSE(sys::fs::real_path(Root, Real));
    Root = Real;
    directory(".git");
  }
  void TearDown() override { sys::fs::remove_directories(Root); }

  std::string path(const Twine &Name) const {
    return (Twine(Root) + "/" + Name).str();
  }
  void directory(StringRef Name) {
    ASSERT_FALSE(sys::fs::create_directories(path(Name)));
  }
  void file(StringRef Name, StringRef Text) {
    directory(sys::path::parent_path(Name));
    std::error_code EC;
    raw_fd_ostream OS(path(Name), EC);
    ASSERT_FALSE(EC);
    OS << Text;
  }
  Config read(StringRef Directory) {
    auto C = readConfig(path(Directory), Root);
    if (!C) {
      ADD_FAILURE() << toString(C.takeError());
      return {};
    }
    return std::move(*C);
  }
  std::string errors(StringRef Text) {
    Config Out;
    return toString(mergeConfig({Text, "c.yaml"}, Root, Root, Out));
  }

  SmallString<128> Root;
};

} // namespace

TEST_F(ConfigFiles, DefaultsWithoutAFile) {
  Config C = read("");
  EXPECT_FALSE(C.Models.given() || C.Kernels.given() || C.Rules.given() ||
               C.Level.given() || C.FailOn.given() || C.Tree.given());
  EXPECT_EQ(C.Level.Value, Severity::Warning);
  EXPECT_EQ(C.FailOn.Value, Severity::Warning);
}

TEST_F(ConfigFiles, ReadsAllKeys) {
  file("m/a.yaml", "");
  file("m/.locktidy.yaml", "models: [a.yaml]\nkernel: [x, y, x]\n"
                           "rules: [locktidy-lock-leak, lock-order]\n"
                           "level: advice\nfail-on: never\ntree: ../sys\n"
                           "busy-wait: 250\n");
  Config C = read("m");
  EXPECT_EQ(C.Models.Value, Words{"m/a.yaml"});
  EXPECT_EQ(C.Models.Origin, "m/.locktidy.yaml:1");
  EXPECT_EQ(C.Kernels.Value, (Words{"x", "y"}));
  EXPECT_EQ(C.Rules.Value, (Words{"lock-leak", "lock-order"}));
  EXPECT_EQ(C.Level.Value, Severity::Advice);
  EXPECT_EQ(C.FailOn.Value, std::nullopt);
  EXPECT_EQ(C.Tree.Value, "sys");
  EXPECT_EQ(C.Tree.Origin, "m/.locktidy.yaml:6");
  EXPECT_EQ(C.BusyWait.Value, 250u);
}

TEST_F(ConfigFiles, NearestWinsForEachKey) {
  file(".locktidy.yaml", "kernel: outer\nlevel: error\n");
  file("a/.locktidy.yaml", "kernel: middle\n");
  file("a/b/.locktidy.yaml", "fail-on: error\n");
  Config C = read("a/b");
  EXPECT_EQ(C.Kernels.Value, Words{"middle"});
  EXPECT_EQ(C.Kernels.Origin, "a/.locktidy.yaml:1");
  EXPECT_EQ(C.Level.Origin, ".locktidy.yaml:2");
  EXPECT_EQ(C.FailOn.Origin, "a/b/.locktidy.yaml:1");
}

TEST_F(ConfigFiles, SearchStopsAtTheRepositoryRoot) {
  file(".locktidy.yaml", "kernel: outer\n");
  file("inner/.locktidy.yaml", "level: error\n");
  file("inner/.git", "gitdir: elsewhere\n"); // a work tree has a file
  directory("inner/src");
  Config C = read("inner/src");
  EXPECT_TRUE(C.Level.given()); // the root's own file counts
  EXPECT_FALSE(C.Kernels.given());
}

TEST_F(ConfigFiles, WordsWithoutAList) {
  file(".locktidy.yaml", "kernel: x\nrules: lock-leak\n");
  EXPECT_EQ(read("").Kernels.Value, Words{"x"});
  EXPECT_EQ(read("").Rules.Value, Words{"lock-leak"});
}

TEST_F(ConfigFiles, NothingButComments) {
  EXPECT_EQ(errors(""), "");
  EXPECT_EQ(errors("# level: error\n\n   # kernel: x\r\n"), "");
}

TEST_F(ConfigFiles, Errors) {
  EXPECT_EQ(errors("modles: [a]\n"),
            "c.yaml:1:1: error: unknown key 'modles' in a configuration; did "
            "you mean 'models'?");
  EXPECT_EQ(errors("include: other.yaml\n"),
            "c.yaml:1:1: error: unknown key 'include' in a configuration");
  EXPECT_EQ(errors("models: [none.yaml]\n"),
            "c.yaml:1:10: error: cannot read the model 'none.yaml': No such "
            "file or directory");
  EXPECT_EQ(errors("models: [.]\n"),
            "c.yaml:1:10: error: the model '.' is not a file");
  EXPECT_EQ(errors("models: [/dev/zero]\n"),
            "c.yaml:1:10: error: the model '/dev/zero' is not a file");
  EXPECT_EQ(errors("rules: [lock-leek]\n"),
            "c.yaml:1:9: error: no rule 'lock-leek'; did you mean "
            "'lock-leak'?");
  EXPECT_EQ(errors("level: advise\n"),
            "c.yaml:1:8: error: unknown value 'advise'; did you mean "
            "'advice'?");
  EXPECT_EQ(errors("fail-on: advice\n"),
            "c.yaml:1:10: error: unknown value 'advice'; expected one of "
            "error, warning, never");
  EXPECT_EQ(errors("busy-wait: -1\n"),
            "c.yaml:1:12: error: expected a number of microseconds");
  EXPECT_EQ(errors("kernel: {a: b}\n"),
            "c.yaml:1:9: error: expected the name of a kernel or a list of "
            "them");
  EXPECT_EQ(errors("kernel: [[a]]\n"),
            "c.yaml:1:10: error: expected the name of a kernel");
  EXPECT_EQ(errors("tree: [a]\n"),
            "c.yaml:1:7: error: expected the directory of a kernel's source "
            "tree");
}

TEST_F(ConfigFiles, HostileInput) {
  EXPECT_EQ(errors("- a\n"),
            "c.yaml:1:1: error: expected a mapping of keys to values");
  EXPECT_EQ(errors("level: error\nlevel: error\n"),
            "c.yaml:2:1: error: key 'level' is given twice");
  EXPECT_EQ(errors("level: \xff\n"), "c.yaml:1:8: error: not valid UTF-8");
  EXPECT_EQ(errors("level: error\n---\nlevel: error\n"),
            "c.yaml:3:1: error: a second document in one file");
  EXPECT_EQ(errors("kernel: &a [*a]\n"),
            "c.yaml:1:10: error: anchors are not supported; quote a value that "
            "begins with '&'");
  for (StringRef Piece : {"[", "{", "- ", "kernel: ["}) {
    std::string Deep;
    for (int I = 0; I < 50000; ++I)
      Deep += Piece;
    EXPECT_NE(errors(Deep), "") << Piece.str();
  }
  EXPECT_EQ(errors("kernel: " + std::string(2 << 20, 'a')),
            "c.yaml:1:1: error: file is larger than 1 MiB");
}

TEST_F(ConfigFiles, AnOverriddenValueIsCheckedToo) {
  file(".locktidy.yaml", "level: hihg\n");
  file("a/.locktidy.yaml", "level: error\n");
  auto C = readConfig(path("a"), Root);
  ASSERT_FALSE(bool(C));
  EXPECT_EQ(toString(C.takeError()),
            ".locktidy.yaml:1:8: error: unknown value 'hihg'; expected one of "
            "error, warning, advice");
}

TEST_F(ConfigFiles, ADirectoryOfThatName) {
  directory(".locktidy.yaml");
  auto C = readConfig(Root, Root);
  ASSERT_FALSE(bool(C));
  EXPECT_EQ(toString(C.takeError()),
            ".locktidy.yaml: error: cannot read the configuration: it is not "
            "a file");
}

TEST_F(ConfigFiles, OneDirectoryForAllNames) {
  file("a/b/x.c", "");
  file("a/bb/y.c", "");
  EXPECT_EQ(configDirectory(Root, {}), Root);
  EXPECT_EQ(configDirectory(Root, {"a/b/x.c"}), path("a/b"));
  EXPECT_EQ(configDirectory(Root, {"a/b"}), path("a/b"));
  EXPECT_EQ(configDirectory(Root, {"a/b/x.c", "a/bb/y.c"}), path("a"));
  EXPECT_EQ(configDirectory(path("a"), {"../a/b", path("a/b/x.c")}),
            path("a/b"));
  EXPECT_EQ(configDirectory(Root, {"a/b", "/"}), "/");
  EXPECT_EQ(configDirectory(Root, {"a/gone/x.c"}), path("a/gone"));
}

TEST_F(ConfigFiles, TellsWhichFilesDoNotCount) {
  file(".locktidy.yaml", "");
  file("a/.locktidy.yaml", "");
  file("a/x.c", "");
  file("b/y.c", "");
  EXPECT_EQ(unusedConfigs(Root, {"a/x.c", "b/y.c"}), Words{"a/.locktidy.yaml"});
  EXPECT_EQ(unusedConfigs(Root, {"a/x.c"}), Words{});
}
