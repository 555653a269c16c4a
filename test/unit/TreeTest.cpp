//===- TreeTest.cpp - tree profiles and their generators ------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Lower/Overlay.h"
#include "Project/Generators.h"
#include "Project/Kbuild.h"
#include "Project/TreeProfile.h"
#include "Project/Trust.h"
#include "gtest/gtest.h"

using namespace locktidy;
using namespace llvm;

TEST(Generators, InterfaceMethod) {
  std::string Text =
      interfaceHeader("INTERFACE toy; # play\n"
                      "CODE {\n\tint not_here;\n};\n"
                      "METHOD void play {\n"
                      "\tdevice_t  dev; /* which */\n"
                      "\tvoid\t**how;\n"
                      "} DEFAULT null_play;\n"
                      "STATICMETHOD int\tfind { driver_t *d; };\n");
  EXPECT_NE(Text.find("typedef void toy_play_t(device_t dev, void **how);"),
            std::string::npos);
  EXPECT_NE(Text.find("KOBJOPLOOKUP(((kobj_t)dev)->ops, toy_play);"),
            std::string::npos);
  EXPECT_NE(Text.find("((toy_play_t *)_m)(dev, how);"), std::string::npos);
  EXPECT_NE(Text.find("static __inline int TOY_FIND(driver_t *d)"),
            std::string::npos);
  EXPECT_NE(Text.find("KOBJOPLOOKUP(d->ops, toy_find);"), std::string::npos);
  EXPECT_EQ(Text.find("not_here"), std::string::npos);
}

TEST(Generators, Counts) {
  HeaderMap Headers = countHeaders("# optional not\n"
                                   "a/foo.c\toptional foo bar\n"
                                   "a/b.c standard\n"
                                   "b.h optional x \\\n\tno-obj\n",
                                   "use_*.h");
  EXPECT_EQ(Headers.size(), 2u);
  EXPECT_EQ(Headers["use_foo.h"], "#define NFOO 1\n");
  EXPECT_EQ(Headers["use_x.h"], "#define NX 1\n");
}

TEST(Generators, Rpc) {
  std::string Text = rpcHeader("/* struct no { int x; }; */\n"
                               "%#define SEEN 1 + \\\n%\t2\n"
                               "#include \"../y/base.x\"\n"
                               "const MAX = 5;\n"
                               "enum stat { OK = 0, BAD };\n"
                               "struct node {\n"
                               "\tstring name<MAX>;\n"
                               "#ifdef _KERNEL\n"
                               "\tunsigned count;\n"
                               "#endif\n"
                               "\topaque key[8]; opaque data<>;\n"
                               "\tbool on; struct node *next;\n"
                               "};\n"
                               "union res switch (stat s) {\n"
                               "case OK: node n<>;\n"
                               "default: void;\n};\n"
                               "typedef unsigned hyper big[MAX];\n"
                               "program PROG { version VERS {\n"
                               "\tres DO_IT(string, int) = 3;\n"
                               "} = 2; } = 100;\n");
  for (StringRef Part :
       {"\n#define SEEN 1 + \\\n\t2\n", "\n#include \"base.h\"\n",
        "\n#define MAX 5\n", "enum stat { OK = 0 , BAD };\n",
        "typedef struct node node;\nstruct node {\nchar *name;\n",
        "\n#ifdef _KERNEL\nu_int count;\n#endif\n", "char key [ 8 ];\n",
        "struct { u_int data_len; char *data_val; } data;\nbool_t on;\n"
        "struct node * next;\n};\nbool_t xdr_node();\n",
        "struct res {\nstat s;\nunion {\n"
        "struct { u_int n_len; node *n_val; } n;\n} res_u;\n};\n",
        "typedef u_longlong_t big [ MAX ];\nbool_t xdr_big();\n",
        "\n#define DO_IT 3\n", "\n#define VERS 2\n",
        "enum clnt_stat do_it_2();\n", "\n#define PROG 100\n"})
    EXPECT_NE(Text.find(Part.str()), std::string::npos) << Part.str() << Text;
  EXPECT_EQ(Text.find("struct no "), std::string::npos);
}

TEST(Generators, RpcCutOff) {
  for (StringRef Text :
       {"", "struct", "struct a {", "struct a { int", "union u",
        "union u switch (int x) { case", "enum e { A",
        "program P { version V { int F(", "const", "typedef", "/* no end", "%",
        "#include \"a.x", "};"})
    rpcHeader(Text);
}

TEST(Generators, InterfaceCutOff) {
  EXPECT_EQ(interfaceHeader(""), "");
  interfaceHeader("INTERFACE a;\nMETHOD int f {");
  interfaceHeader("METHOD");
  interfaceHeader("HEADER {");
  interfaceHeader("/*");
}

TEST(Generators, VnodeOperations) {
  HeaderMap Headers =
      vnodeHeaders("# a comment {\n%% open vp L L L\n"
                   "vop_open {\n\tIN WILLRELE struct vnode *vp;\n"
                   "\tINOUT int mode;\n};\n");
  EXPECT_NE(
      Headers["vnode_if.h"].find("\tstruct vnode *a_vp;\n\tint a_mode;\n"),
      std::string::npos);
  EXPECT_NE(Headers["vnode_if.h"].find("return (VOP_OPEN_APV(vp->v_op, &a));"),
            std::string::npos);
  EXPECT_NE(Headers["vnode_if_newproto.h"].find("\tvop_open_t *vop_open;\n"),
            std::string::npos);
}

TEST(Generators, Devices) {
  EXPECT_EQ(deviceHeader("# no\nvendor A\t0x1 The A\nproduct A B 0x2 A \"B\"\n"
                         "vendor C -1 C\nproduct C D { \"x\", NULL } D\n",
                         {{"vendor", "V_"},
                          {"product", "P_"},
                          {"text", "T_"},
                          {"strings", "S_"}}),
            "#define V_A 0x1\n"
            "#define P_A_B 0x2\n"
            "#define S_A_B { NULL, NULL, NULL, NULL }\n"
            "#define T_A_B \"A \\\"B\\\"\"\n"
            "#define V_C 0xffffffff\n"
            "#define P_C_D 0xffffffff\n"
            "#define S_C_D { \"x\", NULL }\n"
            "#define T_C_D \"D\"\n");
}

TEST(Generators, Privileges) {
  HeaderMap Headers =
      privilegeHeaders("# text\nprivilege PRIV_A\n\nbasic privilege PRIV_B\n"
                       "\ttext\nset PRIV_S\n");
  EXPECT_NE(Headers["sys/priv_names.h"].find(
                "#define PRIV_B ((const char *)\"b\")\n"),
            std::string::npos);
  EXPECT_NE(Headers["sys/priv_const.h"].find(
                "#define PRIV_A 0\n#define PRIV_B 1\n#define PRIV_S 0\n"),
            std::string::npos);
}

TEST(Generators, Options) {
  OptionHeaders Options;
  Options.addKnown("FOO\nBAR opt_b.h # bar\nDEV_BAZ opt_b.h\n");
  Options.addConfig("options FOO\noptions\tBAR=2\ndevice baz\noptions OTHER\n"
                    "device unknown\n#options NO\n");
  Options.undefine("FOO");
  HeaderMap Headers = Options.headers("opt_global.h");
  EXPECT_EQ(Headers["opt_foo.h"], "");
  EXPECT_EQ(Headers["opt_b.h"], "#define BAR 2\n#define DEV_BAZ 1\n");
  EXPECT_EQ(Headers["opt_global.h"], "#define OTHER 1\n");
}

TEST(Generators, ConfigLists) {
  ConfigHeaders Config;
  Config.add("define bus { [slot = -1], size }\n"
             "device  foo: arp, ether # a driver\n"
             "file dev/foo.c\tfoo | bar\n\tneeds-flag\n"
             "file dev/no.c no\n");
  HeaderMap Headers = Config.headers({{"bar", "0"}});
  EXPECT_EQ(Headers["foo.h"], "#define NFOO 1\n");
  EXPECT_EQ(Headers["bar.h"], "#define NBAR 0\n");
  EXPECT_EQ(Headers.count("no.h"), 0u);
  EXPECT_EQ(Headers["ioconf.h"], "extern struct cfdriver foo_cd;\n");
  EXPECT_EQ(Headers["locators.h"], "#define BUSCF_NLOCS 2\n"
                                   "#define BUSCF_SIZE 1\n"
                                   "#define BUSCF_SLOT 0\n"
                                   "#define BUSCF_SLOT_DEFAULT -1\n");
}

TEST(Generators, Patterns) {
  EXPECT_TRUE(matchesPattern("opt_a.h", "opt_*.h"));
  EXPECT_FALSE(matchesPattern("opt_a/b.h", "opt_*.h"));
  EXPECT_TRUE(matchesPattern("a/b/c/Makefile", "a/**/Makefile"));
  EXPECT_TRUE(matchesPattern("a/b/x", "a/**"));
  EXPECT_FALSE(matchesPattern("b/x", "a/**"));
  EXPECT_TRUE(matchesPattern("", "*"));
}

TEST(Trees, BuiltinProfilesAreValid) {
  ASSERT_FALSE(builtinTreeProfiles().empty());
  for (MemoryBufferRef Yaml : builtinTreeProfiles()) {
    auto Profile = loadTreeProfile(Yaml);
    if (!Profile)
      FAIL() << toString(Profile.takeError());
    EXPECT_EQ(Profile->Name, Yaml.getBufferIdentifier());
  }
}

static std::string errorOf(StringRef Text) {
  auto Profile = loadTreeProfile(MemoryBufferRef(Text, "t.yaml"));
  return Profile ? "none" : toString(Profile.takeError());
}

TEST(Trees, Errors) {
  EXPECT_EQ(errorOf("tree: t\nrecognise: [x]\nflagz: [a]\n"),
            "t.yaml:3:1: error: unknown key 'flagz'; did you mean 'flags'?");
  EXPECT_EQ(
      errorOf("tree: t\nrecognise: [x]\ngenerate: [{emty: a}]\n"),
      "t.yaml:3:12: error: no generator named here; did you mean 'empty'?");
  EXPECT_EQ(errorOf("tree: t\nrecognise: [x]\ngenerate: [{text: a}]\n"),
            "t.yaml:3:12: error: 'text' without 'as'");
  EXPECT_EQ(errorOf("tree: t\nrecognise: [x]\nbelow: a\n"),
            "t.yaml:3:8: error: expected a list");
  EXPECT_EQ(errorOf("tree: t\n"),
            "t.yaml:1:1: error: no 'recognise': no tree would be known by it");
}

TEST(Kbuild, Lists) {
  StringMap<std::string> Config;
  Config["CONFIG_A"] = "y";
  Config["CONFIG_M"] = "m";
  KbuildMakefile Makefile("obj-$(CONFIG_A) += a.o b.o # c.o\n"
                          "obj-$(CONFIG_M) := \\\n\tm.o\n"
                          "obj-$(CONFIG_NO) += no.o\n"
                          "ifeq ($(X), a.o)\n"
                          "m-objs = part.o a.o\n"
                          "\tignored = a.o\n",
                          Config);
  using Names = std::vector<std::string>;
  EXPECT_EQ(Makefile.listsOf("a.o"), (Names{"m-objs", "obj-y"}));
  EXPECT_EQ(Makefile.listsOf("m.o"), Names{"obj-m"});
  EXPECT_EQ(Makefile.listsOf("no.o"), Names{"obj-"});
  EXPECT_EQ(Makefile.listsOf("c.o"), Names());
  EXPECT_EQ(Makefile.list("obj-y").vec(), (Names{"a.o", "b.o"}));
  EXPECT_TRUE(Makefile.list("nothing").empty());
}

TEST(Trust, Directories) {
  auto Read = [](StringRef Text) {
    return readTrusted(MemoryBufferRef(Text, "c.yaml"), "/home/u");
  };
  auto Trusted = Read("trust: [/usr/src/, ~/linux, '~']\n");
  ASSERT_TRUE(static_cast<bool>(Trusted)) << toString(Trusted.takeError());
  EXPECT_EQ(*Trusted,
            (std::vector<std::string>{"/usr/src", "/home/u/linux", "/home/u"}));
  for (auto [Text, Message] :
       {std::pair{"trust: [src]\n", "c.yaml:1:9: error: 'src' is no absolute"},
        std::pair{"trust: /src\n", "c.yaml:1:8: error: expected a list"},
        std::pair{"level: error\n", "c.yaml:1:1: error: unknown key 'level'"},
        std::pair{"[]\n", "c.yaml:1:1: error: expected a mapping"}}) {
    auto Wrong = Read(Text);
    ASSERT_FALSE(static_cast<bool>(Wrong)) << Text;
    EXPECT_EQ(toString(Wrong.takeError()).find(Message), 0u) << Text;
  }
}
