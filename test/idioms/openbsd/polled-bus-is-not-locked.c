// RUN: %idiom %s
// The bus is not locked while the system is cold or the caller polls: acquire and
// release, both called by pointers only, ask the same.
// Seen in openbsd: sys/dev/ic/dwiic.c, dwiic_i2c_acquire_bus() and
// dwiic_i2c_release_bus().
// Broken: acquire asks something that release does not.
#include "openbsd.h"
#define I2C_F_POLL 8

extern int cold;
struct bus_softc {
  struct rwlock sc_lock;
  int sc_poll, sc_dead;
};
struct controller {
  int (*acquire)(void *, int);
  void (*release)(void *, int);
};

static int bus_acquire(void *cookie, int flags) {
  struct bus_softc *sc = cookie;

  if (cold || sc->sc_poll || (flags & I2C_F_POLL))
    return (0);
#ifdef BROKEN
  if (sc->sc_dead)
    return (0);
#endif
  return (rw_enter(&sc->sc_lock, RW_WRITE | RW_INTR)); /* expect: lock-leak */
}

static void bus_release(void *cookie, int flags) {
  struct bus_softc *sc = cookie;

  if (cold || sc->sc_poll || (flags & I2C_F_POLL))
    return;
  rw_exit(&sc->sc_lock);
}

void bus_attach(struct controller *c) {
  c->acquire = bus_acquire;
  c->release = bus_release;
}
