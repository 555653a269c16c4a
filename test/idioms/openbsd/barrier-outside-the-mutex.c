// RUN: %idiom %s
// The timeout's handler takes the mutex; who removes the timeout waits for it without.
// Seen in openbsd: sys/dev/i2c/ihidev.c, ihidev_close(), and sys/dev/pci/if_iavf.c.
// Broken: it waits with the mutex.
#include "openbsd.h"

struct ihidev_softc {
  struct mutex sc_mtx;
  struct timeout sc_timer;
  int refs;
};

static void poll(void *arg) {
  struct ihidev_softc *sc = arg;

  mtx_enter(&sc->sc_mtx);
  sc->refs++;
  mtx_leave(&sc->sc_mtx);
}

void ihidev_open(struct ihidev_softc *sc) {
  mtx_init(&sc->sc_mtx, IPL_NET);
  timeout_set(&sc->sc_timer, poll, sc);
}

void ihidev_close(struct ihidev_softc *sc) {
  mtx_enter(&sc->sc_mtx);
  sc->refs = 0;
#ifdef BROKEN
  timeout_del_barrier(&sc->sc_timer); /* expect: drain-under-lock */
#endif
  mtx_leave(&sc->sc_mtx);
#ifndef BROKEN
  timeout_del_barrier(&sc->sc_timer);
#endif
}
