// RUN: %idiom %s
// The interrupt handler is called with the serializer that was given when it was set up,
// and asserts it.
// Seen in dragonfly: sys/dev/netif/em/if_em.c, em_attach() and em_intr().
// Broken: it enters the serializer itself.
#include "dragonfly.h"

static void em_intr(void *arg) {
  struct softc *sc = arg;

#ifdef BROKEN
  lwkt_serialize_enter(&sc->slz); /* expect: recursive-lock */
#else
  ASSERT_SERIALIZED(&sc->slz);
#endif
  sc->ready = 1;
#ifdef BROKEN
  lwkt_serialize_exit(&sc->slz);
#endif
}

int em_attach(device_t dev, struct softc *sc) {
  lwkt_serialize_init(&sc->slz);
  return (bus_setup_intr(dev, sc->irq, INTR_MPSAFE, em_intr, sc, &sc->cookie, &sc->slz));
}
