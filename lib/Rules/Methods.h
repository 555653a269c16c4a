//===- Methods.h - primitives that a driver provides itself -----*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Some functions of a kernel hand the call on to the parent device, and what the
// model says of them is what the buses of the kernel do. A driver that is a bus
// for its own children answers itself:
//
//   DEVMETHOD(bus_setup_intr, foo_setup_intr)     foo_pci.c: stores a pointer
//   mtx_lock(&ch->mtx);
//   bus_setup_intr(dev, ch->irq, ...);            foo.c: calls foo_setup_intr()
//
// Which function such a method is for is said by its context in the model, which
// bears the function's name. The sources of a driver lie in one directory.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_METHODS_H
#define LOCKTIDY_RULES_METHODS_H

#include "Rules/Describe.h"
#include <set>

namespace locktidy {

class Methods {
public:
  explicit Methods(const SolvedProgram &P);

  /// MarkTarget when what \p O sees may be a method of the driver itself, whose
  /// call is in its directory.
  Marks of(const SolvedFunction &F, const Observation &O) const;

private:
  const SolvedProgram &P;
  Describer D;
  std::set<std::pair<StringId, std::string>> Own; ///< name, directory
};

} // namespace locktidy

#endif
