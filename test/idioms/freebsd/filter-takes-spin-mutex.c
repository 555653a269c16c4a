// RUN: %idiom %s
// The filter takes a mutex made with MTX_SPIN, the thread behind it the other one.
// Seen in freebsd10: sys/dev/usb/controller/dwc_otg.c, dwc_otg_filter_interrupt().
// Broken: the filter takes the one of the thread.
#include "freebsd.h"
#define FILTER_SCHEDULE_THREAD 4
int bus_setup_intr(device_t dev, struct resource *r, int flags, driver_filter_t *filter,
                   driver_intr_t *handler, void *arg, void **cookiep);

struct dwc_otg_softc {
  struct mtx bus_mtx, bus_spin;
  int status;
};

static int filter_interrupt(void *arg) {
  struct dwc_otg_softc *sc = arg;

#ifdef BROKEN
  mtx_lock(&sc->bus_mtx); /* expect: high-level-mutex */
  sc->status |= 1;
  mtx_unlock(&sc->bus_mtx);
#else
  mtx_lock_spin(&sc->bus_spin);
  sc->status |= 1;
  mtx_unlock_spin(&sc->bus_spin);
#endif
  return (FILTER_SCHEDULE_THREAD);
}

static void interrupt(void *arg) {
  struct dwc_otg_softc *sc = arg;

  mtx_lock(&sc->bus_mtx);
  mtx_lock_spin(&sc->bus_spin);
  sc->status = 0;
  mtx_unlock_spin(&sc->bus_spin);
  mtx_unlock(&sc->bus_mtx);
}

int attach(device_t dev, struct softc *sc, struct dwc_otg_softc *otg) {
  mtx_init(&otg->bus_mtx, "USB bus", NULL, MTX_DEF);
  mtx_init(&otg->bus_spin, "USB spin", NULL, MTX_SPIN);
  return (bus_setup_intr(dev, sc->irq, INTR_MPSAFE, filter_interrupt, interrupt, otg, &sc->cookie));
}
