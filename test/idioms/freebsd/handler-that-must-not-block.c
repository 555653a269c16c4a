// RUN: %idiom %s
// The interrupt leaves what has to wait to a thread: it returns when such a bit is set.
// Seen in dragonfly: sys/dev/disk/sili/sili.c, sili_port_intr().
// Broken: one of the bits that wait is missing in what the interrupt leaves.
#include "freebsd.h"

#define PHYRDY 0x10
#define CHANGE 0x40
#ifdef BROKEN
#define SLOW PHYRDY
#else
#define SLOW (PHYRDY | CHANGE)
#endif

unsigned port_read(struct softc *sc);

static void port_intr(struct softc *sc, int blockable) {
  unsigned is = port_read(sc);
  int lost = 0;

  if (blockable == 0) {
    if (is & SLOW) {
      wakeup(sc);
      return;
    }
  }
  if (is & CHANGE) {
    is &= ~CHANGE;
    lost = 1;
  }
  sc->ready = is;
  if (lost)
    tsleep(sc, 0, "port", 10); /* expect: sleep-in-interrupt */
}

static void dev_intr(void *arg) { port_intr(arg, 0); }

static void dev_thread(void *arg) { port_intr(arg, 1); }

int dev_attach(struct softc *sc) {
  void *ih;

  kproc_create(dev_thread, sc, NULL, 0, 0, "port");
  return bus_setup_intr(sc->dev, sc->irq, INTR_MPSAFE, NULL, dev_intr, sc, &ih);
}
