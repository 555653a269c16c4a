// RUN: %idiom %s
// Whether the mutex is held is asked to choose how to wait; all callers hold it, and
// what comes after needs it.
// Seen in freebsd10: sys/dev/mps/mps.c, mps_wait_command().
// Broken: the mutex is given up before.
#include "freebsd.h"

static void reinit(struct softc *sc) {
  mtx_assert(&sc->mtx, MA_OWNED);
  sc->cookie = NULL;
}

int wait_command(struct softc *sc, int can_sleep) {
  int error = 0;

  if (mtx_owned(&sc->mtx) && can_sleep)
    error = msleep(sc, &sc->mtx, 0, "wait", 10);
  else
    DELAY(10);
  reinit(sc);
  return (error);
}

int command(struct softc *sc) {
  int error;

  mtx_lock(&sc->mtx);
  error = wait_command(sc, 1);
#ifdef BROKEN
  mtx_unlock(&sc->mtx);
  reinit(sc); /* expect: unlock-not-held */
#else
  mtx_unlock(&sc->mtx);
#endif
  return (error);
}
