// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>
#include <sys/sx.h>

#define RESET_USEC (10 * 1000)

struct softc {
  struct mtx mtx;
  struct sx sx;
};

void long_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  DELAY(RESET_USEC); // expect: long-hold
  mtx_unlock(&sc->mtx);
}

void short_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  DELAY(10);
  mtx_unlock(&sc->mtx);
  DELAY(RESET_USEC);
}

// Held across sleeps anyway.
void sleepable_ok(struct softc *sc) {
  sx_xlock(&sc->sx);
  DELAY(RESET_USEC);
  sx_xunlock(&sc->sx);
}

void unknown_ok(struct softc *sc, int usec) {
  mtx_lock(&sc->mtx);
  DELAY(usec);
  mtx_unlock(&sc->mtx);
}
