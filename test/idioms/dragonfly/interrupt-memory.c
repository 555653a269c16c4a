// RUN: %idiom %s
// An interrupt handler takes memory that is kept for interrupts.
// Seen in dragonfly: sys/bus/cam/cam_xpt.c, xpt_create_path().
// Broken: it waits for memory as a process may.
#include "dragonfly.h"

#ifdef BROKEN
#define DEV_WAIT M_WAITOK
#else
#define DEV_WAIT M_INTWAIT
#endif

static void dev_intr(void *arg) {
  struct softc *sc = arg;

  sc->cookie = kmalloc(8, 0, DEV_WAIT); /* expect: sleep-in-interrupt */
}

int dev_attach(struct softc *sc) {
  void *ih;

  return bus_setup_intr(sc->dev, sc->irq, INTR_MPSAFE, dev_intr, sc, &ih, NULL);
}
