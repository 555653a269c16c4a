// RUN: %idiom %s
// A try is passed on by two wrappers.
// Seen in dragonfly: sys/dev/netif/igb/if_igb.c, igb_tryserialize().
// Broken: the outer one fails after it took the lock.
#include "dragonfly.h"

static int inner_try(struct softc *sc) { return lwkt_serialize_try(&sc->slz); }

int outer_try(struct softc *sc) {
#ifdef BROKEN
  if (!inner_try(sc) || sc->ready)
    return (0); /* expect: lock-leak */
  return (1);
#else
  return inner_try(sc);
#endif
}
