//===- GraphTest.cpp - expressions, printing and the file form ------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Graph/Builder.h"
#include "Graph/File.h"
#include "Graph/Fold.h"
#include "Graph/Print.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/xxhash.h"
#include "gtest/gtest.h"

using namespace locktidy;

namespace {

/// A unit with one function `f(sc, m)`, locals `i` and a temporary.
struct Unit {
  TUGraph G;
  TUBuilder T{G};
  FunctionGraph F;
  ExprBuilder E{F.Exprs};
  LocalId Sc{0}, M{1}, I{2}, Temp{3};

  Unit() {
    G.MainFile = "/src/foo.c";
    F.Id = T.function("f", "");
    F.Pos = {T.string("/src/foo.c"), 1, 1};
    F.NumParams = 2;
    for (const char *Name : {"sc", "m", "i"})
      F.Locals.push_back({T.string(Name), false});
    F.Locals.push_back({});
  }

  ExprId value(LocalId L) { return E.load(E.local(L)); }
  ExprId field(ExprId Base, const char *Name) {
    return E.field(Base, T.field("struct softc", Name, ""));
  }
  std::string text(ExprId X) { return exprText(G, F, X); }
  std::string valueOf(ExprId X) { return valueText(G, F, X); }
  std::string printed(llvm::StringRef Filter = "") {
    std::string S;
    llvm::raw_string_ostream OS(S);
    printGraph(OS, G, Filter);
    return S;
  }
};

std::string bytes(const TUGraph &G) {
  std::string S;
  llvm::raw_string_ostream OS(S);
  writeGraph(OS, G);
  return S;
}

/// The message of reading \p Bytes, empty when they are a graph.
std::string readError(llvm::StringRef Bytes) {
  auto G = readGraph(llvm::MemoryBufferRef(Bytes, "foo.lockgraph"));
  if (G) {
    // What was accepted must be safe to use.
    std::string S;
    llvm::raw_string_ostream OS(S);
    printGraph(OS, *G);
    return "";
  }
  return llvm::toString(G.takeError());
}

/// Makes the checksum of \p Bytes right again, to reach the checks behind it.
void sign(std::string &Bytes) {
  llvm::support::endian::write64le(Bytes.data() + 12,
                                   llvm::xxh3_64bits(Bytes.substr(20)));
}

//===- Builder: normal forms
//-----------------------------------------------===//

TEST(ExprBuilder, InternsEqualExpressions) {
  Unit U;
  EXPECT_EQ(U.field(U.value(U.Sc), "mtx"), U.field(U.value(U.Sc), "mtx"));
  EXPECT_NE(U.E.local(U.Sc), U.E.local(U.M));
  EXPECT_NE(U.E.unknown(), U.E.unknown());
}

TEST(ExprBuilder, ContinuesAfterExpressionsMadeBefore) {
  Unit U;
  ExprId Old = U.E.unknown(), Three = U.E.constant(3);
  ExprBuilder Again(U.F.Exprs);
  EXPECT_EQ(Again.constant(3), Three);
  EXPECT_NE(Again.unknown(), Old);
}

TEST(ExprBuilder, FirstElementIsTheArray) {
  Unit U;
  ExprId A = U.E.local(U.I);
  EXPECT_EQ(U.E.index(A, U.E.constant(0)), A);
  EXPECT_NE(U.E.index(A, U.E.constant(1)), A);
}

TEST(ExprBuilder, FieldAndOuterCancel) {
  Unit U;
  FieldId Link = U.T.field("struct softc", "link", "");
  ExprId P = U.value(U.Sc);
  EXPECT_EQ(U.E.outer(U.E.field(P, Link), Link), P);
  EXPECT_EQ(U.E.field(U.E.outer(P, Link), Link), P);
}

TEST(ExprBuilder, EqualArgumentsGiveOneObject) {
  Unit U;
  FunctionId Get = U.T.function("get_softc", "");
  ExprId Dev = U.value(U.Sc), One = U.E.constant(1);
  EXPECT_EQ(U.E.apply(Get, Dev), U.E.apply(Get, Dev));
  EXPECT_NE(U.E.apply(Get, Dev), U.E.apply(Get, U.value(U.M)));
  EXPECT_NE(U.E.apply(Get, Dev), U.E.apply(Get, Dev, One));
  EXPECT_NE(U.E.apply(Get), U.E.apply(U.T.function("get_unit", "")));
}

TEST(ExprBuilder, ATermEqualsItself) {
  Unit U;
  ExprId X = U.value(U.I), Any = U.E.unknown();
  EXPECT_EQ(U.E.binary(ExprKind::Eq, X, X), U.E.constant(1));
  EXPECT_EQ(U.E.binary(ExprKind::Lt, X, X), U.E.constant(0));
  // Each evaluation of an unknown gives another value.
  EXPECT_FALSE(U.E.constantValue(U.E.binary(ExprKind::Eq, Any, Any)));
}

TEST(ExprBuilder, OneFormPerCondition) {
  Unit U;
  ExprBuilder &E = U.E;
  ExprId X = U.value(U.I), Zero = E.constant(0), Four = E.constant(4);
  EXPECT_EQ(E.binary(ExprKind::Eq, X, Zero), E.logicalNot(X));
  EXPECT_EQ(E.binary(ExprKind::Eq, Zero, X), E.logicalNot(X));
  EXPECT_EQ(E.binary(ExprKind::Eq, Four, X), E.binary(ExprKind::Eq, X, Four));
  EXPECT_EQ(E.binary(ExprKind::Eq, X, U.value(U.M)),
            E.binary(ExprKind::Eq, U.value(U.M), X));
  EXPECT_EQ(E.binary(ExprKind::And, Four, X), E.binary(ExprKind::And, X, Four));
  ExprId Less = E.binary(ExprKind::Lt, X, Four);
  EXPECT_EQ(E.logicalNot(E.logicalNot(Less)), Less);
  // !!x is 0 or 1, x is not.
  EXPECT_NE(E.logicalNot(E.logicalNot(X)), X);
  EXPECT_EQ(E.notEqual(X, Four), E.logicalNot(E.binary(ExprKind::Eq, X, Four)));
}

TEST(ExprBuilder, FoldsConstants) {
  Unit U;
  ExprBuilder &E = U.E;
  auto Value = [&](ExprId X) { return E.constantValue(X); };
  EXPECT_EQ(Value(E.binary(ExprKind::Or, E.constant(1), E.constant(4))), 5);
  EXPECT_EQ(Value(E.logicalNot(E.constant(7))), 0);
  EXPECT_EQ(Value(E.unary(ExprKind::BitNot, E.constant(0))), -1);
  EXPECT_EQ(Value(E.binary(ExprKind::Div, E.constant(1), E.constant(0))),
            std::nullopt);
}

TEST(Fold, WrapsAndRefuses) {
  EXPECT_EQ(foldUnary(ExprKind::Neg, INT64_MIN), INT64_MIN);
  EXPECT_EQ(foldBinary(ExprKind::Add, INT64_MAX, 1), INT64_MIN);
  EXPECT_EQ(foldBinary(ExprKind::Mul, INT64_MIN, -1), INT64_MIN);
  EXPECT_EQ(foldBinary(ExprKind::Div, INT64_MIN, -1), std::nullopt);
  EXPECT_EQ(foldBinary(ExprKind::Rem, 1, 0), std::nullopt);
  EXPECT_EQ(foldBinary(ExprKind::Shl, 1, 64), std::nullopt);
  EXPECT_EQ(foldBinary(ExprKind::Shr, 1, -1), std::nullopt);
  EXPECT_EQ(foldBinary(ExprKind::Shr, -8, 1), -4);
  EXPECT_EQ(foldBinary(ExprKind::Lt, -1, 0), 1);
}

TEST(TUBuilder, TellsSameNamesOfDifferentFilesApart) {
  TUGraph G;
  TUBuilder T(G);
  EXPECT_EQ(T.global("lock", "a.c"), T.global("lock", "a.c"));
  EXPECT_NE(T.global("lock", "a.c"), T.global("lock", "b.c"));
  EXPECT_NE(T.global("lock", "a.c"), T.global("lock", ""));
  EXPECT_NE(T.field("struct s", "m", "a.c"), T.field("struct s", "m", "b.c"));
  EXPECT_NE(T.function("f", ""), T.function("f", "a.c"));
}

//===- Text of expressions
//-------------------------------------------------===//

TEST(ExprText, NamesLocksAsTheirAuthorDoes) {
  Unit U;
  ExprBuilder &E = U.E;
  ExprId Sc = U.value(U.Sc);
  ExprId Global = E.global(U.T.global("softc", ""));
  ExprId Queue = E.index(U.field(Sc, "q"), U.value(U.I));
  EXPECT_EQ(U.text(U.field(Sc, "sc_mtx")), "sc->sc_mtx");
  EXPECT_EQ(U.text(Global), "softc");
  EXPECT_EQ(U.text(U.field(Global, "lock")), "softc.lock");
  EXPECT_EQ(U.text(U.field(Queue, "lock")), "sc->q[i].lock");
  EXPECT_EQ(U.text(U.field(E.load(Queue), "lock")), "sc->q[i]->lock");
  EXPECT_EQ(U.text(E.index(Sc, U.value(U.I))), "sc[i]");
  EXPECT_EQ(U.text(U.value(U.M)), "m");
  EXPECT_EQ(U.text(E.load(U.value(U.M))), "*m");
  EXPECT_EQ(U.text(U.field(E.load(U.value(U.M)), "lock")), "(*m)->lock");
  EXPECT_EQ(U.text(U.value(U.Temp)), "t3");
  EXPECT_EQ(U.text(U.field(E.unknown(), "lock")), "?->lock");
  EXPECT_EQ(U.text(ExprId()), "?");
  FieldId Link = U.T.field("struct softc", "link", "");
  EXPECT_EQ(U.text(U.field(E.outer(Sc, Link), "lock")),
            "outer(sc, link)->lock");
}

TEST(ExprText, WritesAddressOfOnlyInValues) {
  Unit U;
  ExprId Field = U.field(U.value(U.Sc), "cv");
  EXPECT_EQ(U.valueOf(Field), "&sc->cv");
  EXPECT_EQ(U.valueOf(U.E.local(U.Sc)), "&sc");
  EXPECT_EQ(U.valueOf(U.value(U.Sc)), "sc");
  EXPECT_EQ(U.text(U.E.binary(ExprKind::Eq, U.value(U.M), Field)),
            "&sc->cv == m");
  EXPECT_EQ(U.valueOf(U.E.function(U.T.function("g", ""))), "g");
}

TEST(ExprText, ParenthesisesLikeC) {
  Unit U;
  ExprBuilder &E = U.E;
  ExprId A = U.value(U.Sc), B = U.value(U.M), Four = E.constant(4);
  ExprId Mask = E.binary(ExprKind::And, A, Four);
  EXPECT_EQ(U.text(Mask), "sc & 4");
  EXPECT_EQ(U.text(E.logicalNot(Mask)), "!(sc & 4)");
  EXPECT_EQ(U.text(E.notEqual(Mask, Four)), "(sc & 4) != 4");
  EXPECT_EQ(U.text(E.logicalNot(E.binary(ExprKind::Lt, A, B))), "sc >= m");
  ExprId Difference = E.binary(ExprKind::Sub, A, B);
  EXPECT_EQ(U.text(E.binary(ExprKind::Sub, A, Difference)), "sc - (sc - m)");
  EXPECT_EQ(U.text(E.binary(ExprKind::Sub, Difference, B)), "sc - m - m");
  EXPECT_EQ(U.text(E.unary(ExprKind::Neg, E.unary(ExprKind::Neg, A))),
            "-(-sc)");
  EXPECT_EQ(U.text(U.field(E.binary(ExprKind::Add, A, Four), "x")),
            "(sc + 4)->x");
}

TEST(ExprText, EndsOnSharedSubtrees) {
  Unit U;
  ExprId X = U.value(U.I);
  for (int I = 0; I != 200; ++I)
    X = U.E.binary(ExprKind::Add, X, X);
  EXPECT_LT(U.text(X).size(), 100000u);
}

//===- Printing
//------------------------------------------------------------===//

Event effect(Unit &U, EffectKind K, const char *Name, ExprId Lock,
             uint32_t Line) {
  Event E;
  E.Kind = EventKind::Effect;
  E.Effect = K;
  E.Name = U.T.string(Name);
  E.Lock = Lock;
  E.Pos = {U.F.Pos.File, Line, 3};
  return E;
}

/// The example at the head of LockGraph.h.
void buildExample(Unit &U) {
  U.F.NumParams = 1;
  U.F.Locals.resize(1);
  ExprId Lock = U.field(U.value(U.Sc), "mtx");
  Event Acquire = effect(U, EffectKind::Acquire, "mtx_lock", Lock, 3);
  Event Wait = effect(U, EffectKind::Wait, "msleep", Lock, 5);
  Event Release = effect(U, EffectKind::Release, "mtx_unlock", Lock, 6);
  Acquire.LockKind = Release.LockKind = U.T.string("mtx");
  Wait.Channel = U.value(U.Sc);

  U.F.Blocks.resize(3);
  U.F.Blocks[0].Events = {Acquire};
  U.F.Blocks[0].Term.Kind = TermKind::Branch;
  U.F.Blocks[0].Term.Cond = U.E.load(U.field(U.value(U.Sc), "busy"));
  U.F.Blocks[0].Term.Then = BlockId(1);
  U.F.Blocks[0].Term.Else = BlockId(2);
  U.F.Blocks[0].Term.Pos = {U.F.Pos.File, 4, 7};
  U.F.Blocks[1].Events = {Wait};
  U.F.Blocks[1].Term.Kind = TermKind::Jump;
  U.F.Blocks[1].Term.Then = BlockId(2);
  U.F.Blocks[2].Events = {Release};
  U.F.Blocks[2].Term.Kind = TermKind::Return;
  U.F.Blocks[2].Term.Pos = {U.F.Pos.File, 7, 1};
  U.G.Graphs.push_back(U.F);
}

TEST(Print, TheExampleOfTheHeader) {
  Unit U;
  buildExample(U);
  EXPECT_EQ(U.printed(), "f(sc):\n"
                         "b0: acquire mtx_lock sc->mtx (mtx) @3\n"
                         "    branch sc->busy b1 b2 @4\n"
                         "b1: wait msleep chan=sc lock=sc->mtx @5\n"
                         "    jump b2\n"
                         "b2: release mtx_unlock sc->mtx (mtx) @6\n"
                         "    return @7\n");
  EXPECT_EQ(U.printed("f"), U.printed());
  EXPECT_EQ(U.printed("g"), "");
}

/// One graph with every field of Fields.h set to something.
void buildFull(Unit &U) {
  ExprBuilder &E = U.E;
  FunctionGraph &F = U.F;
  F.Returns = ReturnKind::Integer;
  F.Stub = F.FromHeader = F.Prototype = true;
  F.Locals[2].AddressTaken = true;
  ExprId Lock = U.field(U.value(U.Sc), "mtx"), Arg = U.value(U.M);
  ExprId Mask = E.binary(ExprKind::And, Arg, E.constant(-4));
  ExprId Fn = E.function(U.T.function("intr", "/src/foo.c"));

  Event All = effect(U, EffectKind::Wait, "all", Lock, 2);
  All.Result = U.Temp;
  All.When = All.Cookie = Mask;
  All.LockKind = U.T.string("mtx");
  All.Mode = LockMode::Shared;
  All.Succeeds = Success::Zero;
  All.Stub = All.Recursive = All.Nested = All.Waits = true;
  All.Interrupts = Masking::Saved;
  All.Channel = U.field(U.value(U.Sc), "cv");
  All.KeepsDropped = All.Timeout = All.Signals = E.constant(1);
  All.Handler = Fn;
  All.Argument = E.apply(U.T.function("get", ""), Arg, Mask);
  All.Giant = E.logicalNot(Mask);
  All.Amount = E.constant(30);
  All.Failure = E.constant(-4);
  All.Until = All.Results = Mask;
  All.Context = U.T.string("filter");
  All.Label = U.T.string("a \"lock\"");

  Event Try = effect(U, EffectKind::Acquire, "rw_tryenter", Lock, 3);
  Try.Result = U.Temp;
  Try.Succeeds = Success::NonZero;
  Try.Mode = LockMode::Shared;
  Try.Pos.File = U.T.string("/src/foo.h");

  Event Call;
  Call.Name = U.T.string("STRATEGY");
  Call.Callee = E.load(U.field(U.value(U.Sc), "strategy"));
  Call.Args = {U.value(U.Sc), Lock, E.constant(0)};
  Event Store;
  Store.Kind = EventKind::Store;
  Store.Address = U.field(U.value(U.Sc), "busy");
  Store.Value = E.unknown();
  Store.Time = TimeSort::Span;
  Event Clobber;
  Clobber.Kind = EventKind::Clobber;
  Clobber.Address = E.local(U.I);

  F.Blocks.resize(3);
  F.Blocks[0].Events = {All, Try, Call, Store, Clobber};
  Terminator &Switch = F.Blocks[0].Term;
  Switch.Kind = TermKind::Switch;
  Switch.Cond = E.unary(ExprKind::BitNot, U.value(U.Temp));
  Switch.Cases = {{1, 1, BlockId(1)}, {-2, 5, BlockId(0)}};
  Switch.Else = BlockId(1);
  Switch.Exhaustive = true;
  F.Blocks[1].Term.Kind = TermKind::Return;
  F.Blocks[1].Term.Cond = E.outer(Arg, U.T.field("struct softc", "link", ""));
  Terminator &Branch = F.Blocks[2].Term;
  Branch.Kind = TermKind::Branch;
  Branch.Cond = U.value(U.I);
  Branch.Then = Branch.Else = BlockId(1);
  Branch.If = {F.Pos.File, 9, 3};
  Span Text{F.Pos.File, 5, 3, 6, 9};
  F.WrittenCalls = {
      {5,
       3,
       Text,
       Text,
       U.I,
       {{U.T.string("mtx"), U.T.string("msleep(sc, "), U.T.string(", 0)")}}}};
  F.WrittenVariables = {{U.I, U.T.string("struct softc"), Text, 2}};
  U.G.Graphs.push_back(F);

  FunctionGraph Other;
  Other.Id = U.T.function("g", "/src/foo.c");
  Other.Blocks.resize(1);
  U.G.Graphs.push_back(Other);

  U.G.Kernel = "freebsd";
  U.G.Kinds = {{"mtx", "mutex", Waiting::Spin, SleepWhileHeld::Allowed, true,
                true, true, true, true, true, "h", "r", "x", "i"}};
  U.G.Contexts = {{"filter",
                   "interrupt filter",
                   true,
                   true,
                   true,
                   "interrupt",
                   "why",
                   Concurrency::Alone,
                   {"thread"},
                   {"in_filter"},
                   8,
                   {"refuses"},
                   "rare",
                   true,
                   {"mtx"},
                   IrqLevel::Hard,
                   true,
                   true,
                   DriverHalf::Lower,
                   Signalling::Never,
                   {"may_signal"},
                   {"lets_signals"}}};
  U.G.Bindings = {{U.T.field("struct ops", "start", "/src/foo.c"),
                   U.T.function("g", "/src/foo.c"),
                   {F.Pos.File, 70, 2},
                   {},
                   {},
                   {},
                   {},
                   {},
                   U.T.function("g", "/src/foo.c"),
                   2,
                   -4,
                   {}}};
  U.G.Fields.back().Own = true;
  U.G.Fields.back().Pos = {U.T.string("a.h"), 7, 3};
  ExprBuilder Init(U.G.InitExprs);
  Binding Row = U.G.Bindings.front();
  Row.Key = U.T.string("start_desc");
  Row.Context = U.T.string("filter");
  Row.Lock = Init.field(Init.load(Init.local(LocalId(1))),
                        U.T.field("struct softc", "mtx", ""));
  Row.LockKind = U.T.string("mtx");
  Row.CalledAs = U.T.string("foo.c:g");
  Binding Hook = U.G.Bindings.front();
  Hook.Field = FieldId();
  Hook.Variable = U.T.global("hook", "");
  U.G.Bindings.push_back(Row);
  U.G.Bindings.push_back(Hook);
  Event Static =
      effect(U, EffectKind::Init, "MTX_SYSINIT",
             Init.index(Init.global(U.T.global("locks", "/src/foo.c")),
                        Init.constant(1)),
             9);
  Static.LockKind = U.T.string("mtx");
  U.G.StaticInits = {Static};
  Contract Note;
  Note.Kind = ContractKind::MutexProtects;
  Note.Pos = {F.Pos.File, 13, 1};
  Note.Function = U.T.function("g", "");
  Note.Text = U.T.string("why");
  Note.Locks = {Row.Lock};
  Note.Data = {Init.global(U.T.global("hook", ""))};
  Note.Records = {U.T.string("struct softc")};
  U.G.Contracts = {Note};
  U.G.Misread = {{{F.Pos.File, 14, 1}, U.T.string("no field 'x'")}};
  U.G.Lost = {{{F.Pos.File, 12, 1}, U.T.string("computed goto")}};
  U.G.LockOperations = 300;
  U.G.ParseErrors = 2;
  U.G.FirstError = "foo.c:1:1: bad";
}

TEST(Print, PrintsEveryOperand) {
  Unit U;
  buildFull(U);
  EXPECT_EQ(
      U.printed(),
      "f(sc, m) -> integer [header, stub, prototype, &i]:\n"
      "b0: t3 = wait all chan=&sc->cv lock=sc->mtx (mtx, shared) success=zero "
      "waits failure=-4 "
      "keeps-dropped=1 timeout=1 until=(m & -4) signals=1 results=(m & -4) "
      "handler=intr argument=(get(m, m & -4)) "
      "cookie=(m & -4) giant=(!(m & -4)) amount=30 context=filter "
      "label=\"a \\\"lock\\\"\" recursive nested interrupts=saved stub when=(m & -4) @2\n"
      "    t3 = acquire rw_tryenter sc->mtx (shared) success=nonzero @foo.h:3\n"
      "    call sc->strategy(sc, &sc->mtx, 0) name=STRATEGY\n"
      "    store span sc->busy = ?\n"
      "    clobber i\n"
      "    switch ~t3 1:b1 -2..5:b0 unnamed b1\n"
      "b1: return outer(m, link)\n"
      "b2: branch i b1 b1\n"
      "\n"
      "g():\n"
      "b0: unreachable\n"
      "static init MTX_SYSINIT locks[1] (mtx) @9\n"
      "binding struct ops.start = g argument-by=g resumed-if=arg1==-4 @70\n"
      "binding struct ops.start[start_desc] = g (filter) lock=t1->mtx "
      "argument-by=g resumed-if=arg1==-4 @70\n"
      "binding hook = g argument-by=g resumed-if=arg1==-4 @70\n"
      "mutex-protects t1->mtx: hook struct softc \"why\" in g @13\n"
      "misread no field 'x' @14\n"
      "lost computed goto @12\n");
}

//===- The file form
//-------------------------------------------------------===//

TEST(File, RoundTripIsIdentical) {
  Unit U;
  buildFull(U);
  std::string First = bytes(U.G);
  auto G = readGraph(llvm::MemoryBufferRef(First, "foo.lockgraph"));
  ASSERT_TRUE(bool(G)) << llvm::toString(G.takeError());
  EXPECT_EQ(bytes(*G), First);

  std::string S;
  llvm::raw_string_ostream OS(S);
  printGraph(OS, *G);
  EXPECT_EQ(S, U.printed());
  EXPECT_EQ(G->Kinds, U.G.Kinds);
  EXPECT_EQ(G->Contexts, U.G.Contexts);
  EXPECT_EQ(G->Fields, U.G.Fields);
  EXPECT_EQ(G->Globals, U.G.Globals);
  EXPECT_EQ(G->Functions, U.G.Functions);
  EXPECT_EQ(G->Graphs[0].Exprs, U.F.Exprs);
  EXPECT_EQ(G->InitExprs, U.G.InitExprs);
  EXPECT_EQ(G->MainFile, "/src/foo.c");
  EXPECT_EQ(G->Kernel, "freebsd");
  EXPECT_EQ(G->LockOperations, 300u);
  EXPECT_EQ(G->ParseErrors, 2u);
  EXPECT_EQ(G->FirstError, "foo.c:1:1: bad");
  EXPECT_EQ(G->Graphs[0].Blocks[0].Term.Cases[1].Low, -2);
  EXPECT_TRUE(G->Graphs[0].Blocks[0].Term.Exhaustive);
  EXPECT_EQ(G->Graphs[0].Blocks[2].Term.If.Line, 9u);
  const FunctionGraph &F = G->Graphs[0];
  EXPECT_EQ(F.WrittenCalls[0].Statement, U.F.WrittenCalls[0].Statement);
  EXPECT_EQ(F.WrittenCalls[0].Others[0].After, U.T.string(", 0)"));
  EXPECT_EQ(F.WrittenVariables[0].Mentions, 2u);
}

TEST(File, EmptyUnit) { EXPECT_EQ(readError(bytes(TUGraph())), ""); }

TEST(File, SaysWhatIsWrongAndWhatToDo) {
  Unit U;
  buildFull(U);
  std::string Good = bytes(U.G);
  EXPECT_EQ(readError("int x;"), "foo.lockgraph: not a lock graph; expected a "
                                 "file that locktidy wrote");
  std::string Later = Good;
  Later[8] = 99;
  EXPECT_EQ(readError(Later),
            "foo.lockgraph: lock graph has format 99, this locktidy reads "
            "format " +
                std::to_string(LockGraphVersion) +
                "; analyse its source again");
  EXPECT_EQ(readError(llvm::StringRef(Good).drop_back()),
            "foo.lockgraph: lock graph is truncated or damaged; delete it and "
            "analyse its source again");
}

TEST(File, FindsEveryDamagedByteAndTruncation) {
  Unit U;
  buildFull(U);
  std::string Good = bytes(U.G);
  for (size_t I = 0; I != Good.size(); ++I) {
    EXPECT_NE(readError(llvm::StringRef(Good).take_front(I)), "") << I;
    for (int Change : {1, 0x80, 0xff}) {
      std::string Bad = Good;
      Bad[I] ^= Change;
      EXPECT_NE(readError(Bad), "") << I;
    }
  }
}

/// Behind a right checksum, damage may give another graph, but never one whose
/// indices are out of range: readError prints what it reads.
TEST(File, NoBytesCrashTheReader) {
  Unit U;
  buildFull(U);
  std::string Good = bytes(U.G);
  unsigned Refused = 0;
  for (size_t I = 20; I != Good.size(); ++I)
    for (int Byte = 0; Byte < 256; Byte += Byte < 16 || Byte > 239 ? 1 : 16) {
      std::string Bad = Good;
      Bad[I] = static_cast<char>(Byte);
      sign(Bad);
      Refused += !readError(Bad).empty();
    }
  EXPECT_GT(Refused, 1000u);
  for (size_t I = 20; I != Good.size(); ++I) {
    std::string Short = Good.substr(0, I);
    sign(Short);
    EXPECT_NE(readError(Short), "") << I;
  }
  std::string Long = Good + '\0';
  sign(Long);
  EXPECT_NE(readError(Long), "");
}

TEST(File, RefusesAnExpressionThatHoldsItself) {
  TUGraph G;
  Expr Load;
  Load.Kind = ExprKind::Load;
  Load.A = ExprId(0);
  G.InitExprs = {Load};
  EXPECT_NE(readError(bytes(G)), "");
}

} // namespace
