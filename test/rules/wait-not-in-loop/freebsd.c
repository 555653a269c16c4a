// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>
#include <sys/condvar.h>

struct softc {
  struct mtx mtx;
  struct cv cv;
  int ready;
};

void if_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (!sc->ready)
    msleep(sc, &sc->mtx, PZERO, "wait", 0); // expect: wait-not-in-loop
  mtx_unlock(&sc->mtx);
}

void condvar_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (!sc->ready)
    cv_wait(&sc->cv, &sc->mtx); // expect: wait-not-in-loop
  mtx_unlock(&sc->mtx);
}

int result_bad(struct softc *sc) {
  int error = 0;

  mtx_lock(&sc->mtx);
  if (!sc->ready)
    error = cv_wait_sig(&sc->cv, &sc->mtx); // expect: wait-not-in-loop
  mtx_unlock(&sc->mtx);
  return (error);
}

void while_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  while (!sc->ready)
    msleep(sc, &sc->mtx, PZERO, "wait", 0);
  mtx_unlock(&sc->mtx);
}

int error_ok(struct softc *sc) {
  int error = 0;

  mtx_lock(&sc->mtx);
  while (!sc->ready && error == 0)
    error = msleep(sc, &sc->mtx, PZERO | PCATCH, "wait", 0);
  mtx_unlock(&sc->mtx);
  return (error);
}

void for_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  for (;;) {
    if (sc->ready)
      break;
    cv_wait(&sc->cv, &sc->mtx);
  }
  mtx_unlock(&sc->mtx);
}

void goto_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
again:
  if (!sc->ready) {
    msleep(sc, &sc->mtx, PZERO, "wait", 0);
    goto again;
  }
  mtx_unlock(&sc->mtx);
}

void drop_ok(struct softc *sc) {
  for (;;) {
    mtx_lock(&sc->mtx);
    if (sc->ready)
      break;
    msleep(sc, &sc->mtx, PZERO | PDROP, "wait", 0);
  }
  mtx_unlock(&sc->mtx);
}

static int done(struct softc *sc) { return (sc->ready != 0); }

void helper_test_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  while (!done(sc))
    cv_wait(&sc->cv, &sc->mtx);
  mtx_unlock(&sc->mtx);
}

void helper_test_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (!done(sc))
    cv_wait(&sc->cv, &sc->mtx); // todo-expect: wait-not-in-loop
  mtx_unlock(&sc->mtx);
}

// With a time limit it may be a pause.
void limited_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (!sc->ready)
    msleep(sc, &sc->mtx, PZERO, "wait", hz);
  mtx_unlock(&sc->mtx);
}

// Waits for time to pass, not for a condition.
void pause_ok(void) { pause("delay", 10); }
