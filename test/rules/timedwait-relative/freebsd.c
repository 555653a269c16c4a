// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/kernel.h>
#include <sys/mutex.h>
#include <sys/condvar.h>

struct softc {
  struct mtx mtx;
  struct cv cv;
  int ready, end;
};

void condvar_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  while (!sc->ready)
    cv_timedwait(&sc->cv, &sc->mtx, ticks + 5 * hz); // expect: timedwait-relative
  mtx_unlock(&sc->mtx);
}

void sleep_bad(struct softc *sc) {
  int end = ticks + hz;

  mtx_lock(&sc->mtx);
  while (!sc->ready)
    msleep(sc, &sc->mtx, PZERO, "wait", end); // expect: timedwait-relative
  mtx_unlock(&sc->mtx);
}

void good(struct softc *sc) {
  int end = ticks + hz;

  mtx_lock(&sc->mtx);
  while (!sc->ready)
    if (msleep(sc, &sc->mtx, PZERO, "wait", end - ticks) != 0)
      break;
  while (sc->end - ticks > 0)
    cv_timedwait(&sc->cv, &sc->mtx, hz / 10);
  mtx_unlock(&sc->mtx);
}

void pause_bad(void) {
  pause("pause", ticks + hz); // expect: timedwait-relative
}

void pause_ok(void) {
  pause("pause", hz / 10);
}
