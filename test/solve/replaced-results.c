// RUN: %check-expect %s -- %kernel-freebsd
//
// What a weak function returns, another one decides that replaces it.
#include "freebsd.h"

struct foo_softc { struct mtx mtx; int rings; };

__attribute__((weak)) int foo_hook(struct foo_softc *sc) { return 0; }

int start(struct foo_softc *sc) {
  mtx_lock(&sc->mtx);
  if (foo_hook(sc))
    return 6; /* expect: lock-leak */
  mtx_unlock(&sc->mtx);
  return 6;
}
