// RUN: %idiom %s
// detach() stops the callout under the mutex and drains it when that is released.
// Seen in freebsd10: sys/dev/jme/if_jme.c, jme_detach().
// Broken: it drains under the mutex.
#include "freebsd.h"
void jme_stop(struct softc *sc);

int jme_detach(device_t dev, struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->ready = 0;
  jme_stop(sc);
#ifdef BROKEN
  callout_drain(&sc->callout); /* expect: sleep-under-lock */
#endif
  mtx_unlock(&sc->mtx);
#ifndef BROKEN
  callout_drain(&sc->callout);
#endif
  mtx_destroy(&sc->mtx);
  return (0);
}
