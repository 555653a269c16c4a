//===- ModelTest.cpp - model files: what is read, and errors --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Model/Model.h"
#include "ModelTexts.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "gtest/gtest.h"

using namespace locktidy;
using llvm::SmallVector;
using llvm::StringRef;

namespace {

/// The one effect of an entry.
EffectSpec effectOf(StringRef Effect) {
  std::string Yaml = (Preamble +
                      "entries:\n  - names: [f]\n    source: f(9)\n"
                      "    effects: [" +
                      Effect + "]\n")
                         .str();
  llvm::Expected<Model> M = loadModel({Yaml, "m.yaml"});
  if (!M) {
    ADD_FAILURE() << llvm::toString(M.takeError());
    return {};
  }
  return M->Entries.front().Effects.front();
}

TEST(Model, ReadsAllParts) {
  llvm::Expected<Model> M = loadModel({R"(
kernel: demo
detect: [__demo__, __demo2__]
kinds:
  - name: mtx
    noun: mutex
    waits: spin
    held: released
    recursive: true
    order-exempt: true
    unpaired: true
    counting: true
    zeroed: true
    held-reason: "why: because"
    recurse-panic: again
    release-panic: not held
    interrupt-panic: stuck
contexts:
  - {name: irq, title: interrupt, forbids: [sleep, block], reason: bad, level: hard}
globals: {Big: mtx}
times: {hz: span, now: moment}
entries:
  - names: [lock, trylock]
    source: lock(9)
    opaque: true
    effects: [{acquire: arg0, kind: mtx}]
  - {names: [die], source: die(9), noreturn: true}
  - {names: [say], source: say(9), inert: true, noreturn-if: arg0 == FATAL}
  - {names: [get], source: get(9), accessor: true}
  - {names: [ASSERT], source: assert(9), asserts: true}
)",
                                       "m.yaml"});
  ASSERT_TRUE(static_cast<bool>(M)) << llvm::toString(M.takeError());
  EXPECT_EQ(M->Kernel, "demo");
  EXPECT_EQ(M->DetectMacros.size(), 2u);

  const LockKind *K = M->kind("mtx");
  ASSERT_TRUE(K);
  EXPECT_EQ(K->Waits, Waiting::Spin);
  EXPECT_EQ(K->Held, SleepWhileHeld::Released);
  EXPECT_TRUE(K->Recursive && K->OrderExempt && K->Unpaired && K->Counting &&
              K->Zeroed);
  EXPECT_EQ(K->HeldReason, "why: because");
  EXPECT_EQ(K->RecursePanic, "again");
  EXPECT_EQ(K->ReleasePanic, "not held");
  EXPECT_EQ(K->InterruptPanic, "stuck");
  EXPECT_FALSE(M->kind("other"));

  EXPECT_TRUE(M->Contexts[0].ForbidsSleep && M->Contexts[0].ForbidsBlock);
  EXPECT_EQ(M->Contexts[0].Level, IrqLevel::Hard);
  EXPECT_EQ(M->GlobalKinds.lookup("Big"), "mtx");
  EXPECT_EQ(M->Times.lookup("hz"), TimeSort::Span);
  EXPECT_EQ(M->Times.lookup("now"), TimeSort::Moment);

  const Entry *E = M->find("trylock");
  ASSERT_TRUE(E);
  EXPECT_TRUE(E->Opaque);
  EXPECT_EQ(E->Source, "lock(9)");
  EXPECT_EQ(E->File, "m.yaml");
  EXPECT_EQ(E->Line, 23u);
  EXPECT_TRUE(M->find("die")->NoReturn);
  EXPECT_TRUE(M->find("say")->Inert);
  EXPECT_TRUE(M->find("get")->Accessor);
  EXPECT_TRUE(M->find("ASSERT")->Asserts);
  EXPECT_FALSE(M->find("say")->NoReturnIf.empty());
  EXPECT_FALSE(M->find("nothing"));
}

TEST(Model, Effects) {
  EffectSpec S = effectOf("{acquire: arg0, kind: mtx, mode: shared, success: "
                          "zero, failure: -EINTR, recursive: arg1 & R, "
                          "kind-if: [{when: arg1 & S, kind: mtx}], args: 3}");
  EXPECT_EQ(S.Kind, EffectKind::Acquire);
  EXPECT_EQ(S.Lock.Index, 0u);
  EXPECT_EQ(S.Mode, LockMode::Shared);
  EXPECT_EQ(S.Succeeds, Success::Zero);
  EXPECT_FALSE(S.RecursiveIf.empty() || S.Failure.empty());
  EXPECT_EQ(S.KindIfs.size(), 1u);
  EXPECT_EQ(S.Args, 3u);

  S = effectOf("{acquire: arg0, kind: mtx, interrupts: saved, "
               "saved-in: '&arg1'}");
  EXPECT_EQ(S.Interrupts, Masking::Saved);
  EXPECT_EQ(S.Argument.From, Operand::AddressOfArg);
  EXPECT_EQ(effectOf("{release: arg0, interrupts: soft}").Interrupts,
            Masking::Soft);

  S = effectOf("{wait: arg0, interlock: arg1, keeps-dropped: 1, timeout: arg2, "
               "signals: arg3 & C, until: arg4, results: result == 0}");
  EXPECT_FALSE(S.Until.empty() || S.Results.empty());
  EXPECT_EQ(S.Channel.Index, 0u);
  EXPECT_EQ(S.Lock.Index, 1u);
  EXPECT_FALSE(S.KeepsDropped.empty() || S.Timeout.empty() ||
               S.Signals.empty());

  S = effectOf("{register: arg1, argument: arg2, handle: '*arg3', lock: "
               "lock Big, context: irq, giant: '!(arg0 & S)'}");
  EXPECT_EQ(S.Handler.Index, 1u);
  EXPECT_EQ(S.Argument.Index, 2u);
  EXPECT_EQ(S.Channel.From, Operand::DerefArg);
  EXPECT_EQ(S.Lock.Name, "Big");
  EXPECT_EQ(S.Context, "irq");
  EXPECT_FALSE(S.Giant.empty());

  S = effectOf("{raise: result, level: net, stub: visible}");
  EXPECT_EQ(S.Level, "net");
  EXPECT_EQ(S.Stub, EffectSpec::IfVisibleStub);
  EXPECT_EQ(effectOf("{restore: arg0}").Argument.From, Operand::Arg);
  EXPECT_FALSE(effectOf("{alloc: true, when-sure: arg1}").WhenSure.empty());
  EXPECT_EQ(effectOf("{assert-sleepable: true}").Kind,
            EffectKind::AssertSleepable);
  EXPECT_FALSE(effectOf("{busy-wait: true, amount: arg0}").Amount.empty());
  EXPECT_FALSE(effectOf("{query: arg0, answer: LK_EXCLUSIVE}").Answer.empty());
}

TEST(Model, OtherCalls) {
  auto Read = [](const std::string &Keys) {
    std::string Yaml = "kernel: a\nkinds: [{name: mtx, noun: mutex}]\n"
                       "entries: [{names: [f], source: h, inert: true, " +
                       Keys + "}]\n";
    return loadModel({Yaml, "m.yaml"});
  };
  auto M =
      Read("with-lock: {mtx: 'g(arg1, lock, 7, X)'}, with-span: 'h(arg0)'");
  ASSERT_TRUE(static_cast<bool>(M)) << llvm::toString(M.takeError());
  const Entry &F = *M->find("f");
  EXPECT_EQ(F.WithSpan.Name, "h");
  ASSERT_EQ(F.WithLock.size(), 1u);
  const auto &[Kind, Call] = F.WithLock[0];
  EXPECT_EQ(Kind, "mtx");
  ASSERT_EQ(Call.Arguments.size(), 4u);
  EXPECT_EQ(Call.Arguments[0].Index, 1u);
  EXPECT_EQ(Call.Arguments[1].Is, CallForm::Argument::Lock);
  EXPECT_EQ(Call.Arguments[2].Text, "7");
  EXPECT_EQ(Call.Arguments[3].Text, "X");
  auto Error = [&](const std::string &Keys) {
    return llvm::toString(Read(Keys).takeError());
  };
  EXPECT_TRUE(llvm::StringRef(Error("with-span: h arg0")).contains("a call"));
  EXPECT_TRUE(llvm::StringRef(Error("with-span: h(a+b)"))
                  .contains("'argN', 'lock', a name or a number"));
  EXPECT_TRUE(llvm::StringRef(Error("with-lock: {mtx: h(arg0)}"))
                  .contains("does not name the 'lock'"));
  EXPECT_TRUE(llvm::StringRef(Error("with-lock: {sx: 'h(lock)'}"))
                  .contains("'sx' is not declared"));
}

TEST(Model, EffectErrors) {
  EXPECT_EQ(effectError("{acquires: arg0, kind: mtx}"),
            "m.yaml:9:16: error: unknown key 'acquires' in an effect; did you "
            "mean 'acquire'?");
  EXPECT_EQ(effectError("{acquire: arg0, kind: mtx, moed: shared}"),
            "m.yaml:9:42: error: unknown key 'moed' in an effect; did you mean "
            "'mode'?");
  EXPECT_EQ(effectError("{release: arg0, success: zero}"),
            "m.yaml:9:31: error: key 'success' does not fit effect 'release'");
  EXPECT_EQ(effectError("{acquire: arg0}"),
            "m.yaml:9:15: error: effect 'acquire' needs key 'kind'");
  EXPECT_EQ(effectError("{acquire: arg0, kind: mtz}"),
            "m.yaml:9:37: error: lock kind 'mtz' is not declared; did you mean "
            "'mtx'?");
  EXPECT_EQ(effectError("{register: arg0, context: irk}"),
            "m.yaml:9:41: error: context 'irk' is not declared; did you mean "
            "'irq'?");
  EXPECT_EQ(effectError("{kind: mtx}"),
            "m.yaml:9:15: error: no effect in this map: expected one of "
            "acquire, release, wait, ...");
  EXPECT_EQ(effectError("{release: arg0, wakeup: arg1}"),
            "m.yaml:9:31: error: a second effect 'wakeup' in one map; write "
            "two list items");
  EXPECT_EQ(effectError("{alloc: arg0}"),
            "m.yaml:9:23: error: expected 'true' or 'result' for 'alloc'");
  EXPECT_EQ(
      effectError("{release: arg0, mode: sharde}"),
      "m.yaml:9:37: error: unknown value 'sharde'; did you mean 'shared'?");
  EXPECT_EQ(effectError("{alloc: true, when: arg0 & }"),
            "m.yaml:9:41: error: expected a value at the end");
  EXPECT_EQ(effectError("{alloc: true, args: 0}"),
            "m.yaml:9:35: error: expected a number of arguments from 1 to 32");
  EXPECT_EQ(effectError("release"),
            "m.yaml:9:15: error: expected an effect such as '{acquire: arg0}'");
}

TEST(Model, QuotingIsExplained) {
  EXPECT_EQ(effectError("{release: &arg0}"),
            "m.yaml:9:25: error: quote a value that begins with '&'");
  EXPECT_EQ(effectError("{release: *arg0}"),
            "m.yaml:9:25: error: aliases are not supported; quote a value that "
            "begins with '*'");
  EXPECT_TRUE(StringRef(effectError("{alloc: true, when: !(arg0 & X)}"))
                  .contains("quote a value that begins with"));
  EXPECT_EQ(effectOf("{release: '&arg0'}").Lock.From, Operand::AddressOfArg);
}

TEST(Model, StructureErrors) {
  EXPECT_EQ(errorsOf("detect: [x]\n"),
            "m.yaml:1:1: error: a model needs 'kernel'");
  EXPECT_EQ(errorsOf("kernel: a\nentires: []\n"),
            "m.yaml:2:1: error: unknown key 'entires' in a model; did you mean "
            "'entries'?");
  EXPECT_EQ(errorsOf("kernel: a\nkinds: [{name: m, noun: n}, {name: m, noun: "
                     "n}]\n"),
            "m.yaml:2:36: error: lock kind 'm' is declared twice");
  EXPECT_EQ(errorsOf("kernel: a\ncontexts: [{name: c, title: t, of: d}]\n"),
            "m.yaml:2:36: error: context 'd' is not declared; did you mean "
            "'c'?");
  EXPECT_EQ(errorsOf("kernel: a\nkinds: [{name: m}]\n"),
            "m.yaml:2:9: error: a lock kind needs 'name' and 'noun'");
  EXPECT_EQ(errorsOf("kernel: a\nentries: [{names: [f], inert: true}]\n"),
            "m.yaml:2:11: error: an entry needs 'source': the man page or "
            "header that says so");
  EXPECT_EQ(errorsOf("kernel: a\nentries: [{names: [f], source: x}]\n"),
            "m.yaml:2:11: error: an entry needs 'effects', 'noreturn', "
            "'inert', 'accessor', 'asserts', 'note', 'counts-down' or "
            "'opaque'");
  EXPECT_EQ(errorsOf("kernel: a\nentries:\n"
                     "  - {names: [f], source: x, inert: true, header: h}\n"),
            "m.yaml:3:5: error: 'header' says what defines the macro of a "
            "'note'");
  EXPECT_EQ(errorsOf("kernel: a\nentries:\n"
                     "  - {names: [f, g], source: x, inert: true}\n"
                     "  - {names: [g], source: x, inert: true}\n"),
            "m.yaml:4:5: error: 'g' has an entry already, at line 3");
  EXPECT_EQ(
      errorsOf("kernel: a\nentries: [{names: f, source: x, inert: yes}]\n"),
      "m.yaml:2:19: error: expected a list such as '[a, b]'\n"
      "m.yaml:2:40: error: unknown value 'yes'; expected one of false, "
      "true\n"
      "m.yaml:2:11: error: an entry needs 'names'\n"
      "m.yaml:2:11: error: an entry needs 'effects', 'noreturn', "
      "'inert', 'accessor', 'asserts', 'note', 'counts-down' or "
      "'opaque'");
}

TEST(Model, HostileInput) {
  EXPECT_EQ(errorsOf(""),
            "m.yaml:1:1: error: expected a mapping of keys to values");
  EXPECT_EQ(errorsOf("- a\n"),
            "m.yaml:1:1: error: expected a mapping of keys to values");
  EXPECT_EQ(errorsOf("kernel: a\nkernel: b\n"),
            "m.yaml:2:1: error: key 'kernel' is given twice");
  EXPECT_EQ(errorsOf("kernel: \xff\xfe\n"),
            "m.yaml:1:9: error: not valid UTF-8");
  EXPECT_EQ(errorsOf(StringRef("kernel: a\0b\n", 12)),
            "m.yaml:1:10: error: control character");
  EXPECT_EQ(errorsOf("kernel: a\n---\nkernel: b\n"),
            "m.yaml:3:1: error: a second document in one file");
  EXPECT_NE(errorsOf("kernel: [a\n"), "");
  EXPECT_NE(errorsOf("kernel: \"a\n"), "");
  EXPECT_NE(errorsOf("kernel: {a: {b: c\n"), "");
  EXPECT_EQ(errorsOf("kernel: [a]\n"),
            "m.yaml:1:9: error: expected a text\n"
            "m.yaml:1:1: error: a model needs 'kernel'");
  for (StringRef Piece : {"[", "{", "- ", "? ", "a: [", "a: {", "[{a: "}) {
    std::string Deep;
    for (int I = 0; I < 50000; ++I)
      Deep += Piece;
    EXPECT_NE(errorsOf(Deep), "") << Piece.str();
  }
  EXPECT_EQ(errorsOf(std::string(2 << 20, ' ')),
            "m.yaml:1:1: error: file is larger than 1 MiB");
}

// There is no key by which a file names another one, so that no cycle exists.
TEST(Model, NoIncludes) {
  EXPECT_EQ(errorsOf("kernel: a\ninclude: m.yaml\n"),
            "m.yaml:2:1: error: unknown key 'include' in a model");
}

TEST(Model, WrongTypes) {
  for (StringRef Key : {"kernel", "detect", "kinds", "contexts", "globals",
                        "times", "entries", "tables"})
    for (StringRef Value : {"", "''", "[[]]", "[{}]", "{a: {b: c}}"}) {
      std::string Yaml = Key == "kernel" ? "" : "kernel: a\n";
      Yaml += (Key + ": " + Value + "\n").str();
      EXPECT_TRUE(StringRef(errorsOf(Yaml)).contains("error: ")) << Yaml;
    }
  // A list may be empty: a file under way.
  EXPECT_EQ(errorsOf("kernel: a\nkinds: []\nentries: []\nglobals: {}\n"), "");
}

TEST(Model, HostileConditionsAndOperands) {
  std::string Long(1000, '&');
  EXPECT_NE(effectError("{alloc: true, when: '" + Long + "'}"), "");
  EXPECT_NE(effectError("{release: '" + std::string(500, '*') + "arg0'}"), "");
  std::string Members = "arg0";
  for (int I = 0; I < 300; ++I)
    Members += ".a";
  EXPECT_NE(effectError("{release: " + Members + "}"), "");
  EXPECT_NE(effectError("{release: arg99999999999999999999}"), "");
}

TEST(Model, AllErrorsUpToALimit) {
  std::string Yaml = "kernel: a\nentries:\n";
  for (int I = 0; I < 30; ++I)
    Yaml += "  - {names: [f" + std::to_string(I) + "], inert: true}\n";
  std::string Text = errorsOf(Yaml);
  EXPECT_EQ(StringRef(Text).count('\n'), 20u);
  EXPECT_TRUE(StringRef(Text).ends_with("error: and 10 more errors")) << Text;
}

TEST(Model, ExtendsAKnownModel) {
  llvm::Expected<Model> Base = loadModel({Preamble.str() + R"(entries:
  - {names: [lock, enter], source: l(9), effects: [{acquire: arg0, kind: mtx}]}
)",
                                          "base.yaml"});
  ASSERT_TRUE(static_cast<bool>(Base)) << llvm::toString(Base.takeError());
  StringRef Text = R"(kernel: demo
globals: {Big: mtx}
kinds: [{name: mtx, noun: other}, {name: spin, noun: spin lock}]
entries:
  - {names: [enter], source: m(9), effects: [{register: arg0, context: irq}]}
)";
  // The context is declared in the base only.
  EXPECT_NE(errorsOf(Text), "");
  const Model *Known[] = {&*Base};
  llvm::Expected<Model> Extra = loadModel({Text, "extra.yaml"}, Known);
  ASSERT_TRUE(static_cast<bool>(Extra)) << llvm::toString(Extra.takeError());

  extendModel(*Base, std::move(*Extra));
  EXPECT_EQ(Base->Kinds.size(), 2u);
  EXPECT_EQ(Base->kind("mtx")->Noun, "other");
  EXPECT_EQ(Base->GlobalKinds.lookup("Big"), "mtx");
  EXPECT_EQ(Base->find("lock")->Source, "l(9)");
  EXPECT_EQ(Base->find("enter")->Source, "m(9)");
}

/// The error text of a model with the tables \p Text, "" when it loads.
std::string tableErrors(StringRef Text) {
  return errorsOf((Preamble + "tables: " + Text + "\n").str());
}

TEST(Model, Tables) {
  llvm::Expected<Model> M = loadModel({Preamble.str() + R"(tables:
  - record: struct ops
    source: ops(9)
    flags: o_flags
    lock-if: arg0 & SAFE
    lock: lock Giant
    kind: mtx
    handlers: {open: irq, close: {context: irq, lock: arg0.l, kind: mtx}}
  - {record: row_t, source: row(9), field: func, handlers: {open_desc: irq}}
functions: {_init: irq}
)",
                                       "m.yaml"});
  ASSERT_TRUE(static_cast<bool>(M)) << llvm::toString(M.takeError());
  const HandlerTable *T = M->table("struct ops");
  ASSERT_TRUE(T && T->Handlers.size() == 2);
  EXPECT_EQ(T->Flags, "o_flags");
  EXPECT_FALSE(T->LockIf.empty());
  EXPECT_EQ(T->Handlers[0].Context, "irq");
  EXPECT_EQ(T->Handlers[0].Lock.From, Operand::Named);
  EXPECT_EQ(T->Handlers[1].Lock.Members, std::vector<std::string>{"l"});
  EXPECT_EQ(M->table("row_t")->Field, "func");
  EXPECT_FALSE(M->table("struct other"));
  EXPECT_EQ(M->Functions.lookup("_init").Context, "irq");

  // A handler more for a record that is known.
  StringRef More = R"(kernel: demo
tables:
  - {record: row_t, source: x(9), field: func, handlers: {shut_desc: irq}}
)";
  const Model *Known[] = {&*M};
  llvm::Expected<Model> Extra = loadModel({More, "extra.yaml"}, Known);
  ASSERT_TRUE(static_cast<bool>(Extra)) << llvm::toString(Extra.takeError());
  extendModel(*M, std::move(*Extra));
  EXPECT_EQ(M->Tables.size(), 2u);
  EXPECT_EQ(M->table("row_t")->Handlers.size(), 2u);
}

TEST(Model, TableErrors) {
  StringRef At = "m.yaml:6:10: error: ";
  EXPECT_EQ(tableErrors("[{source: a(9), handlers: {f: irq}}]"),
            (At + "a table needs 'record': the struct's tag or the typedef's "
                  "name")
                .str());
  EXPECT_EQ(tableErrors("[{record: r, handlers: {f: irq}}]"),
            (At + "a table needs 'source': the man page or header that says so")
                .str());
  EXPECT_EQ(tableErrors("[{record: r, source: a(9)}]"),
            (At + "a table needs 'handlers'").str());
  EXPECT_EQ(tableErrors("[{record: r, source: a(9), lock-if: arg0, handlers: "
                        "{f: irq}}]"),
            (At + "'lock-if' and 'flags' need each other: arg0 of the one is "
                  "the value of the other")
                .str());
  EXPECT_EQ(tableErrors("[{record: r, source: a(9), lock: arg0, handlers: "
                        "{f: irq}}]"),
            (At + "'lock' and 'kind' need each other").str());
  for (StringRef Bad : {"arg1 & 2", "arg1 == arg0", "arg1 != 2"})
    EXPECT_EQ(tableErrors(("[{record: r, source: a(9), handlers: {f: {context: "
                           "irq, resumed-if: " +
                           Bad + "}}}]")
                              .str()),
              "m.yaml:6:77: error: 'resumed-if' needs an argument and its "
              "value, such as 'arg1 == DDI_RESUME'");
  EXPECT_EQ(tableErrors("[{record: r, source: a(9), handlers: {f: irk}}]"),
            "m.yaml:6:50: error: context 'irk' is not declared; did you mean "
            "'irq'?");
  EXPECT_EQ(tableErrors("[{record: r, source: a(9), handlers: {f: {kind: mtx, "
                        "lock: arg0}}}]"),
            "m.yaml:6:50: error: a handler needs 'context'");
  EXPECT_EQ(tableErrors("[{record: r, source: a(9), handlers: {f: irq}}, "
                        "{record: r, source: a(9), handlers: {f: irq}}]"),
            "m.yaml:6:57: error: 'r' has a table already, at line 6");
  EXPECT_EQ(errorsOf((Preamble + "functions: {_init: irk}\n").str()),
            "m.yaml:6:20: error: context 'irk' is not declared; did you mean "
            "'irq'?");
}

TEST(Model, BuiltinModelsLoad) {
  std::vector<StringRef> Names = builtinModelNames();
  ASSERT_FALSE(Names.empty());
  EXPECT_TRUE(llvm::is_sorted(Names));
  llvm::Expected<std::vector<Model>> Models = loadBuiltinModels();
  ASSERT_TRUE(static_cast<bool>(Models)) << llvm::toString(Models.takeError());
  ASSERT_EQ(Models->size(), Names.size());
  for (auto [Name, M] : llvm::zip(Names, *Models)) {
    EXPECT_EQ(M.Kernel, Name);
    EXPECT_TRUE(builtinModelText(Name)) << Name.str();
    EXPECT_FALSE(M.DetectMacros.empty()) << Name.str();
    EXPECT_TRUE(!M.Extends.empty() || !M.Contexts.empty()) << Name.str();
  }
  EXPECT_FALSE(builtinModelText("no-such-kernel"));
}

// What findings quote from the built-in models.
TEST(Model, BuiltinFacts) {
  llvm::Expected<Model> Illumos = loadModel(*builtinModelText("illumos"));
  ASSERT_TRUE(static_cast<bool>(Illumos))
      << llvm::toString(Illumos.takeError());
  EXPECT_EQ(Illumos->kind("kmutex")->RecursePanic, "recursive mutex_enter");
  EXPECT_EQ(Illumos->kind("kmutex")->Held, SleepWhileHeld::Discouraged);
  EXPECT_EQ(Illumos->find("mutex_enter")->Effects.front().Kind,
            EffectKind::Acquire);
  // KM_SLEEP is 0: an allocation sleeps unless told not to.
  const EffectSpec &Alloc = Illumos->find("kmem_zalloc")->Effects.front();
  EXPECT_EQ(show(Alloc.When, Alloc.When.Nodes.size() - 1),
            "(! (& a1 KM_NOSLEEP))");

  llvm::Expected<Model> FreeBSD = loadModel(*builtinModelText("freebsd"));
  ASSERT_TRUE(static_cast<bool>(FreeBSD))
      << llvm::toString(FreeBSD.takeError());
  EXPECT_EQ(FreeBSD->GlobalKinds.lookup("Giant"), "giant");
  EXPECT_EQ(FreeBSD->kind("giant")->Held, SleepWhileHeld::Released);
  EXPECT_EQ(FreeBSD->find("splnet")->Effects.front().Stub,
            EffectSpec::IfVisibleStub);
  EXPECT_EQ(FreeBSD->find("mtx_trylock")->Effects.front().Succeeds,
            Success::NonZero);
}

} // namespace
