// RUN: %idiom %s
// A halt waits with PNORELOCK, so that the mutex is released when it returns.
// Seen in openbsd: sys/dev/pci/eso.c, eso_halt_output().
// Broken: it is released again.
#include "openbsd.h"
#define EWOULDBLOCK 35

static struct mutex audio_lock;

struct eso_softc {
  void *sc_pintr;
};

int eso_halt_output(struct eso_softc *sc) {
  int error;

  mtx_enter(&audio_lock);
  sc->sc_pintr = NULL;
  error = msleep_nsec(&sc->sc_pintr, &audio_lock, PNORELOCK, "esoho", 1000);
#ifdef BROKEN
  mtx_leave(&audio_lock); /* expect: unlock-not-held */
#endif
  return (error == EWOULDBLOCK ? 0 : error);
}
