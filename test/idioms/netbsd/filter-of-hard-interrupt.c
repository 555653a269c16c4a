// RUN: %idiom %s
// The hard interrupt takes a spin mutex of the interrupt's level only; the wait in the
// same driver is done by a thread.
// Seen in netbsd: sys/dev/pci/esa.c, esa_intr(), and sys/dev/ic/dwc_mmc.c,
// dwc_mmc_wait_rint().
// Broken: the handler waits too.
#include "netbsd.h"

struct esa {
  kmutex_t sc_intr_lock;
  kcondvar_t sc_intr_cv;
  int sc_status;
};
int esa_read(struct esa *);

static int esa_wait(struct esa *sc) {
  int error = 0;

  KASSERT(mutex_owned(&sc->sc_intr_lock));
  while (sc->sc_status == 0 && error != 35)
    error = cv_timedwait(&sc->sc_intr_cv, &sc->sc_intr_lock, 100); /* expect: sleep-in-interrupt */
  return error;
}

static int esa_intr(void *hdl) {
  struct esa *sc = hdl;

  mutex_spin_enter(&sc->sc_intr_lock);
  sc->sc_status = esa_read(sc);
#ifdef BROKEN
  (void)esa_wait(sc);
#else
  cv_broadcast(&sc->sc_intr_cv);
#endif
  mutex_spin_exit(&sc->sc_intr_lock);
  return 1;
}

void esa_attach(struct esa *sc, void *pc, int ih) {
  mutex_init(&sc->sc_intr_lock, MUTEX_DEFAULT, IPL_SCHED);
  pci_intr_establish(pc, ih, IPL_SCHED, esa_intr, sc);
  mutex_spin_enter(&sc->sc_intr_lock);
  (void)esa_wait(sc);
  mutex_spin_exit(&sc->sc_intr_lock);
}
