// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd
// Both are woken, and the other one takes what was there.

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>

struct softc {
  struct mtx mtx;
  int full;
};

void take_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (!sc->full)
    msleep(sc, &sc->mtx, PZERO, "take", 0); // expect: wait-not-in-loop
  mtx_unlock(&sc->mtx);
}

void take_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  while (!sc->full)
    msleep(sc, &sc->mtx, PZERO, "take", 0);
  sc->full = 0;
  mtx_unlock(&sc->mtx);
}

void fill(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->full = 1;
  wakeup(sc);
  mtx_unlock(&sc->mtx);
}
