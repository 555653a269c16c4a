//===- InterruptSections.h - interrupts turned on too early -----*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Interrupts that come on while somebody counts on their being off: by the
// release of a lock inside the section of another one, in a callee of such a
// section, or in an interrupt handler; or that stay off, since one section has
// saved them where another one's were.
//
//   spin_lock_irqsave(&sc->lock, flags);
//   spin_lock_irq(&sc->queue_lock);
//   ...
//   spin_unlock_irq(&sc->queue_lock);      on, with sc->lock held
//
// A part of irq-unsafe-lock.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_RULES_INTERRUPTSECTIONS_H
#define LOCKTIDY_RULES_INTERRUPTSECTIONS_H

#include "Rules/Describe.h"

namespace locktidy {

void judgeSections(const SolvedProgram &P, const Describer &D,
                   std::vector<Finding> &Out);

} // namespace locktidy

#endif
