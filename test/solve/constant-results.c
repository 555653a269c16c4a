// RUN: %check-expect %s -- %kernel-freebsd
//
// A function that has nothing to do with locks, and always returns the same, has no
// error for its callers to handle; what one returns that has, may be anything.
#include "freebsd.h"

struct foo_softc { struct mtx mtx; int rings, unit; };

static int make_rings(struct foo_softc *sc) {
  int error = 0;

  sc->rings = 4;
  return error;
}

static int make(struct foo_softc *sc) { return make_rings(sc); }

static int find_unit(struct foo_softc *sc) { return sc->unit ? 0 : 6; }

int start(struct foo_softc *sc) {
  int error;

  mtx_lock(&sc->mtx);
  error = make(sc);
  if (error)
    return error;
  sc->rings++;
  mtx_unlock(&sc->mtx);
  return 0;
}

int start_unit(struct foo_softc *sc, int wait) {
  int error;

  mtx_lock(&sc->mtx);
  error = find_unit(sc);
  if (error && wait)
    return 3; /* expect: lock-leak */
  mtx_unlock(&sc->mtx);
  return error ? 3 : 0;
}
