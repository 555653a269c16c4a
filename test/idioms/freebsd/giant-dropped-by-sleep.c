// RUN: %idiom %s
// Sleeping drops Giant, so that one may sleep with it.
// Seen in freebsd7: sys/dev/usb/ehci.c, ehci_sync_hc() under Giant.
// Broken: a mutex of the driver is held as well.
#include "freebsd.h"

struct ehci_softc {
  struct mtx sc_mtx;
  int doorbell;
};

static int ehci_sync_hc(struct ehci_softc *sc) {
  sc->doorbell = 1;
  return (tsleep(&sc->doorbell, 0, "ehcidi", 100));
}

int ehci_close_pipe(struct ehci_softc *sc) {
  int error;

  mtx_lock(&Giant);
#ifdef BROKEN
  mtx_lock(&sc->sc_mtx);
#endif
  error = ehci_sync_hc(sc); /* expect: sleep-under-lock */
#ifdef BROKEN
  mtx_unlock(&sc->sc_mtx);
#endif
  mtx_unlock(&Giant);
  return (error);
}
