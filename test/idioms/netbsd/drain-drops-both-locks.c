// RUN: %idiom %s
// Entered with an adaptive and a spin mutex held; both are dropped for a pause, and the
// outer one is tried against the order before it is taken in order.
// Seen in netbsd: sys/dev/isa/ess.c, ess_drain().
// Broken: the pause names no lock, so that the spin mutex is held while it sleeps.
#include "netbsd.h"

struct ess { kmutex_t sc_lock, sc_intr_lock; };

int ess_drain(struct ess *sc) {
  KASSERT(mutex_owned(&sc->sc_lock));
  KASSERT(mutex_owned(&sc->sc_intr_lock));
  mutex_exit(&sc->sc_lock);
#ifdef BROKEN
  kpause("essdr", 0, 5, NULL); /* expect: sleep-under-lock */
#else
  kpause("essdr", 0, 5, &sc->sc_intr_lock);
#endif
  if (!mutex_tryenter(&sc->sc_lock)) {
    mutex_spin_exit(&sc->sc_intr_lock);
    mutex_enter(&sc->sc_lock);
    mutex_spin_enter(&sc->sc_intr_lock);
  }
  return 0;
}

void ess_attach(struct ess *sc) {
  mutex_init(&sc->sc_lock, MUTEX_DEFAULT, IPL_NONE);
  mutex_init(&sc->sc_intr_lock, MUTEX_DEFAULT, IPL_SCHED);
}
