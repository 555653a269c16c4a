// RUN: %idiom %s
// The result of an acquire that a signal may end is the function's own: 0 is taken.
// Seen in openbsd: sys/dev/ic/dwiic.c, dwiic_i2c_acquire_bus().
// Broken: the caller does not ask.
#include "openbsd.h"

struct dwiic_softc {
  struct rwlock sc_i2c_lock;
  int polls;
};

static int acquire_bus(struct dwiic_softc *sc, int poll) {
  if (poll)
    return (0);
  return (rw_enter(&sc->sc_i2c_lock, RW_WRITE | RW_INTR));
}

static void release_bus(struct dwiic_softc *sc, int poll) {
  if (poll)
    return;
  rw_exit(&sc->sc_i2c_lock);
}

int i2c_exec(struct dwiic_softc *sc, int poll) {
  int error;

  error = acquire_bus(sc, poll);
#ifndef BROKEN
  if (error)
    return (error);
#endif
  sc->polls++;
  release_bus(sc, poll); /* expect: unlock-not-held */
  return (error);
}
