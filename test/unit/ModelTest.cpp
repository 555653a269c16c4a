//===- ModelTest.cpp - model files: errors, conditions, operands ----------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Model/Model.h"
#include "Model/Condition.h"
#include "Model/Keys.h"
#include "Model/Schema.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "gtest/gtest.h"

using namespace locktidy;
using llvm::SmallVector;
using llvm::StringRef;

namespace {

/// A model with a kind `mtx` and a context `irq`; entries follow.
constexpr StringRef Preamble = R"(kernel: demo
kinds:
  - {name: mtx, noun: mutex}
contexts:
  - {name: irq, title: interrupt, forbids: [sleep]}
)";

/// The error text of a model, "" when it loads.
std::string errorsOf(StringRef Yaml) {
  llvm::Expected<Model> M = loadModel({Yaml, "m.yaml"});
  return M ? "" : llvm::toString(M.takeError());
}

/// The error text of a model whose only entry has \p Effect.
std::string effectError(StringRef Effect) {
  return errorsOf((Preamble +
                   "entries:\n  - names: [f]\n    source: f(9)\n"
                   "    effects: [" +
                   Effect + "]\n")
                      .str());
}

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

/// A condition as a Lisp expression: `(& a2 PDROP)`.
std::string show(const Condition &C, unsigned I) {
  const Condition::Node &N = C.Nodes[I];
  static constexpr StringRef Symbols[] = {"",   "",  "",   "",   "!",
                                          "&",  "|", "==", "!=", "<",
                                          "<=", ">", ">=", "&&", "||"};
  switch (N.Kind) {
  case Condition::Int:
    return std::to_string(N.Value);
  case Condition::Name:
    return N.Text;
  case Condition::Arg:
    return "a" + std::to_string(N.Value);
  case Condition::Result:
    return "result";
  case Condition::Not:
    return "(! " + show(C, N.A) + ")";
  default:
    return "(" + Symbols[N.Kind].str() + " " + show(C, N.A) + " " +
           show(C, N.B) + ")";
  }
}

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
    held-reason: "why: because"
    recurse-panic: again
    release-panic: not held
contexts:
  - {name: irq, title: interrupt, forbids: [sleep, block], reason: bad}
globals: {Big: mtx}
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
  EXPECT_TRUE(K->Recursive && K->OrderExempt && K->Unpaired);
  EXPECT_EQ(K->HeldReason, "why: because");
  EXPECT_EQ(K->RecursePanic, "again");
  EXPECT_EQ(K->ReleasePanic, "not held");
  EXPECT_FALSE(M->kind("other"));

  EXPECT_TRUE(M->Contexts[0].ForbidsSleep && M->Contexts[0].ForbidsBlock);
  EXPECT_EQ(M->GlobalKinds.lookup("Big"), "mtx");

  const Entry *E = M->find("trylock");
  ASSERT_TRUE(E);
  EXPECT_TRUE(E->Opaque);
  EXPECT_EQ(E->Source, "lock(9)");
  EXPECT_EQ(E->File, "m.yaml");
  EXPECT_EQ(E->Line, 19u);
  EXPECT_TRUE(M->find("die")->NoReturn);
  EXPECT_TRUE(M->find("say")->Inert);
  EXPECT_TRUE(M->find("get")->Accessor);
  EXPECT_TRUE(M->find("ASSERT")->Asserts);
  EXPECT_FALSE(M->find("say")->NoReturnIf.empty());
  EXPECT_FALSE(M->find("nothing"));
}

TEST(Model, Effects) {
  EffectSpec S = effectOf("{acquire: arg0, kind: mtx, mode: shared, success: "
                          "zero, recursive: arg1 & R, "
                          "kind-if: [{when: arg1 & S, kind: mtx}], args: 3}");
  EXPECT_EQ(S.Kind, EffectKind::Acquire);
  EXPECT_EQ(S.Lock.Index, 0u);
  EXPECT_EQ(S.Mode, LockMode::Shared);
  EXPECT_EQ(S.Succeeds, Success::Zero);
  EXPECT_FALSE(S.RecursiveIf.empty());
  EXPECT_EQ(S.KindIfs.size(), 1u);
  EXPECT_EQ(S.Args, 3u);

  S = effectOf("{wait: arg0, interlock: arg1, keeps-dropped: 1, timeout: arg2, "
               "signals: arg3 & C}");
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
            "'inert', 'accessor', 'asserts' or 'opaque'");
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
      "'inert', 'accessor', 'asserts' or 'opaque'");
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
                        "entries", "tables"})
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
  EXPECT_EQ(M->Functions.lookup("_init"), "irq");

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

/// A value of that shape which the loader takes, given the Preamble.
std::string sample(Shape Value, StringRef Words) {
  switch (Value) {
  case Shape::Text:
    return "mtx";
  case Shape::Texts:
    return "[a]";
  case Shape::Truth:
    return "true";
  case Shape::Count:
    return "1";
  case Shape::Condition:
    return "arg1 & F";
  case Shape::Operand:
    return "arg1";
  case Shape::Choice:
    return Words.split(' ').first.str();
  case Shape::Choices:
    return "[" + Words.split(' ').first.str() + "]";
  case Shape::KindIfs:
    return "[{when: arg1, kind: mtx}]";
  case Shape::TextMap:
    return "{}";
  case Shape::Kinds:
  case Shape::Contexts:
  case Shape::Entries:
  case Shape::Effects:
  case Shape::Tables:
    return "[]";
  case Shape::Handlers:
    return "{f: irq}";
  }
  return "";
}

/// What the loader says of a word that is none of \p Words.
std::string expectedOneOf(StringRef Words) {
  SmallVector<StringRef> List;
  Words.split(List, ' ');
  return "unknown value 'qqqqqqqqqq'; expected one of " +
         llvm::join(List, ", ");
}

// The schema is printed from tables; here the loader agrees with them.
TEST(Schema, LoaderTakesEveryKey) {
  struct {
    llvm::ArrayRef<FieldWord> Words;
    StringRef Before, After;
  } Parts[] = {
      {kindWords(), "kernel: a\nkinds: [{", "}]\n"},
      {contextWords(), "kernel: a\ncontexts: [{", "}]\n"},
      {entryWords(), "kernel: a\nentries: [{", "}]\n"},
      {tableWords(), "kernel: a\ntables: [{", "}]\n"},
      {handlerWords(), "kernel: a\ntables: [{handlers: {f: {", "}}}]\n"},
      {fileWords(), "", "\n"},
  };
  for (const auto &Part : Parts)
    for (const FieldWord &W : Part.Words) {
      auto With = [&](StringRef Value) {
        return errorsOf(
            (Part.Before + W.Word + ": " + Value + Part.After).str());
      };
      std::string Text = With(sample(W.Value, W.Words));
      EXPECT_FALSE(StringRef(Text).contains("unknown")) << Text;
      EXPECT_FALSE(StringRef(Text).contains("expected")) << Text;
      std::string Wrong = W.Value == Shape::Choices  ? "[qqqqqqqqqq]"
                          : W.Value == Shape::Choice ? "qqqqqqqqqq"
                                                     : "";
      if (!Wrong.empty())
        EXPECT_TRUE(StringRef(With(Wrong)).contains(expectedOneOf(W.Words)))
            << With(Wrong);
    }
}

TEST(Schema, LoaderTakesEveryKeyOfAnEffect) {
  for (const EffectWord &E : effectWords())
    for (const KeyWord &W : keyWords()) {
      std::string Value = sample(W.Value, W.Words);
      if (W.Id == Key::Context)
        Value = "irq";
      auto With = [&](StringRef Value) {
        std::string Main = E.Value == MainValue::Flag ? "true" : "arg0";
        std::string Text = "{" + E.Word.str() + ": " + Main;
        for (const KeyWord &Needed : keyWords())
          if (E.requires_(Needed.Id) && Needed.Id != W.Id)
            Text += ", " + Needed.Word.str() +
                    (Needed.Id == Key::Context ? ": irq" : ": mtx");
        return effectError(Text + ", " + W.Word.str() + ": " + Value.str() +
                           "}");
      };
      EXPECT_EQ(With(Value).empty(), E.allows(W.Id)) << With(Value);
      if (E.allows(W.Id) && W.Value == Shape::Choice)
        EXPECT_TRUE(
            StringRef(With("qqqqqqqqqq")).contains(expectedOneOf(W.Words)))
            << With("qqqqqqqqqq");
    }
}

TEST(Schema, IsJson) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  printModelSchema(OS);
  llvm::Expected<llvm::json::Value> Json = llvm::json::parse(Text);
  ASSERT_TRUE(static_cast<bool>(Json)) << llvm::toString(Json.takeError());
  const llvm::json::Object *Definitions =
      Json->getAsObject()->getObject("definitions");
  ASSERT_TRUE(Definitions);
  EXPECT_EQ(Definitions->getObject("effect")->getArray("oneOf")->size(),
            effectWords().size());
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
