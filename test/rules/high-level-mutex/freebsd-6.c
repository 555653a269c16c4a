// Up to FreeBSD 6 a flag makes a handler a filter: one that memory may have, or
// not, makes it one perhaps.
// RUN: %check-expect %s -- %kernel-freebsd
// RUN: not %locktidy check --level=advice %s -- %kernel-freebsd | FileCheck %s
#include "freebsd.h"
int bus_setup_intr(device_t dev, struct resource *r, int flags, driver_intr_t *handler, void *arg, void **cookiep);

static int mode;

static void fast(void *arg) {
  struct softc *sc = arg;

  mtx_lock(&sc->mtx); // expect: high-level-mutex
  mtx_unlock(&sc->mtx);
}

static void perhaps(void *arg) {
  struct softc *sc = arg;

  // CHECK: :[[#@LINE+1]]:{{.*}} advice: 'mtx_lock' acquires mutex 'sc->mtx' in interrupt filter
  mtx_lock(&sc->mtx);
  mtx_unlock(&sc->mtx);
}

void attach(struct softc *sc) {
  bus_setup_intr(sc->dev, sc->irq, INTR_FAST | INTR_MPSAFE, fast, sc, &sc->cookie);
}

void attach_perhaps(struct softc *sc) {
  bus_setup_intr(sc->dev, sc->irq, mode | INTR_MPSAFE, perhaps, sc, &sc->cookie);
}
