// RUN: %idiom %s
// The flags of a wait are the caller's, and could say that the mutex stays released;
// in a loop that needs it no caller does.
// Seen in freebsd10: sys/cam/cam_periph.c, cam_periph_hold().
// Broken: the mutex is released before it is needed.
#include "freebsd.h"

int hold(struct softc *sc, int priority) {
  int error;

  mtx_assert(&sc->mtx, MA_OWNED);
  while (sc->cookie != NULL) {
    error = msleep(sc, &sc->mtx, priority, "hold", 0);
    if (error != 0)
      return (error);
  }
#ifdef BROKEN
  mtx_unlock(&sc->mtx);
  mtx_assert(&sc->mtx, MA_OWNED); /* expect: unlock-not-held */
#endif
  sc->cookie = sc;
  return (0);
}
