// RUN: %check-expect --arg=--level=advice %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd
// RUN: %locktidy check --level=advice %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd | FileCheck %s
// The wakeup follows the change, but somebody makes the condition true again: by
// a value made of the old one, or elsewhere than who waits. Advice, since each wakeup does follow the change.

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>

struct softc {
  struct mtx mtx;
  int refs, bit, shifted, flags, done, avail;
  int buf;
};

void refs_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->refs != 0)
    msleep(&sc->refs, &sc->mtx, PZERO, "refs", 0); // expect: wait-not-in-loop
// CHECK: assumes that it is not so any more when the wait ends
  mtx_unlock(&sc->mtx);
}

void refs_reset(struct softc *sc) {
  sc->refs = 0;
  wakeup(&sc->refs);
}

void refs_hold(struct softc *sc) { sc->refs++; }

void bit_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->bit & 2)
    msleep(&sc->bit, &sc->mtx, PZERO, "bit", 0); // expect: wait-not-in-loop
// CHECK: assumes that it is not so any more when the wait ends
  mtx_unlock(&sc->mtx);
}

void bit_clear(struct softc *sc) {
  sc->bit &= ~2;
  wakeup(&sc->bit);
}

void bit_toggle(struct softc *sc) { sc->bit ^= 2; }

void shifted_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->shifted & 2)
    msleep(&sc->shifted, &sc->mtx, PZERO, "shift", 0); // expect: wait-not-in-loop
// CHECK: assumes that it is not so any more when the wait ends
  mtx_unlock(&sc->mtx);
}

void shifted_clear(struct softc *sc) {
  sc->shifted &= ~2;
  wakeup(&sc->shifted);
}

void shifted_shift(struct softc *sc) { sc->shifted <<= 1; }

void flags_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->flags)
    msleep(&sc->flags, &sc->mtx, PZERO, "flags", 0); // expect: wait-not-in-loop
// CHECK: assumes that it is not so any more when the wait ends
  mtx_unlock(&sc->mtx);
}

void flags_clear(struct softc *sc) {
  sc->flags = 0;
  wakeup(&sc->flags);
}

void flags_turn(struct softc *sc) { sc->flags = !sc->flags; }

void done_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->done = 0;
  if (!sc->done)
    msleep(&sc->done, &sc->mtx, PZERO, "done", 0); // expect: wait-not-in-loop
// CHECK: assumes that it is not so any more when the wait ends
  mtx_unlock(&sc->mtx);
}

void done_intr(struct softc *sc) {
  sc->done = 1;
  wakeup(&sc->done);
}

int avail_bad(struct softc *sc) {
  int v;

  mtx_lock(&sc->mtx);
  if (sc->avail == 0)
    msleep(&sc->avail, &sc->mtx, PZERO, "avail", 0); // expect: wait-not-in-loop
// CHECK: assumes that it is not so any more when the wait ends
  v = sc->buf;
  mtx_unlock(&sc->mtx);
  return (v);
}

void avail_drop(struct softc *sc) { sc->avail = 0; }

void avail_put(struct softc *sc, int v) {
  sc->buf = v;
  sc->avail = 1;
  wakeup(&sc->avail);
}
