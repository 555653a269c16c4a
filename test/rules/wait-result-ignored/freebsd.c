// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/errno.h>
#include <sys/mutex.h>
#include <sys/condvar.h>

#define ETIMEDOUT 60

struct softc {
  struct mtx mtx;
  struct cv cv;
  int ready, dead;
};

void spins_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  while (!sc->ready)
    msleep(sc, &sc->mtx, PZERO | PCATCH, "wait", 0); // expect: wait-result-ignored
  mtx_unlock(&sc->mtx);
}

// Kept, and never looked at.
void kept_bad(struct softc *sc) {
  int error;

  mtx_lock(&sc->mtx);
  while (!sc->ready)
    error = cv_wait_sig(&sc->cv, &sc->mtx); // expect: wait-result-ignored
  error = 0;
  mtx_unlock(&sc->mtx);
}

int other_error_bad(struct softc *sc) {
  int error = 0;

  mtx_lock(&sc->mtx);
  while (!sc->ready) {
    error = cv_timedwait(&sc->cv, &sc->mtx, hz);
    if (error == ETIMEDOUT) // expect: wait-result-ignored
      break;
  }
  mtx_unlock(&sc->mtx);
  return (0);
}

int good(struct softc *sc) {
  int error = 0;

  mtx_lock(&sc->mtx);
  while (!sc->ready && error == 0)
    error = msleep(sc, &sc->mtx, PZERO | PCATCH, "wait", 0);
  mtx_unlock(&sc->mtx);
  if (error == EWOULDBLOCK)
    return (EIO);
  return (error);
}

int returned_ok(struct softc *sc) {
  return (tsleep(sc, PZERO | PCATCH, "wait", 0));
}

static int forward(int error) { return (error == ERESTART ? EINTR : error); }

int passed_ok(struct softc *sc) {
  int error, other;

  mtx_lock(&sc->mtx);
  do {
    error = cv_wait_sig(&sc->cv, &sc->mtx);
    other = error;
    if (forward(other))
      break;
  } while (!sc->ready);
  mtx_unlock(&sc->mtx);
  return (0);
}

// A pause that a signal may cut short, and no signals.
void pause_ok(struct softc *sc) {
  tsleep(sc, PZERO | PCATCH, "pause", hz);
  mtx_lock(&sc->mtx);
  while (!sc->ready)
    msleep(sc, &sc->mtx, PZERO, "wait", 0);
  mtx_unlock(&sc->mtx);
}

// One variable for the results of two calls.
int either_ok(struct softc *sc) {
  int error = ETIMEDOUT;

  mtx_lock(&sc->mtx);
  if (!sc->ready)
    error = cv_timedwait(&sc->cv, &sc->mtx, hz);
  mtx_unlock(&sc->mtx);
  if (error == ETIMEDOUT)
    return (EIO);
  return (0);
}
