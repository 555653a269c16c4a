//===- LockGraph.h - what matters to locking in a function ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The output of lowering and the only thing later stages know of the source: a
// control-flow graph per function, of events over expressions (Expr.h).
//
//   void f(struct softc *sc)           f(sc):
//   {                                  b0: acquire mtx_lock sc->mtx (mtx) @3
//     mtx_lock(&sc->mtx);                  branch sc->busy b1 b2 @4
//     if (sc->busy)                    b1: wait msleep chan=sc lock=sc->mtx @5
//       msleep(sc, &sc->mtx, 0,"x",0);     jump b2
//     mtx_unlock(&sc->mtx);            b2: release mtx_unlock sc->mtx (mtx) @6
//   }                                      return @7
//
// Block 0 is the entry. The graph holds every call that is not inert, every
// store, and every condition; what does not matter is dropped after link, when
// it is known what callees do. Nothing here depends on Clang.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_GRAPH_LOCKGRAPH_H
#define LOCKTIDY_GRAPH_LOCKGRAPH_H

#include "Graph/Contract.h"
#include "Graph/Expr.h"
#include "Graph/Ids.h"
#include "Graph/Written.h"
#include "Model/Effect.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace locktidy {

/// A place in a source file as its author wrote it: inside a macro, the place
/// where the outermost macro is used. Lines and columns count from 1.
struct Position {
  StringId File; ///< path as the compile command's directory resolves it
  uint32_t Line = 0;
  uint32_t Column = 0;

  auto operator<=>(const Position &) const = default;
};

/// What an event is: the effect of a primitive, or one of the three things
/// that are not effects.
enum class EventKind : uint8_t {
  Effect,  ///< Event::Effect of a modelled primitive
  Call,    ///< a call of a function without a model
  Store,   ///< Value is written to memory at Address
  Clobber, ///< memory at Address takes an unknown value (asm output)
};

/// One event. Operands that a kind does not use are none. Effects use:
///   Acquire, Release, Query, Assert*, Destroy, Up/Downgrade: Lock, Kind, Mode
///   Init:     Lock, Kind (with the init's flags applied), Cookie, Label,
///             Context
///   Acquire:  Succeeds, Waits, Failure, Interrupts, Argument
///   Release:  Interrupts
///   Wait:     Channel, Lock (interlock), KeepsDropped, Timeout, Until,
///             Signals, Results
///   MaySleep: When, Timeout, Until, Signals, Results
///   Alloc:    When, NeverNull
///   BusyWait: Amount (microseconds)
///   Register: Handler, Argument, Lock (held on the call), Context, Giant
///   Drain:    Channel, Lock        LevelRaise: Result; LevelRestore: Argument
///   Free:     Channel, Label
/// `When` is a condition under which the effect happens; none is always.
struct Event {
  EventKind Kind = EventKind::Call;
  EffectKind Effect = EffectKind::Acquire;
  Position Pos;
  StringId Name;       ///< the primitive or callee as written
  LocalId Result;      ///< local that takes the result, none when unused
  uint32_t Number = 0; ///< in its block before that was sliced; not in files
  ExprId When;         ///< condition of the effect; none: always

  // Effects.
  ExprId Lock;       ///< address of the lock (interlock of a Wait)
  StringId LockKind; ///< name in TUGraph::Kinds
  LockMode Mode = LockMode::Exclusive;
  Success Succeeds = Success::Always;
  bool Waits = false; ///< Acquire that may fail: it is no try, but waits until
                      ///< a signal or the end of its time
  ExprId Failure;    ///< Acquire that may fail: its result then; none: any that
                     ///< is no success
  bool Stub = false; ///< the kernel's definition does nothing
  bool Recursive =
      false; ///< Acquire: this call may recurse; Init: so may the lock
  bool Nested = false;    ///< Acquire: the author says that another lock of the
                          ///< class may be held, and in which order; Init: that
                          ///< locks of its class may nest
  bool AnyThread = false; ///< Query: also when another thread holds it
  Masking Interrupts = Masking::None; ///< Acquire: turned off; Release: on
  bool ModeGiven = false; ///< Release: gives up what is held in Mode only, not
                          ///< in either
  ExprId Channel;         ///< address waited for or woken
  ExprId KeepsDropped;    ///< Wait: interlock stays released if non-zero
  ExprId Timeout;         ///< Wait: time limit; Const 0 or none: unbounded
  ExprId Signals;         ///< Wait: signals end it if non-zero
  /// Wait: the moment at which it ends. This and the next are for those who ask
  /// before slicing (TimeLimits.h, WaitResults.h): they keep nothing alive.
  ExprId Until;
  ExprId Results; ///< Wait: a condition that each of its results fulfils
  ExprId NeverNull;       ///< Alloc: the result is not null if non-zero
  ExprId Handler;         ///< Register: the function
  ExprId Argument;        ///< Register: its argument; LevelRestore: the level;
                          ///< Acquire: address of the saved interrupts
  ExprId Cookie;          ///< Init: interrupt cookie or priority
  ExprId Giant;           ///< Register: runs under Giant if non-zero
  ExprId Amount;          ///< BusyWait: microseconds
  StringId Context;       ///< Register, AskContext: name in TUGraph::Contexts;
                          ///< Acquire, Release: done by the kernel, which calls
                          ///< this handler so (EntryLocks.h); Init: the name
                          ///< that all locks of the sort have
  StringId Label;         ///< Init: name given to the lock; level of a raise;
                          ///< Free: the record that Channel points at

  // Call.
  ExprId Callee; ///< Function(f), or a pointer expression
  llvm::SmallVector<ExprId, 0> Args;

  // Store, Clobber.
  ExprId Address, Value;
  TimeSort Time = TimeSort::None; ///< Store: what the model says of Value
};

/// One way out of a switch: Target is taken when Low <= value <= High.
struct SwitchCase {
  int64_t Low = 0, High = 0;
  BlockId Target;
};

enum class TermKind : uint8_t {
  Jump,        ///< to Then
  Branch,      ///< to Then if Cond is non-zero, else to Else
  Switch,      ///< by Cond over Cases, else to Else
  Return,      ///< Cond is the value, none for void
  Unreachable, ///< panics, never returns
};

struct Terminator {
  TermKind Kind = TermKind::Unreachable;
  ExprId Cond;
  BlockId Then, Else;
  std::vector<SwitchCase> Cases;
  bool Exhaustive = false; ///< Switch: over an enumeration, and each enumerator
                           ///< has a case; Else is for values without a name
  Position Pos;
  Position If; ///< Branch: the word `if`, when `while` could stand there: no
               ///< `else`, one call behind it, and no macro that hides it
};

struct Block {
  std::vector<Event> Events;
  Terminator Term;
};

/// A parameter, a local variable, or a temporary that lowering made.
struct Local {
  StringId Name; ///< as written; none for a temporary
  bool AddressTaken = false;
};

enum class ReturnKind : uint8_t { Void, Integer, Boolean, Pointer, Other };

/// The lock graph of one function definition. Parameters are locals 0..n-1;
/// at entry the slot of parameter i holds the i-th argument.
struct FunctionGraph {
  FunctionId Id;
  Position Pos;
  uint32_t NumParams = 0;
  ReturnKind Returns = ReturnKind::Void;
  bool Stub = false;       ///< the body does nothing but return a constant
  bool FromHeader = false; ///< defined outside the main file
  bool Core = false;       ///< of a kernel, but not of a driver
  bool Prototype = false;  ///< no body was seen: what attributes say of it
  std::vector<Local> Locals;
  std::vector<Expr> Exprs;
  std::vector<Block> Blocks;
  std::vector<WrittenCall> WrittenCalls; ///< of the function's own file
  std::vector<WrittenVariable> WrittenVariables;

  const Expr &expr(ExprId E) const { return Exprs[E.Index]; }
};

/// A field of a record; with its record it is the lock class of a lock there.
struct FieldInfo {
  StringId Record; ///< `struct foo_softc`, or the typedef of an anonymous one
  StringId
      Name; ///< `sc_mtx`; fields of anonymous members count as the record's
  StringId File;    ///< for a record of a main file: that file, to tell it from
                    ///< another file's record of the same name; else none
  bool Own = false; ///< of a header beside the main file, or below it: who
                    ///< writes the field is seen when the driver is
  Position Pos = {}; ///< of the declaration
  bool operator==(const FieldInfo &) const = default;
};

/// A global or static variable, or a lock that a model names (`pool_lock()`).
struct GlobalInfo {
  StringId Name;     ///< a function's static is `function.name`
  StringId File;     ///< defining file of a static; none with external linkage
  Position Pos = {}; ///< of the declaration that the unit takes it from
  bool operator==(const GlobalInfo &) const = default;
};

/// A function known by name; it has a graph when a body was seen.
struct FunctionInfo {
  StringId Name;
  StringId File; ///< file of a static function, none with external linkage
  bool operator==(const FunctionInfo &) const = default;
};

/// Parameters of a handler that Binding::Lock can name.
constexpr uint32_t MaxBindingParams = 8;

/// A function put into memory by an initialiser or an assignment, so that calls
/// through that memory may reach it: `x->field = f`, `hook = f`, `{f, g}`. With
/// neither Field nor Variable: one that the kernel calls by its name, or by
/// that of a macro (`module_init(f)`).
struct Binding {
  FieldId Field; ///< none: Variable itself, or an element of it
  FunctionId Target;
  Position Pos;
  GlobalId Variable; ///< in whose initialiser it is; none: an assignment
                     ///< to Field
  StringId Key; ///< of a row of a dispatch table: the variable at which the
                ///< row's first member points (`{&foo_desc, f}`: `foo_desc`)
  StringId Context; ///< in which the kernel calls it, when the model has a
                    ///< table of Field (and Key); name in TUGraph::Contexts
  ExprId Lock; ///< held then; of InitExprs, where Local i stands for the i-th
               ///< parameter of Target
  StringId LockKind;
  FunctionId Argument; ///< gives, for the first parameter, the Argument of the
                       ///< CallLock whose Channel is Variable
  uint32_t ResumedBy = 0; ///< 1 + the parameter of Target that tells whether
                          ///< the device is one that others know already
  int64_t Resumed = 0;    ///< its value then
  StringId CalledAs;   ///< key of Model::Functions by which the kernel calls it
};

/// One declaration about locks or what they protect (Contract.h).
struct Contract {
  ContractKind Kind = ContractKind::Order;
  Position Pos;
  FunctionId Function;           ///< in whose body, or of which, it is said
  StringId Text;                 ///< what SchemeProtects says in words
  std::vector<ExprId> Locks;     ///< addresses, of InitExprs
  std::vector<ExprId> Data;      ///< the same
  std::vector<StringId> Records; ///< all fields of these
};

/// A construct that lowering could not express; counted by --stats.
struct NotLowered {
  Position Pos;
  StringId What;
};

/// The lock graphs of one translation unit, with the tables they refer to.
/// Written to one `.lockgraph` file (File.h).
struct TUGraph {
  std::string MainFile; ///< absolute path
  std::string Kernel;   ///< name of the model used
  std::vector<std::string> Strings;
  std::vector<LockKind> Kinds;       ///< of the model, copied so that a graph
  std::vector<ContextKind> Contexts; ///< means the same wherever it is solved
  std::vector<FieldInfo> Fields;
  std::vector<GlobalInfo> Globals;
  std::vector<FunctionInfo> Functions;
  std::vector<FunctionGraph> Graphs; ///< in source order, main file's and those
                                     ///< of headers that it reaches
  std::vector<Binding> Bindings;
  std::vector<Event> StaticInits; ///< Init effects of static initialisers;
                                  ///< Lock is an index into InitExprs
  std::vector<Expr> InitExprs;
  std::vector<Contract> Contracts; ///< in source order
  std::vector<NotLowered> Misread; ///< contracts with a word or name that means
                                   ///< nothing
  std::vector<NotLowered> Lost;
  uint32_t LockOperations = 0; ///< effects that name a lock, in the main file
  uint32_t ParseErrors = 0;
  std::string FirstError; ///< `file:line:col: message` of the first one

  llvm::StringRef str(StringId S) const {
    return S ? llvm::StringRef(Strings[S.Index]) : llvm::StringRef();
  }
};

} // namespace locktidy

#endif
