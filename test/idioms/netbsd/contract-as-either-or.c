// RUN: %idiom %s
// The contract is: polled, or the mutex held. Both kinds of callers exist.
// Seen in netbsd: sys/dev/usb/ehci.c, ehci_softintr().
// Broken: the caller without the mutex releases it as if the contract gave it.
#include "netbsd.h"

struct ehci {
  kmutex_t sc_lock;
  int usepolling, done;
};

static void ehci_softintr(struct ehci *sc) {
  KASSERT(sc->usepolling || mutex_owned(&sc->sc_lock));
  sc->done++;
}

void ehci_poll(struct ehci *sc) {
  sc->usepolling = 1;
  ehci_softintr(sc);
#ifdef BROKEN
  if (sc->done) {
    mutex_enter(&sc->sc_lock);
    sc->done = 0;
    mutex_exit(&sc->sc_lock);
  }
  mutex_exit(&sc->sc_lock); /* expect: unlock-not-held */
#endif
}

void ehci_soft(struct ehci *sc) {
  sc->usepolling = 0;
  mutex_enter(&sc->sc_lock);
  ehci_softintr(sc);
  mutex_exit(&sc->sc_lock);
}
