// RUN: %idiom %s
// The interrupt is set up with INTR_MPSAFE among other flags.
// Seen in freebsd10: sys/dev/nfe/if_nfe.c, nfe_attach().
// Broken: the flag is missing.
#include "freebsd.h"
int bus_setup_intr(device_t dev, struct resource *r, int flags, driver_filter_t *filter,
                   driver_intr_t *handler, void *arg, void **cookiep);

static void nfe_intr(void *arg) {
  struct softc *sc = arg;

  mtx_lock(&sc->mtx);
  sc->ready = 1;
  mtx_unlock(&sc->mtx);
}

int nfe_attach(device_t dev, struct softc *sc) {
  int flags = INTR_TYPE_NET;

#ifndef BROKEN
  flags |= INTR_MPSAFE;
#endif
  return (bus_setup_intr(dev, sc->irq, flags, NULL, nfe_intr, /* expect: giant-handler */
                         sc, &sc->cookie));
}
