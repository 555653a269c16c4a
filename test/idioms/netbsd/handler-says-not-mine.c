// RUN: %idiom %s
// An interrupt handler gives its lock up before it says that the interrupt is not its
// own, and again when it is done: the kernel, which asks the answer, knows no lock.
// Seen in netbsd: sys/dev/pci/arcmsr.c, arc_intr().
// Broken: not before the first answer, which looks like a success with the lock.
#include "netbsd.h"

struct arc_softc {
  kmutex_t sc_mutex;
  kcondvar_t sc_cv;
  int status;
};

static void arc_unlock(struct arc_softc *sc) {
  mutex_spin_exit(&sc->sc_mutex);
}

static int arc_intr(void *arg) {
  struct arc_softc *sc = arg;

  mutex_spin_enter(&sc->sc_mutex);
  if (sc->status == 0) {
#ifndef BROKEN
    mutex_spin_exit(&sc->sc_mutex);
#endif
    return 0; /* expect: lock-leak */
  }
  cv_broadcast(&sc->sc_cv);
  mutex_spin_exit(&sc->sc_mutex);
  return 1;
}

void arc_attach(struct arc_softc *sc, void *pc, int ih) {
  mutex_init(&sc->sc_mutex, MUTEX_DEFAULT, IPL_VM);
  pci_intr_establish(pc, ih, IPL_VM, arc_intr, sc);
}

void arc_poke(struct arc_softc *sc) {
  mutex_spin_enter(&sc->sc_mutex);
  sc->status = 1;
  arc_unlock(sc);
}
