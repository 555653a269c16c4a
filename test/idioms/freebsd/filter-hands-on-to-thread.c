// RUN: %idiom %s
// A filter only reads a register; the thread behind it allocates, without waiting.
// Seen in freebsd10: sys/dev/nxge/if_nxge.c, xge_isr_filter() and xge_isr_line().
// Broken: the thread waits for memory.
#include "freebsd.h"
#define FILTER_STRAY 1
#define FILTER_SCHEDULE_THREAD 4
int bus_setup_intr(device_t dev, struct resource *r, int flags, driver_filter_t *filter,
                   driver_intr_t *handler, void *arg, void **cookiep);

static int isr_filter(void *arg) {
  struct softc *sc = arg;

  return (sc->ready ? FILTER_SCHEDULE_THREAD : FILTER_STRAY);
}

static void isr_line(void *arg) {
  struct softc *sc = arg;

  mtx_lock(&sc->mtx);
#ifdef BROKEN
  sc->cookie = malloc(64, 0, M_WAITOK); /* expect: sleeping-alloc-under-lock, sleep-in-interrupt */
#else
  sc->cookie = malloc(64, M_DEVBUF, M_NOWAIT);
#endif
  mtx_unlock(&sc->mtx);
}

int attach(device_t dev, struct softc *sc) {
  return (bus_setup_intr(dev, sc->irq, INTR_TYPE_NET | INTR_MPSAFE, isr_filter, isr_line,
                         sc, &sc->cookie));
}
