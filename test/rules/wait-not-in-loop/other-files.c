// RUN: %check-expect --arg=--level=advice %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd
// RUN: %locktidy check --level=advice %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd | FileCheck %s
// Other files know the record: what wakes there is perhaps not seen. The wakeups that are seen follow a change, which makes it advice.

#include "Inputs/shared.h"

void wait_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->busy)
    msleep(&sc->busy, &sc->mtx, PZERO, "busy", 0); // expect: wait-not-in-loop
// CHECK: assumes that it is not so any more when the wait ends
  mtx_unlock(&sc->mtx);
}

void finish(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->busy = 0;
  wakeup(&sc->busy);
  mtx_unlock(&sc->mtx);
}
