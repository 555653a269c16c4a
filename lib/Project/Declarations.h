//===- Declarations.h - contracts that stand beside the sources -*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What files that are no sources say about a program. Two forms are read, both
// with names as text, which are looked up when the program is linked:
//
//   the command files of WARLOCK (*.wlcmd, LockScript.cpp)
//     root foo_intr                            others call foo_intr
//     add foo_ops::fo_start targets a.c:start  what a pointer may call
//     assert order foo_list_lock foo::f_lock   what is taken before what
//     ignore foo_debug                         nothing of its body counts
//     disallow foo_done foo_start              the one never calls the other
//     reallow foo_done foo_start               takes that back
//
//   the lists of WITNESS, as in subr_witness.c (OrderList.cpp), where a lock
//   goes by the name that its initialisation gives it
//     { "foo list", &lock_class_sx }, { "foo", &lock_class_mtx_sleep },
//
// A name that is nowhere in the program is listed: a command file usually is
// about more files than those analysed.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_PROJECT_DECLARATIONS_H
#define LOCKTIDY_PROJECT_DECLARATIONS_H

#include "Solve/Program.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"

namespace locktidy {

struct Declarations {
  /// A line of a file.
  struct Place {
    std::string File;
    unsigned Line = 0;
  };
  /// One name of a function: `f`, or `file.c:f`.
  struct Function {
    Place At;
    std::string Name;
  };
  struct Pointer {
    Place At;
    std::string Name; ///< `T::f`, `T::f.g`, `T::*`; `g/p` for a local p of g
    std::vector<std::string> Targets; ///< functions
  };
  struct Order {
    Place At;
    std::vector<std::string> Names;
    std::vector<unsigned> Lines; ///< of each name; none: all at At
    bool Labels = false;   ///< Names are those that inits give
    bool AnyOrder = false; ///< of two: either may come first
  };
  /// Calls that are not followed: from the first to the last.
  struct Sequence {
    Place At;
    std::vector<std::string> Names;
  };
  std::vector<Function> Roots, Ignored;
  std::vector<Sequence> Disallowed;
  std::vector<Sequence> Reallowed; ///< what nothing had disallowed
  std::vector<Pointer> Pointers;
  std::vector<Order> Orders;

  bool empty() const {
    return Roots.empty() && Ignored.empty() && Disallowed.empty() &&
           Reallowed.empty() && Pointers.empty() && Orders.empty();
  }
};

/// What became of declarations in a program.
struct DeclarationReport {
  unsigned Roots = 0, Ignored = 0, Orders = 0;
  unsigned Targets = 0;  ///< of function pointers
  unsigned Inferred = 0; ///< those that the program shows by itself
  unsigned Unknown = 0;  ///< names
  /// `file:line: note: no function 'f'`, for those names and for what only the
  /// declaration says of a pointer.
  std::vector<std::string> Notes;
};

/// Adds what one file says. Errors name file and line.
llvm::Error readLockScript(llvm::MemoryBufferRef Text, Declarations &Out);
llvm::Error readOrderList(llvm::MemoryBufferRef Text, Declarations &Out);

/// Reads the files of these names.
llvm::Expected<Declarations>
readDeclarations(llvm::ArrayRef<std::string> LockScripts,
                 llvm::ArrayRef<std::string> OrderLists);

/// Puts them into a linked program that is not yet solved.
DeclarationReport declare(const Declarations &What, Program &P);

} // namespace locktidy

#endif
