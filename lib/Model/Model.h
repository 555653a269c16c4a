//===- Model.h - a kernel's primitives, as data -----------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A kernel model mirrors one YAML file of lib/Model/kernels (or a user's), key
// by key; docs/models.md describes the format for authors. An entry says what
// the functions and macros of its names do:
//
//   - names: [msleep, mtx_sleep]
//     source: sleep(9)
//     effects:
//       - wait: arg0
//         interlock: arg1
//         keeps-dropped: arg2 & PDROP
//         timeout: arg4
//
// To add a key: a member here, a row in Keys.cpp, a case in EffectReader.cpp, a
// use in Lower/Effects.cpp, a line in docs/models.md, tests in
// test/unit/ModelTest.cpp and test/lower; then `tools/test --update schema`
// writes docs/models.schema.json.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_MODEL_MODEL_H
#define LOCKTIDY_MODEL_MODEL_H

#include "Model/Effect.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"
#include <optional>
#include <string>
#include <vector>

namespace locktidy {

/// A condition or value over the arguments of a call, as a tree:
/// `arg2 & PDROP`, `!(arg2 & M_NOWAIT)`, `arg3 != NULL`, `(arg1 & LK_TYPE_MASK)
/// == LK_RELEASE`. Operators by rising precedence: `||`, `&&`, `==` `!=` `<`
/// `<=` `>` `>=`, `|`, `&`, unary `!` and `-`. Names are resolved with the
/// macros and enumerators of the translation unit (NULL is 0), never here. A
/// name which the unit does not define makes the whole condition unknown.
struct Condition {
  enum Op : uint8_t {
    Int,
    Name,
    Arg,
    Result,
    Not,
    BitAnd,
    BitOr,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    And,
    Or,
    Neg
  };
  struct Node {
    Op Kind = Int;
    int64_t Value = 0;     ///< Int; index of an Arg
    std::string Text;      ///< Name
    unsigned A = 0, B = 0; ///< indices into Nodes
  };
  std::vector<Node> Nodes; ///< the last one is the root; empty: no condition
  bool empty() const { return Nodes.empty(); }
};

/// Where an effect finds an operand:
///   `arg0`         the argument's value: the address of the lock
///   `&arg0`        the argument is an lvalue (macros): its address
///   `*arg0`        the value that the argument points at (an out-parameter)
///   `arg0.a.b`     address of a member below the pointer
///   `outer(arg0, mtx_lock)`  the record whose member the argument points at
///   `result`       the returned object
///   `lock Giant`   an abstract lock or global of that name
struct Operand {
  enum Source : uint8_t {
    None,
    Arg,
    AddressOfArg,
    DerefArg,
    Outer,
    Result,
    Named
  };
  Source From = None;
  unsigned Index = 0;
  std::vector<std::string> Members; ///< `.a.b`, or the one member of Outer
  std::string Name;                 ///< of Named
  explicit operator bool() const { return From != None; }
};

/// One effect of an entry; which members are set depends on Kind, as
/// LockGraph.h lists for events.
struct EffectSpec {
  EffectKind Kind = EffectKind::MaySleep;
  Operand Lock;       ///< acquire:, release:, ...; `interlock:` of a wait
  Operand Channel;    ///< wait:, wakeup:, drain:; `handle:` of register
  Operand Handler;    ///< register:
  Operand Argument;   ///< `argument:` of register, restore:, `saved-in:`
  Operand Cookie;     ///< `cookie:` of init
  Condition When;     ///< `when:`
  Condition WhenSure; ///< `when-sure:` not when the arguments leave it open
  Condition LockIf;   ///< `lock-if:` Lock counts only then
  Condition KeepsDropped, Timeout, Signals, Giant, Amount;
  Condition Until;      ///< `until:`
  Condition Results;    ///< `results:`
  Condition NeverNull;  ///< `never-null:` of an alloc: its result is no NULL
  Condition Answer;     ///< `answer:` of a query: its result when it is held
  std::string LockKind; ///< `kind:`
  /// `kind-if:`; the first whose condition holds replaces LockKind.
  struct KindIf {
    Condition When;
    std::string LockKind;
  };
  std::vector<KindIf> KindIfs;
  Condition RecursiveIf;               ///< `recursive:`
  Condition NestedIf;                  ///< `nested:`
  Condition AnyThreadIf;               ///< `any-thread:`
  LockMode Mode = LockMode::Exclusive; ///< `mode:`
  bool ModeGiven = false; ///< a release without `mode` gives up either
  Condition SharedIf;     ///< `shared-if:`
  Success Succeeds = Success::Always; ///< `success:`
  Condition Waits;                    ///< `waits:`
  Condition Failure;   ///< `failure:` the result when it was not taken
  Masking Interrupts = Masking::None; ///< `interrupts:`
  std::string Context; ///< `context:`
  Operand Label;       ///< `label:` argument with the lock's name (init)
  Operand Type;        ///< `type:` argument with the name of its sort (init)
  std::string Level;   ///< `level:` of raise
  unsigned Args = 0;   ///< `args:` only in a call of so many arguments, when
                       ///< versions of a kernel differ by that; 0: any
  /// `stub: always` or `stub: visible` (when the body seen does nothing).
  enum StubRule : uint8_t { NeverStub, AlwaysStub, IfVisibleStub };
  StubRule Stub = NeverStub;
};

/// How another function is called with the arguments of this one.
struct CallForm {
  struct Argument {
    enum : uint8_t { Word, Given, Lock } Is = Word;
    unsigned Index = 0; ///< Given: of the argument here
    std::string Text;   ///< Word: as it is written
  };
  std::string Name;
  std::vector<Argument> Arguments;
};

/// What the functions and macros of some names do.
struct Entry {
  std::vector<std::string> Names;
  std::string Source; ///< man page or header
  std::vector<EffectSpec> Effects;
  bool NoReturn = false; ///< `noreturn: true`
  Condition NoReturnIf;  ///< `noreturn-if: arg0 == CE_PANIC`
  bool Inert = false;    ///< `inert: true`: cannot matter to locking
  bool Accessor = false; ///< `accessor: true`: inert, and the result is the
                         ///< same object whenever the arguments are equal
  bool Asserts = false;  ///< `asserts: true`: a macro that panics unless arg0
                         ///< is true, read where its definition drops that
  bool Note = false;    ///< `note: true`: a macro whose argument says something
                        ///< to an analyser (Lower/Notes.h)
  std::string Header;   ///< `header:` of a note: what defines the macro
  /// `counts-down: left` or `counts-down: zero`: takes 1 from the count that
  /// arg0 points at; the result is what is left, or whether nothing is.
  enum CountRule : uint8_t { NoCount, CountLeft, CountIsZero };
  CountRule CountsDown = NoCount;
  bool Opaque = false; ///< `opaque: true`: a macro whose expansion holds
                       ///< modelled primitives matches all the same
  /// `with-lock:` by the kind of a lock, and `with-span:` the call that does
  /// the same and gives up that lock meanwhile, or takes how long to wait; over
  /// `argN` and `lock`: `msleep(arg0, lock, arg1, arg2, arg3)`.
  std::vector<std::pair<std::string, CallForm>> WithLock;
  CallForm WithSpan;
  std::string File;    ///< where it was read, for messages
  unsigned Line = 0;
};

/// A record of function pointers that the kernel calls, or a dispatch table:
/// rows of a record whose first member points at a variable that says what the
/// function is for (`{&device_attach_desc, foo_attach}`).
struct HandlerTable {
  std::string Record; ///< `struct cdevsw`, or the name of a typedef
  std::string Source; ///< man page or header
  std::string Field;  ///< of a dispatch table: the member with the function
  std::string Flags;  ///< member whose value is arg0 of LockIf
  Condition LockIf;   ///< Handler::Lock is held only then
  struct Handler {
    std::string Name; ///< of the member; in a dispatch table of the variable
    std::string Context;
    Operand Lock; ///< held on the call; argN is the handler's parameter
    std::string LockKind;
    /// `argument-by:` the function that gives, for the handler's first
    /// parameter, the `argument` of the call-lock for the record's variable.
    std::string ArgumentBy;
    /// `resumed-if:` equality of an argument and a number or a name: the device
    /// is then one that others know already.
    Condition ResumedIf;
  };
  std::vector<Handler> Handlers;
  std::string File; ///< where it was read, for messages
  unsigned Line = 0;
};

/// The model of one kernel.
struct Model {
  std::string Kernel;                    ///< `freebsd`
  std::vector<std::string> DetectMacros; ///< predefined macros naming it
  std::string Extends; ///< kernel of which this is a layer; see Selection.h
  std::vector<LockKind> Kinds;
  std::vector<ContextKind> Contexts;
  std::vector<Entry> Entries;
  /// `globals:` a global lock's kind whatever its acquires and init say:
  /// `Giant: giant`, though it is entered as any other mutex.
  llvm::StringMap<std::string> GlobalKinds;
  /// `functions:` the contexts of those that the kernel calls by their name:
  /// `_init: load`; of a static one with its file, `foo.c:foo_boot: attach`.
  struct NamedFunction {
    std::string Context;
    std::string File; ///< where it was read, for messages
    unsigned Line = 0;
  };
  llvm::StringMap<NamedFunction> Functions;
  /// `times:` functions and variables that tell a time: `hz: span`.
  llvm::StringMap<TimeSort> Times;
  /// `panicked:` functions and variables that are 0 in a kernel that runs.
  llvm::StringSet<> Panicked;
  llvm::StringMap<unsigned> ByName; ///< written name -> Entries
  std::vector<HandlerTable> Tables; ///< each record once

  const Entry *find(llvm::StringRef Name) const {
    auto It = ByName.find(Name);
    return It == ByName.end() ? nullptr : &Entries[It->second];
  }
  const LockKind *kind(llvm::StringRef Name) const;
  /// The macro by which new notes are written; null when there is none.
  const Entry *noteMacro() const;
  const HandlerTable *table(llvm::StringRef Record) const;
};

/// Reads a model. Errors are one line each, `file:line:col: error: ...` with
/// the nearest valid word, and never stop the process. Kinds and contexts of
/// the model in \p Known of the same kernel count as declared: a user's file
/// extends a built-in model without repeating them. Loader.cpp.
llvm::Expected<Model> loadModel(llvm::MemoryBufferRef Yaml,
                                llvm::ArrayRef<const Model *> Known = {});

/// Adds the entries, kinds, contexts and handlers of \p Extra to \p Base,
/// replacing those of equal name.
void extendModel(Model &Base, Model Extra);

/// Names of the built-in models, sorted, and the YAML text of one.
std::vector<llvm::StringRef> builtinModelNames();
std::optional<llvm::MemoryBufferRef> builtinModelText(llvm::StringRef Kernel);

/// All of them, loaded, in that order.
llvm::Expected<std::vector<Model>> loadBuiltinModels();

} // namespace locktidy

#endif
