// RUN: %check-expect --arg=--level=advice %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd
// RUN: %locktidy check --level=advice %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd | FileCheck %s
// What the pointer in the softc points at may be any request.

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>

struct req {
  int state;
};
struct softc {
  struct mtx mtx;
  struct req *current;
  int busy;
};

void current_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->busy)
    msleep(sc->current, &sc->mtx, PZERO, "req", 0); // expect: wait-not-in-loop
// CHECK: assumes that it is not so any more when the wait ends
  mtx_unlock(&sc->mtx);
}

void finish(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->busy = 0;
  wakeup(sc->current);
  mtx_unlock(&sc->mtx);
}

void kick(struct req *r) {
  r->state = 2;
  wakeup(r);
}
