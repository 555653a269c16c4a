// That the thread of an interrupt sleeps is advice, and silent by default: its kernel lets
// it.
// RUN: %locktidy check --level=advice %s -- %kernel-dragonfly 2>&1 | FileCheck %s
// RUN: %check-expect %s -- %kernel-dragonfly
#include "dragonfly.h"

static void intr(void *arg) { tsleep(arg, 0, "w", 1); }
void attach(struct softc *sc) { bus_setup_intr(sc->dev, sc->irq, INTR_MPSAFE, intr, sc, &sc->cookie, NULL); }
// CHECK: ithread.c:[[@LINE-2]]:{{[0-9]+}}: advice: 'tsleep' sleeps in interrupt handler
// CHECK: note: assumes that the driver's interrupt thread must not wait
