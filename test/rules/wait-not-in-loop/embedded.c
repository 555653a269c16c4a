// RUN: %check-expect --arg=--level=advice %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd
// RUN: %locktidy check --level=advice %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd | FileCheck %s
// A request that is waited for may be the one within the softc.

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>

struct req {
  int done;
};
struct softc {
  struct mtx mtx;
  struct req req;
};

void request_bad(struct softc *sc, struct req *r) {
  mtx_lock(&sc->mtx);
  if (!r->done)
    msleep(r, &sc->mtx, PZERO, "req", 0); // expect: wait-not-in-loop
// CHECK: assumes that it is not so any more when the wait ends
  mtx_unlock(&sc->mtx);
}

void finish(struct softc *sc, struct req *r) {
  mtx_lock(&sc->mtx);
  r->done = 1;
  wakeup(r);
  mtx_unlock(&sc->mtx);
}

void kick(struct softc *sc) { wakeup(&sc->req); }
