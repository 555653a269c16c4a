//===- SharedRecords.h - locks in records that all drivers have -*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A class of lock or handle in a record of the kernel's own headers is another
// object in each driver: the handler that one driver registers for `port->irq`
// says nothing of the `port->irq` of another.
//
//   a.c: request_irq(port->irq, a_intr, ...)    b.c: disable_irq(port->irq)
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_SHAREDRECORDS_H
#define LOCKTIDY_RULES_SHAREDRECORDS_H

#include "Solve/Solved.h"

namespace locktidy {

/// Whether \p Class lies in a record that the kernel gives to every driver.
bool isOfKernel(const SolvedProgram &P, LockClass Class);

/// Of \p Handlers, which the program has for \p Class, those that a function of
/// \p File can mean: all when the record is a driver's own; else those of its
/// file, or else of its folder, unless the file has handlers of that sort
/// itself.
std::vector<const Root *> handlersFor(const SolvedProgram &P, LockClass Class,
                                      StringId File,
                                      llvm::ArrayRef<const Root *> Handlers);

} // namespace locktidy

#endif
