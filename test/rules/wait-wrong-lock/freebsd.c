// RUN: %check-expect --arg=--level=advice %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>
#include <sys/condvar.h>

struct softc {
  struct mtx mtx, other;
  struct cv cv;
  int ready, done;
};

extern struct mtx Giant;
static struct mtx list_mtx;

void usual(struct softc *sc) {
  mtx_lock(&sc->mtx);
  while (!sc->ready)
    cv_wait(&sc->cv, &sc->mtx);
  while (!sc->ready)
    cv_wait(&sc->cv, &sc->mtx);
  while (!sc->done)
    msleep(&sc->done, &sc->mtx, PZERO, "done", 0);
  while (sc->done)
    msleep(&sc->done, &sc->mtx, PZERO, "done", 0);
  mtx_unlock(&sc->mtx);
}

void other_bad(struct softc *sc) {
  mtx_lock(&sc->other);
  while (!sc->ready)
    cv_wait(&sc->cv, &sc->other); // expect: wait-wrong-lock
  mtx_unlock(&sc->other);
}

void global_bad(struct softc *sc) {
  mtx_lock(&list_mtx);
  while (!sc->done)
    msleep(&sc->done, &list_mtx, PZERO, "done", 0); // expect: wait-wrong-lock
  mtx_unlock(&list_mtx);
}

// What every sleep gives up is no lock of the wait.
void giant_ok(struct softc *sc) {
  while (!sc->done)
    msleep(&sc->done, &Giant, PZERO, "done", 0);
}
